"""Answering one section of a return, as a lead of its agency or as a colleague who was given that section."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.evidence import AddEvidenceForm
from assurance.forms.returns import SectionForm, seen_of, token_of
from assurance.views.returns import address_of, answers_of, check_now, find
from partnership.access import Can, Refused, requires
from partnership.models import Evidence, Question, Return, Section, SectionAssignment
from partnership.operations import questionnaires as operations
from partnership.views.deed import carried_out, note_reading
from partnership.views.files import send_file

LATELY = timedelta(minutes=15)


@requires(Can.ANSWER_RETURNS, Can.ANSWER_SECTIONS)
def section(request, pk, section_pk):
    """Answer one section. What can be saved is saved, and what cannot stays on the page with a sentence."""
    opened, part, questions, mine = find_section(request, pk, section_pk)
    if request.method == "GET":
        if opened.state == Return.State.SUBMITTED and mine is None:
            return redirect(opened)
        check_now(opened)
    sent = request.method == "POST"
    answers, last = answers_of(opened), operations.last_answers(opened)
    form = SectionForm(
        request.POST if sent else None,
        questions=questions,
        answers=answers,
        last=last,
        more=request.POST.get("more", ""),
    )
    theirs = {}
    if sent:
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
                    form.names_of(next(q for q in questions if q.pk == question_pk))[0],
                    f"{answer.saved_by} changed this answer while you were writing. Their version is shown "
                    f"with yours. Combine them and save again",
                )
        if form.is_valid():
            stay = stays(request, form, questions, answers)
            if stay:
                return redirect(f"{address_of(opened, part)}#{stay}")
            if "more" not in request.POST:
                return redirect(after(opened, part, mine, stay_away="later" in request.POST))
    return render(
        request,
        "assurance/section.html",
        {
            "return": opened,
            "round": opened.round,
            "section": part,
            "form": form,
            "items": [item(form, question, theirs, answers, last) for question in questions],
            "version": token_of(questions, answers),
            "shown": ",".join(str(q.pk) for q in questions if form.is_asked(q)),
            "colleagues": colleagues_lately(questions, answers, request.user) if not theirs else [],
            "mine": mine,
        },
    )


@requires(Can.ANSWER_RETURNS, Can.ANSWER_SECTIONS)
@require_POST
def autosave(request, pk, section_pk):
    """Save a draft while somebody types. Answers in JSON: `version` to send back next time, and a `message`."""
    opened, _, questions, _ = find_section(request, pk, section_pk)
    form = SectionForm(
        request.POST,
        questions=questions,
        answers=answers_of(opened),
        last=operations.last_answers(opened),
    )
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


# Evidence -------------------------------------------------------------------------------------------------


@requires(Can.ANSWER_RETURNS, Can.ANSWER_SECTIONS)
def evidence(request, pk, section_pk, question_pk):
    """The files and links beside one answer, and a form that adds another."""
    opened, part, questions, _ = find_section(request, pk, section_pk)
    asked = next((q for q in questions if q.pk == question_pk and q.kind == Question.Kind.EVIDENCE), None)
    if asked is None:
        raise Http404
    check_now(opened)
    form = AddEvidenceForm(request.POST or None, request.FILES or None)
    if getattr(request, "upload_too_large", False):
        form.add_error("file", "The selected file is too large. Make it smaller, or give a link to it")
    elif carried_out(request, form, operations.add_evidence, opened, asked):
        messages.success(request, "Evidence added.")
        return redirect("assurance:evidence", pk, section_pk, question_pk)
    return render(
        request,
        "assurance/evidence.html",
        {
            "return": opened,
            "round": opened.round,
            "section": part,
            "question": asked,
            "form": form,
            "pieces": pieces_of(opened, asked),
            "back": f"{address_of(opened, part)}#q{asked.pk}",
        },
    )


@requires(Can.ANSWER_RETURNS, Can.ANSWER_SECTIONS)
@require_POST
def remove_evidence(request, pk, section_pk, evidence_pk):
    """Take one file or link away again."""
    opened, _, questions, _ = find_section(request, pk, section_pk)
    piece = get_object_or_404(
        Evidence.objects.present().select_related("answer__assurance_return"),
        pk=evidence_pk,
        answer__assurance_return=opened,
        answer__question__in=questions,
    )
    operations.remove_evidence(piece, by=request.user)
    messages.success(request, "Evidence removed.")
    return redirect("assurance:evidence", pk, section_pk, piece.answer.question_id)


@requires(Can.ANSWER_RETURNS, Can.ANSWER_SECTIONS, Can.READ_RETURNS)
@require_safe
def evidence_file(request, pk, evidence_pk):
    """A file of a return, for whoever may read the answer that rests on it."""
    piece = get_object_or_404(
        Evidence.objects.exclude(document=None).select_related("document", "answer__question"),
        pk=evidence_pk,
        answer__assurance_return=pk,
    )
    if not may_read(request.user, piece):
        raise Http404
    note_reading(request, piece)
    return send_file(piece.document, piece.document.download_name)


def may_read(person, piece):
    """The agency reads all of its own, a colleague their section's, the others what was submitted and still stands."""
    answer = piece.answer
    found = Return.objects.visible_to(person).filter(pk=answer.assurance_return_id)
    if found.filter(state=Return.State.SUBMITTED).exists():
        return piece.removed_at is None
    if found.exists():
        return True
    given = SectionAssignment.objects.open_to(person).filter(
        assurance_return=answer.assurance_return_id, section=answer.question.section_id
    )
    return piece.removed_at is None and given.exists()


