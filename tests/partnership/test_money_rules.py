"""The law of money without a database: amounts as people write them, shares to the penny, one pot at a time."""

from datetime import date
from decimal import Decimal

import pytest

from partnership.access import Refused
from partnership.rules import money as law
from partnership.rules.years import financial_year, first_day, last_day

D = Decimal


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,234.50", "1234.50"),
        ("£1,234.50", "1234.50"),
        ("£ 1,234", "1234"),
        ("(12.00)", "-12.00"),
        ("(£12.00)", "-12.00"),
        ("£(12.00)", None),
        ("-12.00", "-12.00"),
        ("−12", "-12"),
        ("-£12", "-12"),
        ("12.50-", "-12.50"),
        ("12.5", "12.50"),
        ("12.", "12"),
        ("0.30000000000000004", "0.30"),
        ("1234567.8", "1234567.80"),
        ("1.234,50", None),
        ("1,23", None),
        ("12,34,567", None),
        ("12.345", None),
        ("--12", None),
        ("(-12)", None),
        ("12 pounds", None),
        ("", None),
        ("1e5", None),
        ("١٢", None),
        ("99999999999", None),
    ],
)
def test_amounts_are_read_as_british_accountants_write_them(typed, amount):
    if amount is None:
        with pytest.raises(ValueError, match=r"‘.*’ is "):
            law.read_amount(typed)
    else:
        assert law.read_amount(typed) == D(amount)


@pytest.mark.parametrize(
    ("amount", "text"), [("1234", "£1,234"), ("1234.5", "£1,234.50"), ("-12", "−£12"), ("0", "£0")]
)
def test_an_amount_shows_itself_as_people_write_it(amount, text):
    assert f"{law.Pounds(amount)}" == law.pounds(D(amount)) == text


@pytest.mark.parametrize(
    ("total", "names", "shares"),
    [
        ("100", "cab", {"a": "33.34", "b": "33.33", "c": "33.33"}),
        ("100", "edcba", dict.fromkeys("abcde", "20.00")),
        ("0.07", "edcba", {"a": "0.02", "b": "0.02", "c": "0.01", "d": "0.01", "e": "0.01"}),
        ("358500.01", "abcd", {"a": "89625.01", "b": "89625.00", "c": "89625.00", "d": "89625.00"}),
        ("0.01", "ab", {"a": "0.01", "b": "0.00"}),
    ],
)
def test_equal_shares_come_to_the_penny_with_the_remainder_in_order_of_names(total, names, shares):
    found = law.equal_shares(D(total), names)

    assert found == {name: D(amount) for name, amount in shares.items()}
    assert sum(found.values()) == D(total)


@pytest.mark.parametrize(
    ("total", "per_cent", "shares"),
    [
        ("1000", {"a": "50", "b": "30", "c": "20"}, {"a": "500", "b": "300", "c": "200"}),
        ("0.05", {"a": "33.33", "b": "33.33", "c": "33.34"}, {"a": "0.02", "b": "0.01", "c": "0.02"}),
        (
            "100.01",
            {"a": "31.4", "b": "31.3", "c": "12.1", "d": "12.6", "e": "12.6"},
            {"a": "31.41", "b": "31.30", "c": "12.10", "d": "12.60", "e": "12.60"},
        ),
    ],
)
def test_percentages_give_shares_that_are_together_the_whole(total, per_cent, shares):
    found = law.percentage_shares(D(total), {name: D(value) for name, value in per_cent.items()})

    assert found == {name: D(amount) for name, amount in shares.items()}
    assert sum(found.values()) == D(total)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            lambda: law.percentage_shares(D(10), {"a": D("99.9")}),
            "The percentages come to 99.9, not to 100. Correct them.",
        ),
        (
            lambda: law.check_amounts(D(10), {"a": D("4.99"), "b": D(5)}),
            "The amounts come to £9.99, and the budget is £10. Make them the same.",
        ),
        (lambda: law.equal_shares(D(10), []), "Choose the partners that share the cost."),
        (lambda: law.equal_shares(D(0), ["a"]), "Enter the total of the budget, in pounds."),
        (
            lambda: law.check_in_year(date(2026, 4, 1), 2025),
            "1 April 2026 is not in 2025/26, which runs from 1 April 2025 to 31 March 2026.",
        ),
    ],
)
def test_what_does_not_add_up_is_refused_with_a_sentence(call, sentence):
    with pytest.raises(Refused) as refused:
        call()

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("day", "year", "quarter"),
    [
        (date(2026, 3, 31), 2025, date(2026, 1, 1)),
        (date(2026, 4, 1), 2026, date(2026, 4, 1)),
        (date(2026, 12, 31), 2026, date(2026, 10, 1)),
    ],
)
def test_a_financial_year_begins_on_the_first_of_april(day, year, quarter):
    assert (financial_year(day), law.period_of(day, law.QUARTERLY)) == (year, quarter)
    assert first_day(year) <= day <= last_day(year)
    assert [start.month for start in law.periods(year, law.MONTHLY)] == [
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        12,
        1,
        2,
        3,
    ]
    assert law.next_period(date(2025, 12, 1), law.MONTHLY) == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("planned", "outturn", "needs"),
    [
        (10_000, 11_000, False),
        (10_000, 11_000.01, True),
        (1_000, 1_500, False),
        (0, 500, False),
        (0, 501, True),
        (5_000, 4_400, True),
    ],
)
def test_a_heading_needs_words_beyond_both_limits(planned, outturn, needs):
    assert law.needs_words(D(planned), D(str(outturn)), per_cent=D(10), floor=D(500)) is needs


def totals(pot="core"):
    return law.Totals(pot, 2025, *map(D, (1, 2, 3, 4, 5, 6, 7, 8)))


@pytest.mark.parametrize(
    "add", [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: sum([a, b]), lambda a, b: 1 + a]
)
def test_totals_of_budgets_cannot_be_added(add):
    with pytest.raises(law.AcrossPots, match="never added"):
        add(totals("core"), totals("joint"))
