"""When an artefact may be signed, scheduled, go live and come down."""

from partnership.access import Refused

NEXT = {
    "draft": {"checking"},
    "checking": {"signing", "draft"},
    "signing": {"ready", "draft"},
    "ready": {"scheduled", "draft"},
    "scheduled": {"live", "ready"},
    "live": {"withdrawn"},
    "withdrawn": {"draft"},
}
CHECKERS = 2


def check_move(old, new):
    """Refused unless the table above allows the move."""
    if new not in NEXT[old]:
        raise Refused(f"An artefact that is {old} cannot become {new}. Open it again to see where it stands.")


def check_checker(*, checker, added_by, before):
    """Two different people look, neither of whom put the file there."""
    if checker == added_by:
        raise Refused("Whoever added the file cannot check it. Two other people must.")
    if checker in before:
        raise Refused("You have checked this file already. Another person must check it as well.")


def what_is_missing(*, checks_passed, signed, partners, copies, holds):
    """Everything that still stands between an artefact and its publication, as sentences.

    `signed` and `partners` are sets of organisation ids with names as a dict; `copies` the recipients that
    have their copy, of those that must; `holds` how many are in force.
    """
    missing = []
    if checks_passed < CHECKERS:
        missing.append(f"{CHECKERS} people must find that it identifies nobody; {checks_passed} have.")
    unsigned = [name for pk, name in partners.items() if pk not in signed]
    if unsigned:
        missing.append(f"Not signed off by: {', '.join(sorted(unsigned))}.")
    without = [label for recipient, label in copies["needed"].items() if recipient not in copies["sent"]]
    if without:
        missing.append(f"No copy recorded to: {', '.join(sorted(without))}.")
    if holds:
        missing.append("A hold is in force: somebody asked that nothing be published for now.")
    return missing


def check_schedule(*, missing, publish_on, earliest, publish_at, now, due_on, late_reason):
    """Nothing is missing, the copies have had their time, and the hour lies ahead."""
    if missing:
        raise Refused(" ".join(missing))
    if publish_on < earliest:
        raise Refused(
            f"The copies need seven working days. The earliest date is {earliest:%-d %B %Y}. Choose it or a later one."
        )
    if due_on and publish_on > due_on and not late_reason.strip():
        raise Refused(f"Publication was due by {due_on:%-d %B %Y}. Say why it comes later.")
    if publish_at <= now:
        raise Refused("The hour has passed. Choose one that lies ahead.")
