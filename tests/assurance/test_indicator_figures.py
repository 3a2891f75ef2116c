"""Figures: asked for, given, changed with a reason, and told by whom they may be told to."""

from datetime import date

import pytest
import time_machine

from assurance.models import Figure, FiguresAsked, IndicatorPeriod
from assurance.operations.indicators import (
    ask_for_figures,
    boards,
    figures,
    figures_for,
    keeping,
    summary_between,
)
from partnership.access import Refused
from partnership.models import Deadline, Event
from tests.factories.indicators import BOTH, LEICS, RUTLAND, TODAY, a_year, give, indicator, quarter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=True):
        yield


# Asked for --------------------------------------------------------------------------------------------------


def test_each_agency_is_asked_once_for_each_period_that_is_over(cast):
    indicator(cast)
    indicator(cast, "REF-02")
    assert ask_for_figures() == 8  # two councils, four quarters
    assert ask_for_figures() == 0
    due = Deadline.objects.filter(duty="figures").order_by("organisation__name")
    assert [(one.organisation, one.label, one.due_on) for one in due] == [
        (cast.county, "Give figures for Quarter 4 2025/26", date(2026, 4, 30)),
        (cast.rutland, "Give figures for Quarter 4 2025/26", date(2026, 4, 30)),
    ]  # what was due before anybody asked is history, and due on no day


def test_what_no_agency_gives_is_asked_of_the_office(cast):
    indicator(cast, geography="together", source=None, rutland_source=None)
    ask_for_figures()
    assert Deadline.objects.get(duty="figures").role == "board_officer"


def test_a_retired_indicator_is_not_asked_for_any_more(cast):
    made = indicator(cast)
    keeping.retire_indicator(made, by=cast.officer, retired_on=date(2026, 1, 1), because="Counted elsewhere")
    ask_for_figures()
    assert FiguresAsked.objects.filter(starts_on=date(2026, 1, 1)).count() == 0


# Given ------------------------------------------------------------------------------------------------------


def test_the_last_figure_meets_the_deadline(cast):
    made, other = indicator(cast), indicator(cast, "REF-02")
    ask_for_figures()
    deadline = Deadline.objects.get(duty="figures", organisation=cast.rutland)
    give(made, "Q4 2025/26", RUTLAND, 3, by=cast.rutland_lead)
    deadline.refresh_from_db()
    assert deadline.outstanding
    give(other, "Q4 2025/26", RUTLAND, absent_because="The system was changed", by=cast.rutland_lead)
    deadline.refresh_from_db()
    assert (deadline.done_on, deadline.late) == (date(2026, 4, 9), False)


def test_late_figures_say_why(cast):
    made = indicator(cast)
    ask_for_figures()
    with time_machine.travel("2026-05-04 10:00", tick=True):
        with pytest.raises(figures.Wrong, match="These figures are late"):
            give(made, "Q4 2025/26", RUTLAND, 3, by=cast.rutland_lead)
        entry = figures.Entry(made, quarter("Q4 2025/26"), RUTLAND, numerator=3)
        figures.give_figures([entry], by=cast.rutland_lead, late_reason="Our analyst was ill.")
    assert Deadline.objects.get(organisation=cast.rutland, duty="figures").late


def test_the_same_figure_twice_changes_nothing(cast):
    made = indicator(cast)
    assert give(made, "Q1 2025/26", LEICS, 40, by=cast.county_lead) == (1, 0)
    entries = Event.objects.count()
    assert give(made, "Q1 2025/26", LEICS, 40, by=cast.county_lead) == (0, 1)
    assert (Figure.objects.count(), Event.objects.count()) == (1, entries)


