"""What staff do while a round is open: remind, give longer, ask one more, drop one, chase, take further."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.round_deeds import (
    AmendMessageForm,
    AskTooForm,
    ChaseForm,
    DropForm,
    EscalateForm,
    ExtendForm,
    GiveCopyForm,
)
from assurance.views.rounds.opening import may_be_asked
from assurance.views.rounds.watching import find_round
from partnership.access import Can, Refused, may, requires
from partnership.forms.rounds import ChangeDatesForm
from partnership.models import Return, ReturnEscalation, Round
from partnership.operations import questionnaires as operations
from partnership.rules.chasing import next_step, opens
from partnership.views.deed import carried_out


def find_return(request, pk):
    """A return of a round that this person may watch, whether or not it is asked for still."""
    return get_object_or_404(
        Return.objects.filter(round__in=Round.objects.visible_to(request.user)).select_related(
            "round__questionnaire", "round__shared_with", "organisation__also_serves", "deadline"
        ),
        pk=pk,
    )


@requires(Can.RUN_ASSURANCE)
@require_POST
def remind(request, pk):
    """Write to everybody who has not submitted, or to those that were ticked, once a day."""
    asked = find_round(request, pk)
    chosen = [int(one) for one in request.POST.getlist("return") if one.isdecimal() and len(one) < 18]
    if "some" in request.POST and not chosen:
        messages.warning(request, "Select at least one organisation, then try again.")
        return redirect(asked)
    returns = list(asked.returns.filter(pk__in=chosen)) if chosen else None
    new = operations.remind(asked, by=request.user, returns=returns)
    if new:
        messages.success(request, f"{new} reminder{'s are' if new > 1 else ' is'} on the way.")
    else:
        messages.info(
            request,
            "Everyone who has not submitted has already been reminded today, or there is nobody "
            "left to remind.",
        )
    return redirect(asked)


@requires(Can.RUN_ASSURANCE)
def extend(request, pk):
    """Give one organisation longer."""
    opened = find_return(request, pk)
    form = ExtendForm(request.POST or None)
    if carried_out(request, form, operations.extend, opened):
        messages.success(
            request,
            f"{opened.organisation} now has until {form.cleaned_data['due_on']:%-d %B %Y}. "
            "We have written to its leads.",
        )
        return redirect(opened.round)
    return render(request, "assurance/extend.html", {"form": form, "return": opened, "round": opened.round})


@requires(Can.RUN_ASSURANCE)
def ask_too(request, pk):
    """Ask one more organisation in a round that is open."""
    asked = find_round(request, pk)
    already = asked.returns.expected().values("organisation")
    form = AskTooForm(
        request.POST or None,
        organisations=may_be_asked(timezone.localdate()).exclude(pk__in=already),
        due_on=max(asked.due_on, timezone.localdate()),
    )
    if opened := carried_out(request, form, operations.ask_too, asked):
        messages.success(
            request,
            f"{form.cleaned_data['organisation']} has been asked too, by {opened.deadline.due_on:%-d %B %Y}. "
            "We are writing to its leads.",
        )
        return redirect(asked)
    return render(request, "assurance/ask_too.html", {"form": form, "round": asked})


@requires(Can.RUN_ASSURANCE)
def drop(request, pk):
    """Ask one organisation no longer."""
    opened = find_return(request, pk)
    form = DropForm(request.POST or None)
    if carried_out(request, form, operations.drop, opened):
        messages.success(request, f"{opened.organisation} is no longer asked. We have written to its leads.")
        return redirect(opened.round)
    return render(request, "assurance/drop.html", {"form": form, "return": opened, "round": opened.round})


@requires(Can.RUN_ASSURANCE)
def amend_message(request, pk):
    """Say something else above everybody's questions."""
    asked = find_round(request, pk)
    initial = {"message": asked.message, "seen": asked.message}
    form = AmendMessageForm(request.POST or None, initial=initial)
    if carried_out(request, form, operations.amend_message, asked):
        messages.success(request, "Message saved.")
        return redirect(asked)
    if form.is_bound and form.non_field_errors():  # what a colleague wrote stands beside what was typed
        asked.refresh_from_db()
        form.data = form.data.copy()
        form.data["seen"] = asked.message
    return render(request, "assurance/amend_message.html", {"form": form, "round": asked})


