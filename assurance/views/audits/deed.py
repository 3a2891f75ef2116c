"""What every page of an audit does the same way: find it, see where it stands, try the deed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from assurance.models import Audit, AuditCase
from assurance.rules.audits import check_at
from partnership.views.deed import attempt
from reviews.rules.identity import identifying_in

RELATED = ("group", "scale", "questionnaire", "round", "report_deadline", "reaudit_deadline", "earlier")


def find_audit(request, pk):
    """An audit that this person may know of; for everybody else there is none."""
    return get_object_or_404(Audit.objects.visible_to(request.user).select_related(*RELATED), pk=pk)


def find_case(request, pk):
    """A case, for whoever runs audits."""
    cases = AuditCase.objects.visible_to(request.user).select_related(
        "audit__scale", "audit__group", "audit__earlier", "selection__held_by", "selection__selected_by",
        "replacement",
    )  # fmt: skip
    return get_object_or_404(cases, pk=pk)


def check_now(request, audit, *stages):
    """Opening a page whose deed cannot be done now says where the audit stands. What is sent, the deed judges."""
    if request.method in ("GET", "HEAD"):
        check_at(audit.stage, *stages)


def typed(form):
    """Every text that somebody typed into the form."""
    return [value for name, value in form.cleaned_data.items() if isinstance(value, str) and name != "seen"]


def deed(request, form, operation, *things, template, goes_to, says, context=None, seen=None, **more):
    """Carry out a deed and go on, or show its form again with a sentence and nothing lost.

    `seen` is what the page shows now: once it has shown what a colleague saved meanwhile, the next try knows of it.
    What was typed is looked through for names: that warns, and blocks nothing.
    """
    if request.method == "POST" and form.is_valid():
        given = form.asked() if hasattr(form, "asked") else form.cleaned_data
        done = attempt(form, operation, *things, by=request.user, **given, **more)
        if done:
            messages.success(request, says(done) if callable(says) else says)
            for sentence in identifying_in(typed(form)):
                messages.warning(request, sentence)
            return redirect(goes_to(done) if callable(goes_to) else goes_to)
        if seen is not None:
            form.look_again(seen)
    return render(request, template, {"form": form, **(context or {})})
