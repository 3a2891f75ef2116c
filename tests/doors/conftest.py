"""The world behind the doors."""

import pytest

from tests.doors.world import World


@pytest.fixture
def world(cast, stood_on):
    return stood_on.get("world") or World(cast)
