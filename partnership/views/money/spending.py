"""Spending: the list, an entry, taking one back, a ledger read in, and tables given out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.money import AddSpendingForm, ReverseForm, SpendingFilterForm, UploadForm
from partnership.models import Spending
from partnership.operations import uploads
from partnership.operations.money import files
from partnership.operations.money import spending as operations
from partnership.operations.record import record
from partnership.rules import money as law
from partnership.views.files import handed_over
from partnership.views.listings import Column, Listing, in_order
from partnership.views.money.page import budget_section, deed_page, find_budget, find_writable
from partnership.views.uploads import hold_file, preview


def taken_back(entry):
    """Whether an entry takes another one back, or was taken back itself, in words."""
    if entry.reverses_id:
        return "Reverses an entry"
    return "Reversed" if hasattr(entry, "reversed_by") else ""


SPENDING = Listing(
    "spending",
    "Spending",
    "entry",
    [
        Column("Date", lambda one: one.spent_on, by="spent_on", kind="day"),
        Column("Heading", lambda one: one.line.name, by="line__name"),
        Column("What it paid for", lambda one: one.described, by="described"),
        Column("Reference", lambda one: one.reference, under="What it paid for"),
        Column("Reversed", taken_back, under="What it paid for"),
        Column(
            "Supplier", lambda one: one.get_supplier_display(), by=in_order("supplier", Spending.Supplier)
        ),
        Column("Amount", lambda one: one.amount, by="amount", kind="number", numeric=True),
    ],
    form=SpendingFilterForm,
    nouns="entries",
    order="newest first",
    first="-date",
    saves=False,
)


@requires(Can.READ_MONEY)
@require_safe
def spending(request, pk):
    """Everything spent in one budget, the newest first, with what was taken back."""
    budget = find_budget(request, pk)
    entries = Spending.objects.of(budget).select_related("line", "reversed_by")
    form = SpendingFilterForm(request.GET or None, budget=budget)
    shown = SPENDING.shown(request, form.narrow(entries), of=entries, form=form)
    if shown.file:
        return shown.file
    return render(
        request,
        "partnership/spending.html",
        {
            "budget": budget,
            "shown": shown,
            "page": shown.page,
            "runs": budget.open and may(request.user, Can.RUN_MONEY),
            "section": budget_section(request, budget, "spending"),
        },
    )


@requires(Can.RUN_MONEY)
def add_spending(request, pk):
    """One entry of spending."""
    budget = find_writable(request, pk)
    form = AddSpendingForm(request.POST or None, budget=budget)
    return deed_page(
        request, "add_spending", form, operations.add_spending, budget, "The spending is entered.",
        ("spending", budget.pk), context={"budget": budget},
    )  # fmt: skip


@requires(Can.RUN_MONEY)
def reverse_spending(request, pk):
    """An entry was wrong."""
    found = get_object_or_404(
        Spending.objects.visible_to(request.user).select_related("line__budget__pot"), pk=pk
    )
    budget = found.line.budget
    law.check_writable(budget)
    form = ReverseForm(request.POST or None)
    return deed_page(
        request, "reverse_spending", form, operations.reverse_spending, found, "The entry is reversed.",
        ("spending", budget.pk), context={"entry": found, "budget": budget},
    )  # fmt: skip


@requires(Can.RUN_MONEY)
def upload_spending(request, pk):
    """A ledger is read and shown row by row; nothing is entered before it is confirmed."""
    budget = find_writable(request, pk)
    purpose, form = f"spending:{budget.pk}", UploadForm()
    deed = request.POST.get("deed", "read") if request.method == "POST" else ""
    if deed == "drop":
        uploads.drop_rows(purpose, by=request.user)
        messages.success(request, "The rows are discarded.")
        return redirect("upload_spending", budget.pk)
    if deed == "add":
        try:
            added, there = operations.add_spending_rows(
                budget, by=request.user, purpose=purpose, read=files.read_spending
            )
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("upload_spending", budget.pk)
        messages.success(request, f"Added: {added}. Already there and left out: {there}.")
        return redirect("spending", budget.pk)
    if deed == "read":
        form = UploadForm(request.POST, request.FILES)
        if hold_file(request, form, purpose, files.rows_of_file):
            return redirect("upload_spending", budget.pk)
    upload = uploads.waiting(purpose, by=request.user)
    rows = files.read_spending(budget, upload) if upload else []
    return render(
        request,
        "partnership/upload_spending.html",
        {
            "budget": budget,
            "form": form,
            "upload": upload,
            "headings": [names[0] for names in files.SPENDING.values()],
            **preview(rows, files.SPENDING),
        },
    )


@requires(Can.READ_MONEY)
@require_safe
def money_file(request, pk, what, ending):
    """One table of one budget as CSV or Excel, recorded as taken. No cell of it runs."""
    budget = find_budget(request, pk)
    if what not in files.TABLES or ending not in files.TYPES:
        raise Http404
    content = files.written(*files.TABLES[what](budget), ending)
    record("took out", budget, by=request.user, what=what, kind=ending)
    return handed_over(content, f"budget-{budget.year}-{what}.{ending}", files.TYPES[ending])
