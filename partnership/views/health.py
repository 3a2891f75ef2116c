"""Whether the portal is up (`/healthz`), and whether all of it works (`/readyz`)."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from partnership.operations import health


@require_safe
def healthz(request):
    """This process answers."""
    return JsonResponse({"ok": True})


def readyz(request):
    """Every part, checked now. 503 when one does not work; no figure here is about a person."""
    results = health.check_all()
    ready = all(result["ok"] for result in results.values())
    return JsonResponse({"ok": ready, "checks": results}, status=200 if ready else 503)
