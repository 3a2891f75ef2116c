"""What a case teaches: learning points, who lets them out, and how they are passed on."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.views.deed import attempt, note_reading
from reviews.forms.learning import (
    CheckLearningForm,
    DropDisseminationForm,
    NoteLearningForm,
    PlanDisseminationForm,
    RecordDisseminationForm,
    TakeBackForm,
)
from reviews.models import Case, CaseLearning, Dissemination
from reviews.operations import learning as operations
from reviews.rules.identity import identifying
from reviews.rules.learning import LEARNS_AT
from reviews.views.action_plan import warn_of_names
from reviews.views.deed import check_standing, find_case


@requires(Can.READ_CASES)
@require_safe
def case_learning(request, pk):
    """The learning points of a case, its dissemination plan, and its briefings."""
    case = find_case(request, pk)
    today = timezone.localdate()
    runs = case.stage in LEARNS_AT and may(request.user, Can.RUN_CASES)
    links = case.learning_links.select_related("point__noted_by", "checked_by")
    disseminations = case.disseminations.select_related("organisation", "deadline")
    note_reading(request, case)
    return render(
        request,
        "reviews/case_learning.html",
        {
            "case": case,
            "rows": [
                {
                    "link": link,
                    "checks": may(request.user, Can.CHECK_ANONYMITY)
                    and link.to_check
                    and link.point.noted_by_id != request.user.pk,
                }
                for link in links
            ],
            "disseminations": [
                {"planned": one, "late": one.deadline.outstanding and one.deadline.due_on < today}
                for one in disseminations
            ],
            "briefings": case.briefings.select_related("written_by"),
            "runs": runs,
            "keeps": may(request.user, Can.RUN_CASES),
        },
    )


@requires(Can.RUN_CASES)
def note_learning(request, pk):
    """Note something that the case teaches."""
    case = find_case(request, pk)
    check_standing(request, case, *LEARNS_AT)
    form = NoteLearningForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.note_learning, case, by=request.user, **form.cleaned_data)
    ):
        messages.success(
            request,
            "The learning point is noted. Somebody else checks it before the public reads it."
            if form.cleaned_data["for_public"]
            else "The learning point is noted.",
        )
        warn_of_names(request, form.cleaned_data["text"])
        return redirect("reviews:case_learning", case.pk)
    return render(request, "reviews/note_learning.html", {"case": case, "form": form})


def find_link(request, pk):
    return get_object_or_404(
        CaseLearning.objects.filter(case__in=Case.objects.visible_to(request.user)).select_related(
            "case", "point__noted_by"
        ),
        pk=pk,
    )


@requires(Can.CHECK_ANONYMITY)
def check_learning(request, pk):
    """A second person looks before the public reads it."""
    link = find_link(request, pk)
    form = CheckLearningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        passed = form.cleaned_data["passed"] == "yes"
        reason = "" if passed else form.cleaned_data["reason"]
        if attempt(form, operations.check_learning, link, by=request.user, passed=passed, reason=reason):
            messages.success(
                request, "It is now published." if passed else "It stays inside the partnership."
            )
            return redirect("reviews:case_learning", link.case_id)
    return render(
        request,
        "reviews/check_learning.html",
        {"case": link.case, "link": link, "form": form, "warnings": identifying(link.point.text)},
    )


@requires(Can.RUN_CASES)
def take_back(request, pk):
    """The public no longer reads it."""
    link = find_link(request, pk)
    form = TakeBackForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.take_back, link, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "It is no longer published.")
        return redirect("reviews:case_learning", link.case_id)
    return render(request, "reviews/take_back.html", {"case": link.case, "link": link, "form": form})


# Passing it on ---------------------------------------------------------------------------------------------


@requires(Can.RUN_CASES)
def plan_dissemination(request, pk):
    """Plan how the learning reaches people."""
    case = find_case(request, pk)
    check_standing(request, case, *LEARNS_AT)
    form = PlanDisseminationForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.plan_dissemination, case, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "It is planned, and its date is in the diary.")
        return redirect("reviews:case_learning", case.pk)
    return render(request, "reviews/plan_dissemination.html", {"case": case, "form": form})


def find_dissemination(request, pk, disseminations=Dissemination.objects):
    return get_object_or_404(
        disseminations.visible_to(request.user).select_related(
            "case", "organisation", "deadline", "planned_by"
        ),
        pk=pk,
    )


SHARERS = (Can.READ_CASES, Can.WRITE_LEARNING, Can.ANSWER_INFORMATION)


@requires(*SHARERS)
@require_safe
def dissemination(request, pk):
    """One way in which learning is passed on: for whom, by when, and what became of it."""
    found = find_dissemination(request, pk)
    outstanding = found.deadline.outstanding
    return render(
        request,
        "reviews/dissemination.html",
        {
            "planned": found,
            "case": reads(request.user, found.case),
            "records": outstanding
            and Dissemination.objects.to_record_by(request.user).filter(pk=pk).exists(),
            "drops": outstanding and may(request.user, Can.WRITE_LEARNING),
        },
    )


def reads(person, case):
    """The case, for whoever may read it."""
    return case if Case.objects.visible_to(person).filter(pk=case.pk).exists() else None


@requires(*SHARERS)
def record_dissemination(request, pk):
    """Record that it was done, how many it reached, and what shows it."""
    found = find_dissemination(request, pk, Dissemination.objects.to_record_by(request.user))
    form = RecordDisseminationForm(request.POST or None, due_on=found.deadline.due_on)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.record_dissemination, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "How the learning was shared is recorded.")
        return redirect(found)
    return render(request, "reviews/record_dissemination.html", {"planned": found, "form": form})


@requires(Can.WRITE_LEARNING)
def drop_dissemination(request, pk):
    """It is no longer planned."""
    found = find_dissemination(request, pk)
    form = DropDisseminationForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.drop_dissemination, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "It is no longer planned, and its date has left the diary.")
        return redirect(found)
    return render(request, "reviews/drop_dissemination.html", {"planned": found, "form": form})
