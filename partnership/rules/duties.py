"""What every kind of date is called: the one home of these names, read by the diary's filter."""

import tomllib
from pathlib import Path

NAMES = tomllib.loads(
    (Path(__file__).resolve().parents[1] / "data" / "duties.toml").read_text(encoding="utf-8")
)


def called(duty):
    """A kind of date in words; its own name where it has none, so that a filter loses no date."""
    return NAMES.get(duty, duty)
