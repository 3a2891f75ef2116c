"""The action plan of a case: what was recommended, what the group said, and what is being done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.models import Action
from partnership.rules.actions import CHECKED
from partnership.views.actions import COLOURS
from partnership.views.deed import attempt, carried_out, note_reading
from reviews.forms.learning import (
    AddRecommendationForm,
    AnswerRecommendationForm,
    CorrectRecommendationForm,
    OpenActionForm,
)
from reviews.models import CaseAction, Recommendation
from reviews.models.case import Case, chairs_reviews
from reviews.operations import action_plan as operations
from reviews.rules.identity import identifying
from reviews.rules.learning import LEARNS_AT
from reviews.views.deed import check_standing, find_case


def planned(links, today):
    """The actions of these links as the plan draws them."""
    return [
        {
            "action": link.action,
            "status": Action.State(link.action.state),
            "late": link.action.state in ("open", "in_progress") and link.action.target_on < today,
            "updates": link.action.updates.all(),
        }
        for link in links
    ]


@requires(Can.READ_CASES)
@require_safe
def action_plan(request, pk):
    """Every recommendation with its answer and its actions, and the actions that answer none."""
    case = find_case(request, pk)
    today = timezone.localdate()
    links = list(
        CaseAction.objects.filter(case=case)
        .select_related("action__organisation", "action__owner", "action__claimed_by", "action__verified_by")
        .prefetch_related("action__updates__written_by", "action__updates__document")
    )
    recommendations = case.recommendations.select_related("answer_recorded_by")
    open_ = case.stage in LEARNS_AT
    note_reading(request, case)
    return render(
        request,
        "reviews/action_plan.html",
        {
            "case": case,
            "rows": [
                {
                    "recommendation": one,
                    "actions": planned([k for k in links if k.recommendation_id == one.pk], today),
                }
                for one in recommendations
            ],
            "others": planned([link for link in links if link.recommendation_id is None], today),
            "figures": figures_of(links, today),
            "colours": COLOURS,
            "runs": open_ and may(request.user, Can.RUN_CASES),
            "answers": open_ and may_answer(request.user),
        },
    )


def figures_of(links, today):
    """How many actions there are, and how far they are, counted once from what the page has."""
    states = [link.action.state for link in links if link.action.state != "withdrawn"]
    late = sum(one["late"] for one in planned(links, today))
    return [
        {"value": len(states), "label": "actions"},
        {"value": late, "label": "late"},
        {"value": sum(state in CHECKED for state in states), "label": "verified by another"},
        {"value": states.count("embedded"), "label": "embedded in practice"},
    ]


def may_answer(person):
    """Staff record the group's answer, and so does whoever chairs a group that reviews cases."""
    return may(person, Can.RUN_CASES) or (may(person, Can.RECOMMEND_REVIEWS) and chairs_reviews(person))


@requires(Can.RUN_CASES)
def add_recommendation(request, pk):
    """Write down what a review recommends."""
    case = find_case(request, pk)
    check_standing(request, case, *LEARNS_AT)
    form = AddRecommendationForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (made := attempt(form, operations.add_recommendation, case, by=request.user, **form.cleaned_data))
    ):
        messages.success(
            request, f"Recommendation {made.number} is written down. Next, record the group’s answer to it."
        )
        return redirect(made)
    return render(request, "reviews/add_recommendation.html", {"case": case, "form": form})


@requires(Can.RUN_CASES)
def correct_recommendation(request, pk):
    """A recommendation was written down wrongly: the right words, and why."""
    found = get_object_or_404(
        Recommendation.objects.filter(case__in=Case.objects.visible_to(request.user)).select_related("case"),
        pk=pk,
    )
    check_standing(request, found.case, *LEARNS_AT)
    note_reading(request, found.case)
    seen = operations.mark_of(found)
    form = CorrectRecommendationForm(
        request.POST or None,
        published=operations.is_published(found),
        initial={"text": found.text, "source": found.source, "seen": seen},
    )
    if carried_out(request, form, operations.correct_recommendation, found):
        messages.success(request, f"Recommendation {found.number} is corrected.")
        return redirect(found)
    form.look_again(seen)
    return render(
        request,
        "reviews/correct_recommendation.html",
        {"case": found.case, "recommendation": found, "form": form},
    )


@requires(Can.RUN_CASES, Can.RECOMMEND_REVIEWS)
def answer_recommendation(request, pk):
    """Record whether the group accepts a recommendation."""
    cases = (
        Case.objects.visible_to(request.user)
        if may(request.user, Can.RUN_CASES)
        else Case.objects.to_recommend_by(request.user)
    )
    found = get_object_or_404(
        Recommendation.objects.filter(case__in=cases).select_related("case", "answer_recorded_by"), pk=pk
    )
    check_standing(request, found.case, *LEARNS_AT)
    note_reading(request, found.case)
    form = AnswerRecommendationForm(request.POST or None, recommendation=found)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.answer_recommendation, found, by=request.user, **form.cleaned_data)
    ):
        accepted = form.cleaned_data["answer"] != Recommendation.Answer.NOT_ACCEPTED
        follows = " You can now open actions for it." if accepted and may(request.user, Can.RUN_CASES) else ""
        messages.success(request, f"The group’s answer is recorded.{follows}")
        return redirect(found)
    found.refresh_from_db()
    form.look_again(operations.seen_of(found))
    return render(
        request,
        "reviews/answer_recommendation.html",
        {"case": found.case, "recommendation": found, "form": form},
    )


@requires(Can.RUN_CASES)
def open_action(request, pk):
    """Ask agencies, or oneself, to do something because of the case."""
    case = find_case(request, pk)
    check_standing(request, case, *LEARNS_AT)
    note_reading(request, case)
    form = OpenActionForm(
        request.POST or None,
        recommendations=case.recommendations.all(),
        initial={"recommendation": request.GET.get("recommendation", "")},
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and (
            opened := attempt(form, operations.open_action, case, by=request.user, **form.asked(request.user))
        )
    ):
        messages.success(request, opened_words(opened))
        warn_of_names(request, f"{form.cleaned_data['title']} {form.cleaned_data['detail']}")
        return redirect("reviews:action_plan", case.pk)
    return render(
        request,
        "reviews/open_action.html",
        {"case": case, "form": form, "group": operations.group_of_reviews()},
    )


def opened_words(opened):
    """How many actions were opened, and where those who do them find them."""
    if len(opened) > 1:
        return f"{len(opened)} actions are open. Whoever does them finds them on their home page."
    return "1 action is open. Whoever does it finds it on their home page."


def warn_of_names(request, text):
    """Say what in a text that others read may identify somebody. It warns and never blocks."""
    for sentence in identifying(text):
        messages.warning(request, sentence)
