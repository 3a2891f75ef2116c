"""What an agency's own staff booked, for its leads: who, what, and where it stands; never access needs."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.models import Organisation
from partnership.views.tables import table_file
from training.models import Booking
from training.views.booking import COLOURS, with_all

A_PAGE = 50
PERIODS = {"": "Upcoming", "before": "Past"}


def of_agency(request):
    """Bookings of the organisations for which the person answers, of what is to come or of what was."""
    now = timezone.now()
    period = request.GET.get("period", "")
    found = with_all(Booking.objects.filter(organisation__in=request.user.answers_for))
    if period == "before":
        return found.filter(session__starts_at__lte=now).order_by(
            "-session__starts_at", "learner__name", "pk"
        ), period
    coming = found.filter(session__starts_at__gt=now)
    return coming.order_by("session__starts_at", "learner__name", "pk"), ""


@requires(Can.READ_AGENCY_TRAINING)
@require_safe
def agency_bookings(request):
    found, period = of_agency(request)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "training/agency_bookings.html",
        {
            "bookings": page.object_list,
            "page": page,
            "organisations": Organisation.objects.filter(pk__in=request.user.answers_for),
            "colours": COLOURS,
            "period": period,
            "section": [
                {
                    "label": label,
                    "address": f"?period={key}" if key else request.path,
                    "current": key == period,
                }
                for key, label in PERIODS.items()
            ],
        },
    )


HEADINGS = [
    "Day",
    "Session",
    "Course",
    "Name",
    "Job",
    "Organisation",
    "State",
    "On the day",
    "Charge in pounds",
]


@requires(Can.READ_AGENCY_TRAINING)
@require_safe
def agency_bookings_file(request, kind):
    if kind not in ("csv", "xlsx"):
        raise Http404
    found, _ = of_agency(request)
    rows = [
        [
            timezone.localdate(one.session.starts_at), one.session.reference, one.session.course.title,
            one.learner.name, one.job, one.organisation.name, one.get_state_display(), one.get_outcome_display(),
            one.charge.amount if hasattr(one, "charge") and one.charge.state != "waived" else None,
        ]
        for one in found
    ]  # fmt: skip
    return table_file(kind, "places-of-our-staff", HEADINGS, rows)
