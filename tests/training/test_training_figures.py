"""The figures of training, against numbers worked out by hand."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from time_machine import travel

from tests.factories import training as made
from training.models import Booking
from training.operations import attendance as operations
from training.operations.figures import figures_between
from training.rules.figures import Counts, told, withheld

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
    """Thirty of the police had a place and 27 came: whoever reads both knows of the three."""
    shown = withheld({
        "Police": Counts(booked=30, no_show=3, present=27), "Health": Counts(booked=50, no_show=6, present=44),
        "Schools": Counts(booked=40, no_show=20, present=20),
    })  # fmt: skip
    assert {label: (one.booked, one.came, one.no_show, one.no_show_rate) for label, one in shown.items()} == {
        "Police": (None, 27, None, None), "Health": (None, 44, None, None), "Schools": (40, 20, 20, Decimal("50.0")),
    }  # fmt: skip


def test_where_few_came_neither_their_number_nor_what_it_is_of_is_told():
    shown = withheld({
        "Small": Counts(booked=3, present=3, places=12), "Next": Counts(booked=20, present=20, places=20),
        "Large": Counts(booked=50, no_show=5, present=45, places=60),
    })  # fmt: skip
    assert {label: (one.booked, one.came, one.no_show, one.fill_rate) for label, one in shown.items()} == {
        "Small": (None, None, None, None), "Next": (None, None, None, None), "Large": (None, 45, None, Decimal("75.0")),
    }  # fmt: skip


def test_no_number_that_is_withheld_can_be_worked_out_from_its_row_or_its_column():
    """Those who had a place, less those who came, are about those who did not; a column's total is known."""
    table = {
        "Police": Counts(booked=30, present=20, late=2, partly=7, no_show=1),
        "Health": Counts(booked=61, present=50, late=5, no_show=6, substituted=1, unbooked=1),
        "Schools": Counts(booked=12, present=12),
        "Early years": Counts(booked=3, present=3),
    }
    shown = withheld(table)

    for label, one in shown.items():
        assert (one.booked is None) == (one.no_show is None), label
        assert one.came is not None or one.no_show is None, label
        assert one.came is not None or (one.fill_rate, one.cost_each) == (None, None), label
    for name in ("came", "no_show", "booked"):
        kept = [getattr(table[label], name) for label, one in shown.items() if getattr(one, name) is None]
        others = [getattr(one, name) for one in shown.values() if getattr(one, name)]
        assert len(kept) > 1, name
        assert sum(kept) >= 5 or not others, name


@pytest.mark.parametrize(
    ("quarters", "expected"),
    [
        ([Counts(booked=40, present=40)], (40, 40, 0)),
        ([Counts(booked=43, present=40, no_show=3)], (None, 40, None)),  # three stayed away
        ([Counts(booked=3, present=3)], (None, None, None)),  # one small session
        # 2 in one quarter, which is the year's number less those of the others
        ([Counts(booked=12, present=10, no_show=2), Counts(booked=30, present=23, no_show=7)], (None, 33, None)),
        # 2 and 3: each could be anything from 1 to 4
        ([Counts(booked=12, present=10, no_show=2), Counts(booked=13, present=10, no_show=3)], (25, 20, 5)),
    ],
)  # fmt: skip
def test_a_whole_is_told_where_no_part_of_it_could_be_worked_out(quarters, expected):
    total = Counts()
    for one in quarters:
        total.add(**vars(one))
    found = told(total, quarters)
    assert (found.booked, found.came, found.no_show) == expected


@pytest.fixture
def one_session(cast):
    """A year with one session: three of four came."""
    people = [
        (cast.practitioner, cast.hospital, "present"), (cast.county_lead, cast.county, "present"),
        (cast.police_lead, cast.police, "present"), (cast.rutland_lead, cast.rutland, "no_show"),
    ]  # fmt: skip
    held(made.course("Seeing bruises"), date(2026, 6, 2), *people, cost=Decimal("300.00"))
    with travel(datetime(2026, 7, 1, 9, tzinfo=LONDON), tick=False):
        yield


def test_the_headline_of_one_session_is_told_to_staff_alone(one_session, sign_in):
    address = reverse("training:training_figures")
    whole, told = ({one["label"]: one["value"] for one in sign_in(who).get(address).context["headline"]} for who in
                   ("learning_officer", "partner_lead"))  # fmt: skip
    assert (whole["people came"], whole["did not come"], whole["cost per attended place"]) == (
        "3", "25%", "£100.00",
    )  # fmt: skip
    assert told == {
        "sessions held": 1, "places": 12, "people came": "not shown", "of places filled": "not shown",
        "did not come": "not shown", "cost per attended place": "not shown",
    }  # fmt: skip


def test_who_may_not_see_all_reads_whole_years_and_cannot_take_one_period_from_another(one_session, sign_in):
    chosen = "?since_day=1&since_month=6&since_year=2026&until_day=3&until_month=6&until_year=2026"
    for name, args in (("training_figures", []), ("training_figures_file", ["csv"])):
        address = reverse(f"training:{name}", args=args) + chosen
        answer = sign_in("partner_lead").get(address)
        if args:
            assert "training-2026-04-01-to-2027-03-31.csv" in answer["Content-Disposition"]
            text = answer.text if hasattr(answer, "text") else answer.content.decode()
            assert "Seeing bruises,not shown,not shown,not shown,not shown" in text
        else:
            assert "1 April 2026 to 31 March 2027" in answer.text
            assert 'name="since_year"' not in answer.text
    assert 'name="since_year"' in sign_in("learning_officer").get(reverse("training:training_figures")).text


def test_the_year_before_is_one_click_away(one_session, sign_in):
    page = sign_in("partner_lead").get(reverse("training:training_figures") + "?year=2025")
    assert "1 April 2025 to 31 March 2026" in page.text
    assert "No sessions in this period have a closed register" in page.text
