"""Chasing schools that have not sent their return: a round on the ladder, one school, letters on paper."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, requires
from partnership.models import Round
from partnership.views.deed import attempt, carried_out
from partnership.views.files import handed_over, send_file
from partnership.views.listings import Column, Listing
from schools.forms.chasing import (
    AnswerChaseForm,
    ChasingFilterForm,
    HoldChasingForm,
    MarkPostedForm,
    RecordContactForm,
    RecordReplyForm,
    ResumeChasingForm,
)
from schools.models import AskedSchool, ChaseContact, ChaseHold, ChaseReply, PrintedLetters
from schools.operations import chasing as operations
from schools.operations.chasing.letters import MOST, print_one, to_print
from schools.operations.chasing.listing import rows_like
from schools.rules.chasing import LADDER

READS = (Can.READ_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)
KEEPS = (Can.RUN_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)


def next_step(row):
    """What comes next for a school, or what holds it up, in words."""
    return row.why_not or (row.next[0].label if row.next else "")


CHASING = Listing(
    "schools:chasing",
    "Schools being chased",
    "school",
    [
        Column("School", lambda row: row.asked.name, by=lambda row: row.asked.name),
        Column(
            "URN", lambda row: row.asked.school.urn, by=lambda row: row.asked.school.urn, kind="number",
            under="School",
        ),
        Column("Kind", lambda row: row.asked.get_kind_display(), under="School"),
        Column("Run by", lambda row: row.asked.get_run_display(), under="School"),
        Column("Return", lambda row: row.standing.words, by=lambda row: row.standing.words),
        Column(
            "Due", lambda row: row.standing.due_on, by=lambda row: row.standing.due_on, kind="day",
            under="Return",
        ),
        Column(
            "Last step",
            lambda row: row.last.label if row.last else "None yet",
            by=lambda row: row.last and row.last.label,
        ),
        Column(
            "Last step on",
            lambda row: row.last and row.last.taken_on,
            by=lambda row: row.last and row.last.taken_on,
            kind="day",
            under="Last step",
        ),
        Column("Answer by", lambda row: row.last and row.last.reply_by, under="Last step"),
        Column("Next step", next_step, by=lambda row: next_step(row) or None),
        Column(
            "Next step on",
            lambda row: row.next and row.next[1],
            by=lambda row: row.next[1] if row.next else None,
            kind="day",
            under="Next step",
        ),
    ],
    form=ChasingFilterForm,
    always=("show",),
    saves=False,
)  # fmt: skip


def find_round(request, pk):
    seen = Round.objects.of_schools_visible_to(request.user).select_related("run_by")
    return get_object_or_404(seen, pk=pk)


def find_kept_round(request, pk):
    found = find_round(request, pk)
    if not AskedSchool.objects.kept_by(request.user).filter(round=found).exists():
        raise Http404
    return found


def find_asked(request, pk):
    """One school of a round that this person watches; not the school's own page, on which its lead looks."""
    rounds = Round.objects.of_schools_visible_to(request.user)
    seen = AskedSchool.objects.filter(round__in=rounds).select_related("round__run_by", "school", "trust")
    return get_object_or_404(seen, pk=pk)


def find_kept(request, pk):
    return get_object_or_404(
        AskedSchool.objects.kept_by(request.user).select_related("round__run_by", "school"), pk=pk
    )


@requires(*READS)
@require_safe
def chasing(request, pk):
    """Where every school of a round stands on the ladder, what comes next, and what cannot be sent."""
    found = find_round(request, pk)
    rows = operations.rows_of_round(found)
    form = ChasingFilterForm(request.GET or None)
    show = form.cleaned_data["show"] if form.is_valid() else ""
    waiting = list(to_print(found).values_list("asked", flat=True))
    unposted = ChaseContact.objects.by_post().filter(asked__round=found).values_list("asked", flat=True)
    by_post = set(unposted)
    open_rows = [one for one in rows if one.standing.is_open]
    shown = CHASING.shown(request, rows_like(rows, show, by_post), of=rows, form=form)
    if shown.file:
        return shown.file
    return render(
        request,
        "schools/chasing.html",
        {
            "round": found,
            "shown": shown,
            "page": shown.page,
            "figures": [
                {"value": len(open_rows), "label": "not received"},
                {
                    "value": sum(one.standing.overdue for one in rows),
                    "label": "late",
                    "address": "?show=late",
                },
                {
                    "value": len(rows_like(rows, "formal")),
                    "label": "written to formally",
                    "address": "?show=formal",
                },
                {
                    "value": len(rows_like(rows, "authority")),
                    "label": "with the education lead, or named",
                    "address": "?show=authority",
                },
                {
                    "value": len(rows_like(rows, "held")),
                    "label": "chasing paused",
                    "address": "?show=held",
                },
                {"value": len(by_post), "label": "to write to by post", "address": "?show=post"},
            ],
            "waiting": len(waiting),
            "ladder": LADDER,
            "keeps": AskedSchool.objects.kept_by(request.user).filter(round=found).exists(),
        },
    )


