"""Answering what is asked of one's own agency, and reading what was submitted."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.forms.returns import SubmitForm, SubmitSchoolForm
from partnership.access import Can, Refused, may, requires
from partnership.models import Return, ReturnVersion, Round, Section
from partnership.operations import questionnaires as operations
from partnership.rules.answers import one_scale
from partnership.rules.deadlines import is_late
from partnership.rules.questionnaires import asked, check_open, count, missing, unexplained
from schools.operations import signing


@requires(Can.ANSWER_RETURNS, Can.READ_RETURNS, Can.RUN_AUDITS)
@require_safe
def return_(request, pk):
    """One return: its sections as tasks while it is open, all its answers once it is submitted."""
    opened = Return.objects.visible_to(request.user).select_related(*RELATED).filter(pk=pk).first()
    if opened is None and (stopped := no_longer_asked(request, pk)):
        return redirect(stopped.asked_school)
    if opened is None:
        # One that is open again is its agency's alone, but for what it had submitted.
        return redirect("assurance:version", pk, submission(request, pk).number)
    reopening = opened.reopenings.exclude(refused_at__isnull=False).filter(ended_at=None).first()
    if opened.state == Return.State.SUBMITTED and of_school(opened):
        return redirect(opened.asked_school)
    if opened.state == Return.State.SUBMITTED:
        mine = own(request, opened)
        return render(
            request,
            "assurance/submitted_return.html",
            {
                "return": opened,
                "round": opened.round,
                "sections": answered_sections(opened),
                "own": mine,
                "waiting": reopening,
                "may_ask": mine and not reopening and timezone.localdate() <= opened.round.closes_on,
                "may_reopen": may(request.user, Can.RUN_ASSURANCE)
                and not reopening
                and timezone.localdate() <= opened.round.closes_on,
                "times": opened.versions.count(),
            },
        )
    answers, sections, last = answers_of(opened), sections_of(opened), operations.last_answers(opened)
    questions = [question for _, some in sections for question in some]
    helpers = helpers_of(opened)
    mine = {
        section for section, given in helpers.items() if request.user.pk in {one.person_id for one in given}
    }
    only_mine = bool(mine) and request.GET.get("show") == "mine"
    closed = why_closed(opened)
    return render(
        request,
        "assurance/return.html",
        {
            "return": opened,
            "round": opened.round,
            "closed": closed,
            "tasks": [
                task(opened, section, some, answers, last, helpers.get(section.pk, []), closed)
                for section, some in sections
                if not only_mine or section.pk in mine
            ],
            "submit_tasks": [submit_task(opened, questions, answers, last, closed)],
            "count": count(questions, answers),
            "deadline": reopening.deadline if reopening and reopening.deadline_id else opened.deadline,
            "late": is_late(
                (reopening.deadline if reopening and reopening.deadline_id else opened.deadline).due_on,
                timezone.localdate(),
            ),
            "reopening": reopening,
            "helpers": [(section, helpers.get(section.pk, [])) for section, _ in sections],
            "choices": [
                {"label": "All sections", "address": opened.get_absolute_url(), "current": not only_mine},
                {
                    "label": "Mine",
                    "address": f"{opened.get_absolute_url()}?show=mine",
                    "current": only_mine,
                },
            ]
            if mine
            else [],
            "may_carry": bool(last) and not closed,
        },
    )


@requires(Can.ANSWER_RETURNS)
@require_safe
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
            "unexplained": left_unexplained(opened),
            "could_tell": signing.could_tell(opened) if of_school(opened) else [],
        },
    )


@requires(Can.ANSWER_RETURNS)
def submit(request, pk):
    """Declare and submit. A second press shows the receipt of the first."""
    if request.method == "POST" and (stopped := no_longer_asked(request, pk)):
        return redirect(stopped.asked_school)
    opened = find(Return.objects.answerable_by(request.user), pk)
    if opened.state == Return.State.SUBMITTED:
        return redirect("assurance:receipt", opened.pk)
    again = opened.reopenings.running().select_related("deadline").first()
    deadline = again.deadline if again else opened.deadline
    late = is_late(deadline.due_on, timezone.localdate())
    checked = operations.checksum(opened.answers.select_related("question"))
    could_tell = signing.could_tell(opened) if of_school(opened) else []
    if of_school(opened):
        form = SubmitSchoolForm(
            request.POST or None, late=late, could_tell=could_tell,
            initial={"checked": checked, "declared_office": "Designated safeguarding lead"},
        )  # fmt: skip
    else:
        form = SubmitForm(request.POST or None, late=late, initial={"checked": checked})
    if request.method == "GET":
        check_now(opened)
        if missing(operations.questions_of(opened), answers_of(opened)) or left_unexplained(opened):
            return redirect("assurance:check_answers", opened.pk)
    elif form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if key != "declaration"}
        try:
            (signing if of_school(opened) else operations).submit(opened, by=request.user, **given)
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
        {
            "return": opened,
            "round": opened.round,
            "form": form,
            "late": late,
            "deadline": deadline,
            "again": again,
            "could_tell": could_tell,
        },
    )


@requires(Can.ANSWER_RETURNS)
@require_safe
def receipt(request, pk):
    """What was submitted, when, and what proves it. Of a school it says who signs next, too."""
    opened = find(Return.objects.answerable_by(request.user), pk)
    if opened.state != Return.State.SUBMITTED:
        return redirect(opened)
    if of_school(opened):
        return redirect(opened.asked_school)
    return render(
        request,
        "assurance/receipt.html",
        {"return": opened, "round": opened.round, "times": opened.versions.count()},
    )


# Finding --------------------------------------------------------------------------------------------------


RELATED = ("round__questionnaire", "organisation", "deadline", "submitted_by")


def of_school(opened):
    """Whether a head signs it, too."""
    return opened.round.purpose == Round.Purpose.SCHOOLS


def find(returns, pk):
    return get_object_or_404(returns.select_related(*RELATED), pk=pk)


def no_longer_asked(request, pk):
    """The return of one's own school if it is asked for no more, as when the school closed; its own page says why."""
    return Return.objects.filter(
        pk=pk,
        state=Return.State.DROPPED,
        round__purpose=Round.Purpose.SCHOOLS,
        organisation__in=request.user.answers_for,
    ).first()


