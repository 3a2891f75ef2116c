"""What an action may become, and who may say so."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from partnership.access import Refused

NEXT = {
    "open": {"in_progress", "claimed", "withdrawn"},
    "in_progress": {"claimed", "withdrawn"},
    "claimed": {"verified", "in_progress"},
    "verified": {"embedded", "in_progress"},
    "embedded": set(),
    "withdrawn": set(),
}
CHECKED = ("verified", "embedded")  # somebody else has seen that it was done
SETTLED = (*CHECKED, "withdrawn")  # nobody has to do anything for it any more

WORDS = {
    "open": "open",
    "in_progress": "in progress",
    "claimed": "claimed as done",
    "verified": "verified",
    "embedded": "embedded",
    "withdrawn": "no longer needed",
}


def check_move(old, new):
    """Refused unless the table allows the move."""
    if new not in NEXT[old]:
        raise Refused(f"An action that is {WORDS[old]} cannot become {WORDS[new]}.")


def check_verifier(*, verifier, claimed_by, asked, deed="verify"):
    """Nobody closes what they said was done, nor what was asked of them or of the agency for which they answer."""
    if verifier == claimed_by:
        raise Refused(f"Someone else has to {deed} an action that you marked as done.")
    if asked:
        raise Refused(f"Someone else has to {deed} an action that was given to you or your agency.")


def check_evidence(text, what):
    if not text.strip():
        raise Refused(f"Say what evidence shows that it is {what}.")


DEEDS = {"claimed": "claim", "verified": "verify", "embedded": "embed"}  # what is marked as it, by which deed
MAY_NOT = {
    "write_update": "Only its owner or the person who checks it can report progress.",
    "move_target": "Only the person who checks it can change its date.",
    "claim": "Only its owner can mark it as done.",
    "verify": "Someone else has to verify it. It cannot be its owner or the person who marked it as done.",
    "embed": "Someone else has to say that practice has changed. It cannot be the action’s owner or the "
    "person who marked it as done.",
}


@dataclass(frozen=True)
class Change:
    """What one row of a log asks for: words, another date with its reason, and what it is marked as."""

    progress: str = ""
    target_on: date | None = None
    reason: str = ""
    mark_as: str = ""

    def __bool__(self):
        return bool(self.progress or self.target_on or self.reason or self.mark_as)


def faults(change, *, state, target_on, deeds, today):
    """(field, sentence) of everything that keeps a change from being made; `deeds` are those that the person may do."""
    found = []

    def judge(field, check, *args, **given):
        try:
            check(*args, **given)
        except Refused as refused:
            found.append((field, str(refused)))

    if change.progress and not change.mark_as and "write_update" not in deeds:
        found.append(("progress", MAY_NOT["write_update"]))
    if change.target_on:
        judge("target_on", check_movable, state)
        if not found and "move_target" not in deeds:
            found.append(("target_on", MAY_NOT["move_target"]))
        judge("target_on", check_new_date, old=target_on, new=change.target_on, today=today)
        if not change.reason:
            found.append(("reason", "Say why the date has to change."))
    elif change.reason:
        found.append(
            ("target_on", "There is a reason but no new date. Enter the new date, or remove the reason.")
        )
    if change.mark_as:
        deed = DEEDS[change.mark_as]
        if change.target_on:
            found.append(
                ("mark_as", "An action that is done does not need a new date. Enter one or the other.")
            )
        judge("mark_as", check_move, state, change.mark_as)
        if change.mark_as in NEXT[state] and deed not in deeds:
            found.append(("mark_as", MAY_NOT[deed]))
        if deed in ("claim", "embed"):
            judge("progress", check_evidence, change.progress, WORDS_SHOWN[deed])
    return found


WORDS_SHOWN = {"claim": "done", "embed": "embedded in practice"}


def check_movable(state, what="its date"):
    """What is done, or said to be done, stays as it was asked for."""
    if state not in ("open", "in_progress"):
        raise Refused(f"This action is {WORDS[state]}: {what} can no longer change.")


def check_reworded(*, state, minuted, old, new):
    """The words of what is under way may be put right; those that stand in confirmed minutes stay."""
    check_movable(state, "its words")
    if minuted:
        raise Refused(
            "The minutes that asked for this action are confirmed, so its words stay. Write an update instead, "
            "or give the action to somebody else."
        )
    if new == old:
        raise Refused("Those are the words that it has. Change them, or go back to the action.")


def check_new_date(*, old, new, today):
    """Another date than the one it has, and not one that has passed."""
    if new == old:
        raise Refused(f"The date is {old:%-d %B %Y} already.")
    if new < today:
        raise Refused("The new date has passed. Choose a date in the future.")


def check_meeting(*, meeting_group, group):
    """A meeting puts actions on the log of its own group only."""
    if meeting_group != group:
        raise Refused("That meeting is of another group. Choose a meeting of the group whose log this is.")


def mark(*parts):
    """Ten letters that differ whenever any of these differs: what a page or a file showed when it was made."""
    return sha256("|".join(str(part or "") for part in parts).encode()).hexdigest()[:10]
