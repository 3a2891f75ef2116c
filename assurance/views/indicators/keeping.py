"""Keeping indicators: adding, changing, defining anew, retiring, comparing, and putting the question."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from assurance.forms.indicator_figures import GiveComparatorForm, PutQuestionForm, WriteCommentaryForm
from assurance.forms.indicators import (
    AddIndicatorForm,
    ChangeIndicatorForm,
    DefineAnewForm,
    RetireIndicatorForm,
)
from assurance.models import Indicator, IndicatorPeriod
from assurance.operations.indicators import challenging, figures, keeping
from assurance.operations.indicators.figures import may_give
from assurance.views.indicators.reading import GIVERS, READERS, find
from partnership.access import Can, may, requires
from partnership.views.deed import attempt, carried_out


@requires(Can.RUN_INDICATORS)
def add_indicator(request):
    """A new indicator with its first definition."""
    form = AddIndicatorForm(request.POST or None)
    if made := carried_out(request, form, keeping.add_indicator):
        messages.success(request, f"{made.code} added. Its agencies will be asked after each period.")
        return redirect(made)
    return render(request, "assurance/add_indicator.html", {"form": form})


@requires(Can.RUN_INDICATORS)
def change_indicator(request, pk):
    """Other words, sources or targets."""
    found = find(request, pk)
    form = ChangeIndicatorForm(request.POST or None, indicator=found)
    if request.method == "POST" and form.is_valid():
        if attempt(form, keeping.change_indicator, found, by=request.user, **form.cleaned_data):
            messages.success(request, "Indicator saved.")
            return redirect(found)
        found.refresh_from_db()
        form.look_again(found.revision)
    return render(request, "assurance/change_indicator.html", {"form": form, "indicator": found})


def deed(request, pk, form_class, operation, template, said):
    """One deed about an indicator: ask what it needs, do it, go back to the indicator."""
    found = find(request, pk)
    form = form_class(request.POST or None, indicator=found)
    if carried_out(request, form, operation, found):
        messages.success(request, said)
        return redirect(found)
    return render(request, f"assurance/{template}.html", {"form": form, "indicator": found})


@requires(Can.RUN_INDICATORS)
def define_anew(request, pk):
    """A further version of the definition."""
    said = "Definition saved. The previous definition is kept."
    return deed(request, pk, DefineAnewForm, keeping.define_anew, "define_anew", said)


@requires(Can.RUN_INDICATORS)
def retire_indicator(request, pk):
    """No longer asked for."""
    said = "Indicator retired. Its figures are kept."
    return deed(request, pk, RetireIndicatorForm, keeping.retire_indicator, "retire_indicator", said)


@requires(Can.RUN_INDICATORS)
def give_comparator(request, pk):
    """A published figure from elsewhere."""
    found = find(request, pk)
    if not found.comparators:
        raise Http404
    form = GiveComparatorForm(request.POST or None, indicator=found)
    if request.method == "POST" and form.is_valid():
        try_it = attempt(form, lambda: figures.give_figures([form.entry()], by=request.user))
        if try_it is not None:
            messages.success(request, "Figure saved. It is shown beside ours.")
            return redirect(found)
    return render(request, "assurance/give_comparator.html", {"form": form, "indicator": found})


def find_period(request, pk):
    visible = Indicator.objects.visible_to(request.user)
    rows = IndicatorPeriod.objects.filter(indicator__in=visible).select_related("indicator")
    return get_object_or_404(rows, pk=pk)


@requires(*GIVERS)
def write_commentary(request, pk):
    """What the figures of a period mean for children."""
    period = find_period(request, pk)
    if not any(may_give(request.user, period.indicator, area) for area in period.indicator.areas):
        raise Http404
    initial = {"commentary": period.commentary, "seen": period.revision}
    form = WriteCommentaryForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, figures.write_commentary, period, by=request.user, **form.cleaned_data):
            messages.success(request, "Saved. It is shown beside the figures.")
            return redirect(period.indicator if reads(request) else "assurance:figures")
        period.refresh_from_db()
        form.look_again(period.revision)
    return render(request, "assurance/write_commentary.html", {"form": form, "period": period})


def reads(request):
    return any(may(request.user, can) for can in READERS)


@requires(Can.RUN_DISPUTES)
def put_question(request, pk):
    """The challenge question of an indicator becomes a challenge in the challenge log."""
    period = find_period(request, pk)
    form = PutQuestionForm(request.POST or None, period=period)
    if made := carried_out(request, form, challenging.put_question, period):
        messages.success(
            request,
            f"{made.reference} added to the challenge log. We have asked {made.raised_with} to answer.",
        )
        return redirect(period.indicator)
    return render(request, "assurance/put_question.html", {"form": form, "period": period})
