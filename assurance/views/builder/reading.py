"""Reading questionnaires: all of them, one version, as an answerer will see it, and beside another version."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assurance.forms.builder import topic_label
from assurance.forms.returns import SectionForm
from assurance.views.sections import item
from partnership.access import Can, requires
from partnership.forms.surveys import AnswerSurveyForm
from partnership.models import Question, Questionnaire, Section
from partnership.operations.questionnaire_building import problems_of
from partnership.operations.questionnaire_shape import as_described, as_file, scales_described
from partnership.operations.surveys import points_of
from partnership.rules.questionnaire_building import all_questions, condition_in_words, differences
from partnership.views.files import handed_over

State = Questionnaire.State
COLOURS = {State.WRITTEN: "blue", State.OFFERED: "green", State.ASKED: "teal", State.WITHDRAWN: "grey"}
MARKS = {"added": "green", "changed": "yellow", "moved": "blue", "removed": "red"}
KINDS = dict(Question.Kind.choices)


def find(request, pk):
    return get_object_or_404(Questionnaire.objects.visible_to(request.user).select_related("made_by"), pk=pk)


@requires(Can.BUILD_QUESTIONNAIRES)
@require_safe
def questionnaires(request):
    """Every questionnaire with its versions, newest first, and how each stands."""
    found = Questionnaire.objects.visible_to(request.user).with_counts().order_by("title", "code", "-version")
    newest = {}
    for one in found:
        newest.setdefault(one.code, []).append(one)
    groups = sorted(newest.values(), key=lambda versions: versions[0].title.casefold())
    return render(request, "assurance/questionnaires.html", {"groups": groups, "colours": COLOURS})


@requires(Can.BUILD_QUESTIONNAIRES)
@require_safe
def questionnaire(request, pk):
    """One version: what it asks, how it stands, what must be put right, and what may be done with it."""
    found = find(request, pk)
    sections = list(found.sections.prefetch_related("questions__scale"))
    described, scales = as_described(found, sections), scales_described()
    written = found.state == State.WRITTEN
    called = {question.topic: section.title for section in sections for question in section.questions.all()}
    texts = {question["code"]: question for question in all_questions(described)}
    for section, shape in zip(sections, described["sections"], strict=True):
        for question, asked in zip(section.questions.all(), shape["questions"], strict=True):
            question.condition = condition_in_words(asked["asked_if"], texts, scales)
            question.topic_label = topic_label(question.topic, section.title) if question.topic else ""
    versions = list(
        Questionnaire.objects.visible_to(request.user).filter(code=found.code).order_by("-version")
    )
    return render(
        request,
        "assurance/questionnaire.html",
        {
            "questionnaire": found,
            "sections": sections,
            "number": len(texts),
            "written": written,
            "problems": shown(problems_of(found, described, scales), found, sections) if written else [],
            "must_ask": [topic_label(topic, called.get(topic, "")) for topic in found.must_ask],
            "versions": versions,
            "draft": next((one for one in versions if one.state == State.WRITTEN), None),
            "colours": COLOURS,
            "anonymous": found.basis == Questionnaire.Basis.ANONYMOUS,
        },
    )


def shown(problems, questionnaire, sections):
    """Each problem with the place on the page, or the page, where it is put right."""
    questions = {}
    for section in sections:
        for question in section.questions.all():
            questions.setdefault(question.code, question)
    scales = {question.scale.code: question.scale for question in questions.values() if question.scale}
    rows = []
    for problem in problems:
        address = "#sections"
        if problem.question in questions:
            address = f"#question-{questions[problem.question].pk}"
        elif problem.scale in scales:
            address = reverse("assurance:scale", args=[scales[problem.scale].pk])
        elif problem.priority:
            address = reverse("assurance:ask_about_priority", args=[questionnaire.pk])
        elif problem.section is not None:
            address = f"#section-{sections[problem.section].pk}"
        rows.append({"text": problem.sentence, "target": address})
    return rows


@requires(Can.BUILD_QUESTIONNAIRES)
@require_safe
def preview_questionnaire(request, pk):
    """The list of sections as whoever answers will see it; all questions of a survey, which has one page."""
    found = find(request, pk)
    form = None
    if found.basis == Questionnaire.Basis.ANONYMOUS:
        asked = Question.objects.filter(section__questionnaire=found).in_order()
        form = AnswerSurveyForm(questions=asked, points=points_of(asked))
    tasks = [
        {
            "title": section.title,
            "address": reverse("assurance:preview_section", args=[found.pk, section.pk]),
            "status": "Not started",
            "colour": "blue",
        }
        for section in found.sections.all()
    ]
    return render(
        request,
        "assurance/preview_questionnaire.html",
        {"questionnaire": found, "tasks": tasks, "form": form},
    )


@requires(Can.BUILD_QUESTIONNAIRES)
@require_safe
def preview_section(request, pk, section_pk):
    """One section's questions, drawn by the form and the part that draw them for whoever answers.

    Those that wait for another answer come as it is chosen, or all at once with ?all=yes.
    """
    found = find(request, pk)
    section = get_object_or_404(Section, pk=section_pk, questionnaire=found)
    every = Question.objects.filter(section__questionnaire=found).in_order()
    questions = [question for question in every if question.section_id == section.pk]
    form = SectionForm(questions=questions, answers={})
    items = [item(form, question, {}, {}, {}) for question in questions]
    everything = request.GET.get("all") == "yes"
    waiting = sum(not one["asked"] for one in items)
    for one in items:
        one["asked"] = one["asked"] or everything
    sections = list(found.sections.values_list("pk", flat=True))
    at = sections.index(section.pk)
    return render(
        request,
        "assurance/preview_section.html",
        {
            "questionnaire": found,
            "section": section,
            "form": form,
            "items": items,
            "preview": True,
            "everything": everything,
            "waiting": waiting,
            "next": sections[at + 1] if at + 1 < len(sections) else None,
        },
    )


@requires(Can.BUILD_QUESTIONNAIRES)
@require_safe
def compare_versions(request, pk):
    """What became of each question from an earlier version to this one."""
    found = find(request, pk)
    others = list(
        Questionnaire.objects.visible_to(request.user)
        .filter(code=found.code)
        .exclude(pk=found.pk)
        .order_by("-version")
    )
    chosen = request.GET.get("with", "")
    before = [one for one in others if one.version < found.version]
    other = next((one for one in others if str(one.pk) == chosen), (before or others or [None])[0])
    rows = differences(as_described(other), as_described(found), scales_described(), KINDS) if other else []
    changed = [row for row in rows if row.what != "same"]
    return render(
        request,
        "assurance/compare_versions.html",
        {
            "questionnaire": found,
            "other": other,
            "others": others,
            "rows": [(row, MARKS[row.what]) for row in changed],
            "same": len(rows) - len(changed),
            "figures": [
                {"value": sum(row.what == what for row in rows), "label": label}
                for what, label in (
                    ("added", "added"),
                    ("changed", "changed"),
                    ("moved", "moved only"),
                    ("removed", "removed"),
                    ("same", "as before"),
                )
            ],
        },
    )


@requires(Can.BUILD_QUESTIONNAIRES)
@require_safe
def questionnaire_file(request, pk):
    """The version as a file that the portal, and anybody else's, reads back."""
    found = find(request, pk)
    return handed_over(
        as_file(found).encode(),
        f"{found.code}-version-{found.version}.toml",
        "application/toml; charset=utf-8",
    )
