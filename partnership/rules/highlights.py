"""When a highlight report is due, what it must answer, and what may follow what."""

from partnership.access import Refused
from partnership.rules.deadlines import Clock, WorkingDays

NEXT = {
    "asked": {"sent", "dropped"},
    "sent": {"received", "sent_back"},
    "sent_back": {"sent", "dropped"},
    "received": set(),
    "dropped": {"asked"},
}
WORDS = {
    "asked": "not sent yet",
    "sent": "sent",
    "sent_back": "sent back with a question",
    "received": "received",
    "dropped": "no longer asked for",
}
# The published arrangements say to whom sub-groups report (section 15), but not when: by this day papers go out.
DUE = Clock(
    "highlight_report", "Highlight report", "held_on", "the meeting", WorkingDays(-7),
    "Local practice: with the papers of the Planning and Delivery Group", confirmed=False,
)  # fmt: skip
VOICE = (
    "Say how the group has considered the voice of children and young people. Every highlight report answers this "
    "question (published arrangements, section 13); “not this time” needs its reason."
)


def check_move(old, new):
    """Refused unless the table allows the move."""
    if new not in NEXT[old]:
        raise Refused(f"This report is {WORDS[old]}: it cannot become {WORDS[new]}.")


def check_written(state):
    """What was sent stays as it was sent, until it is sent back."""
    if state not in ("asked", "sent_back"):
        raise Refused(f"This report is {WORDS[state]}: it is no longer changed.")


def check_answers(*, done, voice):
    """What is sent says what was done, and answers the voice question."""
    if not done.strip():
        raise Refused("Say what the group has done since its last report.")
    if len(voice.split()) < 3:
        raise Refused(VOICE)


def check_awaited(outstanding):
    """A date changes while something is due by it; what was sent back is awaited without one."""
    if not outstanding:
        raise Refused("Nothing is due any more, so there is no date to change.")


def check_another_date(*, due_on, old, held_on, today, reason):
    """A report that is still awaited is due on another day, for a reason that its group reads."""
    if due_on == old:
        raise Refused("That is the date on which it is due now. Enter another one.")
    check_asked(due_on=due_on, held_on=held_on, today=today)
    if not reason.strip():
        raise Refused("Say why the date changes.")


def check_asked(*, due_on, held_on, today):
    if held_on < today:
        raise Refused("That meeting has already been held. Ask for reports to a future meeting.")
    if not today <= due_on <= held_on:
        raise Refused("The reports must be due from today on, and not after the meeting.")
