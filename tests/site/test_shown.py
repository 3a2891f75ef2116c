"""The tables of docs/ say what the tests say."""

import ast

from tools import asvs, shown
from tools.scan import report


def test_each_row_of_the_matrices_has_a_test_or_a_reason_and_the_table_is_as_drawn():
    assert shown.faults() == []


def test_the_table_of_the_standard_names_tests_that_there_are_and_is_as_drawn():
    assert asvs.faults() == []
    assert {one["number"] for one in asvs.requirements()} >= {"1.2.4", "8.2.2", "16.5.4"}


def test_every_finding_of_the_scanners_is_settled_and_their_page_is_as_drawn():
    assert report.faults(report.kept()) == []
    assert report.WRITTEN.read_text(encoding="utf-8") == report.drawn(report.kept())


def test_a_finding_without_a_reason_is_open():
    finding = {
        "tool": "bandit",
        "rule": "S602",
        "place": "partnership/access.py",
        "line": 1,
        "says": "a shell",
    }

    assert report.open_findings({"source": {"found": {"bandit": [finding]}}}) == [finding]


def test_marks_of_functions_and_of_whole_modules_are_read():
    tree = ast.parse('pytestmark = [pytest.mark.long, pytest.mark.shows("F1", "F2")]')

    assert shown.is_pytestmark(tree.body[0])
    assert shown.said(tree.body[0].value, "shows") == ["F1", "F2"]
    assert shown.marks(tree.body[0].value, "long")
    assert not shown.marks(tree.body[0].value, "journey")
