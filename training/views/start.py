"""Everything about training that this person may open."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.views.hub import offered
from training.models import Booking
from training.views.booking import COLOURS

SHOWN = 5  # of one's own places; the others are on the page of places

# heading, then (label, what one finds there, url name, capabilities of which one is enough)
PAGES = [
    (
        "Courses and your places",
        [
            (
                "Courses",
                "What is taught, for whom, and its next dates.",
                "training:courses",
                (Can.SEE_TRAINING,),
            ),
            (
                "Your places",
                "What you have booked or are waiting for.",
                "training:my_bookings",
                (Can.SEE_TRAINING,),
            ),
            (
                "Your staff’s places",
                "What your own agency booked and used.",
                "training:agency_bookings",
                (Can.READ_AGENCY_TRAINING,),
            ),
            (
                "My learning",
                "What you attended, your certificates, and training elsewhere.",
                "training:my_learning",
                (Can.SEE_TRAINING, Can.TEACH),
            ),
        ],
    ),
    (
        "Sessions",
        [
            (
                "Sessions",
                "Upcoming and past sessions, who teaches them and how many places are left.",
                "training:sessions",
                (Can.RUN_TRAINING, Can.TEACH),
            ),
            (
                "Venues",
                "Where sessions are held and what is there.",
                "training:venues",
                (Can.RUN_TRAINING,),
            ),
            (
                "Trainers",
                "Who teaches what, and when they were last observed.",
                "training:trainers",
                (Can.RUN_TRAINING,),
            ),
            (
                "Requests for accounts",
                "People who want to book from an email address we do not recognise.",
                "training:account_requests",
                (Can.RUN_TRAINING,),
            ),
            (
                "Email domains",
                "Email domains that show where someone works.",
                "training:email_domains",
                (Can.RUN_TRAINING,),
            ),
            (
                "Charges",
                "Charges for places not used: to invoice, waive or mark as paid.",
                "training:charges",
                (Can.RUN_TRAINING, Can.RUN_MONEY),
            ),
            (
                "Registers",
                "Mark who came on the day, print a sheet, and close the register.",
                "training:registers",
                (Can.TEACH, Can.RUN_TRAINING),
            ),
            (
                "Certificates",
                "Every certificate issued.",
                "training:certificates",
                (Can.RUN_TRAINING,),
            ),
            (
                "Training elsewhere",
                "Training people did elsewhere, to check.",
                "training:certificates_elsewhere",
                (Can.RUN_TRAINING,),
            ),
        ],
    ),
    (
        "What is needed, and what is offered",
        [
            (
                "Needs analysis",
                "What people must be able to do, and which needs were taken up or not, and why.",
                "training:needs",
                (Can.READ_TRAINING,),
            ),
            (
                "Yearly programme",
                "What is planned and scheduled for each need, and the margin set aside.",
                "training:programmes",
                (Can.READ_TRAINING,),
            ),
            (
                "Commissioning",
                "Who provides each course, how they were chosen and how good it is.",
                "training:commissions",
                (Can.RUN_TRAINING,),
            ),
        ],
    ),
    (
        "What it changed",
        [
            (
                "Evaluation",
                "How confidence changed on each course, and what difference a year of training made.",
                "training:evaluations",
                (Can.RUN_TRAINING, Can.READ_TRAINING),
            ),
            (
                "Training in figures",
                "Places, attendance and no-shows by agency, sector, course and month.",
                "training:training_figures",
                (Can.RUN_TRAINING, Can.READ_TRAINING),
            ),
            (
                "Your agency’s training",
                "What your staff booked and used in a year.",
                "training:agency_figures",
                (Can.READ_AGENCY_TRAINING,),
            ),
            (
                "Single-agency training",
                "How each agency trains its own staff, level by level.",
                "training:single_agency_rounds",
                (Can.RUN_TRAINING, Can.READ_TRAINING),
            ),
        ],
    ),
]


@requires(Can.SEE_TRAINING, Can.TEACH)
@require_safe
def start(request):
    mine = Booking.objects.of(request.user).live().filter(session__ends_at__gt=timezone.now())
    return render(
        request,
        "training/start.html",
        {
            "headings": offered(request.user, PAGES),
            "coming": mine.select_related("session__course").order_by("session__starts_at", "pk")[:SHOWN],
            "colours": COLOURS,
        },
    )
