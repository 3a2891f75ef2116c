"""The arithmetic of single-agency training returns: how many of whom are up to date, level by level."""

from dataclasses import dataclass
from decimal import Decimal

from partnership.rules.shares import share

CODE = "single-agency-training"  # of the questionnaire
LEVELS = (1, 2, 3, 4)


def codes(level):
    """The codes of the two questions about that level: who needs it, who is up to date."""
    return f"level-{level}-in-scope", f"level-{level}-up-to-date"


@dataclass(frozen=True)
class Coverage:
    """People who need a level and people who are up to date. Nobody where it does not apply: it leaves both sums."""

    in_scope: Decimal = Decimal(0)
    up_to_date: Decimal = Decimal(0)
    applies: bool = True

    @property
    def rate(self):
        """Of a hundred who need it; None where nobody does."""
        return share(self.up_to_date, self.in_scope) if self.applies else None

    @property
    def doubtful(self):
        """More up to date than need it: somebody counted something else."""
        return self.applies and self.up_to_date > self.in_scope

    def __add__(self, other):
        parts = [one for one in (self, other) if one.applies]
        needs = sum((one.in_scope for one in parts), Decimal(0))
        return Coverage(needs, sum((one.up_to_date for one in parts), Decimal(0)))


NONE = Coverage(applies=False)


def coverage(answers, level):
    """The coverage of a level, from a return's answers by code. What was not given counts for nobody."""
    needs, has = (answers.get(code) for code in codes(level))
    if not needs or not has or needs.not_applicable or has.not_applicable:
        return NONE
    if needs.number is None or has.number is None:
        return NONE
    return Coverage(needs.number, has.number)


def change(now, before):
    """Points of a hundred more or less than last year; None where either year has nothing to count."""
    return None if now.rate is None or before is None or before.rate is None else now.rate - before.rate
