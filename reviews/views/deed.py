"""What every deed's page does the same way: find the case, look whether it may happen now."""

from django.shortcuts import get_object_or_404

from partnership.access import Refused
from reviews.models import Artefact, Case, Stage


def find_case(request, pk):
    """A case that this person may know of; for everybody else there is none."""
    return get_object_or_404(
        Case.objects.visible_to(request.user).select_related("edition", "responsible_authority"), pk=pk
    )


def find_artefact(request, pk):
    """An artefact that this person may know of; for everybody else there is none."""
    return get_object_or_404(
        Artefact.objects.visible_to(request.user).select_related(
            "review__case__edition", "document", "added_by", "scheduled_by", "withdrawn_by"
        ),
        pk=pk,
    )


def check_standing(request, case, *stages, when_sent=False):
    """Opening a page whose deed cannot be done now says where the case stands. What is sent, the deed judges.

    `when_sent` judges here as well: for a page that would show, beside what was typed, what is not to be read yet.
    """
    if (when_sent or request.method in ("GET", "HEAD")) and case.stage not in stages:
        raise Refused(
            f"{case.reference} is at “{Stage(case.stage).label}”, so this cannot be done now. "
            "Open the case to see what comes next."
        )
