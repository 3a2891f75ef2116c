"""What an action may become, and who may say so."""

from partnership.access import Refused

NEXT = {
    "open": {"in_progress", "claimed"},
    "in_progress": {"claimed"},
    "claimed": {"verified", "in_progress"},
    "verified": {"embedded", "in_progress"},
    "embedded": set(),
}

WORDS = {
    "open": "open",
    "in_progress": "in progress",
    "claimed": "claimed as done",
    "verified": "verified",
    "embedded": "embedded",
}


def check_move(old, new):
    """Refused unless the table allows the move."""
    if new not in NEXT[old]:
        raise Refused(f"An action that is {WORDS[old]} cannot become {WORDS[new]}.")


def check_verifier(*, verifier, claimed_by, asked):
    """Nobody closes what they said was done, nor what was asked of them or of the agency for which they answer."""
    if verifier == claimed_by:
        raise Refused("Somebody else has to verify an action that you said was done.")
    if asked:
        raise Refused("Somebody else has to verify an action that was asked of you or of your agency.")


def check_evidence(text, what):
    if not text.strip():
        raise Refused(f"Say what shows that it is {what}.")


def check_movable(state):
    """The date of what is done, or said to be done, stays."""
    if state not in ("open", "in_progress"):
        raise Refused(f"This action is {WORDS[state]}: its date no longer moves.")
