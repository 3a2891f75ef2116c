"""What is behind a page's door, once the door stands open: what `visible_to` and its like keep back by themselves.

Most lists stand behind a capability that keeps away whoever would be shown less of them. A capability that is given to
another role one day must not come with every row that the page happened to ask for.
"""

from contextlib import contextmanager

from django.db.models import Model

from partnership import access
from partnership.access import Role
from tests.doors.test_doors import knock
from tests.security.finding import parts_of
from tests.security.knowing import TOLD_THERE, strange_in

# Who knows least: of cases, money, reports and training next to nothing.
STRANGERS = (Role.PRACTITIONER, Role.ADMINISTRATOR)
# Pages with nothing but their door before them, and what they show.
DOOR_ALONE = {
    "assurance:commission_audit",  # earlier audits, to choose one that is done again
    "assurance:escalate",  # whose return is late, to whoever may know of its round
    "assurance:start_doing",  # the business plan of each quarter
    "assurance:timetable",  # the whole timetable, on which the cycle counts as well
    "assurance:timetable_file",
    "schools:offer_priority_questions",  # this year's questions to schools before they are offered
    "schools:priority_questions",
    "training:add_course",  # planned courses, to choose the one that comes before
    "training:add_trainer",  # planned courses, to choose what somebody teaches
    "training:change_course",
    "training:change_trainer",
    "training:single_agency_file",  # every agency's own training side by side, as its page shows it
}


@contextmanager
def doors_open():
    """`@requires` lets everybody pass; whatever else asks for a capability still asks."""
    asked, access.may = access.may, lambda person, can: True
    try:
        yield
    finally:
        access.may = asked


def rows_of(door, world):
    """The rows that its address is about: `pk=case.pk` is about the case."""
    things = (world.value(value.removesuffix(".pk")) for _, value in door.arguments if value.endswith(".pk"))
    return [part for one in things if isinstance(one, Model) for part in parts_of(one)]


def strange_behind(door, who, client, world, known):
    """What somebody whom the table keeps away from that door is given there once it is open; empty if nothing."""
    response = knock(client, door, world)
    hidden = [
        one._meta.label
        for one in rows_of(door, world)
        if (one._meta.label, "", str(one.pk)) not in known and (one._meta.label, door.name) not in TOLD_THERE
    ]
    if hidden and response.status_code not in (403, 404, 405):
        return f"{door} as {who}, with its door open: {response.status_code} about {hidden[0]}"
    if response.status_code == 200 and (found := strange_in(response, door, known)):
        return f"{door} as {who}, with its door open, shows {sorted(found)}"
    return ""
