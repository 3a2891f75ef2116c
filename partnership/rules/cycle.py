"""The law of the year's cycle: when each group meets, and what a day must not be.

The partnership meets quarterly; the Planning and Delivery Group quarterly and before it; each sub-group between
two meetings of the Planning and Delivery Group (published arrangements 2019, section 6). How long before is local:
papers of the later meeting are due so many working days before it, and what the earlier one says is among them.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from partnership.access import Refused
from partnership.working_days import KNOWN_UNTIL, add_months, add_working_days, bank_holidays, is_working_day

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
HOURS = (10, 14, 9, 13, 11, 15)  # tried in turn where the hour that a group likes would clash
QUARTERS = 4
TIER = {"partnership": 0, "delivery": 1}  # every other group that meets "between" is of the third


@dataclass(frozen=True)
class Habit:
    """How a group likes to meet. `people` are those who sit in it, by whatever tells them apart."""

    group: int = 0
    name: str = ""
    tier: int = 2
    weekday: int = 2
    hour: int = 10
    minute: int = 0
    lasts: int = 120
    papers_due_days: int = 8
    sent_out_days: int = 5
    people: frozenset = frozenset()


@dataclass(frozen=True)
class Slot:
    """A meeting as it is proposed or known: local times, without a zone."""

    group: int
    starts: datetime
    ends: datetime
    quarter: int = 0
    remark: str = ""
    people: frozenset = frozenset()

    @property
    def day(self):
        return self.starts.date()

    def clashes(self, other):
        """Whether somebody would have to be in two places."""
        return self.starts < other.ends and other.starts < self.ends and bool(self.people & other.people)


def closed_because(day, closed):
    """Why nobody meets on that day, or an empty text. `closed` maps days to what they are called."""
    if day.weekday() >= 5:
        return "a weekend"
    if day in bank_holidays(day.year):
        return "a bank holiday"
    return closed.get(day, "")


def days_of(ranges):
    """Every day of (name, first, last) with its name."""
    return {
        date.fromordinal(number): name
        for name, first, last in ranges
        for number in range(first.toordinal(), last.toordinal() + 1)
    }


def quarters(start):
    """The four quarters of the year from that day: (first day, last day)."""
    begins = [add_months(start, 3 * number) for number in range(QUARTERS + 1)]
    return [(begins[n], begins[n + 1] - timedelta(1)) for n in range(QUARTERS)]


def check_year(start):
    if add_months(start, 12) > KNOWN_UNTIL:
        raise Refused(
            f"Bank holidays are known until {KNOWN_UNTIL:%-d %B %Y}. Choose a year that ends before then."
        )


def propose(start, habits, *, closed=None, taken=(), last_delivery=None):
    """The year's meetings from `start`, as Slots in order of time.

    `closed` maps days to why nobody meets; `taken` are meetings that are planned already; `last_delivery` is when
    the Planning and Delivery Group met last, if it did. Refused where a group finds no day at all.
    """
    check_year(start)
    closed, known = closed or {}, list(taken)
    by_tier = {tier: [habit for habit in habits if habit.tier == tier] for tier in (0, 1, 2)}
    found, before = [], last_delivery
    for number, (first, last) in enumerate(quarters(start)):
        limit, delivered = last, None
        for habit in by_tier[0]:
            slot = place(
                habit, number, first + timedelta(42), last, last - timedelta(10), closed, known + found
            )
            found.append(slot)
            limit = min(limit, add_working_days(slot.day, -habit.papers_due_days))
        for habit in by_tier[1]:
            slot = place(
                habit, number, first + timedelta(20), limit, limit - timedelta(3), closed, known + found
            )
            found.append(slot)
            delivered = slot.day
        earliest = max(first, before + timedelta(1)) if before else first
        for place_in_line, habit in enumerate(by_tier[2]):
            latest = last
            if delivered:
                latest = add_working_days(delivered, -by_tier[1][0].papers_due_days)
            wished = latest - timedelta(7 + 3 * place_in_line)
            found.append(place(habit, number, earliest, latest, max(wished, earliest), closed, known + found))
        before = delivered or before
    return sorted(found, key=lambda slot: (slot.starts, slot.group))


def place(habit, quarter, earliest, latest, wished, closed, known):
    """The slot nearest to `wished` on the weekday that the group likes; else on another; at another hour last."""
    days = [date.fromordinal(n) for n in range(earliest.toordinal(), latest.toordinal() + 1)]
    nearest = sorted(days, key=lambda day: (day.weekday() != habit.weekday, abs((day - wished).days), day))
    open_days = [day for day in nearest if not closed_because(day, closed)]
    for hour, minute in dict.fromkeys([(habit.hour, habit.minute), *((hour, 0) for hour in HOURS)]):
        for day in open_days:
            starts = datetime.combine(day, time(hour, minute))
            slot = Slot(
                habit.group, starts, starts + timedelta(minutes=habit.lasts), quarter, "", habit.people
            )
            if not any(slot.clashes(other) for other in known):
                remark = why_there(habit, slot, nearest[0] if nearest else day, closed)
                return Slot(slot.group, slot.starts, slot.ends, quarter, remark, habit.people)
    raise Refused(
        f"No day is left for {habit.name or 'a group'} between {earliest:%-d %B %Y} and {latest:%-d %B %Y}. "
        "Close fewer days, or begin the year on another day."
    )


def why_there(habit, slot, first_choice, closed):
    """In words, why a slot is not as the group likes it; empty when it is."""
    said = []
    if slot.day != first_choice:
        because = closed_because(first_choice, closed)
        said.append(
            f"Not {first_choice:%-d %B}: {because}." if because
            else f"Not {first_choice:%-d %B}: members meet elsewhere then."
        )  # fmt: skip
    if slot.day.weekday() != habit.weekday:
        said.append(f"Not on a {DAYS[habit.weekday]}: none was free.")
    if (slot.starts.hour, slot.starts.minute) != (habit.hour, habit.minute):
        said.append("At another hour than usual: members meet elsewhere then.")
    return " ".join(said)


def problems(slot, *, others, closed):
    """Everything that speaks against a meeting at that time, as sentences.

    `others` are (name, Slot) of all other meetings.
    """
    said = []
    because = closed_because(slot.day, closed)
    if because:
        said.append(f"{slot.day:%-d %B %Y} is {because}.")
    said += [
        f"People who sit in this group meet at that hour in {name}."
        for name, other in others
        if slot.clashes(other)
    ]
    return said


def check_fits(said, *, despite):
    """Refused while something speaks against the time and nobody has said that it is meant."""
    if said and not despite:
        raise Refused(f"{' '.join(said)} Choose another time, or tick ‘Keep this time anyway’.")


def order_problems(rows):
    """Where a cycle's order is broken, by row: {key: sentence}. `rows` are (key, tier, quarter, day, due_days)."""
    said = {}
    delivery = {quarter: (key, day, due) for key, tier, quarter, day, due in rows if tier == 1}
    for key, tier, quarter, day, due in rows:
        own, before = delivery.get(quarter), delivery.get(quarter - 1)
        if tier == 0 and own and own[1] > add_working_days(on_working_day(day), -due):
            said[key] = "The Planning and Delivery Group does not meet in time for this meeting’s papers."
        if tier == 2 and own and day > add_working_days(on_working_day(own[1]), -own[2]):
            said[key] = "It comes too late for the papers of the Planning and Delivery Group."
        if tier == 2 and before and day <= before[1]:
            said[key] = "It comes before the last meeting of the Planning and Delivery Group."
    return said


def on_working_day(day):
    """The day itself, or the last working day before it."""
    while not is_working_day(day):
        day -= timedelta(1)
    return day
