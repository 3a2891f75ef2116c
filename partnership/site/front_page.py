"""The public's first page. It lies here because it draws on every app."""

from django.shortcuts import render
from django.utils import timezone

from assurance.models import YearlyReport
from partnership.models import ConcernContact, Edition, Organisation
from reviews.models import Review

LATEST = 3


def home(request):
    """Worried about a child comes first; then what was published last; then who the partnership is."""
    today = timezone.localdate()
    return render(
        request,
        "public/home.html",
        {
            "concern_contacts": ConcernContact.objects.all(),
            "reviews": Review.objects.newest_first()[:LATEST],
            "report": YearlyReport.objects.newest().order_by("-period_from", "-version").first(),
            "edition": Edition.objects.in_force(today),
            "partners": Organisation.objects.statutory_partners(today),
        },
    )
