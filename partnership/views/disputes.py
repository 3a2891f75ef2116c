"""Disputes between partners: the register, one dispute, and each step of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, Role, may, requires
from partnership.forms.disputes import (
    AdvisePartnerDisputeForm,
    ClosePartnerDisputeForm,
    DecidePartnerDisputeForm,
    DisputesFilterForm,
    GivePositionForm,
    MoveDisputeForm,
    RaisePartnerDisputeForm,
    TellDisputeStepForm,
)
from partnership.models import DisputePolicy, DisputeStep, Organisation, PartnerDispute
from partnership.operations import disputes as operations
from partnership.operations.dispute_policies import next_stage
from partnership.rules.disputes import NOT_FIXED
from partnership.views.deed import carried_out, told
from partnership.views.proof import asks_for_proof
from partnership.views.sections import section

READERS = (Can.RUN_DISPUTES, Can.ADVISE_ON_DISPUTES, Can.RAISE_DISPUTES)


def status(dispute):
    if dispute.closed_at:
        return "Closed"
    return "Decided" if dispute.decided_on else "Open"


COLOURS = {"Open": "blue", "Decided": "yellow", "Closed": "green"}


def neighbours(request):
    """The neighbouring registers; practitioners' escalations are not among them."""
    return section(
        request,
        ("Disputes", "partner_disputes", *READERS),
        ("Challenge log", "challenges", *READERS),
        ("How they are resolved", "dispute_policies", *READERS),
    )


@requires(*READERS)
@require_safe
def partner_disputes(request):
    """The register: open ones unless others are asked for."""
    form = DisputesFilterForm(request.GET or None)
    found = form.narrow(PartnerDispute.objects.visible_to(request.user), "closed_at")
    found = list(
        found.select_related("stage", "deadline", "raised_for").prefetch_related("parties", "policy__stages")
    )
    for one in found:
        one.status = status(one)
    return render(
        request,
        "partnership/partner_disputes.html",
        {
            "disputes": found,
            "filter": form,
            "colours": COLOURS,
            "today": timezone.localdate(),
            "raises": may(request.user, Can.RAISE_DISPUTES) or may(request.user, Can.RUN_DISPUTES),
            "section": neighbours(request),
        },
    )


def find(request, pk):
    return get_object_or_404(
        PartnerDispute.objects.visible_to(request.user).select_related(
            "policy", "stage", "deadline", "raised_for", "raised_by"
        ),
        pk=pk,
    )


def offered(person, dispute):
    """The deeds that the law offers this person now."""
    if dispute.closed_at:
        return set()
    runs = may(person, Can.RUN_DISPUTES)
    party = runs or dispute.parties.filter(pk__in=person.answers_for).exists()
    deeds = {"tell_dispute_step"} if party else set()
    if dispute.decided_on:
        return deeds | ({"close_partner_dispute"} if runs else set())
    if party and next_stage(dispute.stage) and not operations.awaits_advice(dispute):
        deeds.add("move_dispute")
    if may(person, Can.ADVISE_ON_DISPUTES) and not dispute.advice:
        deeds.add("advise_partner_dispute")
    if runs or dispute.parties.filter(pk__in=person.organisations(Role.SIGNATORY)).exists():
        deeds.add("give_position")
    if runs and not operations.awaits_advice(dispute):
        deeds.add("decide_partner_dispute")
    return deeds


@requires(*READERS)
@require_safe
def partner_dispute(request, pk):
    """Where it stands, the advice beside the answer to it, each partner's position, and every step."""
    found = find(request, pk)
    positions = list(found.positions.select_related("organisation"))
    latest = {one.organisation_id: one for one in positions}
    for one in positions:
        one.stands = latest[one.organisation_id] is one
    kinds = dict(DisputeStep.Kind.choices)
    return render(
        request,
        "partnership/partner_dispute.html",
        {
            "dispute": found,
            "status": status(found),
            "colours": COLOURS,
            "parties": found.parties.all(),
            "stages": found.policy.stages.all(),
            "not_fixed": NOT_FIXED,
            "mark": "Decided here" if found.decided_on else "Here now",
            "positions": positions,
            "deeds": offered(request.user, found),
            "learning": found.learning_points.all(),
            "history": [
                {
                    "title": f"{kinds[one.kind]} ({one.stage})",
                    "by": one.written_by.name,
                    "at": one.taken_on,
                    "text": one.text,
                }
                for one in found.steps.select_related("stage", "written_by")
            ],
        },
    )


def due(dispute):
    """By when the stage was due, while that date runs."""
    running = dispute.deadline
    return running.due_on if running and running.outstanding else None


