"""What is spent under the headings of a budget, what is expected to be, and why it differs from what was planned."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import BudgetLine, Forecast, Spending
from partnership.operations import uploads
from partnership.operations.money.budgets import lock
from partnership.operations.money.income import check_reversal
from partnership.operations.record import record
from partnership.rules import money as law


@transaction.atomic
def add_spending(budget, *, by, line, spent_on, supplier, described, amount, reference=""):
    """One entry of spending; a credit is less than nothing."""
    budget = lock(budget)
    check_entry(budget, spent_on, amount)
    same = {
        "line": line, "spent_on": spent_on, "amount": amount, "described": described.strip(),
        "reference": reference.strip(),
    }  # fmt: skip
    if Spending.objects.of(budget).filter(reverses=None, reversed_by=None, **same).exists():
        raise Refused("This entry is there already. If it was spent twice, say so in its description.")
    entry = Spending.objects.create(supplier=supplier, entered_by=by, **same)
    record("spent", entry, by=by, amount=str(amount), heading=line.name)
    return entry


def check_entry(budget, spent_on, amount):
    law.check_in_year(spent_on, budget.year)
    if spent_on > timezone.localdate():
        raise Refused("The date is in the future. What is still to be spent belongs in the forecast.")
    if not amount:
        raise Refused("Enter the amount, in pounds; a credit as less than nothing.")


@transaction.atomic
def reverse_spending(entry, *, by, reason):
    """An entry was wrong: a second one takes it back, and both stay."""
    line = BudgetLine.objects.select_related("budget").get(pk=entry.line_id)
    lock(line.budget)
    entry = Spending.objects.select_related("reversed_by", "line").get(pk=entry.pk)
    check_reversal(entry, reason)
    back = Spending.objects.create(
        line=entry.line, spent_on=entry.spent_on, supplier=entry.supplier, described=entry.described,
        reference=entry.reference, amount=-entry.amount, reverses=entry, reason=reason.strip(), entered_by=by,
    )  # fmt: skip
    record("took back", back, by=by, why=back.reason, amount=str(entry.amount))
    return back


def key_of(line, spent_on, amount, reference, described):
    return (line, spent_on, amount, reference.strip(), described.strip())


@transaction.atomic
def add_spending_rows(budget, *, by, purpose, read):
    """Apply the rows that wait: each right one becomes an entry, unless it is there already.

    Returns how many were added and how many were there. A second press finds nothing waiting and does nothing.
    """
    budget = lock(budget)
    upload = uploads.take(purpose, by=by)
    if upload is None:
        return 0, 0
    rows = read(budget, upload)
    if any(not row.right for row in rows):
        raise Refused("Some rows are wrong. Correct them in the spreadsheet and choose the file again.")
    standing = Spending.objects.of(budget).filter(reverses=None, reversed_by=None)
    there = Counter(
        key_of(*one) for one in standing.values_list("line", "spent_on", "amount", "reference", "described")
    )
    new, known = [], 0
    for row in rows:
        given = row.values
        check_entry(budget, given["spent_on"], given["amount"])
        key = key_of(
            given["line"].pk, given["spent_on"], given["amount"], given["reference"] or "", given["described"]
        )
        if there[key]:
            there[key] -= 1
            known += 1
            continue
        new.append(
            Spending(
                line=given["line"], spent_on=given["spent_on"], supplier=given["supplier"],
                described=given["described"], reference=given["reference"] or "", amount=given["amount"], entered_by=by,
            )
        )  # fmt: skip
    Spending.objects.bulk_create(new)
    upload.delete()
    record("imported spending", budget, by=by, added=len(new), there_already=known)
    return len(new), known


@transaction.atomic
def forecast(budget, *, by, amounts):
    """Set what is expected in each month or quarter to come: {(line, first day): amount or None}."""
    budget = lock(budget)
    starts = law.periods(budget.year, budget.forecasting)
    kept = {(one.line_id, one.period_on): one for one in Forecast.objects.of(budget)}
    for (line, start), amount in amounts.items():
        if start not in starts:
            raise Refused("This month or quarter is not one of the year's.")
        if amount is not None and amount < 0:
            raise Refused("A forecast cannot be less than nothing.")
        old = kept.get((line.pk, start))
        if amount is None:
            if old:
                old.delete()
        elif old is None:
            Forecast.objects.create(line=line, period_on=start, amount=amount, made_by=by)
        elif old.amount != amount:
            old.amount, old.made_by, old.made_at = amount, by, timezone.now()
            old.save(update_fields=["amount", "made_by", "made_at"])
    record("forecast", budget, by=by, entries=len(amounts))
    return budget


@transaction.atomic
def explain_variance(line, *, by, explained):
    """Say why a heading ends elsewhere than it was planned."""
    budget = lock(line.budget)
    line = BudgetLine.objects.select_for_update(no_key=True, of=("self",)).get(pk=line.pk)
    line.budget = budget
    line.explained = explained.strip()
    line.save(update_fields=["explained"])
    record("explained variance", line, by=by, why=line.explained)
    return line
