"""What passes between the partnership and the national Panel."""

from django.contrib import messages
from django.shortcuts import redirect, render

from partnership.access import Can, requires
from reviews.forms.panel import AnswerPanelForm, HearFromPanelForm, SendToPanelForm
from reviews.models import Stage
from reviews.operations import panel as operations
from reviews.operations.case import clock
from reviews.views.deed import attempt, check_standing, find_case


@requires(Can.RUN_CASES)
def send_to_panel(request, pk):
    """Record what was sent to the Panel. The portal sends it nothing."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.RR_DECIDED)
    due = clock(case, "rapid_review")
    form = SendToPanelForm(request.POST or None, due_on=due and due.due_on)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.send_to_panel, case, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "It is recorded that the Panel has the rapid review and the decision.")
        return redirect(case)
    return render(request, "reviews/send_to_panel.html", {"case": case, "form": form, "deadline": due})


@requires(Can.RUN_CASES)
def hear_from_panel(request, pk):
    """Record the Panel's reply."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.AWAIT_PANEL)
    form = HearFromPanelForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.hear_from_panel, case, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The Panel’s reply is recorded.")
        return redirect(case)
    return render(
        request,
        "reviews/hear_from_panel.html",
        {"case": case, "form": form, "decision": case.decision, "messages_so_far": case.panel_messages.all()},
    )


@requires(Can.RUN_CASES)
def answer_panel(request, pk):
    """Record the answer to a question of the Panel's."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.AWAIT_PANEL)
    form = AnswerPanelForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.answer_panel, case, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The answer to the Panel is recorded.")
        return redirect(case)
    return render(
        request,
        "reviews/answer_panel.html",
        {"case": case, "form": form, "messages_so_far": case.panel_messages.all()},
    )
