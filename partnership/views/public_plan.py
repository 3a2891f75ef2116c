"""The business plans that the public reads, and how their priorities stood in the quarters that were let out."""

from datetime import MAXYEAR, MINYEAR

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.models import BusinessPlan
from partnership.operations.plan_progress import whole
from partnership.views.files import send_public


@require_safe
def plan(request):
    """The newest plan that was let out, and the others by name."""
    return shown(request, BusinessPlan.objects.public().first(), newest=True)


@require_safe
def plan_of_year(request, year):
    return shown(request, find(year))


def find(year):
    if not MINYEAR <= year <= MAXYEAR:
        raise Http404
    return get_object_or_404(BusinessPlan.objects.public().select_related("document"), starts_on__year=year)


def shown(request, found, newest=False):
    return render(
        request,
        "public/plan.html",
        {
            "plan": found,
            "newest": newest,
            "standing": found.standing(timezone.localdate()) if found else "",
            "rows": whole(found, for_public=True) if found else [],
            "consultations": found.consultations.select_related("committee") if found else [],
            "others": BusinessPlan.objects.public().exclude(pk=found.pk) if found else [],
        },
    )


@require_safe
def plan_file(request, year):
    found = find(year)
    return send_public(request, found.document, found.document.download_name, since=found.let_out_at)
