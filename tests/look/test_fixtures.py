"""Our forms and parts draw what the design system publishes as its own examples."""

import json
from pathlib import Path

import pytest

from tests.look import drawn
from tests.look.compared import COMPARED

pytestmark = pytest.mark.urls("tests.look.specimen")

FIXTURES = Path(__file__).parent / "fixtures"
EXAMPLES = [
    pytest.param(component, example, id=f"{component}-{example['name']}")
    for component in drawn.DRAW
    for example in json.loads((FIXTURES / f"{component}.json").read_text())["fixtures"]
]


def expected(component, example):
    if component == "date-input":
        return drawn.expected_date_input(example["html"], example["options"])
    return example["html"]


@pytest.mark.parametrize(("component", "example"), EXAMPLES)
def test_an_example_is_drawn_alike_or_asks_for_what_we_do_not_offer(component, example):
    if example["name"] in COMPARED[component]:
        html = drawn.DRAW[component](dict(example["options"]))
        assert drawn.outline(html) == drawn.outline(expected(component, example))
    else:
        with pytest.raises(drawn.NotOffered):
            drawn.DRAW[component](dict(example["options"]))


def test_the_list_of_compared_examples_names_only_examples_that_exist():
    named = {(component, name) for component, names in COMPARED.items() for name in names}
    published = {(param.values[0], param.values[1]["name"]) for param in EXAMPLES}

    assert named - published == set()
    assert all(COMPARED[component] for component in drawn.DRAW)
