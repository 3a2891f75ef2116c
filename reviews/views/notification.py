"""Logging a notification that came first, and putting right what intake got wrong."""

import uuid

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from partnership.access import Can, Refused, requires
from partnership.views.deed import attempt, carried_out, note_reading, told
from partnership.working_days import BeyondCalendar
from reviews.forms.answers import as_answer
from reviews.forms.notification import (
    ChildFormSet,
    CorrectAccountForm,
    CorrectAuthorityForm,
    CorrectDatesForm,
    DescribeForm,
    FurtherChildForm,
    LogNotificationForm,
    TakeOutForm,
)
from reviews.forms.referral import MOST_CHILDREN, ChildForm
from reviews.models import Case, Child, Stage
from reviews.models.case import OVER
from reviews.operations import notification as operations
from reviews.rules.clocks import EDITIONS
from reviews.rules.identity import identifying_in
from reviews.views.deed import check_standing, find_case

OPEN = tuple(stage for stage in Stage if stage not in OVER)
WITH_DATES = [stage for stage in Stage if stage not in (Stage.REFERRED, *OVER)]


@requires(Can.RUN_CASES)
def log_notification(request):
    """Record what an authority has notified to the Panel although nothing was referred here."""
    if request.method != "POST":
        return show_log(
            request, LogNotificationForm(initial={"key": uuid.uuid4()}), ChildFormSet(prefix="child")
        )
    deed = request.POST.get("deed", "")
    if deed == "add" or deed.startswith("remove-"):
        return show_log(request, *as_typed(request, deed))
    form, children = LogNotificationForm(request.POST), ChildFormSet(request.POST, prefix="child")
    if not all([form.is_valid(), children.is_valid()]):
        return show_log(request, form, children)
    try:
        case = operations.log_notification(
            by=request.user,
            children=[described(child) for child in children],
            **form.facts,
        )
    except (Refused, BeyondCalendar) as refused:
        form.add_error(None, str(refused))
        return show_log(request, form, children)
    told(request, f"The notification is recorded, and {case.reference} begins with it.", about=case.reference)
    return redirect(case)


def described(child):
    """What was said of a child, and no word on what was not asked."""
    return {name: child.cleaned_data[name] for name in (*child.field_order, "placement")}


def as_typed(request, deed):
    """The form as it was typed, not yet judged, with a child more or fewer."""
    data = request.POST.copy()
    try:
        count = min(max(int(data.get("child-TOTAL_FORMS", 1)), 1), MOST_CHILDREN)
    except ValueError:
        count = 1
    typed = [
        {name: data.get(f"child-{number}-{name}", "") for name in ("age", "outcome", "looked_after")}
        for number in range(count)
    ]
    if deed == "add" and count < MOST_CHILDREN:
        typed.append({})
    gone = deed.removeprefix("remove-")
    if count > 1 and gone in [str(number) for number in range(count)]:
        del typed[int(gone)]
    initial = {name: data.get(name) for name in LogNotificationForm.base_fields if name in data}
    for name in ("incident_on", "aware_on", "sent_on"):
        initial[name] = [data.get(f"{name}_{part}", "") for part in ("day", "month", "year")]
    children = ChildFormSet(prefix="child", initial=typed)
    children.extra = 0
    children.min_num = len(typed)
    return LogNotificationForm(initial=initial), children


def show_log(request, form, children):
    return render(
        request,
        "reviews/log_notification.html",
        {
            "form": form,
            "children": children,
            "may_add": len(children.forms) < MOST_CHILDREN,
            "warnings": identifying_in([form["account"].value() or "", form["sent_by_office"].value() or ""]),
            "may_remove": len(children.forms) > 1,
            "has_errors": form.is_bound
            and bool(form.errors or any(children.errors) or children.non_form_errors()),
        },
    )


@requires(Can.RUN_CASES)
def correct_dates(request, pk):
    """A start date was recorded wrongly: the right one, and why."""
    case = find_case(request, pk)
    check_standing(request, case, *WITH_DATES)
    if case.aware_on is None:
        raise Refused(f"No start date of {case.reference} is recorded yet. Screen the referral first.")
    form = CorrectDatesForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            operations.correct_dates(case, by=request.user, **form.facts)
        except (Refused, BeyondCalendar) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, "The dates are corrected. Time limits still running have new due dates."
            )
            return redirect(case)
    counted = [
        limit.duty
        for limit in EDITIONS[case.guidance].values()
        if limit.starts in ("aware_on", "notified_on")
    ]
    links = case.clocks.filter(deadline__duty__in=counted, deadline__calendar__gt="")
    deadlines = [link.deadline for link in links.select_related("deadline__organisation")]
    return render(
        request,
        "reviews/correct_dates.html",
        {
            "form": form,
            "case": case,
            "running": [deadline for deadline in deadlines if deadline.outstanding],
            "done": [deadline for deadline in deadlines if deadline.done_on],
        },
    )


