"""What is told of figures: nobody who subtracts what was told, now or before, learns a small number."""

from datetime import date
from itertools import product
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assurance.rules.indicators.periods import Period, read_period
from assurance.rules.indicators.telling import BOTH, Given, Telling
from partnership.rules.suppression import LEAST, running_shown, sum_is_safe

SMALL = range(1, LEAST)
QUARTERS = [read_period("quarter", f"Q{number} 2025/26") for number in (1, 2, 3, 4)]
LEICS, RUTLAND = "leicestershire", "rutland"


def counted(
    unit="count", *, counts="within", categories=(), of_children=True, comparators=(), frequency="quarter"
):
    return SimpleNamespace(
        unit=unit, counted=counts, frequency=frequency, of_children=of_children, geography="each",
        areas=[LEICS, RUTLAND], comparators=list(comparators), categories=list(categories),
        parts=list(categories) or [""],
    )  # fmt: skip


def tell(indicator, figures, periods=QUARTERS, *, raw=False, series=lambda period: 0):
    """`figures`: {place: [(numerator, denominator) of each revision]}, all known in the order of `figures`."""
    moment, made = 0, {}
    for place, revisions in figures.items():
        history = []
        for numerator, denominator in revisions:
            moment += 1
            history.append((moment, numerator, denominator))
        made[place] = Given(*revisions[-1], history=tuple(history))
    return Telling(indicator, made, periods, series, raw=raw)


def plain(leics, rutland, periods=QUARTERS):
    """Counts of both counties, period by period."""
    return {
        (area, "", period): [(number, None)]
        for area, numbers in ((LEICS, leics), (RUTLAND, rutland))
        for period, number in zip(periods, numbers, strict=False)
    }


def shown(told):
    return "kept back" if told.kept_back else told.numerator


# By hand ----------------------------------------------------------------------------------------------------


def test_a_small_number_is_kept_back_and_nought_is_not():
    told = tell(counted(), plain([120, 130, 140, 150], [0, 4, 5, 1])).told
    assert [shown(told[RUTLAND, "", period]) for period in QUARTERS] == [0, "kept back", 5, "kept back"]
    assert told[RUTLAND, "", QUARTERS[1]].value is None


def test_both_counties_are_told_only_where_each_is_so_that_no_council_subtracts_its_own():
    told = tell(counted(), plain([120, 130, 140, 150], [0, 4, 5, 1])).told
    assert [shown(told[BOTH, "", period]) for period in QUARTERS] == [120, "kept back", 145, "kept back"]
    assert [shown(told[LEICS, "", period]) for period in QUARTERS] == [120, 130, 140, 150]


@pytest.mark.parametrize(
    ("quarters", "year"),
    [
        ([10, 3, 20, 12], "kept back"),  # one alone would be what is left
        ([10, 2, 3, 12], 27),  # 5 of two: each may be 1, 2, 3 or 4
        ([10, 1, 1, 12], "kept back"),  # 2 of two: both are 1
        ([10, 4, 4, 12], "kept back"),  # 8 of two: both are 4
        ([10, 1, 2, 1], "kept back"),  # 4 of three: none can be 3
        ([10, 2, 3, 2], 17),
        ([1, 2, 3, 4], 10),
        ([9, 9, 9, 9], 36),
        ([0, 0, 0, 3], "kept back"),
    ],
)
def test_a_year_is_told_where_its_small_quarters_stay_open(quarters, year):
    told = tell(counted(), plain([100, 100, 100, 100], quarters))
    assert shown(told.years[RUTLAND, 2025]) == year
    assert shown(told.years[BOTH, 2025]) == ("kept back" if year == "kept back" else year + 400)


def test_a_year_whose_small_quarter_was_corrected_is_told_no_more():
    """Each year by itself would leave every value open; that it grew by 3 would say that 1 became 4."""
    figures = plain([100, 100, 100, 100], [10, 1, 4, 1])
    assert shown(tell(counted(), figures).years[RUTLAND, 2025]) == 16
    figures[RUTLAND, "", QUARTERS[3]].append((4, None))
    assert sum_is_safe([1, 4, 4])
    assert shown(tell(counted(), figures).years[RUTLAND, 2025]) == "kept back"


