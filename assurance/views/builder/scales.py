"""Rating scales: all of them, one with where it is used, and writing one."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.builder import ScaleForm, points_given, scale_points
from partnership.access import Can, Refused, requires
from partnership.models import Questionnaire, Scale
from partnership.operations import questionnaire_building as operations
from partnership.operations.questionnaire_building.scales import fingerprint
from partnership.views.deed import attempt


def all_scales():
    """Every scale with its points, how many questions ask with it, and whether it was asked with."""
    return Scale.objects.prefetch_related("points").annotate(
        used=Count("questions", distinct=True),
        frozen=Count(
            "questions", filter=Q(questions__section__questionnaire__frozen_at__isnull=False), distinct=True
        ),
    )


@requires(Can.BUILD_QUESTIONNAIRES)
@require_safe
def scales(request):
    return render(request, "assurance/scales.html", {"scales": all_scales()})


@requires(Can.BUILD_QUESTIONNAIRES)
@require_safe
def scale(request, pk):
    """One scale: its points in words, and which questionnaires ask with it."""
    found = get_object_or_404(all_scales(), pk=pk)
    uses = (
        Questionnaire.objects.visible_to(request.user)
        .filter(sections__questions__scale=found)
        .annotate(asks=Count("sections__questions", filter=Q(sections__questions__scale=found)))
        .order_by("title", "-version")
    )
    return render(request, "assurance/scale.html", {"scale": found, "uses": uses})


def points_of(scale):
    return [
        {"value": point.value, "label": point.label, "descriptor": point.descriptor}
        for point in scale.points.all()
    ]


def points_first(request, form, rows):
    """The points as they were typed, once form and rows hold what they need; else nothing."""
    if request.method != "POST" or not (form.is_valid() and rows.is_valid()):
        return None
    return points_given(rows)


@requires(Can.BUILD_QUESTIONNAIRES)
def start_scale(request):
    """Write a new scale, from nothing or from the points of another."""
    wanted = request.GET.get("from", "")
    start = Scale.objects.filter(pk=int(wanted[:18])).first() if wanted.isdecimal() else None
    form = ScaleForm(request.POST or None)
    rows = scale_points(request.POST or None, initial=points_of(start) if start else ())
    points = points_first(request, form, rows)
    if points is not None:
        made = attempt(
            form, operations.start_scale, by=request.user, name=form.cleaned_data["name"], points=points
        )
        if made:
            messages.success(request, "Scale saved. You can now use it.")
            return redirect("assurance:scale", made.pk)
    return render(request, "assurance/start_scale.html", {"form": form, "rows": rows, "start": start})


@requires(Can.BUILD_QUESTIONNAIRES)
def change_scale(request, pk):
    """Write a scale anew while nobody was asked with it."""
    found = get_object_or_404(all_scales(), pk=pk)
    if found.frozen:
        raise Refused("This scale has been used, so it cannot be changed. Write a new one.")
    form = ScaleForm(request.POST or None, initial={"name": found.name, "seen": fingerprint(found)})
    rows = scale_points(request.POST or None, initial=points_of(found))
    points = points_first(request, form, rows)
    if points is not None:
        if attempt(form, operations.change_scale, found, by=request.user, points=points, **form.cleaned_data):
            messages.success(request, "Scale saved.")
            return redirect("assurance:scale", found.pk)
        form.look_again(fingerprint(found))
    return render(
        request,
        "assurance/change_scale.html",
        {"form": form, "rows": rows, "scale": found, "refused": bool(form.non_field_errors())},
    )


@requires(Can.BUILD_QUESTIONNAIRES)
@require_POST
def discard_scale(request, pk):
    found = get_object_or_404(Scale, pk=pk)
    try:
        operations.discard_scale(found, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("assurance:scale", found.pk)
    messages.success(request, f"Scale “{found.name}” discarded.")
    return redirect("assurance:scales")
