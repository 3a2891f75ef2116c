"""A run chart as it is drawn: every figure that may be told has its point, and no other."""

import re
from datetime import date

import pytest
import time_machine

from assurance.operations.indicators.telling import boards
from assurance.printing.run_chart import run_chart, sparkline
from assurance.rules.indicators.periods import Period
from assurance.rules.indicators.run_charts import Point
from assurance.views.indicators.reading import charts
from tests.factories.indicators import LEICS, RUTLAND, TODAY, a_year, indicator

POINT = re.compile(r'<circle cx="([\d.]+)%" cy="([\d.]+)"|<text x="([\d.]+)%" y="([\d.]+)"[^>]*>◆')


def points(values, **more):
    """A quarter for each value from April 1990 on."""
    found, period = [], Period("quarter", date(1990, 4, 1))
    for value in values:
        found.append(Point(period, value, f"{value}", **more))
        period = period.next
    return found


def places(svg):
    return [(float(x or tx), float(y or ty)) for x, y, tx, ty in POINT.findall(svg)]


AWKWARD = {
    "none": [],
    "nothing told": [None, None, None],
    "one": [4],
    "all the same": [7] * 14,
    "all nought": [0] * 8,
    "hundreds": [n % 17 for n in range(400)],
    "a far outlier": [2, 3, 2, 3, 1_000_000],
    "tiny": [0.01, 0.02, 0.01],
    "gaps": [5, None, 6, None, None, 9],
}


@pytest.mark.parametrize("values", AWKWARD.values(), ids=AWKWARD)
def test_each_figure_has_one_point_within_the_drawing(values):
    drawn = places(run_chart(points(values), "Referrals"))

    assert len(drawn) == sum(value is not None for value in values)
    assert all(9 <= x <= 97 and 16 <= y <= 236 for x, y in drawn)
    assert [x for x, _ in drawn] == sorted(x for x, _ in drawn)


@pytest.mark.parametrize("values", AWKWARD.values(), ids=AWKWARD)
def test_a_small_line_is_drawn_from_two_figures_on(values):
    known = sum(value is not None for value in values)
    assert bool(sparkline(points(values), "Referrals")) is (known > 1)


def test_a_higher_figure_stands_higher():
    low, high, middle = places(run_chart(points([2, 9, 5]), "Referrals"))
    assert high[1] < middle[1] < low[1]


def test_names_of_years_do_not_meet_on_a_phone():
    names = re.findall(r">(\d{4}/\d\d)</text>", run_chart(points([5] * 48), "Referrals"))
    assert names == ["1992/93", "1995/96", "1998/99", "2001/02"]


def test_what_is_kept_back_is_a_cross_and_no_line_leads_to_it():
    svg = run_chart(points([40, None, 42]), "Referrals")
    assert svg.count(">×<") == 1
    assert "portal-run__line" not in svg
    assert "1 of 3 periods have no figure that may be shown." in svg


@pytest.mark.django_db
@time_machine.travel(TODAY, tick=True)
def test_the_drawing_holds_the_figures_of_its_table_and_none_that_is_kept_back(cast):
    made = indicator(cast, asked_from=date(2024, 4, 1))
    a_year(made, [200, 210, 190, 205], [2, 41, 3, 44], by=cast.officer)
    (board,) = boards([made], raw=False)

    told = {area: [board.told(area, period) for period in board.periods] for area in board.areas}
    for chart in charts(board):
        known = sum(one.known for one in told[chart["area"]])
        assert len(places(chart["svg"])) == (known if known > 1 else 0)
    svgs = {chart["area"]: chart["svg"] for chart in charts(board)}
    assert len(places(svgs[LEICS])) == 4
    assert len(places(svgs[RUTLAND])) == 2
