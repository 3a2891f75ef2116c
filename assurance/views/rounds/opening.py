"""Preparing a round, looking at whom it would ask, and opening it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.rounds import ALWAYS_ASKED, OpenRoundForm, with_kind
from assurance.operations.round_progress import with_a_lead
from partnership.access import Can, Refused, requires
from partnership.models import (
    Appointment,
    Organisation,
    Participation,
    PlannedRound,
    Questionnaire,
    Return,
)
from partnership.operations import questionnaires as operations
from partnership.operations.questionnaires.letters import LEADS
from partnership.rules.rounds import DATES, lacks
from partnership.views.deed import attempt


def may_be_asked(today):
    """Whom a round can ask: every organisation in force, but for partnerships themselves.

    Schools of the register are asked by rounds among schools, which freeze whom they ask.
    """
    return Organisation.objects.on(today).exclude(kind=Organisation.Kind.PARTNERSHIP).filter(schools=None)


def newest_versions():
    """The newest version of each questionnaire that agencies answer, who say who they are."""
    asked = Questionnaire.objects.exclude(basis=Questionnaire.Basis.ANONYMOUS).exclude(offered_at=None)
    newest = asked.order_by("code", "-version").distinct("code").values("pk")
    return Questionnaire.objects.filter(pk__in=newest).order_by("title")


def opening_form(request, planned=None, **given):
    today = timezone.localdate()
    organisations = may_be_asked(today)
    return OpenRoundForm(
        request.POST or None,
        questionnaires=newest_versions(),
        organisations=organisations,
        chosen=list(
            organisations.filter(
                pk__in=Participation.objects.on(today).filter(kind__in=ALWAYS_ASKED).values("organisation")
            ).values_list("pk", flat=True)
        ),
        without_lead=set(organisations.values_list("pk", flat=True)) - with_a_lead(today),
        planned=planned,
        **given,
    )


@requires(Can.RUN_ASSURANCE)
def open_round(request):
    """Ask a questionnaire of many organisations, at once or after a look at whom it would ask."""
    return prepared(request)


@requires(Can.RUN_ASSURANCE)
def change_planned(request, pk):
    """Change a round that is being prepared."""
    return prepared(request, find_planned(request, pk))


def prepared(request, planned=None):
    """The page on which a round is written: choose by kind, keep as a draft, or open."""
    deed = request.POST.get("deed", "")
    if deed.partition(":")[0] in ("all", "none"):
        request.POST = with_kind(request.POST, may_be_asked(timezone.localdate()), deed)
        form = opening_form(request, planned).not_judged()
    elif planned or deed == "keep":
        form = opening_form(request, planned, whole=False)
        if request.method == "POST" and form.is_valid() and (kept := keep(request, form, planned)):
            return redirect(kept)
    else:
        form = opening_form(request)
        if request.method == "POST" and form.is_valid() and (asked := open_at_once(request, form)):
            return redirect(asked)
    return render(request, "assurance/open_round.html", {"form": form, "planned": planned})


def keep(request, form, planned):
    given = dict(form.cleaned_data)
    seen = given.pop("seen") or 0
    try:
        kept = attempt(form, operations.plan_round, by=request.user, planned=planned, seen=seen, **given)
    except operations.AlreadyOpened as before:
        return before.asked
    if kept:
        messages.success(request, "Draft saved. Nobody has been written to.")
    return kept


def open_at_once(request, form):
    given = {
        name: value for name, value in form.cleaned_data.items() if name not in ("opens_by_itself", "seen")
    }
    try:
        asked = operations.open_round(by=request.user, **given)
    except operations.AlreadyOpened as before:
        return before.asked
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    opened(request, asked)
    return asked


def opened(request, asked):
    messages.success(request, f"Round opened as {asked.reference}. Emails to its leads are on their way.")


def find_planned(request, pk):
    found = PlannedRound.objects.visible_to(request.user).select_related(
        "questionnaire", "shared_with", "changed_by", "round"
    )
    return get_object_or_404(found, pk=pk)


@requires(Can.RUN_ASSURANCE)
@require_safe
def planned_round(request, pk):
    """What a round that is being prepared would do: whom it would ask, who is written to, and what it lacks."""
    planned = find_planned(request, pk)
    if planned.round:
        return redirect(planned.round)
    return render(request, "assurance/planned_round.html", {"planned": planned, **preview(planned)})


def preview(planned):
    """Whom it would ask today, whom it would write to, and what to know before it is opened."""
    today = timezone.localdate()
    organisations = list(planned.organisations.on(today).order_by("name"))
    left_out = list(planned.organisations.exclude(pk__in=[one.pk for one in organisations]))
    offices = {}
    for appointment in Appointment.objects.on(today).filter(
        role__in=LEADS, organisation__in=organisations, person__is_active=True
    ):
        offices.setdefault(appointment.organisation_id, []).append(
            appointment.office or appointment.get_role_display()
        )
    elsewhere = {}
    if planned.questionnaire:
        for other in Return.objects.filter(
            state=Return.State.DRAFT, organisation__in=organisations, round__closes_on__gte=today,
            round__questionnaire__code=planned.questionnaire.code,
        ).select_related("round"):  # fmt: skip
            elsewhere[other.organisation_id] = other.round
    rows = [
        {
            "organisation": one,
            "offices": offices.get(one.pk, []),
            "elsewhere": elsewhere.get(one.pk),
            "serves_both": bool(planned.shared_with_id and one.also_serves_id == planned.shared_with_id),
        }
        for one in organisations
    ]
    missing = lacks(
        questionnaire=planned.questionnaire,
        organisations=organisations,
        **{name: getattr(planned, name) for name in DATES},
    )
    return {
        "rows": rows,
        "left_out": left_out,
        "lacks": missing,
        "figures": [
            {"value": len(rows), "label": "would be asked"},
            {"value": sum(len(row["offices"]) for row in rows), "label": "letters"},
            {"value": sum(not row["offices"] for row in rows), "label": "with nobody to answer"},
            {"value": sum(bool(row["elsewhere"]) for row in rows), "label": "already asked the same"},
        ],
    }


@requires(Can.RUN_ASSURANCE)
@require_POST
def open_planned(request, pk):
    """Open what was prepared, as it stands."""
    planned = find_planned(request, pk)
    try:
        asked = operations.open_planned(planned, by=request.user)
    except operations.AlreadyOpened as before:
        return redirect(before.asked)
    opened(request, asked)
    return redirect(asked)


@requires(Can.RUN_ASSURANCE)
@require_POST
def discard_planned(request, pk):
    """Nothing comes of it."""
    planned = operations.discard_planned(find_planned(request, pk), by=request.user)
    messages.success(request, f"Draft ‘{planned}’ discarded. Nobody had been written to.")
    return redirect("assurance:rounds")
