"""The laws of a register: who may write in it and when, and what counts as attended."""

from partnership.access import Refused
from partnership.rules.childs_detail import check_words

# By outcome, whether it counts as attended and is certified: yes, no, or only where staff agree. Local policy,
# unconfirmed: partnerships differ (Salford: whoever comes late has not attended). To count a late arrival as absent,
# write "no" beside it.
COUNTS = {"present": "yes", "late": "yes", "partly": "if agreed", "no_show": "no", "substitute": "no"}
ATTENDED = [outcome for outcome, counts in COUNTS.items() if counts == "yes"]
IF_AGREED = [outcome for outcome, counts in COUNTS.items() if counts == "if agreed"]
CAME = ["present", "late", "partly"]  # in the room, whatever it counts as
LONGEST_REASON = 2000  # characters


def check_day(*, day, today, cancelled):
    """A register is written in from its session's day on."""
    if cancelled:
        raise Refused("This session was cancelled, so it has no register.")
    if today < day:
        raise Refused(f"The register opens on the day of the session, {day:%-d %B %Y}.")


def check_open(*, closed):
    if closed:
        raise Refused("This register is closed. Ask the business unit to correct it.")


def check_unchanged(*, now, seen, who, said, when):
    """Two people at one register: the later one is told what the other wrote. Both are tokens of a save."""
    if now != seen:
        raise Refused(
            f"{who} has since saved “{said}” here, {when}. If that is wrong, choose again and save."
        )


def check_closes(*, unmarked, anybody, now, starts_at):
    if not anybody:
        raise Refused("Nobody is on this register. Add anyone who came, or cancel the session instead.")
    if now < starts_at:
        raise Refused("You can only close the register once the session has begun.")
    if unmarked:
        names = ", ".join(unmarked[:3]) + (" and others" if len(unmarked) > 3 else "")
        raise Refused(f"Mark everyone before you close the register. Still to mark: {names}.")


def check_called_off(*, begun, came):
    if begun and came:
        raise Refused(
            "The register says that people came, so the session was held. Close its register instead, "
            "marking anyone who missed part."
        )


def check_reason(*, closed, reason):
    """Only a closed register is corrected, and only with a reason."""
    if not closed:
        raise Refused("This register is still open, so change it there.")
    if not reason.strip():
        raise Refused("Enter why you are correcting the register.")
    check_words(reason)


def check_correction(*, closed, outcome, outcome_was, same_agency, reason):
    check_reason(closed=closed, reason=reason)
    if outcome == "substitute" != outcome_was:
        raise Refused(
            "You cannot name a substitute after the register is closed. Add the person who came, then "
            "correct this row."
        )
    if outcome == outcome_was and same_agency:
        raise Refused("The register already says that.")


def check_swap(*, outcome):
    if outcome == "substitute":
        raise Refused("Enter the name, email address and organisation of the person who came instead.")
