"""The programme of a year, its margin, commissioning records and the trainers' pool."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, may, requires
from partnership.rules.money import pounds
from partnership.views.deed import carried_out
from partnership.views.tables import table_file
from training.forms.commissioning import (
    AddCommissionForm,
    AddTrainerForm,
    AgreeProgrammeForm,
    ChangeCommissionForm,
    ChangeTrainerForm,
    PlanNeedForm,
    PutProgrammeForm,
    ReturnProgrammeForm,
    UndoMarginForm,
    UseMarginForm,
    WriteProgrammeForm,
)
from training.models import Commission, MarginUse, NeedsAnalysis, PoolTrainer, Programme, ProgrammeNeed
from training.operations import commissioning as operations
from training.operations.programme_year import overview
from training.rules.commissioning import check_move, check_planning
from training.views.programme import find_course

State = Programme.State
COLOURS = {"planning": "blue", "with_group": "purple", "agreed": "green"}


def find(request, year, programmes=Programme.objects):
    return get_object_or_404(
        programmes.visible_to(request.user).select_related("analysis", "agreed_by", "started_by"), year=year
    )


@requires(Can.READ_TRAINING)
@require_safe
def programmes(request):
    """Every year's programme that this person may read."""
    runs = may(request.user, Can.RUN_TRAINING)
    return render(
        request,
        "training/programmes.html",
        {
            "programmes": Programme.objects.visible_to(request.user).select_related("analysis"),
            "colours": COLOURS,
            "to_start": NeedsAnalysis.objects.filter(state="agreed", programme=None) if runs else [],
        },
    )


@requires(Can.RUN_TRAINING)
@require_POST
def start_programme(request, pk):
    analysis = get_object_or_404(NeedsAnalysis.objects.visible_to(request.user), pk=pk)
    programme = operations.start_programme(analysis, by=request.user)
    messages.success(request, "Programme started with every need that was taken up. Next, plan each of them.")
    return redirect(programme)


def deeds_of(person, programme):
    """What the law offers this person now."""
    deeds = set()
    if may(person, Can.RUN_TRAINING):
        deeds |= {
            State.PLANNING: {"write", "put_programme"},
            State.WITH_GROUP: {"return_programme"},
            State.AGREED: {"use_margin", "return_programme"},
        }[programme.state]
    if Programme.objects.filter(pk=programme.pk).to_agree_by(person).exists():
        deeds |= {"agree_programme", "return_programme"}
    return deeds


def whole_year(programme, deeds):
    """What every page about one year shows: its headline, its table, and what may be done."""
    year = overview(programme)
    columns = "Need|Courses|Sessions#|Places#|Cost#" + ("|Change" if "write" in deeds else "")
    headline = [
        {"label": "Budget", "value": pounds(programme.budget)},
        {"label": "Scheduled for needs", "value": pounds(year["whole"]["cost"] - year["margin"].money_used)},
        {"label": "Left for needs", "value": pounds(year["left"])},
        {"label": "Left in the margin", "value": pounds(year["margin"].money_left)},
        {"label": "Places left in the margin", "value": year["margin"].places_left},
    ]
    return year | {
        "programme": programme, "colours": COLOURS, "deeds": deeds, "columns": columns, "headline": headline,
    }  # fmt: skip


@requires(Can.READ_TRAINING)
@require_safe
def programme(request, year):
    """The year at a glance: what each need is given, what is scheduled, and what is left of the margin."""
    found = find(request, year)
    return render(
        request,
        "training/programme.html",
        whole_year(found, deeds_of(request.user, found)) | {"runs": may(request.user, Can.RUN_TRAINING)},
    )


