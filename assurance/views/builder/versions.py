"""Beginning questionnaires, copying them, offering them, and taking an offer back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assurance.forms.builder import (
    BringQuestionnaireForm,
    CopyQuestionnaireForm,
    StartQuestionnaireForm,
    WriteQuestionnaireForm,
    topic_label,
)
from assurance.views.builder.reading import find
from partnership.access import Can, requires
from partnership.operations import questionnaire_building as operations
from partnership.operations.questionnaire_files import bring_in
from partnership.rules.questionnaire_building import check_writable
from partnership.views.deed import attempt, pressed


def find_written(request, pk):
    """A version that is being written; a page with the reason where it no longer is."""
    found = find(request, pk)
    check_writable(frozen=found.frozen_at, offered=found.offered_at)
    return found


@requires(Can.BUILD_QUESTIONNAIRES)
def start_questionnaire(request):
    form = StartQuestionnaireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        begun = attempt(form, operations.start_questionnaire, by=request.user, **form.cleaned_data)
        if begun:
            messages.success(request, "Questionnaire started. Add its first section and questions.")
            return redirect(begun)
    return render(request, "assurance/start_questionnaire.html", {"form": form})


@requires(Can.BUILD_QUESTIONNAIRES)
def bring_questionnaire(request):
    """A questionnaire from a file, as one that is being written."""
    form = BringQuestionnaireForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and getattr(request, "upload_too_large", False):
        form.add_error("file", "The selected file must be smaller than 1MB")
    elif request.method == "POST" and form.is_valid():
        brought = attempt(form, bring_in, form.cleaned_data["file"].read(), by=request.user)
        if brought:
            messages.success(
                request, f"“{brought}” imported as a draft. Check it, then offer it when it is right."
            )
            return redirect(brought)
    return render(request, "assurance/bring_questionnaire.html", {"form": form})


@requires(Can.BUILD_QUESTIONNAIRES)
def copy_questionnaire(request, pk):
    found = find(request, pk)
    form = CopyQuestionnaireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        copy = attempt(form, operations.copy_questionnaire, found, by=request.user, **form.cleaned_data)
        if copy:
            messages.success(request, f"“{copy.title}” is now a separate questionnaire.")
            return redirect(copy)
    return render(request, "assurance/copy_questionnaire.html", {"form": form, "questionnaire": found})


@requires(Can.BUILD_QUESTIONNAIRES)
@require_POST
def next_version(request, pk):
    """Begin the next version; where one is being written already, go there."""
    found = find(request, pk)
    try:
        begun = operations.next_version(found, by=request.user)
    except operations.AlreadyBegun as there:
        messages.info(request, str(there))
        return redirect(there.questionnaire)
    messages.success(
        request,
        f"Version {begun.version} started with the same questions. Version {found.version} has not changed.",
    )
    return redirect(begun)


def priorities_offered(questionnaire):
    """Topics of priorities that it may be told to ask about: those in force, and those it asks about now."""
    offered = {
        topic: f"Priority: {title}" for topic, title in operations.priorities_in_force(timezone.localdate())
    }
    called = dict(
        questionnaire.sections.exclude(questions__topic=None)
        .values_list("questions__topic", "title")
        .distinct()
    )
    for topic in questionnaire.must_ask:
        if topic.startswith("priority_"):
            offered.setdefault(topic, topic_label(topic, called.get(topic, "")))
    return offered


@requires(Can.BUILD_QUESTIONNAIRES)
def write_questionnaire(request, pk):
    """Change what it is called, of whom it is asked, and which priorities it must ask about."""
    found = find_written(request, pk)
    initial = {name: getattr(found, name) for name in ("title", "basis", "introduction", "source")} | {
        "priorities": [topic for topic in found.must_ask if topic.startswith("priority_")]
    }
    form = WriteQuestionnaireForm(
        request.POST or None, initial=initial, seen=found.revision, priorities=priorities_offered(found)
    )
    if request.method == "POST" and form.is_valid():
        given = {"priorities": None, **form.cleaned_data}
        if attempt(form, operations.write_questionnaire, found, by=request.user, **given):
            messages.success(request, "Your changes are saved.")
            return redirect(found)
        form.look_again(found.revision)
    return render(
        request,
        "assurance/write_questionnaire.html",
        {"form": form, "questionnaire": found, "refused": bool(form.non_field_errors())},
    )


@requires(Can.BUILD_QUESTIONNAIRES)
@require_POST
def offer_questionnaire(request, pk):
    """From now on a round may ask it."""
    found = find(request, pk)
    said = f"Version {found.version} offered. Rounds can now use it."
    pressed(request, operations.offer_questionnaire, found, said)
    return redirect(found)


@requires(Can.BUILD_QUESTIONNAIRES)
@require_POST
def take_back_questionnaire(request, pk):
    """No round can open with it any more."""
    found = find(request, pk)
    said = (
        "Withdrawn. No new rounds can use it. Earlier rounds are not affected."
        if found.frozen_at
        else "Offer withdrawn. You can edit it again."
    )
    pressed(request, operations.take_back_questionnaire, found, said)
    return redirect(found)


@requires(Can.BUILD_QUESTIONNAIRES)
def discard_questionnaire(request, pk):
    """Throw away a version that nobody was asked."""
    found = find_written(request, pk)
    if request.method == "POST":
        operations.discard_questionnaire(found, by=request.user)
        messages.success(request, f"“{found}” discarded.")
        return redirect("assurance:questionnaires")
    return render(request, "assurance/discard_questionnaire.html", {"questionnaire": found})