def submission(request, pk):
    """The newest submission of a return that is open again, for whoever reads what was submitted."""
    found = ReturnVersion.objects.visible_to(request.user).filter(
        assurance_return=pk, assurance_return__state=Return.State.REOPENED
    )
    return get_object_or_404(found[:1])


def helpers_of(opened):
    """Section id → who was asked to answer it."""
    found = {}
    for given in opened.assignments.running().select_related("person", "deadline"):
        found.setdefault(given.section_id, []).append(given)
    return found


def left_unexplained(opened):
    """The questions whose number differs much from last time's, without a word of why."""
    return unexplained(operations.questions_of(opened), answers_of(opened), operations.last_answers(opened))


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


def task(opened, part, questions, answers, last, given, closed):
    """A section as an entry of the task list."""
    number = count(questions, answers)
    jumped = unexplained(questions, answers, last)
    hints = [f"{number.answered} of {number.of} answered"]
    if number.not_applicable:
        hints.append(f"{number.not_applicable} do{'es' if number.not_applicable == 1 else ''} not apply")
    if number.to_review:
        hints.append(f"{number.to_review} from last time to review")
    if jumped:
        hints.append(f"{len(jumped)} number{'s' if len(jumped) > 1 else ''} to explain")
    if given:
        hints.append(
            "asked of " + " and ".join(f"{g.person}{' (finished)' if g.done_at else ''}" for g in given)
        )
    status, colour = ("Completed", "") if number.complete and not jumped else ("In progress", "blue")
    if not number.begun:
        status, colour = "Not started", "grey"
    if number.to_review:
        status, colour = "To review", "yellow"
    return {
        "title": part.title,
        "address": "" if closed else address_of(opened, part),
        "hint": ", ".join(hints),
        "status": status,
        "colour": colour,
    }


def submit_task(opened, questions, answers, last, closed):
    left = len(missing(questions, answers)) + len(unexplained(questions, answers, last))
    return {
        "title": "Check your answers and submit",
        "address": "" if closed else reverse("assurance:check_answers", args=[opened.pk]),
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
            "scale": one_scale(answers.get(q.pk) for q in asked(questions, answers)),
        }
        for one, questions in sections_of(opened)
    ]
