"""What a round's answers come to: labels of the day, what does not apply, small groups, years, heat map, exports."""

import csv
import io
import random
from datetime import date
from decimal import Decimal
from itertools import chain, combinations

import pytest
import time_machine
from openpyxl import load_workbook

from assurance.operations.analysis import gather, years
from assurance.rules.analysis import LEAST, Asked, Given, by_kind, cell, change, in_words, ranked, spread
from partnership.models import Question, Questionnaire, Scale, ScalePoint, Section
from partnership.operations.questionnaires import submit
from tests.factories.answering import add_link, every_kind, fully_answered
from tests.factories.assurance import (
    TODAY,
    answer,
    answered,
    many_organisations,
    open_round,
    return_of,
    submitted,
)

POINTS = ((2, "Good"), (1, "Middling"), (0, "Poor"))
LABELS = dict(POINTS)


def rated(pk=1, labels=POINTS, **facts):
    facts = {"code": "rating", "text": "How good is it?", "kind": "scale", "scale": "Three words"} | facts
    return Asked(pk, labels=labels, **facts)


def said(*values, labels=LABELS, first=1):
    """An answer for each value; None is one that does not apply."""
    return [
        Given(n, 1, value=value, label="" if value is None else labels[value], aside=value is None)
        for n, value in enumerate(values, first)
    ]


# One question -----------------------------------------------------------------------------------------------------


def test_what_does_not_apply_leaves_the_denominator_and_is_no_zero():
    found = spread(rated(), said(2, 2, 0, None, None), submitted=7)

    assert (found.answered, found.aside, found.silent) == (3, 2, 2)
    assert found.points == [(2, "Good", 2), (1, "Middling", 0), (0, "Poor", 1)]
    assert (found.percent, found.typical) == (67, "Good")


def test_answers_stand_under_the_label_that_they_were_given_with():
    """A point that was reworded in the middle of a round is two columns: nobody said the words of the other."""
    givens = [*said(2), Given(9, 1, value=2, label="Very good")]

    assert spread(rated(), givens, 2).points == [
        (2, "Very good", 1), (2, "Good", 1), (1, "Middling", 0), (0, "Poor", 0),
    ]  # fmt: skip


def test_numbers_are_summed_halved_and_ranged_without_what_does_not_apply():
    question = Asked(1, "staff", "How many staff?", "number", unit="people")
    givens = [Given(n, 1, number=Decimal(number)) for n, number in enumerate((1200, 10, 35))]
    numbers = spread(question, [*givens, Given(8, 1, aside=True, present=False)], 5).numbers

    assert (numbers.total, numbers.middle, numbers.lowest, numbers.highest) == (1245, 35, 10, 1200)


def test_strongest_and_weakest_are_told_each_on_its_own_scale():
    five = tuple((value, f"Point {value}") for value in (5, 4, 3, 2, 1))
    asked = [
        spread(rated(1, code="a"), said(1, 1), 2),  # half way up
        spread(rated(2, five, code="b"), [Given(1, 2, value=4, label="Point 4")], 2),  # three quarters
        spread(rated(3, code="c"), said(0, 0), 2),  # at the foot
        spread(rated(4, code="d"), said(None, None), 2),  # nobody answered
    ]

    strongest, weakest = ranked(asked)

    assert [one.question.code for one in strongest] == ["b"]
    assert [one.question.code for one in weakest] == ["c"]


# Kinds of agency, and trying to subtract ----------------------------------------------------------------------------


def kinds_of(sizes):
    """Return id → kind, of so many returns of each."""
    names = chain.from_iterable([kind] * number for kind, number in sizes.items())
    return dict(enumerate(names, 1))


def told_apart(sizes, seed=0):
    """Every group of returns that a reader can single out by adding and subtracting the groups and the whole."""
    kinds = kinds_of(sizes)
    chance = random.Random(seed)
    givens = [Given(n, 1, value=(v := chance.choice((0, 1, 2))), label=LABELS[v]) for n in kinds]
    groups = by_kind(rated(), givens, kinds)
    whole = spread(rated(), givens, len(kinds))
    for value, label, number in whole.points:
        if groups:  # they add up to the whole, so nothing beside them is left out unseen
            of_groups = sum(
                {(v, words): n for v, words, n in one.spread.points}[value, label] for one in groups
            )
            assert of_groups == number
    members = [frozenset(n for n, kind in kinds.items() if kind in group.kinds) for group in groups]
    everybody = frozenset(kinds)
    unions = [
        frozenset().union(*some) for size in range(len(members) + 1) for some in combinations(members, size)
    ]
    return {one for union in unions for one in (union, everybody - union) if one}


