"""Opening a submitted return again, and what was submitted each time."""

import itertools

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from assurance.operations.scrutiny import reopening
from assurance.views.returns import find
from partnership.access import Can, requires
from partnership.forms.reopening import AnswerReopeningForm, AskToReopenForm, ReopenForm
from partnership.models import Reopening, Return, ReturnVersion, Round
from partnership.operations import questionnaires as operations
from partnership.rules.answers import changes, said_of_plain
from partnership.rules.differences import differences
from partnership.views.deed import attempt, carried_out


@requires(Can.ANSWER_RETURNS)
def ask_to_reopen(request, pk):
    """Ask to change what one's own agency submitted; from the round's own day on, it opens at once."""
    opened = find(Return.objects.answerable_by(request.user), pk)
    if request.method == "GET":
        reopening.check_reopenable(opened)
    form = AskToReopenForm(request.POST or None)
    asked = carried_out(request, form, reopening.ask_to_reopen, opened)
    if asked:
        if asked.opened_at:
            messages.success(request, "The return is open again. Your submitted return is kept on record.")
        else:
            messages.success(request, "Request sent. We will email you when it has been answered.")
        return redirect(opened)
    return render(
        request, "assurance/ask_to_reopen.html", {"return": opened, "round": opened.round, "form": form}
    )


@requires(Can.RUN_ASSURANCE)
def reopen(request, pk):
    """Open one agency's return again, for a reason, until a day."""
    opened = find(Return.objects.filter(round__in=Round.objects.visible_to(request.user)), pk)
    if request.method == "GET":
        reopening.check_reopenable(opened)
    form = ReopenForm(request.POST or None, initial={"until": opened.round.closes_on})
    if carried_out(request, form, reopening.reopen, opened):
        messages.success(request, f"The return of {opened.organisation} is open again. We have emailed them.")
        return redirect(opened.round)
    return render(request, "assurance/reopen.html", {"return": opened, "round": opened.round, "form": form})


@requires(Can.RUN_ASSURANCE)
@require_safe
def reopenings(request):
    """Which returns are asked to be reopened, and which are open again now."""
    found = Reopening.objects.filter(
        assurance_return__round__in=Round.objects.visible_to(request.user)
    ).select_related(
        "assurance_return__round", "assurance_return__organisation", "asked_by", "to_decide", "deadline"
    )
    return render(request, "assurance/reopenings.html", {"asked": found.asked(), "running": found.running()})


@requires(Can.RUN_ASSURANCE)
def answer_reopening(request, pk):
    """Agree that a return is reopened, or say why not."""
    asked = get_object_or_404(
        Reopening.objects.filter(assurance_return__round__in=Round.objects.visible_to(request.user))
        .exclude(to_decide=None)
        .select_related("assurance_return__round", "assurance_return__organisation", "asked_by"),
        pk=pk,
    )
    opened = asked.assurance_return
    form = AnswerReopeningForm(request.POST or None, initial={"until": opened.round.closes_on})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = attempt(
            form, reopening.answer_reopening, asked, by=request.user, agreed=given["agreed"] == "yes",
            until=given["until"], answer=given["answer"],
        )  # fmt: skip
        if done:
            messages.success(request, "We have told the agency.")
            return redirect("assurance:reopenings")
    return render(
        request,
        "assurance/answer_reopening.html",
        {"asked": asked, "return": opened, "round": opened.round, "form": form},
    )


@requires(Can.ANSWER_RETURNS)
@require_POST
def stand_by(request, pk):
    """Give up what was changed since it was reopened: what was submitted stands."""
    opened = find(Return.objects.answerable_by(request.user), pk)
    operations.stand_by(opened, by=request.user)
    messages.success(request, "Changes discarded. Your submitted return still counts.")
    return redirect(opened)


@requires(Can.ANSWER_RETURNS, Can.READ_RETURNS)
@require_safe
def versions(request, pk):
    """Each time that a return was submitted, and what changed from one time to the next."""
    found = list(
        ReturnVersion.objects.visible_to(request.user)
        .filter(assurance_return=pk)
        .select_related("submitted_by", "assurance_return__round", "assurance_return__organisation")
    )
    opened = found[0].assurance_return if found else get_object_or_404(Return.objects.none())
    pairs = itertools.pairwise(found)
    return render(
        request,
        "assurance/versions.html",
        {
            "return": opened,
            "round": opened.round,
            "versions": found,
            "compared": [
                {"newer": newer, "older": older, "changes": told(older, newer)} for newer, older in pairs
            ],
        },
    )


def told(older, newer):
    """Each answer that differs, with the words that came in and went out."""
    return [
        {"question": question, "pieces": differences(before, after)}
        for question, before, after in changes(older.answers, newer.answers)
    ]


@requires(Can.ANSWER_RETURNS, Can.READ_RETURNS)
@require_safe
def version(request, pk, number):
    """One submission as it was, whole."""
    kept = get_object_or_404(
        ReturnVersion.objects.visible_to(request.user).select_related(
            "submitted_by", "assurance_return__round", "assurance_return__organisation"
        ),
        assurance_return=pk,
        number=number,
    )
    rows = [(one["question"], said_of_plain(one), one) for one in kept.answers]
    opened = kept.assurance_return
    return render(
        request,
        "assurance/version.html",
        {"version": kept, "return": opened, "round": opened.round, "rows": rows},
    )