def test_a_changed_figure_keeps_the_earlier_one_with_its_reason(cast):
    made = indicator(cast)
    give(made, "Q1 2025/26", LEICS, 40, by=cast.county_lead, provisional=True)
    with pytest.raises(figures.Wrong, match="There is already a figure"):
        give(made, "Q1 2025/26", LEICS, 44, by=cast.county_lead)
    give(made, "Q1 2025/26", LEICS, 44, by=cast.county_lead, reason="Four came late")
    give(made, "Q1 2025/26", LEICS, 44, by=cast.county_lead, provisional=True)
    rows = Figure.objects.order_by("revision").values_list("numerator", "state", "reason", "stands")
    assert list(rows) == [
        (40, "provisional", "", False),
        (44, "final", "Four came late", False),
        (44, "provisional", "Provisional", True),
    ]


@pytest.mark.parametrize(
    ("changes", "numbers", "sentence"),
    [
        ({"unit": "percentage"}, (5, None), "Enter the denominator, or say why there is no figure."),
        ({"unit": "percentage"}, (9, 5), "The numerator, 9, is more than the denominator, 5."),
        ({"unit": "rate"}, (9, 0), "A rate needs the number of children who live there."),
        ({}, (5, 9), "This is a count. Leave the denominator blank."),
        ({"unit": "days"}, (None, 9), "Enter the value, or say why there is no figure."),
    ],
)
def test_a_figure_that_cannot_be_is_refused_with_a_sentence(cast, changes, numbers, sentence):
    made = indicator(cast, **changes)
    with pytest.raises(figures.Wrong) as refused:
        give(made, "Q1 2025/26", LEICS, *numbers, by=cast.officer)
    assert str(refused.value) == sentence
    assert not Figure.objects.exists()


def test_an_agency_gives_its_own_figures_alone(cast):
    made = indicator(cast)
    for person, area in ((cast.county_lead, RUTLAND), (cast.police_lead, LEICS), (cast.rutland_lead, LEICS)):
        with pytest.raises(Refused, match="Your agency does not give that figure"):
            give(made, "Q1 2025/26", area, 5, by=person)


def test_figures_of_a_period_that_is_not_over_are_refused(cast):
    with pytest.raises(Refused, match="Quarter 1 2026/27 does not end until 30 June 2026"):
        give(indicator(cast), "Q1 2026/27", LEICS, 5, by=cast.officer)


def test_a_figure_that_moved_far_says_what_it_means_for_children(cast):
    made = indicator(cast)
    ask_for_figures()
    give(made, "Q3 2025/26", LEICS, 40, by=cast.county_lead)
    with pytest.raises(
        figures.Wrong, match="REF-01 moved from 40 to 61, which is more than 20%, and at least 5"
    ):
        give(made, "Q4 2025/26", LEICS, 61, by=cast.county_lead)
    entry = figures.Entry(made, quarter("Q4 2025/26"), LEICS, numerator=61)
    note = {(made.pk, date(2026, 1, 1)): "More children are seen early."}
    figures.give_figures([entry], by=cast.county_lead, notes=note)
    assert IndicatorPeriod.objects.get(starts_on=date(2026, 1, 1)).commentary_by == cast.county_lead


def test_commentary_holds_no_childs_detail(cast):
    made = indicator(cast)
    entry = figures.Entry(made, quarter("Q1 2025/26"), LEICS, numerator=61)
    note = {(made.pk, date(2025, 4, 1)): "The one born on 3 May 2021 came twice."}
    with pytest.raises(Refused, match="date of birth"):
        figures.give_figures([entry], by=cast.county_lead, notes=note)


# Told -------------------------------------------------------------------------------------------------------


def test_the_record_holds_no_number(cast):
    made = indicator(cast)
    give(made, "Q1 2025/26", RUTLAND, 3, by=cast.rutland_lead)
    event = Event.objects.get(verb="gave figures")
    assert (event.facts, event.label) == ({"figures": 1}, "REF-01, Quarter 1 2025/26")


