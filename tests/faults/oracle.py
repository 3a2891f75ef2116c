"""Which reminders are owed, worked out from the words of the law: in Python, day by day, without the portal's SQL.

A reminder goes to whoever is asked from three working days before the due date. It is late once a working day has
passed, is for the attention of leads from the third, and of the board manager from the fifth.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import holidays

ENGLAND = holidays.country_holidays("GB", subdiv="ENG")
SUBJECTS = ((5, "Late: escalated"), (3, "Late: for your attention"), (1, "Late"))


@dataclass(frozen=True)
class Owed:
    """One thing that is due, as whoever wrote it down knows it."""

    reference: str
    due_on: date
    organisation: str = ""
    owner: str = ""
    role: str = ""
    chased_apart: bool = False


class People:
    """Who is who, by address: told by the test, never asked of the database."""

    def __init__(self, *, leads, signatories, managers, roles, works_at):
        self.leads, self.signatories, self.managers = leads, signatories, managers
        self.roles, self.works_at = roles, works_at


def works(day):
    return day.weekday() < 5 and day not in ENGLAND


def days_between(after, until):
    """The working days after the one day up to the other."""
    return sum(works(after + timedelta(n)) for n in range(1, (until - after).days + 1))


def third_working_day_after(day):
    left = 3
    while left:
        day += timedelta(1)
        left -= works(day)
    return day


def subject(owed, today):
    """What its letter is called on that day, None when there is none yet."""
    if owed.chased_apart or owed.due_on > third_working_day_after(today):
        return None
    passed = days_between(owed.due_on, today)
    return next((words for number, words in SUBJECTS if passed >= number), "Due soon")


def letters(owed, today, people):
    """Every letter that is owed on that day: (address, subject, reference)."""
    called = subject(owed, today)
    if called is None:
        return set()
    to = set(people.leads.get(owed.organisation, ())) | set(people.roles.get(owed.role, ()))
    to |= {owed.owner} if owed.owner else set()
    if called in ("Late: for your attention", "Late: escalated"):
        to |= set(people.signatories.get(owed.organisation, ()))
        to |= set(people.leads.get(people.works_at.get(owed.owner), ()))
    if called == "Late: escalated":
        to |= set(people.managers)
    return {(address, called, owed.reference) for address in to}
