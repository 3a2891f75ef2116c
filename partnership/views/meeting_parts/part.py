"""What a part of a meeting is: the page of a meeting is made of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from partnership.access import Can, may
from partnership.models import Meeting, Person


@dataclass(frozen=True)
class Look:
    """One person looking at one meeting today: what they may know of it and do with it."""

    meeting: Meeting
    person: Person
    audiences: frozenset
    today: date

    @property
    def runs(self):
        return may(self.person, Can.RUN_MEETINGS)

    @property
    def chairs(self):
        return chairs(self.person, self.meeting)

    @property
    def state(self):
        return self.meeting.state

    @property
    def reads_papers(self):
        """Papers and packs are sent out when the meeting is called; staff and the chair see them before."""
        return self.meeting.state != Meeting.State.PLANNED or self.runs or self.chairs


def chairs(person, meeting):
    """Whether they chair this very group, and not merely some group."""
    return may(person, Can.CHAIR_MEETINGS) and meeting.group_id in person.chaired


def nothing(look):
    return []


@dataclass(frozen=True)
class Part:
    """One section of a meeting's page, drawn by `partnership/meeting/<key>.html`.

    `shows(look)` is what its template is given as `shows`, or None where the section is not there for this person
    now; it runs a fixed number of queries. `deeds(look)` are rows of the task list "What you can do now":
    {title, address, hint, status}.
    """

    key: str
    title: str
    shows: Callable
    deeds: Callable = field(default=nothing)

    @property
    def template(self):
        return f"partnership/meeting/{self.key}.html"
