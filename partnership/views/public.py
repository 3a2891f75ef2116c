"""Public pages of the partnership itself: what was arranged, who takes part, and where to turn about a child.

The arrangements, the structure and each group can be asked for as they stood on any day: `?on=2022-06-30`.
Everybody is shown by office, nobody by name.
"""

from collections import defaultdict
from itertools import groupby

from django.conf import settings
from django.db.models import F, Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.views.decorators.http import require_safe

from partnership.forms.arrangements import AsOnForm
from partnership.models import (
    Area,
    Budget,
    ConcernContact,
    ContactDetails,
    Deadline,
    Edition,
    Group,
    LinkedBoard,
    Organisation,
    Participation,
    Pot,
    Seat,
)
from partnership.rules.accessibility import look_again_on, statement
from partnership.rules.arrangements import TAKING_PART
from partnership.rules.glossary import TERMS
from partnership.rules.national_help import NATIONAL_HELP
from partnership.rules.subject_requests import FREEDOM_OF_INFORMATION
from partnership.views.comparing import comparison, quorum_in_words


@require_safe
def arrangements(request):
    """The edition in force today, the money, and every edition there is."""
    today = timezone.localdate()
    edition = Edition.objects.in_force(today)
    facts = stood(edition, today) if edition else {}
    budgets = Budget.objects.published().prefetch_related("contributions__organisation")
    return render(
        request,
        "public/arrangements.html",
        facts
        | {
            "edition": edition,
            "editions": Edition.objects.all(),
            "pots": Pot.objects.filter(budgets__in=Budget.objects.published())
            .distinct()
            .prefetch_related(Prefetch("budgets", budgets)),
        },
    )


@require_safe
def edition(request, code):
    """One edition, as things stood on a day; unless the reader asks for another, the newest day of its force."""
    found = get_object_or_404(Edition, code=code)
    day, form = as_on(request, newest_day(found))
    return render(request, "public/edition.html", stood(found, day) | {"edition": found, "form": form})


@require_safe
def compare(request):
    """Any two published editions side by side, word by word."""
    editions = Edition.objects.prefetch_related("powers")
    return render(request, "public/compare.html", comparison(request, editions))


@require_safe
def structure(request):
    """Every group of a day, drawn by whom it reports to, and the same in words."""
    day, form = as_on(request, timezone.localdate())
    groups = list(Group.objects.on(day))
    return render(
        request,
        "public/structure.html",
        {
            "day": day,
            "form": form,
            "branches": branches(groups, form.asked_for),
            "areas": [Area(area) for area in dict.fromkeys(one.area for one in groups)],
        },
    )


@require_safe
def group(request, code):
    """What a group is for, who sits on it by office, and where it stands among the others."""
    found = get_object_or_404(Group.objects.select_related("parent"), code=code)
    day, form = as_on(request, newest_day(found))
    seats = (
        found.seats.on(day)
        .select_related("organisation")
        .prefetch_related("organisation__former_names")
        .order_by(F("organisation__name").asc(nulls_last=True), "office")
    )
    terms = list(found.terms.order_by("-version"))
    standing = next((one for one in terms if one.in_force_on <= day), None)
    return render(
        request,
        "public/group.html",
        {
            "group": found,
            "day": day,
            "form": form,
            "stands": found.in_force(day),
            "terms": standing,
            "versions": terms,
            "quorum": quorum_in_words(standing) if standing else "",
            "children": found.children.on(day),
            "kinds_of_seat": by_kind(Seat.Kind, [(one.kind, seated(one, day)) for one in seats]),
        },
    )


@require_safe
def members(request):
    """Every office that sits on a group of a day, group by group; nobody by name."""
    day, form = as_on(request, timezone.localdate())
    groups = list(Group.objects.on(day))
    rows = defaultdict(list)
    seats = (
        Seat.objects.on(day)
        .filter(group__in=groups)
        .select_related("organisation")
        .prefetch_related("organisation__former_names")
        .order_by(F("organisation__name").asc(nulls_last=True), "office")
    )
    for one in seats:
        organisation = seated(one, day)["organisation"] or "Of no one organisation"
        rows[one.group_id].append((organisation, one.office, one.get_kind_display()))
    given = {"day": day, "form": form, "groups": [{"group": one, "rows": rows[one.pk]} for one in groups]}
    return render(request, "public/members.html", given)


@require_safe
def concern(request):
    """Who to tell when somebody is worried about a child."""
    given = {"concern_contacts": ConcernContact.objects.all(), "national_contacts": NATIONAL_HELP}
    return render(request, "public/concern.html", given)


@require_safe
def accessibility(request):
    """The statement that the law asks for, from what is checked."""
    given = {
        "statement": statement(),
        "look_again_on": look_again_on(),
        "details": ContactDetails.objects.standing(),
        "site_address": settings.SITE_URL,
    }
    return render(request, "public/accessibility.html", given)


