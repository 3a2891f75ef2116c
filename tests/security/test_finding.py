"""Behind a page's door its finder holds for itself: it gives nobody a row that they may not know of."""

import pytest

from tests.doors.table import COLUMNS
from tests.security.finding import finders, strange_found
from tests.security.knowing import SEE_EVERYTHING, Known

pytestmark = pytest.mark.shows("S-AC2")


@pytest.mark.parametrize("who", [one for one in COLUMNS[1:] if one not in SEE_EVERYTHING])
def test_no_finder_gives_a_row_that_its_reader_may_not_know_of(world, who):
    person = world.cast.who(who)
    known = Known(person)
    strange = []
    for name in finders():
        if found := strange_found(name, person, known):
            strange.append(f"{name}: {sorted(found)}")
    assert not strange, "\n".join(strange)
