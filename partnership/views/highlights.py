"""Highlight reports: who has sent theirs, writing and sending one, and what the group above says to it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.highlights import (
    REPORTING,
    AskHighlightsForm,
    ChangeHighlightDateForm,
    DropHighlightForm,
    SendHighlightBackForm,
    SendHighlightForm,
    ShareHighlightForm,
    WriteHighlightForm,
)
from partnership.forms.surveys import ReasonForm
from partnership.models import HighlightReport, HighlightShare, Meeting
from partnership.operations import highlights as operations
from partnership.rules.highlights import check_answers, check_awaited, check_move, check_written
from partnership.views.deed import carried_out
from partnership.views.files import send_file

State = HighlightReport.State
COLOURS = {"asked": "blue", "sent": "purple", "sent_back": "yellow", "received": "green", "dropped": "grey"}
MEETINGS_SHOWN = 6


def with_all(reports):
    return reports.select_related("group", "meeting__group", "deadline", "saved_by", "sent_by", "received_by")


def find(request, pk, reports=HighlightReport.objects):
    return get_object_or_404(with_all(reports.visible_to(request.user)), pk=pk)


@requires(Can.READ_MEETINGS)
@require_safe
def highlights(request):
    """The reports to each meeting, by group: sent, received, late, or not sent yet."""
    today = timezone.localdate()
    asks = may(request.user, Can.RUN_BOARDS)
    reports = with_all(HighlightReport.objects.visible_to(request.user))
    by_meeting = {}
    for report in reports:
        report.status = State(report.state)
        report.is_late = report.deadline.outstanding and report.deadline.due_on < today
        by_meeting.setdefault(report.meeting, []).append(report)
    shown = list(by_meeting.items())[:MEETINGS_SHOWN]
    to_ask = (
        Meeting.objects.to_come(timezone.now())
        .filter(group__children__kind__in=REPORTING, state__in=[Meeting.State.PLANNED, Meeting.State.CALLED])
        .select_related("group")
        .distinct()
        if asks
        else []
    )
    return render(
        request,
        "partnership/highlights.html",
        {
            "meetings": shown,
            "unsent": [
                one for _, some in shown for one in some if one.state in (State.ASKED, State.SENT_BACK)
            ],
            "to_ask": to_ask,
            "asks": asks,
            "colours": COLOURS,
        },
    )


@requires(Can.RUN_BOARDS)
def ask_highlights(request, pk):
    """Ask the groups beneath for their reports to a meeting."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).select_related("group"), pk=pk)
    form = AskHighlightsForm(request.POST or None, meeting=meeting)
    asked = carried_out(request, form, lambda **given: operations.ask_highlights(meeting, **given))
    if asked:
        one = len(asked) == 1
        messages.success(
            request,
            f"{len(asked)} {'group is' if one else 'groups are'} asked. We have written to "
            f"{'its chair' if one else 'their chairs'}, and the date is in the diary.",
        )
        return redirect("highlights")
    return render(request, "partnership/ask_highlights.html", {"form": form, "meeting": meeting})


def offered(request, report):
    """The deeds that the law offers this person now."""
    same = HighlightReport.objects.filter(pk=report.pk)
    writes = same.to_write_by(request.user).exists()
    receives = same.to_receive_by(request.user).exists()
    deeds = set()
    if writes and report.state in (State.ASKED, State.SENT_BACK):
        deeds |= {"write_highlight", "send_highlight"}
    if receives and report.state == State.SENT:
        deeds |= {"receive_highlight", "send_highlight_back"}
    if may(request.user, Can.RUN_BOARDS):
        if report.state == State.RECEIVED:
            deeds.add("share_highlight")
        if report.state in (State.ASKED, State.SENT_BACK):
            deeds.add("drop_highlight")
        if report.deadline.outstanding:
            deeds.add("change_highlight_date")
    return deeds


@requires(Can.READ_MEETINGS)
@require_safe
def highlight(request, pk):
    """One report: what it says, where it stands, with whom it is shared."""
    report = find(request, pk)
    return render(
        request,
        "partnership/highlight.html",
        {
            "report": report,
            "status": State(report.state),
            "colours": COLOURS,
            "late": report.deadline.outstanding and report.deadline.due_on < timezone.localdate(),
            "texts": texts_of(report),
            "shares": report.shares.select_related("group"),
            "takes_back": may(request.user, Can.RUN_BOARDS),
            "deeds": offered(request, report),
        },
    )


def texts_of(report):
    """What it says, each part under its heading."""
    named = HighlightReport._meta.get_field
    return [(str(named(name).verbose_name).capitalize(), text) for name, text in report.texts.items()]


def find_to_write(request, pk):
    return find(request, pk, HighlightReport.objects.to_write_by(request.user))


def find_to_receive(request, pk):
    return find(request, pk, HighlightReport.objects.to_receive_by(request.user))


