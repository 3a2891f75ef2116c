"""The rapid review: recording its meeting, writing it, recommending what should follow."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, may, requires
from partnership.models import Organisation
from partnership.rules.differences import differences
from partnership.views.deed import attempt, carried_out, note_reading, told
from reviews.forms.attendance import AttendanceFormSet, rows_as_typed
from reviews.forms.corrected import CorrectMeetingForm
from reviews.forms.rapid_review import CHOICES, CompareForm, DraftForm, HoldMeetingForm, RecommendForm
from reviews.models import Attendance, Case, RapidReview, Stage
from reviews.models.case import OVER
from reviews.operations import rapid_review as operations
from reviews.operations.case import clock
from reviews.rules.rapid_review import ANSWERS, SECTION_NAMES, missing_in
from reviews.views.deed import check_standing, find_case

ROWS = "attended"


def who_may_attend(case, today):
    """Every organisation of today, and those that were expected at this meeting, partners first."""
    organisations = list(Organisation.objects.on(today).order_by("name"))
    expected = list(Organisation.objects.statutory_partners(today).order_by("name"))
    expected += [one.organisation for one in case.requests.select_related("organisation")]
    return organisations, list(dict.fromkeys(expected))


def attendance_of(request, case, initial=None):
    """The rows of a meeting: as they were typed, as they are kept, or one for whoever was expected."""
    organisations, expected = who_may_attend(case, timezone.localdate())
    if request.method == "POST" and request.POST.get("deed") == "add":
        return rows_as_typed(request.POST, ROWS, organisations)
    if initial is None:
        initial = [{"organisation": one.pk, "capacity": Attendance.Capacity.MEMBER} for one in expected]
    return AttendanceFormSet(
        request.POST or None, prefix=ROWS, initial=initial, form_kwargs={"organisations": organisations}
    )


def as_typed(request, **given):
    """The meeting's own questions as they were typed, not yet judged."""
    initial = {name: request.POST.get(name, "") for name in ("attendance", "ruling", "late_reason")}
    initial["meeting_on"] = [request.POST.get(f"meeting_on_{part}", "") for part in ("day", "month", "year")]
    return HoldMeetingForm(initial=initial, **given)


@requires(Can.RUN_CASES)
def hold_meeting(request, pk):
    """Record the rapid review meeting. Agencies that have not answered are named."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.RR_GATHERING)
    silent = [asked.organisation.name for asked in operations.requests_of(case) if asked.answer is None]
    due = clock(case, "rapid_review_meeting")
    given = {"silent": silent, "due_on": due and due.due_on}
    rows = attendance_of(request, case)
    adding = request.POST.get("deed") == "add"
    form = as_typed(request, **given) if adding else HoldMeetingForm(request.POST or None, **given)
    if (
        request.method == "POST"
        and not adding
        and all([form.is_valid(), rows.is_valid()])
        and attempt(form, operations.hold_meeting, case, by=request.user, rows=rows.rows, **form.cleaned_data)
    ):
        told(request, "The meeting is recorded. The rapid review can be written now.", about=case.reference)
        return redirect(case)
    return render(
        request,
        "reviews/hold_meeting.html",
        {
            "case": case,
            "form": form,
            "rows": rows,
            "silent": silent,
            "deadline": due,
            "has_errors": (form.is_bound or rows.is_bound) and not adding,
        },
    )


@requires(Can.RUN_CASES)
def amend_meeting(request, pk):
    """Put right who attended, until the group recommends."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.RR_DRAFTING)
    report = get_object_or_404(RapidReview, case=case)
    kept = list(report.attendees.values("organisation", "office", "name", "presence", "capacity"))
    rows = attendance_of(request, case, initial=kept or None)
    adding = request.POST.get("deed") == "add"
    if adding:
        form = as_typed(request, amending=True)
    else:
        initial = {"attendance": report.attendance, "ruling": report.ruling}
        form = HoldMeetingForm(request.POST or None, initial=initial, amending=True)
    if (
        request.method == "POST"
        and not adding
        and all([form.is_valid(), rows.is_valid()])
        and attempt(
            form, operations.amend_meeting, case, by=request.user, rows=rows.rows, **form.cleaned_data
        )
    ):
        messages.success(request, "Who attended is corrected.")
        return redirect(case)
    return render(
        request,
        "reviews/amend_meeting.html",
        {
            "case": case,
            "report": report,
            "form": form,
            "rows": rows,
            "has_errors": (form.is_bound or rows.is_bound) and not adding,
        },
    )


