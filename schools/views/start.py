"""Everything about schools and settings that this person may open."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.views.hub import offered
from schools.models import AskedSchool, School
from schools.operations.response import rows_of

READERS = (Can.READ_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)

# heading, then (label, what one finds there, url name, capabilities of which one is enough)
PAGES = [
    (
        "The register",
        [
            (
                "Schools and colleges",
                "Each school’s details, safeguarding contacts and history.",
                "schools:register",
                (Can.SEE_SCHOOLS,),
            ),
            (
                "How many schools there are",
                "By kind and authority on any day, compared with the counts of June 2019.",
                "schools:school_counts",
                (Can.READ_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS),
            ),
            (
                "Contacts of schools",
                "Who is responsible for safeguarding in each school, and what is missing, out of date or "
                "not confirmed.",
                "schools:contacts",
                (Can.RUN_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS),
            ),
            (
                "National files",
                "Import the national register, see what would change, then apply it.",
                "schools:register_files",
                (Can.RUN_SCHOOLS,),
            ),
        ],
    ),
    (
        "The yearly return",
        [
            (
                "Rounds for schools",
                "Who was asked, who has answered, who is being chased, and what the answers say.",
                "schools:rounds",
                (Can.READ_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS),
            ),
            (
                "Priority questions",
                "What the partnership asks of every school this year.",
                "schools:priority_questions",
                (Can.RUN_SCHOOLS,),
            ),
        ],
    ),
    (
        "About schools",
        [
            (
                "Inspections",
                "What Ofsted and other inspectorates said about each school.",
                "schools:inspections",
                [Can.SEE_SCHOOLS],
            ),
            (
                "Concerns from inspections",
                "What concerned inspectors, and what the authority did about it.",
                "schools:inspection_concerns",
                [Can.READ_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS],
            ),
        ],
    ),
    (
        "Other settings",
        [
            (
                "Other settings",
                "Assurance asked for and received from early years, children’s homes, fostering agencies "
                "and youth custody.",
                "schools:settings",
                READERS,
            ),
            (
                "Notifications about children looked after",
                "Counts for each quarter, and whether the procedures are being followed.",
                "schools:notifications",
                READERS,
            ),
        ],
    ),
    (
        "What authorities do and report",
        [
            (
                "Safeguarding through Education reports",
                "Each authority’s yearly report to the partnership, under its six headings.",
                "schools:education_reports",
                (Can.READ_EDUCATION_REPORTS,),
            ),
            (
                "Engagement with schools",
                "Meetings, forums, visits, briefings and bulletins: what was promised, what was done and "
                "who was reached.",
                "schools:engagements",
                READERS,
            ),
        ],
    ),
]


@requires(Can.SEE_SCHOOLS)
@require_safe
def start(request):
    return render(
        request,
        "schools/start.html",
        {
            "headings": offered(request.user, PAGES),
            "own": may(request.user, Can.KEEP_OWN_SCHOOL),
            "own_returns": own_returns(request.user),
            "own_schools": own_schools(request.user),
            "today": timezone.localdate(),
        },
    )


def own_returns(person):
    """The returns asked of the schools for which this person answers, with their state, the newest first."""
    if not may(person, Can.KEEP_OWN_SCHOOL):
        return []
    own = AskedSchool.objects.filter(school_return__organisation__in=person.answers_for)
    return rows_of(own.order_by("-round__about_until", "name"))


def own_schools(person):
    """The open schools for which this person answers."""
    if not may(person, Can.KEEP_OWN_SCHOOL):
        return School.objects.none()
    return School.objects.in_scope().filter(organisation__in=person.answers_for)