@pytest.mark.parametrize(
    "sizes",
    [
        {"district": 7, "police": 1},
        {"district": 7, "police": 1, "fire": 1},
        {"district": 7, "health": 6, "police": 4},
        {"district": 5, "police": 2, "fire": 2, "health": 9},
        {"police": 1, "fire": 1, "health": 2},
        {"district": 7},
        {"district": 30, "school": 300, "police": 1, "probation": 2, "court": 1},
    ],
)
def test_nobody_can_subtract_kinds_from_the_whole_and_be_left_with_few_agencies(sizes):
    left = told_apart(sizes)

    assert all(len(group) >= min(LEAST, sum(sizes.values())) for group in left)


def test_no_sizes_of_kinds_let_anybody_subtract():
    chance = random.Random(11)
    for seed in range(200):
        sizes = {f"kind-{n}": chance.randint(1, 9) for n in range(chance.randint(1, 6))}
        assert all(len(group) >= min(LEAST, sum(sizes.values())) for group in told_apart(sizes, seed)), sizes


def test_a_kind_of_which_few_answered_this_question_is_few_however_many_there_are():
    """Seven districts were asked, and to six of them it does not apply: the seventh must not stand alone."""
    kinds = kinds_of({"district": 7, "health": 8})
    givens = said(2, *[None] * 6, *[1] * 8)

    assert by_kind(rated(), givens, kinds) == []


def test_kinds_large_enough_stand_alone():
    kinds = kinds_of({"district": 5, "health": 6})
    groups = by_kind(rated(), said(*[2] * 5, *[0] * 6), kinds)

    assert [(one.kinds, one.spread.percent) for one in groups] == [(("district",), 100), (("health",), 0)]


# Change -----------------------------------------------------------------------------------------------------------


def changed(question=None, before=None, now=(2, 1, 1), then=(1, 1, 2), labels=LABELS):
    bodies = {1: "police", 2: "county", 3: "hospital"}
    return change(
        question or rated(), said(*now), before or rated(), said(*then, labels=labels), bodies, bodies
    )


def test_change_is_told_of_those_who_answered_both_times():
    found = changed(now=(2, 1, None), then=(1, 1, 2))

    assert (found.higher, found.same, found.lower, found.both, found.why_not) == (1, 1, 0, 2, "")


@pytest.mark.parametrize(
    ("before", "labels", "why_not"),
    [
        (rated(kind="number", labels=(), scale=""), LABELS, "It asked for a number in the previous round."),
        (rated(scale="Colours"), LABELS, "It was on another scale in the previous round: Colours."),
        (
            rated(labels=((3, "Best"), *POINTS)),
            LABELS,
            "Its scale had other points in the previous round.",
        ),
        (
            rated(),
            LABELS | {2: "Excellent"},
            "The words of its scale have changed: the point 2 was called ‘Excellent’.",
        ),
    ],
)
def test_what_changed_its_scale_is_not_compared_and_says_why(before, labels, why_not):
    found = changed(before=before, labels=labels, now=(2, 2, 2), then=(2, 2, 2))

    assert (found.why_not, found.both) == (why_not, 0)


def test_a_question_that_is_new_says_so():
    assert (
        change(rated(), said(2), None, [], {1: "a"}, {}).why_not == "It was not asked in the previous round."
    )


# The heat map -------------------------------------------------------------------------------------------------------


def test_every_cell_says_it_in_words_and_by_shape():
    cells = [cell(rated(), given) for given in [*said(2, 1, 0, None), None]]

    assert [(one.words, one.shape, one.level) for one in cells] == [
        ("Good", "●", 4), ("Middling", "◑", 2), ("Poor", "○", 0), ("Does not apply", "–", None),
        ("No answer", "", None),
    ]  # fmt: skip
    assert in_words(spread(rated(), said(2, 2, None), 4)) == (
        "2 answered ‘Good’; for 1 it does not apply; 1 gave no answer"
    )


