"""National files on their way into the register: read, reported, applied, set aside, and what they leave to decide."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, requires
from partnership.views.deed import attempt, carried_out, pressed
from schools.forms.register import ReadRegisterForm, SettleChangeForm
from schools.models import RegisterChange, RegisterFile, School
from schools.operations import register as operations
from schools.rules.national_files import MOST_BYTES

A_PAGE = 100
FILES = 30
COLOURS = {"read": "blue", "applied": "green", "dropped": "grey"}


def files():
    """Without the rows that each file keeps for its report."""
    return RegisterFile.objects.defer("entries", "links").select_related("read_by", "applied_by")


@requires(Can.RUN_SCHOOLS)
@require_safe
def register_files(request):
    """The national files that were read, what became of each, and what is still to decide."""
    return render(
        request,
        "schools/register_files.html",
        {
            "page": Paginator(files(), FILES).get_page(request.GET.get("page")),
            "colours": COLOURS,
            "to_settle": RegisterChange.objects.to_settle().select_related("file").defer(
                "file__entries", "file__links"
            ),
        },
    )  # fmt: skip


@requires(Can.RUN_SCHOOLS)
def read_register(request):
    """Choose the files; what they would change is shown before anything is changed."""
    form = ReadRegisterForm(request.POST or None, request.FILES or None)
    if getattr(request, "upload_too_large", False):
        form = ReadRegisterForm({}, {})
        form.is_valid()
        form.errors["file"] = form.error_class(
            [f"The file is larger than {MOST_BYTES // (1024 * 1024)} MB, which is too large"]
        )
    elif request.method == "POST" and form.is_valid():
        file, links = form.cleaned_data["file"], form.cleaned_data["links"]
        packed = file.name.lower().endswith(".zip") and links is None and operations.holds_links(file)
        report = attempt(
            form, operations.read_register, file, by=request.user, name=file.name,
            dated_on=form.cleaned_data["dated_on"], links=file if packed else links,
            links_name=file.name if packed else links.name if links else "",
        )  # fmt: skip
        if report:
            messages.success(request, "File uploaded. Nothing has changed yet. Check what it would change.")
            return redirect(report)
    return render(
        request, "schools/read_register.html", {"form": form, "latest": operations.latest_applied()}
    )


read_register.upload_most = MOST_BYTES


def find(pk):
    return get_object_or_404(files(), pk=pk)


@requires(Can.RUN_SCHOOLS)
@require_safe
def register_file(request, pk):
    """The report of one file: what it changes, entry by entry."""
    file = find(pk)
    kinds = RegisterChange.Kind
    wanted = request.GET.get("kind", "")
    changes = file.changes.all()
    changes = changes.filter(kind=wanted) if wanted in kinds.values else changes
    page = Paginator(changes, A_PAGE).get_page(request.GET.get("page"))
    urns = {urn for one in page for urn in (one.urn, *one.followed_by, *one.follows)}
    return render(
        request,
        "schools/register_file.html",
        {
            "file": file,
            "colours": COLOURS,
            "page": page,
            "wanted": kinds(wanted).label if wanted in kinds.values else "",
            "figures": [
                {"value": file.counts[kind], "label": label, "address": f"?kind={kind}"}
                for kind, label in kinds.choices
                if kind in file.counts
            ],
            "there": set(School.objects.filter(urn__in=urns).values_list("urn", flat=True)),
            "to_decide": file.changes.exclude(decide="").filter(settled_at=None).count(),
        },
    )


def done(request, file, operation, words):
    """One button's deed: what came of it is said on the report's page."""
    pressed(request, operation, file, words)
    return redirect(file)


@requires(Can.RUN_SCHOOLS)
@require_POST
def apply_register(request, pk):
    return done(request, find(pk), operations.apply_register, "The register now matches the file.")


@requires(Can.RUN_SCHOOLS)
@require_POST
def compare_again(request, pk):
    return done(
        request,
        find(pk),
        operations.compare_again,
        "The report has been run again. Check it before you apply it.",
    )


@requires(Can.RUN_SCHOOLS)
@require_POST
def drop_register(request, pk):
    return done(request, find(pk), operations.drop_register, "File discarded. Nothing was changed.")


@requires(Can.RUN_SCHOOLS)
def settle_change(request, pk):
    """Enter what was decided about what a file left open."""
    change = get_object_or_404(
        RegisterChange.objects.exclude(decide="")
        .select_related("file")
        .defer("file__entries", "file__links"),
        pk=pk,
    )
    form = SettleChangeForm(request.POST or None)
    if carried_out(request, form, operations.settle_change, change):
        messages.success(request, "Decision saved.")
        return redirect("schools:register_files")
    return render(
        request,
        "schools/settle_change.html",
        {"form": form, "change": change},
    )
