"""The figures of training, against numbers worked out by hand."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from time_machine import travel

from tests.factories import training as made
from training.models import Booking
from training.operations import attendance as operations
from training.operations.figures import figures_between
from training.rules.figures import OF_PEOPLE, TOGETHER, Counts, hidden_cells, withheld

LONDON = ZoneInfo("Europe/London")
SINCE, UNTIL = date(2026, 4, 1), date(2027, 3, 31)


def held(course, day, *outcomes, cost=None, capacity=12, close=True, guests=()):
    """A closed session: (person, organisation, outcome) for each booking, (email, organisation) for each walk-in."""
    starts_at = datetime(day.year, day.month, day.day, 9, 30, tzinfo=LONDON)
    session = made.session(course, starts_at=starts_at, cost=cost, capacity=capacity)
    made_by = outcomes[0][0]
    with travel(starts_at.replace(hour=15), tick=False):
        for person, organisation, outcome in outcomes:
            booking = made.booking(session, person, organisation)
            operations.mark(booking, by=made_by, outcome=outcome)
        for email, organisation in guests:
            operations.add_guest(session, by=made_by, name=email, email=email, organisation=organisation)
        if close:
            operations.close_register(session, by=made_by)
    return session


@pytest.fixture
def year(cast):
    """Two courses; the last day of March 2027 is in, the first of April 2027 and an open register are not."""
    first, second = made.course("Hearing the child"), made.course("Seeing bruises")
    held(
        first, date(2026, 4, 1), (cast.practitioner, cast.hospital, "present"), (cast.county_lead, cast.county, "late"),
        (cast.police_lead, cast.police, "no_show"), cost=Decimal("300.00"),
        guests=[("ash@larch.test", "Larch Nursery")],
    )  # fmt: skip
    session = held(
        second, date(2027, 3, 31), (cast.practitioner, cast.hospital, "partly"),
        (cast.hospital_lead, cast.hospital, "present"),
        capacity=8,
    )  # fmt: skip
    made.booking(
        session, cast.rutland_lead, cast.rutland, state="cancelled", cancelled_because=Booking.Because.SICK,
        cancelled_at=session.starts_at,
    )  # fmt: skip
    held(first, date(2027, 4, 1), (cast.practitioner, cast.hospital, "present"))
    held(first, date(2026, 9, 1), (cast.practitioner, cast.hospital, "present"), close=False)
    made.session(
        first, starts_at=datetime(2026, 7, 1, 9, tzinfo=LONDON), state="cancelled", cancelled_because="Ill."
    )


def numbers(counts):
    return (
        counts.booked, counts.present, counts.late, counts.partly, counts.no_show, counts.unbooked, counts.cancelled,
        counts.attended,
    )  # fmt: skip


def test_the_year_adds_up_as_counted_by_hand(cast, year, django_assert_num_queries):
    with travel(datetime(2027, 5, 1, 9, tzinfo=LONDON), tick=False), django_assert_num_queries(6):
        figures = figures_between(SINCE, UNTIL)
    assert (figures.total.sessions, figures.total.places) == (2, 20)
    assert numbers(figures.total) == (5, 3, 1, 1, 1, 1, 1, 4)
    # 5 in the room of 20 places; 1 of 5 with a place; £300 for the 3 who attended where the cost is known
    assert (figures.total.fill_rate, figures.total.no_show_rate, figures.total.cost_each) == (
        Decimal("25.0"), Decimal("20.0"), Decimal("100.00"),
    )  # fmt: skip
    assert (figures.cancelled_sessions, figures.open_registers) == (1, 1)
    assert {str(agency): numbers(counts) for agency, counts in figures.by_agency.items()} == {
        "Leicestershire County Council": (1, 0, 1, 0, 0, 0, 0, 1),
        "Leicestershire Police": (1, 0, 0, 0, 1, 0, 0, 0),
        "Rutland County Council": (0, 0, 0, 0, 0, 0, 1, 0),
        cast.hospital.name: (3, 2, 0, 1, 0, 0, 0, 2),
        "None": (0, 1, 0, 0, 0, 1, 0, 1),
    }
    assert {label: counts.attended for label, counts in figures.by_sector.items()} == {
        "Health provider": 2, "Local authority": 1, "Other organisations": 1, "Police": 0,
    }  # fmt: skip
    assert {month: counts.came for month, counts in figures.by_month.items()} == {
        date(2026, 4, 1): 3,
        date(2027, 3, 1): 2,
    }
    assert {str(course): counts.fill_rate for course, counts in figures.by_course.items()} == {
        "Hearing the child": Decimal("25.0"), "Seeing bruises": Decimal("25.0"),
    }  # fmt: skip


def test_a_year_without_sessions_has_no_rates(db):
    total = figures_between(SINCE, UNTIL).total
    assert (total.attended, total.fill_rate, total.no_show_rate, total.cost_each) == (0, None, None, None)


def test_small_numbers_of_people_are_withheld_with_the_next_that_would_give_them_away():
    shown = withheld({
        "Police": Counts(booked=30, no_show=3, present=27, attended=27),
        "Health": Counts(booked=50, no_show=6, present=44, attended=44),
        "Schools": Counts(booked=40, no_show=20, present=20, attended=20),
    })  # fmt: skip
    assert {label: one.no_show for label, one in shown.items()} == {
        "Police": None,
        "Health": None,
        "Schools": 20,
    }
    assert {label: one.no_show_rate for label, one in shown.items()} == {
        "Police": None, "Health": None, "Schools": Decimal("50.0"),
    }  # fmt: skip
    # 50 booked less 44 present would be the 6 who did not come; and present is all who attended
    assert [(one.booked, one.present, one.attended) for one in shown.values()] == [
        (30, None, None), (50, None, None), (40, 20, 20),
    ]  # fmt: skip


def test_no_number_that_is_withheld_can_be_worked_out_from_its_row_or_its_column():
    table = {
        "Police": Counts(booked=30, present=20, late=2, partly=7, no_show=1, attended=22),
        "Health": Counts(
            booked=61, present=50, late=5, partly=0, no_show=6, substituted=1, unbooked=1, attended=55
        ),
        "Schools": Counts(booked=12, present=12, attended=12),
        "Early years": Counts(booked=3, present=3, attended=3),
    }
    hidden = hidden_cells(table)

    for label, counts in table.items():
        for names in TOGETHER:
            kept = [getattr(counts, name) for name in names if (label, name) in hidden]
            assert not kept or (len(kept) > 1 and sum(kept) >= 5), (label, names)
    for name in OF_PEOPLE:
        kept = [getattr(counts, name) for label, counts in table.items() if (label, name) in hidden]
        others = [getattr(counts, name) for label, counts in table.items() if (label, name) not in hidden]
        assert not kept or not any(others) or (len(kept) > 1 and sum(kept) >= 5), name
