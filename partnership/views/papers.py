"""Papers: asked for, handed in, let in late, read and withdrawn; and the packs that are made of them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, may, requires
from partnership.forms.agenda import AddPaperForm, AskForPaperForm, HandInForm, WithdrawPaperForm
from partnership.models import Meeting, Pack, Paper, PaperVersion
from partnership.operations import packs, papers
from partnership.rules.meetings import pack_for
from partnership.views.agenda import find_item
from partnership.views.deed import attempt, carried_out
from partnership.views.files import send_file
from partnership.views.meeting_parts import Look, chairs
from partnership.views.meetings import find_meeting

# whoever may be asked for a paper, with or without a seat in the group
HANDS_IN = (Can.READ_MEETINGS, Can.ANSWER_RETURNS)


@requires(Can.RUN_MEETINGS)
def ask_for_paper(request, pk):
    """Ask somebody for a paper by a day."""
    item = find_item(request, pk)
    form = AskForPaperForm(request.POST or None, item=item, due_on=papers.due_by(item.meeting))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, papers.ask_for_paper, item, by=request.user, **form.asked)
    ):
        messages.success(request, "The paper has been asked for, and the date is in their diary.")
        return redirect("build_agenda", item.meeting_id)
    return render(
        request, "partnership/ask_for_paper.html", {"meeting": item.meeting, "item": item, "form": form}
    )


@requires(Can.RUN_MEETINGS)
def add_paper(request, pk):
    """Bring a paper that nobody was asked for."""
    item = find_item(request, pk)
    form = AddPaperForm(
        request.POST or None, request.FILES or None, item=item, due_on=papers.due_day(item.meeting)
    )
    if carried_out(request, form, papers.add_paper, item):
        messages.success(request, "The paper is added.")
        return redirect("build_agenda", item.meeting_id)
    return render(
        request, "partnership/add_paper.html", {"meeting": item.meeting, "item": item, "form": form}
    )


def find_paper(request, pk, found=Paper.objects):
    return get_object_or_404(
        found.visible_to(request.user).select_related(
            "item__meeting__group", "deadline__owner", "deadline__group", "deadline__organisation", "asked_by"
        ),
        pk=pk,
    )


def hands_in(person, paper):
    return Paper.objects.to_hand_in_by(person).filter(pk=paper.pk).exists()


@requires(*HANDS_IN)
@require_safe
def paper(request, pk):
    """One paper: of whom it is asked, by when, and every version that was handed in."""
    found = find_paper(request, pk)
    meeting = found.item.meeting
    versions = list(found.versions.select_related("document", "handed_in_by", "allowed_by"))
    if versions:
        papers.note_reading(found, by=request.user)
    chaired, asked = chairs(request.user, meeting), hands_in(request.user, found)
    behind = chaired or asked or may(request.user, Can.RUN_MEETINGS)
    to_come = meeting.state in (Meeting.State.PLANNED, Meeting.State.CALLED)
    shown = versions if behind else [one for one in [found.in_pack] if one]
    return render(
        request,
        "partnership/paper.html",
        {
            "paper": found,
            "meeting": meeting
            if Meeting.objects.visible_to(request.user).filter(pk=meeting.pk).exists()
            else None,
            "item": found.item if found.item.audience in meeting.audiences(request.user) else None,
            "group": meeting.group,
            "held_on": meeting.starts_at,
            "versions": shown,
            "behind": behind,
            "late": not versions and found.due_on < timezone.localdate() and not found.withdrawn_at,
            "hands_in": asked and to_come and not found.withdrawn_at,
            "allows": chaired and to_come,
            "withdraws": may(request.user, Can.RUN_MEETINGS) and to_come and not found.withdrawn_at,
        },
    )


@requires(*HANDS_IN)
def hand_in_paper(request, pk):
    """Hand in a PDF or a text; it replaces what was there."""
    found = find_paper(request, pk, Paper.objects)
    if not hands_in(request.user, found):
        raise Http404
    form = HandInForm(request.POST or None, request.FILES or None, due_on=found.due_on)
    version = carried_out(request, form, papers.hand_in_paper, found)
    if version:
        messages.success(
            request,
            "The paper is handed in. It is late, so the chair decides whether to accept it."
            if version.late
            else "The paper is handed in. It goes into the pack for the meeting.",
        )
        return redirect(found)
    latest = found.latest
    return render(request, "partnership/hand_in_paper.html", {"paper": found, "form": form, "latest": latest})


def find_version(request, pk):
    return get_object_or_404(
        PaperVersion.objects.filter(paper__in=Paper.objects.visible_to(request.user)).select_related(
            "paper__item__meeting", "document"
        ),
        pk=pk,
    )


@requires(*HANDS_IN)
@require_safe
def paper_file(request, pk):
    """A paper's PDF. Whoever only reads papers gets the version that is in the packs."""
    version = find_version(request, pk)
    found = version.paper
    behind = (
        may(request.user, Can.RUN_MEETINGS)
        or chairs(request.user, found.item.meeting)
        or hands_in(request.user, found)
    )
    if version.document is None or not (behind or found.in_pack == version):
        raise Http404
    papers.note_reading(found, by=request.user)
    return send_file(version.document, version.document.download_name)


@requires(Can.CHAIR_MEETINGS)
@require_POST
def allow_late(request, pk):
    """The chair of this very group lets a late paper in."""
    version = find_version(request, pk)
    if not chairs(request.user, version.paper.item.meeting):
        raise Http404
    papers.allow_late(version, by=request.user)
    messages.success(request, "The paper is accepted. It goes into the packs, marked as late.")
    return redirect(version.paper)


@requires(Can.RUN_MEETINGS)
def withdraw_paper(request, pk):
    """It is no longer asked for, or no longer a paper of the meeting."""
    found = find_paper(request, pk)
    form = WithdrawPaperForm(request.POST or None)
    if carried_out(request, form, papers.withdraw_paper, found):
        messages.success(request, "The paper is withdrawn. What was handed in is kept.")
        return redirect("build_agenda", found.item.meeting_id)
    return render(request, "partnership/withdraw_paper.html", {"paper": found, "form": form})


# Packs --------------------------------------------------------------------------------------------------------


@requires(Can.RUN_MEETINGS)
@require_POST
def ask_for_packs(request, pk):
    """Have the packs made of which something has changed."""
    meeting = find_meeting(request, pk)
    number = packs.ask_for_packs(meeting, by=request.user)
    messages.success(
        request, "The packs are being made." if number else "Nothing has changed since the packs were made."
    )
    return redirect(f"{meeting.get_absolute_url()}#packs")


@requires(Can.READ_MEETINGS)
@require_safe
def pack_file(request, pk):
    """A pack for an audience to which the person belongs; that it was taken is on the record."""
    pack = get_object_or_404(
        Pack.objects.filter(
            meeting__in=Meeting.objects.visible_to(request.user), state=Pack.State.DONE
        ).select_related("meeting", "document"),
        pk=pk,
    )
    opened = pack.meeting.audiences(request.user)
    newest = packs.latest(pack.meeting)
    theirs = packs.current(pack.meeting).get(pack_for(opened, newest))
    look = Look(pack.meeting, request.user, opened, timezone.localdate())
    if pack.audience not in opened or not look.reads_papers or not (look.runs or pack == theirs):
        raise Http404
    packs.take_pack(pack, by=request.user)
    return send_file(pack.document, pack.document.download_name)
