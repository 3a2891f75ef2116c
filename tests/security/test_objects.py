"""Whatever of others' things is asked for, the answer is that of a thing that does not exist."""

import random
import re

import pytest
from django.urls import NoReverseMatch, reverse

from tests.doors.table import COLUMNS, all_doors
from tests.security.walk import Intruder

pytestmark = pytest.mark.shows("S-AC2")

MISSING = "987654"
SEED = 8
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def intruder(world):
    return Intruder(world)


def plainly(response, *hidden):
    """What is answered, without the page's token, its address and what was asked for."""
    text = TOKEN.sub("", response.body.decode(errors="replace"))
    for one in hidden:
        text = text.replace(one, "…")
    return response.status_code, text


def closed_doors():
    """(door, role) for which the table says that the thing behind the door is not there for them."""
    return [
        (door, role)
        for door in all_doors()
        for role, answer in zip(COLUMNS, door.answers, strict=True)
        if answer == 404 and door.arguments
    ]


def missing(intruder, door):
    """The same address about something that nobody has; None where its arguments are no numbers."""
    arguments = intruder.arguments(door)
    numbers = [key for key, value in arguments.items() if str(value).isdecimal()]
    if not numbers or str(arguments[numbers[-1]]) == MISSING:
        return None
    try:
        return reverse(door.name, kwargs={**arguments, numbers[-1]: MISSING})
    except NoReverseMatch:
        return None


@pytest.mark.parametrize("share", [30, pytest.param(1, marks=pytest.mark.long)])
def test_a_thing_of_others_looks_as_one_that_is_not_there(intruder, share):
    doors = closed_doors()
    told, compared, known = [], 0, {}
    for door, role in random.Random(SEED).sample(doors, len(doors) // share):
        nowhere = missing(intruder, door)
        if nowhere is None:
            continue
        ask = intruder.get if door.method == "GET" else intruder.post
        key = door.name, door.method, role, nowhere
        if key not in known:
            known[key] = plainly(ask(role, nowhere), nowhere, MISSING)
        address = intruder.address(door)
        fields = {name: str(intruder.world.value(value)) for name, value in door.fields} or None
        response = ask(role, address, fields)
        if response.status_code != 404 or (
            known[key][0] == 404
            and plainly(response, address, address.strip("/").rsplit("/", 1)[-1])[1].count("\n")
            != known[key][1].count("\n")
        ):
            told.append(f"{door} by {role}: {response.status_code}")
        compared += 1

    assert told == []
    assert compared > len(doors) / share / 2
