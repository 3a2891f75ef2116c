"""Leaving the usual way: no rapid review, criteria not met after all, nothing more, and the national review."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Event, Letter
from reviews.models import Child, NationalReview, Outcome, RouteChoice, Stage
from reviews.operations.information import answer
from reviews.operations.national import begin_national_review, end_national_review
from reviews.operations.routes import close_without_action, confirm_not_met, find_not_met, no_rapid_review
from reviews.rules.routes import check_without_rapid_review, route_without_rapid_review
from reviews.views.referral import STATUS
from tests.factories import reviews as made
from tests.factories import routes as make

FOURTEEN = make.LOOKED_AFTER
LEAVER = {"age": 18, "outcome": "died", "looked_after": False, "care_leaver": True}
REASON = "An illness that was known from birth."
RECORD = {"to": Stage.CLOSED_RECORDED, "reason": REASON, "none_suspected": True}


def children(*facts):
    return [Child(position=position, **one) for position, one in enumerate(facts, start=1)]


def waiting_deadlines(case):
    return {one.deadline.duty for one in case.clocks.select_related("deadline") if one.deadline.outstanding}


# Row 9: no rapid review is required -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "route"),
    [
        ([FOURTEEN], "looked_after_death"),
        ([LEAVER], "care_leaver"),
        ([LEAVER | {"age": 24, "outcome": "seriously_harmed"}], "care_leaver"),
        ([LEAVER | {"age": 24}, FOURTEEN], "looked_after_death"),
    ],
)
def test_these_children_need_no_rapid_review(facts, route):
    check_without_rapid_review(children=children(*facts), abuse_or_neglect=None, none_suspected=True)

    assert route_without_rapid_review(children(*facts)) == route


@pytest.mark.parametrize(
    ("facts", "abuse", "sentence"),
    [
        (
            [LEAVER | {"age": 17}],
            None,
            "Child 1 is a care leaver under 18, so the criteria have to be looked at.",
        ),
        ([LEAVER | {"age": None}], None, "Child 1 is a care leaver whose age is not known."),
        ([LEAVER | {"care_leaver": None}], None, "Child 1 is 18 or over. Record first whether"),
        (
            [LEAVER | {"care_leaver": False}],
            None,
            "Child 1 was neither looked after nor a care leaver aged 18",
        ),
        (
            [FOURTEEN | {"looked_after": None}],
            None,
            "Child 1 was neither looked after nor a care leaver aged 18",
        ),
        ([FOURTEEN, made.CHILD], None, "Child 2 was neither looked after nor a care leaver aged 18 to 24."),
        ([FOURTEEN | {"outcome": "seriously_harmed"}], None, "Child 1 was looked after and did not die."),
        ([FOURTEEN], True, "Abuse or neglect of child 1 is known or suspected."),
        ([], None, "This case needs a rapid review."),
    ],
)
def test_one_child_that_does_not_fit_keeps_the_whole_case_in(facts, abuse, sentence):
    with pytest.raises(Refused, match=r"^This case needs a rapid review\.") as refused:
        check_without_rapid_review(children=children(*facts), abuse_or_neglect=abuse, none_suspected=True)

    assert sentence in str(refused.value)


def test_no_rapid_review_is_recorded_and_every_clock_ends_with_the_reason(cast):
    case = make.death_of_a_looked_after_child(cast)
    due = case.clocks.get(deadline__duty="rapid_review").deadline.due_on

    no_rapid_review(case, by=cast.manager, **RECORD)

    case = made.again(case)
    assert (case.stage, case.route, case.abuse_or_neglect) == ("closed_recorded", "looked_after_death", False)
    clock = case.clocks.get(deadline__duty="rapid_review").deadline
    assert (clock.due_on, clock.ended_on, clock.ended_reason) == (
        due,
        timezone.localdate(),
        "No rapid review is required",
    )
    assert waiting_deadlines(case) == set()
    choice = case.route_choices.get()
    assert (choice.to, choice.reason, choice.office) == ("closed_recorded", REASON, Role.BOARD_MANAGER)


def test_no_rapid_review_may_lead_to_a_local_review(cast, sign_in):
    case = made.notified(cast, children=[make.CARE_LEAVER])

    sent = sign_in("board_manager").post(
        f"/cases/{case.pk}/no-rapid-review/", {"to": "local_review", "reason": REASON}
    )

    assert sent.status_code == 302
    case = made.again(case)
    assert (case.stage, case.route, case.local_review) == ("local_review", "care_leaver", None)


def test_no_rapid_review_is_only_for_what_has_been_notified_and_nobody_was_asked_for(cast):
    with pytest.raises(Refused, match=r"^This is for a case that has been notified"):
        no_rapid_review(made.gathering(cast, children=[make.LOOKED_AFTER]), by=cast.manager, **RECORD)


def test_no_rapid_review_refused_says_why_and_keeps_what_was_typed(cast, sign_in):
    case = made.notified(cast)

    page = (
        sign_in("board_manager")
        .post(
            f"/cases/{case.pk}/no-rapid-review/",
            {"to": "closed_recorded", "reason": "Typed with care", "none_suspected": "on"},
        )
        .content.decode()
    )

    assert "This case needs a rapid review. Child 1 was neither looked after" in page
    assert "Typed with care" in page
    assert made.again(case).stage == "notified"


def test_no_rapid_review_asks_whether_anybody_suspects_abuse(cast, sign_in):
    case = make.death_of_a_looked_after_child(cast)

    page = sign_in("board_manager").post(
        f"/cases/{case.pk}/no-rapid-review/", {"to": "closed_recorded", "reason": REASON}
    )

    assert "Confirm that no abuse or neglect is known or suspected" in page.content.decode()
    assert made.again(case).stage == "notified"


def test_only_a_case_that_fits_offers_the_way_out(cast, sign_in):
    fits, does_not = make.death_of_a_looked_after_child(cast), made.notified(cast)
    manager = sign_in("board_manager")

    assert "Record that no rapid review is required" in manager.get(f"/cases/{fits.pk}/").content.decode()
    assert "Record that no rapid review" not in manager.get(f"/cases/{does_not.pk}/").content.decode()


# Row 17: the criteria were not met after all -----------------------------------------------------------------


def test_not_met_waits_for_the_decider_and_everything_stays_due(cast):
    case = make.found_not_met(cast)

    assert case.stage == "rr_gathering"
    assert "rapid_review" in waiting_deadlines(case)
    letter = Letter.objects.get(subject__startswith="For you to confirm")
    assert (letter.recipient, letter.path) == (cast.advisor, f"/cases/{case.pk}/confirm-not-met/")


def test_confirm_not_met_ends_what_waits_and_keeps_the_history(cast):
    case = make.found_not_met(cast)
    hospital = case.requests.get(organisation=cast.hospital)

    make_confirmed(case, cast)

    case = made.again(case)
    assert case.stage == "criteria_not_met"
    clock = case.clocks.get(deadline__duty="rapid_review").deadline
    assert (clock.done_on, clock.ended_reason) == (None, "The criteria were found not to be met")
    assert case.notification.sent_on == timezone.localdate()
    assert case.requests.count() == 2
    with pytest.raises(Refused, match=r"^We no longer need anything from your agency"):
        answer(hospital, by=cast.hospital_lead, involvement="not_involved", signed_off_office="Matron")
    told = Letter.objects.filter(subject__startswith="Nothing more is asked of you")
    assert {letter.recipient for letter in told} == {cast.police_lead, cast.hospital_lead}


def make_confirmed(case, cast, **changes):
    facts = {"by": cast.advisor, "agreed": True, "seen": str(case.findings_not_met.get(agreed=None).pk)}
    return confirm_not_met(case, **facts | changes)


def test_a_rapid_review_that_was_sent_in_time_stays_so_though_the_criteria_were_not_met(
    cast, case_with_panel
):
    case = make.criteria_not_met(cast, case=case_with_panel)

    clock = case.clocks.get(deadline__duty="rapid_review").deadline
    assert (case.stage, clock.done_on, clock.late) == ("criteria_not_met", timezone.localdate(), False)


def test_not_met_needs_two_persons_and_the_office_that_decides(cast):
    case = make.found_not_met(cast)

    with pytest.raises(Refused, match=r"^Under these arrangements this is for: Independent Advisor"):
        make_confirmed(case, cast, by=cast.manager)
    with transaction.atomic():
        cast.officer.appointments.create(role=Role.INDEPENDENT_ADVISOR, starts_on=timezone.localdate())
        both = type(cast.officer).objects.get(pk=cast.officer.pk)
        with pytest.raises(Refused, match=r"^The person who asked for this cannot agree to it"):
            make_confirmed(case, cast, by=both)
    assert made.again(case).stage == "rr_gathering"


def test_not_met_that_is_not_confirmed_goes_on_and_may_be_found_again(cast):
    case = make.found_not_met(cast)

    with pytest.raises(Refused, match=r"^Say why you do not agree"):
        make_confirmed(case, cast, agreed=False)
    make_confirmed(case, cast, agreed=False, note="The harm was serious.")

    case = made.again(case)
    assert case.stage == "rr_gathering"
    assert "rapid_review" in waiting_deadlines(case)
    find_not_met(case, by=cast.officer, panel_told_on=timezone.localdate(), **make.NOT_MET)
    assert [one.agreed for one in case.findings_not_met.all()] == [None, False]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"authority_office": " "}, "Say who found it for the local authority"),
        ({"reason": ""}, "Give the local authority's reason"),
        ({"panel_told_how": ""}, "Say what was sent to the Panel"),
        ({"days": 1}, "The day on which the Panel was told is in the future"),
        ({"days": -1}, "The Panel was told before it was notified"),
    ],
)
def test_find_not_met_is_refused_with_a_sentence(cast, change, sentence):
    told_on = make.in_days(change.pop("days", 0))

    with pytest.raises(Refused, match=f"^{sentence}"):
        find_not_met(
            made.notified(cast), by=cast.officer, **{"panel_told_on": told_on} | make.NOT_MET | change
        )


def test_find_not_met_is_not_recorded_twice_and_not_once_a_review_has_begun(cast):
    facts = {"by": cast.officer, "panel_told_on": timezone.localdate(), **make.NOT_MET}

    with pytest.raises(Refused, match=r"^This has already been recorded"):
        find_not_met(make.found_not_met(cast), **facts)
    with pytest.raises(Refused, match=r"cannot go straight to found not to meet the criteria"):
        find_not_met(made.agreed(cast), **facts)


def test_not_met_on_its_pages_from_the_finding_to_the_end(cast, sign_in):
    case = made.gathering(cast)
    today = timezone.localdate()
    officer, advisor = sign_in("board_officer"), sign_in("independent_advisor")
    file = SimpleUploadedFile("Child's name.pdf", made.pdf())
    sent = officer.post(
        f"/cases/{case.pk}/find-not-met/",
        {**make.NOT_MET, "panel_told_on_day": today.day, "panel_told_on_month": today.month,
         "panel_told_on_year": today.year, "file": file},
    )  # fmt: skip
    assert sent.status_code == 302
    finding = case.findings_not_met.get()
    page = advisor.get(f"/cases/{case.pk}/confirm-not-met/").content.decode()
    assert make.NOT_MET["reason"] in page

    evidence = f"/cases/told-the-panel/{finding.pk}/"
    assert evidence in page
    download = advisor.get(evidence)
    assert download["Content-Disposition"] == 'attachment; filename="told-the-panel.pdf"'
    assert b"".join(download.streaming_content).startswith(b"%PDF")
    assert sign_in("partner_lead").get(evidence).status_code == 403
    assert sign_in("signatory").get(evidence).status_code == 404

    sent = advisor.post(f"/cases/{case.pk}/confirm-not-met/", {"agreed": "no", "seen": finding.pk})
    assert "Say why you do not agree" in sent.content.decode()
    sent = advisor.post(f"/cases/{case.pk}/confirm-not-met/", {"agreed": "yes", "seen": finding.pk})
    assert sent.url == f"/cases/{case.pk}/choose-local-review/"
    assert advisor.get(f"/cases/{case.pk}/confirm-not-met/").status_code == 409
    sent = advisor.post(f"/cases/{case.pk}/close-without-action/", {"reason": "Nothing to learn."})
    assert sent.url == f"/cases/{case.pk}/"
    assert made.again(case).stage == "closed_nfa"
    assert case.route_choices.get().office == Role.INDEPENDENT_ADVISOR


# Row 8: no further action --------------------------------------------------------------------------------------


def test_close_without_action_is_for_the_office_that_decides_and_needs_a_reason(cast):
    case = made.not_notified(cast)

    with pytest.raises(Refused, match=r"^Under these arrangements the decision is for: Independent Advisor"):
        close_without_action(case, by=cast.manager, reason="Nothing.")
    with pytest.raises(Refused, match=r"^Say why nothing more is done"):
        close_without_action(case, by=cast.advisor, reason=" ")
    close_without_action(case, by=cast.advisor, reason="Practice was sound.")
    with pytest.raises(Refused, match=r"^What follows is not to be decided at the moment"):
        close_without_action(case, by=cast.advisor, reason="Again.")

    assert made.again(case).stage == "closed_nfa"
    assert case.route_choices.count() == 1


def test_what_was_chosen_and_settled_cannot_be_changed(cast):
    chosen = make.recorded(cast).route_choices.get()
    settled = make.criteria_not_met(cast).findings_not_met.get()

    for row, change in ((chosen, {"reason": "Better"}), (settled, {"note": "Better"})):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**change)
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            type(row).objects.filter(pk=row.pk).delete()
    assert RouteChoice.objects.get(pk=chosen.pk).reason == "An illness."


# Rows 21 and 26c: the national review ----------------------------------------------------------------------------


def national(case, cast, **changes):
    return begin_national_review(case, by=cast.officer, begun_on=timezone.localdate(), **changes)


def test_begin_national_review_from_the_panel_with_no_review_of_ours(cast, case_with_panel):
    case = case_with_panel

    with pytest.raises(Refused, match=r"^No review of ours has begun"):
        national(case, cast, local_review="ended", reason="It takes over.")
    national(case, cast)

    assert made.again(case).stage == "national"


def test_begin_national_review_suspended_pauses_no_clock(cast, case_in_review):
    case = case_in_review
    due = case.clocks.get(deadline__duty="publish").deadline.due_on

    with pytest.raises(Refused, match=r"^A review of ours has begun\. Choose"):
        national(case, cast)
    with pytest.raises(Refused, match=r"^Say why our own review"):
        national(case, cast, local_review="suspended")
    national(case, cast, local_review="suspended", reason="The Panel looks at the same questions.")

    clock = case.clocks.get(deadline__duty="publish").deadline
    assert (clock.due_on, clock.outstanding) == (due, True)


def test_begin_national_review_ended_ends_the_clocks(cast, case_in_review):
    case = case_in_review

    national(case, cast, local_review="ended", reason="The Panel looks at the same questions.")

    clock = case.clocks.get(deadline__duty="publish").deadline
    assert (clock.outstanding, clock.ended_reason) == (False, "The Panel reviews the case nationally")


def test_end_national_review_leads_to_learning(cast, case_in_review, sign_in):
    case = case_in_review
    national(case, cast, local_review="suspended", reason="The same questions.")
    today = timezone.localdate()
    given = {
        "report_address": "https://national.example/report",
        "reported_on_day": today.day,
        "reported_on_month": today.month,
        "reported_on_year": today.year,
        "result": "Ours is not taken up again.",
    }
    officer = sign_in("board_officer")
    page = f"/cases/{case.pk}/end-national-review/"

    assert (
        "Answer ‘Where is the national report?’"
        in officer.post(page, given | {"report_address": ""}).content.decode()
    )
    assert officer.post(page, given).status_code == 302

    case = made.again(case)
    ended = case.national_reviews.get()
    assert (case.stage, ended.report_address, ended.reported_on) == (
        "learning",
        given["report_address"],
        today,
    )
    assert waiting_deadlines(case) == set()
    assert Event.objects.about(ended).get().verb == "ended the national review"
    assert given["report_address"] in officer.get(f"/cases/{case.pk}/").content.decode()


def test_end_national_review_before_it_began_is_refused(cast, case_with_panel):
    case = case_with_panel
    national(case, cast)

    with pytest.raises(Refused, match=r"^The national review began on"):
        end_national_review(
            case, by=cast.officer, report_address="https://national.example/", result="Nothing.",
            reported_on=timezone.localdate() - timedelta(1),
        )  # fmt: skip
    assert NationalReview.objects.get().ended_at is None


def test_a_national_review_that_was_suggested_and_agreed_has_its_row_and_its_end(cast):
    case = made.agreed(cast, outcome=Outcome.NATIONAL)

    national_review = case.national_reviews.get()
    assert (case.stage, national_review.local_review) == ("national", "none")
    end_national_review(
        case, by=cast.officer, report_address="https://national.example/", result="Two things to do here.",
        reported_on=timezone.localdate(),
    )  # fmt: skip
    assert made.again(case).stage == "learning"


# What an agency is told of its own referral ------------------------------------------------------------------------


def test_every_stage_has_a_word_for_whoever_referred(cast, sign_in):
    make.recorded(cast)
    make.local_review(cast)

    assert set(STATUS) == set(Stage)
    page = sign_in("partner_lead").get("/cases/refer/").content.decode()
    assert "Closed" in page
    assert "Considered: being learnt from" in page
    assert "Notified to the Panel" not in page
