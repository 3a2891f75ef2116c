"""The public's first page. It lies here because it draws on every app."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.models import YearlyReport
from partnership.models import ConcernContact, Edition, Organisation, Policy
from reviews.models import Review

LATEST = 3


@require_safe
def home(request):
    """Worried about a child comes first; then what practitioners need, what was published last, and who we are."""
    today = timezone.localdate()
    return render(
        request,
        "public/home.html",
        {
            "concern_contacts": ConcernContact.objects.all(),
            "reviews": Review.objects.newest_first()[:LATEST],
            "report": YearlyReport.objects.newest().order_by("-period_from", "-version").first(),
            "threshold": Policy.objects.standing(today)
            .filter(kind=Policy.Kind.THRESHOLD)
            .order_by("title")
            .first(),
            "edition": Edition.objects.in_force(today),
            "partners": Organisation.objects.statutory_partners(today),
        },
    )
