"""What comes in: a partner's contribution with its invoices and payments, other income, and what is given in kind."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.forms.money import (
    AddIncomeForm,
    AddInKindForm,
    RaiseInvoiceForm,
    ReceiveIncomeForm,
    ReceivePaymentForm,
    ReverseForm,
    WithdrawForm,
)
from partnership.models import Contribution, Income, InKind, Invoice, Payment
from partnership.operations.money import income as operations
from partnership.rules import money as law
from partnership.views.money.page import deed_page, find_writable


def find(request, things, pk, budget_of):
    """A row of a budget that the person sees and whose figures may change."""
    found = get_object_or_404(things.visible_to(request.user), pk=pk)
    law.check_writable(budget_of(found))
    return found


@requires(Can.READ_MONEY)
@require_safe
def contribution(request, pk):
    """What one partner puts in: agreed, invoiced, received, and what is late."""
    found = get_object_or_404(
        Contribution.objects.visible_to(request.user)
        .select_related("budget__pot", "organisation")
        .prefetch_related("invoices__payments__reversed_by", "invoices__deadline"),
        pk=pk,
    )
    return render(
        request,
        "partnership/contribution.html",
        {
            "contribution": found,
            "budget": found.budget,
            "today": timezone.localdate(),
            "runs": found.budget.open and may(request.user, Can.RUN_MONEY),
        },
    )


@requires(Can.RUN_MONEY)
def raise_invoice(request, pk):
    """Note an invoice to the partner."""
    things = Contribution.objects.select_related("budget__pot", "organisation")
    found = find(request, things.prefetch_related("invoices__payments"), pk, lambda one: one.budget)
    left = found.amount - found.invoiced
    form = RaiseInvoiceForm(request.POST or None, initial={"amount": left if left > 0 else None})
    return deed_page(
        request, "raise_invoice", form, operations.raise_invoice, found,
        "The invoice is added, and its payment is due.", found,
        context={"contribution": found, "budget": found.budget, "left": left},
    )  # fmt: skip


INVOICES = Invoice.objects.select_related(
    "contribution__budget__pot", "contribution__organisation", "deadline"
).prefetch_related("payments")


@requires(Can.RUN_MONEY)
def receive_payment(request, pk):
    """Money came in for an invoice, in full or in part."""
    found = find(request, INVOICES, pk, lambda one: one.contribution.budget)
    form = ReceivePaymentForm(
        request.POST or None, due_on=found.deadline.due_on, initial={"amount": found.outstanding}
    )
    return deed_page(
        request, "receive_payment", form, operations.receive_payment, found, "The payment is recorded.",
        found.contribution, context={"invoice": found, "contribution": found.contribution},
    )  # fmt: skip


@requires(Can.RUN_MONEY)
def withdraw_invoice(request, pk):
    """An invoice was wrong."""
    found = find(request, INVOICES, pk, lambda one: one.contribution.budget)
    form = WithdrawForm(request.POST or None)
    return deed_page(
        request, "withdraw_invoice", form, operations.withdraw_invoice, found, "The invoice is withdrawn.",
        found.contribution, context={"invoice": found, "contribution": found.contribution},
    )  # fmt: skip


@requires(Can.RUN_MONEY)
def reverse_payment(request, pk):
    """A payment was entered wrongly."""
    things = Payment.objects.select_related("invoice__contribution__budget__pot")
    found = find(request, things, pk, lambda one: one.invoice.contribution.budget)
    form = ReverseForm(request.POST or None)
    return deed_page(
        request, "reverse_payment", form, operations.reverse_payment, found,
        "The payment is reversed, and the invoice is open again.", found.invoice.contribution,
        context={"payment": found, "contribution": found.invoice.contribution},
    )  # fmt: skip


@requires(Can.RUN_MONEY)
def add_income(request, pk):
    """A grant, training income, or what was left of last year."""
    budget = find_writable(request, pk)
    form = AddIncomeForm(request.POST or None)
    return deed_page(
        request, "add_income", form, operations.add_income, budget, "The income is entered.", budget,
        context={"budget": budget},
    )  # fmt: skip


INCOMES = Income.objects.select_related("budget__pot")


@requires(Can.RUN_MONEY)
def receive_income(request, pk):
    """Income that was expected has come in."""
    found = find(request, INCOMES, pk, lambda one: one.budget)
    form = ReceiveIncomeForm(request.POST or None)
    return deed_page(
        request, "receive_income", form, operations.receive_income, found, "It is recorded as received.", found.budget,
        context={"income": found, "budget": found.budget},
    )  # fmt: skip


@requires(Can.RUN_MONEY)
def reverse_income(request, pk):
    """An income was entered wrongly."""
    found = find(request, INCOMES, pk, lambda one: one.budget)
    form = ReverseForm(request.POST or None)
    return deed_page(
        request, "reverse_income", form, operations.reverse_income, found, "The income is reversed.", found.budget,
        context={"income": found, "budget": found.budget},
    )  # fmt: skip


@requires(Can.RUN_MONEY)
def add_in_kind(request, pk):
    """What an organisation gives other than cash."""
    budget = find_writable(request, pk)
    form = AddInKindForm(request.POST or None)
    return deed_page(
        request, "add_in_kind", form, operations.add_in_kind, budget,
        "It is added. It is not included in any cash total.", budget,
        context={"budget": budget},
    )  # fmt: skip


@requires(Can.RUN_MONEY)
def withdraw_in_kind(request, pk):
    """It was not given after all."""
    things = InKind.objects.select_related("budget__pot", "organisation")
    found = find(request, things, pk, lambda one: one.budget)
    form = WithdrawForm(request.POST or None)
    return deed_page(
        request, "withdraw_in_kind", form, operations.withdraw_in_kind, found, "It is withdrawn.", found.budget,
        context={"given": found, "budget": found.budget},
    )  # fmt: skip
