"""Behind its door, every page still gives nobody a row that they may not know of."""

import pytest

from tests.doors.table import all_doors
from tests.doors.world import Ground
from tests.security.behind import DOOR_ALONE, STRANGERS, doors_open, strange_behind
from tests.security.knowing import Known

pytestmark = pytest.mark.shows("S-AC2")


def test_no_page_gives_a_row_of_others_even_with_its_door_open(planted, unlogged):
    people = [(who, planted.client(who), Known(planted.world.cast.who(who))) for who in STRANGERS]
    strange, alone = [], set()
    with Ground() as ground, doors_open():
        for who, client, known in people:
            for door in all_doors():
                if door.answer(who) != 403:
                    continue
                found = strange_behind(door, who, client, planted.world, known)
                ground.undo()
                if found and door.name in DOOR_ALONE:
                    alone.add(door.name)
                elif found:
                    strange.append(found)

    assert not strange, "\n".join(strange)
    assert alone == DOOR_ALONE
