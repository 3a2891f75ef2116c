"""What a case teaches: noted, let out by a second person, and passed on by a day."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Deadline, Event, LearningPoint
from reviews.models import Dissemination
from reviews.operations.learning import (
    check_learning,
    drop_dissemination,
    record_dissemination,
    take_back,
)
from reviews.operations.outside_reviews import consider_outside_review
from tests.factories import learning as follows
from tests.factories import reviews as made

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def case(cast):
    return made.decided(cast)


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


# Learning points -------------------------------------------------------------------------------------------


def test_note_learning_for_the_public_waits_for_a_second_person(cast, case, sign_in):
    sign_in("board_officer").post(
        reverse("reviews:note_learning", args=[case.pk]),
        {"text": "Whoever sees the bruise makes the call.", "theme": "Babies", "for_public": "on"},
    )
    link = case.learning_links.get()
    address = reverse("reviews:check_learning", args=[link.pk])
    assert (link.point.public, link.to_check, link.point.reference) == (False, True, case.reference)

    own = sign_in("board_officer").post(address, {"passed": "yes"})
    link.point.refresh_from_db()
    assert "The person who recorded it cannot check it." in own.text
    assert not link.point.public

    sign_in("group_chair").post(address, {"passed": "yes"})
    link.refresh_from_db()
    assert (link.point.public, link.checked_by) == (True, cast.chair)
    assert [event.actor_id for event in Event.objects.about(link.point).filter(verb="made public")] == [
        str(cast.chair.pk)
    ]


def test_a_point_that_is_kept_back_says_why_and_is_checked_once(cast, case):
    link = follows.learning(cast, case, for_public=True)

    with pytest.raises(Refused, match="Say why it should not be published"):
        check_learning(link, by=cast.chair, passed=False)
    check_learning(link, by=cast.chair, passed=False, reason="A village could be guessed.")
    with pytest.raises(Refused, match="This has been looked at already"):
        check_learning(link, by=cast.manager, passed=True)

    link.refresh_from_db()
    assert (link.point.public, link.kept_back_because) == (False, "A village could be guessed.")


def test_what_the_public_reads_holds_no_reference(cast, case):
    with pytest.raises(Refused, match="must not hold the case's reference"):
        follows.learning(cast, case, text=f"See {case.reference.lower()}.", for_public=True)

    assert not LearningPoint.objects.exists()


def test_take_back_takes_it_from_the_public_with_a_reason(cast, case):
    link = check_learning(follows.learning(cast, case, for_public=True), by=cast.chair, passed=True)

    with pytest.raises(Refused, match="Say why it should no longer be published"):
        take_back(link, by=cast.officer, reason=" ")
    take_back(link, by=cast.officer, reason="The press named the family.")

    link.point.refresh_from_db()
    assert not link.point.public


def test_the_same_point_sent_twice_is_noted_once(cast, case):
    follows.learning(cast, case)

    with pytest.raises(Refused, match="is already recorded"):
        follows.learning(cast, case)

    assert LearningPoint.objects.count() == 1


# Passing it on ---------------------------------------------------------------------------------------------


def test_plan_dissemination_is_due_in_the_diary_for_whose_task_it_is(cast, case, sign_in):
    client = sign_in("board_officer")
    client.post(
        reverse("reviews:plan_dissemination", args=[case.pk]),
        {
            "audience": "Midwives",
            "product": "briefing",
            "organisation": cast.hospital.pk,
            **day("due_on", date(2026, 4, 3)),
        },
    )
    ours = follows.dissemination(cast, case)

    planned = Dissemination.objects.get(audience="Midwives")
    assert (planned.deadline.organisation, planned.deadline.due_on, planned.deadline.path) == (
        cast.hospital, date(2026, 4, 3), reverse("reviews:dissemination", args=[planned.pk]),
    )  # fmt: skip
    assert (ours.deadline.organisation, ours.deadline.role) == (None, "learning_officer")
    assert set(case.disseminations.open()) == {planned, ours}


def test_the_agency_whose_task_it_is_records_it_and_no_other(cast, case, sign_in):
    planned = follows.dissemination(cast, case, organisation=cast.police)
    address = reverse("reviews:record_dissemination", args=[planned.pk])
    words = {"reached": "40", "shown_by": "The register of the briefing.", **day("done_on", date(2026, 3, 2))}

    assert sign_in(cast.health_lead).post(address, words).status_code == 404
    sign_in(cast.police_lead).post(address, words)

    planned.refresh_from_db()
    assert (planned.reached, planned.shown_by, planned.deadline.late) == (
        40,
        "The register of the briefing.",
        False,
    )
    assert not case.disseminations.open().exists()


def test_a_late_one_says_why_and_nothing_typed_is_lost(cast, case, sign_in):
    planned = follows.dissemination(cast, case, organisation=cast.police)
    address = reverse("reviews:record_dissemination", args=[planned.pk])
    words = {"reached": "0", "shown_by": "Nobody came.", **day("done_on", date(2026, 3, 20))}
    with time_machine.travel(datetime(2026, 3, 21, 9, tzinfo=UTC), tick=False):
        client = sign_in("learning_officer")
        first = client.post(address, words)
        client.post(address, words | {"late_reason": "Staff were ill."})

    assert "It was due by 16 March 2026. Say why it is late" in first.text
    assert "Nobody came." in first.text
    planned.deadline.refresh_from_db()
    assert (planned.deadline.late, planned.deadline.late_reason) == (True, "Staff were ill.")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"reached": None}, "Say how many people it reached"),
        ({"shown_by": " "}, "Say what shows that it was read"),
    ],
)
def test_record_dissemination_without_its_reach_is_refused(cast, case, words, sentence):
    planned = follows.dissemination(cast, case)

    with pytest.raises(Refused, match=sentence):
        record_dissemination(
            planned,
            by=cast.officer,
            **{"done_on": date(2026, 3, 2), "reached": 3, "shown_by": "A list."} | words,
        )


def test_what_is_dropped_stays_with_its_reason_and_is_no_longer_open(cast, case):
    planned = follows.dissemination(cast, case)

    drop_dissemination(planned, by=cast.learning_officer, reason="The team was dissolved.")

    assert not case.disseminations.open().exists()
    assert Deadline.objects.get(pk=planned.deadline_id).ended_reason == "The team was dissolved."
    with pytest.raises(Refused, match="done or no longer planned"):
        record_dissemination(planned, by=cast.officer, done_on=date(2026, 3, 2), reached=1, shown_by="x")


# Reviews from elsewhere ------------------------------------------------------------------------------------


def test_a_review_from_elsewhere_is_considered_by_a_day_and_acted_on(cast, sign_in):
    client = sign_in("learning_officer")
    made_of = {
        "title": "It was hard to escape", "source": "panel", "summary": "Exploitation.", "group": cast.crg.pk,
        "address": "https://example.org/review", **day("published_on", date(2026, 2, 1)),
        **day("consider_by", date(2026, 4, 30)),
    }  # fmt: skip
    first = client.post(reverse("reviews:register_outside_review"), made_of, follow=True)
    again = client.post(reverse("reviews:register_outside_review"), made_of)
    assert "A review with this address is on the register already." in again.text
    review = first.context["review"]
    assert (review.deadline.group, review.deadline.due_on) == (cast.crg, date(2026, 4, 30))

    client.post(
        reverse("reviews:consider_outside_review", args=[review.pk]),
        {"outcome": "actions", "reasons": "It is like here.", **day("considered_on", date(2026, 3, 2))},
    )
    client.post(
        reverse("reviews:open_action_from", args=[review.pk]),
        {"title": "Look at missing episodes", "who": [cast.police.pk], **day("target_on", date(2026, 5, 1))},
    )
    client.post(reverse("reviews:note_learning_from", args=[review.pk]), {"text": "Ask who drives them."})

    review.refresh_from_db()
    assert (review.outcome, review.considered_on, review.deadline.late) == (
        "actions",
        date(2026, 3, 2),
        False,
    )
    (action,) = review.actions.all()
    assert (action.organisation, action.origin, action.group) == (
        cast.police,
        f"Outside review {review.pk}",
        cast.crg,
    )
    assert [(p.text, p.origin) for p in review.learning_points.all()] == [
        ("Ask who drives them.", "national")
    ]
    page = sign_in("practitioner").get(review.get_absolute_url()).text
    assert "It is like here." in page
    assert "Look at missing episodes" not in page
    assert "Look at missing episodes" in sign_in("partner_lead").get(review.get_absolute_url()).text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org/x", "not an address"])
def test_an_address_that_is_none_is_told(cast, sign_in, address):
    answer = sign_in("learning_officer").post(
        reverse("reviews:register_outside_review"),
        {"title": "T", "source": "panel", "summary": "S", "group": cast.crg.pk, "address": address,
         **day("consider_by", date(2026, 4, 30))},
    )  # fmt: skip

    assert "Enter a valid URL" in answer.text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"reasons": ""}, "what the group decided to do, and why"),
        ({"considered_on": date(2026, 3, 3)}, "in the future"),
    ],
)
def test_consider_outside_review_without_its_parts_is_refused(cast, words, sentence):
    review = follows.outside_review(cast)

    with pytest.raises(Refused, match=sentence):
        consider_outside_review(
            review,
            by=cast.officer,
            **{"outcome": "nothing", "reasons": "Not here.", "considered_on": date(2026, 3, 2)} | words,
        )


def test_the_register_is_found_by_words_and_by_what_was_decided(cast, sign_in):
    first = follows.outside_review(cast)
    second = follows.outside_review(cast, title="Bruises", address="https://example.org/2")
    consider_outside_review(
        second, by=cast.officer, outcome="nothing", reasons="Not here.", considered_on=date(2026, 3, 2)
    )
    client, address = sign_in("practitioner"), reverse("reviews:outside_reviews")

    def listed(**asked):
        return list(client.get(address, asked).context["page"])

    assert listed() == [second, first]
    assert listed(q="escape") == [first]
    assert listed(show="waiting") == [first]
    assert listed(show="nothing") == [second]
