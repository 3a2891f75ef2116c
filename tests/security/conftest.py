"""The world behind the doors, and somebody who walks through it with bad intentions."""

import pytest

from tests.doors.conftest import world  # noqa: F401 - the fixture
from tests.security.walk import Intruder

WALKED = {}


@pytest.fixture
def intruder(world):  # noqa: F811
    """Pages that were seen once in this world are not opened again."""
    known = WALKED.get(world.cast.manager.pk)
    intruder = Intruder(world)
    if known:
        intruder.pages = known
    yield intruder
    if "pages" in vars(intruder):
        WALKED.clear()
        WALKED[world.cast.manager.pk] = intruder.pages


@pytest.fixture
def planted(world, stood_on):  # noqa: F811
    """Somebody's browser once there is an attack in every text: put there on the stage, long before."""
    assert "planted" in stood_on
    return Intruder(world)