@require_safe
def cookies(request):
    """The cookies under the names that they have here."""
    names = {
        "session_cookie_name": settings.SESSION_COOKIE_NAME,
        "csrf_cookie_name": settings.CSRF_COOKIE_NAME,
        "idle": int(settings.SESSION_IDLE.total_seconds() // 60),
        "longest": int(settings.SESSION_LONGEST.total_seconds() // 3600),
    }
    return render(request, "public/cookies.html", names)


@require_safe
def contact(request):
    """How the partnership is reached, and how to ask for other languages and forms."""
    given = {"details": ContactDetails.objects.standing(), "foi_days": FREEDOM_OF_INFORMATION.allow.count}
    return render(request, "public/contact.html", given)


@require_safe
def glossary(request):
    """Every word that the portal explains, letter by letter."""
    letters = [
        {"letter": letter, "terms": list(terms)}
        for letter, terms in groupby(TERMS, key=lambda term: term.name[0].upper())
    ]
    return render(request, "public/glossary.html", {"letters": letters})


# What those pages are given -------------------------------------------------------------------------------


def as_on(request, default):
    """The day that the address asks about, and the form that asks; the default when it names no real day."""
    form = AsOnForm(request.GET if AsOnForm.asked(request.GET) else None, initial={"on": default})
    chosen = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    form.asked_for = f"?on={chosen.isoformat()}" if chosen else ""  # what links to other pages take along
    return chosen or default, form


def newest_day(dated):
    """Today, or the nearest day on which it was in force."""
    today = timezone.localdate()
    if dated.ends_on and dated.ends_on < today:
        return dated.ends_on
    return max(today, dated.starts_on or today)


def stood(edition, day):
    """Everything that the arrangements say of one day."""
    lead = Group.objects.filter(kind=Group.Kind.PARTNERSHIP).first()
    seats = Seat.objects.on(day).filter(group=lead, kind=Seat.Kind.MEMBER).order_by("pk")
    offices = dict(seats.values_list("organisation", "office"))
    rows = (
        Participation.objects.on(day)
        .select_related("organisation")
        .prefetch_related("organisation__former_names")
    )
    kinds = by_kind(Participation.Kind, [(one.kind, taking_part(one, offices, day)) for one in rows])
    bodies = Organisation.objects.on(day).filter(kind=Organisation.Kind.PARTNERSHIP)
    counts = defaultdict(list)
    for one in edition.setting_counts.all():
        counts[one.get_area_display()].append(one)
    return {
        "day": day,
        "stands": edition.in_force(day),
        "lead": lead,
        "bodies": bodies.filter(area=lead.area) if lead else bodies.none(),
        "statutory": next((one["rows"] for one in kinds if one["kind"] == STATUTORY), []),
        "others": [one for one in kinds if one["kind"] != STATUTORY],
        "boards": LinkedBoard.objects.on(day),
        "counts": dict(counts),
        "endorsements": endorsed(edition),
        "powers": edition.powers.all(),
        "corrections": edition.corrections.all(),
        "next_review_on": review_planned(edition),
        "comparable": Edition.objects.before(edition.starts_on),
    }


def endorsed(edition):
    """Who endorsed an edition, by office and by the name of its day."""
    given = edition.endorsements.select_related("organisation")
    return [
        {
            "office": one.office,
            "name": one.organisation.name_on(one.endorsed_on or edition.starts_on),
            "endorsed_on": one.endorsed_on,
        }
        for one in given.prefetch_related("organisation__former_names")
    ]


def review_planned(edition):
    """The day in the diary on which this edition is next reviewed, or the one that it names itself."""
    planned = (
        edition.reviews.filter(deadline__in=Deadline.objects.outstanding()).select_related("deadline").first()
    )
    return planned.deadline.due_on if planned else edition.next_review_on


STATUTORY = Participation.Kind.STATUTORY_PARTNER


def by_kind(kinds, pairs):
    """Rows under their kinds, in the order of the kinds, each with what it means; empty kinds left out."""
    rows = defaultdict(list)
    for kind, row in pairs:
        rows[kind].append(row)
    return [
        {"kind": kind, "label": kind.label, "means": TAKING_PART.get(kind, ""), "rows": rows[kind]}
        for kind in kinds
        if kind in rows
    ]


def taking_part(participation, offices, day):
    """An organisation by its name of that day, and through whom or by which office it takes part."""
    organisation = participation.organisation
    return {
        "name": organisation.name_on(day),
        "through": participation.through,
        "office": offices.get(organisation.pk, ""),
    }


def seated(seat, day):
    """A seat by its office and, by its name of that day, its organisation."""
    return {
        "office": seat.office,
        "organisation": seat.organisation.name_on(day) if seat.organisation else "",
    }


LOOKS = {Group.Kind.PARTNERSHIP: "lead", Group.Kind.LINKED: "linked"}


def branches(groups, asked_for=""):
    """Groups as nested branches by whom they report to. A group whose parent is not among them stands alone."""
    below = defaultdict(list)
    among = {one.pk for one in groups}
    for one in groups:
        below[one.parent_id if one.parent_id in among else None].append(one)

    def branch(one, above=None):
        words = one.get_meets_display() if one.meets else ""
        meets = words[:1].lower() + words[1:]
        passing = one.kind == Group.Kind.TASK_AND_FINISH
        until = f"Task and finish group until {format_date(one.ends_on, 'j F Y')}" if passing else ""
        return {
            "name": one.name,
            "area": one.area,
            "works_across": one.get_area_display(),
            "meets": meets,
            "note": until or (f"Meets {meets}" if meets else ""),
            "until": until,
            "above": above.name if above else "",
            "kind": LOOKS.get(one.kind, ""),
            "address": one.get_absolute_url() + asked_for,
            "children": [branch(child, one) for child in below[one.pk]],
        }

    return [branch(one) for one in below[None]]