def test_the_attack_finds_a_correction_that_is_told_twice():
    attacker, last = Attacker(), (RUTLAND, "", QUARTERS[3])
    figures = plain([100, 100, 100, 100], [10, 1, 4, 1])
    attacker.watch(counted(), figures, tell(counted(), figures))
    figures[last].append((4, None))
    attacker.watch(counted(), figures, tell(counted(), figures))
    assert attacker.learns() == []
    newest = {(place, len(figures[place])) for place in figures if place[0] == RUTLAND}
    attacker.sums.add((frozenset(newest), 19))
    assert ((last, 1), 2) in attacker.learns()


def test_a_percentage_goes_with_those_of_whom_it_tells_and_those_whom_it_leaves_out():
    figures = {
        (RUTLAND, "", QUARTERS[0]): [(48, 50)],  # two were not
        (RUTLAND, "", QUARTERS[1]): [(3, 50)],
        (RUTLAND, "", QUARTERS[2]): [(0, 4)],
        (RUTLAND, "", QUARTERS[3]): [(50, 50)],
    }
    told = tell(counted("percentage"), figures).told
    assert [told[RUTLAND, "", period].value for period in QUARTERS] == [None, None, None, 100]
    assert [told[RUTLAND, "", period].denominator for period in QUARTERS] == [None, None, None, 50]


def test_days_go_with_the_few_children_that_they_rest_on():
    moments = [(None, 4), (None, 5)]
    made = {
        (RUTLAND, "", period): Given(None, one[1], 9, history=((1, *one),))
        for period, one in zip(QUARTERS, moments, strict=False)
    }
    told = Telling(counted("days"), made, QUARTERS, lambda period: 0).told
    assert [told[RUTLAND, "", period].value for period in QUARTERS[:2]] == [None, 9]
    assert not told[BOTH, "", QUARTERS[1]].known  # an average of two areas is the average of neither


def test_leicester_is_compared_and_never_added():
    indicator = counted(comparators=["leicester"])
    figures = {**plain([10, 10, 10, 10], [20, 20, 20, 20]), ("leicester", "", QUARTERS[0]): [(1000, None)]}
    told = tell(indicator, figures)
    assert told.told["leicester", "", QUARTERS[0]].numerator == 1000
    assert told.told[BOTH, "", QUARTERS[0]].numerator == 30
    assert told.years[BOTH, 2025].numerator == 120
    assert ("leicester", 2025) not in told.years


def test_what_counts_no_children_is_told_as_it_is():
    told = tell(counted(of_children=False), plain([2, 3, 1, 1], [1, 1, 0, 4]))
    assert told.years[BOTH, 2025].numerator == 13


def test_a_year_across_two_definitions_is_not_added_up():
    told = tell(
        counted(), plain([10, 10, 10, 10], [20, 20, 20, 20]), series=lambda period: period > QUARTERS[1]
    )
    assert told.years[LEICS, 2025].absent_because == "the definition changed within the year"


def test_a_year_with_a_quarter_missing_is_missing():
    assert tell(counted(), plain([10, 10, 10], [20, 20, 20])).years[LEICS, 2025].missing


def test_running_counts_leave_no_small_difference():
    assert running_shown([("Q1", 20), ("Q2", 22), ("Q3", 24), ("Q4", 40)]) == {
        "Q1": True, "Q2": False, "Q3": False, "Q4": True,
    }  # fmt: skip
    assert running_shown([("Q1", 20), ("Q2", 20)]) == {"Q1": True, "Q2": True}
    corrected = [("Q1", 20), ("Q2", 30), ("Q1", 28)]  # who saw 30 would see that 2 came in the second quarter
    assert running_shown(corrected) == {"Q1": False, "Q2": True}


def test_staff_see_what_is_kept_back_with_its_mark():
    told = tell(counted(), plain([120, 1, 1, 1], [3, 1, 1, 1]), raw=True).told
    assert (told[RUTLAND, "", QUARTERS[0]].numerator, told[RUTLAND, "", QUARTERS[0]].kept_back) == (3, True)


# By trying to subtract --------------------------------------------------------------------------------------