@requires(Can.WRITE_HIGHLIGHTS, Can.RUN_BOARDS)
def write_highlight(request, pk):
    """Write it, as often as wanted, until it is sent."""
    report = find_to_write(request, pk)
    check_written(report.state)
    form = WriteHighlightForm(
        request.POST or None, request.FILES or None, initial=report.texts | {"seen": report.revision}
    )
    saved = carried_out(request, form, lambda **given: operations.write_highlight(report, **given))
    if saved:
        messages.success(request, "The report is saved. It is not sent yet.")
        return redirect(saved)
    other = []
    if form.is_bound:
        report.refresh_from_db()
        if str(report.revision) != form.data.get("seen"):
            other = texts_of(report)
            form.look_again(report.revision)
    return render(
        request, "partnership/write_highlight.html", {"form": form, "report": report, "other": other}
    )


@requires(Can.WRITE_HIGHLIGHTS, Can.RUN_BOARDS)
def send_highlight(request, pk):
    """Read it once more, and send it to the group above."""
    report = find_to_write(request, pk)
    check_move(report.state, State.SENT)
    form = SendHighlightForm(request.POST or None, report=report)
    sent = carried_out(request, form, lambda **given: operations.send_highlight(report, **given))
    if sent:
        messages.success(
            request,
            f"The report is sent to the {report.meeting.group}, "
            f"which reads it before it meets on {report.meeting.held_on:%-d %B %Y}.",
        )
        return redirect(sent)
    missing = ""
    try:
        check_answers(done=report.done, voice=report.voice)
    except Refused as refused:
        missing = str(refused)
    context = {"form": form, "report": report, "texts": texts_of(report), "missing": missing}
    return render(request, "partnership/send_highlight.html", context)


@requires(Can.CHAIR_MEETINGS, Can.RUN_BOARDS)
def send_highlight_back(request, pk):
    """Ask the group something first."""
    report = find_to_receive(request, pk)
    check_move(report.state, State.SENT_BACK)
    form = SendHighlightBackForm(request.POST or None)
    sent = carried_out(request, form, lambda **given: operations.send_highlight_back(report, **given))
    if sent:
        messages.success(
            request, "The report is sent back with your question. We have written to the group’s chair."
        )
        return redirect(sent)
    return render(request, "partnership/send_highlight_back.html", {"form": form, "report": report})


@requires(Can.CHAIR_MEETINGS, Can.RUN_BOARDS)
@require_POST
def receive_highlight(request, pk):
    """The group above has received it."""
    report = operations.receive_highlight(find_to_receive(request, pk), by=request.user)
    messages.success(request, "The report is received. You can now share it with others.")
    return redirect(report)


@requires(Can.RUN_BOARDS)
def share_highlight(request, pk):
    """Note with whom it was shared further."""
    report = find(request, pk)
    form = ShareHighlightForm(request.POST or None, report=report)
    shared = carried_out(request, form, lambda **given: operations.share_highlight(report, **given))
    if shared:
        messages.success(request, f"It is recorded that the report was shared with {shared.with_whom}.")
        return redirect(report)
    return render(request, "partnership/share_highlight.html", {"form": form, "report": report})


@requires(Can.RUN_BOARDS)
def take_back_share(request, pk):
    """It was recorded by mistake, or shared with the wrong group."""
    share = get_object_or_404(
        HighlightShare.objects.filter(
            report__in=HighlightReport.objects.visible_to(request.user)
        ).select_related("report__group", "report__meeting__group", "group"),
        pk=pk,
    )
    form = ReasonForm(request.POST or None, label="Why is it not shared with them?")
    report = carried_out(request, form, operations.take_back_share, share)
    if report:
        messages.success(request, f"It is no longer shared with {share.with_whom}.")
        return redirect(report)
    return render(
        request, "partnership/take_back_share.html", {"form": form, "share": share, "report": share.report}
    )


@requires(Can.RUN_BOARDS)
def change_highlight_date(request, pk):
    """Another day by which it is due."""
    report = find(request, pk)
    check_awaited(report.deadline.outstanding)
    form = ChangeHighlightDateForm(request.POST or None, initial={"due_on": report.deadline.due_on})
    changed = carried_out(request, form, operations.change_highlight_date, report)
    if changed:
        messages.success(request, "The date is changed. We have written to the chair of the group.")
        return redirect(changed)
    return render(request, "partnership/change_highlight_date.html", {"form": form, "report": report})


@requires(Can.RUN_BOARDS)
def drop_highlight(request, pk):
    """It is no longer asked for."""
    report = find(request, pk)
    check_move(report.state, State.DROPPED)
    form = DropHighlightForm(request.POST or None)
    dropped = carried_out(request, form, lambda **given: operations.drop_highlight(report, **given))
    if dropped:
        messages.success(request, "The report is no longer asked for, and its date has left the diary.")
        return redirect("highlights")
    return render(request, "partnership/drop_highlight.html", {"form": form, "report": report})


@requires(Can.READ_MEETINGS)
@require_safe
def highlight_file(request, pk):
    """The file that came with it, to whoever may read the report."""
    report = find(request, pk)
    if not report.document:
        raise Http404
    return send_file(report.document, report.document.download_name)
