"""What the portal keeps about people, and for how long. It lies here because it draws on every app."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnership.operations.links import LASTS
from partnership.operations.people import INVITATION_LASTS
from partnership.rules.records import CLASSES
from partnership.rules.sign_ins import KEPT_FOR
from training.rules.terms import timings


@require_safe
def privacy(request):
    """Every period as the rules have it; none is typed into the page."""
    return render(
        request, "public/privacy.html", {"records": list(CLASSES.values()), "by_itself": gone_by_themselves()}
    )


def gone_by_themselves():
    """What is deleted without anybody’s doing, and when."""
    law = timings()
    idle = int(settings.SESSION_IDLE.total_seconds() // 60)
    longest = int(settings.SESSION_LONGEST.total_seconds() // 3600)
    return [
        ("That you are signed in", f"{idle} minutes after you last did something, or after {longest} hours"),
        (
            "With which browser you were signed in",
            f"{settings.SESSION_COOKIE_AGE // 86400} days after you last did",
        ),
        ("What you had typed when you were signed out", f"{KEPT_FOR.days} days"),
        ("What you need to take part in a course", f"{law.access_needs_days_after} days after the session"),
        ("A request for an account that was refused", f"{law.refused_request_days} days after the answer"),
        ("An invitation to the portal opens nothing more", f"after {INVITATION_LASTS.days} days"),
        (
            "A link with which you answer one thing opens nothing more",
            f"after {LASTS.days} days at the latest",
        ),
    ]