# Pages --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(cast):
    """A round that the police and the county answered, and the hospital has begun."""
    with time_machine.travel(TODAY, tick=False):
        found = open_round(cast)
        police = answered(return_of(found, cast.police), cast.police_lead)
        answer(police, "rating", cast.police_lead, seen=1, value=2)
        answer(police, "else", cast.police_lead, text='=HYPERLINK("http://evil.test") café 🙂')
        submit(police, by=cast.police_lead, declared_office="Chief Officer")
        county = answered(return_of(found, cast.county), cast.county_lead)
        answer(
            county,
            "staff",
            cast.county_lead,
            seen=1,
            not_applicable=True,
            not_applicable_reason="We count posts.",
        )
        submit(county, by=cast.county_lead, declared_office="Chief Executive")
        answer(return_of(found, cast.hospital), "voice", cast.hospital_lead, text="Unfinished thoughts")
        yield found


def address(asked, rest=""):
    return f"{asked.get_absolute_url()}analysis/{rest}"


def test_analysis_counts_submitted_returns_alone(cast, asked, sign_in):
    page = sign_in("independent_advisor").get(address(asked))

    spreads = {row.question.code: row.spread for block, _ in page.context["blocks"] for row in block.rows}
    assert spreads["rating"].points == [(2, "Good", 1), (1, "Middling", 1), (0, "Poor", 0)]
    assert (spreads["staff"].answered, spreads["staff"].aside, spreads["staff"].numbers.total) == (1, 1, 1200)
    assert spreads["lead"].points == [(1, "Yes", 2), (0, "No", 0)]
    assert spreads["else"].silent == 1
    assert "Unfinished thoughts" not in page.content.decode()


def test_a_question_shows_every_agencys_words_and_finds_them(cast, asked, sign_in):
    client = sign_in("board_officer")
    pk = Question.objects.get(section__questionnaire=asked.questionnaire, code="else").pk

    page = client.get(address(asked, f"question/{pk}/")).content.decode()
    found = client.get(address(asked, f"question/{pk}/"), {"q": "CAFÉ"})
    none = client.get(address(asked, f"question/{pk}/"), {"q": "tea"})

    assert "café 🙂" in page
    assert [row["name"] for row in found.context["answers"]] == ["Leicestershire Police"]
    assert "No answers match your search" in none.content.decode()


def test_the_heat_map_names_agencies_as_they_were_called_when_it_was_due(cast, asked, sign_in):
    cast.police.former_names.create(name="Constabulary of the day", ends_on=date(2026, 7, 1))

    page = sign_in("board_officer").get(address(asked, "heat-map/"))

    assert [name for name, _, _ in page.context["rows"]] == [
        "Leicestershire County Council",
        "Constabulary of the day",
    ]
    assert "1 answered ‘Good’; 1 answered ‘Middling’." in page.content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_exports_hold_what_the_pages_show_and_run_nothing(cast, asked, sign_in, kind):
    content = sign_in("board_officer").get(address(asked, f"answers.{kind}")).content
    if kind == "csv":
        rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    else:
        rows = list(load_workbook(io.BytesIO(content)).active.values)

    of_police = {row[3]: row[5] for row in rows if row[0] == "Leicestershire Police"}
    assert of_police["else"] == '\'=HYPERLINK("http://evil.test") café 🙂'
    assert of_police["rating"] == "Good"
    assert not any("Unfinished" in str(row) for row in rows)


def test_the_export_by_kind_names_nobody_and_says_no_more_than_the_page(cast, asked, sign_in):
    rows = sign_in("board_officer").get(address(asked, "kinds.csv")).content.decode("utf-8-sig")

    assert "Police" not in rows
    assert "All agencies,Good,1,2" in rows


@pytest.mark.parametrize("number", [1, 3])
def test_analysis_runs_the_same_queries_for_1_and_3(cast, sign_in, django_assert_num_queries, number):
    with time_machine.travel(TODAY, tick=False):
        organisations = many_organisations(cast, number)
        found = open_round(cast, organisations)
        for organisation in organisations:
            submitted(return_of(found, organisation), organisation.appointments.get().person)
        client = sign_in("board_officer")
        client.get(address(found))
        with django_assert_num_queries(11):
            client.get(address(found))


