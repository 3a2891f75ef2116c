"""Surveys from the side of those who ask: writing, links, what was written, and what may be shown."""

import csv

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.surveys import (
    AddSurveyLinkForm,
    ChooseBreakdownForm,
    LookAtTextForm,
    ReasonForm,
    StartSurveyForm,
    survey_questions,
)
from partnership.models import Survey, SurveyLink, SurveyText
from partnership.operations import survey_results as answered
from partnership.operations import surveys as operations
from partnership.rules.spreadsheets import safe_cell
from partnership.rules.surveys import CHOICES, check_draft
from partnership.rules.voice import may_be_at_risk, telling
from partnership.views.deed import attempt, note_reading

ASKERS = (Can.RUN_VOICE, Can.READ_VOICE)
STANDS = {
    "draft": ("Being written", "grey"),
    "waiting": ("Opens later", "blue"),
    "open": ("Open", "green"),
    "closed": ("Closed", "teal"),
}


def find(request, pk):
    return get_object_or_404(
        Survey.objects.visible_to(request.user).select_related("questionnaire", "breakdown_question"), pk=pk
    )


def listed(person):
    """Surveys as a table draws them, with where each stands."""
    today = timezone.localdate()
    return [
        {"survey": one, "stands": STANDS[one.standing(today)]}
        for one in Survey.objects.visible_to(person).select_related("questionnaire")
    ]


@requires(*ASKERS)
@require_safe
def surveys(request):
    """Every survey that the person may know of."""
    return render(
        request,
        "partnership/surveys.html",
        {"rows": listed(request.user), "runs": may(request.user, Can.RUN_VOICE)},
    )


@requires(Can.RUN_VOICE)
def start_survey(request):
    form = StartSurveyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        survey = attempt(form, operations.start_survey, by=request.user, **form.asked())
        if survey:
            messages.success(request, "The survey is started. Write its questions and make its links.")
            return redirect(survey)
    return render(request, "partnership/start_survey.html", {"form": form})


@requires(*ASKERS)
@require_safe
def survey(request, pk):
    """One survey: what it asks, its links, and how many replies there are once they may be told."""
    found = find(request, pk)
    standing = found.standing(timezone.localdate())
    runs = may(request.user, Can.RUN_VOICE)
    replies = found.replies.count()
    links = found.links.all() if runs else []
    return render(
        request,
        "partnership/survey.html",
        {
            "survey": found,
            "standing": standing,
            "stands": STANDS[standing],
            "questions": operations.questions_of(found),
            "own": found.questionnaire.code == f"survey-{found.reference.lower()}",
            "links": [
                {"link": one, "address": address_of(request, one.code) if one.code else ""} for one in links
            ],
            "replies": replies if replies >= found.minimum else None,
            "waiting": found.texts.waiting().count() if runs else 0,
            "runs": runs,
        },
    )


def address_of(request, code):
    return request.build_absolute_uri(reverse("answer_survey", args=[code]))


@requires(Can.RUN_VOICE)
def write_survey(request, pk):
    """Write the survey's own questions, a row each; an emptied row goes."""
    found = find(request, pk)
    check_draft(found.standing(timezone.localdate()))
    initial = [
        {"text": one.text, "answered": one.scale.code if one.scale else one.kind}
        for one in operations.questions_of(found)
    ]
    rows = survey_questions(request.POST or None, initial=initial)
    refusal = ""
    if request.method == "POST" and rows.is_valid():
        try:
            operations.write_survey(
                found, by=request.user, questions=[form.cleaned_data for form in rows if form.cleaned_data]
            )
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, "The questions are saved.")
            return redirect(found)
    return render(
        request,
        "partnership/write_survey.html",
        {"survey": found, "rows": rows, "refusal": refusal, "has_errors": bool(refusal)},
    )


@requires(Can.RUN_VOICE)
def choose_breakdown(request, pk):
    found = find(request, pk)
    check_draft(found.standing(timezone.localdate()))
    form = ChooseBreakdownForm(
        request.POST or None,
        questions=operations.questions_of(found),
        initial={
            "breakdown": found.breakdown or "none",
            "question": found.breakdown_question_id,
            "minimum": found.minimum,
            "minimum_source": found.minimum_source,
        },
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.choose_breakdown, found, by=request.user, **form.asked())
    ):
        messages.success(request, "How the answers are shown is saved.")
        return redirect(found)
    return render(request, "partnership/choose_breakdown.html", {"survey": found, "form": form})


