"""No page shows a word of a row that its reader may not know of: `visible_to` holds for what a page lists, too."""

import pytest

from tests.doors.table import COLUMNS, all_doors
from tests.doors.world import Ground
from tests.security.knowing import SEE_EVERYTHING, Known, strange_in

pytestmark = pytest.mark.shows("S-AC2")


@pytest.mark.parametrize("who", [one for one in COLUMNS[1:] if one not in SEE_EVERYTHING])
def test_no_page_shows_a_word_of_what_its_reader_may_not_know_of(planted, unlogged, who):
    known, client = Known(planted.world.cast.who(who)), planted.client(who)
    strange = []
    with Ground() as ground:
        for door in all_doors():
            if door.method != "GET" or door.answer(who) != 200 or door.answer("anonymous") == 200:
                continue
            if found := strange_in(client.get(planted.address(door)), door, known):
                strange.append(f"{door}: {sorted(found)}")
            ground.undo()

    assert not strange, "\n".join(strange)
