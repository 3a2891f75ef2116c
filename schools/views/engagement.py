"""Engagement with schools: what was promised and done, who was reached, and who was not."""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.rules.years import AcademicYear, academic_year
from partnership.views.deed import carried_out
from partnership.views.files import send_file
from partnership.views.tables import table_file
from schools.forms.engagement import (
    AddEngagementDocumentForm,
    ChangeEngagementForm,
    RecordEngagementForm,
    WithdrawEngagementForm,
)
from schools.models import Engagement, School
from schools.operations import engagement as operations
from schools.rules.engagement import SOURCE

READERS = (Can.READ_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)
KEEPERS = (Can.RUN_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)
OTHERS = {
    "early_years": "early years settings",
    "out_of_school": "out-of-school clubs",
    "governors": "governors",
    "mod_welfare": "of the MoD welfare team",
    "others": "others",
}
HEADINGS = ["Day", "Kind", "What", "By whom", "Schools", *(f"{name}" for name in (
    "Early years settings", "Out-of-school clubs", "Governors", "MoD welfare team", "Others",
))]  # fmt: skip


def chosen_authority(request, authorities):
    """The one that the address names, or the first; a 404 for another's."""
    found = list(authorities.order_by("name"))
    asked = request.GET.get("authority", "")
    if asked:
        found = [one for one in found if one.code == asked]
    if not found:
        raise Http404
    return found[0]


def chosen_year(request, today):
    """The academic year that the address names, or the one that runs."""
    asked = request.GET.get("year", "")
    if asked.isascii() and asked.isdigit() and 2018 < int(asked) <= today.year:
        return AcademicYear(int(asked))
    return academic_year(today)


def choices(request, name, authorities, authority, year, today):
    """Links to the same page of another authority or year."""
    address, this = reverse(name), academic_year(today)
    return {
        "authorities": [
            {
                "label": one.called,
                "address": f"{address}?authority={one.code}&year={year.begins}",
                "current": one == authority,
            }
            for one in authorities.order_by("name")
        ],
        "years": [
            {
                "label": str(one),
                "address": f"{address}?authority={authority.code}&year={one.begins}",
                "current": one == year,
            }
            for one in (AcademicYear(this.begins - back) for back in range(4))
        ],
    }


def by_kind(schools):
    """These schools for a page: kind by kind, with how many there are in words."""
    groups = {}
    for school in schools:
        groups.setdefault(school.kind, []).append(school)
    return [
        {
            "words": f"{label} ({len(groups[kind]):,})",
            "schools": groups[kind],
        }
        for kind, label in School.Kind.choices
        if kind in groups
    ]


@requires(*READERS)
@require_safe
def engagements(request):
    """One authority's academic year: promises kept, what took place, and which schools were reached."""
    today = timezone.localdate()
    seen = operations.authorities_seen_by(request.user, today)
    authority, year = chosen_authority(request, seen), chosen_year(request, today)
    found = operations.reach(authority, year, today)
    return render(
        request,
        "schools/engagements.html",
        {
            "authority": authority,
            "year": year,
            **choices(request, "schools:engagements", seen, authority, year, today),
            **found,
            "rows": Engagement.objects.filter(pk__in=[one.pk for one in found["held"]])
            .annotate(number=Count("schools"))
            .order_by("-held_on", "-pk"),
            "beside": ", ".join(
                f"{number:,} {OTHERS[name]}" for name, number in found["others"].items() if number
            ),
            "source": SOURCE,
            "unreached_groups": by_kind(found["unreached"]),
            "unvisited_groups": by_kind(found["unvisited"]),
            "keeps": operations.authorities_kept_by(request.user, today).filter(pk=authority.pk).exists(),
        },
    )


