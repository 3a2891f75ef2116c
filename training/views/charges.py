"""Charges for places that were not used: the list for the finance officer, and each one's way."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.views.deed import carried_out
from partnership.views.tables import table_file
from training.forms.booking import InvoiceChargeForm, PayChargeForm, WaiveChargeForm
from training.models import Charge
from training.operations import booking as operations
from training.rules.booking import MOVES

KEEPERS = (Can.RUN_TRAINING, Can.RUN_MONEY)
SHORT = {
    "held": "Manager asked", "raised": "To be invoiced", "invoiced": "Invoiced", "paid": "Paid", "waived": "Waived",
}  # fmt: skip
COLOURS = {"held": "yellow", "raised": "blue", "waived": "grey", "invoiced": "purple", "paid": "green"}


def with_all(charges):
    return charges.select_related(
        "booking__session__course", "booking__learner", "organisation", "decided_by"
    )


def find(pk):
    return get_object_or_404(with_all(Charge.objects.all()), pk=pk)


def chosen(request):
    """The charges of the state that the page's address asks for, and that state; all of them without one."""
    state = request.GET.get("state", "")
    found = with_all(Charge.objects.all())
    return (found.filter(state=state), state) if state in Charge.State else (found, "")


@requires(*KEEPERS)
@require_safe
def charges(request):
    found, state = chosen(request)
    sums = {
        one: sum(row.amount for row in Charge.objects.filter(state=one))
        for one in ("raised", "invoiced", "paid")
    }
    return render(
        request,
        "training/charges.html",
        {
            "charges": found,
            "colours": COLOURS,
            "chosen": state,
            "section": [
                {"label": label, "address": f"?state={key}" if key else request.path, "current": key == state}
                for key, label in [("", "All"), *SHORT.items()]
            ],
            "sums": sums,
        },
    )


HEADINGS = [
    "Charge", "Organisation", "Session", "Course", "Day", "Why", "Amount in pounds", "State", "Reason waived",
    "Invoice", "Invoiced", "Paid",
]  # fmt: skip


@requires(*KEEPERS)
@require_safe
def charges_file(request, kind):
    """The list for the finance system: an organisation, a session and an amount, and no learner's name."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    found, _ = chosen(request)
    rows = [
        [
            one.pk, one.organisation.name, one.booking.session.reference, one.booking.session.course.title,
            timezone.localdate(one.booking.session.starts_at), one.get_why_display(), one.amount,
            one.get_state_display(), one.reason, one.invoice, one.invoiced_on, one.paid_on,
        ]
        for one in found
    ]  # fmt: skip
    return table_file(kind, "training-charges", HEADINGS, rows)


@requires(*KEEPERS)
@require_safe
def charge(request, pk):
    """One charge: how it follows from the terms, and what can be done with it."""
    found = find(pk)
    next_states = MOVES[found.state]
    return render(
        request,
        "training/charge.html",
        {
            "charge": found,
            "colours": COLOURS,
            "waives": "waived" in next_states and may(request.user, Can.RUN_TRAINING),
            "invoices": "invoiced" in next_states and may(request.user, Can.RUN_MONEY),
            "pays": "paid" in next_states and may(request.user, Can.RUN_MONEY),
        },
    )


def deed(request, pk, form_class, operation, template, done):
    found = find(pk)
    form = form_class(request.POST or None)
    if carried_out(request, form, operation, found):
        messages.success(request, done)
        return redirect(found)
    return render(request, template, {"charge": found, "form": form})


@requires(Can.RUN_TRAINING)
def waive_charge(request, pk):
    return deed(request, pk, WaiveChargeForm, operations.waive, "training/waive_charge.html", "Charge waived")


@requires(Can.RUN_MONEY)
def invoice_charge(request, pk):
    return deed(
        request,
        pk,
        InvoiceChargeForm,
        operations.mark_invoiced,
        "training/invoice_charge.html",
        "Invoice recorded",
    )


@requires(Can.RUN_MONEY)
def pay_charge(request, pk):
    return deed(
        request, pk, PayChargeForm, operations.mark_paid, "training/pay_charge.html", "Payment recorded"
    )
