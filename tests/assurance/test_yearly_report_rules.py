"""The law of the yearly report, without a database."""

from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assurance.models import YearlyReport
from assurance.rules import yearly_report as rules
from partnership.access import Refused


@dataclass
class Section:
    kind: str
    title: str = "A section"
    text: str = "Something."
    difference: str = ""


WHOLE = [Section("voice", "Voice"), Section("priority", "Neglect", difference="Fewer repeat referrals.")]


def test_the_table_knows_every_state():
    assert set(rules.NEXT) == set(rules.WORDS) == set(YearlyReport.State.values)


ALLOWED = {
    ("drafting", "with_scrutiny"),
    ("with_scrutiny", "endorsing"),
    ("with_scrutiny", "drafting"),
    ("endorsing", "rendering"),
    ("endorsing", "drafting"),
    ("rendering", "rendered"),
    ("rendering", "endorsing"),
    ("rendered", "published"),
    ("rendered", "rendering"),
    ("rendered", "drafting"),
}


@pytest.mark.parametrize("old", YearlyReport.State.values)
@pytest.mark.parametrize("new", YearlyReport.State.values)
def test_only_these_moves_are_allowed(old, new):
    if (old, new) in ALLOWED:
        rules.check_move(old, new)
    else:
        with pytest.raises(Refused, match=rules.WORDS[old]):
            rules.check_move(old, new)


def test_a_whole_report_goes_on():
    rules.check_whole(WHOLE)


def test_a_priority_without_its_difference_is_named():
    with pytest.raises(Refused) as refused:
        rules.check_whole([WHOLE[0], Section("priority", "Neglect")])

    assert str(refused.value) == "“Neglect” does not say what difference it made to children. Add this."


def test_an_empty_voice_is_named():
    with pytest.raises(Refused) as refused:
        rules.check_whole([Section("voice", "What children told us", "  \n"), WHOLE[1]])

    assert str(refused.value) == (
        "“What children told us” is empty. Write what children and families told us and what was done about it."
    )


def test_a_placed_figure_alone_is_not_a_word():
    with pytest.raises(Refused, match="“What we did” is empty"):
        rules.check_whole([Section("decisions", "What we did", "{chart:actions}\n"), *WHOLE])


def test_a_report_without_any_priority_is_refused():
    with pytest.raises(Refused, match="Add at least one priority"):
        rules.check_whole([WHOLE[0]])


def test_an_unknown_name_is_told_with_the_section():
    known = {"figure": {"returns_asked"}, "table": set(), "chart": set()}

    rules.check_placed("{figure:returns_asked}", known)
    with pytest.raises(Refused) as refused:
        rules.check_placed("{figure:returns asked}", known, "Assurance")
    assert str(refused.value) == (
        "There is no figure called “returns asked” in “Assurance”. Choose a name from the list of gathered figures."
    )


def test_the_twelve_months_and_the_seven_days_are_counted_by_the_calendar():
    assert rules.NEXT_REPORT.due(date(2024, 2, 29)) == date(2025, 2, 28)
    assert rules.NEXT_REPORT.rule == "12 calendar months after the last yearly report was published"
    assert rules.SEND_COPY.due(date(2026, 12, 24)) == date(2026, 12, 31)
    assert rules.SEND_COPY.rule == "7 days after the yearly report was published"


def test_whoever_wrote_some_of_it_cannot_scrutinise_it():
    rules.check_scrutineer(person=3, authors={1, 2})
    with pytest.raises(Refused, match="You wrote part of this report"):
        rules.check_scrutineer(person=2, authors={1, 2})


def test_partners_who_have_not_endorsed_are_named():
    rules.check_endorsed(needed=["Police"], endorsed={"Police"})
    with pytest.raises(Refused, match="Still to endorse: County Council, Police"):
        rules.check_endorsed(needed=["County Council", "Health", "Police"], endorsed={"Health"})
    with pytest.raises(Refused, match="There are no statutory partners in force"):
        rules.check_endorsed(needed=[], endorsed=set())


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (1200, "1,200")]
)
def test_a_small_count_is_not_shown(value, words):
    assert rules.shown(value) == words


def test_one_hidden_part_hides_the_next_smallest_too():
    parts, total = rules.shown_parts({"review": 2, "local": 6, "none": 9}, 17)

    assert (parts, total) == ({"review": "fewer than 5", "local": "not shown", "none": "9"}, "17")


def test_one_hidden_part_alone_hides_the_total():
    assert rules.shown_parts({"review": 2, "local": 0}, 2) == (
        {"review": "fewer than 5", "local": "0"},
        "fewer than 5",
    )


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5))
@example([1, 1, 1, 1, 1])
@example([4, 4])
@example([1, 5])
@example([4, 5, 6])
def test_no_reader_can_work_out_a_small_count(values):
    """Every way in which the hidden parts could be is tried; each hidden count of 1 to 4 is left open."""
    parts = dict(enumerate(values))
    drawn, total = rules.shown_parts(parts, sum(values))
    few = [name for name, value in parts.items() if 0 < value < rules.FEW]
    for name in few:
        assert drawn[name] == rules.FEWER
    if not few or total in (rules.FEWER, "not shown"):
        return
    shown = [int(words) for words in drawn.values() if words.isdigit() and int(words)]
    beside = range(rules.FEW, min(shown, default=sum(values)) + 1)
    guesses = [
        range(1, rules.FEW) if words == rules.FEWER else beside if words == "not shown" else [int(words)]
        for words in drawn.values()
    ]
    possible = [guess for guess in product(*guesses) if sum(guess) == int(total)]
    assert tuple(values) in possible
    for name in few:
        assert len({guess[name] for guess in possible}) > 1
