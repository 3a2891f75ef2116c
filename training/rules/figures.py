"""The arithmetic of training figures: what is counted, and the rates that follow. Numbers only, no database."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from partnership.rules.shares import share
from partnership.rules.suppression import small, sum_is_safe, suppressed

PENNY = Decimal("0.01")


@dataclass
class Counts:
    """What is counted of some sessions that were held. `places` are those of the sessions, not of an agency."""

    sessions: int = 0
    places: int = 0
    booked: int = 0  # had a place when the session began
    present: int = 0
    late: int = 0
    partly: int = 0
    no_show: int = 0
    substituted: int = 0  # sent somebody else, who is counted by how they came
    unbooked: int = 0  # came without a booking, as a substitute or just so; among present, late or partly
    cancelled: int = 0  # gave their place back before the day
    attended: int = 0  # what counts as attended, by the policy on late and partly
    cost: Decimal = Decimal(0)
    costed: int = 0  # attended, in sessions whose cost is known

    @property
    def came(self):
        return self.present + self.late + self.partly

    @property
    def fill_rate(self):
        """People in the room of a hundred places."""
        return share(self.came, self.places)

    @property
    def no_show_rate(self):
        """Of a hundred who had a place, how many neither came nor sent somebody else."""
        return share(self.no_show, self.booked)

    @property
    def cost_each(self):
        """Pounds for each attended place, of the sessions whose cost is known."""
        return (self.cost / self.costed).quantize(PENNY, ROUND_HALF_UP) if self.costed else None

    def add(self, **numbers):
        for name, number in numbers.items():
            setattr(self, name, getattr(self, name) + number)


# What others than staff may read --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """Counts as somebody may read them who reads of nobody by themselves: None is not shown."""

    booked: int | None
    came: int | None
    no_show: int | None
    no_show_rate: Decimal | None
    fill_rate: Decimal | None
    cost_each: Decimal | None


def shown_of(counts, *, came, absent):
    """`came` and `absent` say whether these may be told. Who had a place is told with who stayed away or not at all:
    whoever knows how many came would work out the other."""
    return Shown(
        booked=counts.booked if absent else None,
        came=counts.came if came else None,
        no_show=counts.no_show if absent else None,
        no_show_rate=counts.no_show_rate if absent else None,
        fill_rate=counts.fill_rate if came else None,
        cost_each=counts.cost_each if came else None,
    )


def told(total, quarters=()):
    """What is told of a whole, such as a year. `quarters` are its parts that others may have read by themselves: a sum
    that would give a small one of them away is not told either."""

    def safe(name):
        hidden = [getattr(part, name) for part in quarters if small(getattr(part, name))]
        return not small(getattr(total, name)) and sum_is_safe(hidden)

    came = safe("came")
    return shown_of(total, came=came, absent=came and safe("no_show") and not small(total.booked))


def withheld(table):
    """label → Shown, where the total is known. Small numbers of people and what gives them away are left out."""
    came = suppressed({label: counts.came for label, counts in table.items()})
    few = {
        label
        for label, counts in table.items()
        if came[label] is None or small(counts.no_show) or small(counts.booked)
    }
    absent = suppressed({label: counts.no_show for label, counts in table.items()}, hidden=few)
    return {
        label: shown_of(counts, came=came[label] is not None, absent=absent[label] is not None)
        for label, counts in table.items()
    }