@requires(*READERS)
@require_safe
def engagements_file(request, kind):
    """The year's contacts as a table, a row for each."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    today = timezone.localdate()
    seen = operations.authorities_seen_by(request.user, today)
    authority, year = chosen_authority(request, seen), chosen_year(request, today)
    held = Engagement.objects.standing().filter(authority=authority).in_year(year).prefetch_related("schools")
    rows = (
        [
            one.held_on, one.get_kind_display(), one.title, one.by_whom,
            "; ".join(f"{school.name} ({school.urn})" for school in one.schools.all()),
            one.early_years, one.out_of_school, one.governors, one.mod_welfare, one.others,
        ]
        for one in held
    )  # fmt: skip
    return table_file(kind, f"engagement-{authority.code}-{year.begins}", HEADINGS, rows)


def find(request, pk, *, keeps=False):
    found = Engagement.objects.select_related("authority", "recorded_by")
    return get_object_or_404(found.kept_by(request.user) if keeps else found.visible_to(request.user), pk=pk)


@requires(*READERS)
@require_safe
def engagement(request, pk):
    """What took place, what was shared and who was reached."""
    one = find(request, pk)
    schools = list(one.schools.only("urn", "name", "kind"))
    return render(
        request,
        "schools/engagement.html",
        {
            "engagement": one,
            "number": len(schools),
            "groups": by_kind(schools),
            "documents": one.documents.order_by("pk"),
            "priorities": one.priorities.all(),
            "withdrawn_words": f"This was withdrawn and is no longer counted: {one.withdrawn_because}",
            "back": f"{reverse('schools:engagements')}?authority={one.authority.code}"
            f"&year={academic_year(one.held_on).begins}",
            "keeps": one.withdrawn_on is None
            and Engagement.objects.kept_by(request.user).filter(pk=pk).exists(),
        },
    )


@requires(*KEEPERS)
def record_engagement(request):
    today = timezone.localdate()
    authority = chosen_authority(request, operations.authorities_kept_by(request.user, today))
    initial = {"kind": request.GET.get("kind", "")}
    form = RecordEngagementForm(
        request.POST or None, request.FILES or None, authority=authority, initial=initial
    )
    done = carried_out(request, form, recorded, authority=authority)
    if done:
        messages.success(request, f"Recorded. It counts in the academic year {academic_year(done.held_on)}.")
        return redirect(done)
    return render(
        request, "schools/record_engagement.html", {"form": form, "authority": authority, "today": today}
    )


def recorded(*, seen, **given):
    return operations.record_engagement(**given)


@requires(*KEEPERS)
def change_engagement(request, pk):
    one = find(request, pk, keeps=True)
    if one.withdrawn_on:
        raise Http404
    initial = {name: getattr(one, name) for name in operations.PLAIN} | {
        **operations.who_was_there(one),
        "priorities": list(one.priorities.all()),
        "seen": one.revision,
    }
    form = ChangeEngagementForm(request.POST or None, authority=one.authority, initial=initial)
    if carried_out(request, form, lambda **given: operations.change_engagement(one, **given)):
        messages.success(request, "Changes saved.")
        return redirect(one)
    theirs = None
    if form.is_bound:
        now = find(request, pk)
        theirs = now if str(now.revision) != form.data.get("seen") else None
        form.look_again(str(now.revision))
    return render(
        request, "schools/change_engagement.html", {"form": form, "engagement": one, "theirs": theirs}
    )


@requires(*KEEPERS)
def withdraw_engagement(request, pk):
    one = find(request, pk, keeps=True)
    form = WithdrawEngagementForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.withdraw_engagement(one, **given)):
        messages.success(request, "Withdrawn. It is no longer counted.")
        return redirect(one)
    return render(request, "schools/withdraw_engagement.html", {"form": form, "engagement": one})


@requires(*KEEPERS)
def add_engagement_document(request, pk):
    one = find(request, pk, keeps=True)
    form = AddEngagementDocumentForm(request.POST or None, request.FILES or None)
    if carried_out(request, form, lambda **given: operations.add_engagement_document(one, **given)):
        messages.success(request, "Paper saved.")
        return redirect(one)
    return render(request, "schools/add_engagement_document.html", {"form": form, "engagement": one})


@requires(*READERS)
@require_safe
def engagement_document(request, pk, document):
    one = find(request, pk)
    kept = get_object_or_404(one.documents, pk=document)
    return send_file(kept, kept.download_name)