@requires(Can.RUN_CASES)
def correct_meeting(request, pk):
    """The meeting was held on another day than was recorded: the right one, and why."""
    case = find_case(request, pk)
    check_standing(request, case, *(stage for stage in Stage if stage not in OVER))
    report = get_object_or_404(RapidReview, case=case, meeting_on__isnull=False)
    met = case.clocks.filter(
        deadline__duty="rapid_review_meeting", deadline__done_on=report.meeting_on
    ).last()
    form = CorrectMeetingForm(request.POST or None, was=report.meeting_on, met=met and met.deadline)
    if carried_out(request, form, operations.correct_meeting, case):
        messages.success(request, "The date of the meeting is corrected.")
        return redirect(case)
    form.look_again(str(report.meeting_on))
    return render(request, "reviews/correct_meeting.html", {"case": case, "report": report, "form": form})


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
        {
            "field": form[name],
            "choice": form[ANSWERS[name]] if name in ANSWERS else None,
            "theirs": both.get(name),
            "their_choice": chosen(ANSWERS[name], both.get(ANSWERS[name])) if name in ANSWERS else "",
            "came_in": name in came_in or ANSWERS.get(name) in came_in,
        }
        for name in SECTION_NAMES
    ]
    return render(
        request,
        "reviews/draft.html",
        {
            "case": case,
            "report": report,
            "form": form,
            "items": items,
            "writing_now": operations.writing_now(report, request.user, timezone.now()),
        },
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


@requires(Can.READ_CASES)
@require_safe
def revisions(request, pk):
    """Every saved version of the report, and what changed between any two of them, word by word."""
    case = find_case(request, pk)
    report = get_object_or_404(RapidReview, case=case)
    found = list(report.revisions.select_related("saved_by"))
    newest = [one.number for one in found[:2]]
    chosen = {"older": newest[-1], "newer": newest[0]} if len(newest) == 2 else None
    asked = request.GET if "older" in request.GET else chosen
    form = CompareForm(asked, revisions=found)
    changes = changed_sections(*form.both) if asked and form.is_valid() else None
    note_reading(request, case)
    return render(
        request,
        "reviews/revisions.html",
        {"case": case, "form": form, "revisions": found, "changes": changes},
    )


def changed_sections(older, newer):
    """Each section that reads differently, its pieces marked as kept, removed or added."""
    sections = []
    for name, label in SECTION_NAMES.items():
        before, after = (said(one.texts, name) for one in (older, newer))
        if before != after:
            sections.append({"label": label, "pieces": differences(before, after)})
    return {"older": older, "newer": newer, "sections": sections}


def chosen(choice, value):
    """What somebody chose, in words."""
    return dict(CHOICES[choice][1]).get(value, "")


def said(texts, name):
    """A section as it read: the choice that it begins with, where it has one, and the words."""
    choice = ANSWERS.get(name)
    answer = chosen(choice, texts.get(choice)) if choice else ""
    return f"{answer}\n{texts.get(name, '')}".strip()


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
        told(
            request,
            "The recommendation is with the decider, who reads it beside the rapid review.",
            about=case.reference,
        )
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
            "empty": missing_in(report.texts),
            "may_draft": may(request.user, Can.RUN_CASES),
        },
    )
