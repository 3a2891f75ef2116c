"""Screening, hearing the partners, the local authority's decision, and recording that it has notified."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from partnership.access import Can, Refused, may, requires
from partnership.models import Organisation
from partnership.views.deed import attempt, carried_out, note_reading, told
from partnership.working_days import BeyondCalendar
from reviews.forms.intake import (
    DecideToNotifyForm,
    DoNotNotifyForm,
    NotifyForm,
    RecordViewForm,
    ScreenForm,
    TakeUpAgainForm,
)
from reviews.models import Case, PartnerView, Stage
from reviews.operations import case as operations
from reviews.operations import screening
from reviews.operations.case import clock
from reviews.rules.identity import identifying_in
from reviews.views.deed import check_standing, find_case

VIEW_COLOURS = {
    PartnerView.View.NOTIFY: "purple",
    PartnerView.View.DO_NOT: "orange",
    PartnerView.View.NOT_OBTAINED: "grey",
}


@requires(Can.RUN_CASES)
def screen(request, pk):
    """Which authority it is for, and since when it has been aware: its five working days begin there."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.REFERRED)
    form = ScreenForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            operations.screen(case, by=request.user, **form.cleaned_data)
        except (Refused, BeyondCalendar) as refused:
            form.add_error(None, str(refused))
        else:
            told(
                request,
                f"{case.reference} is being screened. The clocks run from awareness.",
                about=case.reference,
            )
            return redirect(case)
    return render(request, "reviews/screen.html", {"form": form, "case": case})


# What each statutory partner thinks -------------------------------------------------------------------------


def partners_of(case):
    """The statutory partners whose views count: those of the day on which the authority became aware."""
    return Organisation.objects.statutory_partners(case.aware_on)


def positions(case):
    """Each statutory partner with its view, or None where nobody has asked yet."""
    views = {view.organisation_id: view for view in case.partner_views.all()}
    return [{"partner": partner, "view": views.get(partner.pk)} for partner in partners_of(case)]


@requires(Can.RUN_CASES)
def hear_partners(request, pk):
    """Every statutory partner, and what it thinks so far."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.SCREENING, when_sent=True)
    note_reading(request, case)
    rows = [
        {
            "title": row["partner"].name,
            "address": redirect("reviews:record_view", case.pk, row["partner"].pk).url,
            "status": row["view"].get_view_display() if row["view"] else "Not asked yet",
            "colour": VIEW_COLOURS[row["view"].view] if row["view"] else "blue",
        }
        for row in positions(case)
    ]
    return render(
        request,
        "reviews/hear_partners.html",
        {"case": case, "rows": rows, "left": sum(row["status"] == "Not asked yet" for row in rows)},
    )


@requires(Can.RUN_CASES)
def record_view(request, pk, partner):
    """What one statutory partner thinks, by which office and why. It may change until the authority decides."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.SCREENING)
    who = get_object_or_404(Organisation, pk=partner)
    if case.aware_on:
        who = get_object_or_404(partners_of(case), pk=partner)
    view = case.partner_views.filter(organisation=who).first()
    initial = {"given_on": timezone.localdate()}
    if view:
        initial = {name: getattr(view, name) for name in ("view", "office", "given_on", "words")}
    form = RecordViewForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, screening.record_view, case, by=request.user, organisation=who, **form.cleaned_data)
    ):
        messages.success(request, f"The view of {who} is recorded.")
        return redirect("reviews:hear_partners", case.pk)
    note_reading(request, case)
    return render(
        request,
        "reviews/record_view.html",
        {
            "form": form,
            "case": case,
            "who": who,
            "view": view,
            "warnings": identifying_in([form["words"].value() or "", form["office"].value() or ""]),
        },
    )


# What the authority decides ---------------------------------------------------------------------------------


def authority_decides(request, pk, form_class, operation, template, done):
    """The authority's own decision, by its lead or by staff: with every partner's view in sight."""
    case = get_object_or_404(
        Case.objects.to_notify_by(request.user)
        .select_related("responsible_authority")
        .prefetch_related("partner_views__organisation", "children"),
        pk=pk,
    )
    staff = may(request.user, Can.RUN_CASES)
    check_standing(request, case, Stage.SCREENING, when_sent=True)
    seen = screening.mark_of_views(case)
    form = form_class(request.POST or None, initial={"seen": seen})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operation, case, by=request.user, **form.cleaned_data)
    ):
        told(request, done.format(case.reference), about=case.reference)
        return redirect(case if staff else "home")
    form.look_again(seen)
    note_reading(request, case)
    found = positions(case)
    return render(
        request,
        template,
        {
            "form": form,
            "case": case,
            "positions": found,
            "unheard": [row["partner"] for row in found if row["view"] is None],
            "due": clock(case, "notify"),
            "staff": staff,
            "warnings": identifying_in([form["reason"].value() or "", form["office"].value() or ""]),
        },
    )


@requires(Can.RUN_CASES, Can.ANSWER_INFORMATION)
def decide_to_notify(request, pk):
    """Record that the local authority is going to notify, by whose office and why."""
    return authority_decides(
        request,
        pk,
        DecideToNotifyForm,
        screening.decide_to_notify,
        "reviews/decide_to_notify.html",
        "It is recorded that {} is to be notified.",
    )


@requires(Can.RUN_CASES, Can.ANSWER_INFORMATION)
def do_not_notify(request, pk):
    """Record that the local authority decided not to notify, by whose office and why."""
    return authority_decides(
        request,
        pk,
        DoNotNotifyForm,
        screening.do_not_notify,
        "reviews/do_not_notify.html",
        "It is recorded that {} is not notified.",
    )


@requires(Can.RUN_CASES)
def take_up_again(request, pk):
    """Something new has come to light since the authority decided, or the decision was recorded by mistake."""
    case = find_case(request, pk)
    check_standing(request, case, *screening.TAKEN_UP)
    form = TakeUpAgainForm(request.POST or None)
    if carried_out(request, form, screening.take_up_again, case):
        if case.stage == Stage.SIN_DUE:
            told(request, f"{case.reference} is being screened again.", about=case.reference)
            return redirect(case)
        told(
            request,
            f"{case.reference} is to be screened again. Enter since when the authority has been aware of it.",
            about=case.reference,
        )
        return redirect("reviews:screen", case.pk)
    return render(
        request,
        "reviews/take_up_again.html",
        {
            "form": form,
            "case": case,
            "warnings": identifying_in([form["new_information"].value() or ""]),
        },
    )


@requires(Can.RUN_CASES, Can.ANSWER_INFORMATION)
def notify(request, pk):
    """Record that the local authority has notified the Panel. The portal cannot send the notification."""
    case = get_object_or_404(
        Case.objects.to_notify_by(request.user).select_related("responsible_authority"), pk=pk
    )
    staff = may(request.user, Can.RUN_CASES)
    check_standing(request, case, Stage.REFERRED, Stage.SCREENING, Stage.SIN_DUE)
    form = NotifyForm(request.POST or None, case=case, names_authority=staff)
    if request.method == "POST" and form.is_valid():
        try:
            operations.notify(case, by=request.user, **form.facts)
        except (Refused, BeyondCalendar) as refused:
            form.add_error(None, str(refused))
        else:
            told(request, f"The notification of {case.reference} is recorded.", about=case.reference)
            return redirect(case if staff else "home")
    return render(
        request,
        "reviews/notify.html",
        {
            "form": form,
            "case": case,
            "due": clock(case, "notify"),
            "staff": staff,
            "undecided": case.stage == Stage.SCREENING,
        },
    )
