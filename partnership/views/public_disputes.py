"""How disagreements are resolved, as the public reads it: the policies that stand today, and no dispute."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.models import DisputePolicy


@require_safe
def disputes(request):
    """Both ways of resolving a disagreement, stage by stage, with the limits of today's version."""
    day = timezone.localdate()
    kinds = DisputePolicy.Kind
    standing = {kind: DisputePolicy.objects.in_force(kind, day) for kind in kinds}
    return render(
        request,
        "public/disputes.html",
        {
            "ways": [
                {"policy": policy, "stages": policy.stages.all(), "about": ABOUT[kind], "anchor": kind.value}
                for kind, policy in standing.items()
                if policy
            ]
        },
    )


ABOUT = {
    DisputePolicy.Kind.PARTNERS: "When councils, police, health or other organisations of the partnership do not "
    "agree with each other about the arrangements or about working together.",
    DisputePolicy.Kind.PRACTITIONERS: "When somebody who works with a child does not agree with what another "
    "agency decided about that child. Nobody waits for an answer where a child is in danger now: call 999.",
}
