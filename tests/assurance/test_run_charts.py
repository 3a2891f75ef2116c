"""What in a run chart is more than chance: a shift, a trend, and too few or too many runs."""

from datetime import date
from itertools import pairwise

import pytest

from assurance.printing.run_chart import run_chart
from assurance.rules.indicators.periods import Period
from assurance.rules.indicators.run_charts import RULES, RUNS, Point, by_chance, runs, stretches


def points(values):
    """A quarter for each value from April 2020 on."""
    found, period = [], Period("quarter", date(2020, 4, 1))
    for value in values:
        found.append(Point(period, value, f"{value}"))
        period = period.next
    return found


def said(values):
    (one,) = stretches(points(values))
    return [signal.words for signal in one.signals]


# Swed and Eisenhart 1943, as in Siegel, Nonparametric Statistics, 1956, table F, 5 per cent in two tails: of as many
# above as below, so few runs or fewer, and so many or more, are not chance.
PUBLISHED = {
    5: (2, 10), 6: (3, 11), 7: (3, 13), 8: (4, 14), 9: (5, 15), 10: (6, 16), 11: (7, 17), 12: (7, 19), 13: (8, 20),
    14: (9, 21), 15: (10, 22), 16: (11, 23), 17: (11, 25), 18: (12, 26), 19: (13, 27), 20: (14, 28),
}  # fmt: skip


@pytest.mark.parametrize(("each", "beyond"), PUBLISHED.items())
def test_so_many_runs_are_chance_as_the_published_table_says(each, beyond):
    fewest, most = by_chance(each, each)
    assert (fewest - 1, most + 1) == beyond


@pytest.mark.parametrize(("above", "below"), [(5, 5), (3, 6), (1, 8), (2, 7)])
def test_chance_is_counted_as_trying_every_order_counts_it(above, below):
    numbers = sorted(1 + sum(x != y for x, y in pairwise(one)) for one in every_order(above, below))
    few, many = numbers[int(len(numbers) * 0.025)], numbers[-1 - int(len(numbers) * 0.025)]
    assert by_chance(above, below) == (few, many)


def every_order(above, below):
    if not above or not below:
        yield "a" * above + "b" * below
        return
    yield from ("a" + rest for rest in every_order(above - 1, below))
    yield from ("b" + rest for rest in every_order(above, below - 1))


def test_a_chart_that_stays_on_one_side_for_long_has_too_few_runs():
    assert said([1, 2, 1, 2, 1, 9, 8, 9, 8, 9]) == [
        "Too few runs: 2, where chance gives 3 to 9, Q1 2020/21 to Q2 2022/23"
    ]


def test_a_chart_that_takes_turns_has_too_many():
    assert said([1, 9] * 5) == ["Too many runs: 10, where chance gives 3 to 9, Q1 2020/21 to Q2 2022/23"]


def test_points_on_the_median_make_no_run_and_do_not_count():
    nine = points([1, 2, 1, 2, 9, 8, 9, 8, 5])
    assert runs(nine, 5) == []  # eight lie beside the median: too short to say
    (found,) = runs(points([1, 2, 5, 1, 2, 1, 5, 9, 8, 9, 8, 9]), 5)
    assert (found.said, len(found.points)) == ("2, where chance gives 3 to 9", 10)


def test_a_chart_as_chance_makes_it_says_nothing():
    assert said([4, 6, 7, 3, 6, 2, 3, 8, 7, 4, 9, 2]) == []


def test_too_few_runs_are_said_in_words_and_mark_no_single_point():
    svg = run_chart(points([1, 2, 1, 2, 1, 9, 8, 9, 8, 9]), "Referrals")
    assert "Too few runs: 2, where chance gives 3 to 9" in svg
    assert "◆" not in svg


def test_shifts_and_trends_are_still_found():
    assert "Shift: 6 points in a row above the median, Q3 2021/22 to Q4 2022/23" in said(
        [1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8]
    )
    assert "Trend: 5 points in a row rising, Q1 2020/21 to Q1 2021/22" in said([1, 2, 3, 4, 5])


def test_every_rule_of_the_source_is_told_and_the_one_without_a_count_says_who_decides():
    assert [rule.name for rule in RULES] == ["shift", "trend", "runs", "far out"]
    assert "whoever reads the chart judges" in RULES[-1].note
    assert RUNS.points is None
