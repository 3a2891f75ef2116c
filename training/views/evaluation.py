"""What training changed: by course and by year, and what each course asks."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, may, requires
from partnership.rules.years import first_day, last_day, year_words
from partnership.views.deed import attempt
from partnership.views.files import handed_over
from partnership.views.tables import table_file
from training.forms.evaluation import HideRemarkForm, SetEvaluationForm, WriteYearlyEvaluationForm, initial_of
from training.models import Course, Remark, YearlyEvaluation
from training.operations import evaluation as operations
from training.operations import yearly_evaluation as yearly
from training.operations.evaluation_results import HEADINGS, course_results, year_results
from training.operations.yearly_evaluation_paper import print_yearly_evaluation, whole
from training.rules.evaluation import LEAST, SCALE, STAGES
from training.views.years import year_asked, years_to_choose

State = YearlyEvaluation.State


@requires(Can.RUN_TRAINING, Can.READ_TRAINING)
@require_safe
def evaluations(request):
    """Every course of a year: who was asked, who answered, and how confidence changed."""
    year = year_asked(request)
    evaluated = YearlyEvaluation.objects.visible_to(request.user)
    begun = {one.year for one in evaluated}
    return render(
        request,
        "training/evaluations.html",
        {
            "rows": year_results(first_day(year), last_day(year)),
            "start_words": f"Start the yearly evaluation of {year_words(year)}",
            "year": year,
            "called": year_words(year),
            "years": years_to_choose(year),
            "least": LEAST,
            "yearly": evaluated,
            "may_begin": may(request.user, Can.RUN_TRAINING) and year not in begun,
        },
    )


@requires(Can.RUN_TRAINING, Can.READ_TRAINING)
@require_safe
def course_evaluation(request, pk):
    course = get_object_or_404(Course.objects.prefetch_related("statements", "stages"), pk=pk)
    year = year_asked(request)
    runs = may(request.user, Can.RUN_TRAINING)
    results = course_results(course, begins=first_day(year), ends=last_day(year))
    return render(
        request,
        "training/course_evaluation.html",
        {
            "course": course,
            "year": year,
            "called": year_words(year),
            "years": years_to_choose(year),
            "results": results,
            "scale": SCALE,
            "least": LEAST,
            "runs": runs,
        },
    )


@requires(Can.RUN_TRAINING, Can.READ_TRAINING)
@require_safe
def course_evaluation_file(request, pk, kind):
    course = get_object_or_404(Course, pk=pk)
    if kind not in ("csv", "xlsx"):
        raise Http404
    year = year_asked(request)
    results = course_results(course, begins=first_day(year), ends=last_day(year))
    rows = [[line.text, *line.cells] for line in results.lines]
    return table_file(kind, f"evaluation-{course.slug}-{year}", ["Statement", *HEADINGS], rows)


@requires(Can.RUN_TRAINING)
def set_evaluation(request, pk):
    """What people of the course are asked, and when."""
    course = get_object_or_404(Course.objects.prefetch_related("statements", "stages"), pk=pk)
    form = SetEvaluationForm(
        request.POST if request.method == "POST" else None,
        initial=initial_of(course, operations.stages_of(course)),
    )
    if request.method == "POST" and form.is_valid():
        given = {"statements": form.cleaned_data["statements"], "stages": form.asked()}
        if attempt(form, operations.set_evaluation, course, by=request.user, **given):
            messages.success(request, "Saved. People on this course will be asked this from now on.")
            return redirect("training:course_evaluation", pk=course.pk)
    return render(request, "training/set_evaluation.html", {"course": course, "form": form, "usual": STAGES})


@requires(Can.RUN_TRAINING)
@require_safe
def remarks(request, pk):
    """What people wrote of a course, to be looked through before others read it."""
    course = get_object_or_404(Course, pk=pk)
    found = operations.remarks_to_look_through(course)
    return render(request, "training/remarks.html", {"course": course, "remarks": found})


@requires(Can.RUN_TRAINING)
def hide_remark(request, pk):
    remark = get_object_or_404(Remark.objects.select_related("session__course"), pk=pk)
    form = HideRemarkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        operations.hide_remark(remark, by=request.user, reason=form.cleaned_data["reason"])
        return redirect("training:remarks", pk=remark.session.course_id)
    return render(request, "training/hide_remark.html", {"remark": remark, "form": form})


# The year ---------------------------------------------------------------------------------------------------


def find(request, year):
    return get_object_or_404(
        YearlyEvaluation.objects.visible_to(request.user).select_related("agreed_by", "group"), year=year
    )


@requires(Can.RUN_TRAINING)
@require_POST
def start_yearly_evaluation(request, year):
    if not 2000 <= year <= date.max.year - 1:
        raise Http404
    evaluation = yearly.start(year, by=request.user)
    return redirect("training:yearly_evaluation", year=evaluation.year)


@requires(Can.RUN_TRAINING, Can.READ_TRAINING)
@require_safe
def yearly_evaluation(request, year):
    evaluation = find(request, year)
    runs = may(request.user, Can.RUN_TRAINING)
    return render(
        request,
        "training/yearly_evaluation.html",
        {
            **whole(evaluation),
            "complete": bool(evaluation.difference and evaluation.next_year),
            "writes": runs and evaluation.state == State.WRITING,
            "sends_back": runs and evaluation.state == State.WITH_GROUP,
            "agrees": evaluation.state == State.WITH_GROUP
            and may(request.user, Can.AGREE_NEEDS)
            and evaluation.group_id in request.user.chaired,
        },
    )


@requires(Can.RUN_TRAINING, Can.READ_TRAINING)
@require_safe
def yearly_evaluation_pdf(request, year):
    evaluation = find(request, year)
    name = f"training-evaluation-{evaluation.year}.pdf"
    return handed_over(print_yearly_evaluation(evaluation), name, "application/pdf")


@requires(Can.RUN_TRAINING)
def write_yearly_evaluation(request, year):
    evaluation = find(request, year)
    yearly.check_writing(evaluation)
    initial = {name: getattr(evaluation, name) for name in yearly.PARTS} | {"seen": evaluation.revision}
    form = WriteYearlyEvaluationForm(request.POST if request.method == "POST" else None, initial=initial)
    changed = None
    if request.method == "POST" and form.is_valid():
        if attempt(form, yearly.write, evaluation, by=request.user, **form.cleaned_data):
            return redirect("training:yearly_evaluation", year=year)
        changed = find(request, year)
        form.data = form.data.copy()
        form.data["seen"] = changed.revision
    return render(
        request,
        "training/write_yearly_evaluation.html",
        {"evaluation": evaluation, "form": form, "changed": changed},
    )


def step(operation):
    """A button of the yearly evaluation."""

    @require_POST
    def press(request, year):
        operation(find(request, year), by=request.user)
        return redirect("training:yearly_evaluation", year=year)

    return press


gather_yearly_evaluation = requires(Can.RUN_TRAINING)(step(yearly.gather_again))
put_yearly_evaluation = requires(Can.RUN_TRAINING)(step(yearly.put))
return_yearly_evaluation = requires(Can.RUN_TRAINING)(step(yearly.send_back))
agree_yearly_evaluation = requires(Can.AGREE_NEEDS)(step(yearly.agree))