@requires(Can.RAISE_DISPUTES, Can.RUN_DISPUTES)
def raise_partner_dispute(request):
    """An organisation cannot agree with others."""
    policy = DisputePolicy.objects.in_force("partners", timezone.localdate())
    if policy is None:
        raise Refused("No process for disputes is in force. Ask the business unit to add it first.")
    form = RaisePartnerDisputeForm(
        request.POST or None,
        person=request.user,
        runs=may(request.user, Can.RUN_DISPUTES),
        fixed=policy.stages.first().limit is not None,
    )
    if made := carried_out(request, form, operations.raise_partner_dispute):
        messages.success(
            request, f"Dispute {made.reference} is raised. We have written to everyone involved."
        )
        return redirect(made)
    return render(request, "partnership/raise_partner_dispute.html", {"form": form, "policy": policy})


def page(request, deed, dispute, form, **more):
    return render(request, f"partnership/{deed}.html", {"form": form, "dispute": dispute} | more)


def check_offered(request, dispute, deed, sentence):
    """The page of a deed that the law does not offer now says why not."""
    if request.method != "POST" and deed not in offered(request.user, dispute):
        raise Refused(sentence)


@requires(Can.RUN_DISPUTES, Can.RAISE_DISPUTES)
def tell_dispute_step(request, pk):
    found = find(request, pk)
    check_offered(request, found, "tell_dispute_step", "It is closed. Open it to see how it ended.")
    form = TellDisputeStepForm(request.POST or None, initial={"taken_on": timezone.localdate()})
    if carried_out(request, form, operations.tell_dispute_step, found):
        told(request, "The step is recorded.", about=found.reference)
        return redirect(found)
    return page(request, "tell_dispute_step", found, form)


@requires(Can.RUN_DISPUTES, Can.RAISE_DISPUTES)
def move_dispute(request, pk):
    """It is taken to the next stage."""
    found = find(request, pk)
    check_offered(
        request,
        found,
        "move_dispute",
        "It cannot go further now: it waits for advice, or this was its last stage.",
    )
    following = next_stage(found.stage)
    form = MoveDisputeForm(
        request.POST or None,
        fixed=following is None or following.limit is not None,
        due_on=due(found),
    )
    if carried_out(request, form, operations.move_dispute, found):
        told(request, "The dispute is at its next stage.", about=found.reference)
        return redirect(found)
    return page(request, "move_dispute", found, form, following=following)


@requires(Can.ADVISE_ON_DISPUTES)
def advise_partner_dispute(request, pk):
    """The Independent Advisor advises, or staff write down what another independent person advised."""
    found = find(request, pk)
    check_offered(request, found, "advise_partner_dispute", "There is advice already, or it is decided.")
    own = Role.INDEPENDENT_ADVISOR in request.user.roles
    form = AdvisePartnerDisputeForm(
        request.POST or None, own=own, due_on=due(found) if found.stage.asked == "advisor" else None
    )
    if carried_out(request, form, operations.advise_partner_dispute, found):
        told(request, "The advice is recorded. We have written to everyone involved.", about=found.reference)
        return redirect(found)
    return page(request, "advise_partner_dispute", found, form)


@requires(Can.RUN_DISPUTES, Can.RAISE_DISPUTES)
def give_position(request, pk):
    """A statutory partner says where it stands."""
    found = find(request, pk)
    check_offered(
        request,
        found,
        "give_position",
        "Only a partner’s signatory can give its position, until the dispute is decided.",
    )
    form = GivePositionForm(
        request.POST or None, dispute=found, person=request.user, runs=may(request.user, Can.RUN_DISPUTES)
    )
    if carried_out(request, form, operations.give_position, found):
        told(request, "The position is recorded.", about=found.reference)
        return redirect(found)
    return page(request, "give_position", found, form)


@requires(Can.RUN_DISPUTES)
@asks_for_proof
def decide_partner_dispute(request, pk):
    """What was decided, and how it answers the advice."""
    found = find(request, pk)
    check_offered(
        request,
        found,
        "decide_partner_dispute",
        "It cannot be decided now: it waits for advice, or is decided.",
    )
    form = DecidePartnerDisputeForm(request.POST or None, advised=bool(found.advice), due_on=due(found))
    if carried_out(request, form, operations.decide_partner_dispute, found):
        messages.success(
            request,
            "The decision is recorded, and we have written to everyone involved. Close the dispute once you know "
            "what came of it.",
        )
        return redirect(found)
    partners = Organisation.objects.statutory_partners(timezone.localdate()) if found.stage.final else []
    said = operations.positions_of(found, partners)
    return page(
        request, "decide_partner_dispute", found, form,
        said=[(one, said[one.pk]) for one in partners],
    )  # fmt: skip


@requires(Can.RUN_DISPUTES)
def close_partner_dispute(request, pk):
    """What came of it, and what was learnt."""
    found = find(request, pk)
    check_offered(
        request, found, "close_partner_dispute", "You can close a dispute once it has been decided."
    )
    form = ClosePartnerDisputeForm(request.POST or None)
    if carried_out(request, form, operations.close_partner_dispute, found):
        messages.success(request, "The dispute is closed.")
        return redirect(found)
    return page(request, "close_partner_dispute", found, form)
