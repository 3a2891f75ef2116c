"""What an agency's own staff booked, for its leads: who, what, and where it stands; never access needs."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.models import Organisation
from partnership.views.listings import Column, Listing, in_order
from training.forms.booking import AgencyBookingsFilterForm
from training.models import Booking
from training.views.booking import COLOURS, with_all


def charged(booking):
    """In pounds; nothing where no charge stands."""
    charge = getattr(booking, "charge", None)
    return charge.amount if charge and charge.state != "waived" else None


PLACES = Listing(
    "training:agency_bookings",
    "Places of your staff",
    "place",
    [
        Column("Who", lambda one: one.learner.name, by="learner__name"),
        Column("Job", lambda one: one.job, by="job", under="Who"),
        Column("Organisation", lambda one: one.organisation.name, by="organisation__name", under="Who"),
        Column("Course", lambda one: one.session.course.title, by="session__course__title"),
        Column("Session", lambda one: one.session.reference, under="Course"),
        Column(
            "When", lambda one: timezone.localdate(one.session.starts_at), by="session__starts_at", kind="day"
        ),
        Column(
            "Status",
            lambda one: one.get_outcome_display() if one.outcome else one.get_state_display(),
            by=in_order("state", Booking.State),
            kind="step",
        ),
        Column("Charge", charged, by="charge__amount", kind="number", numeric=True),
    ],
    form=AgencyBookingsFilterForm,
    always=("period",),
)


@requires(Can.READ_AGENCY_TRAINING)
@require_safe
def agency_bookings(request):
    """Places of the organisations for which the person answers, of what is to come or of what was."""
    own = Booking.objects.filter(organisation__in=request.user.answers_for)
    form = AgencyBookingsFilterForm(request.GET or None)
    shown = PLACES.shown(request, with_all(form.narrow(own, timezone.now())), of=own, form=form)
    if shown.file:
        return shown.file
    return render(
        request,
        "training/agency_bookings.html",
        {
            "shown": shown,
            "page": shown.page,
            "organisations": Organisation.objects.filter(pk__in=request.user.answers_for),
            "colours": COLOURS,
        },
    )
