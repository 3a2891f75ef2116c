"""The register of records: the list, one record, holds, reviews and what two people dispose of."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.money import UploadForm
from partnership.forms.records import (
    AddSeriesForm,
    AgreeDisposalForm,
    CarryOutDisposalForm,
    CorrectRecordForm,
    LiftHoldForm,
    MoveRecordForm,
    PlaceHoldForm,
    RegisterFilterForm,
    RegisterRecordForm,
    ReviewRetentionForm,
)
from partnership.models import Disposal, Hold, Record, Series
from partnership.operations import records as operations
from partnership.operations import uploads
from partnership.operations.money.files import TYPES, written
from partnership.rules import records as law
from partnership.views.deed import attempt, note_taking_out
from partnership.views.files import handed_over, send_file
from partnership.views.listings import Column, Listing, in_order
from partnership.views.money.page import deed_page
from partnership.views.proof import asks_for_proof
from partnership.views.uploads import hold_file, preview

COLOURS = {"kept": "blue", "transferred": "purple", "disposed": "grey"}
KEEPERS = (Can.RUN_RECORDS, Can.DISPOSE_RECORDS)


def find(request, pk, records=Record.objects):
    return get_object_or_404(
        records.visible_to(request.user).select_related("series", "deadline", "entered_by"), pk=pk
    )


def to_look_at(record):
    """The day on which a record is to be looked at again, or why there is none."""
    if record.deadline and record.deadline.outstanding:
        return record.deadline.due_on
    if record.state != "kept":
        return ""
    return "Being decided" if record.deadline else "No end date"


RECORDS = Listing(
    "records",
    "Boxes and files",
    "record",
    [
        Column("Reference", lambda one: one.reference, by="reference"),
        Column("What is in it", lambda one: one.title, by="title"),
        Column("Series", lambda one: one.series.name, by="series__name", under="What is in it"),
        Column("Years", lambda one: one.years),
        Column("Where it is", lambda one: one.held_at, by="held_at"),
        Column("Review date", to_look_at, by="deadline__due_on", kind="day"),
        Column(
            "Status",
            lambda one: one.get_state_display(),
            by=in_order("state", Record.State),
            kind="step",
        ),
        Column("Hold", lambda one: "Hold" if one.held else "", under="Status"),
    ],
    form=RegisterFilterForm,
    detail="records_file",
    detail_can=Can.RUN_RECORDS,
)


def asked_for(request):
    form = RegisterFilterForm(request.GET or None)
    found = Record.objects.visible_to(request.user).with_hold()
    asked = form.cleaned_data if form.is_valid() else {}
    return form, operations.register_in(found, **asked)


@requires(*KEEPERS)
@require_safe
def records(request):
    """The register, and what waits for a second person."""
    form, found = asked_for(request)
    shown = RECORDS.shown(
        request,
        found.select_related("series", "deadline"),
        of=Record.objects.visible_to(request.user),
        form=form,
    )
    if shown.file:
        return shown.file
    for one in shown.page:
        one.status = Record.State(one.state)
    waiting = Disposal.objects.filter(
        record__in=Record.objects.visible_to(request.user), state__in=["proposed", "agreed"]
    ).select_related("record", "proposed_by", "deadline", "review")
    return render(
        request,
        "partnership/records.html",
        {
            "shown": shown,
            "page": shown.page,
            "waiting": waiting,
            "colours": COLOURS,
            "today": timezone.localdate(),
            "runs": may(request.user, Can.RUN_RECORDS),
            "series": Series.objects.all() if may(request.user, Can.RUN_RECORDS) else [],
            "classes": law.CLASSES.values(),
        },
    )


@requires(Can.RUN_RECORDS)
@require_safe
def records_file(request, ending):
    """The register as CSV or Excel, as the filter narrows it; recorded as taken."""
    if ending not in TYPES:
        raise Http404
    _, found = asked_for(request)
    heads, rows = operations.register_table(RECORDS.in_order(request, found))
    note_taking_out(request, "Register of records", rows=len(rows))
    return handed_over(written(heads, rows, ending), f"register-of-records.{ending}", TYPES[ending])


@requires(*KEEPERS)
@require_safe
def held_record(request, pk):
    """One box or file: where it is, why it is kept, what holds it, and what people said of it."""
    found = find(request, pk)
    runs = may(request.user, Can.RUN_RECORDS)
    disposals = list(
        found.disposals.select_related(
            "proposed_by", "agreed_by", "done_by", "review", "certificate", "deadline"
        )
    )
    now = next((one for one in disposals if one.state in ("proposed", "agreed")), None)
    holds = Hold.objects.filter(record=found) | Hold.objects.filter(series=found.series)
    holds = list(holds.select_related("placed_by", "lifted_by", "series"))
    kept = found.state == Record.State.KEPT
    return render(
        request,
        "partnership/held_record.html",
        {
            "held": found,
            "status": Record.State(found.state),
            "colours": COLOURS,
            "holds": holds,
            "on_hold": any(hold.lifted_on is None for hold in holds),
            "reviews": [
                {
                    "review": one,
                    "answers": [(question, one.answers[code]) for code, question in law.CHECKLIST.items()],
                }
                for one in found.reviews.select_related("reviewed_by")
            ],
            "disposals": disposals,
            "runs": runs and kept,
            "reviewable": runs and kept and now is None,
            "agrees": now is not None
            and now.state == "proposed"
            and may(request.user, Can.DISPOSE_RECORDS)
            and now.proposed_by_id != request.user.pk
            and now,
            "carries_out": now is not None and now.state == "agreed" and runs and now,
            "today": timezone.localdate(),
        },
    )


@requires(Can.RUN_RECORDS)
def add_series(request):
    """A kind of records that belong together."""
    form = AddSeriesForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.add_series, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The series is added.")
        return redirect("records")
    return render(request, "partnership/add_series.html", {"form": form})


@requires(Can.RUN_RECORDS)
def register_record(request):
    """Enter a box or file."""
    form = RegisterRecordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entered = attempt(form, operations.register_record, by=request.user, **form.cleaned_data)
        if entered:
            messages.success(request, "The record is in the register.")
            return redirect(entered)
    return render(request, "partnership/register_record.html", {"form": form})


@requires(Can.RUN_RECORDS)
def import_records(request):
    """A register is read and shown row by row; nothing is entered before it is confirmed."""
    purpose, form = operations.PURPOSE, UploadForm()
    deed = request.POST.get("deed", "read") if request.method == "POST" else ""
    if deed == "drop":
        uploads.drop_rows(purpose, by=request.user)
        messages.success(request, "The rows are discarded.")
        return redirect("import_records")
    if deed == "add":
        try:
            added = operations.import_records(by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("import_records")
        messages.success(request, f"Entered: {added}.")
        return redirect("records")
    if deed == "read":
        form = UploadForm(request.POST, request.FILES)
        if hold_file(request, form, purpose, operations.rows_of_file):
            return redirect("import_records")
    upload = uploads.waiting(purpose, by=request.user)
    rows = operations.read_register(upload) if upload else []
    return render(
        request,
        "partnership/import_records.html",
        {
            "form": form,
            "upload": upload,
            "headings": [names[0] for names in operations.COLUMNS.values()],
            "classes": [name for _, name in law.CLASS_CHOICES],
            **preview(rows, operations.COLUMNS),
        },
    )


@requires(Can.RUN_RECORDS)
def correct_record(request, pk):
    """What the entry says is put right."""
    found = find(request, pk)
    law.check_kept(found.state)
    form = CorrectRecordForm(request.POST or None, held=found)
    return deed_page(
        request, "correct_record", form, operations.correct_record, found, "The entry is corrected.", found,
        context={"held": found},
    )  # fmt: skip


@requires(Can.RUN_RECORDS)
def move_record(request, pk):
    """It lies somewhere else now."""
    found = find(request, pk)
    law.check_kept(found.state)
    form = MoveRecordForm(request.POST or None)
    return deed_page(
        request, "move_record", form, operations.move_record, found, "Where it is has been recorded.", found,
        context={"held": found},
    )  # fmt: skip


@requires(Can.RUN_RECORDS)
def place_hold(request, pk):
    """Put a hold on the record, or on its whole series."""
    found = find(request, pk)
    law.check_kept(found.state)
    form = PlaceHoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        covers = {"held": found} if given.pop("covers") == "record" else {"series": found.series}
        if attempt(form, operations.place_hold, by=request.user, **given, **covers):
            messages.success(request, "The hold is in place. Nothing it covers can be disposed of.")
            return redirect(found)
    return render(request, "partnership/place_hold.html", {"form": form, "held": found})


@requires(Can.RUN_RECORDS)
def lift_hold(request, pk, hold_pk):
    """The reason for a hold is over."""
    found = find(request, pk)
    holds = Hold.objects.filter(record=found) | Hold.objects.filter(series=found.series)
    hold = get_object_or_404(holds, pk=hold_pk)
    form = LiftHoldForm(request.POST or None)
    return deed_page(
        request, "lift_hold", form, operations.lift_hold, hold, "The hold is lifted.", found,
        context={"held": found, "hold": hold},
    )  # fmt: skip


@requires(Can.RUN_RECORDS)
def review_retention(request, pk):
    """Look at a record by the checklist, and say what becomes of it."""
    found = find(request, pk)
    law.check_kept(found.state)
    due = found.deadline.due_on if found.deadline and found.deadline.outstanding else None
    form = ReviewRetentionForm(request.POST or None, due_on=due)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.review_retention, found, by=request.user, **form.given())
    ):
        messages.success(request, "The review is saved.")
        return redirect(found)
    return render(
        request,
        "partnership/review_retention.html",
        {"form": form, "held": found, "holds": operations.holds_on(found)},
    )


def find_disposal(request, pk):
    seen = Record.objects.visible_to(request.user)
    return get_object_or_404(
        Disposal.objects.filter(record__in=seen).select_related(
            "record__series", "proposed_by", "review", "deadline"
        ),
        pk=pk,
    )


@requires(Can.DISPOSE_RECORDS)
@asks_for_proof
def agree_disposal(request, pk):
    """Agree as the second person, or do not."""
    found = find_disposal(request, pk)
    law.check_second_person(proposed_by=found.proposed_by_id, by=request.user.pk)
    if found.state != Disposal.State.PROPOSED:
        raise Refused("This is not waiting for anybody's agreement.")
    form = AgreeDisposalForm(request.POST or None, due_on=found.deadline.due_on)
    answers = [(question, found.review.answers[code]) for code, question in law.CHECKLIST.items()]
    return deed_page(
        request, "agree_disposal", form, operations.agree_disposal, found, "Your answer is saved.", found.record,
        context={
            "disposal": found, "held": found.record, "answers": answers, "holds": operations.holds_on(found.record),
        },
    )  # fmt: skip


@requires(Can.RUN_RECORDS)
@asks_for_proof
def carry_out_disposal(request, pk):
    """Record how and when it was done, with the certificate."""
    found = find_disposal(request, pk)
    law.check_disposal(state=found.state, expected="agreed", holds=operations.holds_on(found.record))
    form = CarryOutDisposalForm(request.POST or None, request.FILES or None)
    return deed_page(
        request, "carry_out_disposal", form, operations.carry_out_disposal, found,
        "It is recorded. The entry stays in the register.", found.record,
        context={"disposal": found, "held": found.record},
    )  # fmt: skip


@requires(*KEEPERS)
@require_safe
def certificate(request, pk):
    """The certificate of a disposal."""
    found = find_disposal(request, pk)
    if found.certificate is None:
        raise Http404
    return send_file(found.certificate, found.certificate.download_name)
