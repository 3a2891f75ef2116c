"""The needs analysis: evidence, needs, scores, decisions, and the group's agreement."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, may, requires
from partnership.operations.meanwhile import still_there
from partnership.views.deed import carried_out
from partnership.views.discarding import discard_page
from partnership.views.tables import table_file
from training.forms.needs import (
    AddNeedEvidenceForm,
    AddNeedForm,
    ChangeNeedForm,
    DropNeedForm,
    GatherAgainForm,
    IntroduceNeedsForm,
    PickEvidenceForm,
    StartNeedsForm,
)
from training.models import Need, NeedEvidence, NeedsAnalysis
from training.operations import needs as operations
from training.operations import needs_scoring
from training.operations.needs_paper import print_needs, whole
from training.rules.needs import ALSO, NAME, check_gathering, check_open, check_scoring

State = NeedsAnalysis.State
COLOURS = {"gathering": "blue", "scoring": "yellow", "with_group": "purple", "agreed": "green"}


def with_all(analyses):
    return analyses.select_related("deadline", "agreed_by", "programme")


def find(request, pk, analyses=NeedsAnalysis.objects):
    return get_object_or_404(with_all(analyses.visible_to(request.user)), pk=pk)


def find_need(request, pk):
    analyses = NeedsAnalysis.objects.visible_to(request.user)
    return get_object_or_404(
        Need.objects.filter(analysis__in=analyses).select_related("analysis__deadline"), pk=pk
    )


@requires(Can.READ_TRAINING)
@require_safe
def needs(request):
    """Every year's analysis that this person may read."""
    runs = may(request.user, Can.RUN_TRAINING)
    today = timezone.localdate()
    return render(
        request,
        "training/needs.html",
        {
            "analyses": with_all(NeedsAnalysis.objects.visible_to(request.user)),
            "colours": COLOURS,
            "called": NAME,
            "also": ALSO,
            "today": today,
            "to_start": operations.years_to_start(today) if runs else [],
        },
    )


@requires(Can.RUN_TRAINING)
def start_needs(request):
    years = operations.years_to_start(timezone.localdate())
    form = StartNeedsForm(request.POST or None, years=years)
    analysis = carried_out(request, form, lambda by, year: operations.start_needs(year, by=by))
    if analysis:
        messages.success(request, "Analysis started with the evidence already in the portal.")
        return redirect(analysis)
    return render(request, "training/start_needs.html", {"form": form, "years": years, "called": NAME})


@requires(Can.RUN_TRAINING)
def discard_needs(request, pk):
    """An analysis that was begun by mistake is not wanted."""
    return discard_page(
        request,
        find(request, pk),
        operations.discard_needs,
        back="training:needs",
        check=operations.check_discardable,
    )


def deeds_of(person, analysis):
    """What the law offers this person now."""
    deeds, same = set(), NeedsAnalysis.objects.filter(pk=analysis.pk)
    if may(person, Can.RUN_TRAINING):
        deeds |= {
            State.GATHERING: {"gather", "write", "begin_scoring", "introduce", "discard"},
            State.SCORING: {"score", "decide", "put_needs", "gather_again", "introduce", "discard"},
            State.WITH_GROUP: {"return_needs"},
            State.AGREED: {"programme"},
        }[analysis.state]
    elif same.to_score_by(person).exists():
        deeds.add("score")
    if same.to_agree_by(person).exists():
        deeds |= {"agree_needs", "return_needs"}
    return deeds


@requires(Can.READ_TRAINING)
@require_safe
def needs_analysis(request, pk):
    """What was asked for, what was taken up, what not and why, and what it all rests on."""
    analysis = find(request, pk)
    deeds = deeds_of(request.user, analysis)
    return render(
        request,
        "training/needs_analysis.html",
        whole(analysis)
        | {
            "analysis": analysis,
            "colours": COLOURS,
            "deeds": deeds,
            "proposed": NeedEvidence.objects.filter(
                year=analysis.year, standing=NeedEvidence.Standing.PROPOSED
            ).count()
            if "gather" in deeds
            else 0,
            "to_carry": operations.to_carry(analysis) if "write" in deeds else [],
            "late": analysis.deadline.outstanding and analysis.deadline.due_on < timezone.localdate(),
            "mine": set(analysis.needs.filter(scores__scored_by=request.user).values_list("pk", flat=True))
            if "score" in deeds
            else set(),
        },
    )


# Evidence -------------------------------------------------------------------------------------------------


@requires(Can.RUN_TRAINING)
@require_POST
def gather_needs(request, pk):
    number = operations.gather_needs(find(request, pk), by=request.user)
    messages.success(request, f"{number} new piece{'' if number == 1 else 's'} of evidence found.")
    return redirect("training:needs_analysis", pk)


@requires(Can.RUN_TRAINING)
def add_need_evidence(request, pk):
    analysis = find(request, pk)
    check_gathering(analysis.state)
    form = AddNeedEvidenceForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.add_need_evidence(analysis, **given)):
        messages.success(request, "Evidence added. Select it when you write the need.")
        return redirect(analysis)
    return render(request, "training/add_need_evidence.html", {"form": form, "analysis": analysis})


@requires(Can.RUN_TRAINING)
def pick_evidence(request, pk):
    analysis = find(request, pk)
    check_gathering(analysis.state)
    evidence = NeedEvidence.objects.filter(year=analysis.year)
    picked = evidence.filter(standing=NeedEvidence.Standing.PICKED)
    form = PickEvidenceForm(request.POST or None, evidence=evidence, initial={"picked": picked})
    if request.method == "POST" and not form.is_bound:
        form = PickEvidenceForm({"sent": "1"}, evidence=evidence)
    number = carried_out(request, form, lambda **given: operations.pick_evidence(analysis, **given))
    if number is not None:
        messages.success(request, f"{number} piece{'' if number == 1 else 's'} of evidence selected.")
        return redirect(analysis)
    return render(
        request,
        "training/pick_evidence.html",
        {"form": form, "analysis": analysis, "any": evidence.exists()},
    )


