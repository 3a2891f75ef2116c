"""The Independent Advisor's verification of a round or of one return."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.scrutiny_feedback import (
    DrawSampleForm,
    GiveVerificationForm,
    LookIntoForm,
    SampleAnswerForm,
)
from assurance.models import Verification, VerificationSample
from assurance.operations.scrutiny import verification as operations
from assurance.views.scrutiny.finding import READERS, find_round, find_to_judge
from partnership.access import Can, Refused, may, requires
from partnership.views.deed import attempt, carried_out

VIEWS = {"verified": "green", "in_part": "yellow", "not": "red"}


def find_verification(request, pk):
    return get_object_or_404(
        Verification.objects.visible_to(request.user).select_related(
            "round", "assurance_return__organisation", "verified_by"
        ),
        pk=pk,
    )


def find_draft(request, pk):
    """One's own, while it is being written."""
    found = find_verification(request, pk)
    if found.given_at:
        raise Refused("This verification has been given, so it cannot be changed. Begin another one.")
    return found


@requires(Can.VERIFY_RETURNS)
@require_POST
def verify_round(request, pk):
    """Begin to verify a round as a whole."""
    return redirect(operations.begin_verification(find_round(request, pk), by=request.user))


@requires(Can.VERIFY_RETURNS)
@require_POST
def verify_return(request, pk):
    """Begin to verify one return."""
    opened = find_to_judge(request, pk)
    return redirect(operations.begin_verification(opened.round, by=request.user, opened=opened))


@requires(*READERS)
@require_safe
def verification(request, pk):
    """A verification: its sample, what was found, and the statement."""
    found = find_verification(request, pk)
    samples = found.samples.select_related(
        "answer__question__section", "answer__assurance_return__organisation"
    )
    writes = not found.given_at and found.verified_by_id == request.user.pk
    return render(
        request,
        "assurance/verification.html",
        {
            "verification": found,
            "samples": samples,
            "writes": writes,
            "draw_form": DrawSampleForm() if writes else None,
            "view_colour": VIEWS.get(found.view, ""),
            "staff": may(request.user, Can.READ_RETURNS),
        },
    )


@requires(Can.VERIFY_RETURNS)
def sample_answer(request, pk):
    """Select an answer whose evidence is looked at."""
    found = find_draft(request, pk)
    form = SampleAnswerForm(
        request.POST or None,
        answers=operations.answers_to_sample(found),
        one_return=bool(found.assurance_return_id),
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.sample_answer, found, form.chosen(), by=request.user)
    ):
        return redirect(found)
    return render(request, "assurance/sample_answer.html", {"verification": found, "form": form})


@requires(Can.VERIFY_RETURNS)
@require_POST
def draw_sample(request, pk):
    """Draw answers by lot."""
    found = find_draft(request, pk)
    form = DrawSampleForm(request.POST)
    if not form.is_valid():
        raise Refused("Enter how many answers to draw, from 1 to 30.")
    number = operations.draw_sample(found, form.cleaned_data["number"], by=request.user)
    messages.success(
        request,
        f"{number} answer{'s are' if number != 1 else ' is'} drawn at random. Look into each, and write what you find.",
    )
    return redirect(found)


def find_sample(request, pk):
    sample = get_object_or_404(
        VerificationSample.objects.filter(
            verification__in=Verification.objects.visible_to(request.user).filter(verified_by=request.user)
        ).select_related(
            "verification__round", "verification__assurance_return", "answer__question__section",
            "answer__assurance_return__organisation",
        ),
        pk=pk,
    )  # fmt: skip
    if sample.verification.given_at:
        raise Refused("This verification has been given, so it cannot be changed. Begin another one.")
    return sample


@requires(Can.VERIFY_RETURNS)
def look_into(request, pk):
    """Write down what was looked at, and what it showed."""
    sample = find_sample(request, pk)
    initial = {"looked_into": sample.looked_into, "found": sample.found, "note": sample.note}
    form = LookIntoForm(request.POST or None, initial=initial)
    if carried_out(request, form, operations.look_into, sample):
        return redirect(sample.verification)
    return render(
        request,
        "assurance/look_into.html",
        {"sample": sample, "verification": sample.verification, "form": form},
    )


@requires(Can.VERIFY_RETURNS)
@require_POST
def drop_sample(request, pk):
    """Take a chosen answer out of the sample."""
    sample = find_sample(request, pk)
    found = sample.verification
    operations.drop_sample(sample, by=request.user)
    return redirect(found)


@requires(Can.VERIFY_RETURNS)
def give_verification(request, pk):
    """Give the statement."""
    found = find_draft(request, pk)
    form = GiveVerificationForm(request.POST or None)
    if carried_out(request, form, operations.give_verification, found):
        messages.success(request, "Verification given. It is shown on the round’s page.")
        return redirect(found)
    return render(
        request,
        "assurance/give_verification.html",
        {"verification": found, "form": form, "samples": found.samples.select_related("answer__question")},
    )
