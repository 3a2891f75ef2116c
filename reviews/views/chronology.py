"""Rows from a spreadsheet into an agency's chronology; and the chronologies of all agencies as one."""

import csv

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, requires
from partnership.operations.record import record
from partnership.rules.spreadsheets import safe_cell
from partnership.views.deed import note_reading
from reviews.forms.chronology import ChronologyFilterForm, CorrectRowsForm, UploadRowsForm
from reviews.operations import answers as operations
from reviews.operations import chronology as files
from reviews.operations.answers import mark
from reviews.rules.chronology import HEADINGS
from reviews.rules.merging import colours_of, matching, with_gaps
from reviews.views.deed import find_case
from reviews.views.own_answer import check_open, find_own, warnings_of

TYPES = {
    "csv": ("text/csv; charset=utf-8", files.template_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", files.template_xlsx),
}

CORRECTED = "id_corrected_%s"  # two forms on one page ask for rows


@requires(Can.ANSWER_INFORMATION)
@require_safe
def template(request, pk, ending):
    """An empty chronology to fill in."""
    asked = find_own(request, pk)
    if ending not in TYPES:
        raise Http404
    kind, make = TYPES[ending]
    response = HttpResponse(make(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{asked.case.reference}-template.{ending}"'
    return response


@requires(Can.ANSWER_INFORMATION)
def upload_rows(request, pk):
    """Rows pasted or uploaded are read and shown; nothing joins the answer before its writer confirms it."""
    asked = find_own(request, pk)
    check_open(request, asked)
    note_reading(request, asked.case)
    form, correcting = UploadRowsForm(), None
    if request.method == "POST":
        deed = request.POST.get("deed", "read")
        if deed == "drop":
            operations.drop_rows(asked, by=request.user)
            messages.success(request, "The rows are discarded.")
            return redirect("reviews:answer_chronology", asked.pk)
        if deed in ("add", "correct"):
            correcting = CorrectRowsForm(request.POST, auto_id=CORRECTED)
            done = (add if deed == "add" else correct)(request, asked, correcting)
        else:
            form = UploadRowsForm(request.POST, request.FILES)
            done = read(request, asked, form)
        if done:
            return done
    upload = asked.uploads.filter(by=request.user).first()
    return render(request, "reviews/upload_rows.html", shown(asked, upload, form, correcting))


def shown(asked, upload, form, correcting):
    """What waits, row by row: how each right one was read, and what is wrong with each other."""
    read = files.read_upload(upload) if upload else []
    wrong = [row for row in read if not row.right]
    seen = mark(upload, ("rows",)) if upload else ""
    if correcting is None:
        correcting = CorrectRowsForm(
            initial={"rows": files.as_pasted(wrong), "seen": seen}, auto_id=CORRECTED
        )
    else:
        correcting.look_again(seen)
    return {
        "asked": asked,
        "form": form if form.is_bound or not correcting.is_bound else correcting,
        "paste": form,
        "correcting": correcting,
        "upload": upload,
        "right": [row for row in read if row.right],
        "wrong": wrong,
        "seen": seen,
        "headings": HEADINGS,
        "warnings": warnings_of(cell for row in read for cell in row.cells[2:]),
    }


def read(request, asked, form):
    """Read what was pasted or chosen: it takes the place of what waited before."""
    if getattr(request, "upload_too_large", False):
        form.add_error("file", "The file is too large. Split it, and add one part at a time")
        return None
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        rows, notes = (
            files.rows_of_file(file.name, file.read())
            if file
            else files.rows_of_text(form.cleaned_data["rows"])
        )
        operations.hold_rows(asked, by=request.user, rows=rows, notes=notes)
    except Refused as refused:
        form.add_error("file" if file else "rows", str(refused))
        return None
    return redirect(request.path)


def correct(request, asked, form):
    """The wrong rows as they were corrected take their place; the right ones stay."""
    upload = asked.uploads.filter(by=request.user).first()
    if upload is None or not form.is_valid():
        return redirect(request.path)
    wrong = [row.number for row in files.read_upload(upload) if not row.right]
    try:
        text = form.cleaned_data["rows"]
        rows, notes = files.rows_of_text(text) if text.strip() else ([], upload.notes)
        operations.hold_rows(
            asked, by=request.user, rows=renumbered(rows, wrong, upload), notes=notes, instead_of=wrong
        )
    except Refused as refused:
        form.add_error("rows" if "rows" in form.fields else None, str(refused))
        return None
    return redirect(request.path)


def renumbered(rows, wrong, upload):
    """Corrected rows keep the numbers of those that they correct; more of them come last."""
    beyond = max((row[0] for row in upload.rows), default=0)
    numbers = [*wrong, *range(beyond + 1, beyond + 1 + len(rows))]
    return [[number, cells] for number, (_, cells) in zip(numbers, rows, strict=False)]


def add(request, asked, form):
    """Confirmed: the right rows join the answer."""
    try:
        added, there = operations.add_rows(
            asked, by=request.user, read=files.read_upload, seen=request.POST.get("seen", "")
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(request.path)
    said = f"{added} {'row was' if added == 1 else 'rows were'} added."
    if there:
        said += f" {there} {'was' if there == 1 else 'were'} there already."
    messages.success(request, said)
    if asked.uploads.filter(by=request.user).exists():
        return redirect(request.path)
    return redirect("reviews:answer_chronology", asked.pk)


# All agencies' as one --------------------------------------------------------------------------------------


def looked_through(request, case):
    """(form, every row, the rows that its answers let through)."""
    rows = list(files.merged(case))
    agencies = {row.answer.request.organisation_id: row.answer.request.organisation for row in rows}
    form = ChronologyFilterForm(
        request.GET or None, agencies=sorted(agencies.values(), key=lambda one: one.name)
    )
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return form, chosen, rows, matching(rows, chosen)


@requires(Can.READ_CASES)
@require_safe
def chronology(request, pk):
    """What all agencies sent, by date, each row with its agency in words and in colour."""
    case = find_case(request, pk)
    form, chosen, rows, found = looked_through(request, case)
    colours = colours_of(rows)
    note_reading(request, case)
    return render(
        request,
        "reviews/chronology.html",
        {
            "case": case,
            "form": form,
            "entries": with_gaps(found, int(chosen.get("gap") or 0), colours),
            "found": len(found),
            "of": len(rows),
            "agencies": list(colours.values()),
            "dated": bool(chosen.get("since") or chosen.get("until")),
            "filtered": any(chosen.get(name) for name in ("agency", "since", "until", "seen", "words")),
            "query": request.GET.urlencode(),
            "now": timezone.now(),
        },
    )


@requires(Can.READ_CASES)
@require_safe
def chronology_csv(request, pk):
    """The same rows for a spreadsheet, recorded as read. No cell of it runs."""
    case = find_case(request, pk)
    _, _, _, found = looked_through(request, case)
    record("read", case, by=request.user, what="chronology as CSV", rows=len(found))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{case.reference}-chronology.csv"'
    response.write("\ufeff")  # so that spreadsheets read it as UTF-8
    table = csv.writer(response)
    table.writerow(["Date", "Time", "Agency", *HEADINGS[2:]])
    for row in found:
        cells = [
            row.when,
            f"{row.at:%H:%M}" if row.at else "",
            row.answer.request.organisation.name,
            row.source,
            row.event,
            row.get_child_seen_display(),
            row.get_child_heard_display(),
            row.response,
            row.comment,
        ]
        table.writerow([safe_cell(cell) for cell in cells])
    return response
