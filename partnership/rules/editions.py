"""What an edition of the arrangements needs before it goes forward and is published, and what may follow then."""

import re
from datetime import timedelta

from partnership.access import Refused
from partnership.rules.deadlines import Clock, Months

YEARLY = Clock(
    duty="review_arrangements",
    label="Review the published arrangements",
    starts="starts_on",
    since="the first day in force, or the last review",
    allow=Months(12),
    source="The published arrangements: the safeguarding partners review them each year",
)


def check_writable(*, published, put_forward):
    """Refused once it is published, or while partners endorse what it says."""
    if published:
        raise Refused(
            "A published edition stays as it is. Start a new edition, or add a correction with its reason."
        )
    if put_forward:
        raise Refused(
            "It is waiting for endorsements. Return it to draft first. Endorsements already given are then removed."
        )


def check_seen(*, seen, now, saved_by):
    """Refused when somebody else saved the draft since the page was opened."""
    if seen != now:
        raise Refused(
            f"{saved_by or 'A colleague'} saved this since you opened the page. Both texts are shown below. "
            "Combine them and save again."
        )


def check_whole(*, title, summary, starts_on, ends_on, next_review_on, reasons, follows):
    """Refused until the edition says what the partners endorse and the public reads."""
    if not title.strip() or not summary.strip():
        raise Refused("Write what the arrangements say before they go any further.")
    if starts_on is None:
        raise Refused("Enter the first day on which the edition is in force.")
    if ends_on and ends_on < starts_on:
        raise Refused("Its last day is before its first. Check both dates.")
    if follows and not reasons.strip():
        raise Refused("Write what changed and why: the yearly report has to say so.")
    if next_review_on is None:
        raise Refused("Enter the day on which these arrangements are to be reviewed.")
    check_yearly(since=starts_on, next_on=next_review_on)


def check_yearly(*, since, next_on):
    """The arrangements are reviewed within a year of the day from which it counts."""
    latest = YEARLY.due(since)
    if not since < next_on <= latest:
        raise Refused(
            f"The arrangements are reviewed each year: choose a day after {since:%-d %B %Y} and no later than "
            f"{latest:%-d %B %Y}."
        )


def check_no_overlap(*, starts_on, ends_on, others):
    """Two editions never say different things of one day. `others` are (title, first day, last day), published.

    The edition that began last before this one is left out: it ends the day before.
    """
    for title, first, last in others:
        if (last is None or starts_on <= last) and (ends_on is None or first <= ends_on):
            until = f" until {last:%-d %B %Y}" if last else ""
            raise Refused(
                f"“{title}” is in force from {first:%-d %B %Y}{until}, on days on which this edition would be as well. "
                "Change this edition’s first or last day."
            )


def last_day_before(starts_on):
    """The last day of the edition that a new one follows."""
    return starts_on - timedelta(1)


def check_published_on(published_on, *, today):
    if published_on > today:
        raise Refused("It cannot have been published in the future. Enter today or an earlier date.")


def check_endorsed(missing, *, without_because):
    """Every statutory partner has endorsed it, or it is said why it is published before."""
    if missing and not without_because.strip():
        raise Refused(
            f"Not yet endorsed by {', '.join(missing)}. Wait for them, or say why it is published before they have."
        )


def check_may_endorse(*, put_forward, published, is_partner, already, name):
    """Refused unless the text stands still, and the body is a statutory partner that has not endorsed it."""
    if not (put_forward or published):
        raise Refused("It is still being written. It can be endorsed once it has been put forward.")
    if not is_partner:
        raise Refused(f"{name} is no statutory partner under this edition, so it does not endorse it.")
    if already:
        raise Refused(f"{name} has endorsed this edition already.")


def check_own_partner(*, own):
    if not own:
        raise Refused("You can endorse for your own partner only.")


def check_correction(*, published, said, should_say, reason, texts):
    """A correction quotes words that the published edition holds, says what they should be, and why."""
    if not published:
        raise Refused("Only a published edition is corrected. A draft can be changed.")
    if not said.strip() or not should_say.strip() or not reason.strip():
        raise Refused("Say what it says, what it should say, and why.")
    if not any(plain(said) in plain(text) for text in texts):
        raise Refused("The edition does not say those words. Copy them as they stand there.")
    if plain(said) == plain(should_say):
        raise Refused("Both are the same words. Write what it should say.")


def plain(text):
    return re.sub(r"\s+", " ", text).strip()