@requires(Can.READ_TRAINING)
@require_safe
def programme_file(request, year, kind):
    """The year as a table: a row for each need and course."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    found = find(request, year)
    headings = [
        "Need", "Sessions planned", "Places planned", "Cost planned", "Course", "Format", "Sessions scheduled",
        "Places scheduled", "Places taken", "Cost scheduled",
    ]  # fmt: skip
    rows = [
        [
            f"{row['need'].number}. {row['need'].title}", row["line"].sessions, row["line"].places, row["line"].cost,
            one["course"].title, one["course"].get_delivery_display(), one["sessions"], one["places"], one["taken"],
            one["cost"],
        ]
        for row in overview(found)["rows"]
        for one in row["courses"]
    ]  # fmt: skip
    return table_file(kind, found.reference.lower(), headings, rows)


@requires(Can.RUN_TRAINING)
def write_programme(request, year):
    programme = find(request, year)
    check_planning(programme.state)
    names = ("budget", "margin_percent", "margin_source", "introduction")
    initial = {name: getattr(programme, name) for name in names} | {"seen": programme.revision}
    form = WriteProgrammeForm(request.POST or None, initial=initial)
    if carried_out(request, form, lambda **given: operations.write_programme(programme, **given)):
        messages.success(request, "Programme saved.")
        return redirect(programme)
    programme.refresh_from_db()
    form.look_again(str(programme.revision))
    return render(request, "training/write_programme.html", {"form": form, "programme": programme})


@requires(Can.RUN_TRAINING)
def plan_need(request, pk):
    programmes = Programme.objects.visible_to(request.user)
    line = get_object_or_404(
        ProgrammeNeed.objects.filter(programme__in=programmes).select_related("programme", "need"), pk=pk
    )
    programme = line.programme
    check_planning(programme.state)
    initial = {name: getattr(line, name) for name in ("sessions", "places", "cost")}
    form = PlanNeedForm(
        request.POST or None,
        initial=initial | {"courses": line.need.courses.all(), "seen": programme.revision},
    )
    if carried_out(request, form, lambda **given: operations.plan_need(line, **given)):
        messages.success(request, f"Plan for need {line.need.number} saved.")
        return redirect(programme)
    programme.refresh_from_db()
    form.look_again(str(programme.revision))
    return render(request, "training/plan_need.html", {"form": form, "line": line, "programme": programme})


def judged(request, page, form, programme):
    """A page on which somebody judges the whole programme: it shows what there is now."""
    programme.refresh_from_db()
    form.look_again(str(programme.revision))
    return render(request, f"training/{page}.html", whole_year(programme, set()) | {"form": form})


@requires(Can.RUN_TRAINING)
def put_programme(request, year):
    programme = find(request, year)
    check_move(programme.state, State.WITH_GROUP)
    form = PutProgrammeForm(request.POST or None, initial={"seen": programme.revision})
    if carried_out(request, form, lambda **given: operations.put_programme(programme, **given)):
        messages.success(request, "Programme sent to the group, which agrees it or returns it to you.")
        return redirect(programme)
    return judged(request, "put_programme", form, programme)


@requires(Can.RUN_TRAINING, Can.AGREE_NEEDS)
def return_programme(request, year):
    programme = find(request, year)
    if not may(request.user, Can.RUN_TRAINING):
        find(request, year, Programme.objects.to_agree_by(request.user))
    check_move(programme.state, State.PLANNING)
    form = ReturnProgrammeForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.return_programme(programme, **given)):
        messages.success(request, "The programme is being planned again.")
        return redirect("training:programmes")
    return render(request, "training/return_programme.html", {"form": form, "programme": programme})


@requires(Can.AGREE_NEEDS)
def agree_programme(request, year):
    """The group's chair says that the group agrees it, having read it on this page."""
    programme = find(request, year, Programme.objects.to_agree_by(request.user))
    form = AgreeProgrammeForm(request.POST or None, initial={"seen": programme.revision})
    if carried_out(request, form, lambda **given: operations.agree_programme(programme, **given)):
        messages.success(
            request,
            "Programme agreed. Next, add its sessions. Each one appears in the catalogue once it is open.",
        )
        return redirect(programme)
    return judged(request, "agree_programme", form, programme)


# The margin -----------------------------------------------------------------------------------------------


