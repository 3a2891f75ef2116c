"""The directory of organisations as on any day, each one's page, and how they change."""

from collections import defaultdict

from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.organisations import (
    AddOrganisationForm,
    AddParticipationForm,
    AmendOrganisationForm,
    DirectoryFilterForm,
    EndOrganisationForm,
    EndParticipationForm,
    MergeOrganisationsForm,
    RenameOrganisationForm,
    ReopenOrganisationForm,
)
from partnership.models import (
    Action,
    Appointment,
    Deadline,
    Organisation,
    Participation,
    Return,
    Seat,
)
from partnership.operations import organisations as operations
from partnership.views.deed import attempt, carried_out
from partnership.views.listings import Column, Listing, in_order


def asked_words(asked):
    """How much waits for an organisation, as the page says it."""
    if not asked:
        return "Nothing"
    return f"Late {asked['late']} of {asked['all']}" if asked["late"] else str(asked["all"])


ORGANISATIONS = Listing(
    "organisations",
    "Organisations",
    "organisation",
    [
        Column("Name", lambda one: one.name_then, by="name"),
        Column(
            "Kind and area",
            lambda one: one.get_kind_display(),
            by=in_order("kind", Organisation.Kind),
            kind="step",
        ),
        Column(
            "Area", lambda one: one.get_area_display() if one.area else "", by="area", under="Kind and area"
        ),
        Column("How it takes part", lambda one: "; ".join(way.get_kind_display() for way in one.ways)),
        Column("Asked for now", lambda one: asked_words(one.asked_now), cans=(Can.READ_DIARY,)),
    ],
    form=DirectoryFilterForm,
    first="name",
)


@requires(Can.SEE_PARTNERSHIP)
@require_safe
def organisations(request):
    """Every organisation of a day by its name of that day, how it takes part, and what it is asked for now."""
    form = DirectoryFilterForm(request.GET or None)
    day, today = form.day, timezone.localdate()
    ways = Participation.objects.on(day).order_by("kind")
    found = form.narrow(Organisation.objects.known_to(request.user)).prefetch_related(
        "former_names", Prefetch("participations", ways, to_attr="ways")
    )
    sees_all = may(request.user, Can.READ_DIARY)

    def prepare(rows):
        asked = asks(rows, today) if sees_all else {}
        for one in rows:
            one.name_then, one.asked_now = one.name_on(day), asked.get(one.pk)

    shown = ORGANISATIONS.shown(
        request,
        found.order_by("name", "pk"),
        of=Organisation.objects.known_to(request.user).on(day),
        form=form,
        prepare=prepare,
    )
    if shown.file:
        return shown.file
    return render(
        request,
        "partnership/organisations.html",
        {
            "shown": shown,
            "page": shown.page,
            "day": day,
            "today": today,
            "sees_all": sees_all,
            "runs": may(request.user, Can.RUN_PARTNERSHIP),
        },
    )


def asks(organisations, today):
    """How many dates and actions wait for each organisation, and how many of them are late, by its id."""
    counted = defaultdict(lambda: {"late": 0, "all": 0})
    dates = Deadline.objects.outstanding().filter(organisation__in=[one.pk for one in organisations])
    actions = Action.objects.outstanding().filter(organisation__in=[one.pk for one in organisations])
    open_states = [Action.State.OPEN, Action.State.IN_PROGRESS]
    for rows, late in (
        (dates, Q(due_on__lt=today)),
        (actions, Q(target_on__lt=today, state__in=open_states)),
    ):
        grouped = (
            rows.order_by().values("organisation").annotate(number=Count("pk"), late=Count("pk", filter=late))
        )
        for row in grouped:
            counted[row["organisation"]]["all"] += row["number"]
            counted[row["organisation"]]["late"] += row["late"]
    return dict(counted)


def find(pk):
    return get_object_or_404(Organisation.objects.select_related("successor"), pk=pk)


@requires(Can.SEE_PARTNERSHIP)
@require_safe
def organisation(request, pk):
    """One organisation: its names, how it takes part, where it sits, and what is asked of it, late first."""
    known = Organisation.objects.known_to(request.user)
    found = get_object_or_404(known.select_related("successor"), pk=pk)
    today = timezone.localdate()
    ended = found.ends_on is not None and found.ends_on < today
    runs = may(request.user, Can.RUN_PARTNERSHIP)
    dates = (
        Deadline.objects.visible_to(request.user)
        .outstanding()
        .filter(organisation=found)
        .order_by("due_on", "pk")
    )
    actions = Action.objects.visible_to(request.user).outstanding().filter(organisation=found)
    predecessors = found.predecessors.order_by("ends_on", "name")
    gone = [one for one in [found, *predecessors] if one.ends_on and one.ends_on < today]
    return render(
        request,
        "partnership/organisation.html",
        {
            "organisation": found,
            "ended": ended,
            "former_names": found.former_names.order_by("-ends_on"),
            "predecessors": predecessors,
            "ways": found.participations.order_by("starts_on", "kind"),
            "seats": found.seats.select_related("group").order_by("group__position", "kind", "office"),
            "dates": dates,
            "actions": actions.order_by("target_on", "pk"),
            "gone": gone if runs else [],
            "loose": loose_ends(gone, today) if runs else [],
            "sees_all": may(request.user, Can.READ_DIARY),
            "invites": may(request.user, Can.INVITE_PEOPLE),
            "runs": runs,
            "today": today,
        },
    )