@requires(Can.RUN_CASES)
def correct_authority(request, pk):
    """The case was taken for another authority's: which it is, and why it was wrong."""
    case = find_case(request, pk)
    check_standing(request, case, *WITH_DATES)
    form = CorrectAuthorityForm(request.POST or None, case=case)
    if carried_out(request, form, operations.correct_authority, case):
        messages.success(
            request,
            "The authority is corrected. If it became aware on another day, correct that date as well.",
        )
        return redirect(case)
    return render(
        request,
        "reviews/correct_authority.html",
        {"form": form, "case": case, "decides_afresh": case.stage == Stage.SIN_DUE},
    )


@requires(Can.RUN_CASES)
def correct_account(request, pk):
    """What was said of the incident holds a mistake, or what could say who somebody is."""
    case = find_case(request, pk)
    seen = operations.mark_of_account(case)
    form = CorrectAccountForm(request.POST or None, initial={"account": case.account, "seen": seen})
    if carried_out(request, form, operations.correct_account, case):
        messages.success(request, "What is said of the incident is corrected.")
        return redirect(case)
    form.look_again(seen)
    note_reading(request, case)
    return render(
        request,
        "reviews/correct_account.html",
        {
            "form": form,
            "case": case,
            "warnings": identifying_in([form["account"].value() or "", form["reason"].value() or ""]),
        },
    )


@requires(Can.RUN_CASES)
def describe(request, pk):
    """Other processes about the same incident, media interest, and whether abuse or neglect is suspected."""
    case = find_case(request, pk)
    seen = operations.mark_of(case)
    form = DescribeForm(request.POST or None, case=case, initial={"seen": seen})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form, operations.describe, case, by=request.user, seen=form.cleaned_data["seen"], **form.facts
        )
    ):
        messages.success(request, "Other facts about the incident are recorded.")
        return redirect(case)
    form.look_again(seen)
    note_reading(request, case)
    notes = [form[f"note_{kind}"].value() or "" for kind in form.kinds]
    return render(
        request,
        "reviews/describe.html",
        {
            "form": form,
            "case": case,
            "pairs": [(form[f"status_{kind}"], form[f"note_{kind}"]) for kind in form.kinds],
            "changed": bool(form.non_field_errors()),
            "warnings": identifying_in(notes),
        },
    )


@requires(Can.RUN_CASES)
def describe_child(request, pk):
    """What is known of one child, in the terms of the national return."""
    child = get_object_or_404(
        Child.objects.filter(case__in=Case.objects.visible_to(request.user)).select_related("case"), pk=pk
    )
    form = ChildForm(request.POST or None, number=child.position, initial=as_asked(child))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.describe_child, child, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, f"What is known about child {child.position} is recorded.")
        return redirect(child.case)
    note_reading(request, child.case)
    return render(request, "reviews/describe_child.html", {"form": form, "child": child, "case": child.case})


@requires(Can.RUN_CASES)
def take_out_child(request, pk):
    """A child was entered by mistake: taken out, with the reason and what was done where they were told of."""
    child = get_object_or_404(
        Child.objects.filter(case__in=Case.objects.visible_to(request.user)).select_related("case"), pk=pk
    )
    case = child.case
    check_standing(request, case, *OPEN)
    seen, told_of = operations.mark_of_child(child), operations.told_of(child)
    form = TakeOutForm(request.POST or None, told_of=told_of, initial={"seen": seen})
    if carried_out(request, form, operations.take_out_child, child):
        messages.success(request, f"Child {child.position} is taken out of the case.")
        return redirect(case)
    form.look_again(seen)
    note_reading(request, case)
    return render(
        request,
        "reviews/take_out_child.html",
        {"form": form, "child": child, "case": case, "told_of": told_of},
    )


@requires(Can.RUN_CASES)
def add_child(request, pk):
    """A child of whom nobody knew when the incident was referred or notified, or whom somebody left out."""
    case = find_case(request, pk)
    check_standing(request, case, *OPEN)
    number = operations.next_number(case)
    form = FurtherChildForm(request.POST or None, number=number, initial={"seen": number})
    if carried_out(request, form, operations.add_child, case):
        messages.success(request, f"Child {number} is added to the case.")
        return redirect(case)
    form.look_again(str(number))
    return render(request, "reviews/add_child.html", {"form": form, "case": case, "number": number})


def as_asked(child):
    """The answers that stand for what is kept."""
    answers = {name: getattr(child, name) for name in ("age", "outcome", "sex", "ethnicity", "placement")}
    flags = ("disabled", "looked_after", "child_in_need_plan", "child_protection_plan", "care_leaver")
    return answers | {name: as_answer(getattr(child, name)) for name in (*flags, "known_to_agencies")}
