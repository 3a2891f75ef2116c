"""What may follow what in the life of a policy's version, and what has to be there first."""

from partnership.access import Refused
from partnership.rules.deadlines import CalendarDays, Clock, Months

# from → to
NEXT = {
    "draft": {"consultation", "approved", "dropped"},
    "consultation": {"revised"},
    "revised": {"consultation", "approved", "dropped"},
    "approved": {"published", "revised"},
    "published": set(),
    "dropped": set(),
}
WRITTEN_IN = {"draft", "revised"}
WORDS = {
    "draft": "a draft",
    "consultation": "out for consultation",
    "revised": "being revised",
    "approved": "approved",
    "published": "published",
    "dropped": "dropped",
}
# A small correction may go without a consultation for a stated reason; these never do.
ALWAYS_CONSULTED = {"threshold"}

REVIEW_SOURCE = "The policy's own review period, as its owner group set it"
# How long until a document is looked at again, unless its group says otherwise. No public source of the partnership
# fixes it: other partnerships' policy registers say every two years, and yearly for thresholds.
REVIEW_MONTHS = {"threshold": 12, "policy": 24, "procedure": 24, "protocol": 24, "guidance": 36}
# How long a consultation is open unless staff choose another day: a local habit, changeable each time.
CONSULTATION_DAYS = CalendarDays(28)


def review_clock(months, title):
    """When a document is looked at again, counted from the day on which it came into force or was last looked at."""
    return Clock(
        duty="policy_review",
        label=f"Review: {title}"[:200],
        starts="in_force_on",
        since="it came into force or was last reviewed",
        allow=Months(months),
        source=REVIEW_SOURCE,
    )


def check_move(old, new):
    """Refused unless the table allows the move."""
    if new not in NEXT[old]:
        raise Refused(f"This version is {WORDS[old]}. Open it again to see what can be done with it now.")


def check_written(state):
    if state not in WRITTEN_IN:
        raise Refused(f"This version is {WORDS[state]}, so its text stays as it is.")


def check_seen(seen, now):
    """Nobody judges, or writes over, what their page did not show."""
    if seen != now:
        raise Refused(
            "The text has changed since you opened this page. Read it as it is now, and send this again."
        )


def check_whole(*, text, has_file, what_changed):
    """There is a text or a file, and in words what changed and why."""
    if not text.strip() and not has_file:
        raise Refused("There is no text and no file yet. Write the text or add the PDF first.")
    if not what_changed.strip():
        raise Refused("First say what changed since the last version, and why.")


def check_closes(closes_on, today):
    if closes_on <= today:
        raise Refused("Choose a day after today, so that those who are asked can read it.")


def check_extended(*, old, new, today, reason):
    """Longer, never shorter, and for a reason."""
    if new <= old:
        raise Refused(f"Comments are taken until {old:%-d %B %Y} already. Choose a later day.")
    if new < today:
        raise Refused("Choose a day from today on.")
    if not reason.strip():
        raise Refused("Say why there is more time. Those who are asked read it.")


def check_commented(*, is_open, closes_on, text):
    if not is_open:
        raise Refused(
            f"The consultation closed on {closes_on:%-d %B %Y}. Ask the business unit if you need more time."
        )
    if not text.strip():
        raise Refused("Write your comment.")


def check_settled(*, closes_on, today):
    """Nobody who was promised time is cut short."""
    if today <= closes_on:
        raise Refused(f"You can comment until the end of {closes_on:%-d %B %Y}. Revise the text after that.")


def check_approved(*, kind, consulted, reason, unanswered, put_to_group):
    """It was put to its group, consulted on or excused from it, and every comment was answered."""
    if not put_to_group:
        raise Refused("This version has not been sent to its group yet.")
    if not consulted and kind in ALWAYS_CONSULTED:
        raise Refused("The threshold document is never approved without a consultation. Open one first.")
    if not consulted and not reason.strip():
        raise Refused("It was not consulted on. Say why not, or open a consultation.")
    if unanswered:
        number = "One comment has" if unanswered == 1 else f"{unanswered} comments have"
        raise Refused(f"{number} no answer yet. Answer every comment first.")


def check_approver(*, chairs, runs, meeting, decision, decided_on, today):
    """The chair of the owner group decides; staff only write down what a meeting of that group decided."""
    if not chairs and not runs:
        raise Refused("Only the chair of the group that owns the policy can approve it.")
    if not chairs and meeting is None:
        raise Refused("Choose the meeting at which the group approved it, or let its chair approve it here.")
    if not decision.strip():
        raise Refused("Say what was decided.")
    if decided_on > today:
        raise Refused("The day of the decision is in the future. Check it.")


def check_published(*, in_force_on, approved_on, newest):
    """It comes into force after it was decided, and after the version before it."""
    if in_force_on < approved_on:
        raise Refused(
            f"It was approved on {approved_on:%-d %B %Y}, so it cannot be in force before that day."
        )
    if newest and in_force_on <= newest:
        raise Refused(f"The version before it is in force from {newest:%-d %B %Y}. Choose a later day.")


def standing(label, *, published, in_force_on, current, withdrawn, day):
    """Where a version stands on a day, in words. Only published versions move with the date."""
    if not published:
        return label
    if withdrawn:
        return "Withdrawn"
    if in_force_on > day:
        return "Published, not yet in force"
    return "In force" if current else "Superseded"
