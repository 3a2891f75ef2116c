"""The walks of each role's main job: what they look for still stands on the pages. `make walks` walks them."""

import ast
import inspect
import json
import re
from pathlib import Path

import pytest

from tools import walks

ROOT = Path(__file__).parents[2]
APPS = ("partnership", "reviews", "assurance", "training", "schools")
SOURCES = {
    ending: "\n".join(
        path.read_text(encoding="utf-8")
        for folder in folders
        for path in sorted((ROOT / folder).rglob(f"*.{ending}"))
    )
    for ending, folders in {"html": ("templates",), "py": APPS, "toml": APPS}.items()
}
CALLS = [node for node in ast.walk(ast.parse(inspect.getsource(walks))) if isinstance(node, ast.Call)]
WALKED = json.loads((ROOT / "partnership/data/walks.json").read_text(encoding="utf-8"))
BUTTONS = sorted({step[8:-1] for one in WALKED for step in one["way"] if step.startswith("button “")})


def words_given_to(deed):
    """What the walks give to a deed of theirs, such as the words of the links that they follow."""
    return sorted(
        {
            call.args[0].value
            for call in CALLS
            if isinstance(call.func, ast.Attribute)
            and call.func.attr == deed
            and call.args
            and isinstance(call.args[0], ast.Constant)
        }
    )


def test_every_walk_of_today_is_written_down():
    walked = [(one["key"], one["who"], one["job"]) for one in WALKED]

    assert walked == [(key, who or "The public", job) for key, who, job, _ in walks.WALKS]


@pytest.mark.parametrize("words", sorted({*words_given_to("press"), *words_given_to("offers"), *BUTTONS}))
def test_a_button_that_is_pressed_on_a_walk_stands_on_a_page(words):
    drawn = rf"""["'>]\s*{re.escape(words)}|label="?{re.escape(words)}"""

    assert re.search(drawn, SOURCES["html"]) or re.search(rf'"{re.escape(words)}', SOURCES["py"])


@pytest.mark.parametrize("words", words_given_to("follow"))
def test_a_link_that_is_followed_on_a_walk_is_said_somewhere(words):
    assert any(words in source for source in SOURCES.values())


@pytest.mark.parametrize(
    "name",
    sorted(
        {
            word.arg
            for call in CALLS
            if isinstance(call.func, ast.Attribute) and call.func.attr in ("fill", "answer_all")
            for word in call.keywords
            if word.arg
        }
    ),
)
def test_a_field_that_is_filled_in_on_a_walk_is_in_a_form(name):
    assert re.search(rf"""^\s+{name} = |fields\["{name}"\]""", SOURCES["py"], re.MULTILINE)
