"""Charges for places that were not used: the list for the finance officer, and each one's way."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, may, requires
from partnership.views.deed import carried_out
from partnership.views.listings import Column, Listing, in_order
from partnership.views.tables import table_file
from training.forms.booking import (
    ChargesFilterForm,
    InvoiceChargeForm,
    PayChargeForm,
    PutChargeBackForm,
    WaiveChargeForm,
)
from training.models import Charge
from training.operations import booking as operations
from training.rules.booking import MOVES

KEEPERS = (Can.RUN_TRAINING, Can.RUN_MONEY)
COLOURS = {"held": "yellow", "raised": "blue", "waived": "grey", "invoiced": "purple", "paid": "green"}


def with_all(charges):
    return charges.select_related(
        "booking__session__course", "booking__learner", "organisation", "decided_by"
    )


def find(pk):
    return get_object_or_404(with_all(Charge.objects.all()), pk=pk)


CHARGES = Listing(
    "training:charges",
    "Charges",
    "charge",
    [
        Column("Charge", str, by="pk", kind="number"),
        Column("Organisation", lambda one: one.organisation.name, by="organisation__name", under="Charge"),
        Column("Session", lambda one: one.booking.session.course.title, by="booking__session__course__title"),
        Column("Reference", lambda one: one.booking.session.reference, under="Session"),
        Column(
            "Day",
            lambda one: timezone.localdate(one.booking.session.starts_at),
            by="booking__session__starts_at",
            kind="day",
            under="Session",
        ),
        Column("Why", lambda one: one.get_why_display(), by="why"),
        Column(
            "Status",
            lambda one: one.get_state_display(),
            by=in_order("state", Charge.State),
            kind="step",
        ),
        Column("Amount", lambda one: one.amount, by="amount", kind="number", numeric=True),
    ],
    form=ChargesFilterForm,
    order="the newest first",
    detail="training:charges_file",
)


def chosen(request):
    """The filter, and the charges that the page's address asks for."""
    form = ChargesFilterForm(request.GET or None)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    found = with_all(Charge.objects.all())
    return form, CHARGES.in_order(request, found.filter(state=state) if state else found)


@requires(*KEEPERS)
@require_safe
def charges(request):
    form, found = chosen(request)
    shown = CHARGES.shown(request, found, of=Charge.objects.all(), form=form)
    if shown.file:
        return shown.file
    sums = {
        one: sum(row.amount for row in Charge.objects.filter(state=one))
        for one in ("raised", "invoiced", "paid")
    }
    return render(
        request,
        "training/charges.html",
        {
            "shown": shown,
            "charges": shown.page,
            "colours": COLOURS,
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
    _, found = chosen(request)
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
            "puts_back": puts_back(request.user, found),
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


STEPS = {"waived": "the waiver", "invoiced": "the invoice", "paid": "the payment"}


def puts_back(person, charge):
    """What step of a charge this person may take back, in words, or nothing: each is for whoever takes it."""
    takes = Can.RUN_TRAINING if charge.state == "waived" else Can.RUN_MONEY
    return STEPS.get(charge.state, "") if may(person, takes) else ""


@requires(*KEEPERS)
def put_charge_back(request, pk):
    found = find(pk)
    step = puts_back(request.user, found)
    if not step:
        raise Refused("There is no step of this charge that you can take back.")
    form = PutChargeBackForm(request.POST or None, initial={"seen": found.state})
    if carried_out(request, form, operations.put_charge_back, found):
        messages.success(request, f"We have taken back {step}.")
        return redirect(found)
    return render(request, "training/put_charge_back.html", {"charge": found, "form": form, "step": step})
