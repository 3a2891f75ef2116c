"""Scoring needs, deciding on each, and the group's agreement to the analysis."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from partnership.access import Can, may, requires
from partnership.operations.meanwhile import still_there
from partnership.views.deed import carried_out
from training.forms.needs import (
    AgreeNeedsForm,
    DecideNeedForm,
    PutNeedsForm,
    ReturnNeedsForm,
    ScoreNeedForm,
)
from training.models import Need, NeedsAnalysis
from training.operations import needs_scoring as operations
from training.operations.needs_paper import whole
from training.rules.needs import check_move, check_scoring, weighed
from training.views.needs import COLOURS, find, find_need

State = NeedsAnalysis.State


@requires(Can.RUN_TRAINING, Can.READ_TRAINING)
def score_need(request, pk):
    """One's own score of one need: colleagues' scores show only once one has given one's own."""
    scored = NeedsAnalysis.objects.visible_to(request.user)
    need = get_object_or_404(Need.objects.filter(analysis__in=scored).select_related("analysis"), pk=pk)
    if not NeedsAnalysis.objects.filter(pk=need.analysis_id).to_score_by(request.user).exists():
        if may(request.user, Can.RUN_TRAINING):
            check_scoring(need.analysis.state)
        raise Http404
    analysis = need.analysis
    scores = list(need.scores.select_related("scored_by"))
    mine = {one.criterion: one.value for one in scores if one.scored_by_id == request.user.pk}
    form = ScoreNeedForm(request.POST or None, analysis=analysis, initial=mine)
    if carried_out(request, form, lambda **given: operations.score_need(need, **given) or True):
        messages.success(request, f"Your score for need {need.number} has been saved.")
        return redirect(analysis)
    return render(
        request,
        "training/score_need.html",
        {
            "form": form,
            "need": need,
            "analysis": analysis,
            "evidence": need.evidence.all(),
            "score": weighed(
                [(one.criterion, one.scored_by_id, one.value) for one in scores],
                criteria=analysis.criteria, scale=analysis.scale,
            )
            if mine
            else None,
        },
    )  # fmt: skip


@requires(Can.RUN_TRAINING)
def decide_need(request, pk):
    need = find_need(request, pk)
    check_scoring(need.analysis.state)
    initial = {"decision": need.decision, "why": need.why, "seen": need.revision}
    form = DecideNeedForm(request.POST or None, initial=initial)
    if carried_out(request, form, lambda **given: operations.decide_need(need, **given)):
        messages.success(request, f"Decision on need {need.number} saved.")
        return redirect(need.analysis)
    theirs = form.is_bound and form.non_field_errors()
    need = still_there(Need.objects.select_related("analysis__deadline"), need)
    form.look_again(str(need.revision))
    scores = need.scores.values_list("criterion", "scored_by", "value")
    return render(
        request,
        "training/decide_need.html",
        {
            "form": form,
            "need": need,
            "analysis": need.analysis,
            "theirs": theirs,
            "score": weighed(scores, criteria=need.analysis.criteria, scale=need.analysis.scale),
        },
    )


@requires(Can.RUN_TRAINING)
def put_needs(request, pk):
    analysis = find(request, pk)
    check_move(analysis.state, State.WITH_GROUP)
    form = PutNeedsForm(request.POST or None, initial={"seen": analysis.revision})
    if carried_out(request, form, lambda **given: operations.put_needs(analysis, **given)):
        messages.success(request, "Analysis sent to the group, which agrees it or returns it to you.")
        return redirect(analysis)
    return judged(request, "put_needs", form, analysis)


@requires(Can.RUN_TRAINING, Can.AGREE_NEEDS)
def return_needs(request, pk):
    analysis = find(request, pk)
    if not may(request.user, Can.RUN_TRAINING):
        find(request, pk, NeedsAnalysis.objects.to_agree_by(request.user))
    check_move(analysis.state, State.SCORING)
    form = ReturnNeedsForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.return_needs(analysis, **given)):
        messages.success(request, "Analysis returned to its writers. We have written to them.")
        return redirect(analysis)
    return render(request, "training/return_needs.html", {"form": form, "analysis": analysis})


@requires(Can.AGREE_NEEDS)
def agree_needs(request, pk):
    """The group's chair says that the group agrees it, having read it on this page."""
    analysis = find(request, pk, NeedsAnalysis.objects.to_agree_by(request.user))
    form = AgreeNeedsForm(request.POST or None, analysis=analysis, initial={"seen": analysis.revision})
    if carried_out(request, form, lambda **given: operations.agree_needs(analysis, **given)):
        messages.success(request, "Analysis agreed. You can now base the programme on it.")
        return redirect(analysis)
    return judged(request, "agree_needs", form, analysis)


def judged(request, page, form, analysis):
    """A page on which somebody judges the whole analysis: it shows what there is now."""
    analysis.refresh_from_db()
    form.look_again(str(analysis.revision))
    return render(
        request,
        f"training/{page}.html",
        whole(analysis) | {"form": form, "analysis": analysis, "colours": COLOURS, "deeds": set()},
    )
