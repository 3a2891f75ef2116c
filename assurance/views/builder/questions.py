"""Sections and questions of a version that is being written."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assurance.forms.builder import (
    AskAboutPriorityForm,
    AskOnlyIfForm,
    QuestionForm,
    QuestionSectionForm,
    VersionForm,
    columns_text,
    topic_label,
)
from assurance.views.builder.versions import find_written
from partnership.access import Can, Refused, requires
from partnership.models import Question
from partnership.operations import questionnaire_building as operations
from partnership.operations.questionnaire_shape import as_described, scales_described
from partnership.rules.questionnaire_building import CONDITIONS_ON, possible_answers
from partnership.views.deed import attempt

GONE = (
    "A colleague removed this after you opened it. What you typed is below. Save to add it again, or go "
    "back to leave it out."
)


def place(questionnaire, thing=None):
    """The questionnaire's page, at the section or question that somebody was busy with."""
    address = questionnaire.get_absolute_url()
    return f"{address}#{thing._meta.model_name}-{thing.pk}" if thing else address


def section_of(questionnaire, pk):
    return questionnaire.sections.filter(pk=pk).first()


def question_of(questionnaire, pk):
    return (
        Question.objects.filter(section__questionnaire=questionnaire, pk=pk)
        .select_related("section__questionnaire", "scale", "asked_if")
        .first()
    )


def or_404(thing):
    if thing is None:
        raise Http404
    return thing


@requires(Can.BUILD_QUESTIONNAIRES)
@require_POST
def arrange_questions(request, pk):
    """Move a section or question one place: `move` says what and where, such as question-12-up."""
    found = find_written(request, pk)
    what, _, rest = request.POST.get("move", "").partition("-")
    number, _, way = rest.partition("-")
    if what not in ("section", "question") or way not in ("up", "down") or not number.isdecimal():
        raise Refused("Choose what to move, and whether to move it up or down.")
    thing = {"section": section_of, "question": question_of}[what](found, int(number[:18]))
    if thing is None:
        messages.error(request, "A colleague has removed that.")
        return redirect(found)
    move = {"section": operations.move_question_section, "question": operations.move_question}[what]
    seen = request.POST.get("seen", "")
    try:
        move(thing, by=request.user, seen=int(seen[:9]) if seen.isdecimal() else 0, down=way == "down")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(place(found, thing))


# Sections -------------------------------------------------------------------------------------------------


@requires(Can.BUILD_QUESTIONNAIRES)
def add_question_section(request, pk):
    found = find_written(request, pk)
    form = QuestionSectionForm(request.POST or None, seen=found.revision)
    if request.method == "POST" and form.is_valid():
        added = attempt(form, operations.add_question_section, found, by=request.user, **form.cleaned_data)
        if added:
            messages.success(request, f"Section “{added.title}” added. Add its questions.")
            return redirect(place(found, added))
    return render(request, "assurance/add_question_section.html", {"form": form, "questionnaire": found})


@requires(Can.BUILD_QUESTIONNAIRES)
def change_question_section(request, pk, section_pk):
    found = find_written(request, pk)
    section = section_of(found, section_pk)
    if section is None and request.method == "POST":
        form = QuestionSectionForm(request.POST, seen=found.revision)
        form.add_error(None, GONE)
        form.look_again(found.revision)
        return render(request, "assurance/add_question_section.html", {"form": form, "questionnaire": found})
    section = or_404(section)
    form = QuestionSectionForm(
        request.POST or None,
        initial={"title": section.title, "guidance": section.guidance},
        seen=found.revision,
    )
    if request.method == "POST" and form.is_valid():
        if attempt(form, operations.change_question_section, section, by=request.user, **form.cleaned_data):
            messages.success(request, "Section saved.")
            return redirect(place(found, section))
        form.look_again(found.revision)
    return render(
        request,
        "assurance/change_question_section.html",
        {"form": form, "questionnaire": found, "section": section, "refused": bool(form.non_field_errors())},
    )


@requires(Can.BUILD_QUESTIONNAIRES)
def remove_question_section(request, pk, section_pk):
    """Take a section out with its questions, after a page that says how many they are."""
    found = find_written(request, pk)
    section = section_of(found, section_pk)
    if section is None and request.method == "POST":
        return redirect(found)
    section = or_404(section)
    form = VersionForm(request.POST or None, seen=found.revision)
    if request.method == "POST" and form.is_valid():
        if attempt(form, operations.remove_question_section, section, by=request.user, **form.cleaned_data):
            messages.success(request, f"Section “{section.title}” removed.")
            return redirect(found)
        form.look_again(found.revision)
    return render(
        request,
        "assurance/remove_question_section.html",
        {"form": form, "questionnaire": found, "section": section, "questions": section.questions.all()},
    )


@requires(Can.BUILD_QUESTIONNAIRES)
def ask_about_priority(request, pk):
    """Add the section that asks about a priority of the business plan in force."""
    found = find_written(request, pk)
    there = {title.casefold() for title in found.sections.values_list("title", flat=True)}
    titles = [
        title
        for _, title in operations.priorities_in_force(timezone.localdate())
        if f"priority: {title}".casefold() not in there
    ]
    form = AskAboutPriorityForm(request.POST or None, titles=titles)
    if request.method == "POST" and form.is_valid():
        added = attempt(form, operations.ask_about_priority, found, by=request.user, **form.cleaned_data)
        if added:
            messages.success(request, "Section added, with the questions asked about every priority.")
            return redirect(place(found, added))
    return render(
        request, "assurance/ask_about_priority.html", {"form": form, "questionnaire": found, "titles": titles}
    )


# Questions ------------------------------------------------------------------------------------------------


