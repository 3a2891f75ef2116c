"""The arithmetic of training figures: what is counted, and the rates that follow. Numbers only, no database."""

from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal

from partnership.rules.shares import share
from partnership.rules.suppression import LEAST, small, suppressed

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


OF_PEOPLE = (
    "booked",
    "present",
    "late",
    "partly",
    "no_show",
    "substituted",
    "unbooked",
    "cancelled",
    "attended",
)


@dataclass(frozen=True)
class Shown:
    """Counts as somebody may read them: None where the number is small enough to tell of one person."""

    counts: dict
    no_show_rate: Decimal | None

    def __getattr__(self, name):
        try:
            return self.counts[name]
        except KeyError:
            raise AttributeError(name) from None


# Numbers of one row that add up to one another: whoever knows all but one of them knows that one.
TOGETHER = (
    ("attended", "present", "late"),
    ("booked", "unbooked", "present", "late", "partly", "no_show", "substituted"),
)


CAME = ("present", "late", "partly")


def hidden_cells(table):
    """(label, name) of what is not shown: small numbers, and what would give them away along a row or a column."""
    value = {(label, name): getattr(counts, name) for label, counts in table.items() for name in OF_PEOPLE}
    lines = [
        *([(label, name) for label in table] for name in OF_PEOPLE),
        *([(label, name) for name in names] for label in table for names in TOGETHER),
    ]
    hidden = {cell for cell, number in value.items() if small(number)}
    before = None
    while before != len(hidden):
        before = len(hidden)
        for line in lines:
            told = suppressed({cell: value[cell] for cell in line}, hidden=hidden.intersection(line))
            hidden |= {cell for cell, number in told.items() if number is None}
    return hidden


def withheld(table):
    """label → Shown. Small numbers of people, and what would give them away, are left out."""
    hidden = hidden_cells(table)
    shown = {}
    for label, counts in table.items():
        known = {one.name: getattr(counts, one.name) for one in fields(counts)}
        known |= {name: None for name in OF_PEOPLE if (label, name) in hidden}
        kept_back = [getattr(counts, name) for name in CAME if (label, name) in hidden]
        tells_came = small(counts.came) or (kept_back and (len(kept_back) == 1 or sum(kept_back) < LEAST))
        known["fill_rate"] = None if tells_came else counts.fill_rate
        known["cost_each"] = None if known["attended"] is None else counts.cost_each
        tells = (
            small(counts.booked)
            or small(counts.no_show)
            or known["no_show"] is None
            or known["booked"] is None
        )
        shown[label] = Shown(known, None if tells else counts.no_show_rate)
    return shown
