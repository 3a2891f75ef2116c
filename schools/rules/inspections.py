"""What of an inspection is a concern, and how it is followed up."""

import re
from datetime import timedelta

from partnership.access import Refused

# why → in which words inspectors say it, with where that is written
SAFEGUARDING = {
    "not_met": "The safeguarding standards were not met",
    "not_effective": "Safeguarding was not effective",
}
CATEGORIES = {
    "SM": "The school requires special measures",
    "SWK": "The school has serious weaknesses",
    "RSI": "The school requires significant improvement",
}
WORST = {  # grade → in which framework it stands at the foot of the scale
    "inadequate": "judged Inadequate",
    "urgent improvement": "graded Urgent improvement",
}
PART_3 = re.compile(r"^part 3\b", re.IGNORECASE)
SOURCE = (
    "Published arrangements 2019, section 11 (concerns in reports and what was done about them). What counts: "
    "Education Act 2005, section 44 (categories of concern); Ofsted’s school inspection toolkit, from November 2025 "
    "(safeguarding standards, urgent improvement); its handbook before that (inadequate, safeguarding not "
    "effective); "
    "Education (Independent School Standards) Regulations 2014, Part 3 (welfare, health and safety)"
)
REVIEW_AFTER = 28  # days until a new concern is first looked at: the portal's own, unconfirmed
LONGEST_REVIEW = 366


def reasons(*, safeguarding, category, overall, areas):
    """Why an inspection is a concern, in sentences; none where it is not. By SOURCE."""
    found = []
    if safeguarding in SAFEGUARDING:
        found.append(f"{SAFEGUARDING[safeguarding]}.")
    if category in CATEGORIES:
        found.append(f"{CATEGORIES[category]}.")
    if overall.casefold() in WORST:
        found.append(f"The school was {WORST[overall.casefold()]} overall.")
    for area, grade in areas:
        if grade.casefold() in WORST:
            found.append(f"“{area}” was {WORST[grade.casefold()]}.")
        elif PART_3.match(area) and grade.casefold() == "not met":
            found.append(f"“{area}” of the independent school standards was not met.")
    return found


def check_open(closed):
    if closed:
        raise Refused("This concern is closed, so you cannot add to it.")


def check_note(text):
    if not text.strip():
        raise Refused("Enter what the report says about safeguarding.")


def check_entry(*, text, done_on, inspected_on, today, closed):
    """What was done has been done, since the inspection, and is said."""
    check_open(closed)
    if not text.strip():
        raise Refused("Enter what the authority did.")
    if done_on > today:
        raise Refused("The date must be today or in the past.")
    if done_on < inspected_on:
        raise Refused(f"The date must be on or after the inspection, {inspected_on:%-d %B %Y}.")


def check_review(review_on, *, today):
    """An open concern is looked at again, on a day that is known and not years away."""
    if review_on < today:
        raise Refused("The date must be in the future.")
    if review_on > today + timedelta(LONGEST_REVIEW):
        raise Refused("The next review must be within a year.")


def check_close(*, closed, entries, reason):
    """A concern is closed with a reason, once it stands there what was done about it."""
    if closed:
        raise Refused("This concern is already closed.")
    if not entries:
        raise Refused("Record what the authority did about it first.")
    if not reason.strip():
        raise Refused("Enter why no more action is needed.")


def check_by_hand(*, starts_on, published_on, today, opened_on):
    """An outcome entered by hand tells of an inspection that has taken place."""
    if starts_on > today:
        raise Refused("The date of the inspection must be today or in the past.")
    if published_on and published_on < starts_on:
        raise Refused("The report cannot be published before the inspection begins. Check both dates.")
    if published_on and published_on > today:
        raise Refused("The date of publication must be today or in the past.")
