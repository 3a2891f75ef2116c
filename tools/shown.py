"""Draw docs/shown.md: each row of the matrices of faults and attacks, and the tests that show it.

`python -m tools.shown` writes it, `--check` says whether it is as it should be. Tests are read, not run: a row is
shown by whatever is marked `@pytest.mark.shows("F1")`, a function or a whole module by its `pytestmark`.
"""

import ast
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MATRICES = ROOT / "docs" / "matrix.toml"
WRITTEN = ROOT / "docs" / "shown.md"


WAITING = "no test is marked for it yet"  # a reason that ends by itself, with the first test


def matrices():
    return tomllib.loads(MATRICES.read_text(encoding="utf-8"))["matrix"]


def rows():
    return [row for matrix in matrices() for row in matrix["row"]]


def marked():
    """The tests that show each row, {"F1": ["tests/…/test_letters.py::test_…"]}, a long one ending in " (long)"."""
    found = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "shows(" not in text:
            continue
        tree = ast.parse(text)
        of_all = [ids for one in tree.body if is_pytestmark(one) for ids in said(one.value, "shows")]
        long_all = any(marks(one.value, "long") for one in tree.body if is_pytestmark(one))
        for test in tests_of(tree):
            own = [ids for one in test.decorator_list for ids in said(one, "shows")]
            long = long_all or any(marks(one, "long") for one in test.decorator_list)
            node = f"{path.relative_to(ROOT).as_posix()}::{test.name}" + (" (long)" if long else "")
            for row in dict.fromkeys(of_all + own):
                found.setdefault(row, []).append(node)
    return found


def is_pytestmark(node):
    return isinstance(node, ast.Assign) and any(
        isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets
    )


def tests_of(tree):
    return [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")]


def marks(node, name):
    """The uses of `pytest.mark.<name>` within an expression."""
    return [one for one in ast.walk(node) if isinstance(one, ast.Attribute) and one.attr == name]


def said(node, name):
    """The words given to `pytest.mark.<name>(…)` within an expression."""
    calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
    return [
        word.value
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == name
        for word in call.args
        if isinstance(word, ast.Constant)
    ]


def drawn():
    tests = marked()
    lines = [
        "# What is done to the portal, and which tests show that it holds",
        "",
        "Written by `make tables` from [matrix.toml](matrix.toml) and from the marks of the tests; not typed.",
    ]
    for matrix in matrices():
        lines += ["", f"## {matrix['name']}", "", matrix["note"], ""]
        lines += ["| | What is done | What must hold | Shown by |", "|---|---|---|---|"]
        lines += [
            f"| {row['id']} | {row['what']} | {row['holds']} | {evidence(row, tests.get(row['id'], []))} |"
            for row in matrix["row"]
        ]
    return "\n".join(lines) + "\n"


def evidence(row, tests):
    said = [link(node) for node in tests]
    if "command" in row:
        said.append(f"`{row['command']}`")
    if "not_shown" in row and not (tests and row["not_shown"] == WAITING):
        said.append(f"{'not shown: ' if tests else '**not shown**: '}{row['not_shown']}")
    return "<br>".join(said)


def link(node):
    """A test's words, leading to its file."""
    path, name = node.split("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../{path})"


def faults():
    """What is wrong with the matrices or their table, in sentences."""
    tests, known = marked(), {row["id"] for row in rows()}
    wrong = [
        f"{row}, which {tests[row][0]} shows, is no row of docs/matrix.toml." for row in set(tests) - known
    ]
    wrong += [
        f"{row['id']} has neither a test marked with it nor a reason (not_shown) in docs/matrix.toml."
        for row in rows()
        if row["id"] not in tests and not {"not_shown", "command"} & set(row)
    ]
    if not WRITTEN.exists() or WRITTEN.read_text(encoding="utf-8") != drawn():
        wrong.append("docs/shown.md is not what the tests say now: make tables.")
    return wrong


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit("\n".join(faults()) or None)
    WRITTEN.write_text(drawn(), encoding="utf-8")
