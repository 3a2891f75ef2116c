"""What inspectors found: listed, looked at, brought in from a file or by hand."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, may, requires
from partnership.models import Organisation
from partnership.operations import uploads
from partnership.views.deed import carried_out
from partnership.views.listings import Column, Listing, in_order
from partnership.views.tables import table_file
from schools.forms.inspections import (
    AddInspectionForm,
    ImportOfstedForm,
    InspectionsFilterForm,
    WriteNoteForm,
)
from schools.models import Concern, Inspection, InspectionFile, School
from schools.operations import inspections as operations
from schools.operations.inspections.files import from_kept, to_keep

PURPOSE = "ofsted"
KEEPERS = (Can.RUN_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)
COLOURS = {"met": "green", "effective": "green", "not_met": "red", "not_effective": "red", "not_said": "grey"}
HEADS = (
    "URN", "URN at the time", "School", "Kind", "Authority", "Inspectorate", "Framework", "Type", "Inspected from",
    "Published", "Overall", "Safeguarding", "Category of concern", "Areas", "Concern", "Link",
)  # fmt: skip


def concern_word(inspection):
    concern = getattr(inspection, "concern", None)
    return "" if concern is None else "Closed" if concern.closed_on else "Open"


INSPECTIONS = Listing(
    "schools:inspections",
    "Inspections",
    "inspection",
    [
        Column("School", lambda one: one.school.name, by="school__name"),
        Column("URN", lambda one: one.school.urn, by="school__urn", kind="number", under="School"),
        Column("Kind", lambda one: one.school.get_kind_display(), under="School"),
        Column(
            "Authority", lambda one: one.school.authority.called, by="school__authority__name", under="School"
        ),
        Column("Inspected", lambda one: one.starts_on, by="starts_on", kind="day"),
        Column("Published", lambda one: one.published_on or "Not known", by="published_on", kind="day"),
        Column("Framework", lambda one: one.framework_called, by="framework"),
        Column("Overall", lambda one: one.overall or "No overall grade", by="overall"),
        Column("Category", lambda one: one.get_category_display() if one.category else "", under="Overall"),
        Column(
            "Safeguarding",
            lambda one: one.get_safeguarding_display(),
            by=in_order("safeguarding", Inspection.Safeguarding),
            kind="step",
        ),
        Column("Concern", concern_word, cans=(Can.READ_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)),
    ],
    form=InspectionsFilterForm,
    order="the latest first",
    first="-inspected",
    detail="schools:inspections_table",
)


def asked_for(request):
    """The filter, and the inspections that it asks for, of those that this person may see."""
    seen = (
        Inspection.objects.visible_to(request.user).current().select_related("school__authority", "concern")
    )
    there = School.objects.visible_to(request.user).order_by().values("authority")
    authorities = Organisation.objects.filter(pk__in=there)
    form = InspectionsFilterForm(request.GET or None, authorities=authorities)
    return form, form.narrow(seen).order_by("-starts_on", "-pk")


def reads_concerns(person):
    """Whether what an authority did is theirs to read; a school reads what the inspectors said of it."""
    return may(person, Can.READ_SCHOOLS) or may(person, Can.RUN_AUTHORITY_SCHOOLS)


@requires(Can.SEE_SCHOOLS)
@require_safe
def inspections(request):
    """The inspections of the schools that this person sees, the latest first."""
    form, found = asked_for(request)
    shown = INSPECTIONS.shown(
        request, found, of=Inspection.objects.visible_to(request.user).current(), form=form
    )
    if shown.file:
        return shown.file
    latest = InspectionFile.objects.first()
    return render(
        request,
        "schools/inspections.html",
        {
            "shown": shown,
            "page": shown.page,
            "colours": COLOURS,
            "latest": latest,
            "concerns": Concern.objects.visible_to(request.user).open().count(),
            "reads_concerns": reads_concerns(request.user),
            "imports": may(request.user, Can.RUN_SCHOOLS),
            "keeps": any(may(request.user, can) for can in KEEPERS),
        },
    )


@requires(Can.SEE_SCHOOLS)
@require_safe
def inspections_table(request, kind):
    """The same list in the same order, with every detail, as a file."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    _, found = asked_for(request)
    told = reads_concerns(request.user)
    rows = (
        [
            one.school.urn, one.urn_at_time, one.school.name, one.school.get_kind_display(),
            one.school.authority.name, one.get_inspectorate_display(), one.get_framework_display(), one.kind,
            one.starts_on.isoformat(), one.published_on.isoformat() if one.published_on else "", one.overall,
            one.get_safeguarding_display(), one.get_category_display() if one.category else "",
            "; ".join(f"{area}: {grade}" for area, grade in one.areas), concern_word(one) if told else "",
            one.link,
        ]
        for one in INSPECTIONS.in_order(request, found)
    )  # fmt: skip
    return table_file(kind, "inspections", HEADS, rows)


