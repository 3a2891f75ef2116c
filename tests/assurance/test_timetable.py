"""The three-year timetable: what it plans, moves, finds missing, and says by the real thing."""

import io
from datetime import date, timedelta

import pikepdf
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from assurance.models import TimetableEntry
from assurance.operations import timetable as operations
from assurance.rules.timetable import HABITS, missing, next_days, periods, status, window
from partnership.access import Refused
from partnership.models import Deadline
from partnership.rules.years import year_began
from tests.factories import assurance as rounds
from tests.factories import audits as made
from tests.factories import meetings
from tests.papers import words_of

DAY = date(2026, 3, 31)  # the last day of the year that began in April 2025
YEARS = (date(2025, 4, 1), date(2028, 3, 31))


@pytest.fixture(autouse=True)
def the_last_day_of_march():
    with time_machine.travel(made.TODAY, tick=False):
        yield


# The law ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "first"),
    [(DAY, date(2025, 4, 1)), (date(2026, 4, 1), date(2026, 4, 1)), (date(2028, 2, 29), date(2027, 4, 1))],
)  # fmt: skip
def test_a_year_begins_on_the_first_of_april(day, first):
    assert year_began(day) == first
    assert window(day) == (first, date(first.year + 3, 3, 31))


def test_how_often_is_data_with_where_it_is_written():
    often = {kind: habit.every_months for kind, habit in HABITS.items()}
    assert (often["deep_dive"], often["qa_event"], often["peer_review"], often["re_audit"]) == (12, 12, 36, 0)
    assert all(habit.source for habit in HABITS.values())


def test_a_year_without_a_deep_dive_and_three_years_without_a_peer_review_are_missing():
    found = missing({"deep_dive": [date(2026, 12, 31)]}, *YEARS)

    assert [(first, last) for kind, first, last in found if kind == "deep_dive"] == [
        (date(2025, 4, 1), DAY),
        (date(2027, 4, 1), date(2028, 3, 31)),
    ]
    assert [(first, last) for kind, first, last in found if kind == "peer_review"] == [YEARS]
    assert not [kind for kind, _, _ in found if kind == "re_audit"]
    assert len(periods(3, *YEARS)) == 12


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        ({}, "planned"),
        ({"begun": True}, "under_way"),
        ({"planned_on": DAY - timedelta(1)}, "overdue"),
        ({"planned_on": DAY - timedelta(1), "begun": True}, "overdue"),
        ({"planned_on": DAY - timedelta(1), "done_on": DAY}, "done"),
        ({"dropped": True, "planned_on": DAY - timedelta(1)}, "dropped"),
    ],
)
def test_status_says_overdue_before_under_way(given, stands):
    base = {"planned_on": DAY, "done_on": None, "dropped": False, "begun": False, "today": DAY}
    assert status(**base | given) == stands


def test_a_refresh_keeps_to_the_quarter_of_the_year_before():
    days = next_days("qa_event", [date(2025, 9, 30)], date(2026, 4, 1), date(2029, 3, 31), DAY)
    assert days == [date(2026, 9, 30), date(2027, 9, 30), date(2028, 9, 30)]


# The verbs ----------------------------------------------------------------------------------------------------


def test_plan_entry_stands_in_the_diary_of_the_group_that_leads_it(cast):
    entry = made.entry(cast, planned_on=date(2026, 5, 12), whole_quarter=True)

    assert entry.planned_on == date(2026, 6, 30)
    deadline = Deadline.objects.get(duty="qa_timetable")
    assert (deadline.due_on, deadline.group, deadline.reference, deadline.path) == (
        date(2026, 6, 30),
        entry.group,
        f"QA-{entry.pk}",
        entry.get_absolute_url(),
    )
    with pytest.raises(Refused, match="This is already on the timetable for that day"):
        made.entry(cast, planned_on=date(2026, 6, 30))
    with pytest.raises(Refused, match="The timetable covers 3 years, until 31 March 2028"):
        made.entry(cast, planned_on=date(2028, 4, 1))


def test_move_entry_keeps_the_day_that_it_was_planned_for(cast):
    entry = made.entry(cast)
    with pytest.raises(Refused, match="Enter why you are moving it"):
        operations.move_entry(entry, by=cast.officer, planned_on=date(2026, 9, 1), reason=" ")
    operations.move_entry(entry, by=cast.officer, planned_on=date(2026, 9, 1), reason="An inspection came.")
    entry.refresh_from_db()

    move = entry.moves.get()
    assert (move.old, move.new, entry.planned_on) == (date(2026, 6, 30), date(2026, 9, 1), date(2026, 9, 1))
    old = Deadline.objects.get(due_on=date(2026, 6, 30))
    assert (old.outstanding, old.superseded_by, entry.deadline.outstanding) == (False, entry.deadline, True)


def test_finish_entry_on_the_last_day_is_on_time_and_a_day_later_needs_a_reason(cast):
    first, second = (made.entry(cast, planned_on=DAY, title=title) for title in ("One", "Two"))
    operations.finish_entry(first, by=cast.officer, done_on=DAY, outcome="Three things to do.")
    with time_machine.travel(made.TODAY + timedelta(1), tick=False):
        with pytest.raises(Refused):
            operations.finish_entry(second, by=cast.officer, done_on=DAY + timedelta(1), outcome="Done.")
        operations.finish_entry(
            second, by=cast.officer, done_on=DAY + timedelta(1), outcome="Done.", late_reason="Snow."
        )
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.deadline.late, second.deadline.late) == (False, True)
    with pytest.raises(Refused, match="so it cannot be changed"):
        operations.drop_entry(first, by=cast.officer, reason="Oh.")


