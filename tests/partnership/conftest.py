"""What several tests of the ground need."""

from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture
def clock_stands_still():
    """So that a one-time code does not change between being read and being typed."""
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def loaded(db):
    """The published arrangements; they stand on the stage."""
