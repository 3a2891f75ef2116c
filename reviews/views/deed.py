"""What every deed's page does the same way: find the case, look whether it may happen now, try it."""

from django.shortcuts import get_object_or_404

from partnership.access import Refused
from partnership.operations.record import record
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


def note_reading(request, case):
    """Whoever opens a page that shows what was said in a case has read it, and that is on the record."""
    if request.method == "GET":
        record("read", case, by=request.user)


def attempt(form, operation, *args, **given):
    """What the operation gives, or None: a refusal becomes the form's own sentence and nothing typed is lost."""
    try:
        return operation(*args, **given)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def carried_out(request, form, operation, *args, **more):
    """What the operation gives once the form was sent, holds what it needs and is not refused; else nothing."""
    if request.method != "POST" or not form.is_valid():
        return None
    given = {name: value for name, value in form.cleaned_data.items() if name != "file"}
    if form.cleaned_data.get("file"):
        file = form.cleaned_data["file"]
        given |= {"content": file.read(), "filename": file.name}
    return attempt(form, operation, *args, by=request.user, **given, **more)