@requires(Can.RUN_VOICE)
@never_cache
def add_survey_link(request, pk):
    """Make links. The addresses that each open once are shown on this answer and never again."""
    found = find(request, pk)
    form = AddSurveyLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, operations.add_survey_link, found, by=request.user, **form.cleaned_data)
        if made:
            link, codes = made
            if link.code:
                messages.success(request, "The link is made.")
                return redirect(found)
            addresses = [address_of(request, code) for code in codes]
            return render(
                request,
                "partnership/survey_links.html",
                {"survey": found, "link": link, "addresses": addresses},
            )
    return render(request, "partnership/add_survey_link.html", {"survey": found, "form": form})


@requires(Can.RUN_VOICE)
def stop_survey_link(request, pk):
    link = get_object_or_404(
        SurveyLink.objects.filter(survey__in=Survey.objects.visible_to(request.user)).select_related(
            "survey"
        ),
        pk=pk,
    )
    form = ReasonForm(request.POST or None, label="Why should the link stop working?")
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.stop_survey_link, link, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The link no longer works.")
        return redirect(link.survey)
    return render(
        request, "partnership/stop_survey_link.html", {"survey": link.survey, "link": link, "form": form}
    )


@requires(Can.RUN_VOICE)
@require_POST
def open_survey(request, pk):
    found = operations.open_survey(find(request, pk), by=request.user)
    messages.success(request, "The survey is open from its first day. Its questions can no longer change.")
    return redirect(found)


@requires(Can.RUN_VOICE)
def close_survey(request, pk):
    found = find(request, pk)
    form = ReasonForm(request.POST or None, label="Why are you closing it early?")
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.close_survey, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The survey is closed. You can now see its results.")
        return redirect(found)
    return render(request, "partnership/close_survey.html", {"survey": found, "form": form})


# What was written -----------------------------------------------------------------------------------------


@requires(Can.RUN_VOICE)
@require_safe
@never_cache
def survey_texts(request, pk):
    """What people wrote: to be looked at by staff before anybody else reads it, those that may need help first."""
    found = find(request, pk)
    note_reading(request, found)
    texts = found.texts.select_related("question").order_by("text", "pk")
    rows = [{"text": one, "risk": may_be_at_risk(one.text), "telling": telling(one.text)} for one in texts]
    rows.sort(key=lambda row: (row["text"].state != SurveyText.State.WAITING, not row["risk"]))
    return render(request, "partnership/survey_texts.html", {"survey": found, "rows": rows})


@requires(Can.RUN_VOICE)
@never_cache
def look_at_text(request, pk):
    text = get_object_or_404(
        SurveyText.objects.filter(survey__in=Survey.objects.visible_to(request.user)).select_related(
            "survey", "question"
        ),
        pk=pk,
    )
    form = LookAtTextForm(request.POST or None, initial={"words": text.text})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, answered.look_at_text, text, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "What others can read is saved.")
        return redirect("survey_texts", text.survey_id)
    return render(
        request,
        "partnership/look_at_text.html",
        {
            "survey": text.survey,
            "text": text,
            "form": form,
            "telling": telling(text.text),
            "risk": may_be_at_risk(text.text),
        },
    )


# What may be shown ----------------------------------------------------------------------------------------


@requires(*ASKERS)
@require_safe
def survey_results(request, pk):
    """What may be shown of a closed survey, as charts and tables."""
    found = find(request, pk)
    results = answered.results(found)
    for row in results["questions"]:
        if row["question"].kind in CHOICES and row["total"].shows:
            shown = found.breakdown_question.text if found.breakdown_question else "place"
            row["title"] = f"Everybody: {row['question'].text}"
            row["caption"] = f"By {shown}: {row['question'].text}"
            row["chart"] = [(row["options"][value], count) for value, count in row["total"].counts.items()]
            row["table"] = [
                [
                    group.name,
                    *(
                        [group.counts[value] for value in row["options"]]
                        if group.shows
                        else ["not shown"] * len(row["options"])
                    ),
                ]
                for group in row["groups"]
            ]
            row["columns"] = ["Group", *(f"{label}#" for label in row["options"].values())]
    return render(
        request,
        "partnership/survey_results.html",
        {"survey": found, "results": results, "runs": may(request.user, Can.RUN_VOICE)},
    )


@requires(*ASKERS)
@require_safe
def survey_csv(request, pk):
    """The same as a file, and nothing beside it."""
    found = find(request, pk)
    note_reading(request, found)
    results = answered.results(found)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.reference.lower()}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(["Question", "Group", "Answer", "How many"])
    for row in results["questions"]:
        question = row["question"].text
        if row["question"].kind in CHOICES:
            for group in (row["total"], *row["groups"]):
                for value, label in row["options"].items():
                    number = group.counts[value] if group.shows else "not shown"
                    writer.writerow(map(safe_cell, (question, group.name, label, number)))
        for words in row["words"]:
            writer.writerow(map(safe_cell, (question, "", words, "")))
    return response
