"""When an artefact may be signed, decided on, scheduled, go live and come down."""

import re
from datetime import timedelta

from partnership.access import Refused
from partnership.working_days import add_months, is_working_day
from reviews.rules.clocks import EDITIONS, earliest_publication

# from → to. "Case reviews: state machine", region 2. A replaced file is checked anew, wherever it stood;
# what was withdrawn never comes back, another artefact does.
NEXT = {
    "draft": {"checking"},
    "checking": {"checking", "signing", "draft"},
    "signing": {"checking", "ready"},
    "ready": {"checking", "scheduled"},
    "scheduled": {"checking", "scheduled", "ready", "live"},
    "live": {"withdrawn", "archived"},
    "withdrawn": set(),
    "archived": set(),
}
CHECKERS = 2

# What each of the two looks for. To pass a file, every one was looked for and nothing found.
CHECKLIST = {
    "pseudonym": "The public name is invented: not from initials, a nickname or a name that sounds alike",
    "names": "No names or initials: not of the child, the family, or anybody who worked with them",
    "ages": "No date of birth, and ages only as a stage or band",
    "days": "No exact days; months or seasons only where the learning needs them",
    "places": "No school, nursery, ward, surgery, hospital, street, village or estate",
    "family": "Gender, ethnicity and faith only where the learning needs them",
    "relatives": "Brothers and sisters, relatives and staff cannot be told from what is said of them",
    "together": "Nothing that identifies somebody once it is put together with the news or social media",
    "pictures": "Nothing in pictures, maps, tables, headers, footers or footnotes",
    "hidden": "Nothing hidden: tracked changes, comments, text under a black bar or in white, the file’s own name",
    "public": "The public name, the summary and the title identify nobody either, and hold no case reference",
}

# Local reports stay up for at least a year: several partnerships say so, and none says more. It is the least, so
# nothing is ever taken down by itself.
AVAILABLE_MONTHS = 12
AVAILABLE_SOURCE = "At least one year, as other partnerships publish theirs; national reports stay for longer"

# Which kinds of artefact may go live follows from how it was decided to publish.
MAY_GO_LIVE = {
    "full": {"report", "summary", "improvements", "briefing"},
    "summary": {"summary", "improvements", "briefing"},
    "improvements": {"improvements", "briefing"},
    "repository": {"improvements"},
    "withheld": {"improvements"},
}
# With which kind the review is published, as it was decided; what else goes live stands beside it.
COMPLETES = {"full": "report", "summary": "summary", "improvements": "improvements"}
# Nothing of the review itself is published here, so telling why completes it.
NOTHING_HERE = {"repository", "withheld"}
DECIDED_AT = ("pub_decision", "published")
# Stages in which the Panel and the Secretary of State may have to be told why.
TOLD_AT = ("lcspr_active", "lcspr_signoff", "pub_decision", "published")
# Stages in which something of the review may be public, and so have something added beside it.
PUBLIC_AT = ("published", "learning", "closed")

# Stages of the case in which something of its review may go live.
PUBLISHABLE = {"lcspr_signoff", "pub_decision", "published", "closed"}


def check_move(old, new):
    """Refused unless the table above allows the move."""
    if new not in NEXT[old]:
        raise Refused("This cannot be done with the file as it is now. Open it again to see its status.")


def check_without_reference(text, reference):
    """What the public reads never holds the case's reference, however it is written, and no other case's either."""
    if plain(reference) in plain(text) or like(reference).search(text):
        raise Refused("The public version must not hold the case's reference. Take it out.")


def like(reference):
    """What a reference of ours looks like, by that of one case: its letters, a year and a number."""
    return re.compile(rf"\b{reference[:2]}\W?\d{{4}}\W?\d{{3}}", re.IGNORECASE)


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
        raise Refused("The person who added the file cannot check it. 2 other people must.")
    if checker in before:
        raise Refused("You have checked this file already. Another person must check it as well.")


def check_looked_for(looked_for):
    """Whoever says that nobody can be identified has looked for everything on the list."""
    if set(looked_for) != set(CHECKLIST):
        raise Refused("Check for each of these and tick it before you say that it identifies nobody.")


def check_publication_decision(
    *, stage, mode, reasons, instead, discussed_on, discussed, today, improvements, none_fit
):
    """Decided after sign-off; anything but the full report has its reasons, and was discussed with the Panel.

    `improvements` is how many statements of improvements there are, `none_fit` why there can be none.
    """
    if stage not in DECIDED_AT:
        raise Refused(
            "It is decided how to publish once every partner has signed the report. Open the case to see who has not."
        )
    if mode == "full":
        return
    if not reasons.strip():
        raise Refused("Give the reasons for not publishing the full report.")
    if not instead.strip():
        raise Refused("Say what is published instead.")
    if discussed_on is None or not discussed.strip():
        raise Refused("Discuss it with the Panel first. Then say when, and what the Panel said.")
    if discussed_on > today:
        raise Refused("The day on which it was discussed with the Panel is in the future. Check the date.")
    if mode in NOTHING_HERE and not improvements and not none_fit.strip():
        raise Refused(
            "Add a statement of the improvements made, which is published even so, or say why none is fit for it."
        )


