"""Practitioners' escalations: a register of their own, one escalation, and how many there were."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.disputes import DisputesFilterForm
from partnership.forms.escalations import (
    EscalationCountsForm,
    MoveEscalationForm,
    RaiseEscalationForm,
    ResolveEscalationForm,
    TellEscalationStepForm,
)
from partnership.models import DisputePolicy, Escalation, EscalationStep
from partnership.operations import escalations as operations
from partnership.operations.dispute_policies import next_stage
from partnership.rules.disputes import NOT_FIXED
from partnership.rules.suppression import LEAST, in_words, suppressed
from partnership.views.deed import carried_out, note_reading
from partnership.views.disputes import due

READERS = (Can.RUN_ESCALATIONS, Can.RAISE_ESCALATIONS)


@requires(*READERS)
@require_safe
def escalations(request):
    """Open ones unless others are asked for; an agency sees its own alone."""
    form = DisputesFilterForm(request.GET or None)
    found = form.narrow(Escalation.objects.visible_to(request.user), "resolved_on")
    return render(
        request,
        "partnership/escalations.html",
        {
            "escalations": found.select_related("stage", "deadline", "raised_for", "raised_with"),
            "filter": form,
            "today": timezone.localdate(),
            "raises": may(request.user, Can.RAISE_ESCALATIONS),
        },
    )


def find(request, pk):
    return get_object_or_404(
        Escalation.objects.visible_to(request.user).select_related(
            "policy", "stage", "deadline", "raised_for", "raised_with"
        ),
        pk=pk,
    )


def offered(person, escalation):
    """The deeds that the law offers this person now."""
    if escalation.resolved_on:
        return set()
    acts = may(person, Can.RUN_ESCALATIONS) and escalation.stage.partnership_acts
    raiser = operations.is_raiser(escalation, person)
    deeds = {"tell_escalation_step"} if acts or operations.is_party(escalation, person) else set()
    if acts or raiser:
        deeds.add("resolve_escalation")
        deeds |= {"move_escalation"} if next_stage(escalation.stage) else set()
    return deeds


@requires(*READERS)
@require_safe
def escalation(request, pk):
    found = find(request, pk)
    note_reading(request, found)
    kinds = dict(EscalationStep.Kind.choices)
    return render(
        request,
        "partnership/escalation.html",
        {
            "escalation": found,
            "stages": found.policy.stages.all(),
            "not_fixed": NOT_FIXED,
            "mark": "Resolved here" if found.resolved_on else "Here now",
            "deeds": offered(request.user, found),
            "learning": found.learning_points.all(),
            "watches": may(request.user, Can.RUN_ESCALATIONS)
            and not found.stage.partnership_acts
            and not found.resolved_on,
            "history": [
                {
                    "title": f"{kinds[one.kind]} ({one.stage})",
                    "by": one.written_by.name,
                    "at": one.written_at,
                    "text": one.text,
                }
                for one in found.steps.select_related("stage", "written_by")
            ],
        },
    )


@requires(Can.RAISE_ESCALATIONS)
def raise_escalation(request):
    """An agency's lead raises a disagreement about a child with another agency."""
    policy = DisputePolicy.objects.in_force("practitioners", timezone.localdate())
    if policy is None:
        raise Refused("No process for escalations is in force. Ask the business unit to add it first.")
    form = RaiseEscalationForm(request.POST or None, person=request.user)
    if made := carried_out(request, form, operations.raise_escalation):
        messages.success(
            request, f"Escalation {made.reference} is raised. We have written to the other agency."
        )
        return redirect(made)
    return render(request, "partnership/raise_escalation.html", {"form": form})


def check_offered(request, found, deed, sentence):
    """The page of a deed that the law does not offer now says why not."""
    if request.method != "POST" and deed not in offered(request.user, found):
        raise Refused(sentence)


def ask(request, found, form, operation, deed, said):
    """Ask what the deed needs, do it, and go back to the escalation."""
    if carried_out(request, form, operation, found):
        messages.success(request, said)
        return redirect(found)
    return render(request, f"partnership/{deed}.html", {"form": form, "escalation": found})


@requires(*READERS)
def tell_escalation_step(request, pk):
    """Answer, or say what was done."""
    found = find(request, pk)
    check_offered(
        request,
        found,
        "tell_escalation_step",
        "The 2 agencies write here until the partnership’s own stage.",
    )
    form = TellEscalationStepForm(request.POST or None)
    return ask(
        request, found, form, operations.tell_escalation_step, "tell_escalation_step", "It is recorded."
    )


@requires(*READERS)
def move_escalation(request, pk):
    """Whoever raised it takes it further."""
    found = find(request, pk)
    check_offered(
        request,
        found,
        "move_escalation",
        "Only the agency that raised it can take it further, up to the last stage.",
    )
    form = MoveEscalationForm(request.POST or None, due_on=due(found))
    return ask(
        request,
        found,
        form,
        operations.move_escalation,
        "move_escalation",
        "It is at its next stage. We have written to everyone involved.",
    )


@requires(*READERS)
def resolve_escalation(request, pk):
    """It is settled."""
    found = find(request, pk)
    check_offered(
        request,
        found,
        "resolve_escalation",
        "Only the agency that raised it can mark it as resolved, and only once.",
    )
    form = ResolveEscalationForm(request.POST or None, due_on=due(found))
    return ask(request, found, form, operations.resolve_escalation, "resolve_escalation", "It is resolved.")


def suppressed_totals(raised, resolved):
    """Neither is shown when it, or how many are still open, would be a small number."""
    small = 0 < raised < LEAST
    gives_away = small or 0 < resolved < LEAST or 0 < raised - resolved < LEAST
    return {"raised": None if small else raised, "resolved": None if gives_away else resolved}


@requires(*READERS, Can.ADVISE_ON_DISPUTES)
@require_safe
def escalation_counts(request):
    """How many there were by stage, agency and days taken. Beyond the business unit small numbers are hidden."""
    form = EscalationCountsForm(request.GET or None)
    whole = may(request.user, Can.RUN_ESCALATIONS)
    since, until = form.period(whole=whole)
    counts = operations.counts_between(since, until)
    totals = {name: counts.pop(name) for name in ("raised", "resolved")}
    if not whole:
        totals = suppressed_totals(**totals)
    tables = [
        (
            heading,
            [
                [label, in_words(number)]
                for label, number in (numbers if whole else suppressed(numbers)).items()
            ],
        )
        for heading, numbers in counts.items()
    ]
    return render(
        request,
        "partnership/escalation_counts.html",
        {
            "filter": form,
            "since": since,
            "until": until,
            "totals": [{"value": in_words(number), "label": name} for name, number in totals.items()],
            "tables": tables,
            "whole": whole,
            "least": LEAST,
        },
    )
