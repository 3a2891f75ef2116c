"""The world behind the doors."""

import pytest

from tests.doors.world import World


@pytest.fixture
def world(cast):
    return World(cast)
