"""Everything about schools and settings that this person may open."""

from django.shortcuts import render

from partnership.access import Can, requires
from partnership.views.hub import offered

# heading, then (label, what one finds there, url name, capabilities of which one is enough)
PAGES = [
    ("The register", []),
    ("The yearly return", []),
    ("What is known of schools", []),
    ("Other settings", []),
]


@requires(Can.SEE_SCHOOLS)
def start(request):
    return render(request, "schools/start.html", {"headings": offered(request.user, PAGES)})