class Attacker:
    """Keeps everything that was ever told, and asks of each small number which values it could still have."""

    def __init__(self):
        self.sums = set()  # (places with the revision that counted, what they came to)
        self.domains = {}

    def watch(self, indicator, figures, telling, insider=None):
        """Note what is told now. `insider` is an area whose own figures are known to whoever attacks."""

        def variable(place):
            return place, len(figures[place])

        for place in figures:
            told, real = telling.told[place], figures[place][-1]
            if told.kept_back and place[0] != insider:
                low = real[0] in SMALL
                whole = real[1] or 0
                self.domains[variable(place)] = list(SMALL if low else range(whole - max(SMALL), whole))
            else:
                self.domains[variable(place)] = [real[0]]
        for area, part, period in telling.told:
            places = [
                (one, other, period)
                for one in ([LEICS, RUTLAND] if area == BOTH else [area])
                for other in ([part] if part or not indicator.categories else indicator.categories)
            ]
            self.note(telling.told[area, part, period], places, figures, variable)
        for (area, year), told in telling.years.items():
            places = [
                (one, part, period)
                for one in ([LEICS, RUTLAND] if area == BOTH else [area])
                for part in indicator.parts
                for period in QUARTERS
                if period.year == year
            ]
            self.note(told, places, figures, variable)

    def note(self, told, places, figures, variable):
        if told.numerator is not None and len(places) > 1:
            assert all(place in figures for place in places)
            self.sums.add((frozenset(map(variable, places)), told.numerator))

    def possible(self, variable, value):
        """Whether that value is possible beside all that was told."""
        taken = {**self.domains, variable: [value]}
        waiting, met = [variable], set()
        while waiting:  # everything that hangs together with it
            one = waiting.pop()
            if one not in met:
                met.add(one)
                waiting += [other for places, _ in self.sums if one in places for other in places]
        open_ones = [one for one in met if len(taken[one]) > 1]
        sums = [(places, total) for places, total in self.sums if places & met]
        fixed = {one: taken[one][0] for one in met if len(taken[one]) == 1}
        return self.solve(fixed, open_ones, taken, sums)

    def solve(self, values, left, domains, sums):
        for places, total in sums:
            low = sum(values[one] if one in values else min(domains[one]) for one in places)
            high = sum(values[one] if one in values else max(domains[one]) for one in places)
            if not low <= total <= high:
                return False
        if not left:
            return True
        return any(
            self.solve({**values, left[0]: value}, left[1:], domains, sums) for value in domains[left[0]]
        )

    def learns(self):
        """Whichever of the values 1 to 4 of a number that is kept back cannot be its value, for all that was told."""
        return [
            (variable, value)
            for variable, domain in self.domains.items()
            if len(domain) > 1
            for value in domain
            if not self.possible(variable, value)
        ]


numbers = st.one_of(st.integers(0, 6), st.integers(0, 6), st.integers(5, 60))


def attack(indicator, events, *, insider=None, whole=None):
    """Figures come one after the other, some corrected later; whoever watches notes what each page told."""
    attacker, figures = Attacker(), {}
    for place, number in events:
        pair = (min(number, whole(place)), whole(place)) if whole else (number, None)
        if figures.get(place, [None])[-1] == pair:
            continue
        figures.setdefault(place, []).append(pair)
        attacker.watch(indicator, figures, tell(indicator, figures), insider)
    return attacker


def events_of(places):
    """Every place once in some order, and then some of them again, corrected."""
    return st.tuples(
        st.permutations(places),
        st.lists(numbers, min_size=len(places), max_size=len(places)),
        st.lists(st.tuples(st.sampled_from(places), numbers), max_size=4),
    ).map(lambda drawn: [*zip(drawn[0], drawn[1], strict=True), *drawn[2]])


PLACES = [(area, "", period) for area, period in product([LEICS, RUTLAND], QUARTERS)]


@settings(max_examples=120)
@given(events_of(PLACES))
def test_whoever_subtracts_areas_quarters_years_and_corrections_learns_no_small_number(events):
    assert attack(counted(), events).learns() == []


@settings(max_examples=60)
@given(events_of(PLACES))
def test_a_council_that_subtracts_its_own_figures_learns_no_small_number_of_the_other(events):
    assert attack(counted(), events, insider=LEICS).learns() == []


AGES = ("under 5", "5 to 10", "11 to 17")
BY_AGE = [(area, age, period) for area, age, period in product([LEICS, RUTLAND], AGES, QUARTERS[:2])]


@settings(max_examples=60)
@given(events_of(BY_AGE))
def test_whoever_subtracts_categories_from_their_total_learns_no_small_number(events):
    assert attack(counted(categories=AGES), events).learns() == []


