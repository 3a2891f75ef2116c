"""Run by `make mutate`, never by `make test`: guards taken out of the running code, and the doors knocked at.

GUARDS in the environment names a file with the guards, in JSON; what the doors noticed is written beside it.
"""

import ast
import inspect
import json
import os
import sys
import time
from pathlib import Path
from types import FunctionType

from tests.doors.conftest import world  # noqa: F401 - a fixture
from tests.doors.table import COLUMNS, all_doors
from tests.doors.test_doors import addresses, browser_of, knock, without_forms  # noqa: F401 - a fixture
from tests.doors.test_proof import test_these_pages_ask_and_no_others as pages_that_ask
from tests.doors.world import undone
from tests.security.behind import DOOR_ALONE, STRANGERS, doors_open, strange_behind
from tests.security.conftest import planted  # noqa: F401 - a fixture
from tests.security.finding import finders, strange_found
from tests.security.knowing import SEE_EVERYTHING, Known, strange_in
from tools.mutation.guards import APPS, Guard

REFUSED = (403, 404, 405)
CONTROLS = 5  # guards whose doors are knocked at with everything in its place: nothing may be noticed then


def ours():
    return [module for name, module in list(sys.modules.items()) if module and name.split(".")[0] in APPS]


def changed(guard):
    """What stands in the guard's place without it, made in its module; None for what is no plain function."""
    node = guard.taken_out().body[guard.top]
    if not isinstance(node, ast.FunctionDef):
        return None
    made = {}
    exec(compile(ast.Module([node], []), guard.path, "exec"), vars(sys.modules[guard.module]), made)  # noqa: S102
    return made[guard.place]


class Put:
    """Puts a function wherever another one of ours stands, in modules and behind addresses, for a while."""

    def __init__(self, old, new):
        self.pairs, self.old, self.new = [], old, new

    def __enter__(self):
        for module in ours():
            for name, value in list(vars(module).items()):
                if value is self.old:
                    self.pairs.append((vars(module), name))
                    setattr(module, name, self.new)
        self.patterns = [one for one in addresses().values() if one.callback is self.old]
        for name in ("login_required", "knows_nobody"):
            if hasattr(self.old, name) and not hasattr(self.new, name):
                setattr(self.new, name, getattr(self.old, name))
        for pattern in self.patterns:
            pattern.callback = self.new

    def __exit__(self, *_):
        for names, name in self.pairs:
            names[name] = self.old
        for pattern in self.patterns:
            pattern.callback = self.old


def words_of(code):
    """Every name that a function's code uses, also within what it defines."""
    return set(code.co_names).union(*(words_of(one) for one in code.co_consts if inspect.iscode(one)))


def behind(function):
    """The names of the addresses whose pages use that function, directly or through three others."""
    reached = {inspect.unwrap(function)}
    functions = [
        (module, inspect.unwrap(value))
        for module in ours()
        for value in list(vars(module).values())
        if isinstance(value, FunctionType)
    ]
    for _ in range(3):
        called = {
            id(module): {
                name
                for name, value in vars(module).items()
                if isinstance(value, FunctionType) and inspect.unwrap(value) in reached
            }
            for module in ours()
        }
        reached |= {
            function
            for module, function in functions
            if function.__module__ == module.__name__ and called[id(module)] & words_of(function.__code__)
        }
    return {name for name, one in addresses().items() if inspect.unwrap(one.callback) in reached}


def noticed(names, browser_of, planted, known):  # noqa: F811
    """The first door that answers otherwise than the table says, or shows somebody what they may not know of."""
    try:
        pages_that_ask()
    except AssertionError:
        return "the list of pages that ask for a proof"
    for door in [one for one in all_doors() if one.name in names][:40]:
        for column in sorted(
            COLUMNS, key=lambda one: (door.answer(one) not in REFUSED, one != "board_manager")
        ):
            browser = browser_of(column)
            strange = ()
            with undone():
                try:
                    response = knock(browser, door, planted.world)
                    answer = response.status_code
                except Exception as error:
                    answer = type(error).__name__
                else:
                    if answer == 200 and column in known and door.answer("anonymous") != 200:
                        strange = strange_in(response, door, known[column])
            if answer != door.answer(column):
                return f"{door} as {column}: {answer}, not {door.answer(column)}"
            if strange:
                return f"{door} as {column} shows {sorted(strange)}"
    for door, who in without_forms():
        if door.name in names:
            browser = browser_of(who)
            with undone():
                answer = knock(browser, door, planted.world, "POST").status_code
            if answer != 405:
                return f"{door} as {who} takes what is posted: {answer}"
    return noticed_behind(names - DOOR_ALONE, browser_of, planted, known)


def noticed_behind(names, browser_of, planted, known):  # noqa: F811
    """The first door that, once it stands open, gives somebody what they may not know of."""
    for who in STRANGERS:
        browser = browser_of(who)
        for door in [one for one in all_doors() if one.name in names and one.answer(who) == 403][:40]:
            with undone(), doors_open():
                try:
                    found = strange_behind(door, who, browser, planted.world, known[who])
                except Exception:  # what cannot be drawn for them gives nothing
                    found = ""
            if found:
                return found
    return ""


def found_by(place, known):
    """The first finder with that function in it that gives somebody a row which they may not know of."""
    for name, function in finders().items():
        if function.__name__ != place and place not in words_of(function.__code__):
            continue
        for who, theirs in known.items():
            if found := strange_found(name, theirs.person, theirs):
                return f"{name} gives {who} {sorted(found)[:3]}"
    return ""


def test_guards(planted, browser_of):  # noqa: F811
    asked = Path(os.environ["GUARDS"])
    out = asked.with_suffix(".noticed")
    browser_of("board_manager").get("/home/")  # every module is loaded by now
    known = {
        who: Known(planted.world.cast.who(who)).whole() for who in COLUMNS[1:] if who not in SEE_EVERYTHING
    }
    for number, told in enumerate(json.loads(asked.read_text())):
        if time.time() > float(os.environ["UNTIL"]):
            break
        guard = Guard(**told)
        old = vars(sys.modules[guard.module]).get(guard.place) if guard.module in sys.modules else None
        said = ""
        if isinstance(old, FunctionType) and (new := changed(guard)) is not None:
            if number < CONTROLS:
                assert noticed(behind(old), browser_of, planted, known) == ""
                assert found_by(guard.place, known) == ""
            with Put(old, new):
                said = noticed(behind(old) | behind(new), browser_of, planted, known)
                said = said or found_by(guard.place, known)
        with out.open("a") as file:
            file.write(json.dumps([str(guard), said]) + "\n")
