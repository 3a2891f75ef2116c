"""How the partnership is reached, in the invented year; the number is of those kept for invention."""

from partnership.operations.contact import set_contact
from partnership.site.demo.time import at, working_day


def reached(people, today):
    """The board manager says so at the beginning."""
    yield at(working_day(today, 338))
    set_contact(
        by=people.manager,
        email="business.unit@portal.example",
        telephone="0116 496 0000",
        hours="Monday to Friday, 9am to 5pm",
        postal="The business unit of the partnership (invented)\n1 Invented Street\nNowhere",
    )


STORIES = (reached,)