@settings(max_examples=60)
@given(events_of(PLACES))
def test_whoever_takes_percentages_times_their_denominators_learns_no_small_number(events):
    indicator = counted("percentage")
    assert attack(indicator, events, whole=lambda place: 60 if place[0] == LEICS else 12).learns() == []


@given(st.lists(st.integers(1, 4), max_size=6))
def test_a_sum_is_safe_exactly_where_each_part_may_be_anything_small(hidden):
    total = sum(hidden)
    ways = [way for way in product(SMALL, repeat=len(hidden)) if sum(way) == total]
    open_to_all = all({way[at] for way in ways} == set(SMALL) for at in range(len(hidden)))
    assert sum_is_safe(hidden) == open_to_all


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from("1234"), st.integers(0, 40)), min_size=1, max_size=9))
def test_of_running_counts_no_small_difference_is_told_whatever_is_corrected(events):
    seen = {}
    for number in range(1, len(events) + 1):
        may = running_shown(events[:number])
        now = dict(events[:number])
        seen |= {period: now[period] for period, shown_now in may.items() if shown_now}
        told = [now[period] for period, shown_now in may.items() if shown_now]
        assert not any(abs(a - b) in SMALL for a in [0, *told] for b in told)


def test_an_attacker_who_may_subtract_does_learn():
    """The attack itself works: where one small quarter is told beside its year, it is found."""
    figures = plain([10, 10, 10, 10], [9, 3, 9, 9])
    telling = tell(counted(), figures)
    attacker = Attacker()
    attacker.watch(counted(), figures, telling)
    assert attacker.learns() == []
    places = frozenset(((RUTLAND, "", period), 1) for period in QUARTERS)
    attacker.sums.add((places, 30))
    assert {value for _, value in attacker.learns()} == {1, 2, 4}


# Periods ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "text", "starts"),
    [
        ("quarter", "Q1 2025/26", date(2025, 4, 1)),
        ("quarter", "2025-26 q4", date(2026, 1, 1)),
        ("quarter", "Quarter 3 2025/2026", date(2025, 10, 1)),
        ("quarter", "Jan to Mar 2026", date(2026, 1, 1)),
        ("quarter", "July–September 2025", date(2025, 7, 1)),
        ("quarter", "30/06/2025", date(2025, 4, 1)),
        ("quarter", "2025-10-01", date(2025, 10, 1)),
        ("month", "April 2025", date(2025, 4, 1)),
        ("month", "Feb-26", date(2026, 2, 1)),
        ("month", "2026-02", date(2026, 2, 1)),
        ("month", "2026-02-01 00:00", date(2026, 2, 1)),
        ("year", "2025/26", date(2025, 4, 1)),
        ("year", "FY 2025-2026", date(2025, 4, 1)),
        ("year", "31 March 2026", date(2025, 4, 1)),
    ],
)
def test_a_period_is_read_as_people_write_it(frequency, text, starts):
    assert read_period(frequency, text) == Period(frequency, starts)


@pytest.mark.parametrize(
    ("frequency", "text", "sentence"),
    [
        ("quarter", "Q1 2025", "‘Q1 2025’ does not say which financial year. Write it like Q1 2025/26"),
        ("quarter", "Mar to May 2025", "‘Mar to May 2025’ is not a quarter of the financial year, which "
                                       "starts in April"),
        ("quarter", "15/06/2025", "‘15/06/2025’ is not a quarter such as Q1 2025/26 (April to June 2025)"),
        ("quarter", "Q5 2025/26", "‘Q5 2025/26’ is not a quarter such as Q1 2025/26 (April to June 2025)"),
        ("quarter", "Q1 2025/27", "‘Q1 2025/27’ does not say which financial year. Write it like Q1 2025/26"),
        ("month", "Smarch 2025", "‘Smarch 2025’ is not a month such as April 2025"),
        ("year", "2025", "‘2025’ is not a financial year such as 2025/26"),
    ],
)  # fmt: skip
def test_a_period_that_could_be_two_is_refused_with_a_sentence(frequency, text, sentence):
    with pytest.raises(ValueError) as refused:
        read_period(frequency, text)
    assert str(refused.value) == sentence


def test_quarters_are_of_the_financial_year():
    assert [period.label for period in QUARTERS] == [f"Quarter {n} 2025/26" for n in (1, 2, 3, 4)]
    assert [period.months for period in QUARTERS][3] == "January to March 2026"
    assert QUARTERS[3].ends_on == date(2026, 3, 31)
