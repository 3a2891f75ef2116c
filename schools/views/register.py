"""The register: finding schools, one school, one trust, and how many there are."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.views.listings import Column, Listing, in_order
from partnership.views.tables import table_file
from schools.forms.register import CountsForm, RegisterFilterForm
from schools.models import School, Trust
from schools.operations import register as operations
from schools.views.school_parts import PARTS

COLOURS = {"1": "green", "2": "grey", "3": "yellow", "4": "blue"}


def seen_by(person):
    return School.objects.visible_to(person).select_related("authority", "trust")


REGISTER = Listing(
    "schools:register",
    "Schools and colleges",
    "school",
    [
        Column("Name", lambda one: one.name, by="name"),
        Column("URN", lambda one: one.urn, by="urn", kind="number"),
        Column("Place", lambda one: one.postcode or "No postcode", by="postcode"),
        Column("Town", lambda one: one.town, by="town", under="Place"),
        Column("Kind", lambda one: one.get_kind_display(), by=in_order("kind", School.Kind), kind="step"),
        Column("Type", lambda one: one.type_name, by="type_name", under="Kind"),
        Column("Authority", lambda one: one.authority.name, by="authority__name"),
        Column("City", lambda one: "" if one.ours else "City", under="Authority"),
        Column(
            "Status",
            lambda one: "Not in the file" if one.missing_since else one.status.label,
            by=("missing_since", "status_code"),
            kind="step",
        ),
    ],
    form=RegisterFilterForm,
    first="name",
    always=("state", "whose"),
    detail="schools:register_export",
)


@requires(Can.SEE_SCHOOLS)
@require_safe
def register(request):
    """The schools that this person may see, found by name, number, place and what they are."""
    form = RegisterFilterForm(request.GET or None, schools=School.objects.visible_to(request.user))
    found = form.narrow().select_related("authority", "trust")
    shown = REGISTER.shown(request, found, of=School.objects.visible_to(request.user), form=form)
    if shown.file:
        return shown.file
    return render(
        request,
        "schools/register.html",
        {
            "shown": shown,
            "page": shown.page,
            "colours": COLOURS,
            "latest": operations.latest_applied(),
            "runs": may(request.user, Can.RUN_SCHOOLS),
            "counts": may(request.user, Can.READ_SCHOOLS) or may(request.user, Can.RUN_AUTHORITY_SCHOOLS),
        },
    )


HEADINGS = [
    "URN", "Name", "Authority", "Number", "Kind", "Run as", "Type", "Phase", "Status", "Opened", "Closed", "Trust",
    "Street", "Locality", "Town", "Postcode", "Telephone", "Website", "Lowest age", "Highest age", "Pupils", "UKPRN",
]  # fmt: skip


@requires(Can.SEE_SCHOOLS)
@require_safe
def register_export(request, kind):
    """The schools of the list, in its order and with every detail, as a file."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    form = RegisterFilterForm(request.GET or None, schools=School.objects.visible_to(request.user))
    rows = (
        [
            one.urn, one.name, one.authority.name, one.number, one.get_kind_display(), one.get_run_display(),
            one.type_name, one.phase_name, one.status_name, one.opened_on, one.closed_on,
            one.trust and one.trust.name, one.street, one.locality, one.town, one.postcode, one.telephone,
            one.website, one.lowest_age, one.highest_age, one.pupils, one.ukprn,
        ]
        for one in REGISTER.in_order(request, form.narrow().select_related("authority", "trust"))
    )  # fmt: skip
    return table_file(kind, f"schools-{timezone.localdate():%Y-%m-%d}", HEADINGS, rows)


@requires(Can.SEE_SCHOOLS)
@require_safe
def school(request, urn):
    """One school: what it is, who keeps children safe there, what came before and after it, and what others add."""
    found = get_object_or_404(seen_by(request.user).select_related("organisation"), urn=urn)
    parts = []
    for part in PARTS:
        drawn = part(request, found)
        if drawn:
            template, shown = drawn
            parts.append({"template": template, **shown})
    return render(request, "schools/school.html", {"school": found, "parts": parts, "colours": COLOURS})


@requires(Can.SEE_SCHOOLS)
@require_safe
def trust(request, pk):
    """A trust and its schools of the area."""
    schools = seen_by(request.user).filter(trust=pk)
    found = get_object_or_404(Trust.objects.filter(pk__in=schools.order_by().values("trust")), pk=pk)
    return render(
        request,
        "schools/trust.html",
        {
            "trust": found,
            "schools": [one for one in schools if one.is_open],
            "closed": [one for one in schools if not one.is_open],
            "colours": COLOURS,
        },
    )


@requires(Can.READ_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)
@require_safe
def school_counts(request):
    """How many schools there are of each kind on a day, beside what the published arrangements counted."""
    form = CountsForm(request.GET or None)
    found = operations.counts(form.day, city=bool(form.asked.get("city")))
    if not may(request.user, Can.READ_SCHOOLS):
        found = [one for one in found if one.authority.pk in request.user.educates_for]
    edition = operations.published_edition()
    month = f"{edition.published_on:%B %Y}" if edition else ""
    return render(
        request,
        "schools/school_counts.html",
        {
            "headings": f"Kind|Schools#|Schools, {month}#|Change#|Academies#|Academies, {month}#|Change in academies#",
            "month": month,
            "filter": form,
            "day": form.day,
            "counts": found,
            "latest": operations.latest_applied(),
        },
    )
