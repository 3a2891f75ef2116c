"""docs/faults.md is what docs/faults.json says, and says what a run measured."""

import json
from pathlib import Path

from tests.faults.witness import Report, page

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_a_run_is_written_as_figures_and_as_a_page_and_a_part_leaves_the_rest(tmp_path):
    path = tmp_path / "faults.json"
    first = Report()
    first.add("t::one", "F10", fault="a", how="b", n=3, lost=1, twice=2, at_most=4, recovery=1.26, kills=5)
    first.add("t::two", "F2", fault="c", how="d", n=3)
    first.judge("t::one", held=False)
    first.judge("t::two", held=True)
    first.write(path, whole=True)
    again = Report()
    again.add("t::two", "F2", fault="e", how="f", n=4)
    again.judge("t::two", held=True)
    again.write(path, whole=False)

    assert path.with_suffix(".md").read_text().splitlines()[-2:] == [
        "| F2 | e | f | 4 | 0 | 0 | – |  | yes |",
        "| F10 | a | b | 3 | 1 | 2 of 4 | 1.3 s | kills 5 | **no** |",
    ]
    again.write(path, whole=True)
    assert [entry["test"] for entry in json.loads(path.read_text())["entries"]] == ["t::two"]


def test_the_page_of_faults_is_drawn_from_its_figures_and_all_of_them_held():
    kept = json.loads((DOCS / "faults.json").read_text())
    assert (DOCS / "faults.md").read_text() == page(kept)
    assert [entry["test"] for entry in kept["entries"] if not entry["held"]] == []
    assert sum(entry["lost"] for entry in kept["entries"]) == 0
