"""What comes in: invoices and payments, other income, and what is given in kind."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Contribution, Income, InKind, Invoice, Payment
from partnership.operations.deadlines import end, meet, open_deadline, open_fixed
from partnership.operations.meanwhile import still_there
from partnership.operations.money.budgets import figures_changed, lock
from partnership.operations.record import record
from partnership.rules import money as law


def locked(contribution):
    """The contribution, its budget locked and at hand."""
    budget = lock(contribution.budget)
    contribution = still_there(Contribution.objects.select_related("organisation"), contribution)
    contribution.budget = budget
    return contribution


def path_of(contribution):
    return reverse("contribution", args=[contribution.pk])


@transaction.atomic
def raise_invoice(contribution, *, by, reference, invoiced_on, amount):
    """Note an invoice to a partner, in full or in part; its payment is due from the partner."""
    contribution = locked(contribution)
    law.check_in_year(invoiced_on, contribution.budget.year)
    law.check_invoice(amount=amount, agreed=contribution.amount, invoiced=contribution.invoiced)
    reference = reference.strip()
    if contribution.invoices.filter(reference=reference, withdrawn_on=None).exists():
        raise Refused(f"Invoice {reference} is already recorded.")
    deadline = open_deadline(
        law.PAY_INVOICE,
        invoiced_on,
        by=by,
        reference=contribution.budget.reference,
        path=path_of(contribution),
        organisation=contribution.organisation,
        label=f"{law.PAY_INVOICE.label}: invoice {reference}"[:200],
    )
    invoice = Invoice.objects.create(
        contribution=contribution, reference=reference, invoiced_on=invoiced_on, amount=amount,
        deadline=deadline, raised_by=by,
    )  # fmt: skip
    record("invoiced", invoice, by=by, amount=str(amount), partner=contribution.organisation.name)
    return invoice


@transaction.atomic
def withdraw_invoice(invoice, *, by, reason):
    """An invoice was wrong. It stays, marked, and nothing is due on it any more."""
    invoice = lock_invoice(invoice)
    if invoice.received:
        raise Refused("Money has come in for this invoice. Reverse the payment first.")
    if not reason.strip():
        raise Refused("Say why the invoice is withdrawn.")
    invoice.withdrawn_on = timezone.localdate()
    invoice.withdrawn_because = reason.strip()
    invoice.save(update_fields=["withdrawn_on", "withdrawn_because"])
    if invoice.deadline.outstanding:
        end(invoice.deadline, by=by, reason="The invoice was withdrawn.")
    record("withdrew", invoice, by=by, why=invoice.withdrawn_because)
    return invoice


def lock_invoice(invoice):
    contribution = locked(Contribution.objects.select_related("budget").get(pk=invoice.contribution_id))
    invoice = (
        Invoice.objects.select_for_update(of=("self",), no_key=True)
        .select_related("deadline")
        .get(pk=invoice.pk)
    )
    invoice.contribution = contribution
    if invoice.withdrawn_on:
        raise Refused("This invoice was withdrawn.")
    return invoice


@transaction.atomic
def receive_payment(invoice, *, by, amount, received_on, late_reason=""):
    """Money came in, in part or in full. The payment that settles the invoice meets its date, late or on time."""
    invoice = lock_invoice(invoice)
    if received_on > timezone.localdate():
        raise Refused("The money cannot have been received in the future. Check the date.")
    if received_on < invoice.invoiced_on:
        raise Refused("The money cannot have been received before the invoice. Check both dates.")
    law.check_payment(amount=amount, invoiced=invoice.amount, received=invoice.received)
    payment = Payment.objects.create(invoice=invoice, amount=amount, received_on=received_on, entered_by=by)
    if not invoice.outstanding and invoice.deadline.outstanding:
        meet(invoice.deadline, by=by, done_on=received_on, late_reason=late_reason)
    record("received", payment, by=by, amount=str(amount), invoice=invoice.reference)
    return payment


@transaction.atomic
def reverse_payment(payment, *, by, reason):
    """A payment was entered wrongly: a second entry takes it back, and the invoice is open again."""
    invoice = lock_invoice(payment.invoice)
    payment = Payment.objects.select_related("reversed_by").get(pk=payment.pk)
    check_reversal(payment, reason)
    back = Payment.objects.create(
        invoice=invoice, amount=-payment.amount, received_on=payment.received_on, reverses=payment,
        reason=reason.strip(), entered_by=by,
    )  # fmt: skip
    if not invoice.deadline.outstanding:
        old = invoice.deadline
        invoice.deadline = open_fixed(
            old.duty, old.label, old.due_on, by=by, rule=old.rule, source=old.source, reference=old.reference,
            path=old.path, organisation=invoice.contribution.organisation, starts_on=old.starts_on,
        )  # fmt: skip
        invoice.save(update_fields=["deadline"])
    record("took back", back, by=by, why=back.reason, amount=str(payment.amount), invoice=invoice.reference)
    return back


def check_reversal(entry, reason):
    law.check_reversal(
        reversed_already=hasattr(entry, "reversed_by"), is_reversal=bool(entry.reverses_id), reason=reason
    )


@transaction.atomic
def add_income(budget, *, by, kind, described, amount, restricted_to="", received_on=None):
    """A grant, training income, or what was left of last year; restricted to a purpose or not."""
    budget = lock(budget)
    if not amount:
        raise Refused("Enter the amount, in pounds.")
    if amount < 0 and kind != Income.Kind.BROUGHT_FORWARD:
        raise Refused(
            "Only what is brought forward may be less than nothing. Reverse the wrong entry instead."
        )
    same = {"kind": kind, "described": described.strip(), "amount": amount, "received_on": received_on}
    if Income.objects.of(budget).filter(reverses=None, reversed_by=None, **same).exists():
        raise Refused("This income is entered already.")
    income = Income.objects.create(budget=budget, restricted_to=restricted_to.strip(), entered_by=by, **same)
    record("added income", income, by=by, kind=kind, amount=str(amount))
    figures_changed(budget, by=by)
    return income


@transaction.atomic
def receive_income(income, *, by, received_on):
    """Income that was expected has come in."""
    lock(income.budget)
    income = Income.objects.select_for_update(of=("self",), no_key=True).get(pk=income.pk)
    if income.received_on:
        raise Refused("This is already recorded as received.")
    if received_on > timezone.localdate():
        raise Refused("It cannot have been received in the future. Check the date.")
    income.received_on = received_on
    income.save(update_fields=["received_on"])
    record("received", income, by=by, on=str(received_on))
    return income


@transaction.atomic
def reverse_income(income, *, by, reason):
    """An income was entered wrongly: a second entry takes it back."""
    budget = lock(income.budget)
    income = Income.objects.select_related("reversed_by").get(pk=income.pk)
    check_reversal(income, reason)
    back = Income.objects.create(
        budget=budget, kind=income.kind, described=income.described, restricted_to=income.restricted_to,
        amount=-income.amount, received_on=income.received_on, reverses=income, reason=reason.strip(), entered_by=by,
    )  # fmt: skip
    record("took back", back, by=by, why=back.reason, amount=str(income.amount))
    figures_changed(budget, by=by)
    return back


@transaction.atomic
def add_in_kind(budget, *, by, organisation, described, value=None, valued_how=""):
    """Something other than cash. A value says how it was found, and enters no total."""
    budget = lock(budget)
    if value is not None and value <= 0:
        raise Refused("Enter a value above nothing, or leave it empty.")
    if value is not None and not valued_how.strip():
        raise Refused("Say how the value was worked out.")
    same = {"organisation": organisation, "described": described.strip()}
    if InKind.objects.of(budget).filter(withdrawn_because="", **same).exists():
        raise Refused("This is entered already.")
    given = InKind.objects.create(
        budget=budget, value=value, valued_how=valued_how.strip() if value else "", entered_by=by, **same
    )
    record("added in kind", given, by=by, partner=organisation.name, valued=value is not None)
    return given


@transaction.atomic
def withdraw_in_kind(given, *, by, reason):
    """It was not given after all. The entry stays, marked."""
    lock(given.budget)
    given = InKind.objects.select_for_update(of=("self",), no_key=True).get(pk=given.pk)
    if given.withdrawn_because:
        raise Refused("This was withdrawn already.")
    if not reason.strip():
        raise Refused("Say why it is withdrawn.")
    given.withdrawn_because = reason.strip()
    given.save(update_fields=["withdrawn_because"])
    record("withdrew", given, by=by, why=given.withdrawn_because)
    return given