def test_others_are_told_what_is_not_small(cast):
    made = indicator(cast)
    a_year(made, [40, 50, 61, 70], [12, 3, 9, 2], by=cast.officer)
    (row,) = figures_for(date(2025, 4, 1), date(2026, 3, 31))
    assert [(one["area"], one["shown"], one["year_shown"]) for one in row["areas"]] == [
        ("Leicestershire and Rutland", "not shown", "247"),
        ("Leicestershire", "70", "221"),
        ("Rutland", "not shown", "26"),
    ]
    assert [one["direction"] for one in row["areas"]] == [
        "Cannot be compared", "Up from 61: worse", "Cannot be compared",
    ]  # fmt: skip
    told = summary_between(date(2025, 7, 1), date(2025, 12, 31))
    assert (told["told"], told["rows"][0]["period"]) == (1, "Quarter 3 2025/26")


def test_staff_are_told_small_numbers_with_a_mark(cast):
    made = indicator(cast)
    a_year(made, [40, 50, 61, 70], [12, 3, 9, 2], by=cast.officer)
    (board,) = boards([made], raw=True)
    assert board.text(board.told(RUTLAND, quarter("Q2 2025/26"))) == "3 (not shown to others)"
    assert board.text(board.told(BOTH, quarter("Q2 2025/26"))) == "53 (not shown to others)"


def test_a_definition_that_cannot_be_compared_breaks_the_series(cast):
    made = indicator(cast, asked_from=date(2025, 4, 1))
    keeping.define_anew(
        made, by=cast.officer, valid_from=date(2025, 10, 1), text="All who were referred.", comparable=False,
        break_because="Before, only those seen in hospital were counted.",
    )  # fmt: skip
    a_year(made, [40, 50, 90, 95], [12, 13, 29, 22], by=cast.officer)
    (board,) = boards([made])
    assert board.breaks == [(quarter("Q3 2025/26"), "Before, only those seen in hospital were counted.")]
    assert board.direction(LEICS, quarter("Q3 2025/26"))["words"] == "Cannot be compared"
    assert board.direction(LEICS, quarter("Q4 2025/26"))["words"] == "Up from 90: worse"
    assert board.text(board.year(LEICS, 2025)) == "the definition changed within the year"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"valid_from": date(2025, 11, 1)}, "first day of a period"),
        ({"valid_from": date(2025, 4, 1)}, "The previous version takes effect on 1 April 2025"),
        (
            {"valid_from": date(2025, 7, 1)},
            "There are already figures for the period from 1 July 2025, counted under the current definition",
        ),
        ({"break_because": ""}, "Enter why figures before and after cannot be compared"),
        ({"text": " "}, "Enter what is counted"),
    ],
)
def test_a_further_definition_holds_from_a_period_without_figures(cast, changes, sentence):
    made = indicator(cast)
    give(made, "Q2 2025/26", LEICS, 5, by=cast.officer)
    given = {
        "valid_from": date(2025, 10, 1), "text": "All.", "comparable": False, "break_because": "Wider.", **changes
    }  # fmt: skip
    with pytest.raises(Refused, match=sentence):
        keeping.define_anew(made, by=cast.officer, **given)


def test_what_an_indicator_is_stays_once_a_figure_stands(cast):
    made = indicator(cast)
    made = keeping.change_indicator(made, by=cast.officer, seen=1, unit="rate")
    give(made, "Q1 2025/26", LEICS, 5, 1000, by=cast.officer)
    with pytest.raises(Refused, match="There are already figures, and this would change their meaning"):
        keeping.change_indicator(made, by=cast.officer, seen=2, unit="count")
    with pytest.raises(Refused, match="Someone else changed this while you were editing"):
        keeping.change_indicator(made, by=cast.officer, seen=1, name="Other")
    assert keeping.change_indicator(made, by=cast.officer, seen=2, name="Other").revision == 3


def test_telling_asks_as_much_for_three_indicators_as_for_one(cast, django_assert_num_queries):
    made = [indicator(cast, f"REF-0{number}") for number in (1, 2, 3)]
    for one in made:
        a_year(one, [40, 50, 61, 70], [12, 3, 9, 2], by=cast.officer)
    for several in (made[:1], made):
        fresh = type(made[0]).objects.filter(pk__in=[one.pk for one in several])
        with django_assert_num_queries(7):
            for board in boards(fresh):
                assert board.points(LEICS)
                assert board.direction(LEICS, board.last())
