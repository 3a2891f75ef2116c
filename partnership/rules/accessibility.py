"""What the accessibility statement may claim: what lies in its data file, which a test compares with what is tested."""

import tomllib
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data" / "accessibility.toml"
STATEMENT = tomllib.loads(DATA.read_text(encoding="utf-8"))
EMPTY = {"check": [], "gap": [], "unchecked": [], "outside": []}


def statement():
    """The statement's facts, each list of them there even if it is empty."""
    return EMPTY | STATEMENT


def look_again_on():
    """The day by which somebody looks at the statement again: a year after the last time."""
    last = STATEMENT["reviewed_on"]
    return last.replace(year=last.year + 1, day=min(last.day, 28))
