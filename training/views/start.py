"""Everything about training that this person may open."""

from django.shortcuts import render

from partnership.access import Can, requires
from partnership.views.hub import offered

# heading, then (label, what one finds there, url name, capabilities of which one is enough)
PAGES = [
    ("Your training", []),
    ("Sessions", []),
    ("What is needed, and what is offered", []),
    ("What it changed", []),
]


@requires(Can.SEE_TRAINING, Can.TEACH)
def start(request):
    return render(request, "training/start.html", {"headings": offered(request.user, PAGES)})
