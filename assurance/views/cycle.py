"""Where the assurance cycle stands, and everything in assurance that this person may open."""

from django.shortcuts import render

from partnership.access import Can, requires
from partnership.views.hub import offered

# heading, then (label, what one finds there, url name, capabilities of which one is enough)
PAGES = [
    (
        "Asking and answering",
        [
            (
                "Rounds",
                "What was asked of agencies, and what has come back.",
                "assurance:rounds",
                (Can.RUN_ASSURANCE, Can.READ_RETURNS),
            ),
        ],
    ),
    ("Testing", []),
    (
        "Saying how we do",
        [
            (
                "How are we doing?",
                "Each quarter, what the evidence says of every outcome statement.",
                "assurance:doing",
                (Can.READ_DOING,),
            ),
            (
                "Yearly reports",
                "Drafts, and what was published.",
                "assurance:reports",
                (Can.READ_YEARLY_DRAFTS,),
            ),
        ],
    ),
]


@requires(Can.SEE_ASSURANCE)
def cycle(request):
    return render(request, "assurance/cycle.html", {"headings": offered(request.user, PAGES)})
