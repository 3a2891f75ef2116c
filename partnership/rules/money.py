"""The law of money: shares to the penny, one pot at a time, and what must be explained before a year is closed."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from partnership.access import Refused
from partnership.rules.deadlines import CalendarDays, Clock
from partnership.rules.shares import share
from partnership.rules.years import financial_year, first_day, last_day, year_words

PENNY = Decimal("0.01")
MOST = Decimal("9999999999.99")

# What a year's spending is usually planned under; each budget keeps its own headings, and may name others.
USUAL_HEADINGS = (
    "Staffing",
    "Independent advisor",
    "Reviews",
    "Training",
    "Website and procedures",
    "Venues and meetings",
    "Young people’s participation",
    "Other costs",
)

# A heading that ends this far from its budget needs words before the year is closed. Both must be passed, so that
# nobody explains ten pounds. Local practice, not law: each budget may set others.
VARIANCE_PER_CENT = Decimal("10")
VARIANCE_POUNDS = Decimal("500")

PAY_INVOICE = Clock(
    duty="pay_invoice",
    label="Pay the contribution",
    starts="invoiced_on",
    since="the invoice",
    allow=CalendarDays(30),
    source="Local terms of payment: 30 days, as public bodies usually agree. Source not confirmed.",
    confirmed=False,
)
APPROVE_WITHIN = Clock(
    duty="approve_budget",
    label="Approve the budget",
    starts="asked_on",
    since="the partners were asked",
    allow=CalendarDays(28),
    source="Local target. Lead safeguarding partners sign off the shared yearly budget (Working Together 2023).",
)


class AcrossPots(TypeError):
    """Money of two budgets was about to be added or compared. Each pot pays for something different."""


# Amounts ---------------------------------------------------------------------------------------------------


class Pounds(Decimal):
    """An amount that shows itself as people write it: £1,234.50, and −£12.00 when it is less than nothing."""

    def __format__(self, spec):
        return super().__format__(spec) if spec else pounds(self)


def pounds(amount):
    """£1,234 or £1,234.50; nothing for no amount."""
    if amount is None:
        return ""
    amount = Decimal(amount)
    sign = "−" if amount < 0 else ""
    whole = amount == amount.to_integral_value()
    return f"{sign}£{format(abs(amount), ',.0f' if whole else ',.2f')}"


AMOUNT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?")
NOT_AN_AMOUNT = "is not an amount. Write it like 1,234.50, or (12.00) where money came back"


def read_amount(text):
    """An amount as accountants in Britain write it: 1,234.50, £1,234.50, (12.00), -12.00. ValueError says why not."""
    typed = " ".join(str(text).replace("\u00a0", " ").replace("−", "-").split())
    bare = typed.replace(" ", "")
    negative = False
    if bare.startswith("(") and bare.endswith(")"):
        negative, bare = True, bare[1:-1]
    bare = bare.removeprefix("£")
    if bare.startswith("-") and not negative:
        negative, bare = True, bare[1:]
    elif bare.endswith("-") and not negative:
        negative, bare = True, bare[:-1]
    bare = bare.removeprefix("£")
    found = AMOUNT.fullmatch(bare) if bare.isascii() else None
    if not found:
        raise ValueError(f"‘{typed[:40]}’ {NOT_AN_AMOUNT}")
    parts = (found[1] or "").rstrip("0")
    # A spreadsheet keeps 0.1 + 0.2 as 0.30000000000000004, and that is thirty pence.
    if len(parts) > 2 and not (len(parts) > 9 and parts[2:9] in ("0000000", "9999999")):
        raise ValueError(f"‘{typed[:40]}’ is finer than a penny. Round it to two places")
    try:
        amount = Decimal(bare.replace(",", "")).quantize(PENNY)
    except InvalidOperation:
        raise ValueError(f"‘{typed[:40]}’ {NOT_AN_AMOUNT}") from None
    if amount > MOST:
        raise ValueError(f"‘{typed[:40]}’ is far too much. Check it")
    return -amount if negative else amount


# Parts of financial years ----------------------------------------------------------------------------------

MONTHLY, QUARTERLY = "month", "quarter"


def periods(year, by):
    """The first days of the year's months or quarters."""
    step = 1 if by == MONTHLY else 3
    months = [(year + (3 + n) // 12, (3 + n) % 12 + 1) for n in range(0, 12, step)]
    return [date(y, m, 1) for y, m in months]


def period_of(day, by):
    """The first day of the month or quarter in which that day lies."""
    return max(start for start in periods(financial_year(day), by) if start <= day)


def next_period(start, by):
    months = start.year * 12 + start.month - 1 + (1 if by == MONTHLY else 3)
    return date(months // 12, months % 12 + 1, 1)


def check_in_year(day, year):
    if not first_day(year) <= day <= last_day(year):
        raise Refused(
            f"{day:%-d %B %Y} is not in {year_words(year)}, which runs from 1 April {year} to 31 March {year + 1}."
        )


# Shares ----------------------------------------------------------------------------------------------------

EQUAL, PERCENTAGES, AMOUNTS = "equal", "percentages", "amounts"
REMAINDER = (
    "Pennies that do not divide go one each to the partners in the order of their names, until none is left."
)
REMAINDER_OF_PERCENTAGES = (
    "Each share is rounded down to the penny; pennies left over go one each to the largest parts that were cut off, "
    "then in the order of names."
)


def equal_shares(total, names):
    """Each name's part of the total, to the penny; what does not divide goes one penny each in order of names.

    >>> equal_shares(Decimal("100"), ["b", "a", "c"])
    {'a': Decimal('33.34'), 'b': Decimal('33.33'), 'c': Decimal('33.33')}
    """
    check_total(total)
    names = sorted(names)
    if not names:
        raise Refused("Choose the partners that share the cost.")
    pence, left = divmod(int(total / PENNY), len(names))
    return {name: (pence + (at < left)) * PENNY for at, name in enumerate(names)}


def percentage_shares(total, percentages):
    """Each name's percentage of the total, to the penny, together the whole of it. Percentages come to 100."""
    check_total(total)
    given = {name: per_cent for name, per_cent in percentages.items() if per_cent}
    if any(per_cent < 0 for per_cent in given.values()):
        raise Refused("A percentage cannot be less than nothing.")
    together = sum(given.values(), Decimal(0))
    if together != 100:
        raise Refused(f"The percentages come to {plain(together)}, not to 100. Correct them.")
    exact = {name: total * per_cent / 100 for name, per_cent in given.items()}
    cut = {name: int(part / PENNY) for name, part in exact.items()}
    left = int(total / PENNY) - sum(cut.values())
    order = sorted(given, key=lambda name: (-(exact[name] / PENNY - cut[name]), name))
    return {name: (cut[name] + (name in order[:left])) * PENNY for name in sorted(given)}


def check_amounts(total, amounts):
    """Agreed amounts as they are; together they are the total, to the penny."""
    check_total(total)
    given = {name: amount for name, amount in amounts.items() if amount}
    if any(amount < 0 for amount in given.values()):
        raise Refused("A contribution cannot be less than nothing.")
    together = sum(given.values(), Decimal(0))
    if together != total:
        raise Refused(
            f"The amounts come to {pounds(together)}, and the budget is {pounds(total)}. Make them the same."
        )
    return given


def check_total(total):
    if total is None or total <= 0:
        raise Refused("Enter the total of the budget, in pounds.")


def plain(number):
    """A number without noughts at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# One budget, and never two ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Totals:
    """The totals of one budget. They cannot be added to anything, least of all to another budget's."""

    pot: str
    year: int
    agreed: Decimal
    invoiced: Decimal
    received: Decimal
    other_expected: Decimal
    other_received: Decimal
    planned: Decimal
    spent: Decimal
    forecast: Decimal

    def __add__(self, other):
        raise AcrossPots("Totals of budgets are never added: each pot pays for something different.")

    __radd__ = __sub__ = __rsub__ = __add__

    @property
    def income(self):
        """Everything that is to come in, in cash. What is given in kind is no part of it."""
        return self.agreed + self.other_expected

    @property
    def came_in(self):
        return self.received + self.other_received

    @property
    def outturn(self):
        """What will have been spent by 31 March: spent so far, and what is forecast for the periods still to come."""
        return self.spent + self.forecast

    @property
    def carried_forward(self):
        """What would be left at the end of the year."""
        return self.income - self.outturn


@dataclass(frozen=True)
class YearChange:
    """How one pot's budget changed from one year to another."""

    pounds: Decimal
    per_cent: Decimal | None


def change(before, after):
    """From one budget to a later one of the same pot. AcrossPots where they are of two pots."""
    if before.pot_id != after.pot_id:
        raise AcrossPots("Years are compared within one pot only: another pot pays for something else.")
    difference = after.total - before.total
    return YearChange(difference, share(difference, before.total))


def variance(planned, outturn):
    """How far the outturn lies above the budget (below it, when negative), in pounds and per cent."""
    return outturn - planned, share(outturn - planned, planned)


def needs_words(planned, outturn, *, per_cent, floor):
    """Whether a heading ends so far from its budget that somebody has to say why."""
    difference = abs(outturn - planned)
    if difference <= floor:
        return False
    return not planned or difference / planned * 100 > per_cent


# What may happen when --------------------------------------------------------------------------------------


def check_writable(budget):
    """Figures of a published or a closed year stay as they are."""
    if budget.state == "published":
        raise Refused(
            f"The figures of {budget} are kept as they were published. They change only with the document."
        )
    if budget.state == "closed":
        raise Refused(f"{budget} is closed. The manager can open it again, with a reason.")


def check_can_close(budget, *, today, unexplained, outstanding):
    """A year is closed once it is over, every variance is explained, and no invoice is left open."""
    check_writable(budget)
    if today <= last_day(budget.year):
        raise Refused(
            f"{year_words(budget.year)} ends on 31 March {budget.year + 1}. Close it after that day."
        )
    if unexplained:
        raise Refused(f"First say why these headings differ from their budget: {', '.join(unexplained)}.")
    if outstanding:
        raise Refused(
            f"These invoices are neither paid nor withdrawn: {', '.join(outstanding)}. Settle them first."
        )


def check_invoice(*, amount, agreed, invoiced):
    if amount is None or amount <= 0:
        raise Refused("Enter the amount of the invoice, in pounds.")
    if invoiced + amount > agreed:
        left = agreed - invoiced
        raise Refused(
            f"{pounds(agreed)} is agreed and {pounds(invoiced)} is already invoiced. Invoice no more "
            f"than {pounds(left)}."
        )


def check_payment(*, amount, invoiced, received):
    if amount is None or amount <= 0:
        raise Refused("Enter the amount received, in pounds.")
    if received + amount > invoiced:
        left = invoiced - received
        raise Refused(
            f"The invoice is for {pounds(invoiced)} and {pounds(received)} has been received. Enter no "
            f"more than {pounds(left)}."
        )


def check_reversal(*, reversed_already, is_reversal, reason):
    if is_reversal:
        raise Refused("This entry reverses another one. Enter the right figure as a new entry instead.")
    if reversed_already:
        raise Refused("This entry has already been reversed.")
    if not reason.strip():
        raise Refused("Say why the entry is being reversed. Both entries stay visible.")


def check_approvable(*, checksum, frozen, superseded):
    """Nobody approves figures that have changed since the partners were asked."""
    if superseded or checksum != frozen:
        raise Refused("The figures have changed since your partner was asked. Wait to be asked again.")


def checksum(figures):
    """SHA-256 of plain data, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(figures, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
