"""The tables of docs/ say what the tests say."""

import ast

from tools import shown


def test_each_row_of_the_matrices_has_a_test_or_a_reason_and_the_table_is_as_drawn():
    assert shown.faults() == []


def test_marks_of_functions_and_of_whole_modules_are_read():
    tree = ast.parse('pytestmark = [pytest.mark.long, pytest.mark.shows("F1", "F2")]')

    assert shown.is_pytestmark(tree.body[0])
    assert shown.said(tree.body[0].value, "shows") == ["F1", "F2"]
    assert shown.marks(tree.body[0].value, "long")
    assert not shown.marks(tree.body[0].value, "journey")
