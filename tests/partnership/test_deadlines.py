"""A deadline is computed once, kept, and done, ended or superseded by one door each."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from partnership.access import Refused
from partnership.models import Deadline, Event
from partnership.operations.deadlines import end, meet, open_deadline, open_fixed, supersede
from partnership.rules.deadlines import CalendarDays, Clock, Months, WorkingDays

RAPID_REVIEW = Clock(
    duty="rapid_review",
    label="Rapid review",
    starts="notified_on",
    since="the notification",
    allow=WorkingDays(15),
    source="Working Together 2023",
    force="statutory",
)
PUBLISH = Clock(
    duty="publish",
    label="Publish the review",
    starts="decided_on",
    since="the decision",
    allow=Months(6),
    source="Working Together 2023",
    force="statutory",
)


@pytest.fixture
def on_21_january():
    with time_machine.travel("2026-01-21 12:00Z", tick=False):
        yield


def opened(cast, clock=RAPID_REVIEW, start=date(2025, 12, 30), **of):
    return open_deadline(
        clock,
        start,
        by=cast.officer,
        reference="CR-2026-001",
        path="/x/",
        **(of or {"role": "board_officer"}),
    )


def fixed(cast, due_on, **of):
    return open_fixed(
        "return", "Agency report", due_on, by=cast.officer, rule="As agreed", source="Round", reference="R-1",
        path="/r/", **(of or {"organisation": cast.police}),
    )  # fmt: skip


def test_it_keeps_its_rule_source_start_and_calendar(cast):
    deadline = opened(cast)

    assert (deadline.due_on, deadline.rule, deadline.source, deadline.starts_on) == (
        date(2026, 1, 21),
        "15 working days after the notification",
        "Working Together 2023",
        date(2025, 12, 30),
    )
    assert deadline.calendar.startswith("England bank holidays")
    assert Event.objects.about(deadline).get().facts["due_on"] == "2026-01-21"


def test_months_have_a_working_day_to_aim_at(cast):
    deadline = opened(cast, PUBLISH, date(2025, 8, 31))

    assert (deadline.due_on, deadline.target_on) == (date(2026, 2, 28), date(2026, 2, 27))


@pytest.mark.parametrize(
    ("allow", "words"),
    [
        (WorkingDays(1), "1 working day after"),
        (WorkingDays(-7), "7 working days before"),
        (Months(6), "6 calendar months after"),
        (CalendarDays(7), "7 days after"),
    ],
)
def test_a_rule_says_itself_in_words(allow, words):
    assert str(allow) == words


def test_meet_on_the_day_is_on_time_and_needs_no_reason(cast, on_21_january):
    deadline = meet(opened(cast), by=cast.officer, late_reason="not needed")

    deadline.refresh_from_db()
    assert (deadline.done_on, deadline.late, deadline.late_reason) == (date(2026, 1, 21), False, "")


def test_meet_a_day_late_asks_why_and_keeps_it(cast):
    deadline = opened(cast)
    with time_machine.travel("2026-01-22 00:30Z", tick=False):
        with pytest.raises(Refused, match=r"^It was done after its due date\. Say why it was late\.$"):
            meet(deadline, by=cast.officer, late_reason="  ")
        meet(deadline, by=cast.officer, late_reason="Snow closed the office.")

    deadline.refresh_from_db()
    assert (deadline.late, deadline.late_reason) == (True, "Snow closed the office.")
    assert Event.objects.about(deadline).first().why == "Snow closed the office."


def test_lateness_goes_by_london_time(cast):
    """Half past eleven at night in Greenwich on 29 March is the 30th in London."""
    deadline = fixed(cast, date(2026, 3, 29))
    with (
        time_machine.travel("2026-03-29 23:30Z", tick=False),
        pytest.raises(Refused, match="after its due date"),
    ):
        meet(deadline, by=cast.officer)


@pytest.mark.parametrize(
    ("done_on", "sentence"),
    [
        (date(2026, 1, 22), "in the future"),
        (date(2025, 12, 29), "before the time limit began"),
    ],
)
def test_meet_refuses_impossible_days(cast, on_21_january, done_on, sentence):
    with pytest.raises(Refused, match=sentence):
        meet(opened(cast), by=cast.officer, done_on=done_on)


def test_meet_twice_is_refused_and_changes_nothing(cast, on_21_january):
    deadline = opened(cast)
    meet(deadline, by=cast.officer, done_on=date(2026, 1, 20))

    with pytest.raises(Refused, match=r"already recorded as done on 20 January 2026"):
        meet(deadline, by=cast.officer)
    deadline.refresh_from_db()
    assert deadline.done_on == date(2026, 1, 20)


def test_end_keeps_the_row_and_its_reason(cast, on_21_january):
    deadline = opened(cast)
    with pytest.raises(Refused, match="Say why"):
        end(deadline, by=cast.officer, reason=" ")
    end(deadline, by=cast.officer, reason="The notification was withdrawn.")

    assert list(Deadline.objects.outstanding()) == []
    with pytest.raises(Refused, match="no longer due: The notification was withdrawn"):
        meet(deadline, by=cast.officer)


def test_supersede_leaves_the_old_dates_as_they_were(cast, on_21_january):
    old = opened(cast)
    new = supersede(
        old, RAPID_REVIEW, date(2026, 1, 5), by=cast.officer, reason="It was notified on 5 January."
    )

    old.refresh_from_db()
    assert (old.due_on, old.ended_on, old.superseded_by) == (date(2026, 1, 21), date(2026, 1, 21), new)
    assert (new.due_on, new.role, new.reference) == (date(2026, 1, 26), "board_officer", "CR-2026-001")


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"organisation": None, "role": ""}, "deadline_is_asked_of_exactly_one"),
        ({"role": "board_officer"}, "deadline_is_asked_of_exactly_one"),
        ({"done_on": date(2026, 1, 20)}, "deadline_late_is_known_when_done"),
        ({"done_on": date(2026, 1, 22), "late": True}, "deadline_late_has_a_reason"),
        ({"done_on": date(2026, 1, 22), "late": False}, "deadline_late_agrees_with_its_dates"),
        ({"ended_on": date(2026, 1, 20)}, "deadline_ended_has_a_reason"),
        (
            {"done_on": date(2026, 1, 20), "late": False, "ended_on": date(2026, 1, 20), "ended_reason": "x"},
            "deadline_done_or_ended_not_both",
        ),
    ],
)
def test_the_database_refuses_what_cannot_be(cast, wrong, constraint):
    deadline = fixed(cast, date(2026, 1, 21))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Deadline.objects.filter(pk=deadline.pk).update(**wrong)


def test_what_is_due_beyond_the_known_holidays_is_not_counted(cast, on_21_january):
    assert fixed(cast, date(2030, 6, 1)).working_days_left is None
    assert fixed(cast, date(2026, 1, 20)).working_days_left == -1
    assert fixed(cast, date(2026, 1, 21)).working_days_left == 0


def test_asked_of_is_those_of_whom_it_is_asked(cast):
    everything = {
        "police": fixed(cast, date(2026, 1, 21)),
        "group": fixed(cast, date(2026, 1, 21), group=cast.crg),
        "person": fixed(cast, date(2026, 1, 21), owner=cast.practitioner),
        "office": fixed(cast, date(2026, 1, 21), role="board_officer"),
    }

    def asked(person):
        return {name for name, d in everything.items() if d in Deadline.objects.asked_of(person)}

    assert asked(cast.police_lead) == {"police"}
    assert asked(cast.health_lead) == set()
    assert asked(cast.signatories[2]) == {"police"}
    assert asked(cast.member) == asked(cast.chair) == {"group"}
    assert asked(cast.outsider) == set()
    assert asked(cast.practitioner) == {"person"}
    assert asked(cast.officer) == {"office"}
    assert asked(cast.reviewer) == set()
    assert set(Deadline.objects.visible_to(cast.manager)) == set(everything.values())
    assert set(Deadline.objects.visible_to(cast.police_lead)) == {everything["police"]}