def topics_of(questionnaire):
    """Topics that questions of it have, and those that it must ask about."""
    asked = (
        Question.objects.filter(section__questionnaire=questionnaire)
        .exclude(topic="")
        .order_by("topic")
        .values_list("topic", flat=True)
        .distinct()
    )
    return [*questionnaire.must_ask, *asked]


@requires(Can.BUILD_QUESTIONNAIRES)
def add_question(request, pk, section_pk):
    found = find_written(request, pk)
    section = or_404(section_of(found, section_pk))
    form = QuestionForm(
        request.POST or None,
        initial={"kind": Question.Kind.TEXT, "required": True},
        seen=found.revision,
        topics=topics_of(found),
    )
    if request.method == "POST" and form.is_valid():
        added = attempt(form, operations.add_question, section, by=request.user, **form.cleaned_data)
        if added:
            messages.success(request, "Question added.")
            if "another" in request.POST:
                return redirect("assurance:add_question", found.pk, section.pk)
            return redirect(place(found, added))
    return render(
        request, "assurance/add_question.html", {"form": form, "questionnaire": found, "section": section}
    )


@requires(Can.BUILD_QUESTIONNAIRES)
def change_question(request, pk, question_pk):
    """Change a question. Where a colleague changed it meanwhile, it is shown as it is now with what was typed."""
    found = find_written(request, pk)
    question = question_of(found, question_pk)
    topics = topics_of(found)
    if question is None and request.method == "POST" and (section := found.sections.first()):
        form = QuestionForm(request.POST, seen=found.revision, topics=topics)
        form.add_error(None, GONE)
        form.look_again(found.revision)
        context = {"form": form, "questionnaire": found, "section": section}
        return render(request, "assurance/add_question.html", context)
    question = or_404(question)
    form = QuestionForm(
        request.POST or None, initial=QuestionForm.starting(question), seen=found.revision, topics=topics
    )
    if request.method == "POST" and form.is_valid():
        if attempt(form, operations.change_question, question, by=request.user, **form.cleaned_data):
            messages.success(request, "Question saved.")
            return redirect(place(found, question))
        form.look_again(found.revision)
    return render(
        request,
        "assurance/change_question.html",
        {
            "form": form,
            "questionnaire": found,
            "question": question,
            "as_it_is": as_it_is(question) if form.non_field_errors() else [],
        },
    )


def as_it_is(question):
    """The question as it stands, for whoever typed something else."""
    rows = [
        ("Question", question.text),
        ("Guidance", question.guidance),
        ("Answered by", question.get_kind_display()),
        ("Scale", question.scale.name if question.scale else ""),
        ("Unit", question.unit),
        ("Columns", columns_text(question.columns)),
        ("Must be answered", "Yes" if question.required else "No"),
        ("May not apply", "Yes" if question.may_not_apply else "No"),
        ("Topic", topic_label(question.topic) if question.topic else ""),
    ]
    return [(label, value) for label, value in rows if value]


@requires(Can.BUILD_QUESTIONNAIRES)
def remove_question(request, pk, question_pk):
    found = find_written(request, pk)
    question = question_of(found, question_pk)
    if question is None and request.method == "POST":
        return redirect(found)
    question = or_404(question)
    form = VersionForm(request.POST or None, seen=found.revision)
    if request.method == "POST" and form.is_valid():
        if attempt(form, operations.remove_question, question, by=request.user, **form.cleaned_data):
            messages.success(request, "Question removed.")
            return redirect(place(found, question.section))
        form.look_again(found.revision)
    return render(
        request,
        "assurance/remove_question.html",
        {
            "form": form,
            "questionnaire": found,
            "question": question,
            "as_it_is": as_it_is(question),
            "opens": question.opens.all(),
        },
    )


@requires(Can.BUILD_QUESTIONNAIRES)
def ask_only_if(request, pk, question_pk):
    """Choose an earlier question, then the answers after which this one is asked; or take the condition away."""
    found = find_written(request, pk)
    question = or_404(question_of(found, question_pk))
    described, scales = as_described(found), scales_described()
    earlier = earlier_choices(described, question.code)
    by_code = {
        one.code: one
        for one in Question.objects.filter(section__questionnaire=found).select_related("section")
    }
    chosen = request.POST.get("source") or request.GET.get("source")
    if chosen is None and question.asked_if_id:
        chosen = question.asked_if.code
    source = next((one for one in earlier if one["code"] == chosen), None)
    form = None
    if source:
        initial = {}
        if question.asked_if_id and question.asked_if.code == source["code"]:
            initial = {"answers": question.asked_if_values}
        form = AskOnlyIfForm(
            request.POST if "answers" in request.POST or "save" in request.POST else None,
            source=source["text"],
            possible=possible_answers(source, scales),
            initial=initial,
            seen=found.revision,
        )
    if request.method == "POST" and "always" in request.POST:
        seen = VersionForm(request.POST)
        seen.is_valid()
        operations.ask_only_if(question, by=request.user, **seen.cleaned_data)
        messages.success(request, "This question is now always asked.")
        return redirect(place(found, question))
    if request.method == "POST" and form is not None and form.is_valid():
        done = attempt(
            form, operations.ask_only_if, question,
            by=request.user, source=by_code[source["code"]], **form.cleaned_data,
        )  # fmt: skip
        if done:
            messages.success(request, "Saved when it is asked.")
            return redirect(place(found, question))
        form.look_again(found.revision)
    return render(
        request,
        "assurance/ask_only_if.html",
        {"form": form, "questionnaire": found, "question": question, "earlier": earlier, "source": source},
    )


def earlier_choices(described, code):
    """The questions before it, in order, whose answer is a choice."""
    found = []
    for section in described["sections"]:
        for question in section["questions"]:
            if question["code"] == code:
                return found
            if question["kind"] in CONDITIONS_ON:
                found.append(question)
    return found
