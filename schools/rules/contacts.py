"""What is asked of a school's contacts: which offices there are, how old training may be, confirmation each year."""

from dataclasses import dataclass

from partnership.access import Refused
from partnership.working_days import add_months, add_working_days

# Offices of a school, in the order in which they are asked; a deputy may be more than one person.
OFFICES = ("lead", "deputy", "head", "chair", "governor")
MANY = ("deputy",)
MOST_DEPUTIES = 6

TRAINING_MONTHS = 24
TRAINED = ("lead", "deputy")
TRAINING_SOURCE = "Keeping children safe in education, part 2 and annex C: training at least every two years"
CONFIRMED_MONTHS = 12
CONFIRMED_SOURCE = "Local: each school confirms its contacts every year"
CONFIRMED_RULE = (
    f"{CONFIRMED_MONTHS} months after they were last confirmed; at first, 20 working days to do it"
)
FIRST_WITHIN = 20  # working days; the portal's own


@dataclass(frozen=True)
class Held:
    """One office as somebody holds it: its dates are None where nobody told them."""

    office: str
    trained_on: object = None
    confirmed_on: object = None


@dataclass(frozen=True)
class Standing:
    """How a school's contacts stand on a day: offices that nobody holds, and what is old or untold of the others."""

    missing: tuple
    unconfirmed: tuple
    untrained: tuple
    out_of_date: tuple

    @property
    def whole(self):
        return not (self.missing or self.unconfirmed or self.untrained or self.out_of_date)


def training_lasts_until(trained_on):
    """The last day on which training of that day is still young enough."""
    return add_months(trained_on, TRAINING_MONTHS)


def is_out_of_date(office, trained_on, today):
    """Whether that office needs training every two years and had it longer ago; untold is another thing."""
    return office in TRAINED and trained_on is not None and training_lasts_until(trained_on) < today


def is_confirmed(confirmed_on, today):
    return confirmed_on is not None and add_months(confirmed_on, CONFIRMED_MONTHS) >= today


def confirm_by(confirmed, today):
    """By when a school that is asked today confirms its contacts. `confirmed`: the dates of those held now, or None.

    It always has time to do it, and never longer than a year after it last did.
    """
    soon = add_working_days(today, FIRST_WITHIN)
    confirmed = list(confirmed)
    if not confirmed or None in confirmed:
        return soon
    return max(soon, add_months(min(confirmed), CONFIRMED_MONTHS))


def standing(held, today):
    """How these offices stand today; each office is named once however many hold it."""
    held = list(held)
    there = {one.office for one in held}

    def offices(wrong):
        found = {one.office for one in held if wrong(one)}
        return tuple(office for office in OFFICES if office in found)

    return Standing(
        missing=tuple(office for office in OFFICES if office not in there),
        unconfirmed=offices(lambda one: not is_confirmed(one.confirmed_on, today)),
        untrained=offices(lambda one: one.office in TRAINED and one.trained_on is None),
        out_of_date=offices(lambda one: is_out_of_date(one.office, one.trained_on, today)),
    )


def check_contact(*, office, name, trained_on, today):
    """A contact has a name, and nobody was trained tomorrow."""
    if not name.strip():
        raise Refused("Enter the name of the person who holds the office.")
    if trained_on and trained_on > today:
        raise Refused("The training date must be today or in the past.")
    if trained_on and office not in TRAINED:
        raise Refused("Only enter a date of safeguarding training for the lead and deputies.")


def check_confirm(held):
    """Something is confirmed only where somebody holds an office; what is missing stays listed as missing."""
    if "lead" not in {one.office for one in held}:
        raise Refused("Enter the designated safeguarding lead before you confirm your contacts.")