def test_years_puts_rounds_side_by_side_and_begins_a_series_anew_where_a_scale_changed(cast):
    with time_machine.travel(TODAY, tick=False):
        first = open_round(cast, [cast.police])
        submitted(return_of(first, cast.police), cast.police_lead)
        again = open_round(cast, [cast.police], first.questionnaire, title="Again", due_on=date(2026, 7, 1))
        submitted(return_of(again, cast.police), cast.police_lead)
        changed_ = another_version()
        third = open_round(cast, [cast.police], changed_, title="On colours", due_on=date(2026, 7, 2))
        opened = return_of(third, cast.police)
        answer(opened, "rating", cast.police_lead, value=1)
        submit(opened, by=cast.police_lead, declared_office="Chief Officer")

    rounds, rows = years("one-of-each")

    of_rating = next(row for question, row in rows if question.code == "rating")
    assert rounds == [first, again, third]
    assert [(year.percent, year.answered, year.scale, year.new_scale) for year in of_rating] == [
        (50, 1, "Three words", False), (50, 1, "Three words", False), (100, 1, "Colours", True),
    ]  # fmt: skip
    of_staff = next(row for question, row in rows if question.code == "staff")
    assert [year and year.total for year in of_staff] == [1200, 1200, None]


def another_version():
    """The next version asks the rating alone, on a scale of two colours."""
    colours = Scale.objects.create(code="colours", name="Colours")
    ScalePoint.objects.create(scale=colours, value=1, label="Green")
    ScalePoint.objects.create(scale=colours, value=0, label="Red")
    newer = Questionnaire.objects.create(code="one-of-each", version=2, title="One of each")
    section = Section.objects.create(questionnaire=newer, position=1, title="In colours")
    Question.objects.create(
        section=section, position=1, code="rating", text="How good is it?", kind="scale", scale=colours
    )
    return newer


def test_the_round_before_says_why_a_changed_scale_is_not_compared(cast, sign_in):
    with time_machine.travel(TODAY, tick=False):
        first = open_round(cast, [cast.police])
        submitted(return_of(first, cast.police), cast.police_lead)
        newer = open_round(
            cast, [cast.police], another_version(), title="On colours", due_on=date(2026, 7, 2)
        )
        page = sign_in("board_officer").get(address(newer)).content.decode()

    assert "Not comparable: It was on another scale in the previous round: Three words." in page


def test_shares_are_not_added_up():
    question = Asked(1, "trained", "Which share is trained?", "number", unit="%")
    found = spread(question, [Given(n, 1, number=Decimal(n)) for n in (40, 90)], 2).numbers

    assert (found.total, found.middle, found.highest) == (None, 65, 90)


@time_machine.travel(TODAY, tick=False)
def test_a_question_that_was_not_asked_is_not_left_without_an_answer(cast):
    """“trained” is asked where there is a lead, and “training” where the lead is not trained."""
    asked = open_round(cast, [cast.police, cast.county], every_kind())
    with_lead = fully_answered(return_of(asked, cast.police), cast.police_lead)
    submit(with_lead, by=cast.police_lead, declared_office="Chief Officer")
    without = return_of(asked, cast.county)
    for code, given in {
        "voice": {"text": "Weekly."}, "rating": {"value": 1}, "staff": {"number": 3}, "lead": {"text": "no"},
        "reviewed": {"text": "2026-02-03"}, "services": {"rows": [["Early help", "12"]]},
    }.items():  # fmt: skip
        answer(without, code, cast.county_lead, **given)
    add_link(without, cast.county_lead)
    submit(without, by=cast.county_lead, declared_office="Director")

    gathered = gather(asked, cast.officer)
    found = {one.code: gathered.spread(one) for one in gathered.questions}

    assert [(code, found[code].answered, found[code].silent) for code in ("lead", "trained", "training")] == [
        ("lead", 2, 0), ("trained", 1, 0), ("training", 0, 0),
    ]  # fmt: skip
