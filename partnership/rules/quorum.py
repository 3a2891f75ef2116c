"""Whether a meeting may decide: counted by organisations and never by heads.

Three kinds of rule, as groups' terms of reference have them: all of a set of organisations, so many of a set, or
the chair's discretion. Somebody counts for their organisation when they are a member and present, or a substitute
with like authority. Observers and virtual members never count; two people of one agency count once.
"""

from dataclasses import dataclass

from partnership.access import Refused

COUNTS = {"present", "substitute"}
MEMBER = "member"


@dataclass(frozen=True)
class Seat:
    """One row of who was there. `organisation` is its id, or None for somebody who belongs to none."""

    organisation: int | None
    presence: str
    capacity: str = MEMBER

    @property
    def counts(self):
        return self.capacity == MEMBER and self.presence in COUNTS and self.organisation is not None


@dataclass(frozen=True)
class AllOf:
    """Every organisation of the set. `names` are organisation id → name."""

    names: dict
    called: str = "organisations"

    def __str__(self):
        return f"All {len(self.names)} {self.called}"

    def met(self, there):
        return set(self.names) <= there


@dataclass(frozen=True)
class SomeOf:
    """So many organisations of the set."""

    count: int
    names: dict
    called: str = "organisations"

    def __str__(self):
        return f"{self.count} of {len(self.names)} {self.called}"

    def met(self, there):
        return len(set(self.names) & there) >= self.count


@dataclass(frozen=True)
class ChairsDiscretion:
    """No count makes a quorum: the chair rules each time. The set only says whose absence is named."""

    names: dict
    called: str = "organisations"

    def __str__(self):
        return "At the chair's discretion"

    def met(self, there):
        return None


@dataclass(frozen=True)
class Quorum:
    """How a meeting was judged. `met` is None where it lies with the chair; `missing` are names, in order."""

    rule: str
    met: bool | None
    missing: tuple

    def __str__(self):
        verdict = {True: "quorate", False: "not quorate", None: "for the chair to rule"}[self.met]
        without = f"; not represented: {', '.join(self.missing)}" if self.missing else ""
        return f"{self.rule}: {verdict}{without}"


def judge(rule, seats):
    """The quorum of a meeting under its group's rule."""
    there = {seat.organisation for seat in seats if seat.counts}
    missing = tuple(sorted(name for pk, name in rule.names.items() if pk not in there))
    return Quorum(rule=str(rule), met=rule.met(there), missing=missing)


def check_quorum(quorum, ruling):
    """A meeting without a quorum needs what its chair ruled, in words."""
    if quorum.met is True or ruling.strip():
        return
    if quorum.met is None:
        raise Refused("Whether the meeting could go ahead lies with the chair. Record what the chair ruled.")
    raise Refused(
        f"The meeting was not quorate: {', '.join(quorum.missing)} had nobody there who counts. Record what the chair "
        "ruled."
    )
