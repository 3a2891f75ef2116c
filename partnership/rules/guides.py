"""What each role is told about its work, and what somebody in it does first. The words are data/guides.toml."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from partnership.access import Role

DATA = Path(__file__).resolve().parents[1] / "data"
SECOND_FACTOR = "second factor"  # shown by no entry of the record, but by there being one


@dataclass(frozen=True)
class Step:
    """One of the first things to do. `done`: entries of the record that show it was, as "noun" or "noun verb"."""

    words: str
    page: str
    done: tuple
    hint: str = ""

    def is_done(self, seen):
        """Whether any of what shows it was seen; an entry of the record is seen with its noun and its verb."""
        return not seen.isdisjoint(self.done)


@dataclass(frozen=True)
class Task:
    """What a role usually does, the page where it begins, and what walking it takes, where somebody counted."""

    words: str
    page: str
    hint: str = ""
    walk: str = ""

    @property
    def takes(self):
        return WALKS.get(self.walk)


@dataclass(frozen=True)
class Trouble:
    when: str
    do: str


@dataclass(frozen=True)
class Guide:
    """Everything that one role is told."""

    role: Role
    in_short: str
    you: tuple
    first: tuple
    tasks: tuple
    law: tuple
    kept: tuple
    wrong: tuple

    @property
    def slug(self):
        return self.role.value.replace("_", "-")


@dataclass(frozen=True)
class Takes:
    """How many pages are seen and fields filled in, counted on a real walk."""

    pages: int
    fields: int

    def __str__(self):
        pages = f"{self.pages} page{'' if self.pages == 1 else 's'}"
        fields = f"{self.fields} field{'' if self.fields == 1 else 's'}" if self.fields else "nothing"
        return f"{pages}, {fields} to fill in"


def read_walks(text):
    return {one["key"]: Takes(one["pages"], one["fields"]) for one in json.loads(text)}


def read_guides(data):
    """The guide of each role, with what is said to everybody; ValueError where one is about no role."""
    shared = data["everybody"]

    def steps(rows):
        return tuple(Step(**row | {"done": tuple(row["done"])}) for row in rows)

    guides = {}
    for name, row in data["role"].items():
        role = Role(name)
        guides[role] = Guide(
            role=role,
            in_short=row["in_short"],
            you=tuple(row["you"]),
            first=steps(shared["first"] + row["first"]),
            tasks=tuple(Task(**one) for one in row["task"]),
            law=tuple(row["law"]),
            kept=tuple(row["kept"] + shared["kept"]),
            wrong=tuple(Trouble(**one) for one in row.get("wrong", []) + shared["wrong"]),
        )
    return guides


WALKS = read_walks((DATA / "walks.json").read_text(encoding="utf-8"))
GUIDES = read_guides(tomllib.loads((DATA / "guides.toml").read_text(encoding="utf-8")))


def guides_of(roles):
    """The guides of these roles, in the order of the file."""
    return [guide for role, guide in GUIDES.items() if role in roles]


def first_steps(roles):
    """What somebody with these roles does first: each thing once, though several roles may ask for it."""
    return list(dict.fromkeys(step for guide in guides_of(roles) for step in guide.first))


def nouns_of(steps):
    """The nouns of the record that can show any of these steps."""
    return {shown.partition(" ")[0] for step in steps for shown in step.done if shown != SECOND_FACTOR}
