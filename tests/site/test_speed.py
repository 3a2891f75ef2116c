"""The page of speed says what the file of results says, and a gate that is missed is not called kept."""

import importlib
import json

import pytest

from benchmarks import paper
from benchmarks.__main__ import PARTS
from benchmarks.figures import Figure, gate_of, kept, ratio_of

FIGURE = Figure(what="a page", measured=6.0, unit="ms", limit=2.0)


@pytest.mark.parametrize(
    ("gate", "is_kept", "said"),
    [
        ({}, None, ""),
        ({"most": 3}, True, "≤ 3 ×"),
        ({"most": 2.9}, False, "≤ 2.9 ×"),
        ({"least": 3.1}, False, "≥ 3.1 ×"),
        ({"least": 3}, True, "≥ 3 ×"),
    ],
)
def test_a_gate_is_about_the_ratio(gate, is_kept, said):
    one = Figure(**FIGURE, **gate)
    assert (ratio_of(one), kept(one), gate_of(one)) == (3, is_kept, said)


def test_without_a_limit_a_gate_is_about_what_was_measured():
    one = Figure(what="HTML", measured=26.0, unit="KB", most=25)
    assert (ratio_of(one), kept(one), gate_of(one)) == (None, False, "≤ 25 KB")


def test_what_is_missed_stands_first_on_the_page():
    missed = Figure(**FIGURE, most=2)
    module = importlib.import_module("benchmarks.page_queries")
    ran = dict.fromkeys(("on", "cores", "busy", "python", "django", "postgresql", "quick"), 1)
    text = paper.page({"page_queries": {"ran": ran, "figures": [missed, FIGURE]}}, {"page_queries": module})

    assert "**0 of 1 gates are kept.**" in text
    assert "- Missed: a page: 3.00 × where ≤ 2 × is asked." in text
    assert "| a page | 6.00 ms | 2.00 ms | 3.00 | ≤ 2 × | MISSED |" in text


def test_the_page_says_what_the_results_say():
    """Whoever changes the words of a part writes the page anew: its figures are those of the last run."""
    held = json.loads(paper.RESULTS.read_text(encoding="utf-8"))
    modules = {name: importlib.import_module(f"benchmarks.{name}") for name in PARTS}

    assert paper.PAGE.read_text(encoding="utf-8") == paper.page(held, modules)