def loose_ends(organisations, today):
    """What still names organisations that have ended, as lines with an address where there is one."""
    if not organisations:
        return []
    seats = Seat.objects.on(today).filter(organisation__in=organisations)
    people = Appointment.objects.still_held(today).filter(
        Q(organisation__in=organisations) | Q(seat__organisation__in=organisations)
    )
    returns = Return.objects.filter(organisation__in=organisations, state=Return.State.DRAFT)
    dates = Deadline.objects.outstanding().filter(organisation__in=organisations, assurance_return=None)
    actions = Action.objects.outstanding().filter(organisation__in=organisations)

    def line(what, one, text, address):
        return {"what": what, "names": one, "text": text, "address": address}

    return [
        *(
            line("Seat", one.organisation, f"{one.office}, {one.group}", one.group.page)
            for one in seats.select_related("group", "organisation")
        ),
        *(
            line(
                "Person",
                one.organisation or one.seat.organisation,
                f"{one.person}, {one.get_role_display()}",
                reverse("person", args=[one.person_id]),
            )
            for one in people.select_related("person", "organisation", "seat__organisation").order_by(
                "person__name"
            )
        ),
        *(
            line("Return", one.organisation, one.round.reference, one.get_absolute_url())
            for one in returns.select_related("round", "organisation").order_by("deadline__due_on")
        ),
        *(
            line("Date", one.organisation, f"{one.label} ({one.reference})", one.path)
            for one in dates.select_related("organisation").order_by("due_on")
        ),
        *(
            line("Action", one.organisation, one.title, one.get_absolute_url())
            for one in actions.select_related("organisation").order_by("target_on")
        ),
    ]


@requires(Can.RUN_PARTNERSHIP)
def add_organisation(request):
    """Bring an organisation into the directory."""
    form = AddOrganisationForm(request.POST or None)
    added = carried_out(request, form, operations.add_organisation)
    if added:
        messages.success(request, f"{added.name} is in the directory. Next, record how it takes part.")
        return redirect(added)
    return render(request, "partnership/add_organisation.html", {"form": form})


@requires(Can.RUN_PARTNERSHIP)
def amend_organisation(request, pk):
    """Put right what was entered wrongly."""
    found = find(pk)
    initial = {name: getattr(found, name) for name in ("name", "short_name", "kind", "area")}
    form = AmendOrganisationForm(request.POST or None, initial=initial)
    if carried_out(request, form, operations.amend_organisation, found):
        messages.success(request, "The entry is corrected.")
        return redirect(found)
    return render(request, "partnership/amend_organisation.html", {"organisation": found, "form": form})


@requires(Can.RUN_PARTNERSHIP)
def rename_organisation(request, pk):
    """A new name from a day on."""
    found = find(pk)
    form = RenameOrganisationForm(request.POST or None)
    if carried_out(request, form, operations.rename_organisation, found):
        messages.success(request, "It has its new name. What happened before keeps the old one.")
        return redirect(found)
    return render(request, "partnership/rename_organisation.html", {"organisation": found, "form": form})


@requires(Can.RUN_PARTNERSHIP)
def end_organisation(request, pk):
    """It ends on a day, followed by another or by none."""
    found = find(pk)
    form = EndOrganisationForm(request.POST or None, organisation=found)
    if carried_out(request, form, operations.end_organisation, found):
        messages.success(request, "Its end is recorded. See below what still names it.")
        return redirect(found)
    return render(request, "partnership/end_organisation.html", {"organisation": found, "form": form})


@requires(Can.RUN_PARTNERSHIP)
def reopen_organisation(request, pk):
    """Its end was recorded by mistake."""
    found = find(pk)
    if request.method in ("GET", "HEAD") and found.ends_on is None:
        raise Refused(f"{found.name} has no end on record.")
    form = ReopenOrganisationForm(request.POST or None)
    if carried_out(request, form, operations.reopen_organisation, found):
        messages.success(request, "It goes on, and so do the ways of taking part that ended with it.")
        return redirect(found)
    return render(request, "partnership/reopen_organisation.html", {"organisation": found, "form": form})


@requires(Can.RUN_PARTNERSHIP)
def merge_organisations(request):
    """Two or more become one on a day."""
    form = MergeOrganisationsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        one = attempt(form, operations.merge_organisations, by=request.user, **form.given)
        if one:
            messages.success(request, f"{one.name} replaces them. See below what still names them.")
            return redirect(one)
    return render(request, "partnership/merge_organisations.html", {"form": form})


@requires(Can.RUN_PARTNERSHIP)
def add_participation(request, pk):
    """How it takes part, from a day on."""
    found = find(pk)
    form = AddParticipationForm(request.POST or None)
    if carried_out(request, form, operations.add_participation, found):
        messages.success(request, "How it takes part is recorded.")
        return redirect(found)
    return render(request, "partnership/add_participation.html", {"organisation": found, "form": form})


@requires(Can.RUN_PARTNERSHIP)
def end_participation(request, pk):
    """It no longer takes part in this way."""
    way = get_object_or_404(Participation.objects.select_related("organisation"), pk=pk)
    form = EndParticipationForm(request.POST or None)
    if carried_out(request, form, operations.end_participation, way):
        messages.success(request, "The end is recorded.")
        return redirect(way.organisation)
    context = {"organisation": way.organisation, "way": way, "form": form}
    return render(request, "partnership/end_participation.html", context)
