"""The partnership's priority questions of this year's return, added by the business unit."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.models import Question
from partnership.views.deed import carried_out
from schools.forms.priority_questions import AddPriorityQuestionForm
from schools.operations import priority_questions as operations


@requires(Can.RUN_SCHOOLS)
@require_safe
def priority_questions(request):
    """What this year's version asks about the priorities, and which priorities nothing asks about yet."""
    written, newest = operations.in_work(), operations.versions().first()
    version = written or newest
    sections = operations.questions_by_priority(version)
    asked = {section.title.removeprefix(operations.HEADING) for section, _ in sections}
    return render(
        request,
        "schools/priority_questions.html",
        {
            "version": version,
            "written": written,
            "sections": sections,
            "wanting": [title for _, title in operations.priorities() if title not in asked],
            "in_force": {title for _, title in operations.priorities()},
        },
    )


@requires(Can.RUN_SCHOOLS)
def add_priority_question(request):
    """Write one question about one priority."""
    form = AddPriorityQuestionForm(
        request.POST or None, priorities=[title for _, title in operations.priorities()]
    )
    if carried_out(request, form, operations.add_priority_question):
        messages.success(request, "Question added.")
        return redirect("schools:priority_questions")
    return render(request, "schools/add_priority_question.html", {"form": form})


@requires(Can.RUN_SCHOOLS)
def drop_priority_question(request, pk):
    """Take a question out of the version in work."""
    question = get_object_or_404(
        Question.objects.select_related("section__questionnaire").filter(
            section__questionnaire=operations.in_work(), section__title__startswith=operations.HEADING
        ),
        pk=pk,
    )
    if request.method == "POST":
        operations.drop_priority_question(question, by=request.user)
        messages.success(request, "Question removed.")
        return redirect("schools:priority_questions")
    return render(request, "schools/drop_priority_question.html", {"question": question})


@requires(Can.RUN_SCHOOLS)
def offer_priority_questions(request, pk):
    """Both authorities can open this year's round with this version."""
    version = get_object_or_404(operations.versions(), pk=pk)
    if request.method == "POST":
        operations.offer_priority_questions(version, by=request.user)
        messages.success(request, "Both authorities can now open this year’s round with this version.")
        return redirect("schools:priority_questions")
    return render(request, "schools/offer_priority_questions.html", {"version": version})
