"""Who answers which section of a return, and what one is asked to answer oneself."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.answering import CarryForwardForm, GiveSectionForm
from assurance.views.returns import address_of, check_now, find
from partnership.access import Can, requires
from partnership.models import Return, Section, SectionAssignment
from partnership.operations import questionnaires as operations
from partnership.views.deed import attempt


@requires(Can.ANSWER_RETURNS, Can.ANSWER_SECTIONS)
@require_safe
def returns(request):
    """Everything that this person may answer: the returns of their agencies, and sections they were given."""
    own = (
        Return.objects.answerable_by(request.user)
        .with_progress()
        .select_related("round", "organisation", "deadline")
        .order_by("-round__due_on", "organisation__name", "about")
    )
    given = (
        SectionAssignment.objects.open_to(request.user)
        .select_related("assurance_return__round", "assurance_return__organisation", "section", "deadline")
        .order_by("done_at", "deadline__due_on", "pk")
    )
    return render(request, "assurance/returns.html", {"returns": own, "given": given})


@requires(Can.ANSWER_RETURNS)
def give_section(request, pk, section_pk):
    """Ask a colleague to answer one section."""
    opened, part = find_own_section(request, pk, section_pk)
    check_now(opened)
    form = GiveSectionForm(
        request.POST or None,
        colleagues=operations.colleagues(opened.organisation),
        due_on=max(opened.deadline.due_on, timezone.localdate()),
    )
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "email", "due_on")}
        given = attempt(
            form, operations.give_section, opened, part, by=request.user, person=form.person, **said
        )
        if given:
            messages.success(
                request, f"{given.person} has been asked to answer “{part}”. We have emailed them."
            )
            return redirect(opened)
    return render(
        request,
        "assurance/give_section.html",
        {
            "return": opened,
            "round": opened.round,
            "section": part,
            "form": form,
            "given": opened.assignments.running().filter(section=part).select_related("person", "deadline"),
        },
    )


@requires(Can.ANSWER_RETURNS)
@require_POST
def withdraw_section(request, pk):
    """Take a section back from a colleague."""
    given = get_object_or_404(
        SectionAssignment.objects.running().filter(
            assurance_return__in=Return.objects.answerable_by(request.user)
        ),
        pk=pk,
    )
    operations.withdraw_section(given, by=request.user)
    messages.success(request, "Section withdrawn. They can no longer see it.")
    return redirect("assurance:give_section", given.assurance_return_id, given.section_id)


@requires(Can.ANSWER_RETURNS, Can.ANSWER_SECTIONS)
@require_POST
def finish_section(request, pk):
    """Say that one's own section is finished."""
    given = get_object_or_404(
        SectionAssignment.objects.open_to(request.user).select_related("assurance_return", "section"), pk=pk
    )
    operations.finish_section(given, by=request.user)
    messages.success(request, "Thank you. The person who gave you the section can see that it is finished.")
    return redirect(address_of(given.assurance_return, given.section))


@requires(Can.ANSWER_RETURNS)
def carry_forward(request, pk):
    """Bring last time's answers forward into the sections that one chooses."""
    opened = find(Return.objects.answerable_by(request.user), pk)
    check_now(opened)
    form = CarryForwardForm(
        request.POST or None, sections=Section.objects.filter(questionnaire=opened.round.questionnaire_id)
    )
    if request.method == "POST" and form.is_valid():
        chosen = {one.pk for one in form.cleaned_data["sections"]}
        number = attempt(form, operations.carry_forward, opened, by=request.user, sections=chosen)
        if number:
            messages.success(
                request,
                f"{number} answer{'s were' if number > 1 else ' was'} copied. Confirm or change each one, "
                f"or it will not count.",
            )
            return redirect(opened)
        if number == 0:
            form.add_error(None, "There is nothing left to copy in these sections.")
    return render(
        request,
        "assurance/carry_forward.html",
        {
            "return": opened,
            "round": opened.round,
            "form": form,
            "last": operations.last_return(opened),
        },
    )


def find_own_section(request, pk, section_pk):
    opened = find(Return.objects.answerable_by(request.user), pk)
    return opened, get_object_or_404(Section, pk=section_pk, questionnaire=opened.round.questionnaire_id)
