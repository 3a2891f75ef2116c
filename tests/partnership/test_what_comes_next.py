"""What a banner says is due next, and that no deed answers with a bare word."""

import ast
from datetime import date
from pathlib import Path

import pytest
import time_machine

from partnership.operations.deadlines import meet, open_fixed
from partnership.views.deed import what_comes_next

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def a_tuesday_in_march():
    with time_machine.travel("2026-03-10 12:00Z", tick=False):
        yield


def due(cast, label, on, **of):
    return open_fixed(
        "return", label, on, by=cast.officer, rule="As agreed", source="Round", reference="R-1", path="/r/",
        **(of or {"organisation": cast.police}),
    )  # fmt: skip


def test_the_first_date_outstanding_under_that_reference_comes_next(cast):
    meet(due(cast, "Done already", date(2026, 3, 10)), by=cast.officer)
    due(cast, "Send the report", date(2026, 4, 7))
    due(cast, "Hold the meeting", date(2026, 4, 2))

    assert what_comes_next("R-1", cast.officer) == f"Next: Hold the meeting, by 2 April 2026 ({cast.police})."
    assert what_comes_next("R-2", cast.officer) == ""


def test_what_is_late_already_comes_next_and_says_so(cast):
    due(cast, "Send the report", date(2026, 3, 9))

    assert "Send the report, was due 9 March 2026" in what_comes_next("R-1", cast.officer)


def test_nobody_reads_of_a_date_that_they_may_not_know_of(cast):
    due(cast, "Tell the police", date(2026, 4, 2))

    assert what_comes_next("R-1", cast.health_lead) == ""
    assert "Tell the police" in what_comes_next("R-1", cast.police_lead)


def banners():
    for file in sorted(ROOT.glob("*/views/**/*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and ast.unparse(node.func) in ("messages.success", "told")
            if named and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
                yield f"{file.relative_to(ROOT)}:{node.lineno}", node.args[1].value


def test_no_deed_answers_with_a_bare_word():
    told = dict(banners())

    assert len(told) > 300
    assert {where: words for where, words in told.items() if len(words.split()) < 2} == {}