@requires(*READS)
@require_safe
def school_chase(request, pk):
    """What was done about one school's return: rungs, contacts, replies and pauses, in order."""
    asked = find_asked(request, pk)
    return render(
        request,
        "schools/school_chase.html",
        {
            "asked": asked,
            "round": asked.round,
            "row": operations.row_of(asked),
            "steps": asked.chase_steps.all(),
            "contacts": asked.chase_contacts.select_related("letter", "step", "made_by", "posted_by"),
            "replies": asked.chase_replies.select_related("recorded_by", "document"),
            "holds": asked.chase_holds.select_related("held_by", "ended_by"),
            "running": ChaseHold.objects.running(timezone.localdate()).filter(asked=asked).first(),
            "keeps": AskedSchool.objects.kept_by(request.user).filter(pk=asked.pk).exists(),
        },
    )


def deed_page(request, asked, form, heading, button):
    return render(
        request,
        "schools/chase_deed.html",
        {"form": form, "asked": asked, "round": asked.round, "heading": heading, "button": button},
    )


@requires(*KEEPS)
def record_contact(request, pk):
    asked = find_kept(request, pk)
    form = RecordContactForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.record_contact(asked, **given)):
        messages.success(request, "Contact recorded.")
        return redirect("schools:school_chase", pk)
    return deed_page(request, asked, form, "Record a call or a visit", "Save")


@requires(*KEEPS)
def record_reply(request, pk):
    asked = find_kept(request, pk)
    form = RecordReplyForm(request.POST or None, request.FILES or None)
    if carried_out(request, form, lambda **given: operations.record_reply(asked, **given)):
        messages.success(
            request, "Reply recorded. While their return is due, chasing goes on unless it is paused."
        )
        return redirect("schools:school_chase", pk)
    return deed_page(request, asked, form, "Record what the school replied", "Record the reply")


@requires(*READS)
@require_safe
def reply_file(request, pk):
    """The letter that came with a reply."""
    reply = get_object_or_404(
        ChaseReply.objects.select_related("document", "asked"), pk=pk, document__isnull=False
    )
    find_asked(request, reply.asked_id)
    return send_file(reply.document, reply.document.download_name)


@requires(*KEEPS)
def hold_chasing(request, pk):
    asked = find_kept(request, pk)
    form = HoldChasingForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.hold_chasing(asked, **given)):
        messages.success(request, "Chasing is paused until the end of that day.")
        return redirect("schools:school_chase", pk)
    return deed_page(request, asked, form, "Pause chasing", "Pause chasing")


@requires(*KEEPS)
def resume_chasing(request, pk):
    asked = find_kept(request, pk)
    form = ResumeChasingForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.resume_chasing(asked, **given)):
        messages.success(request, "Chasing has resumed for this school.")
        return redirect("schools:school_chase", pk)
    return deed_page(request, asked, form, "Resume chasing", "Resume chasing")


# Letters to print ---------------------------------------------------------------------------------------------


@requires(*KEEPS)
def letters_to_print(request, pk):
    """Letters that go by post: to be printed, printed and to be posted; files so far."""
    found = find_kept_round(request, pk)
    printed = (
        ChaseContact.objects.by_post()
        .filter(asked__round=found, printed_in__isnull=False)
        .select_related("asked", "step")
        .order_by("asked__name", "pk")
    )
    form = MarkPostedForm(request.POST or None, contacts=printed)
    number = carried_out(request, form, lambda **given: operations.mark_posted(found, **given))
    if number is not None:
        messages.success(request, f"{number} letter{'' if number == 1 else 's'} marked as posted.")
        return redirect("schools:letters_to_print", pk)
    files = list(PrintedLetters.objects.filter(round=found).select_related("document")[:12])
    return render(
        request,
        "schools/letters_to_print.html",
        {
            "round": found,
            "waiting": list(to_print(found)),
            "most": MOST,
            "form": form if printed else None,
            "files": files,
            "latest": files[0] if files else None,
        },
    )


@requires(*KEEPS)
@require_POST
def print_letters(request, pk):
    operations.ask_for_letters(find_kept_round(request, pk), by=request.user)
    messages.success(request, "The letters are being put into one PDF. This takes about a minute.")
    return redirect("schools:letters_to_print", pk)


@requires(*KEEPS)
@require_safe
def printed_letters(request, pk):
    """The file of letters."""
    found = get_object_or_404(
        PrintedLetters.objects.select_related("document", "round"), pk=pk, document__isnull=False
    )
    find_kept_round(request, found.round_id)
    return send_file(found.document, found.document.download_name)


@requires(*READS)
@require_safe
def chase_letter(request, pk):
    """One letter on paper again, as it was worded."""
    contact = get_object_or_404(
        ChaseContact.objects.filter(~Q(step=None), channel=ChaseContact.Channel.POST).select_related(
            "asked__round__run_by", "asked__school", "step"
        ),
        pk=pk,
    )
    find_asked(request, contact.asked_id)
    return handed_over(print_one(contact), f"letter-{contact.step.reference}.pdf".lower(), "application/pdf")


# By a link, without an account --------------------------------------------------------------------------------


@never_cache
@sensitive_variables()
@sensitive_post_parameters()
def answer_chase(request, secret):
    """An office of a school reads what it was written to about, and tells us what stands in the way."""
    contact = operations.find_by_link(secret)
    if contact is None:
        return render(request, "schools/link_gone.html", status=410)
    form = AnswerChaseForm(request.POST or None)
    answered = None
    if request.method == "POST" and form.is_valid():
        answered = attempt(form, operations.answer_by_link, contact, **form.cleaned_data)
    return render(
        request,
        "schools/answer_chase.html",
        {
            "contact": contact,
            "step": contact.step,
            "asked": contact.asked,
            "form": form,
            "answered": answered,
        },
    )
