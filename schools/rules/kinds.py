"""What a school is by the codes of the national register: its kind, who answers for it, and which law binds it.

The table is data (schools/data/kinds.toml, with its sources). Codes are text: "02" is not 2.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Duty:
    """The law by which a type of school keeps children safe; `confirmed` is False where that is to be checked."""

    words: str
    source: str
    confirmed: bool


@dataclass(frozen=True)
class Authority:
    """A local authority of the national files: its code there, which organisation it is, and whether it is ours."""

    code: str
    organisation: str
    area: str
    ours: bool


def table(name):
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


KINDS = table("kinds.toml")
PHASES, TYPES, PUBLISHED = KINDS["phases"], KINDS["types"], KINDS["published"]
DUTIES = {key: Duty(**words) for key, words in KINDS["duties"].items()}
AUTHORITIES = {one["code"]: Authority(**one) for one in table("authorities.toml")["authority"]}


def kind_of(type_code, phase_code=""):
    """What it is counted as, one of School.Kind: by its type first, by its phase where the type leaves it open."""
    known = TYPES.get(type_code)
    if known is None:
        return "other"
    return PHASES.get(phase_code, "other") if known.get("by_phase") else known["kind"]


def run_of(type_code):
    """Who answers for a school of that type, one of School.Run."""
    return TYPES.get(type_code, {"run": "other"})["run"]


def duty_of(type_code):
    """In words, which law asks a school of that type to keep children safe."""
    return duty(type_code).words


def duty(type_code):
    """The same with its source, and whether that is confirmed."""
    return DUTIES[TYPES.get(type_code, {"duty": "none"})["duty"]]


def is_known(type_code):
    """Whether the table knows that type; one that is new in the file is counted as "other" and said to be so."""
    return type_code in TYPES
