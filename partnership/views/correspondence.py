"""Questions put to a group between its meetings, the replies, and what follows."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.decisions import (
    AskByCorrespondenceForm,
    CircularsFilterForm,
    CloseCircularForm,
    ReplyByCorrespondenceForm,
)
from partnership.models import Circular, CircularReply, Group
from partnership.operations import correspondence as operations
from partnership.views.deed import attempt
from partnership.views.listings import Column, Listing, in_order

COLOURS = {"Agreed": "green", "To the next meeting": "orange", "Open": "blue"}


def stands(circular):
    """What became of the question, in words."""
    if not circular.result:
        return "Open"
    return "Agreed" if circular.result == Circular.Result.AGREED else "To the next meeting"


CIRCULARS = Listing(
    "circulars",
    "Questions between meetings",
    "question",
    [
        Column("Number", lambda one: one.reference, by="asked_at", kind="number"),
        Column("Group", lambda one: one.group.name, by="group__name", under="Number"),
        Column("Question", lambda one: one.question, by="question"),
        Column("Replies by", lambda one: one.replies_by, by="replies_by", kind="day"),
        Column("Result", stands, by=in_order("result", Circular.Result), kind="step"),
        Column(
            "Decision", lambda one: one.decision.reference if hasattr(one, "decision") else "", under="Result"
        ),
    ],
    form=CircularsFilterForm,
    order="the latest first",
    first="-number",
)


@requires(Can.READ_MEETINGS)
@require_safe
def circulars(request):
    """Every question between meetings that the person may read, the latest first."""
    seen = Circular.objects.visible_to(request.user).select_related("group", "decision")
    groups = Group.objects.filter(pk__in=seen.order_by().values("group"))
    form = CircularsFilterForm(request.GET or None, groups=groups)
    shown = CIRCULARS.shown(request, form.narrow(seen), of=seen, form=form)
    if shown.file:
        return shown.file
    for one in shown.page:
        one.stands = stands(one)
    return render(
        request,
        "partnership/circulars.html",
        {
            "shown": shown,
            "page": shown.page,
            "colours": COLOURS,
            "runs": may(request.user, Can.RUN_MEETINGS),
        },
    )


@requires(Can.RUN_MEETINGS)
def ask_by_correspondence(request):
    """Put a question to every seat of a group."""
    groups = Group.objects.on(timezone.localdate()).filter(seats__isnull=False).distinct()
    form = AskByCorrespondenceForm(request.POST or None, groups=groups)
    if request.method == "POST" and form.is_valid():
        asked = attempt(form, operations.ask_by_correspondence, by=request.user, **form.cleaned_data)
        if asked:
            messages.success(
                request, "The question is with the group. We have written to everyone who is asked."
            )
            return redirect(asked)
    return render(request, "partnership/ask_by_correspondence.html", {"form": form})


def find_circular(request, pk):
    return get_object_or_404(
        Circular.objects.visible_to(request.user).select_related(
            "group", "decision", "reported_in", "asked_by"
        ),
        pk=pk,
    )


def may_close(request, circular):
    return may(request.user, Can.RUN_MEETINGS) or circular.group_id in request.user.chaired


@requires(Can.READ_MEETINGS)
@require_safe
def circular(request, pk):
    """One question: who has answered what, and what followed."""
    found = find_circular(request, pk)
    replies = list(found.replies.select_related("answered_by"))
    runs = may(request.user, Can.RUN_MEETINGS)
    rows = [
        {"reply": one, "may_reply": not found.closed_at and (runs or one.person_id == request.user.pk)}
        for one in replies
    ]
    waiting = [one for one in replies if not one.answer]
    over = timezone.localdate() > found.replies_by
    return render(
        request,
        "partnership/circular.html",
        {
            "circular": found,
            "rows": rows,
            "own": next((row["reply"] for row in rows if row["reply"].person_id == request.user.pk), None),
            "answered": len(replies) - len(waiting),
            "may_close": not found.closed_at and may_close(request, found) and (over or not waiting),
            "colour": COLOURS[stands(found)],
        },
    )


@requires(Can.READ_MEETINGS)
def reply_by_correspondence(request, pk):
    """One seat's answer; staff write down one that came by another way."""
    reply = get_object_or_404(
        CircularReply.objects.filter(circular__in=Circular.objects.visible_to(request.user)).select_related(
            "circular", "deadline"
        ),
        pk=pk,
    )
    if not operations.may_reply(reply, request.user):
        raise Http404
    if reply.circular.closed_at:
        raise Refused("This question is closed. Bring what you want to say to the next meeting.")
    for_another = "" if reply.person_id == request.user.pk else reply.who
    form = ReplyByCorrespondenceForm(
        request.POST or None, deadline=reply.deadline, for_another=for_another,
        initial={"answer": reply.answer, "words": reply.words},
    )  # fmt: skip
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.reply_by_correspondence, reply, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The answer is recorded. It is counted when the question is closed.")
        return redirect(reply.circular)
    return render(
        request,
        "partnership/reply_by_correspondence.html",
        {"reply": reply, "circular": reply.circular, "form": form, "for_another": for_another},
    )


@requires(Can.RUN_MEETINGS, Can.CHAIR_MEETINGS)
def close_circular(request, pk):
    """Count the replies; what is agreed gets its number in the log."""
    found = find_circular(request, pk)
    if not may_close(request, found):
        raise Http404
    if found.closed_at:
        raise Refused("This question is closed already.")
    result, quorum, _ = operations.judge_replies(found)
    form = CloseCircularForm(
        request.POST or None, discretion=quorum.met is None, chairs=found.group_id in request.user.chaired,
        initial={"decision": found.question},
    )  # fmt: skip
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.close_circular, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The question is closed.")
        return redirect(found)
    return render(
        request,
        "partnership/close_circular.html",
        {"circular": found, "form": form, "quorum": quorum, "result": result},
    )