@requires(Can.RUN_TRAINING)
def introduce_needs(request, pk):
    analysis = find(request, pk)
    check_open(analysis.state)
    form = IntroduceNeedsForm(
        request.POST or None, initial={"introduction": analysis.introduction, "seen": analysis.revision}
    )
    if carried_out(request, form, lambda **given: operations.introduce_needs(analysis, **given)):
        messages.success(request, "Introduction saved.")
        return redirect(analysis)
    theirs = form.is_bound and form.non_field_errors()
    analysis.refresh_from_db()
    form.look_again(str(analysis.revision))
    return render(
        request, "training/introduce_needs.html", {"form": form, "analysis": analysis, "theirs": theirs}
    )


# Needs ----------------------------------------------------------------------------------------------------


@requires(Can.RUN_TRAINING)
def add_need(request, pk):
    analysis = find(request, pk)
    check_gathering(analysis.state)
    form = AddNeedForm(request.POST or None, analysis=analysis)
    if carried_out(request, form, lambda by, seen, **given: operations.add_need(analysis, by=by, **given)):
        messages.success(request, "Need added.")
        return redirect(analysis)
    return render(request, "training/add_need.html", {"form": form, "analysis": analysis})


@requires(Can.RUN_TRAINING)
def change_need(request, pk):
    need = find_need(request, pk)
    check_gathering(need.analysis.state)
    names = ("title", "able_to", "audience", "level", "people")
    initial = {name: getattr(need, name) for name in names}
    form = ChangeNeedForm(
        request.POST or None,
        analysis=need.analysis,
        initial=initial | {"evidence": need.evidence.all(), "seen": need.revision},
    )
    if carried_out(request, form, lambda **given: operations.change_need(need, **given)):
        messages.success(request, "Need saved.")
        return redirect(need.analysis)
    theirs = form.is_bound and form.non_field_errors()
    need = still_there(Need.objects.select_related("analysis__deadline"), need)
    form.look_again(str(need.revision))
    return render(
        request,
        "training/change_need.html",
        {"form": form, "need": need, "analysis": need.analysis, "theirs": theirs},
    )


@requires(Can.RUN_TRAINING)
def drop_need(request, pk):
    need = find_need(request, pk)
    analysis = need.analysis
    check_gathering(analysis.state)
    form = DropNeedForm(request.POST or None)
    if request.method == "POST" and carried_out(
        request, form, lambda **given: operations.drop_need(need, **given) or True
    ):
        messages.success(request, "Need removed.")
        return redirect(analysis)
    return render(request, "training/drop_need.html", {"form": form, "need": need, "analysis": analysis})


@requires(Can.RUN_TRAINING)
@require_POST
def carry_need(request, pk, old_pk):
    analysis = find(request, pk)
    old = operations.to_carry(analysis).filter(pk=old_pk).first()
    if old is None:
        raise Http404
    operations.carry_need(analysis, old, by=request.user)
    messages.success(request, "Need carried over with its evidence. Update anything that has changed.")
    return redirect(analysis)


@requires(Can.RUN_TRAINING)
@require_POST
def begin_scoring(request, pk):
    analysis = find(request, pk)
    needs_scoring.begin_scoring(analysis, by=request.user, seen=request.POST.get("seen", ""))
    messages.success(request, "The needs are now fixed and can be scored.")
    return redirect(analysis)


@requires(Can.RUN_TRAINING)
def gather_again(request, pk):
    analysis = find(request, pk)
    check_scoring(analysis.state)
    form = GatherAgainForm(request.POST or None)
    if carried_out(request, form, lambda **given: needs_scoring.gather_again(analysis, **given)):
        messages.success(request, "You can now change the evidence and needs again.")
        return redirect(analysis)
    return render(request, "training/gather_again.html", {"form": form, "analysis": analysis})


# Taking it along ------------------------------------------------------------------------------------------


@requires(Can.READ_TRAINING)
@require_safe
def needs_pdf(request, pk):
    """The agreed analysis on paper."""
    analysis = find(request, pk)
    if analysis.state != State.AGREED:
        raise Http404
    response = HttpResponse(print_needs(analysis), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{analysis.reference.lower()}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@requires(Can.READ_TRAINING)
@require_safe
def needs_file(request, pk, kind):
    """The needs as a table: with scores, decision and why."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    analysis = find(request, pk)
    headings = [
        "Number", "Need", "What people must be able to do", "Who", "Level", "People",
        *(one["label"] for one in analysis.criteria), "Score of 100", "Decision", "Why",
        "Carried over from", "Evidence",
    ]  # fmt: skip
    rows = [
        [
            row["need"].number, row["need"].title, row["need"].able_to, row["need"].audience,
            row["need"].get_level_display(), row["need"].people,
            *(None if mean is None else round(mean, 2) for _, mean, _ in row["means"]),
            row["score"].total, row["need"].get_decision_display(), row["need"].why,
            row["need"].carried_from.analysis.year_words if row["need"].carried_from else "",
            " | ".join(one.words for one in row["need"].evidence.all()),
        ]
        for row in whole(analysis)["rows"]
    ]  # fmt: skip
    return table_file(kind, analysis.reference.lower(), headings, rows)
