"""How a return that did not come is chased: by which step, from when, and to whom."""

from dataclasses import dataclass

from partnership.access import Refused, Role
from partnership.working_days import add_working_days


@dataclass(frozen=True)
class Step:
    """One step of chasing, from `after` working days past the due date on. `roles` say who is written to."""

    name: str
    label: str
    after: int
    roles: tuple
    asks_for_office: bool = False


# In order. The portal's own, unconfirmed: no published document says when or to whom a late return is taken.
# The reminders of rules.letters go by themselves beside these; a chase is somebody's own decision.
STEPS = (
    Step("lead", "To the lead", 1, (Role.PARTNER_LEAD, Role.SCHOOL_LEAD)),
    Step(
        "signatory",
        "To the signatory, and the lead",
        5,
        (Role.SIGNATORY, Role.PARTNER_LEAD, Role.SCHOOL_LEAD),
    ),
    Step("chief_officer", "To the chief officer, by office", 10, (), asks_for_office=True),
)
BY_NAME = {step.name: step for step in STEPS}


def opens(step, due_on):
    """The first day on which the step may be taken."""
    return add_working_days(due_on, step.after)


def next_step(sent):
    """The step after those already taken, given by name; None once all were."""
    return next((step for step in STEPS if step.name not in sent), None)


def due_step(*, sent, due_on, today):
    """The step that should have been taken by today and was not; None if there is none. A lost day loses nothing."""
    step = next_step(sent)
    return step if step and opens(step, due_on) <= today else None


def check_chase(step, *, state, sent, due_on, today):
    """A late return is chased step by step, each once, and none before its day."""
    if state != "draft":
        raise Refused("This return is no longer waited for, so there is nothing to chase.")
    if due_on >= today:
        raise Refused(f"It is due by {due_on:%-d %B %Y}, so it is not late. Send a reminder instead.")
    if step.name in sent:
        raise Refused("That letter has gone already. See what was done about this return.")
    upcoming = next_step(sent)
    if step != upcoming:
        raise Refused(f"Take the steps in order: the next one is ‘{upcoming.label}’.")
    if opens(step, due_on) > today:
        raise Refused(f"This step may be taken from {opens(step, due_on):%-d %B %Y} on.")


def check_escalation(*, state, way, taken, due_on, today, why):
    """Only what is late is taken further, once each way and with a reason."""
    if state != "draft":
        raise Refused("This return is no longer waited for, so there is nothing to take further.")
    if due_on >= today:
        raise Refused(f"It is due by {due_on:%-d %B %Y}, so it is not late.")
    if way in taken:
        raise Refused("It has been taken further in this way already.")
    if not why.strip():
        raise Refused("Say why it is taken further.")