@requires(Can.RUN_ASSURANCE)
def change_dates(request, pk):
    """Give everybody longer, or close sooner or later than was said."""
    asked = find_round(request, pk)
    initial = {name: getattr(asked, name) for name in ("due_on", "reopens_on", "closes_on")}
    form = ChangeDatesForm(request.POST or None, initial=initial)
    if carried_out(request, form, operations.change_dates, asked):
        messages.success(request, "Dates changed. We have written to everyone whose date has moved.")
        return redirect(asked)
    return render(request, "partnership/change_dates.html", {"form": form, "round": asked})


@requires(Can.RUN_ASSURANCE, Can.READ_RETURNS)
@require_safe
def chasing(request, pk):
    """What was done about one return that has not come, and what can be done next."""
    opened = find_return(request, pk)
    today = timezone.localdate()
    chases = list(opened.chases.select_related("sent_by"))
    late = opened.state == Return.State.DRAFT and opened.deadline.due_on < today
    step = next_step({one.step for one in chases}) if late else None
    runs = may(request.user, Can.RUN_ASSURANCE)
    ready = bool(step and opens(step, opened.deadline.due_on) <= today)
    return render(
        request,
        "assurance/chasing.html",
        {
            "return": opened,
            "round": opened.round,
            "late": late,
            "chases": chases,
            "escalations": opened.escalations.select_related("action", "challenge", "escalated_by"),
            "step": step,
            "step_opens": step and opens(step, opened.deadline.due_on),
            "form": ChaseForm(step=step) if ready and runs else None,
            "may_run": runs,
            "may_escalate": runs and late and may(request.user, Can.RUN_DISPUTES),
        },
    )


@requires(Can.RUN_ASSURANCE)
def chase(request, pk):
    """Take the next step about one late return."""
    opened = find_return(request, pk)
    step = next_step(set(opened.chases.values_list("step", flat=True)))
    if step is None:
        raise Refused("Every step has been taken. Escalate instead.")
    form = ChaseForm(request.POST or None, step=step)
    if carried_out(request, form, operations.chase, opened):
        messages.success(request, f"Done and recorded: {step.label.lower()}.")
        return redirect("assurance:chasing", opened.pk)
    return render(
        request,
        "assurance/chase.html",
        {"form": form, "return": opened, "round": opened.round, "step": step},
    )


@requires(Can.RUN_ASSURANCE)
@require_POST
def chase_all(request, pk):
    """Take every step that is due in a round."""
    asked = find_round(request, pk)
    chased, nobody = operations.chase_all(asked, by=request.user)
    if chased:
        messages.success(request, f"{chased} late return{'s were' if chased > 1 else ' was'} chased.")
    else:
        messages.info(request, "There were no chasing letters to send.")
    if nobody:
        messages.warning(
            request, f"There is nobody to write to for {nobody}. Invite someone for them, or escalate it."
        )
    return redirect(asked)


@requires(Can.RUN_DISPUTES)
def escalate(request, pk):
    """Take one late return further."""
    opened = find_return(request, pk)
    form = EscalateForm(request.POST or None)
    if escalation := carried_out(request, form, operations.escalate, opened):
        messages.success(
            request,
            "Added to the challenge log, with the date for an answer in the diary."
            if escalation.way == ReturnEscalation.Way.CHALLENGE
            else "Action opened. Whoever does it finds it on their home page.",
        )
        return redirect("assurance:chasing", opened.pk)
    return render(request, "assurance/escalate.html", {"form": form, "return": opened, "round": opened.round})


@requires(Can.RUN_BOARDS)
def give_copy(request, pk):
    """Give the partnership next door its copy of a return that serves both."""
    opened = get_object_or_404(
        Return.objects.visible_to(request.user)
        .submitted()
        .filter(round__in=Round.objects.visible_to(request.user))
        .select_related("round__shared_with", "organisation", "deadline"),
        pk=pk,
    )
    form = GiveCopyForm(
        request.POST or None,
        initial={"passed_on": timezone.localdate(), "office": "Safeguarding Boards' Business Office"},
    )
    if information := carried_out(request, form, operations.give_copy, opened):
        messages.success(request, "Copy recorded. You can download it from the register of boards.")
        return redirect("board", information.board.code)
    return render(
        request,
        "assurance/give_copy.html",
        {"form": form, "return": opened, "round": opened.round, "given": operations.copies_given(opened)},
    )
