"""Members' comments on a draft: asked for, said, closed and answered."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.report_work import AnswerReportCommentForm, AskForCommentsForm, CommentOnReportForm
from assurance.models import CommentWindow, ReportComment
from assurance.models.yearly_report import DRAFT_READERS
from assurance.operations import yearly_report as operations
from assurance.rules.yearly_report import check_writable
from assurance.views.yearly_report.reading import find, tabs
from partnership.access import Can, may, requires
from partnership.views.deed import carried_out


@require_safe
@requires(*DRAFT_READERS)
def report_comments(request, pk):
    """Requests for comments, with how many answered, and every comment that this person may see."""
    report = find(request, pk)
    today = timezone.localdate()
    windows = list(
        report.windows.select_related("snapshot")
        .defer("snapshot__sections")
        .prefetch_related("asked__deadline", "comments")
    )
    comments = (
        ReportComment.objects.visible_to(request.user, today)
        .filter(window__report=report)
        .select_related("said_by")
    )
    return render(
        request,
        "assurance/report_comments.html",
        {
            "report": report,
            "windows": [counted(one, today) for one in windows],
            "comments": comments,
            "runs": may(request.user, Can.RUN_YEARLY_REPORT),
            "asks": may(request.user, Can.RUN_YEARLY_REPORT)
            and report.state == "drafting"
            and not any(one.closed_at is None for one in windows),
            "tabs": tabs(request, report, "report_comments"),
        },
    )


def counted(window, today):
    """How a window stands, in numbers."""
    asked, said = list(window.asked.all()), list(window.comments.all())
    return {
        "window": window,
        "open": window.is_open(today),
        "asked": len(asked),
        "commented": len({one.said_by_id for one in said}),
        "nothing": sum(one.nothing_to_say for one in asked),
        "comments": len(said),
        "to_answer": sum(not one.answer for one in said),
    }


@requires(Can.RUN_YEARLY_REPORT)
def ask_for_comments(request, pk):
    report = find(request, pk)
    check_writable(report.state)
    form = AskForCommentsForm(request.POST or None)
    if window := carried_out(request, form, operations.ask_for_comments, report):
        messages.success(request, "Draft saved. We have asked every member for comments.")
        return redirect(window)
    return render(request, "assurance/ask_for_comments.html", {"form": form, "report": report})


def find_window(request, pk):
    windows = CommentWindow.objects.visible_to(request.user)
    return get_object_or_404(
        windows.select_related("report__gather", "snapshot__gather", "snapshot__report"), pk=pk
    )


@requires(*DRAFT_READERS)
def comment_window(request, pk):
    """The draft that is commented on, what members said of it, and the form for whoever may comment."""
    window = find_window(request, pk)
    today = timezone.localdate()
    comments_now = may(request.user, Can.COMMENT_ON_REPORT) and window.is_open(today)
    form = CommentOnReportForm(request.POST or None, snapshot=window.snapshot) if comments_now else None
    if request.method == "POST":
        if form is None and not may(request.user, Can.COMMENT_ON_REPORT):
            raise Http404
        if form is None:
            form = CommentOnReportForm(request.POST, snapshot=window.snapshot)
        if carried_out(request, form, operations.comment, window):
            messages.success(request, "Comment sent. You can add more until comments close.")
            return redirect(window)
    runs = may(request.user, Can.RUN_YEARLY_REPORT)
    asked = list(window.asked.select_related("person", "deadline"))
    comments = list(
        ReportComment.objects.visible_to(request.user, today)
        .filter(window=window)
        .select_related("said_by", "answered_by")
    )
    mine = next((one for one in asked if one.person_id == request.user.pk), None)
    return render(
        request,
        "assurance/comment_window.html",
        operations.edition_of_snapshot(window.snapshot)
        | {
            "window": window,
            "is_open": window.is_open(today),
            "form": form,
            "comments": comments,
            "asked": asked if runs else [],
            "mine": mine,
            "may_say_nothing": mine
            and window.is_open(today)
            and not mine.nothing_to_say
            and not any(one.said_by_id == request.user.pk for one in comments),
            "runs": runs,
        },
    )


@require_POST
@requires(Can.COMMENT_ON_REPORT)
def say_nothing_on_report(request, pk):
    window = find_window(request, pk)
    operations.say_nothing(window, by=request.user)
    messages.success(request, "We have recorded that you read it and have no comments.")
    return redirect(window)


@require_POST
@requires(Can.RUN_YEARLY_REPORT)
def close_comments(request, pk):
    window = operations.close_comments(find_window(request, pk), by=request.user)
    messages.success(request, "Comments closed. Answer each of them. Members can read the answers here.")
    return redirect(window)


@requires(Can.RUN_YEARLY_REPORT)
def answer_report_comment(request, pk):
    """Say what became of a comment, and why."""
    comments = ReportComment.objects.visible_to(request.user, timezone.localdate())
    found = get_object_or_404(
        comments.select_related("window__report", "window__snapshot__report", "said_by"), pk=pk
    )
    starting = {"answer": found.answer, "answer_text": found.answer_text, "seen": found.answer_text}
    form = AnswerReportCommentForm(request.POST or None, initial=starting)
    if carried_out(request, form, operations.answer_report_comment, found):
        messages.success(request, "Answer saved. The person who commented can read it.")
        return redirect(found.window)
    return render(
        request,
        "assurance/answer_report_comment.html",
        {"form": form, "comment": found, "window": found.window, "report": found.window.report},
    )