def test_what_is_dropped_is_missing(cast):
    entry = made.entry(cast, "peer_review", title="Peer review")
    assert "peer_review" not in [kind for kind, _, _ in operations.timetable().missing]
    operations.drop_entry(entry, by=cast.officer, reason="No partner was found.")
    assert "peer_review" in [kind for kind, _, _ in operations.timetable().missing]


def test_the_linked_thing_says_how_far_an_entry_is(cast):
    audit = made.asked(cast, 1)
    entry = made.entry(cast, "audit", title="Audit of bruises")
    with pytest.raises(Refused, match="Multi-agency audit cannot be linked to a meeting"):
        operations.link_entry(entry, by=cast.officer, meeting=meetings.planned(cast))
    operations.link_entry(entry, by=cast.officer, audit=audit)
    assert stands(entry) == ("under_way", None)

    told = made.reported(cast, 1, theme="Handover")
    other = made.entry(cast, "deep_dive", title="Deep dive: handover", audit=told)
    assert stands(other) == ("done", DAY)

    asked = rounds.open_round(cast, opens_on=DAY, due_on=DAY + timedelta(20), closes_on=DAY + timedelta(30))
    third = made.entry(cast, "section_11", title="Section 11", round=asked)
    assert stands(third) == ("under_way", None)
    with time_machine.travel(made.TODAY + timedelta(31), tick=False):
        assert stands(third) == ("done", DAY + timedelta(30))


def test_what_its_audit_shows_as_done_is_settled_once(cast):
    told = made.reported(cast, 1, theme="Handover")
    done = made.entry(cast, "deep_dive", DAY, title="Deep dive: handover", audit=told)
    late = made.entry(cast, "qa_event", DAY, title="Not linked")

    assert (operations.settle_timetable(), operations.settle_timetable()) == (1, 0)
    done.refresh_from_db()
    late.refresh_from_db()
    assert (done.done_on, done.deadline.done_on, done.deadline.late) == (DAY, DAY, False)
    assert done.outcome == f"Finished on 31 March 2026, as {told.reference} says."
    assert (late.done_on, late.deadline.outstanding) == (None, True)


def stands(entry):
    found = TimetableEntry.objects.with_links().get(pk=entry.pk)
    now = operations.standing(found, timezone.localdate())
    return now.status, now.done_on


def test_refresh_timetable_plans_what_is_missing_once_a_year(cast):
    made.entry(cast, "qa_event", date(2026, 3, 31), title="QA event")
    refresh = operations.refresh_timetable(by=cast.officer, starts_on=date(2026, 4, 1))

    after = operations.timetable(starts_on=date(2026, 4, 1))
    assert refresh.added == len(after.entries)
    assert after.missing == []
    events = TimetableEntry.objects.filter(kind="qa_event", planned_on__gte=date(2026, 4, 1))
    assert [one.planned_on for one in events] == [date(2027, 3, 31), date(2028, 3, 31), date(2029, 3, 31)]
    assert Deadline.objects.filter(duty="qa_timetable").count() == refresh.added + 1
    with pytest.raises(Refused, match="The timetable has already been rolled forward for that year"):
        operations.refresh_timetable(by=cast.officer, starts_on=date(2026, 4, 1))


# The pages ----------------------------------------------------------------------------------------------------


def test_the_page_says_in_words_what_the_picture_shows(cast, sign_in):
    made.entry(cast, "deep_dive", date(2025, 12, 31), title="Deep dive: late")
    made.entry(cast, "qa_event", date(2026, 6, 30), title="QA event: planned")
    page = sign_in("group_member").get(reverse("assurance:timetable"))

    assert [figure["value"] for figure in page.context["figures"]][:3] == [0, 1, 1]
    dives = next(row for row in page.context["picture"] if row["kind"] == "deep_dive")
    assert [[mark["words"] for mark in cell["marks"]] for cell in dives["cells"]][:4] == [
        [],
        [],
        ["Overdue"],
        [],
    ]
    assert dives["cells"][7]["marks"][0]["words"] == "Missing"
    assert "Add an activity" not in page.text


def test_the_table_for_spreadsheets_holds_no_formula(cast, sign_in):
    made.entry(cast, title="=HYPERLINK(1)")
    content = sign_in("board_officer").get(reverse("assurance:timetable_file", args=["csv"])).content.decode()

    assert "'=HYPERLINK(1)" in content
    assert ",=HYPERLINK" not in content
    assert "External peer review,Missing: every 3 years,2028-03-31" in content


def test_timetable_pdf_is_tagged_and_says_what_is_overdue(cast, sign_in):
    made.entry(cast, planned_on=date(2025, 12, 31), title="Deep dive: late")
    answer = sign_in("group_member").get(reverse("assurance:timetable_pdf", args=[2025]))
    with pikepdf.open(io.BytesIO(answer.content)) as paper:
        assert "/StructTreeRoot" in paper.Root
        assert "timetable 2025 to 2028" in str(paper.docinfo["/Title"])
    told = words_of(answer.content)
    assert "Deep dive: late" in told
    assert "Overdue" in told


@pytest.mark.parametrize("number", [1, 3])
def test_the_timetable_asks_the_same_number_of_questions_however_much_is_planned(
    cast, sign_in, number, django_assert_num_queries
):
    for one in range(number):
        made.entry(cast, title=f"Deep dive {one}")
    client = sign_in("board_officer")
    client.get(reverse("assurance:timetable"))
    with django_assert_num_queries(4):
        client.get(reverse("assurance:timetable"))
