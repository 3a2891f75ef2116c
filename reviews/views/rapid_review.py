"""The rapid review: recording its meeting, writing it, recommending what should follow."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from partnership.access import Can, Refused, may, requires
from reviews.forms.rapid_review import DraftForm, HoldMeetingForm, RecommendForm
from reviews.models import Case, RapidReview, Stage
from reviews.operations import rapid_review as operations
from reviews.operations.case import clock
from reviews.rules.rapid_review import SECTION_NAMES
from reviews.views.deed import attempt, check_standing, find_case, note_reading


@requires(Can.RUN_CASES)
def hold_meeting(request, pk):
    """Record the rapid review meeting. Agencies that have not answered are named."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.RR_GATHERING)
    silent = [asked.organisation.name for asked in operations.requests_of(case) if asked.answer is None]
    due = clock(case, "rapid_review_meeting")
    form = HoldMeetingForm(request.POST or None, silent=silent, due_on=due and due.due_on)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.hold_meeting, case, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The meeting is recorded. The rapid review can be written now.")
        return redirect(case)
    return render(
        request, "reviews/hold_meeting.html", {"case": case, "form": form, "silent": silent, "deadline": due}
    )


@requires(Can.RUN_CASES)
def draft(request, pk):
    """Write the rapid review. Of two people who write at once, each is shown what the other saved."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.RR_DRAFTING)
    report = get_object_or_404(RapidReview.objects.select_related("drafted_by"), case=case)
    form = DraftForm(request.POST or None, report=report)
    came_in, both = [], {}
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"]
        try:
            operations.draft(case, by=request.user, seen=seen, **form.texts)
        except Refused as refused:
            report.refresh_from_db()
            if report.revision != seen:
                came_in, both = form.meet(report)
            if not both:
                form.add_error(None, str(refused))
        else:
            messages.success(request, f"The rapid review was saved at {timezone.localtime():%H:%M}.")
            return redirect("reviews:draft", case.pk) if "stay" in request.POST else redirect(case)
    note_reading(request, case)
    items = [
        {"field": form[name], "theirs": both.get(name), "came_in": name in came_in} for name in SECTION_NAMES
    ]
    return render(
        request, "reviews/draft.html", {"case": case, "report": report, "form": form, "items": items}
    )


@require_POST
@requires(Can.RUN_CASES)
def autosave(request, pk):
    """Save the draft while somebody types. Answers in JSON, with the `version` to send back next time."""
    case = find_case(request, pk)
    report = get_object_or_404(RapidReview, case=case)
    form = DraftForm(request.POST, report=report)
    if not form.is_valid():
        return JsonResponse({"message": "Not saved; what you typed is still here."}, status=422)
    try:
        saved = operations.draft(
            case, by=request.user, seen=form.cleaned_data["version"], quietly=True, **form.texts
        )
    except Refused as refused:
        return JsonResponse({"message": f"Not saved. {refused}"}, status=409)
    return JsonResponse(
        {"version": saved.revision, "message": f"Saved at {timezone.localtime(saved.saved_at):%H:%M}"}
    )


@requires(Can.RECOMMEND_REVIEWS)
def recommend(request, pk):
    """The group's chair reads the whole report and says what the group recommends."""
    case = get_object_or_404(
        Case.objects.to_recommend_by(request.user).select_related("edition", "responsible_authority"), pk=pk
    )
    check_standing(request, case, Stage.RR_DRAFTING)
    report = get_object_or_404(RapidReview.objects.select_related("drafted_by"), case=case)
    seen = operations.fingerprint(report)
    form = RecommendForm(request.POST or None, initial={"seen": seen})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.recommend, case, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The recommendation is with the decider.")
        return redirect(case)
    form.look_again(seen)
    note_reading(request, case)
    return render(
        request,
        "reviews/recommend.html",
        {
            "case": case,
            "report": report,
            "form": form,
            "sections": report.sections,
            "empty": [section["label"] for section in report.sections if not section["text"].strip()],
            "may_draft": may(request.user, Can.RUN_CASES),
        },
    )
