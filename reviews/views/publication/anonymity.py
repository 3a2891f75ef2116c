"""Looking whether a file identifies anybody."""

from django.contrib import messages
from django.shortcuts import redirect, render

from partnership.access import Can, requires
from partnership.views.deed import attempt, note_reading
from reviews.forms.publication import CheckAnonymityForm
from reviews.models import Artefact
from reviews.operations import publication as operations
from reviews.views.deed import find_artefact


def what_follows(check):
    """What happens with a file that was just looked at."""
    if not check.passed:
        return "Recorded. The file needs replacing before it goes on."
    if check.artefact.state == Artefact.State.CHECKING:
        return "Your check is recorded. One more person has to check the file."
    return "Your check is recorded. The partners have been asked to sign."


@requires(Can.CHECK_ANONYMITY)
def check_anonymity(request, pk):
    """Say whether the file identifies anybody, having looked for everything on the list."""
    found = find_artefact(request, pk)
    note_reading(request, found.review.case)
    form = CheckAnonymityForm(request.POST or None, initial={"seen": operations.mark_of(found)})
    if request.method == "POST" and form.is_valid():
        passed = form.cleaned_data["passed"] == "yes"
        note = "" if passed else form.cleaned_data["note"]
        seen = form.cleaned_data["seen"]
        check = attempt(
            form,
            operations.check_anonymity,
            found,
            by=request.user,
            passed=passed,
            note=note,
            seen=seen,
            looked_for=form.cleaned_data["looked_for"],
        )
        if check:
            messages.success(request, what_follows(check))
            return redirect(found)
    form.look_again(operations.mark_of(found))
    wording = operations.wording_of(found)
    return render(
        request,
        "reviews/check_anonymity.html",
        {
            "artefact": found,
            "form": form,
            "removed": operations.removed_from(found),
            "wording": wording,
            "warnings": operations.warnings_about(found, wording),
        },
    )
