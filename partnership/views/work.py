"""What one asked for and a worker makes: how far it is, wherever one has gone meanwhile."""

from datetime import timedelta

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.operations.attempts import asked_by, watched

SHOWN_FOR = timedelta(14)


@require_safe
def my_work(request):
    """Everything that this person asked for lately, with what became of it."""
    found = asked_by(request.user, timezone.now() - SHOWN_FOR)
    return render(
        request,
        "partnership/my_work.html",
        {
            "under_way": [one for one in found if one.under_way],
            "ended": [one for one in found if not one.under_way],
        },
    )


@require_safe
def work_progress(request, name):
    """One attempt in figures, for a page that shows it move. Its name is known to whoever was shown it."""
    attempt = watched(name)
    if attempt is None:
        raise Http404
    return JsonResponse(
        {"done": attempt.done, "total": attempt.total, "state": attempt.state, "message": attempt.words}
    )
