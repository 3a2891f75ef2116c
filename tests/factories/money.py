"""Budgets of the cast's partners, brought about by the deeds that people do."""

from datetime import date
from decimal import Decimal

from partnership.models import Pot
from partnership.operations.money.budgets import open_year, share_out
from partnership.operations.money.spending import add_spending
from partnership.rules.money import EQUAL

YEAR = 2025  # its last day was 31 March 2026


def pot(code="core"):
    names = {"core": "Partnership core budget", "joint": "Children and adults together"}
    return Pot.objects.get_or_create(code=code, defaults={"name": names[code], "scope": f"Pays for {code}."})[
        0
    ]


def budget(cast, *, code="core", year=YEAR, total="100000.00", shared=True):
    """A year opened by the manager and, unless told otherwise, shared out equally among the four partners."""
    opened = open_year(pot(code), by=cast.manager, year=year, total=Decimal(total))
    if shared:
        share_out(opened, by=cast.manager, total=Decimal(total), sharing=EQUAL, organisations=cast.partners)
    opened.refresh_from_db()
    return opened


def contribution(opened, organisation):
    return opened.contributions.get(organisation=organisation)


def line(opened, name="Training"):
    return opened.lines.get(name=name)


def spent(
    cast, opened, amount, *, name="Training", on=date(2025, 5, 6), described="Trainer for two days", **more
):
    return add_spending(
        opened, by=cast.administrator, line=line(opened, name), spent_on=on, supplier="company",
        described=described, amount=Decimal(amount), **more,
    )  # fmt: skip
