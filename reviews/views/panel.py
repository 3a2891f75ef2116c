"""What passes between the partnership and the national Panel: the thread, what is sent, what it says."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, may, requires
from partnership.views.deed import attempt, carried_out, note_reading, told
from partnership.views.files import send_file
from reviews.forms.corrected import CorrectDayForm
from reviews.forms.panel import (
    AnswerPanelForm,
    HearFromPanelForm,
    MakePanelReportForm,
    SendToPanelForm,
    TellPanelForm,
)
from reviews.models import Case, PanelMessage, PanelReport, Stage
from reviews.operations import panel as operations
from reviews.operations.case import clock
from reviews.operations.panel_report import MADE_AT, make_panel_report
from reviews.operations.rapid_review import fingerprint
from reviews.rules.case import NEXT
from reviews.views.deed import check_standing, find_case

OURS = (Stage.LCSPR_SETUP, Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION)
MAY_TAKE = tuple(Stage(stage) for stage, to in NEXT.items() if "national" in to)


def thread_of(case):
    found = case.panel_messages.select_related(
        "document", "deadline", "recorded_by", "answers", "answered_by"
    )
    return found.prefetch_related("corrections__corrected_by")


@requires(Can.READ_CASES)
@require_safe
def panel_thread(request, pk):
    """Everything that passed between the partnership and the Panel, by date, with its papers."""
    case = find_case(request, pk)
    found = list(thread_of(case))
    note_reading(request, case)
    return render(
        request,
        "reviews/panel_thread.html",
        {
            "case": case,
            "thread": found,
            "questions": list(operations.open_questions(case)),
            "expected": clock(case, "panel_reply"),
            "begun": bool(found),
            "after_agreement": operations.may_still_disagree(case),
            "runs": may(request.user, Can.RUN_CASES),
        },
    )


@requires(Can.READ_CASES)
@require_safe
def panel_file(request, pk):
    """The paper of one message, exactly as it was sent or received; that somebody took it is on the record."""
    cases = Case.objects.visible_to(request.user)
    message = get_object_or_404(PanelMessage.objects.select_related("document"), pk=pk, case__in=cases)
    if message.document is None:
        raise Http404
    operations.read_paper(message, message.document, by=request.user)
    return send_file(message.document, message.document.download_name)


@requires(Can.RUN_CASES)
def make_report(request, pk):
    """Make the rapid review into a PDF for the Panel, and look at those made before."""
    case = find_case(request, pk)
    check_standing(request, case, *MADE_AT)
    form = MakePanelReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, make_panel_report, case, by=request.user, **form.cleaned_data)
        if made:
            messages.success(
                request, f"The document is made: {made.pages} pages. Look at it before you send it."
            )
            return redirect("reviews:make_report", case.pk)
    reports = case.panel_reports.select_related("document", "made_by", "decision")
    return render(
        request,
        "reviews/make_report.html",
        {
            "case": case,
            "form": form,
            "reports": reports,
            "present": fingerprint(case.rapid_review),
            "decision": case.decision,
        },
    )


@requires(Can.READ_CASES)
@require_safe
def report_file(request, pk):
    """One PDF made for the Panel; that somebody took it is on the record."""
    cases = Case.objects.visible_to(request.user)
    made = get_object_or_404(PanelReport.objects.select_related("document"), pk=pk, case__in=cases)
    operations.read_paper(made, made.document, by=request.user)
    return send_file(made.document, made.document.download_name)


@requires(Can.RUN_CASES)
def send_to_panel(request, pk):
    """Record what was sent to the Panel. The portal sends it nothing."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.RR_DECIDED)
    due = clock(case, "rapid_review")
    reports = case.panel_reports.filter(decision=case.decision, decision__isnull=False).select_related(
        "document"
    )
    form = SendToPanelForm(
        request.POST or None, request.FILES or None, reports=reports, due_on=due and due.due_on
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.send_to_panel, case, by=request.user, **form.given)
    ):
        told(
            request,
            "It is recorded that the Panel has the rapid review and the decision.",
            about=case.reference,
        )
        return redirect(case)
    return render(
        request,
        "reviews/send_to_panel.html",
        {"case": case, "form": form, "deadline": due, "reports": reports},
    )


@requires(Can.RUN_CASES)
def correct_sent(request, pk):
    """The day on which the rapid review was sent was recorded wrongly: the right one, and why."""
    message = get_object_or_404(
        PanelMessage.objects.select_related("case", "deadline"),
        pk=pk,
        kind=PanelMessage.Kind.SENT_RAPID_REVIEW,
        case__in=Case.objects.visible_to(request.user),
    )
    form = CorrectDayForm(request.POST or None, was=message.happened_on, met=message.deadline)
    if carried_out(request, form, operations.correct_sent, message):
        messages.success(request, "The date is corrected.")
        return redirect("reviews:panel_thread", message.case_id)
    form.look_again(str(message.happened_on))
    return render(
        request, "reviews/correct_sent.html", {"case": message.case, "message": message, "form": form}
    )


@requires(Can.RUN_CASES)
def hear_from_panel(request, pk):
    """Record the reply that the case waits for, or whatever else the Panel says meanwhile."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.AWAIT_PANEL)
    return heard(request, case)


@requires(Can.RUN_CASES)
def hear_more(request, pk):
    """Record what the Panel says before or after its reply: a question, a comment, a national review."""
    case = find_case(request, pk)
    if request.method != "POST" and not case.panel_messages.exists():
        raise Refused("Nothing has gone to the Panel yet. Open the case to see its status.")
    return heard(request, case, more=True)


def heard(request, case, *, more=False):
    note_reading(request, case)
    after_agreement = operations.may_still_disagree(case)
    form = HearFromPanelForm(
        request.POST or None,
        request.FILES or None,
        waiting=case.stage == Stage.AWAIT_PANEL,
        ours=case.stage in OURS,
        may_disagree=case.stage == Stage.AWAIT_PANEL or after_agreement,
        may_take=case.stage in MAY_TAKE,
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.hear_from_panel, case, by=request.user, **form.given)
    ):
        told(request, "What the Panel says is recorded.", about=case.reference)
        return redirect(case)
    return render(
        request,
        "reviews/hear_from_panel.html",
        {
            "more": more,
            "case": case,
            "form": form,
            "decision": case.decision,
            "after_agreement": after_agreement,
            "messages_so_far": thread_of(case),
        },
    )


@requires(Can.RUN_CASES)
def answer_panel(request, pk):
    """Record the answer to a question of the Panel's."""
    case = find_case(request, pk)
    questions = list(operations.open_questions(case))
    if request.method != "POST" and not questions:
        raise Refused("The Panel has no question open. Open the case to see its status.")
    note_reading(request, case)
    form = AnswerPanelForm(request.POST or None, request.FILES or None, questions=questions)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.answer_panel, case, by=request.user, **form.given)
    ):
        told(request, "The answer to the Panel is recorded.", about=case.reference)
        return redirect("reviews:panel_thread", case.pk)
    return render(
        request,
        "reviews/answer_panel.html",
        {"case": case, "form": form, "questions": questions, "messages_so_far": thread_of(case)},
    )


@requires(Can.RUN_CASES)
def tell_panel(request, pk):
    """Record anything else that the Panel was told, such as who the reviewer is or why something is late."""
    case = find_case(request, pk)
    form = TellPanelForm(request.POST or None, request.FILES or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.tell_panel, case, by=request.user, **form.given)
    ):
        messages.success(request, "It is recorded what the Panel was told.")
        return redirect("reviews:panel_thread", case.pk)
    return render(request, "reviews/tell_panel.html", {"case": case, "form": form})