def check_publication_decider(*, roles, decides):
    """Only the office that the edition of the case names."""
    if decides not in roles:
        raise Refused(
            "How it is published is decided by the office that the arrangements name, and by nobody else."
        )


def what_is_missing(
    *, named, stage, checks_passed, signed, partners, refused, copies, holds, kind, mode, untold
):
    """Everything that still stands between an artefact and its publication, as sentences.

    `signed` is a set of organisation ids, `refused` another, `partners` all ids with their names; `copies` the
    recipients that have their copy, of those that must; `holds` how many are in force; `mode` how it was decided to
    publish, or None; `untold` to whom the reasons are still to be told, by name.
    """
    missing = []
    if not named:
        missing.append("The review has no public name yet.")
    if checks_passed < CHECKERS:
        missing.append(f"{CHECKERS} people must find that it identifies nobody; {checks_passed} have.")
    unsigned = {pk: name for pk, name in partners.items() if pk not in signed}
    if waiting := sorted(name for pk, name in unsigned.items() if pk not in refused):
        missing.append(f"Not signed off by: {', '.join(waiting)}.")
    if against := sorted(name for pk, name in unsigned.items() if pk in refused):
        missing.append(f"Does not agree to it: {', '.join(against)}.")
    if mode is None:
        missing.append("It has not been decided how the review is published.")
    elif kind not in MAY_GO_LIVE[mode]:
        missing.append("It was decided not to publish this kind of file.")
    if untold:
        missing.append(f"Not told yet why the report is not published in full: {', '.join(sorted(untold))}.")
    without = [label for recipient, label in copies["needed"].items() if recipient not in copies["sent"]]
    if without:
        missing.append(f"No copy recorded to: {', '.join(sorted(without))}.")
    if holds:
        missing.append("A hold is in force: somebody asked that nothing be published for now.")
    if stage not in PUBLISHABLE:
        missing.append("The case is not at a stage in which its review can be published.")
    return missing


def keep_until(live_on):
    """The first day on which what went live may be archived."""
    return add_months(live_on, AVAILABLE_MONTHS)


def check_archive(*, keep_until, today, reason):
    """Only after the least time that it stays public, and for a stated reason."""
    if today < keep_until:
        raise Refused(
            f"It stays public until {keep_until:%-d %B %Y} at least. In an emergency, withdraw it instead."
        )
    if not reason.strip():
        raise Refused("Say why it is archived.")


def working_of(edition, copies):
    """How the earliest day follows from the copies: a dict for the page, or None until both are out.

    `copies` is who has one with the day it was sent; `left_out` are the bank holidays that were stepped over.
    """
    clock = EDITIONS[edition]["advance_copies_by"]
    if not copies:
        return None
    last, day = max(copies, key=lambda copy: copy[1])
    first = earliest_publication(edition, day)
    between = [day + timedelta(n) for n in range(1, (first - day).days)]
    return {
        "last": last,
        "sent_on": day,
        "days": abs(clock.allow.count),
        "left_out": [one for one in between if one.weekday() < 5 and not is_working_day(one)],
        "date": first,
        "source": clock.source,
        "confirmed": clock.confirmed,
    }


def check_schedule(*, missing, publish_on, earliest, publish_at, now, due_on, late_reason, delay_untold=()):
    """Nothing is missing, the copies have had their time, the hour lies ahead, and a delay has been explained."""
    if missing:
        raise Refused(" ".join(missing))
    if publish_on < earliest:
        raise Refused(
            f"The copies need seven working days. The earliest date is {earliest:%-d %B %Y}. Choose it or a later one."
        )
    if due_on and publish_on > due_on and not late_reason.strip():
        raise Refused(f"Publication was due by {due_on:%-d %B %Y}. Say why it is late.")
    if due_on and publish_on > due_on and delay_untold:
        raise Refused(
            f"Publication was due by {due_on:%-d %B %Y}. Say why it is late, and record that you did: "
            f"{', '.join(sorted(delay_untold))}."
        )
    if publish_at <= now:
        raise Refused("The hour has passed. Choose a date in the future.")


def check_repository_link(*, link, mode):
    """A page of the web; none where the review went there without our name, for the link would undo that."""
    if link and mode == "repository":
        raise Refused(
            "This review is kept in the national repository anonymously: a link would say whose it is."
        )
    if link and not link.startswith("https://"):
        raise Refused("Give the whole address, beginning with https://.")
