"""Every address × every role: what each of them is answered. Nothing here is computed from the code.

Each app's rows lie in a file of their own, `tests/doors/<app>.py`, found by themselves:

    ROWS = '''
    reviews:case  pk=case.pk                  GET  302 200 200 403 …
    reviews:case  pk=elsewhere.pk             GET  302 200 200 403 …     the same page about another thing
    reviews:decide  pk=case.pk                POST 302 403 403 …         a POST without any data
    reviews:decide  pk=case.pk  outcome=local POST 302 403 403 …         fields after a ? are posted
    '''

    def furnish(world):
        world.case = …          by the deeds that people do, or as a factory makes them

A row is a url name, its arguments as `name=value` with the value looked up in the world (or a plain word or
number where the world has none of that name), posted fields after a lone `?`, the method, and sixteen
answers in the order of COLUMNS. `#` starts a comment. A url name without a GET row fails the test, and so
does one whose GET is answered 405 and that has no POST row.

Each request is undone before the next, so every role meets the same world.
"""

import pkgutil
from dataclasses import dataclass
from importlib import import_module

import tests.doors
from partnership.access import Role

COLUMNS = [
    "anonymous",
    Role.BOARD_MANAGER,
    Role.BOARD_OFFICER,
    Role.LEARNING_OFFICER,
    Role.ADMINISTRATOR,
    Role.INDEPENDENT_ADVISOR,
    Role.SIGNATORY,
    Role.PARTNER_LEAD,
    Role.GROUP_CHAIR,
    Role.GROUP_MEMBER,
    Role.EXTERNAL_REVIEWER,
    Role.SCHOOL_LEAD,
    Role.PRACTITIONER,
    Role.OBSERVER,
    Role.EDUCATION_LEAD,
    Role.TRAINER,
]


@dataclass(frozen=True)
class Door:
    """One row: an address, a method, and what each column is answered."""

    name: str
    arguments: tuple
    fields: tuple
    method: str
    answers: tuple

    def __str__(self):
        arguments = " ".join(f"{key}={value}" for key, value in self.arguments)
        return f"{self.method} {self.name} {arguments}".strip()

    def answer(self, column):
        return self.answers[COLUMNS.index(column)]


def read(rows):
    """The doors that a text of rows describes."""
    for line in rows.splitlines():
        words = line.partition("#")[0].split()
        if not words:
            continue
        at = next(n for n, word in enumerate(words) if word in ("GET", "POST"))
        answers = tuple(int(word) for word in words[at + 1 :])
        if len(answers) != len(COLUMNS):
            raise ValueError(f"{words[0]} has {len(answers)} answers, not {len(COLUMNS)}.")
        middle = words[1:at]
        cut = middle.index("?") if "?" in middle else len(middle)
        pairs = [tuple(word.split("=", 1)) for word in middle if word != "?"]
        yield Door(words[0], tuple(pairs[:cut]), tuple(pairs[cut:]), words[at], answers)


def apps():
    """The modules here that hold rows."""
    names = [f"tests.doors.{module.name}" for module in pkgutil.iter_modules(tests.doors.__path__)]
    modules = [import_module(name) for name in names if not name.rpartition(".")[2].startswith("test_")]
    return [module for module in modules if hasattr(module, "ROWS")]


def all_doors():
    return [door for module in apps() for door in read(module.ROWS)]
