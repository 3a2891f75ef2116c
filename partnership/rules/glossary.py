"""The words that the portal uses in a meaning of its own, each explained once, in data/glossary.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils.text import slugify

FILE = Path(__file__).parent.parent / "data" / "glossary.toml"


@dataclass(frozen=True)
class Term:
    name: str
    meaning: str
    source: str
    short: str = ""
    also: tuple[str, ...] = ()

    @property
    def anchor(self):
        """Where the glossary page explains it."""
        return slugify(self.name.replace("’", ""))

    @property
    def names(self):
        """Every way in which the portal writes it."""
        return tuple(name for name in (self.name, self.short, *self.also) if name)


def read(text):
    """Every term of a glossary, by its name."""
    found = [Term(**row | {"also": tuple(row.get("also", ()))}) for row in tomllib.loads(text)["term"]]
    return tuple(sorted(found, key=lambda term: term.name.lower()))


TERMS = read(FILE.read_text(encoding="utf-8"))
BY_NAME = {name.lower(): term for term in TERMS for name in term.names}


def term(name):
    """What the glossary says of a word; KeyError for one that it does not explain."""
    return BY_NAME[name.lower()]
