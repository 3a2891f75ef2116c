"""A case, and a review, drawn in time: the page's own facts, and nothing more."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from partnership.models import Deadline
from reviews.models import Case
from reviews.operations import under_way as operations
from reviews.views.times import TO_PUBLICATION, TO_THE_DECISION
from tests.factories import reviews as made


def drawn(client, case):
    """row → its things, of every drawing on the page of a case."""
    page = client.get(case.get_absolute_url())
    rows = [row for one in page.context["drawings"] for row in one["drawn"]["rows"]]
    return page, {row["title"]: [one["thing"] for one in row["things"]] for row in rows}


def test_the_drawing_of_a_case_holds_its_deadlines_and_no_other(cast, sign_in):
    case = made.answered(cast, organisations=[cast.police, cast.health])
    made.notified(cast)  # another case

    _, rows = drawn(sign_in("group_member"), case)

    duties = [duty for _, names, _ in TO_THE_DECISION for duty in names]
    kept = {(d.due_on, d.done_on) for d in Deadline.objects.filter(case_link__case=case, duty__in=duties)}
    things = [thing for title, things in rows.items() if title not in ("Incident", "The authority became aware")
              for thing in things]  # fmt: skip
    assert {(thing.due_on, thing.done_on) for thing in things} == kept
    assert len(rows["Agencies answer"]) == 2
    assert rows["Incident"][0].done_on == case.incident_on
    assert rows["The authority became aware"][0].done_on == case.aware_on


def test_the_drawing_names_no_agency_and_no_person(cast, sign_in):
    case = made.answered(cast, organisations=[cast.police, cast.health])

    page, _ = drawn(sign_in("group_member"), case)

    figures = re.findall(r'<figure class="portal-times">.*?</figure>', page.text, re.S)
    assert len(figures) == 1
    told = [str(cast.police), str(cast.health), cast.officer.name, made.ACCOUNT]
    assert not [words for words in told if words in figures[0]]


def test_what_is_drawn_leads_to_its_step_on_the_page(cast, sign_in):
    page, _ = drawn(sign_in("board_officer"), made.in_review(cast))

    ids = set(re.findall(r'\bid="([^"]+)"', page.text))
    to = {
        row["address"].removeprefix("#") for one in page.context["drawings"] for row in one["drawn"]["rows"]
    }
    assert to
    assert to <= ids


def test_what_is_no_longer_due_is_not_drawn(cast, sign_in):
    case = made.gathering(cast)
    client = sign_in("board_officer")
    Deadline.objects.filter(case_link__case=case, duty="decide").update(
        ended_on=date(2026, 1, 9), ended_reason="Stop asking."
    )

    assert "Decide what follows" not in drawn(client, case)[1]


@pytest.mark.parametrize(("precision", "marks"), [("day", 1), ("month", 0), ("unknown", 0)])
def test_a_day_that_is_not_known_exactly_is_said_and_not_drawn(cast, sign_in, precision, marks):
    case = made.screened(cast)
    Case.objects.filter(pk=case.pk).update(incident_precision=precision)

    page = sign_in("board_officer").get(case.get_absolute_url())

    incident = page.context["drawings"][0]["drawn"]["rows"][0]
    assert len(incident["marks"]) == marks
    assert ("so it is not drawn" in incident["said"]) is not bool(marks)


def test_a_review_is_drawn_to_the_day_by_which_it_is_published(cast, case_in_review, sign_in):
    case = case_in_review
    operations.hold_review_meeting(
        case.review, by=cast.officer, held_on=case.review.begun_on, attendance="x", decisions="x"
    )

    page, rows = drawn(sign_in("board_officer"), case)

    publish = Deadline.objects.get(case_link__case=case, duty="publish")
    assert [one["caption"] for one in page.context["drawings"]] == [
        "From the incident to the decision",
        "From the decision to publication",
    ]
    assert [(thing.starts_on, thing.due_on) for thing in rows["Publish the review"]] == [
        (publish.starts_on, publish.due_on)
    ]
    assert [thing.done_on for thing in rows["Meetings of the review panel"]] == [case.review.begun_on]
    assert set(rows) <= {"Incident", "The authority became aware", "Decided on", "Meetings of the review panel",
                         "Practitioners heard", "Drafts of the report", "Public",
                         *(title for title, _, _ in (*TO_THE_DECISION, *TO_PUBLICATION))}  # fmt: skip


def test_a_reviewer_is_drawn_their_own_timetable_and_nothing_before_it(cast, case_in_review, sign_in):
    case = case_in_review
    publish = Deadline.objects.get(case_link__case=case, duty="publish")

    page = sign_in(cast.reviewer).get(reverse("reviews:my_review"))

    (space,) = page.context["spaces"]
    assert [row["title"] for row in space["drawn"]["rows"]] == ["Publish the review"]
    assert f"{publish.due_on:%-d %B %Y}" in space["drawn"]["rows"][0]["said"]


@time_machine.travel(datetime(2026, 4, 1, 9, tzinfo=UTC), tick=False)
def test_the_diary_says_how_much_of_the_time_is_left(cast, sign_in):
    made.screened(cast, incident_on=date(2026, 3, 20), aware_on=date(2026, 3, 27))

    page = sign_in("board_officer").get(reverse("diary")).text

    assert page.count("2 of 5 working days left") == 2
    assert page.count("portal-drawn--clock") == 2
