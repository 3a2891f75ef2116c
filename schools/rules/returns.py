"""How a school's return stands, what the response to a round is, and what may not stand in an answer. No database."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from partnership.access import Refused
from partnership.rules.childs_detail import check_words, details_in
from partnership.rules.shares import share

FARTHEST = timedelta(30 * 366)  # of any date of a round: earlier or later ones are slips of the pen


class State(StrEnum):
    """Where one school's return is. Being late is apart from it: what is late is not started, or waits, or …"""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    RECEIVED = "received"
    STOPPED = "stopped"

    @property
    def label(self):
        return LABELS[self]


LABELS = {
    State.NOT_STARTED: "Not started",
    State.IN_PROGRESS: "In progress",
    State.WAITING: "Waiting for the head",
    State.RECEIVED: "Received",
    State.STOPPED: "Excused or closed",
}
COLOURS = {
    State.NOT_STARTED: "grey",
    State.IN_PROGRESS: "blue",
    State.WAITING: "yellow",
    State.RECEIVED: "green",
    State.STOPPED: "",
}


@dataclass(frozen=True)
class Standing:
    """How one school's return stands on a day. `late`: past its day and not received, or received after it."""

    state: State
    late: bool
    due_on: object
    received_on: object = None

    @property
    def is_open(self):
        """Whether something is still waited for."""
        return self.state not in (State.RECEIVED, State.STOPPED)

    @property
    def overdue(self):
        return self.is_open and self.late

    @property
    def words(self):
        return f"{self.state.label}, late" if self.overdue else self.state.label

    @property
    def colour(self):
        return "red" if self.overdue else COLOURS[self.state]


def standing(*, return_state, begun, received_on, due_on, stopped, today):
    """Received is what its lead submitted and its head signed just so. `stopped`: nobody asks for it any more."""
    if received_on:
        return Standing(State.RECEIVED, received_on > due_on, due_on, received_on)
    if stopped:
        return Standing(State.STOPPED, False, due_on)
    if return_state == "submitted":
        state = State.WAITING
    else:
        state = State.IN_PROGRESS if begun or return_state == "reopened" else State.NOT_STARTED
    return Standing(state, today > due_on, due_on)


@dataclass(frozen=True)
class Response:
    """How many were asked and how many answered. Those asked are frozen; `still_asked` leaves out who was stopped."""

    asked: int
    not_started: int
    in_progress: int
    waiting: int
    received: int
    stopped: int
    overdue: int
    received_late: int

    @property
    def still_asked(self):
        return self.asked - self.stopped

    @property
    def of_asked(self):
        """Received of all that were asked when the round opened, in %; None where nobody was."""
        return share(self.received, self.asked)

    @property
    def of_open(self):
        """Received of those that are still asked, in %."""
        return share(self.received, self.still_asked)


def response_of(standings):
    """The Response of any number of schools."""
    alike = Counter(standings)  # most stand as many others do
    states = Counter()
    for one, number in alike.items():
        states[one.state] += number
    return Response(
        asked=alike.total(),
        not_started=states[State.NOT_STARTED],
        in_progress=states[State.IN_PROGRESS],
        waiting=states[State.WAITING],
        received=states[State.RECEIVED],
        stopped=states[State.STOPPED],
        overdue=sum(number for one, number in alike.items() if one.overdue),
        received_late=sum(
            number for one, number in alike.items() if one.late and one.state == State.RECEIVED
        ),
    )


# What a round asks --------------------------------------------------------------------------------------------


def check_run_by(*, authority, runs_all, educates_for):
    """A round is opened by the business unit, or by an authority among its own schools."""
    if not runs_all and authority not in educates_for:
        raise Refused("You can only open a round for your own authority’s schools.")


def check_years(*days, today):
    """A round is of these years: a year that is a slip of the pen is refused before every school is asked."""
    for day in days:
        if abs(day - today) > FARTHEST:
            raise Refused(f"{day.day} {day:%B} {day.year} is more than 30 years away. Check the year.")


def check_stopped(*, state, because, note):
    """What has come stays; who is excused, is so for a reason."""
    if state == State.STOPPED:
        raise Refused("This school has already been excused or closed.")
    if state == State.RECEIVED:
        raise Refused("This school’s return has been received, so it cannot be excused.")
    if because == "excused" and state == State.WAITING:
        raise Refused("This school has submitted its return and is only waiting for the head’s signature.")
    if because == "excused" and not note.strip():
        raise Refused("Enter why you are excusing the school.")
    check_words(note)


def check_excused(because):
    if because != "excused":
        raise Refused("This school is not excused, so it cannot be asked again.")


def check_asked_again(*, because, due_on, closes_on, today, reason):
    """Only who was excused is asked again; a school that the register closed is not. It has until a day to come."""
    check_excused(because)
    if not reason.strip():
        raise Refused("Enter why you are asking the school again.")
    check_words(reason)
    if due_on < today:
        raise Refused("The new due date must be today or in the future.")
    if due_on > closes_on:
        raise Refused(f"The round closes on {closes_on:%-d %B %Y}; the new date must be on or before that.")


def check_still_asked(*, stopped_on, because):
    """Nothing comes in from a school that is asked no longer."""
    if stopped_on:
        raise Refused(
            f"This return has not been needed since {stopped_on:%-d %B %Y}: {because[:1].lower()}{because[1:]}. "
            "Your answers have been kept. If this is wrong, contact the business unit."
        )


# No child is named --------------------------------------------------------------------------------------------

# What a machine can suspect to be a child's name or initials. It warns only: “the pupil Rowan” may be a school.
WHO = "child|pupil|student|boy|girl|son|daughter|sibling|brother|sister|mother|father"
NAMED = re.compile(rf"\b(?:the |a |our |one )?(?:{WHO}),? [A-Z][a-z]{{2,}}(?: [A-Z][a-z]+)?(?![A-Za-z])")
INITIALS = re.compile(rf"\b(?i:{WHO}) [A-Z]\.? ?[A-Z](?:\.|\b)")
CALLED = re.compile(r"\b(?:called|named) [A-Z][a-z]{2,}(?: [A-Z][a-z]+)?")


def could_tell_of_a_child(text):
    """(what is written, why it is looked at) of everything in a text that could tell who a child is."""
    found = [(quoted, looks_like) for quoted, looks_like, _ in details_in(text)]
    for pattern in (NAMED, INITIALS, CALLED):
        found += [(match[0], "could name a child") for match in pattern.finditer(text or "")]
    return found


def check_looked_at(found, *, looked):
    """What could tell of a child was looked at, by whoever submits, before it leaves the school."""
    if found and not looked:
        raise Refused(
            f"“{found[0]}” could identify a child. Remove anything that does, or confirm that you have checked it."
        )