def pieces_of(opened, question):
    return (
        Evidence.objects.present()
        .filter(answer__assurance_return=opened, answer__question=question)
        .select_related("document", "added_by")
    )


# Finding --------------------------------------------------------------------------------------------------


def find_section(request, pk, section_pk):
    """A section of a return, its questions, and the assignment by which a colleague answers it; a lead needs none."""
    mine = None
    opened = Return.objects.answerable_by(request.user).filter(pk=pk)
    if not opened.exists():
        mine = get_object_or_404(
            SectionAssignment.objects.open_to(request.user).select_related("deadline"),
            assurance_return=pk,
            section=section_pk,
        )
        opened = Return.objects.filter(pk=pk)
    opened = find(opened, pk)
    part = get_object_or_404(Section, pk=section_pk, questionnaire=opened.round.questionnaire_id)
    questions = [one for one in operations.questions_of(opened) if one.section_id == part.pk]
    return opened, part, questions, mine


# Saying ---------------------------------------------------------------------------------------------------


def stays(request, form, questions, answers):
    """Where on the same page to go on: at a question that has just been opened and waits for its answer; or nowhere."""
    if "later" in request.POST or "more" in request.POST or "shown" not in request.POST:
        return ""
    shown = set(request.POST["shown"][:10_000].split(","))
    for question in questions:
        answer = answers.get(question.pk)
        if str(question.pk) not in shown and form.is_asked(question) and not (answer and answer.given):
            return f"q{question.pk}"
    return ""


def item(form, question, theirs, answers, last):
    """A question as the page draws it: its fields, a colleague's version, last time's answer, its evidence."""
    names = form.names_of(question)
    inside = {
        name for look in form.looks.values() for reveal in look.get("reveals", {}).values() for name in reveal
    }
    answer = answers.get(question.pk)
    return {
        "question": question,
        "fields": [form[name] for name in names if name not in inside],
        "theirs": theirs.get(question.pk),
        "asked": form.is_asked(question),
        "asked_if": f"q{question.asked_if_id}" if question.asked_if_id else "",
        "asked_if_values": ",".join(question.asked_if_values),
        "to_review": bool(answer and answer.to_review and answer.given),
        "last": last.get(question.code),
        "evidence": answer.rows if answer and question.kind == Question.Kind.EVIDENCE else [],
        "said": answer.said if answer else "",
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


def after(opened, part, mine, *, stay_away):
    """Where "Save and continue" leads: the next section, or the check of all after the last; a colleague stays."""
    if mine is not None:
        return address_of(opened, part)
    following = (
        Section.objects.filter(questionnaire=part.questionnaire_id, position__gt=part.position)
        .order_by("position")
        .first()
    )
    if stay_away:
        return opened.get_absolute_url()
    return (
        address_of(opened, following) if following else reverse("assurance:check_answers", args=[opened.pk])
    )


def clock(instant):
    return f"{timezone.localtime(instant):%-H.%M}"
