"""An artefact's hour, and its end: scheduled, withdrawn, archived."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from partnership.access import Can, requires
from partnership.views.deed import attempt
from partnership.views.proof import asks_for_proof
from partnership.working_days import add_working_days
from reviews.forms.publication import ArchiveForm, ScheduleForm, WithdrawForm
from reviews.models import Artefact
from reviews.operations import publication as operations
from reviews.operations.case import clock
from reviews.rules.publication import AVAILABLE_SOURCE
from reviews.views.deed import find_artefact


def next_working_day():
    return add_working_days(timezone.localdate(), 1)


@requires(Can.PUBLISH_REVIEWS)
@asks_for_proof
def schedule(request, pk):
    """Set the day and hour at which it goes live by itself, or another one."""
    found = find_artefact(request, pk)
    due = clock(found.review.case, "publish")
    first = operations.earliest(found)
    ahead = found.publish_at and found.publish_at > timezone.now()
    local = timezone.localtime(found.publish_at) if ahead else None
    form = ScheduleForm(
        request.POST or None,
        due_on=due and due.due_on,
        initial={
            "publish_on": local.date() if local else first and max(first, next_working_day()),
            "hour": local.hour if local else 9,
            "late_reason": found.late_reason,
        },
    )
    if request.method == "POST" and form.is_valid():
        given = {
            "publish_at": form.cleaned_data["publish_at"],
            "late_reason": form.cleaned_data.get("late_reason", ""),
        }
        scheduled = attempt(form, operations.schedule, found, by=request.user, **given)
        if scheduled:
            at = timezone.localtime(scheduled.publish_at)
            messages.success(
                request,
                f"It is scheduled: the public reads it from {at:%-d %B %Y} at {at:%H:%M}. "
                "At that hour everything is looked at once more; if something is missing it stays back.",
            )
            return redirect(scheduled)
    return render(
        request,
        "reviews/schedule.html",
        {
            "artefact": found,
            "form": form,
            "working": operations.working(found),
            "delay_untold": operations.delay_untold(found.review),
            "deadline": due,
            "missing": operations.missing(found),
        },
    )


@requires(Can.PUBLISH_REVIEWS)
def withdraw(request, pk):
    """Take it down, in two steps: why, then sure."""
    found = find_artefact(request, pk)
    if request.method in ("GET", "HEAD") and found.state != Artefact.State.LIVE:
        raise Http404
    form = WithdrawForm(request.POST or None)
    sure = False
    if request.method == "POST" and form.is_valid():
        if "sure" in request.POST:
            if attempt(form, operations.withdraw, found, by=request.user, **form.cleaned_data):
                messages.success(request, "It is off the public site. The business unit has been told.")
                return redirect(found)
        elif "change" not in request.POST:
            sure = True
    return render(request, "reviews/withdraw.html", {"artefact": found, "form": form, "sure": sure})


@requires(Can.PUBLISH_REVIEWS)
def archive(request, pk):
    """Take the file down after the least time that it stays public; its page stays."""
    found = find_artefact(request, pk)
    if request.method in ("GET", "HEAD") and found.state != Artefact.State.LIVE:
        raise Http404
    form = ArchiveForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.archive, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "It is archived. Its page stays, to say what was there.")
        return redirect(found)
    return render(
        request,
        "reviews/archive.html",
        {"artefact": found, "form": form, "source": AVAILABLE_SOURCE, "today": timezone.localdate()},
    )
