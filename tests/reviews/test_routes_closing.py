"""Closing a case once everything is there, opening it again, and that nothing is ever deleted."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.db.models import ProtectedError
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.learning import note
from reviews.models import Outcome
from reviews.operations.case import screen
from reviews.operations.closing import agree_to_reopen, ask_to_reopen, close, resume_notified
from reviews.operations.decision import decide
from reviews.operations.information import ask_agencies
from reviews.operations.national import begin_national_review, end_national_review
from reviews.operations.panel import hear_from_panel, send_to_panel
from reviews.rules.closing import what_is_missing
from tests.factories import reviews as made
from tests.factories import routes as make
from tests.reviews.test_routes_local_review import posted

IN_THE_WAY = {
    "open_actions": 0,
    "open_dissemination": 0,
    "local_review_under_way": False,
    "scheduled": 0,
    "waits_to_be_agreed": False,
}
SAID = make.CLOSING | {"captured": 0, "disseminated": 0, "today": timezone.localdate()}


# Row 27 -----------------------------------------------------------------------------------------------------------


def test_nothing_is_missing_once_everything_is_done_and_said():
    assert what_is_missing(facts=IN_THE_WAY, said=SAID) == []
    captured = {"captured": 1, "disseminated": 2, "nothing_captured_because": "", "not_shared_because": ""}
    assert what_is_missing(facts=IN_THE_WAY, said=SAID | captured) == []


def test_everything_that_is_missing_is_said_at_once():
    facts = {
        "open_actions": 1,
        "open_dissemination": 2,
        "local_review_under_way": True,
        "scheduled": 1,
        "waits_to_be_agreed": True,
    }
    said = dict.fromkeys(make.CLOSING, "") | {"panel_told_on": None, "family_told_on": make.in_days(1)}

    missing = what_is_missing(facts=facts, said=SAID | said)

    assert missing == [
        "1 action of this case is still open. Each has to be done and verified.",
        "2 parts of the plan to pass the learning on are still open.",
        "The local review is not finished. Record its findings first.",
        "1 file is still to be published at a set hour.",
        "It still has to be confirmed, or not, that the criteria were not met.",
        "Say what a later audit or check showed.",
        "There is neither an action nor a learning point. Add one to the case, or say why none was needed.",
        "No learning was passed on. Plan how, or say why there was nothing to share.",
        "Enter when the Panel was told, or say why not.",
        "The day on which the family was told is in the future.",
    ]


def test_no_further_review_is_an_end_of_its_own_that_captures_its_learning(cast):
    case = make.learning(cast)

    with pytest.raises(Refused, match=r"^There is neither an action nor a learning point"):
        close(case, by=cast.manager, **make.CLOSING | {"nothing_captured_because": ""})
    note(by=cast.officer, text="Ask who else lives there.", origin="review", reference=case.reference)
    close(case, by=cast.manager, **make.CLOSING | {"nothing_captured_because": ""})

    closure = made.again(case).closures.get()
    assert (made.again(case).stage, closure.nothing_captured_because) == ("closed", "")


def test_close_waits_for_every_action_of_the_case(cast, sign_in):
    case = make.learning(cast)
    make.action(cast, case)
    make.action(cast, made.refer_case(cast))  # another case's, which is nobody's business here

    manager = sign_in("board_manager")
    page = manager.get(f"/cases/{case.pk}/close/").content.decode()
    assert "1 action of this case is still open." in page
    assert "Change the form" in page
    with pytest.raises(Refused, match=r"^1 action of this case is still open"):
        close(case, by=cast.manager, **make.CLOSING)
    assert made.again(case).stage == "learning"


def test_close_on_its_page_says_everything_at_once_and_keeps_what_was_typed(cast, sign_in):
    case = make.learning(cast)
    make.action(cast, case, done=True)
    manager = sign_in("board_manager")

    again = manager.post(
        f"/cases/{case.pk}/close/", {"not_shared_because": "Typed with care"}
    ).content.decode()
    for sentence in (
        "Say what a later audit or check showed",
        "Enter when the Panel was told, or say why not",
        "Enter when the family was told, or say why not",
        "Typed with care",
    ):
        assert sentence in again
    assert "Why was neither an action nor a learning point needed?" not in again
    given = {name: text for name, text in make.CLOSING.items() if text and name != "panel_not_told_because"}
    given |= posted(panel_told_on=timezone.localdate())
    sent = manager.post(f"/cases/{case.pk}/close/", given)

    assert sent.url == f"/cases/{case.pk}/"
    closure = made.again(case).closures.get()
    assert (closure.panel_told_on, closure.family_told_on) == (timezone.localdate(), None)
    assert make.CLOSING["impact"] in manager.get(sent.url).content.decode()
    assert manager.post(f"/cases/{case.pk}/close/", given).status_code == 200
    assert case.closures.count() == 1


def test_a_local_review_is_closed_once_it_has_found_something(cast):
    under_way, finished = make.local_review(cast), make.finished_local_review(cast)

    with pytest.raises(Refused, match=r"^The local review is not finished"):
        close(under_way, by=cast.manager, **make.CLOSING)
    close(finished, by=cast.manager, **make.CLOSING)

    assert made.again(finished).stage == "closed"
    assert not [one for one in finished.clocks.all() if one.deadline.outstanding]


def test_close_is_not_for_a_case_on_its_way(cast):
    with pytest.raises(
        Refused, match=r"^A case that is gathering information .+ cannot go straight to closed"
    ):
        close(made.gathering(cast), by=cast.manager, **make.CLOSING)


# Row 28 -----------------------------------------------------------------------------------------------------------


def stored(case):
    """Everything of the case that time limits and numbers rest on."""
    clocks = case.clocks.order_by("pk").values_list(
        "deadline__duty", "deadline__starts_on", "deadline__due_on", "deadline__done_on", "deadline__late",
        "deadline__ended_on",
    )  # fmt: skip
    return case.reference, case.aware_on, case.notification.sent_at, list(clocks)


def test_reopening_changes_no_number_and_no_date(cast):
    case = make.closed(cast)
    before = stored(case)
    first = case.decision

    case = make.reopened(cast, case=case)

    assert (case.stage, stored(case)) == ("rr_decision", before)
    decide(
        case, by=cast.advisor, outcome=Outcome.LOCAL, grounds="A witness.", no_conflict=True,
        differs_because="It has come to light since.", superseded_because="A witness has come forward.",
    )  # fmt: skip
    second = made.again(case).decision
    assert (second.supersedes, case.closures.count()) == (first, 1)


def test_a_review_from_before_the_case_was_opened_again_goes_on_and_is_due_anew(cast, case_in_review):
    case = case_in_review
    first = case.review
    begin_national_review(
        case,
        by=cast.officer,
        begun_on=timezone.localdate(),
        local_review="ended",
        reason="The same questions.",
    )
    end_national_review(
        case, by=cast.officer, report_address="https://national.example/", result="Nothing.",
        reported_on=timezone.localdate(),
    )  # fmt: skip
    case = make.reopened(cast, case=make.closed(cast, case=made.again(case)))
    decide(
        case, by=cast.advisor, outcome=Outcome.LCSPR, grounds="A witness.", no_conflict=True,
        superseded_because="A witness has come forward.",
    )  # fmt: skip
    send_to_panel(
        made.again(case),
        by=cast.officer,
        sent_on=timezone.localdate(),
        content=made.pdf(),
        filename="sent.pdf",
    )
    hear_from_panel(case, by=cast.officer, kind="agrees", received_on=timezone.localdate(), summary="")

    case = made.again(case)
    assert (case.stage, case.review) == ("lcspr_setup", first)
    clocks = case.clocks.filter(deadline__duty="publish").order_by("pk")
    assert [one.deadline.outstanding for one in clocks] == [False, True]


def test_reopening_needs_the_manager_and_the_office_that_decides(cast):
    case = make.asked_to_reopen(cast)
    answering = {"agreed": True, "seen": str(case.reopenings.get().pk)}

    with pytest.raises(Refused, match=r"^Under these arrangements this is for: Independent Advisor"):
        agree_to_reopen(case, by=cast.manager, **answering)
    with pytest.raises(Refused, match=r"^This has already been asked"):
        ask_to_reopen(case, by=cast.manager, to="rr_decision", new_information="More.")
    assert made.again(case).stage == "closed"


def test_reopening_that_is_not_agreed_leaves_it_closed(cast):
    case = make.asked_to_reopen(cast)

    agree_to_reopen(
        case, by=cast.advisor, agreed=False, note="It was known.", seen=str(case.reopenings.get().pk)
    )

    assert made.again(case).stage == "closed"
    with pytest.raises(Refused, match=r"^Nobody has asked for this case"):
        agree_to_reopen(case, by=cast.advisor, agreed=True)


def test_reopening_to_the_decision_needs_a_rapid_review_and_only_closed_cases_are_reopened(cast):
    with pytest.raises(Refused, match=r"^There is no rapid review to decide on"):
        make.asked_to_reopen(cast, case=make.recorded(cast), to="rr_decision")
    with pytest.raises(Refused, match=r"^This case is not closed"):
        make.asked_to_reopen(cast, case=make.learning(cast), to="referred")
    with pytest.raises(Refused, match=r"^Say what has come to light"):
        ask_to_reopen(make.recorded(cast), by=cast.manager, to="referred", new_information=" ")


def test_reopening_on_its_pages(cast, sign_in):
    case = make.recorded(cast)
    manager, advisor = sign_in("board_manager"), sign_in("independent_advisor")

    assert "To the decision" not in manager.get(f"/cases/{case.pk}/ask-to-reopen/").content.decode()
    manager.post(f"/cases/{case.pk}/ask-to-reopen/", {"to": "referred", "new_information": "A new witness."})
    page = advisor.get(f"/cases/{case.pk}/agree-to-reopen/").content.decode()
    assert "A new witness." in page
    sent = advisor.post(
        f"/cases/{case.pk}/agree-to-reopen/", {"agreed": "yes", "seen": case.reopenings.get().pk}
    )

    assert sent.url == f"/cases/{case.pk}/"
    assert made.again(case).stage == "referred"
    assert "Reopened" in manager.get(sent.url).content.decode()


def test_a_notified_case_that_was_opened_again_goes_on_by_agreed_dates(cast):
    case = make.reopened(cast, case=make.recorded(cast), to="referred")
    first = case.clocks.get(deadline__duty="rapid_review").deadline

    resume_notified(case, by=cast.officer, reason="The notification told of it.", due_on=make.in_days(20))
    ask_agencies(case, by=cast.officer, organisations=[cast.police], scope="All.", due_on=make.in_days(5))

    case = made.again(case)
    assert case.stage == "rr_gathering"
    first.refresh_from_db()
    assert first.ended_reason == "No rapid review is required"
    again = case.clocks.exclude(deadline=first).get(deadline__duty="rapid_review").deadline
    assert (again.due_on, again.rule) == (make.in_days(20), "Agreed when the case was opened again")


def test_only_a_case_that_was_notified_before_goes_on_from_its_notification(cast):
    with pytest.raises(Refused, match=r"^This is for a case that was notified"):
        resume_notified(made.refer_case(cast), by=cast.officer, reason="It stands.", due_on=make.in_days(20))


def test_a_case_that_was_not_notified_may_be_screened_anew(cast):
    case = made.not_notified(cast)
    make.close_nfa(case, cast)
    case = make.reopened(cast, case=made.again(case), to="referred")

    screen(case, by=cast.officer, aware_on=timezone.localdate(), responsible_authority=cast.county)

    duties = [one.deadline.outstanding for one in case.clocks.filter(deadline__duty="notify").order_by("pk")]
    assert duties == [False, True]


# Nothing is deleted -------------------------------------------------------------------------------------------------

REVIEWS = Path(__file__).parents[2] / "reviews"


# A case, and what is its history: none of it is ever removed, by whatever name code has it.
HISTORY = {
    "Case", "case", "notification", "authority_decisions", "requests", "answers", "rapid_review", "decisions",
    "panel_messages", "review", "artefacts", "clocks", "recommendations", "disseminations", "local_reviews",
    "findings_not_met", "route_choices", "closures", "reopenings", "national_reviews", "other_partnerships",
}  # fmt: skip


def test_nothing_in_reviews_deletes_a_case_or_its_history():
    """Retention is a review by people, never a timer."""
    deleted = {}
    for path in REVIEWS.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in ("delete", "_raw_delete"):
                receiver = call.func.value
                # `case.requests.filter(…)` removes from requests
                while isinstance(receiver, ast.Call) and isinstance(receiver.func, ast.Attribute):
                    receiver = receiver.func.value
                if getattr(receiver, "attr", "") == "objects":
                    receiver = receiver.value
                deleted[ast.unparse(receiver)] = path.name

    assert "case.partner_views" in deleted  # which are asked afresh, and stand in the authority's decision
    assert {one: file for one, file in deleted.items() if one.rpartition(".")[2] in HISTORY} == {}


def test_no_row_outside_a_case_takes_it_along_when_it_goes():
    """An organisation, a person, a group or a document that a case names cannot be deleted."""
    scratch = {"reviews.ChronologyUpload.by"}  # rows to confirm, which are no part of an answer yet
    wrong = []
    for model in apps.get_app_config("reviews").get_models():
        for field in model._meta.get_fields():
            if isinstance(field, (models.ForeignKey, models.OneToOneField)):
                outside = field.remote_field.model._meta.app_label != "reviews"
                if outside and field.remote_field.on_delete is not models.PROTECT:
                    wrong.append(str(field))

    assert set(wrong) - scratch == set()


def test_an_organisation_of_a_case_cannot_be_deleted(cast):
    made.gathering(cast)

    for organisation in (cast.county, cast.hospital, cast.police):
        with pytest.raises(ProtectedError):
            organisation.delete()
