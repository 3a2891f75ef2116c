"""How long records are kept, what holds them, and what must be true before one is disposed of.

Nothing here disposes of anything: a period only says when people look again.
"""

from dataclasses import dataclass
from datetime import date

from partnership.access import Refused


@dataclass(frozen=True)
class RetentionClass:
    """For how many years records of a kind are kept before people look at them; None where no end is foreseen."""

    code: str
    name: str
    years: int | None
    counted_from: str
    source: str
    confirmed: bool = False

    @property
    def period(self):
        years = "No end date" if self.years is None else f"{self.years} years {self.counted_from}"
        return years if self.confirmed else f"{years} (source not confirmed)"


LOCAL = "No national period was found for records of multi-agency work; local practice, not confirmed"

CLASSES = {
    one.code: one
    for one in (
        RetentionClass(
            "inquiry",
            "May matter to an inquiry into child abuse",
            None,
            "",
            "Published arrangements 2019, section 16: all pertinent historical records are retained",
            confirmed=True,
        ),
        RetentionClass(
            "case_review",
            "Case reviews and what was gathered for them",
            100,
            "after the last entry",
            "As Bradford's partnership keeps them, the first 25 years without access; not confirmed here",
        ),
        RetentionClass(
            "minutes", "Minutes and papers of the board and its groups", 25, "after the meeting", LOCAL
        ),
        RetentionClass("audit", "Multi-agency audits", 10, "after the audit", LOCAL),
        RetentionClass("policy", "Policies no longer in force", 25, "after they were replaced", LOCAL),
        RetentionClass("training", "Training records", 6, "after the course", LOCAL),
        RetentionClass(
            "finance",
            "Financial records",
            6,
            "after the end of the financial year",
            "Usual for public accounts; not confirmed",
        ),
        RetentionClass("complaint", "Complaints and appeals", 10, "after they were closed", LOCAL),
        RetentionClass("office", "Everyday administration", 3, "after the last entry", LOCAL),
    )
}
CLASS_CHOICES = [(one.code, one.name) for one in CLASSES.values()]

# What a review looks at before it says what becomes of a record (as Sunderland's partnership does, and the inquiry's
# interest that section 16 of the published arrangements asks for).
CHECKLIST = {
    "recent_contact": "Has anybody asked about it, or been in contact about it, in the last two years?",
    "media_interest": "Is there, or could there be, interest of newspapers or broadcasters?",
    "seriousness": "Does it concern a death, serious harm, or abuse by somebody in a position of trust?",
    "inquiry_interest": "Could an inquiry, a court or a survivor of abuse want it?",
}
REVIEW_SOURCE = "Retention class of the record; local practice"


def review_date(code, last_year):
    """The day on which people look at a record whose newest paper is of that year; None where no end is foreseen."""
    years = CLASSES[code].years
    return None if years is None or last_year is None else date(last_year + years, 12, 31)


def check_entry(*, title, held_at, from_year, to_year, retention, basis, this_year):
    if not title.strip() or not held_at.strip() or not basis.strip():
        raise Refused("Give the record a title, say where it is, and on what basis it is kept.")
    if retention not in CLASSES:
        raise Refused("Choose how long records of this kind are kept.")
    for year in (from_year, to_year):
        if year is not None and not 1900 <= year <= this_year:
            raise Refused(f"Enter years from 1900 to {this_year}.")
    if from_year and to_year and to_year < from_year:
        raise Refused("The last year is before the first. Check both.")


def check_kept(state):
    if state != "kept":
        raise Refused("This record is no longer here. Its entry stays as it is.")


def check_corrected(*, waits, leaves_series, series_held, reason):
    """An entry is put right with a reason, never beneath a proposal, nor out of a series that something holds."""
    if not reason.strip():
        raise Refused("Say why the entry changes.")
    if waits:
        raise Refused(
            "Its disposal is proposed, on what the entry says now. Have the proposal refused or carried out first."
        )
    if leaves_series and series_held:
        raise Refused("There is a hold on its series, so it stays in that series until the hold is lifted.")


def check_no_hold(holds):
    """While any hold is on, nothing is disposed of or passed on. `holds` are the kinds of those that are on."""
    if holds:
        raise Refused(
            f"There is a hold on this record: {', '.join(holds)}. Nothing is disposed of while it is on."
        )


def check_review(*, answers, outcome, keep_until, reason, today, holds):
    """A retention review answers the whole checklist, and says why."""
    if set(answers) != set(CHECKLIST) or any(value not in ("yes", "no") for value in answers.values()):
        raise Refused("Answer every question of the checklist.")
    if not reason.strip():
        raise Refused("Say why, in words that someone can follow in 10 years.")
    if outcome == "keep":
        if keep_until is None or keep_until <= today:
            raise Refused("Enter a review date in the future.")
    else:
        check_no_hold(holds)
        if answers["inquiry_interest"] == "yes":
            raise Refused(
                "An inquiry, a court or a survivor could want this record. Keep it, and say until when."
            )


def check_second_person(*, proposed_by, by):
    """Nobody disposes of a record alone."""
    if proposed_by == by:
        raise Refused("You proposed this yourself. Somebody else has to agree to it.")


def check_disposal(*, state, expected, holds):
    words = {
        "proposed": "This is not waiting for anybody's agreement.",
        "agreed": "A second person has not agreed to this. Nothing is disposed of before that.",
    }
    if state != expected:
        raise Refused(words[expected])
    check_no_hold(holds)


def check_carried_out(*, done_on, agreed_on, today, method, certificate):
    if not method:
        raise Refused("Say how it was disposed of.")
    if done_on is None or done_on > today:
        raise Refused("Enter the day on which it was disposed of. It cannot be in the future.")
    if done_on < agreed_on:
        raise Refused("It cannot have been disposed of before a second person agreed. Check the date.")
    if not certificate:
        raise Refused("Choose the file of the certificate. Nothing counts as disposed of without one.")
