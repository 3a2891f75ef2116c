"""When an artefact may be signed, scheduled, go live and come down."""

from partnership.access import Refused

# from → to. "Case reviews: state machine", region 2. A replaced file is checked anew, wherever it stood;
# what was withdrawn never comes back, another artefact does.
NEXT = {
    "draft": {"checking"},
    "checking": {"checking", "signing", "draft"},
    "signing": {"checking", "ready"},
    "ready": {"checking", "scheduled"},
    "scheduled": {"checking", "scheduled", "ready", "live"},
    "live": {"withdrawn"},
    "withdrawn": set(),
}
CHECKERS = 2

# Stages of the case in which something of its review may go live.
PUBLISHABLE = {"lcspr_signoff", "pub_decision", "published", "closed"}


def check_move(old, new):
    """Refused unless the table above allows the move."""
    if new not in NEXT[old]:
        raise Refused(f"An artefact that is {old} cannot become {new}. Open it again to see where it stands.")


def check_without_reference(text, reference):
    """What the public reads never holds the case's reference, however it is written."""
    if plain(reference) in plain(text):
        raise Refused("What the public reads must not hold the case's reference. Take it out.")


def plain(text):
    return "".join(letter for letter in text.lower() if letter.isalnum())


def check_seen(*, seen, now, what):
    """Refused when it is another thing by now than what somebody had before them. `seen` is empty without a page."""
    if seen and seen != now:
        raise Refused(
            f"{what} has changed since you opened this page. Read it as it is now, and send this again."
        )


def check_checker(*, checker, added_by, before):
    """Two different people look, neither of whom put the file there."""
    if checker == added_by:
        raise Refused("Whoever added the file cannot check it. Two other people must.")
    if checker in before:
        raise Refused("You have checked this file already. Another person must check it as well.")


def what_is_missing(*, named, stage, checks_passed, signed, partners, copies, holds):
    """Everything that still stands between an artefact and its publication, as sentences.

    `signed` and `partners` are sets of organisation ids with names as a dict; `copies` the recipients that
    have their copy, of those that must; `holds` how many are in force.
    """
    missing = []
    if not named:
        missing.append("The review has no public name yet.")
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
    if stage not in PUBLISHABLE:
        missing.append("The case is not at a stage in which its review can be published.")
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
