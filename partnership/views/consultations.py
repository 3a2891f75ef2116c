"""Consultations: opened, read, commented on, answered and settled."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, may, requires
from partnership.forms.policies import (
    AnswerCommentForm,
    CommentOnPolicyForm,
    ExtendConsultationForm,
    OpenConsultationForm,
)
from partnership.models import Comment, Consultation, ConsultationAsked
from partnership.operations import consultations as operations
from partnership.rules.differences import differences
from partnership.rules.policies import check_move
from partnership.views.deed import attempt, carried_out
from partnership.views.files import send_file
from partnership.views.policies import READERS
from partnership.views.policy_versions import find_version, version_before


def find(request, pk):
    return get_object_or_404(
        Consultation.objects.visible_to(request.user).select_related("version__policy__group", "document"),
        pk=pk,
    )


def mine(request, consultation):
    """What this person is asked in it: their agencies and groups."""
    return list(
        ConsultationAsked.objects.for_person(request.user)
        .filter(consultation=consultation)
        .select_related("organisation", "group", "deadline")
    )


@requires(*READERS)
def consultation(request, pk):
    """The text as it was shown, what I am asked, and the comments that I may read. A comment is sent from here."""
    found = find(request, pk)
    today = timezone.localdate()
    runs = may(request.user, Can.RUN_POLICIES)
    asked = mine(request, found)
    form = CommentOnPolicyForm(request.POST or None, asked=asked) if asked else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            given = {name: form.cleaned_data[name] for name in ("section", "text")}
            if attempt(form, operations.comment, form.speaks_for, by=request.user, **given):
                messages.success(
                    request, "Your comment is saved. You can add more until the consultation closes."
                )
                return redirect(found)
    comments = list(
        Comment.objects.visible_to(request.user, today)
        .filter(asked__consultation=found)
        .select_related("asked__organisation", "asked__group", "said_by")
    )
    before = version_before(found.version)
    return render(
        request,
        "partnership/consultation.html",
        {
            "consultation": found,
            "version": found.version,
            "policy": found.version.policy,
            "is_open": found.is_open(today),
            "form": form if found.is_open(today) else None,
            "silent": [one for one in asked if not one.nothing_to_say and one.deadline.outstanding],
            "comments": comments,
            "to_answer": sum(not one.answer for one in comments),
            "asked": found.asked.select_related("organisation", "group", "deadline") if runs else asked,
            "extensions": found.extensions.all(),
            "before": before,
            "pieces": differences(before.text, found.text) if before and before.text != found.text else [],
            "runs": runs,
            "settles": runs and found.settled_at is None and today > found.closes_on,
            "answers": runs
            and not found.is_open(today)
            and found.version.state in ("consultation", "revised"),
        },
    )


@requires(*READERS)
@require_safe
def consultation_file(request, pk):
    """The PDF that is consulted on."""
    found = find(request, pk)
    if found.document is None:
        raise Http404
    return send_file(found.document, found.document.download_name)


@requires(*READERS)
@require_POST
def say_nothing(request, pk):
    """An agency or group has looked, and has no comments."""
    asked = get_object_or_404(ConsultationAsked.objects.for_person(request.user), pk=pk)
    operations.say_nothing(asked, by=request.user)
    messages.success(request, f"It is recorded that {asked} has no comments.")
    return redirect(asked.consultation)


@requires(Can.RUN_POLICIES)
def open_consultation(request, pk):
    """Ask agencies and groups what they think of a version."""
    version = find_version(request, pk)
    check_move(version.state, "consultation")
    form = OpenConsultationForm(request.POST or None)
    if made := carried_out(request, form, operations.open_consultation, version):
        messages.success(request, "The consultation is open. We have written to everyone you asked.")
        return redirect(made)
    return render(
        request,
        "partnership/open_consultation.html",
        {"form": form, "version": version, "policy": version.policy},
    )


@requires(Can.RUN_POLICIES)
def extend_consultation(request, pk):
    found = find(request, pk)
    form = ExtendConsultationForm(request.POST or None)
    if carried_out(request, form, operations.extend_consultation, found):
        messages.success(request, "There is more time. We have written to everyone you asked.")
        return redirect(found)
    return render(request, "partnership/extend_consultation.html", {"form": form, "consultation": found})


@requires(Can.RUN_POLICIES)
@require_POST
def settle_consultation(request, pk):
    """Comments are in: revise the text."""
    found = find(request, pk)
    operations.settle_consultation(found, by=request.user)
    messages.success(request, "The text can be revised. Answer each comment as you go.")
    return redirect(found)


@requires(Can.RUN_POLICIES)
def answer_comment(request, pk):
    """Say what becomes of a comment."""
    found = get_object_or_404(
        Comment.objects.visible_to(request.user, timezone.localdate()).select_related(
            "asked__consultation__version__policy", "asked__organisation", "asked__group"
        ),
        pk=pk,
    )
    form = AnswerCommentForm(
        request.POST or None, initial={"answer": found.answer, "answer_text": found.answer_text}
    )
    if carried_out(request, form, operations.answer_comment, found):
        messages.success(
            request, "The answer is recorded. Everyone who was asked can read it beside the comment."
        )
        return redirect(found.asked.consultation)
    return render(
        request,
        "partnership/answer_comment.html",
        {"form": form, "comment": found, "consultation": found.asked.consultation},
    )
