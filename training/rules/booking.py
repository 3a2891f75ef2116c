"""Who may book, how long an offer lasts, and whether a place that is not used costs something."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from partnership.access import Refused
from partnership.rules.childs_detail import check_words
from partnership.working_days import BeyondCalendar, add_months, add_working_days, working_days_between
from training.rules.terms import is_free_for, local_areas, timings

LONDON = ZoneInfo("Europe/London")
CLOSES = time(17, 0)  # an offer never runs out in the night
SEATED = ("present", "late")  # outcomes that count as having attended


# Who may book ---------------------------------------------------------------------------------------------


def check_open(*, state, delivery, starts_at, now):
    if delivery == "elearning":
        raise Refused("This is e-learning, so you do not need to book. Open it from the course’s page.")
    if state != "open":
        raise Refused("This session is not open for booking. Choose another session of the course.")
    if starts_at <= now:
        raise Refused("This session has begun. Choose another session of the course.")


def check_workforce(*, kind, area, takes_part, for_kinds, kinds):
    """For the local workforce, and for whichever kinds of organisation the course is for; `kinds` are their names."""
    if area not in local_areas() and not takes_part:
        raise Refused("The programme is for people who work in Leicester, Leicestershire and Rutland.")
    if for_kinds and kind not in for_kinds:
        names = ", ".join(str(kinds.get(one, one)) for one in for_kinds)
        raise Refused(f"This course is for people who work in: {names}.")


def check_not_twice(*, live, attended_on, lasts_months, starts_on):
    """Not while an earlier place on the same course is live, nor while it is still valid, unless a refresher is due."""
    if live:
        raise Refused(
            "You already have a place on another session of this course, or are waiting for one. Cancel that first."
        )
    if attended_on is None:
        return
    if not lasts_months:
        raise Refused(
            f"You attended this course on {attended_on:%-d %B %Y}, and it does not need refreshing."
        )
    ends_on = add_months(attended_on, lasts_months)
    again_from = add_months(ends_on, -timings().refresher_months_before)
    if starts_on < again_from:
        raise Refused(
            f"You attended this course on {attended_on:%-d %B %Y}; it is valid until {ends_on:%-d %B %Y}. "
            f"Select a session on or after {again_from:%-d %B %Y}."
        )


def check_prerequisite(*, needed, attended, declared):
    if needed and not attended and not declared.strip():
        raise Refused(
            f"“{needed}” must be attended first. If you did it elsewhere, tell us what, where and when."
        )


def check_free_then(other):
    """Nobody sits in two sessions at once; `other` is what they booked for that time, or nothing."""
    if other:
        raise Refused(f"You already have a place at that time, or are waiting for one, on {other}.")


def check_manager(*, learner_email, manager_email):
    if mailbox(manager_email) == mailbox(learner_email):
        raise Refused("Your manager’s email address cannot be your own.")


def check_may_change(*, live, starts_at, now, same):
    """What was told of a place is put right while it is wanted, and by who has read what stands there."""
    if not live:
        raise Refused("This place is no longer wanted or held, so there is nothing to change.")
    if starts_at <= now:
        raise Refused("The session has begun.")
    if not same:
        raise Refused(
            "Somebody has changed this since you opened it. Open the page again and look at it first."
        )


def mailbox(address):
    """Whose letters an address gets: what stands after a plus is one’s own choice, and so are capitals."""
    name, _, domain = address.strip().lower().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"


def is_flagged(manager_email, domains):
    """Whether staff should look at that address: it is at no confirmed domain of the organisation."""
    return manager_email.strip().lower().rpartition("@")[2] not in domains


# Places and offers ----------------------------------------------------------------------------------------


def free_places(*, capacity, held):
    return max(capacity - held, 0)


def check_capacity(*, capacity, held):
    """Lowered never below what is held."""
    if capacity < held:
        raise Refused(
            f"{held} places are booked or offered. Enter {held} or more, or cancel some places first."
        )


def offer_until(now, starts_at):
    """Until when a place that comes free now is kept for the first in line; None where it is too late to offer it.

    Until five o'clock of a working day; shorter when the session is close, and never into the day before it.
    """
    law = timings()
    today, day = now.astimezone(LONDON).date(), starts_at.astimezone(LONDON).date()
    left = days_between(today, day)
    if left <= law.no_offer_within_working_days:
        return None
    close = left <= law.short_offer_within_working_days
    last = add_working_days(today, law.short_offer_working_days if close else law.offer_working_days)
    with suppress(BeyondCalendar):  # so far away that no offer lasts until then
        last = min(last, add_working_days(day, -1))
    return datetime.combine(last, CLOSES, LONDON)


def days_between(today, day):
    """Working days after today up to and with that day; plenty where nobody can know yet."""
    try:
        return working_days_between(today, day)
    except BeyondCalendar:
        return 1000


def check_offered(*, state, offered_until, now):
    if state != "offered":
        raise Refused("This place is no longer offered to you.")
    if offered_until <= now:
        raise Refused("This offer has expired and the place has gone to the next person.")


LEAVES = ("cancelled", "session_cancelled")
PLACES = {
    "asked": ("waiting", "booked", "declined", "lapsed", *LEAVES),
    "waiting": ("offered", "booked", "lapsed", *LEAVES),
    "offered": ("booked", "lapsed", *LEAVES),
    "booked": LEAVES,
}


def check_place_moves(old, new):
    """From being asked for to being used or given up, and never back."""
    if new not in PLACES.get(old, ()):
        raise Refused("This place has changed since you opened the page. Look at it again.")


def check_not_marked(outcome):
    """What the register says of a place is put right there, and the place stays what it was."""
    if outcome:
        raise Refused(
            "The session’s register already shows what happened to this place. Correct it there first."
        )


def check_still_asked(state):
    if state != "held":
        raise Refused("This question has already been answered or is no longer needed.")


def check_manager_may_answer(*, waits, starts_at, now):
    if starts_at <= now:
        raise Refused("The session has begun.")
    if not waits:
        raise Refused("This question has already been answered or is no longer needed.")


def check_reason(reason, sentence):
    if not reason.strip():
        raise Refused(sentence)
    check_words(reason)


# What it costs not to come --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cost:
    """What a place that is not used costs the organisation, in pounds, and why. `held`: unless it was sickness."""

    amount: Decimal
    because: str
    held: bool = False

    @property
    def free(self):
        return self.amount == 0


FREE = Decimal("0.00")


def cost_of_cancelling(*, terms, kind, half_day, held_a_place, substitute, sick, ours, today, session_on):
    """In the order of the law: no place, our doing, substitute, sickness, notice in working days, then a charge."""
    if not held_a_place:
        return Cost(FREE, "You do not have a place yet.")
    if ours:
        return Cost(FREE, "The session was changed, or the business unit ended it.")
    if substitute:
        return Cost(FREE, "Someone else is coming instead.")
    free = free_by_terms(terms, kind)
    if free:
        return free
    days = days_between(today, session_on)
    if days >= terms.notice_working_days:
        return Cost(
            FREE, f"You are cancelling {plural(terms.notice_working_days)} or more before the session."
        )
    amount = terms.charge(half_day=half_day)
    if sick:
        return Cost(amount, "There is no charge if your manager confirms you are ill.", held=True)
    return Cost(amount, f"Cancelled less than {plural(terms.notice_working_days)} before the session.")


def free_until(*, terms, kind, session_on):
    """The last day on which cancelling costs nothing; None where nothing is charged, or nobody can know the day."""
    if free_by_terms(terms, kind):
        return None
    day = session_on
    try:
        while working_days_between(day, session_on) < terms.notice_working_days:
            day -= timedelta(1)
    except BeyondCalendar:
        return None
    return day


def cost_of_not_coming(*, terms, kind, half_day):
    """A place nobody used; held back until the manager could say that it was sickness."""
    return free_by_terms(terms, kind) or Cost(
        terms.charge(half_day=half_day), "Booked, not cancelled, and nobody came.", held=True
    )


def free_by_terms(terms, kind):
    if not terms.charges:
        return Cost(FREE, "There is no charge under the terms that applied when the place was asked for.")
    if is_free_for(kind):
        return Cost(FREE, "The partners fund places for your kind of organisation.")
    return None


def plural(days):
    return f"{days} working day{'' if days == 1 else 's'}"


def held_until(today):
    """Until when a manager may say that it was sickness."""
    return add_working_days(today, timings().sickness_working_days)


MOVES = {
    "held": ("raised", "waived"),
    "raised": ("waived", "invoiced"),
    "invoiced": ("waived", "paid"),
    "waived": (),
    "paid": (),
}


BACK = {"invoiced": "raised", "paid": "invoiced"}


def step_before(state, *, seen, invoiced):
    """Where a charge stood before the latest step, which is the one that the page showed; refused if it has none."""
    before = ("invoiced" if invoiced else "raised") if state == "waived" else BACK.get(state)
    if state != seen or not before:
        raise Refused("This charge has changed since you opened the page. Look at it again.")
    return before


def check_charge_stands_again(*, no_show, came, held):
    """What was waived is only asked for again if the place was left unused at a session that was held."""
    if not held:
        raise Refused("The session was cancelled, so nobody pays for it.")
    if no_show and came:
        raise Refused("The register no longer says that nobody came. Correct the register first.")


def check_charge_moves(old, new):
    if new not in MOVES[old]:
        raise Refused("This charge has changed since you opened the page. Look at it again.")


# When letters go ------------------------------------------------------------------------------------------


def due_before(day, days):
    """From which day something goes that is sent so many days before."""
    return day - timedelta(days)


def check_paid_on(invoiced_on, paid_on):
    """Nothing is paid before its invoice; without an invoice there is no day to compare with."""
    if invoiced_on and paid_on < invoiced_on:
        raise Refused(f"The date of payment must be on or after the invoice date, {invoiced_on:%-d %B %Y}.")
