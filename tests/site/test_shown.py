"""The tables of docs/ say what the tests say."""

import ast

from tools import asvs, shown


def test_each_row_of_the_matrices_has_a_test_or_a_reason_and_the_table_is_as_drawn():
    assert shown.faults() == []


def test_the_table_of_the_standard_names_tests_that_there_are_and_is_as_drawn():
    assert asvs.faults() == []
    assert {one["number"] for one in asvs.requirements()} >= {"1.2.4", "8.2.2", "16.5.4"}


def test_marks_of_functions_and_of_whole_modules_are_read():
    tree = ast.parse('pytestmark = [pytest.mark.long, pytest.mark.shows("F1", "F2")]')

    assert shown.is_pytestmark(tree.body[0])
    assert shown.said(tree.body[0].value, "shows") == ["F1", "F2"]
    assert shown.marks(tree.body[0].value, "long")
    assert not shown.marks(tree.body[0].value, "journey")