@requires(Can.SEE_SCHOOLS)
@require_safe
def inspection(request, pk):
    """What was said at one inspection, in each version that is known, and what the report says about safeguarding."""
    seen = Inspection.objects.visible_to(request.user)
    found = get_object_or_404(
        seen.select_related("school__authority", "concern", "file", "entered_by", "corrects", "corrected_by"),
        pk=pk,
    )
    kept = School.objects.kept_by(request.user).filter(pk=found.school_id).exists()
    return render(
        request,
        "schools/inspection.html",
        {
            "inspection": found,
            "rows": facts(found),
            "colours": COLOURS,
            "notes": found.notes.select_related("written_by"),
            "concern": getattr(found, "concern", None) if reads_concerns(request.user) else None,
            "later": getattr(found, "corrected_by", None),
            "keeps": kept,
        },
    )


def facts(one):
    same = one.urn_at_time == one.school.urn
    rows = [
        ("School", f"{one.school.name}, URN {one.school.urn}"),
        ("Inspected by", one.get_inspectorate_display()),
        ("Framework", one.get_framework_display()),
        ("Type of inspection", one.kind or "Not said"),
        ("Inspected", spell(one)),
        ("Published", f"{one.published_on:%-d %B %Y}" if one.published_on else "Not known"),
        ("Overall", one.overall or "No overall grade"),
        ("Safeguarding", one.get_safeguarding_display()),
        ("Category of concern", one.get_category_display()),
        ("Comes from", str(one.file) if one.file else f"Entered by {one.entered_by}"),
    ]
    return rows if same else [*rows, ("Made under the URN", f"{one.urn_at_time}, of a predecessor school")]


def spell(one):
    start = f"{one.starts_on:%-d %B %Y}"
    return f"{start} to {one.ends_on:%-d %B %Y}" if one.ends_on and one.ends_on != one.starts_on else start


@requires(Can.RUN_SCHOOLS)
def import_ofsted(request):
    """Ofsted's file: read, told what it would change, and applied only once somebody has said so."""
    deed = request.POST.get("deed", "read") if request.method == "POST" else ""
    form = ImportOfstedForm()
    if deed == "drop":
        uploads.drop_rows(PURPOSE, by=request.user)
        messages.success(request, "File discarded. Nothing was changed.")
        return redirect("schools:import_ofsted")
    if deed == "apply":
        return apply_waiting(request)
    if deed == "read":
        form = ImportOfstedForm(request.POST, request.FILES)
        if hold(request, form):
            return redirect("schools:import_ofsted")
    waiting = uploads.waiting(PURPOSE, by=request.user)
    changes = operations.compare(from_kept(waiting.rows[1:])) if waiting else []
    return render(
        request,
        "schools/import_ofsted.html",
        {
            "form": form,
            "waiting": waiting,
            "about": waiting.rows[0] if waiting else None,
            "changes": [one for one in changes if one.kind != "same"],
            "same": sum(one.kind == "same" for one in changes),
            "files": InspectionFile.objects.select_related("applied_by")[:12],
        },
    )


