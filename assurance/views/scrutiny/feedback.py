"""Feedback letters: written, approved, sent by the worker with progress, read and acknowledged."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.scrutiny_feedback import AcknowledgeLetterForm, SeenRevisionForm, WriteLetterForm
from assurance.models import FeedbackLetter
from assurance.operations.scrutiny import feedback as operations
from assurance.views.scrutiny.finding import READERS, find_round, find_to_judge, judges
from partnership.access import Can, Refused, Role, may, requires
from partnership.printing.pdf import CannotPrint
from partnership.views.deed import carried_out
from partnership.views.files import handed_over, send_file

State = FeedbackLetter.State


def find_letter(request, pk):
    return get_object_or_404(
        FeedbackLetter.objects.visible_to(request.user).select_related(
            "assurance_return__round", "assurance_return__organisation", "assurance_return__moderation", "document",
            "written_by", "approved_by", "sent_by", "acknowledged_by",
        ),
        pk=pk,
    )  # fmt: skip


@requires(Can.MODERATE_RETURNS)
@require_POST
def draft_letter(request, pk):
    """Begin the letter about a return, drafted from the record."""
    return redirect(operations.draft_letter(find_to_judge(request, pk), by=request.user))


@requires(*READERS)
@require_safe
def feedback_letter(request, pk):
    """One letter as it reads, and what may be done with it."""
    letter = find_letter(request, pk)
    opened = letter.assurance_return
    staff = judges(request.user, opened)
    return render(
        request,
        "assurance/feedback_letter.html",
        {
            "letter": letter,
            "return": opened,
            "round": opened.round,
            "contents": operations.contents_of(letter),
            "staff": staff,
            "approves": staff and letter.state == State.DRAFT and Role.BOARD_MANAGER in request.user.roles,
            "writes": staff and may(request.user, Can.MODERATE_RETURNS),
            "acknowledges": opened.organisation_id in request.user.answers_for
            and letter.state == State.SENT
            and not letter.acknowledged_at,
            "form": SeenRevisionForm(initial={"seen": letter.revision}),
        },
    )


@requires(Can.MODERATE_RETURNS)
def write_letter(request, pk):
    """Write the words of a letter."""
    letter = find_letter(request, pk)
    operations.check_draft(letter)
    initial = {name: getattr(letter, name) for name in operations.TEXTS} | {"seen": letter.revision}
    form = WriteLetterForm(request.POST or None, initial=initial)
    if carried_out(request, form, operations.write_letter, letter):
        messages.success(request, "Letter saved.")
        return redirect(letter)
    theirs = None
    if request.method == "POST" and form.non_field_errors():
        letter = find_letter(request, pk)
        theirs = letter if str(form.data.get("seen")) != str(letter.revision) else None
        form.data = form.data.copy()
        form.data["seen"] = letter.revision
    return render(
        request,
        "assurance/write_letter.html",
        {
            "letter": letter,
            "return": letter.assurance_return,
            "form": form,
            "theirs": [(form.fields[name].label, getattr(theirs, name)) for name in operations.TEXTS]
            if theirs
            else [],
        },
    )


@requires(Can.MODERATE_RETURNS)
@require_POST
def approve_letter(request, pk):
    """The board manager approves what the page showed."""
    letter = find_letter(request, pk)
    form = SeenRevisionForm(request.POST)
    if not form.is_valid():
        raise Refused("Check the letter again before you approve it.")
    operations.approve_letter(letter, by=request.user, seen=form.cleaned_data["seen"])
    messages.success(request, "Letter approved. It can now be sent.")
    return redirect(letter)


@requires(Can.MODERATE_RETURNS)
@require_POST
def reopen_letter(request, pk):
    """Back to a draft, before it is sent."""
    letter = operations.reopen_letter(find_letter(request, pk), by=request.user)
    messages.success(request, "Letter returned to draft.")
    return redirect(letter)


@requires(Can.MODERATE_RETURNS)
@require_POST
def send_letter(request, pk):
    """Have one letter's PDF made and sent."""
    letter = find_letter(request, pk)
    operations.send_letters(letter.assurance_return.round, by=request.user, letter=letter)
    messages.success(request, "The letter is being made and sent. This takes a few seconds.")
    return redirect("assurance:feedback_letters", letter.assurance_return.round_id)


@requires(*READERS)
@require_safe
def letter_pdf(request, pk):
    """The PDF: as it was sent, or as it would read today."""
    letter = find_letter(request, pk)
    if letter.document:
        return send_file(letter.document, letter.document.download_name)
    try:
        pdf, _ = operations.print_letter(letter)
    except CannotPrint as problem:
        raise Refused(str(problem)) from problem
    return handed_over(pdf, "feedback-letter-draft.pdf", "application/pdf")


@requires(Can.READ_RETURNS)
@require_safe
def feedback_letters(request, pk):
    """The letters of a round, and how far sending them is."""
    asked = find_round(request, pk)
    returns = (
        asked.returns.submitted()
        .select_related("organisation", "moderation", "feedback_letter__approved_by")
        .order_by("organisation__name")
    )
    letters = {one.assurance_return_id: one for one in FeedbackLetter.objects.visible_to(request.user).filter(
        assurance_return__round=asked
    )}  # fmt: skip
    rows = [
        {
            "return": opened,
            "letter": letters.get(opened.pk),
            "final": bool(getattr(opened, "moderation", None) and opened.moderation.final),
        }
        for opened in returns
    ]
    batches = list(asked.letter_batches.select_related("letter__assurance_return__organisation")[:10])
    return render(
        request,
        "assurance/feedback_letters.html",
        {
            "round": asked,
            "rows": rows,
            "batches": batches,
            "latest": batches[0] if batches else None,
            "to_draft": sum(row["final"] and not hasattr(row["return"], "feedback_letter") for row in rows),
            "to_send": sum(bool(row["letter"]) and row["letter"].state == State.APPROVED for row in rows),
            "writes": may(request.user, Can.MODERATE_RETURNS),
        },
    )


@requires(Can.MODERATE_RETURNS)
@require_POST
def draft_letters(request, pk):
    """Begin the letter of every return of the round whose scores are final."""
    asked = find_round(request, pk)
    number = operations.draft_letters(asked, by=request.user)
    if number:
        messages.success(
            request, f"{number} letter{'s are' if number > 1 else ' is'} drafted from the record."
        )
    else:
        messages.info(request, "Every return with final scores already has a letter.")
    return redirect("assurance:feedback_letters", asked.pk)


@requires(Can.MODERATE_RETURNS)
@require_POST
def send_letters(request, pk):
    """Have the PDFs of all approved letters of the round made and sent."""
    asked = find_round(request, pk)
    operations.send_letters(asked, by=request.user)
    messages.success(request, "The letters are being made and sent. You can leave this page.")
    return redirect("assurance:feedback_letters", asked.pk)


@requires(Can.ANSWER_RETURNS)
def acknowledge_letter(request, pk):
    """The agency says that it has read its letter."""
    letter = find_letter(request, pk)
    get_object_or_404(
        FeedbackLetter, pk=letter.pk, assurance_return__organisation__in=request.user.answers_for
    )
    if letter.acknowledged_at:
        raise Refused("This letter has already been acknowledged.")
    form = AcknowledgeLetterForm(request.POST if request.method == "POST" else None)
    if carried_out(request, form, operations.acknowledge_letter, letter):
        messages.success(request, "Thank you. The business unit has been told.")
        return redirect(letter)
    return render(
        request,
        "assurance/acknowledge_letter.html",
        {"letter": letter, "return": letter.assurance_return, "form": form},
    )
