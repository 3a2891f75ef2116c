"""What a review recommends, what the group says to it, and the actions that follow."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Action, Event, Letter
from partnership.operations import actions
from partnership.operations.action_logs import withdraw_action
from reviews.models import CaseAction, Recommendation, Stage
from reviews.operations.action_plan import (
    add_recommendation,
    answer_recommendation,
    correct_recommendation,
    open_action,
)
from reviews.rules.learning import LEARNS_AT
from tests.factories import learning as follows
from tests.factories import reviews as made

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def case(cast):
    return made.in_review(cast)


def plan(client, case):
    return client.get(reverse("reviews:action_plan", args=[case.pk]))


def sent(case, **changes):
    return {
        "title": "Train duty social workers", "detail": "All of them.", "target_on_day": "30",
        "target_on_month": "4", "target_on_year": "2026",
    } | changes  # fmt: skip


def test_a_recommendation_is_numbered_within_its_case(cast, case):
    other = made.in_review(cast)

    numbers = [follows.recommendation(cast, case, text=f"Text {n}").number for n in (1, 2, 3)]

    assert numbers == [1, 2, 3]
    assert follows.recommendation(cast, other).number == 1


def test_the_same_recommendation_sent_twice_is_there_once(cast, case):
    follows.recommendation(cast, case)

    with pytest.raises(Refused, match="This is there already, as recommendation 1"):
        follows.recommendation(cast, case)

    assert case.recommendations.count() == 1


def test_answer_recommendation_says_why_and_keeps_both_answers_on_the_record(cast, case, sign_in):
    found = follows.recommendation(cast, case)
    address = reverse("reviews:answer_recommendation", args=[found.pk])
    day = {"answered_on_day": "2", "answered_on_month": "3", "answered_on_year": "2026"}
    chair = sign_in("group_chair")

    empty = chair.post(address, {"answer": "accepted", "reason": " ", **day})
    chair.post(address, {"answer": "accepted", "reason": "It would have helped.", **day})
    sign_in("board_officer").post(address, {"answer": "not_accepted", "reason": "The law forbids it.", **day})

    assert "Answer ‘Why?’" in empty.text
    found.refresh_from_db()
    assert (found.answer, found.answer_reason, found.answer_recorded_by) == (
        "not_accepted", "The law forbids it.", cast.officer,
    )  # fmt: skip
    answers = Event.objects.about(case).filter(verb="answered recommendation").order_by("position")
    assert [(event.facts["old"], event.facts["answer"], event.why) for event in answers] == [
        ("", "accepted", "It would have helped."),
        ("accepted", "not_accepted", "The law forbids it."),
    ]


def test_two_people_who_answer_at_once_are_told_of_each_other(cast, case, sign_in):
    found = follows.recommendation(cast, case)
    address = reverse("reviews:answer_recommendation", args=[found.pk])
    page = sign_in("group_chair").get(address)
    answer_recommendation(
        found, by=cast.officer, answer="accepted", reason="Yes.", answered_on=date(2026, 3, 2)
    )

    second = sign_in("group_chair").post(
        address,
        {
            "seen": page.context["form"].initial["seen"], "answer": "not_accepted", "reason": "No money.",
            "answered_on_day": "2", "answered_on_month": "3", "answered_on_year": "2026",
        },
    )  # fmt: skip

    assert "Someone has recorded another answer since you opened this page." in second.text
    assert "No money." in second.text
    found.refresh_from_db()
    assert found.answer == "accepted"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"reason": " "}, "Say why, in the group's words."),
        ({"answer": ""}, "Say whether the group accepts the recommendation."),
        ({"answered_on": date(2026, 3, 3)}, "The group's answer is in the future."),
    ],
)
def test_answer_recommendation_without_its_parts_is_refused(cast, case, words, sentence):
    found = follows.recommendation(cast, case)

    with pytest.raises(Refused, match=sentence):
        answer_recommendation(
            found,
            by=cast.officer,
            **{"answer": "accepted", "reason": "Yes.", "answered_on": date(2026, 3, 2)} | words,
        )


def test_open_action_gives_each_agency_its_own_on_the_groups_log_with_a_letter(cast, case, sign_in):
    found = follows.recommendation(cast, case)
    Letter.objects.all().delete()

    answer = sign_in("board_officer").post(
        reverse("reviews:open_action", args=[case.pk]),
        sent(case, who=[str(cast.police.pk), str(cast.hospital.pk), "me"], recommendation=str(found.pk)),
        follow=True,
    )

    assert "3 actions are open." in answer.text
    opened = [link.action for link in case.action_links.select_related("action__group")]
    assert {(one.organisation, one.owner) for one in opened} == {
        (cast.police, None), (cast.hospital, None), (None, cast.officer),
    }  # fmt: skip
    assert {
        (one.origin, one.group, one.original_target_on, one.case_link.recommendation) for one in opened
    } == {(case.reference, cast.crg, date(2026, 4, 30), found)}
    letters = Letter.objects.filter(label="An action for your agency")
    assert {letter.recipient for letter in letters} == {cast.police_lead, cast.hospital_lead}
    assert {letter.subject for letter in letters} == {f"An action for your agency: {case.reference}"}


def test_open_action_twice_opens_one_and_keeps_what_was_typed(cast, case, sign_in):
    client, address = sign_in("board_officer"), reverse("reviews:open_action", args=[case.pk])
    client.post(address, sent(case, who=[str(cast.police.pk)]))

    again = client.post(address, sent(case, who=[str(cast.police.pk)]))

    assert "That action is open already." in again.text
    assert "All of them." in again.text
    assert CaseAction.objects.count() == 1


def test_open_action_warns_of_what_looks_like_a_name_and_does_not_block(cast, case, sign_in):
    answer = sign_in("board_officer").post(
        reverse("reviews:open_action", args=[case.pk]),
        sent(case, who=[str(cast.police.pk)], title="Ask about Mrs Holloway"),
        follow=True,
    )

    assert "“Holloway” looks like somebody’s name" in answer.text
    assert case.action_links.count() == 1


def test_what_is_not_accepted_after_all_has_no_action_left(cast, case, sign_in):
    found = follows.recommendation(cast, case)
    day = date(2026, 3, 2)
    answer_recommendation(found, by=cast.chair, answer="accepted", reason="It is right.", answered_on=day)
    action = follows.action(cast, case, recommendation=found)
    said = {"by": cast.chair, "answer": "not_accepted", "reason": "The law forbids it.", "answered_on": day}
    with pytest.raises(Refused, match="Say first, on the page of each, that it is no longer needed"):
        answer_recommendation(found, **said)

    withdraw_action(action, by=cast.second_officer, seen=action.wording, reason="The law forbids it.")

    assert answer_recommendation(found, **said).answer == "not_accepted"
    page = plan(sign_in(cast.officer), case)
    assert page.context["figures"][0] == {"value": 0, "label": "actions"}
    assert "No longer needed" in page.text


def test_open_action_for_what_the_group_has_not_accepted_is_refused(cast, case):
    found = follows.recommendation(cast, case)
    answer_recommendation(
        found, by=cast.chair, answer="not_accepted", reason="No.", answered_on=date(2026, 3, 2)
    )

    with pytest.raises(Refused, match="The group has not accepted this recommendation"):
        follows.action(cast, case, recommendation=found)


def test_actions_are_opened_from_the_rapid_review_until_the_case_is_closed():
    before = {"referred", "screening", "sin_due", "not_notified", "notified"}
    over = {"closed", "closed_nfa", "closed_recorded"}

    assert set(LEARNS_AT) == set(Stage.values) - before - over


@pytest.mark.parametrize("verb", [add_recommendation, open_action])
def test_nothing_follows_from_a_case_before_its_rapid_review(cast, verb):
    case = made.notified(cast)
    words = {"text": "x", "source": "review"} if verb is add_recommendation else {
        "title": "x", "target_on": date(2026, 4, 1), "organisations": [cast.police],
    }  # fmt: skip

    with pytest.raises(Refused, match="from the rapid review on"):
        verb(case, by=cast.officer, **words)


def test_an_agency_goes_from_update_to_claim_and_somebody_else_verifies(cast, case, sign_in):
    """Mistake 22: an owner never closes their own action; the first date stays; a later audit embeds it."""
    action = follows.action(cast, case)
    lead, officer = sign_in("partner_lead"), sign_in("board_officer")

    def do(client, deed, **fields):
        return client.post(reverse(deed, args=[action.pk]), fields, follow=True)

    update = do(lead, "write_update", text="Half are trained.", file=SimpleUploadedFile("x.pdf", made.pdf()))
    assert "Half are trained." in update.text
    kept = action.updates.get()
    file = lead.get(reverse("action_file", args=[kept.pk]))
    assert b"".join(file.streaming_content).startswith(b"%PDF-")
    assert file["Content-Disposition"] == f'attachment; filename="action-{action.pk}.pdf"'
    assert "no-store" in file["Cache-Control"]
    assert sign_in(cast.health_lead).get(reverse("action_file", args=[kept.pk])).status_code == 404
    do(lead, "claim", evidence="All are trained.", file=SimpleUploadedFile("y.pdf", made.pdf()))
    assert [one.text for one in action.updates.all()] == ["Half are trained.", "What shows that it is done"]
    assert do(lead, "verify").status_code == 403
    do(officer, "verify")
    do(officer, "embed", evidence="The audit of June 2026.")
    action.refresh_from_db()
    assert (action.state, action.claimed_by, action.verified_by) == (
        "embedded",
        cast.police_lead,
        cast.officer,
    )

    drawn = plan(officer, case).text
    for words in (
        "Shown by: All are trained.",
        "verified by Board officer",
        "Later audit: The audit of June 2026.",
    ):
        assert words in drawn


def test_staff_who_do_an_action_themselves_cannot_verify_it(cast, case, sign_in):
    (own,) = open_action(case, by=cast.officer, title="Ask", target_on=date(2026, 4, 1), owner=cast.officer)
    actions.claim(own, by=cast.officer, evidence="Asked.")

    answer = sign_in("board_officer").post(reverse("verify", args=[own.pk]))

    assert (answer.status_code, "Someone else has to verify" in answer.text) == (409, True)
    own.refresh_from_db()
    assert own.state == Action.State.CLAIMED


def test_the_plan_shows_each_recommendation_with_its_actions_and_both_dates(cast, case, sign_in):
    first = follows.recommendation(cast, case, text="First text")
    follows.recommendation(cast, case, text="Second text")
    action = follows.action(cast, case, recommendation=first)
    follows.action(cast, case, title="Something else", organisation=cast.hospital)
    actions.move_target(action, by=cast.officer, target_on=date(2026, 5, 7), reason="Illness.")

    page = plan(sign_in("group_member"), case)

    assert [(row["recommendation"].number, len(row["actions"])) for row in page.context["rows"]] == [
        (1, 1),
        (2, 0),
    ]
    assert len(page.context["others"]) == 1
    assert "7 May 2026" in page.text
    assert "first: 1 April 2026" in page.text
    assert Event.objects.about(case).filter(verb="read", actor_id=str(cast.member.pk)).count() == 1


def test_the_plan_and_the_case_run_the_same_queries_for_1_and_3_of_everything(cast, sign_in):
    few, many = made.in_review(cast), made.in_review(cast)
    for case, number in ((few, 1), (many, 3)):
        for n in range(number):
            found = follows.recommendation(cast, case, text=f"Text {n}")
            action = follows.action(cast, case, title=f"Action {n}", recommendation=found)
            actions.write_update(action, by=cast.officer, text="Begun")
            follows.learning(cast, case, text=f"Point {n}")
            follows.dissemination(cast, case, audience=f"Audience {n}")
            follows.briefing(cast, case, title=f"Briefing {n}")
    client = sign_in("board_manager")
    for name in ("action_plan", "case_learning", "case"):
        counts = []
        for case in (few, many):
            client.get(reverse(f"reviews:{name}", args=[case.pk]))
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse(f"reviews:{name}", args=[case.pk])).status_code == 200
            counts.append(len(captured))
        assert counts[0] == counts[1], (name, counts)


def test_a_recommendation_that_waits_says_so_on_the_case(cast, case, sign_in):
    follows.recommendation(cast, case)

    page = sign_in("board_officer").get(case.get_absolute_url())

    assert "1 recommendation, 1 waiting for the group" in page.text
    assert Recommendation.objects.get().answer == ""


# Putting a recommendation right -------------------------------------------------------------------------------


def corrected(case, **changes):
    return {
        "text": "Duty workers ask each other.",
        "source": "review",
        "reason": "A word was left out.",
    } | changes


def test_correct_recommendation_keeps_the_reason_and_none_of_the_old_words(cast, sign_in, case):
    one = follows.recommendation(cast, case, text="Anna Smith’s worker should have asked.")
    client, address = sign_in(cast.officer), reverse("reviews:correct_recommendation", args=[one.pk])

    assert address in plan(client, case).content.decode()
    form = client.get(address).context["form"]
    assert "as_published" not in form.fields
    seen = {"seen": form["seen"].value()}
    silent = client.post(address, corrected(case, reason=" ") | seen)
    assert "Say why it is corrected" in silent.content.decode()
    assert "Duty workers ask each other." in silent.content.decode()
    named = client.post(address, corrected(case, reason="It named Anna Smith.") | seen)
    assert "the record keeps the reason permanently" in named.content.decode()
    done = client.post(address, corrected(case) | seen)
    late = client.post(address, corrected(case, text="They ask.") | seen)

    assert done.url == one.get_absolute_url()
    one.refresh_from_db()
    assert one.text == "Duty workers ask each other."
    told = Event.objects.about(case).get(verb="corrected recommendation")
    assert (told.why, told.facts["number"]) == ("A word was left out.", 1)
    assert "Anna" not in str(list(Event.objects.values_list("facts", "why", "label")))
    assert "The recommendation has changed since you opened this page" in late.content.decode()
    assert not Letter.objects.filter(subject__contains="corrected").exists()  # nobody had answered it


def test_correct_recommendation_leaves_the_answer_and_tells_the_chair_whose_group_gave_it(cast, case):
    one = follows.recommendation(cast, case)
    answer_recommendation(
        one, by=cast.officer, answer="accepted", reason="It is right.", answered_on=MONDAY.date()
    )

    correct_recommendation(one, by=cast.officer, **corrected(case))

    one.refresh_from_db()
    assert (one.answer, one.text) == ("accepted", "Duty workers ask each other.")
    letter = Letter.objects.get(
        subject__contains="A recommendation that your group answered has been corrected"
    )
    assert letter.recipient == cast.chair


def test_correct_recommendation_once_the_report_is_public_says_what_the_report_says(cast, sign_in):
    case = made.again(made.artefact(cast, "live").review.case)
    with time_machine.travel(case.review.artefacts.get().live_at, tick=False):
        one = follows.recommendation(cast, case, source="review")
        with pytest.raises(Refused, match="its recommendations are those of the published report"):
            correct_recommendation(one, by=cast.officer, **corrected(case))
        client, address = sign_in(cast.officer), reverse("reviews:correct_recommendation", args=[one.pk])
        page = client.post(address, corrected(case))
        assert "Confirm that these are the words of the published report" in page.content.decode()
        client.post(address, corrected(case, as_published="on"))

    one.refresh_from_db()
    assert one.text == "Duty workers ask each other."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": " "}, "Say what is recommended"),
        ({"reason": " "}, "Say why it is corrected"),
        ({"text": "The first."}, "That is the recommendation as it stands"),
        ({"text": "The second."}, "This is there already, as recommendation 2"),
    ],
)
def test_correct_recommendation_says_what_is_wrong_and_changes_nothing(cast, case, changes, sentence):
    one = follows.recommendation(cast, case, text="The first.", source="review")
    follows.recommendation(cast, case, text="The second.", source="review")

    with pytest.raises(Refused, match=sentence):
        correct_recommendation(one, by=cast.officer, **corrected(case, **changes))

    one.refresh_from_db()
    assert one.text == "The first."
