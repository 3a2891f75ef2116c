"""Answering what is asked of one's own agency, and reading what was submitted."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from assurance.forms.returns import SubmitForm
from partnership.access import Can, Refused, requires
from partnership.models import Return, Section
from partnership.operations import questionnaires as operations
from partnership.rules.deadlines import is_late
from partnership.rules.questionnaires import asked, check_open, count, missing


@requires(Can.ANSWER_RETURNS, Can.READ_RETURNS)
def return_(request, pk):
    """One return: its sections as tasks while it is a draft, all its answers once it is submitted."""
    opened = find(Return.objects.visible_to(request.user), pk)
    if opened.state == Return.State.SUBMITTED:
        return render(
            request,
            "assurance/submitted_return.html",
            {
                "return": opened,
                "round": opened.round,
                "sections": answered_sections(opened),
                "own": own(request, opened),
            },
        )
    answers, sections = answers_of(opened), sections_of(opened)
    questions = [question for _, some in sections for question in some]
    return render(
        request,
        "assurance/return.html",
        {
            "return": opened,
            "round": opened.round,
            "closed": why_closed(opened),
            "tasks": [task(opened, section, some, answers) for section, some in sections],
            "submit_tasks": [submit_task(opened, questions, answers)],
            "count": count(questions, answers),
            "late": is_late(opened.deadline.due_on, timezone.localdate()),
        },
    )


@requires(Can.ANSWER_RETURNS)
def check_answers(request, pk):
    """All answers on one page before they are submitted, with what is missing said first."""
    opened = find(Return.objects.answerable_by(request.user), pk)
    if opened.state == Return.State.SUBMITTED:
        return redirect(opened)
    found = answered_sections(opened)
    return render(
        request,
        "assurance/check_answers.html",
        {
            "return": opened,
            "round": opened.round,
            "closed": why_closed(opened),
            "sections": found,
            "missing": sum(one["count"].missing for one in found),
        },
    )


@requires(Can.ANSWER_RETURNS)
def submit(request, pk):
    """Declare and submit. A second press shows the receipt of the first."""
    opened = find(Return.objects.answerable_by(request.user), pk)
    if opened.state == Return.State.SUBMITTED:
        return redirect("assurance:receipt", opened.pk)
    late = is_late(opened.deadline.due_on, timezone.localdate())
    checked = operations.checksum(opened.answers.select_related("question"))
    form = SubmitForm(request.POST or None, late=late, initial={"checked": checked})
    if request.method == "GET":
        check_now(opened)
        if missing(operations.questions_of(opened), answers_of(opened)):
            return redirect("assurance:check_answers", opened.pk)
    elif form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if key != "declaration"}
        try:
            operations.submit(opened, by=request.user, **given)
        except Refused as refused:
            opened.refresh_from_db()
            if opened.state == Return.State.SUBMITTED:
                return redirect("assurance:receipt", opened.pk)
            form.add_error(None, str(refused))
        else:
            return redirect("assurance:receipt", opened.pk)
    return render(
        request,
        "assurance/submit.html",
        {"return": opened, "round": opened.round, "form": form, "late": late},
    )


@requires(Can.ANSWER_RETURNS)
def receipt(request, pk):
    """What was submitted, when, and what proves it."""
    opened = find(Return.objects.answerable_by(request.user), pk)
    if opened.state != Return.State.SUBMITTED:
        return redirect(opened)
    return render(request, "assurance/receipt.html", {"return": opened, "round": opened.round})


# Finding --------------------------------------------------------------------------------------------------


def find(returns, pk):
    related = ("round__questionnaire", "organisation", "deadline", "submitted_by")
    return get_object_or_404(returns.select_related(*related), pk=pk)


def answers_of(opened):
    """Question id → answer."""
    return {a.question_id: a for a in opened.answers.select_related("question", "saved_by")}


def sections_of(opened):
    """Each section with its questions, which know what they are asked on."""
    questions = operations.questions_of(opened)
    return [
        (section, [question for question in questions if question.section_id == section.pk])
        for section in Section.objects.filter(questionnaire=opened.round.questionnaire_id)
    ]


def own(request, opened):
    return Return.objects.answerable_by(request.user).filter(pk=opened.pk).exists()


# Saying ---------------------------------------------------------------------------------------------------


def check_now(opened):
    check_open(
        state=opened.state,
        opens_on=opened.round.opens_on,
        closes_on=opened.round.closes_on,
        today=timezone.localdate(),
    )


def why_closed(opened):
    """Why it cannot be answered today, or an empty text."""
    try:
        check_now(opened)
    except Refused as refused:
        return str(refused)
    return ""


def address_of(opened, part):
    return reverse("assurance:section", args=[opened.pk, part.pk])


def task(opened, part, questions, answers):
    """A section as an entry of the task list."""
    number = count(questions, answers)
    aside = ""
    if number.not_applicable:
        aside = f", {number.not_applicable} do{'es' if number.not_applicable == 1 else ''} not apply"
    status, colour = ("Completed", "") if number.complete else ("In progress", "blue")
    if not number.begun:
        status, colour = "Not started", "grey"
    return {
        "title": part.title,
        "address": "" if why_closed(opened) else address_of(opened, part),
        "hint": f"{number.answered} of {number.of} answered{aside}",
        "status": status,
        "colour": colour,
    }


def submit_task(opened, questions, answers):
    left = len(missing(questions, answers))
    return {
        "title": "Check your answers and submit",
        "address": "" if why_closed(opened) else reverse("assurance:check_answers", args=[opened.pk]),
        "hint": f"{left} question{'s' if left > 1 else ''} still to answer"
        if left
        else "Every question is answered",
        "status": "Not ready yet" if left else "Ready",
        "colour": "" if left else "green",
    }


def answered_sections(opened):
    """Each section with its questions and what was answered."""
    with_evidence = opened.answers.select_related("question", "saved_by").prefetch_related("evidence")
    answers = {answer.question_id: answer for answer in with_evidence}
    return [
        {
            "section": one,
            "address": address_of(opened, one),
            "count": count(questions, answers),
            "rows": [{"question": q, "answer": answers.get(q.pk)} for q in asked(questions, answers)],
        }
        for one, questions in sections_of(opened)
    ]
