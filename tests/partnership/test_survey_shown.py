"""What of a survey's answers may be shown: no reader can subtract their way to fewer people than the minimum."""

from itertools import chain, combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.access import Refused
from partnership.rules.surveys import check_closed, check_questions, hidden_groups, tally

GROUPS = ("A", "B", "C", "D")


def subsets(things):
    things = list(things)
    return chain.from_iterable(combinations(things, number) for number in range(len(things) + 1))


def too_small(sizes, hidden, minimum):
    """Every number of people about whom a reader can find out by adding and subtracting what shows, if too few.

    What shows is the total and each group that is not hidden. Sums of those with whole factors tell of a set of people
    only where each counts once or not at all: some of the shown groups, or everybody but some of them.
    """
    shown = [size for group, size in sizes.items() if group not in hidden]
    total = sum(sizes.values())
    if total < minimum:
        return shown
    found = [sum(some) for some in subsets(shown)] + [total - sum(some) for some in subsets(shown)]
    return [number for number in found if 0 < number < minimum]


def test_no_subtraction_tells_of_too_few_whatever_the_sizes():
    """Every breakdown of up to four groups of up to seven people, with a minimum of five: all of them are tried."""
    for number in range(1, 5):
        for sizes in product(range(8), repeat=number):
            sizes = dict(zip(GROUPS, sizes, strict=False))
            hidden = hidden_groups(sizes, 5)
            assert too_small(sizes, hidden, 5) == [], sizes


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(5, 20))
def test_no_subtraction_tells_of_too_few_in_larger_ones(numbers, minimum):
    sizes = {f"Group {number}": size for number, size in enumerate(numbers)}

    assert too_small(sizes, hidden_groups(sizes, minimum), minimum) == []


def test_the_reader_of_this_test_would_notice():
    """Hiding only the small group leaves it to be subtracted from the total."""
    assert too_small({"A": 9, "B": 30, "C": 11}, {"A"}, 10) == [9]


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"A": 30, "B": 11}, set()),
        ({"A": 30, "B": 9, "C": 11}, {"B", "C"}),
        ({"A": 30, "B": 4, "C": 6}, {"B", "C"}),
        ({"A": 30, "B": 0}, {"B"}),
        ({"A": 9}, {"A"}),
        ({"A": 50, "B": 1}, {"A", "B"}),
    ],
)
def test_a_small_group_takes_the_smallest_of_the_others_along(sizes, hidden):
    assert hidden_groups(sizes, 10) == hidden


def test_a_tally_says_nothing_of_groups_that_do_not_show_nor_how_many_they_are():
    answers = [("A", 1)] * 9 + [("B", 0)] * 12 + [("C", 1)] * 20
    total, groups = tally(answers, [1, 0], 10, ["A", "B", "C"])

    assert (total.answered, total.counts) == (41, {1: 29, 0: 12})
    assert [(one.name, one.answered, one.counts) for one in groups] == [
        ("A", None, None),
        ("B", None, None),
        ("C", 20, {1: 20, 0: 0}),
    ]


def test_a_question_that_too_few_answered_shows_nothing_at_all():
    total, groups = tally([("A", 1)] * 9, [1, 0], 10, ["A"])

    assert (total.answered, total.counts, groups[0].shows) == (None, None, False)


def test_nothing_shows_while_it_is_open_for_a_reader_could_compare_two_days():
    for standing in ("draft", "waiting", "open"):
        with pytest.raises(Refused, match="once the survey has closed"):
            check_closed(standing)


@pytest.mark.parametrize("kind", ["date", "number"])
def test_no_survey_asks_what_says_who_somebody_is(kind):
    with pytest.raises(Refused, match="bands"):
        check_questions(["scale", kind])
