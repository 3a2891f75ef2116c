"""Answering what is asked of one's own agency, and reading what was submitted."""

from datetime import timedelta

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from assurance.forms.returns import SectionForm, SubmitForm, seen_of, token_of
from partnership.access import Can, Refused, requires
from partnership.models import Question, Return, Section
from partnership.operations import questionnaires as operations
from partnership.rules.deadlines import is_late
from partnership.rules.questionnaires import check_open, count, missing

LATELY = timedelta(minutes=15)


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
    questions = [question for section in sections for question in section.questions.all()]
    return render(
        request,
        "assurance/return.html",
        {
            "return": opened,
            "round": opened.round,
            "closed": why_closed(opened),
            "tasks": [task(opened, section, answers) for section in sections],
            "submit_tasks": [submit_task(opened, questions, answers)],
            "count": count(questions, answers),
            "late": is_late(opened.deadline.due_on, timezone.localdate()),
        },
    )


@requires(Can.ANSWER_RETURNS)
def section(request, pk, section_pk):
    """Answer one section. What can be saved is saved, and what cannot stays on the page with a sentence."""
    opened, part, questions = find_section(request, pk, section_pk)
    if request.method == "GET":
        if opened.state == Return.State.SUBMITTED:
            return redirect(opened)
        check_now(opened)
    answers = answers_of(opened)
    form = SectionForm(
        request.POST if request.method == "POST" else None, questions=questions, answers=answers
    )
    theirs = {}
    if request.method == "POST":
        form.is_valid()
        try:
            saved = operations.save_answers(
                opened,
                form.givens(seen_of(request.POST.get("version"))),
                by=request.user,
                over_own_draft=True,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            answers = saved.answers
            theirs = {conflict.given.question.pk: conflict.theirs for conflict in saved.conflicts}
            for question_pk, answer in theirs.items():
                form.add_error(
                    f"q{question_pk}",
                    f"{answer.saved_by} changed this answer while you were writing. Their version is shown with "
                    "yours. Make your version right for both of you and save again",
                )
        if form.is_valid():
            return redirect(after(opened, part, stay_away="later" in request.POST))
    return render(
        request,
        "assurance/section.html",
        {
            "return": opened,
            "round": opened.round,
            "section": part,
            "form": form,
            "items": [item(form, question, theirs) for question in questions],
            "version": token_of(questions, answers),
            "colleagues": colleagues_lately(questions, answers, request.user) if not theirs else [],
        },
    )


@requires(Can.ANSWER_RETURNS)
@require_POST
def autosave(request, pk, section_pk):
    """Save a draft while somebody types. Answers in JSON: `version` to send back next time, and a `message`."""
    opened, _, questions = find_section(request, pk, section_pk)
    form = SectionForm(request.POST, questions=questions, answers={})
    form.is_valid()
    try:
        saved = operations.save_answers(
            opened, form.givens(seen_of(request.POST.get("version"))), by=request.user
        )
    except Refused as refused:
        return JsonResponse({"message": f"Not saved. {refused}"}, status=409)
    reply = {
        "version": token_of(questions, saved.answers),
        "message": f"Saved at {clock(timezone.now())}",
        "saved_at": timezone.now().isoformat(),
    }
    if saved.conflicts:
        # The page still holds the old revision of these, so that saving it shows both versions.
        seen = seen_of(request.POST.get("version"))
        behind = {conflict.given.question.pk for conflict in saved.conflicts}
        kept = [question for question in questions if question.pk not in behind]
        old = [f"{pk}:{seen[pk]}" for pk in behind if pk in seen]
        reply |= {
            "version": ",".join(filter(None, [token_of(kept, saved.answers), *old])),
            "message": f"Not saved: {saved.conflicts[0].theirs.saved_by} changed the same answer at "
            f"{clock(saved.conflicts[0].theirs.saved_at)}. Choose “Save and continue” to see both versions.",
            "conflicts": [
                {
                    "question": conflict.given.question.pk,
                    "yours": conflict.given.text,
                    "theirs": conflict.theirs.said,
                    "saved_by": str(conflict.theirs.saved_by),
                    "saved_at": conflict.theirs.saved_at.isoformat(),
                    "revision": conflict.theirs.revision,
                }
                for conflict in saved.conflicts
            ],
        }
        return JsonResponse(reply, status=409)
    unread = [name for name in form.errors if form.unreadable(name)]
    if unread:
        reply["message"] = f"Saved, but for one answer: {form.errors[unread[0]][0].rstrip('.')}."
        return JsonResponse(reply, status=422)
    return JsonResponse(reply)


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
        if missing(
            list(Question.objects.filter(section__questionnaire=opened.round.questionnaire_id)),
            answers_of(opened),
        ):
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


def find_section(request, pk, section_pk):
    """A section of one's own agency's return, and its questions with their scales."""
    opened = find(Return.objects.answerable_by(request.user), pk)
    part = get_object_or_404(Section, pk=section_pk, questionnaire=opened.round.questionnaire_id)
    questions = part.questions.select_related("section", "scale").prefetch_related("scale__points")
    return opened, part, list(questions)


def answers_of(opened):
    """Question id → answer."""
    return {a.question_id: a for a in opened.answers.select_related("question", "saved_by")}


def sections_of(opened):
    return list(
        Section.objects.filter(questionnaire=opened.round.questionnaire_id).prefetch_related("questions")
    )


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


def task(opened, part, answers):
    """A section as an entry of the task list."""
    number = count(list(part.questions.all()), answers)
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
    answers = answers_of(opened)
    return [
        {
            "section": one,
            "address": address_of(opened, one),
            "count": count(list(one.questions.all()), answers),
            "rows": [{"question": q, "answer": answers.get(q.pk)} for q in one.questions.all()],
        }
        for one in sections_of(opened)
    ]


def item(form, question, theirs):
    """A question as the page draws it: its field, its "does not apply" and a colleague's version if there is one."""
    names = form.names_of(question)
    inside = {
        name for look in form.looks.values() for reveal in look.get("reveals", {}).values() for name in reveal
    }
    return {
        "question": question,
        "fields": [form[name] for name in names if name not in inside],
        "theirs": theirs.get(question.pk),
    }


def colleagues_lately(questions, answers, person):
    """Names of colleagues who saved something here in the last quarter of an hour."""
    since = timezone.now() - LATELY
    return sorted(
        {
            str(answers[q.pk].saved_by)
            for q in questions
            if q.pk in answers and answers[q.pk].saved_by_id != person.pk and answers[q.pk].saved_at > since
        }
    )


def after(opened, part, *, stay_away):
    """Where "Save and continue" leads: the next section, or the list after the last one."""
    following = (
        Section.objects.filter(questionnaire=part.questionnaire_id, position__gt=part.position)
        .order_by("position")
        .first()
    )
    return address_of(opened, following) if following and not stay_away else opened.get_absolute_url()


def clock(instant):
    return f"{timezone.localtime(instant):%-H.%M}"
