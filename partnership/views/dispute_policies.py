"""How disagreements are resolved: the versions with their stages and limits, and adding the next one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.disputes import AddDisputePolicyForm, StageFormSet, first_stages, stages_of
from partnership.models import DisputePolicy
from partnership.operations import dispute_policies as operations
from partnership.rules.disputes import NOT_FIXED
from partnership.views.deed import attempt

READERS = (
    Can.RUN_DISPUTES,
    Can.RUN_ESCALATIONS,
    Can.ADVISE_ON_DISPUTES,
    Can.RAISE_DISPUTES,
    Can.RAISE_ESCALATIONS,
)


@requires(*READERS)
@require_safe
def dispute_policies(request):
    """Both processes, the version in force first."""
    today = timezone.localdate()
    versions = list(DisputePolicy.objects.prefetch_related("stages"))
    kinds = []
    for kind in DisputePolicy.Kind:
        own = [one for one in versions if one.kind == kind]
        current = next((one for one in own if one.in_force_on <= today), None)
        kinds.append(
            {
                "kind": kind,
                "current": current,
                "others": [one for one in own if one is not current],
                "shows_partnership": kind == DisputePolicy.Kind.PRACTITIONERS,
            }
        )
    return render(
        request,
        "partnership/dispute_policies.html",
        {
            "kinds": kinds,
            "not_fixed": NOT_FIXED,
            "runs": may(request.user, Can.RUN_DISPUTES),
            "empty": not versions,
        },
    )


@requires(*READERS)
@require_safe
def dispute_policy(request, pk):
    """One version."""
    found = get_object_or_404(DisputePolicy.objects.prefetch_related("stages"), pk=pk)
    return render(
        request,
        "partnership/dispute_policy.html",
        {
            "policy": found,
            "not_fixed": NOT_FIXED,
            "shows_partnership": found.kind == DisputePolicy.Kind.PRACTITIONERS,
        },
    )


@requires(Can.RUN_DISPUTES)
@require_POST
def load_dispute_policies(request):
    """Bring in what the published arrangements say."""
    added = operations.load(by=request.user)
    messages.success(request, f"{len(added)} added." if added else "Everything was already there.")
    return redirect("dispute_policies")


@requires(Can.RUN_DISPUTES)
def add_dispute_policy(request, kind):
    """The next version of one process, begun from the newest one."""
    kind = DisputePolicy.Kind(kind)
    newest = DisputePolicy.objects.filter(kind=kind).order_by("-version").first()
    if newest is None:
        raise Refused("First load what the published arrangements say, then change it.")
    form = AddDisputePolicyForm(
        request.POST or None, initial={"title": newest.title, "principles": newest.principles}
    )
    stages = StageFormSet(request.POST or None, initial=first_stages(newest), prefix="stage")
    if request.method == "POST" and form.is_valid() and stages.is_valid():
        made = attempt(
            form,
            operations.add_policy,
            by=request.user,
            kind=kind,
            stages=stages_of(stages),
            **form.cleaned_data,
        )
        if made:
            messages.success(
                request, "The version is added. Anything already under way stays under its own version."
            )
            return redirect(made)
    return render(
        request,
        "partnership/add_dispute_policy.html",
        {"form": form, "stages": stages, "kind": kind, "newest": newest},
    )