@requires(Can.RUN_TRAINING)
def use_margin(request, year):
    programme = find(request, year)
    form = UseMarginForm(request.POST or None, programme=programme)
    if carried_out(
        request, form,
        lambda by, session, issue: operations.use_margin(programme, session, by=by, issue=issue),
    ):  # fmt: skip
        messages.success(request, "The margin will pay for the session.")
        return redirect(programme)
    return render(
        request,
        "training/use_margin.html",
        {"form": form, "programme": programme, "margin": overview(programme)["margin"]},
    )


@requires(Can.RUN_TRAINING)
def undo_margin(request, pk):
    visible = Programme.objects.visible_to(request.user)
    used = get_object_or_404(
        MarginUse.objects.filter(programme__in=visible).select_related("programme", "session__course"), pk=pk
    )
    form = UndoMarginForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.undo_margin(used, **given) or True):
        messages.success(request, "The margin no longer pays for the session.")
        return redirect(used.programme)
    return render(
        request, "training/undo_margin.html", {"form": form, "used": used, "programme": used.programme}
    )


# Commissioning --------------------------------------------------------------------------------------------


@requires(Can.RUN_TRAINING)
@require_safe
def commissions(request):
    """Who provides what, until when, and what is to be looked at again."""
    return render(
        request,
        "training/commissions.html",
        {
            "commissions": Commission.objects.select_related("course").prefetch_related("trainers"),
            "today": timezone.localdate(),
        },
    )


@requires(Can.RUN_TRAINING)
def add_commission(request, pk):
    course = find_course(request, pk)
    form = AddCommissionForm(request.POST or None)
    if carried_out(
        request, form,
        lambda by, seen, **given: operations.add_commission(course, by=by, **given),
    ):  # fmt: skip
        messages.success(request, "Commissioning record saved.")
        return redirect(course)
    return render(request, "training/add_commission.html", {"form": form, "course": course})


@requires(Can.RUN_TRAINING)
def change_commission(request, pk):
    commission = get_object_or_404(Commission.objects.select_related("course"), pk=pk)
    initial = {name: getattr(commission, name) for name in operations.COMMISSION_FACTS}
    form = ChangeCommissionForm(
        request.POST or None,
        initial=initial | {"trainers": commission.trainers.all(), "seen": commission.revision},
    )
    if carried_out(request, form, lambda **given: operations.change_commission(commission, **given)):
        messages.success(request, "Commissioning record saved.")
        return redirect(commission.course)
    commission.refresh_from_db()
    form.look_again(str(commission.revision))
    return render(
        request,
        "training/change_commission.html",
        {"form": form, "commission": commission, "course": commission.course},
    )


@requires(Can.RUN_TRAINING)
@require_safe
def trainers(request):
    """The trainers' pool: of which agency, what they teach, and when somebody last watched them."""
    pool = PoolTrainer.objects.select_related("person", "organisation").prefetch_related("teaches")
    return render(
        request,
        "training/trainers.html",
        {"here": pool.filter(left_on=None), "gone": pool.exclude(left_on=None)},
    )


@requires(Can.RUN_TRAINING)
def add_trainer(request):
    form = AddTrainerForm(request.POST or None)
    if carried_out(request, form, operations.keep_pool_trainer):
        messages.success(request, "Added to the trainers’ pool.")
        return redirect("training:trainers")
    return render(request, "training/add_trainer.html", {"form": form})


@requires(Can.RUN_TRAINING)
def change_trainer(request, pk):
    entry = get_object_or_404(PoolTrainer.objects.select_related("person"), pk=pk)
    names = ("organisation", "note", "observed_on", "observed", "left_on")
    initial = {name: getattr(entry, name) for name in names} | {"teaches": entry.teaches.all()}
    form = ChangeTrainerForm(request.POST or None, initial=initial)
    if carried_out(request, form, lambda **given: operations.keep_pool_trainer(person=entry.person, **given)):
        messages.success(request, "Trainer’s entry saved.")
        return redirect("training:trainers")
    return render(request, "training/change_trainer.html", {"form": form, "entry": entry})
