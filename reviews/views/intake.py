"""Referring, screening, notifying, and recording that the authority does not notify."""

import uuid

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, Role, may, requires
from partnership.models import Organisation, Participation
from partnership.working_days import BeyondCalendar
from reviews.forms.intake import (
    MOST_CHILDREN,
    ChildFormSet,
    DoNotNotifyForm,
    NotifyForm,
    ReferForm,
    ScreenForm,
)
from reviews.models import Case, Stage
from reviews.operations import case as operations
from reviews.operations.case import clock
from reviews.rules.identity import identifying
from reviews.views.deed import check_standing, find_case

# What an agency may know of its own referral: no more than how far it is.
STATUS = {
    Stage.REFERRED: ("Received", "blue"),
    Stage.SCREENING: ("Being considered", "yellow"),
    Stage.SIN_DUE: ("Being considered", "yellow"),
    Stage.NOT_NOTIFIED: ("Considered: not notified to the Panel", "grey"),
    Stage.CRITERIA_NOT_MET: ("Considered: the criteria were not met", "grey"),
    Stage.CLOSED: ("Closed", "grey"),
    Stage.CLOSED_NFA: ("Closed", "grey"),
    Stage.CLOSED_RECORDED: ("Closed", "grey"),
}
NOTIFIED = ("Notified to the Panel", "purple")


def agencies_for(person):
    """For whom somebody refers: a partner lead for their own agencies, staff for any that takes part."""
    today = timezone.localdate()
    if may(person, Can.RUN_CASES):
        taking_part = Participation.objects.on(today).values("organisation")
        return Organisation.objects.on(today).filter(pk__in=taking_part)
    return Organisation.objects.filter(pk__in=person.organisations(Role.PARTNER_LEAD))


def own_referrals(person):
    """Reference, day and status of what this person's agencies referred; nothing of what became of it."""
    return [
        {
            "case": case,
            "status": STATUS.get(case.stage, NOTIFIED)[0],
            "colour": STATUS.get(case.stage, NOTIFIED)[1],
        }
        for case in Case.objects.referrals_of(person).select_related("referred_for").order_by("-referred_at")
    ]


# Referring ------------------------------------------------------------------------------------------------


@requires(Can.REFER_CASES)
def refer(request):
    """Ask the partnership to consider an incident: a form, its answers to check, then one case."""
    if request.method != "POST":
        form = ReferForm(
            initial={"key": uuid.uuid4()}, person=request.user, agencies=agencies_for(request.user)
        )
        return show_form(request, form, ChildFormSet(prefix="child"))
    deed = request.POST.get("deed", "check")
    if deed in ("add", "change") or deed.startswith("remove-"):
        return show_form(request, *as_typed(request, deed))
    form = ReferForm(request.POST, person=request.user, agencies=agencies_for(request.user))
    children = ChildFormSet(request.POST, prefix="child")
    if deed == "confirm":
        made = already_made(request)
        if made:
            return redirect("reviews:referred", made.pk)  # the same button pressed twice
    if not all([form.is_valid(), children.is_valid()]):
        return show_form(request, form, children)
    if deed != "confirm":
        return show_answers(request, form, children)
    try:
        case = operations.refer(
            by=request.user, children=[child.cleaned_data for child in children], **form.cleaned_data
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return show_form(request, form, children)
    return redirect("reviews:referred", case.pk)


def already_made(request):
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return None
    return Case.objects.filter(referral_key=key, referred_by=request.user).first()


def as_typed(request, deed):
    """The form as it was typed, not yet judged: with a child more or fewer, or to change an answer."""
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
    if deed.startswith("remove-") and count > 1 and gone in [str(number) for number in range(count)]:
        del typed[int(gone)]
    initial = {name: data.get(name) for name in ReferForm.base_fields if name in data}
    parts = [data.get(f"incident_on_{part}", "") for part in ("day", "month", "year")]
    form = ReferForm(
        initial=initial | {"incident_on": parts}, person=request.user, agencies=agencies_for(request.user)
    )
    children = ChildFormSet(prefix="child", initial=typed)
    children.extra = 0
    children.min_num = len(typed)
    return form, children


def show_form(request, form, children):
    return render(
        request,
        "reviews/refer.html",
        {
            "form": form,
            "children": children,
            "may_add": len(children.forms) < MOST_CHILDREN,
            "may_remove": len(children.forms) > 1,
            "referrals": own_referrals(request.user),
            "has_errors": bool(form.errors or any(children.errors) or children.non_form_errors())
            if form.is_bound
            else False,
        },
    )


def show_answers(request, form, children):
    """What is about to be sent, each answer as it was typed in a hidden field; nothing is kept yet."""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "deed")
        for value in values
    ]
    return render(
        request,
        "reviews/refer_check.html",
        {
            "typed": typed,
            "answers": form.cleaned_data,
            "precision": Case.Precision(form.cleaned_data["incident_precision"]).label,
            "children": [
                {
                    "age": child.cleaned_data["age"],
                    "outcome": dict(child.fields["outcome"].choices)[child.cleaned_data["outcome"]],
                    "looked_after": child.cleaned_data["looked_after"],
                }
                for child in children
            ],
            "warnings": identifying(
                f"{form.cleaned_data['account']} {form.cleaned_data['agreed_by_office']}"
            ),
        },
    )


@requires(Can.REFER_CASES)
@require_safe
def referred(request, pk):
    """The reference of a referral, and what happens next."""
    case = get_object_or_404(Case.objects.referrals_of(request.user), pk=pk)
    return render(
        request,
        "reviews/referred.html",
        {"case": case, "may_read": Case.objects.visible_to(request.user).filter(pk=pk).exists()},
    )


# Screening and notifying ----------------------------------------------------------------------------------


@requires(Can.RUN_CASES)
def screen(request, pk):
    """Which authority it is for, and since when it has been aware: its five working days begin there."""
    case = find_case(request, pk)
    check_standing(request, case, Stage.REFERRED)
    form = ScreenForm(
        request.POST or None,
        case=case,
        partners=Organisation.objects.statutory_partners(timezone.localdate()),
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.screen(
                case,
                by=request.user,
                aware_on=form.cleaned_data["aware_on"],
                responsible_authority=form.cleaned_data["responsible_authority"],
                residence_authority=form.cleaned_data["residence_authority"],
                views=form.views,
            )
        except (Refused, BeyondCalendar) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{case.reference} is being screened. The clocks run from awareness.")
            return redirect(case)
    return render(request, "reviews/screen.html", {"form": form, "case": case})


@requires(Can.RUN_CASES)
def do_not_notify(request, pk):
    """Record that the local authority decided not to notify, and why."""
    case = get_object_or_404(
        Case.objects.visible_to(request.user)
        .select_related("responsible_authority")
        .prefetch_related("partner_views__organisation"),
        pk=pk,
    )
    check_standing(request, case, Stage.SCREENING)
    form = DoNotNotifyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.do_not_notify(case, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"It is recorded that {case.reference} is not notified.")
            return redirect(case)
    return render(request, "reviews/do_not_notify.html", {"form": form, "case": case})


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
            messages.success(request, f"The notification of {case.reference} is recorded.")
            return redirect(case if staff else "home")
    return render(
        request,
        "reviews/notify.html",
        {"form": form, "case": case, "due": clock(case, "notify"), "staff": staff},
    )