def hold(request, form):
    """Read what was chosen and keep it waiting; False with the form's own sentence where it cannot be read."""
    if getattr(request, "upload_too_large", False):
        form.add_error(
            "file", "The selected file is too large to upload here. Ask the portal administrator to import it"
        )
        return False
    if not form.is_valid():
        return False
    file = form.cleaned_data["file"]
    try:
        read = operations.read_ofsted(file, file.name)
    except Refused as refused:
        form.add_error("file", str(refused))
        return False
    about = {"name": read.name, "checksum": read.checksum, "rows": read.rows}
    uploads.hold_rows(PURPOSE, by=request.user, rows=[about, *to_keep(read)], notes=read.notes)
    return True


def apply_waiting(request):
    waiting = uploads.waiting(PURPOSE, by=request.user)
    if waiting is None:
        messages.info(request, "There is no file waiting. It has already been applied or discarded.")
        return redirect("schools:import_ofsted")
    about, *rows = waiting.rows
    applied = operations.apply_ofsted(from_kept(rows), by=request.user, **about)
    uploads.drop_rows(PURPOSE, by=request.user)
    if applied:
        told = (
            f"Applied: {applied.counts['new']} new and {applied.counts['corrected']} corrected inspections."
        )
        if opened := applied.counts["concerns"]:
            told += f" Concerns opened: {opened}. The education lead has a review date for each in the diary."
        messages.success(request, told)
    else:
        messages.info(request, "Nothing in the file was new.")
    return redirect("schools:inspections")


@requires(*KEEPERS)
def add_inspection(request):
    """Enter by hand what no national file has, such as an inspection of an association school."""
    form = AddInspectionForm(
        request.POST or None,
        schools=School.objects.kept_by(request.user),
        initial={"urn": request.GET.get("urn")},
    )
    added = carried_out(
        request, form, lambda school, by, **given: operations.add_inspection(school, by=by, **given)
    )
    if added:
        concern = Concern.objects.filter(inspection=added).select_related("deadline").first()
        messages.success(
            request,
            "Inspection saved. It raises a concern. Record what the authority does about it, and review it "
            f"by {concern.deadline.due_on:%-d %B %Y}."
            if concern
            else "Inspection saved.",
        )
        return redirect(added)
    return render(request, "schools/add_inspection.html", {"form": form})


@requires(*KEEPERS)
def correct_inspection(request, pk):
    """Put right what somebody entered by hand: the first version stays readable."""
    kept = School.objects.kept_by(request.user)
    found = get_object_or_404(Inspection.objects.select_related("school"), pk=pk, school__in=kept)
    if request.method == "GET":
        operations.check_correctable(found)
    initial = {name: getattr(found, name) for name in AddInspectionForm.base_fields if name != "urn"}
    form = AddInspectionForm(request.POST or None, schools=kept, initial=initial | {"urn": found.school.urn})
    corrected = carried_out(request, form, operations.correct_inspection, found)
    if corrected:
        messages.success(request, "Inspection corrected. What was entered before is still there to read.")
        return redirect(corrected)
    return render(request, "schools/correct_inspection.html", {"form": form, "inspection": found})


def find_kept(request, pk):
    """An inspection of a school that this person looks after."""
    return get_object_or_404(
        Inspection.objects.current().select_related("school"), pk=pk,
        school__in=School.objects.kept_by(request.user),
    )  # fmt: skip


@requires(*KEEPERS)
def write_inspection_note(request, pk):
    """What the report says about safeguarding, praised or to be improved."""
    found = find_kept(request, pk)
    form = WriteNoteForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.write_note(found, **given)):
        messages.success(request, "Note saved.")
        return redirect(found)
    return render(request, "schools/write_inspection_note.html", {"form": form, "inspection": found})
