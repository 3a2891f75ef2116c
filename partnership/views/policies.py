"""The register of policies, one policy, and what may be done with the entry."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.policies import (
    ChangePolicyForm,
    PolicyFilterForm,
    RegisterPolicyForm,
    ReviewPolicyForm,
    WithdrawPolicyForm,
)
from partnership.models import Consultation, ConsultationAsked, Event, Policy, PolicyVersion
from partnership.operations import policies as operations
from partnership.views.deed import carried_out

READERS = (Can.RUN_POLICIES, Can.APPROVE_POLICIES, Can.COMMENT_ON_POLICIES)
COLOURS = {
    "Draft": "grey",
    "Out for consultation": "blue",
    "Being revised after consultation": "purple",
    "Approved, not yet published": "yellow",
    "Published, not yet in force": "teal",
    "In force": "green",
    "Superseded": "grey",
    "Withdrawn": "orange",
    "Dropped": "grey",
}


def narrow(policies, asked):
    """Those of them that hold the words, and are of the kind and the area asked for."""
    if asked.get("words"):
        policies = policies.filter(Q(title__icontains=asked["words"]) | Q(summary__icontains=asked["words"]))
    for name in ("kind", "area"):
        if asked.get(name):
            policies = policies.filter(**{name: asked[name]})
    return policies


def threshold_first(policies):
    return sorted(policies, key=lambda one: (one.kind != Policy.Kind.THRESHOLD, one.title.lower()))


@requires(*READERS)
@require_safe
def policies(request):
    """The register: what is in force, what is being worked on, what is to be reviewed, what I am asked."""
    today = timezone.localdate()
    form = PolicyFilterForm(request.GET or None)
    found = narrow(Policy.objects.visible_to(request.user), form.asked())
    found = threshold_first(found.select_related("group", "review_deadline"))
    versions = list(
        PolicyVersion.objects.visible_to(request.user)
        .filter(policy__in=found)
        .exclude(state=PolicyVersion.State.DROPPED)
        .defer("text")
    )
    for one in found:
        own = [version for version in versions if version.policy_id == one.pk]
        in_force = sorted(
            (v for v in own if v.in_force_on and v.in_force_on <= today),
            key=lambda v: (v.in_force_on, v.number),
        )
        one.current = in_force[-1] if in_force and not one.withdrawn(today) else None
        one.underway = next((v for v in own if v.state != PolicyVersion.State.PUBLISHED), None)
        one.to_come = next((v for v in own if v.in_force_on and v.in_force_on > today), None)
        one.is_withdrawn = one.withdrawn(today)
        one.late = one.review_is_late(today)
    asked = (
        ConsultationAsked.objects.for_person(request.user)
        .filter(consultation__settled_at=None, consultation__closes_on__gte=today)
        .select_related("consultation__version__policy", "organisation", "group", "deadline")
    )
    return render(
        request,
        "partnership/policies.html",
        {
            "policies": found,
            "filter": form,
            "asked": asked,
            "late": [one for one in found if one.late],
            "runs": may(request.user, Can.RUN_POLICIES),
            "colours": COLOURS,
        },
    )


def find(request, pk):
    return get_object_or_404(
        Policy.objects.visible_to(request.user).select_related("group", "review_deadline"), pk=pk
    )


def chairs(person, policy):
    """Whether they chair the group that owns it."""
    return policy.group_id in person.chaired


TOLD = {
    "registered": "Registered",
    "changed": "The entry was changed",
    "reviewed": "Reviewed; the text stands",
    "withdrew": "Withdrawn",
}


@requires(*READERS)
@require_safe
def policy(request, pk):
    """One policy: what is in force, what is being worked on, its versions and its reviews."""
    found = find(request, pk)
    today = timezone.localdate()
    versions = list(
        PolicyVersion.objects.visible_to(request.user)
        .filter(policy=found)
        .select_related("document")
        .order_by("-number")
    )
    current = operations.current_version(found, today)
    for one in versions:
        one.policy = found
        one.status = one.stands(current, today)
    runs = may(request.user, Can.RUN_POLICIES)
    running = found.review_deadline
    return render(
        request,
        "partnership/policy.html",
        {
            "policy": found,
            "current": current,
            "versions": versions,
            "consultations": Consultation.objects.visible_to(request.user)
            .filter(version__policy=found)
            .select_related("version"),
            "review": running if running and running.outstanding else None,
            "history": [
                {"title": TOLD[event.verb], "by": event.actor, "at": event.at, "text": event.why}
                for event in Event.objects.about(found).filter(verb__in=TOLD)
            ],
            "runs": runs,
            "starts": runs
            and not found.withdrawn_on
            and not any(v.state not in ("published", "dropped") for v in versions),
            "reviews": bool(running and running.outstanding) and (runs or chairs(request.user, found)),
            "withdraws": runs and current is not None and not found.withdrawn_on,
            "colours": COLOURS,
        },
    )


@requires(Can.RUN_POLICIES)
def register_policy(request):
    form = RegisterPolicyForm(request.POST or None)
    if made := carried_out(request, form, operations.register_policy):
        messages.success(request, "It is in the register. Next, write its first version.")
        return redirect(made)
    return render(request, "partnership/register_policy.html", {"form": form})


@requires(Can.RUN_POLICIES)
def change_policy(request, pk):
    found = find(request, pk)
    form = ChangePolicyForm(
        request.POST or None,
        initial={
            name: getattr(found, name)
            for name in ("title", "kind", "area", "group", "summary", "review_months")
        },
    )
    if carried_out(request, form, operations.change_policy, found):
        messages.success(request, "The entry is changed.")
        return redirect(found)
    return render(request, "partnership/change_policy.html", {"form": form, "policy": found})


@requires(Can.RUN_POLICIES, Can.APPROVE_POLICIES)
def review_policy(request, pk):
    """The owner group has looked at it and lets it stand."""
    found = find(request, pk)
    if not may(request.user, Can.RUN_POLICIES):
        get_object_or_404(Policy.objects.chaired_by(request.user), pk=pk)
    running = found.review_deadline
    if running is None or not running.outstanding:
        raise Refused("No review of this policy is due. It has to be published first.")
    form = ReviewPolicyForm(request.POST or None, due_on=running.due_on)
    if done := carried_out(request, form, operations.review_policy, found):
        messages.success(
            request,
            f"The review is recorded. The next one is due on {done.review_deadline.due_on:%-d %B %Y}.",
        )
        return redirect(found)
    return render(request, "partnership/review_policy.html", {"form": form, "policy": found})


@requires(Can.RUN_POLICIES)
def withdraw_policy(request, pk):
    found = find(request, pk)
    if found.withdrawn_on:
        raise Refused(f"It was withdrawn on {found.withdrawn_on:%-d %B %Y} already.")
    form = WithdrawPolicyForm(request.POST or None, initial={"withdrawn_on": timezone.localdate()})
    if carried_out(request, form, operations.withdraw_policy, found):
        messages.success(request, "It is withdrawn. Its public page says why.")
        return redirect(found)
    return render(request, "partnership/withdraw_policy.html", {"form": form, "policy": found})
