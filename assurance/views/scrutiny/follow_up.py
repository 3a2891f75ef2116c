"""Actions against gaps, and whether last time's have stuck."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from assurance.forms.scrutiny import AskForActionForm, LookBackForm
from assurance.models import ScrutinyAction
from assurance.operations.scrutiny import follow_up as operations
from assurance.views.scrutiny.finding import find_to_judge
from partnership.access import Can, requires
from partnership.models import Question
from partnership.views.deed import carried_out


@requires(Can.MODERATE_RETURNS)
def ask_for_action(request, pk):
    """Ask the agency to close a gap by a date."""
    opened = find_to_judge(request, pk)
    questions = Question.objects.filter(section__questionnaire=opened.round.questionnaire_id).order_by(
        "section__position", "position"
    )
    initial = {}
    if request.method == "GET" and (chosen := questions.filter(code=request.GET.get("question", "")).first()):
        score = chosen.moderated_scores.filter(moderation__assurance_return=opened).first()
        initial = {"question": chosen, "gap": score.note if score else ""}
    form = AskForActionForm(request.POST or None, initial=initial, questions=questions)
    if carried_out(request, form, operations.ask_for_action, opened):
        messages.success(request, "Action requested. The agency can see it in its actions.")
        return redirect("assurance:scrutiny_return", opened.pk)
    return render(request, "assurance/ask_for_action.html", {"return": opened, "form": form})


@requires(Can.MODERATE_RETURNS)
def look_back(request, pk, link_pk):
    """Say with this return whether an action of an earlier round has lasted."""
    opened = find_to_judge(request, pk)
    link = get_object_or_404(
        ScrutinyAction.objects.visible_to(request.user)
        .filter(assurance_return__organisation=opened.organisation_id)
        .exclude(assurance_return=opened)
        .select_related("action", "question", "assurance_return__round"),
        pk=link_pk,
    )
    form = LookBackForm(request.POST or None)
    if carried_out(request, form, operations.look_back, link, opened):
        messages.success(request, "Your changes are saved.")
        return redirect("assurance:scrutiny_return", opened.pk)
    return render(request, "assurance/look_back.html", {"return": opened, "link": link, "form": form})
