"""What a round's answers say: by question, by kind of agency, since the round before, over the years, as a heat map."""

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assurance.operations import analysis as operations
from assurance.operations.analysis_tables import TABLES
from assurance.rules.analysis import LEAST, in_words
from assurance.views.rounds.watching import find_round
from partnership.access import Can, requires
from partnership.models import Answer, Return
from partnership.operations.record import record
from partnership.rules.answers import plain_number
from partnership.views.tables import table_file

A_PAGE = 25


@requires(Can.READ_RETURNS)
@require_safe
def analysis(request, pk):
    """A round's answers, question by question: how they fall, what is strongest and weakest, and what changed."""
    asked = find_round(request, pk)
    gathered = operations.gather(asked, request.user)
    before = operations.round_before(asked)
    blocks, strongest, weakest = operations.overview(gathered, before)
    waiting = asked.returns.expected().count() - len(gathered.returns)
    return render(
        request,
        "assurance/analysis.html",
        {
            "round": asked,
            "before": before,
            "blocks": [(block, block.header(before is not None)) for block in blocks],
            "ranks": [("Strongest", strongest), ("Weakest", weakest)] if strongest else [],
            "moderated": bool(gathered.moderated),
            "few": 0 < len(gathered.returns) < LEAST,
            "figures": [
                {"value": len(gathered.returns), "label": "returns counted"},
                {"value": waiting, "label": "not submitted, not counted"},
            ],
        },
    )


class SearchForm(forms.Form):
    """Words to look for in what was answered."""

    q = forms.CharField(label="Search the answers", max_length=100, required=False)


@requires(Can.READ_RETURNS)
@require_safe
def analysis_question(request, pk, question_pk):
    """One question: how it was answered in all and by kind of agency, what changed, and every answer in words."""
    asked = find_round(request, pk)
    gathered = operations.gather(asked, request.user)
    question = next((one for one in gathered.questions if one.pk == question_pk), None)
    if question is None:
        raise Http404
    before = operations.round_before(asked)
    moved = operations.changes(gathered, before).get(question.pk) if before else None
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    page = Paginator(answers_in_words(request, asked, question, words), A_PAGE).get_page(
        request.GET.get("page")
    )
    names = gathered.names
    groups = gathered.by_kind(question)
    whole = gathered.spread(question)
    moderated = gathered.moderated_spread(question)
    labels = [label for _, label, _ in whole.points]
    return render(
        request,
        "assurance/analysis_question.html",
        {
            "round": asked,
            "question": question,
            "spread": whole,
            "moderated": moderated and (moderated, in_columns(moderated, whole)),
            "before": before,
            "change": moved,
            "header": "|".join(["Who", *(f"{label.replace('|', '/')}#" for label in labels), "Answered#"]),
            "groups": [
                (operations.group_name(group), group.spread, in_columns(group.spread, whole))
                for group in groups
            ],
            "numbers": whole.numbers and in_numbers(question, whole.numbers),
            "together": any(len(group.kinds) > 1 for group in groups),
            "least": LEAST,
            "page": page,
            "answers": [
                {
                    "name": names[answer.assurance_return_id],
                    "answer": answer,
                    "moderated": gathered.moderated.get((answer.assurance_return_id, question.pk)),
                }
                for answer in page
            ],
            "filter": form,
            "words": words,
            "siblings": neighbours(gathered.questions, question),
        },
    )


def in_columns(part, whole):
    """(label, number) of a part of the answers, in the order of the whole's columns."""
    numbers = {(value, label): number for value, label, number in part.points}
    return [(label, numbers.get((value, label), 0)) for value, label, _ in whole.points]


def in_numbers(question, numbers):
    unit = f" {question.unit}" if question.unit else ""
    total = [] if numbers.total is None else [("Sum", f"{plain_number(numbers.total)}{unit}")]
    return [
        *total,
        ("Median", f"{plain_number(numbers.middle)}{unit}"),
        ("Range", f"{plain_number(numbers.lowest)} to {plain_number(numbers.highest)}{unit}"),
    ]


def answers_in_words(request, asked, question, words):
    """Every submitted answer to one question, by organisation; with `words`, those that hold them."""
    answers = (
        Answer.objects.filter(
            question=question.pk,
            assurance_return__in=asked.returns.filter(
                pk__in=Return.objects.visible_to(request.user).submitted().values("pk")
            ),
        )
        .select_related("question", "assurance_return")
        .order_by("assurance_return__organisation__name", "assurance_return__about")
    )
    if words:
        found = answers.filter(text__icontains=words) | answers.filter(not_applicable_reason__icontains=words)
        return found.distinct()
    return answers


def neighbours(questions, question):
    at = [one.pk for one in questions].index(question.pk)
    return {
        "previous": questions[at - 1] if at else None,
        "next": questions[at + 1] if at + 1 < len(questions) else None,
    }


@requires(Can.READ_RETURNS)
@require_safe
def heat_map(request, pk):
    """Organisations by standards, in words and shapes in every cell, and the same in sentences."""
    asked = find_round(request, pk)
    gathered = operations.gather(asked, request.user)
    questions, rows = operations.heat(gathered)
    return render(
        request,
        "assurance/heat_map.html",
        {
            "round": asked,
            "columns": [(number, question) for number, question in enumerate(questions, 1)],
            "rows": rows,
            "moderated": bool(gathered.moderated),
            "sentences": [
                (number, question, in_words(gathered.spread(question)))
                for number, question in enumerate(questions, 1)
            ],
        },
    )


@requires(Can.READ_RETURNS)
@require_safe
def analysis_years(request, pk):
    """The round's questionnaire over the years: each question in each round, with breaks where a scale changed."""
    asked = find_round(request, pk)
    rounds, rows = operations.years(asked.questionnaire.code, asked.purpose)
    return render(request, "assurance/analysis_years.html", {"round": asked, "rounds": rounds, "rows": rows})


@requires(Can.READ_RETURNS)
@require_safe
def analysis_file(request, pk, what, kind):
    """One of the tables of the analysis as a file; nothing in it runs in a spreadsheet."""
    if what not in TABLES or kind not in ("csv", "xlsx"):
        raise Http404
    asked = find_round(request, pk)
    headings, rows = TABLES[what](operations.gather(asked, request.user), request.user)
    record("took out", asked, by=request.user, what=what, rows=len(rows))
    return table_file(kind, f"{asked.reference}-{what}", headings, rows)
