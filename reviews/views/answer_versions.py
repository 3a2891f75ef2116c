"""Changing an answer that was sent, and reading its versions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, requires
from partnership.views.deed import note_reading
from reviews.models import Case, InformationAnswer, InformationRequest
from reviews.operations import answers as operations
from reviews.views.compared import compared
from reviews.views.deed import find_case
from reviews.views.own_answer import find_own


@require_POST
@requires(Can.ANSWER_INFORMATION)
def change_answer(request, pk):
    """Begin a new version as a copy of what was sent, which stands until the new one is sent."""
    asked = find_own(request, pk)
    if asked.answer is None:
        raise Refused("Your agency has not sent an answer yet. Write it and send it first.")
    operations.begin_change(asked, by=request.user)
    return redirect(asked)


@require_POST
@requires(Can.ANSWER_INFORMATION)
def drop_change(request, pk):
    """Throw the new version away; what was sent stands."""
    asked = find_own(request, pk)
    operations.drop_change(asked, by=request.user)
    messages.success(request, "Your change is discarded. The answer you sent has not changed.")
    return redirect(asked)


@requires(Can.READ_CASES, Can.ANSWER_INFORMATION)
@require_safe
def read_answer(request, pk):
    """A version that was sent, whole, and what changed since the one before: for its agency and the case's readers."""
    asked = get_object_or_404(
        InformationRequest.objects.visible_to(request.user).select_related("case", "organisation"), pk=pk
    )
    versions = list(asked.answers.submitted().whole())
    if not versions:
        raise Http404
    wanted = request.GET.get("version", "")
    by_number = {str(one.version): place for place, one in enumerate(versions)}
    place = by_number.get(wanted, 0)
    shown, before = versions[place], versions[place + 1] if place + 1 < len(versions) else None
    reads_case = Case.objects.visible_to(request.user).filter(pk=asked.case_id).exists()
    if reads_case:
        note_reading(request, asked.case)
    return render(
        request,
        "reviews/read_answer.html",
        {
            "asked": asked,
            "case": asked.case if reads_case else None,
            "versions": versions,
            "shown": shown,
            "before": before,
            "changes": compared(before, shown) if before else None,
        },
    )


@requires(Can.READ_CASES)
@require_safe
def answers(request, pk):
    """What all agencies answered, each in its newest version and without its rows."""
    case = find_case(request, pk)
    newest = InformationAnswer.objects.filter(request__case=case).newest().counted()
    note_reading(request, case)
    return render(
        request,
        "reviews/answers.html",
        {
            "case": case,
            "answers": newest.select_related("request__organisation", "submitted_by").order_by(
                "request__organisation__name", "request"
            ),
        },
    )
