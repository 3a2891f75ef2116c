"""Shares of a whole, and how they are written."""

from decimal import Decimal

import pytest

from partnership.rules.shares import percent, share


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [
        (291, 306, "95.1"),
        (1, 16, "6.3"),
        (Decimal("12.50"), Decimal("50"), "25.0"),
        (-1, 8, "-12.5"),
        (83_415, 240_263, "34.7"),
        (1245, 10000, "12.5"),
        (0, 7, "0.0"),
        (7, 7, "100.0"),
    ],
)
def test_a_share_has_one_decimal_place_and_halves_go_up(part, whole, found):
    assert share(part, whole) == Decimal(found)


def test_nothing_has_no_share():
    assert share(0, 0) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("95.1"), "95.1%"), (Decimal("50.0"), "50%"), (94.0, "94%"), (100, "100%"), (0, "0%"), (None, "–"),
        (Decimal("-12.5"), "-12.5%"),
    ],
)  # fmt: skip
def test_a_share_is_written_the_same_everywhere(value, words):
    assert percent(value) == words
