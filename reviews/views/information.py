"""Asking agencies what they know; their first reply; chasing them and ending a request."""

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from partnership.access import Can, Refused, Role, requires
from partnership.models import Appointment, Organisation, Participation
from partnership.views.deed import attempt, note_reading, told
from partnership.working_days import BeyondCalendar
from reviews.forms.information import AskAgenciesForm, ChaseForm, EndRequestForm, InvolvedForm
from reviews.models import InformationRequest
from reviews.operations import information as operations
from reviews.operations.case import clock
from reviews.rules.information import check_chase, check_end, check_writable
from reviews.views.deed import check_standing, find_case


def agencies_in_force(today):
    """Whoever can be asked, in groups: the statutory partners, the other agencies, and others with a lead here.

    The second answer holds the ids of those for whom nobody leads today, so that no letter can reach them.
    """
    leading = Appointment.objects.on(today).filter(role=Role.PARTNER_LEAD, person__is_active=True)
    agencies = (
        Organisation.objects.on(today)
        .exclude(kind=Organisation.Kind.PARTNERSHIP)
        .annotate(
            statutory=Exists(Organisation.objects.statutory_partners(today).filter(pk=OuterRef("pk"))),
            takes_part=Exists(Participation.objects.on(today).filter(organisation=OuterRef("pk"))),
            led=Exists(leading.filter(organisation=OuterRef("pk"))),
        )
        .filter(Q(takes_part=True) | Q(led=True))
    )
    groups = {"Statutory partners": [], "Other agencies": [], "Others with a lead here": []}
    without_lead = []
    for agency in agencies:
        if agency.statutory:
            groups["Statutory partners"].append(agency)
        elif agency.takes_part:
            groups["Other agencies"].append(agency)
        else:
            groups["Others with a lead here"].append(agency)
        if not agency.led:
            without_lead.append(agency.pk)
    return groups, without_lead


@requires(Can.RUN_CASES)
def ask_agencies(request, pk):
    """Ask each of these agencies for what it knows, by a date."""
    case = find_case(request, pk)
    check_standing(request, case, *operations.ASKED_AT)
    note_reading(request, case)
    today = timezone.localdate()
    before = list(
        case.requests.standing().select_related("organisation", "deadline").prefetch_related("answers")
    )
    seen = {one.organisation_id for one in before}
    groups, without_lead = agencies_in_force(today)
    scoping = clock(case, "scope")
    form = AskAgenciesForm(
        request.POST or None,
        groups=[(label, [a for a in agencies if a.pk not in seen]) for label, agencies in groups.items()],
        without_lead=without_lead,
        late=bool(scoping and scoping.due_on < today),
        needs_a_date=operations.needs_a_date(case),
        initial=as_asked_before(before[0], case) if before else {"looks_to": period_end(case)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.ask_agencies(case, by=request.user, **form.cleaned_data)
        except (Refused, BeyondCalendar) as refused:
            form.add_error(None, str(refused))
        else:
            number = len(form.cleaned_data["organisations"])
            told(
                request,
                f"{number} {'agency has' if number == 1 else 'agencies have'} been asked, "
                "and their leads are written to.",
                about=case.reference,
            )
            return redirect(case)
    return render(request, "reviews/ask_agencies.html", {"form": form, "case": case, "before": before})


def period_end(case):
    """The incident, where its day is known: agencies usually look until then."""
    return case.incident_on if case.incident_precision == case.Precision.DAY else None


def as_asked_before(request, case):
    return {"scope": request.scope, "looks_from": request.looks_from, "looks_to": request.looks_to}


@requires(Can.ANSWER_INFORMATION)
def say_involved(request, pk):
    """The first question: was your agency involved? Yes leads to the answer, no to its sign-off."""
    asked = get_object_or_404(
        InformationRequest.objects.to_answer_by(request.user)
        .select_related("case", "organisation", "deadline", "involvement_deadline")
        .prefetch_related("replies", "answers"),
        pk=pk,
    )
    check_writable(asked)
    note_reading(request, asked.case)
    form = involved_form(request.POST or None, asked)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["said"]
        given = {"said": said, "late_reason": form.cleaned_data.get("late_reason", "")}
        if attempt(form, operations.say_involved, asked, by=request.user, **given):
            messages.success(request, SAID[said])
            return redirect("reviews:send_answer", asked.pk) if said == "no" else redirect(asked)
    return render(request, "reviews/say_involved.html", {"asked": asked, "form": form})


SAID = {
    "yes": "Thank you. Now tell us what your agency knows.",
    "no": "Thank you. Now sign that answer off and send it: it only counts once it is sent.",
    "looking": "Thank you. Say yes or no as soon as you know.",
}


def involved_form(data, asked):
    """The first question, with why its answer is late where it is."""
    first = asked.involvement_deadline
    reply = asked.reply
    return InvolvedForm(
        data,
        due_on=first.due_on if first and first.outstanding else None,
        answered=asked.answer is not None,
        initial={"said": reply.said} if reply else None,
    )


def find_request(request, pk):
    """A request of a case that this person runs."""
    return get_object_or_404(
        InformationRequest.objects.visible_to(request.user)
        .select_related("case", "organisation", "deadline", "ended_by")
        .prefetch_related("answers", "replies", "chasers__chased_by"),
        pk=pk,
    )


@requires(Can.RUN_CASES)
def chase(request, pk):
    """Chase an agency that has not answered: a letter goes out, and the log says so."""
    asked = find_request(request, pk)
    today = timezone.localdate()
    if request.method in ("GET", "HEAD"):
        check_chase(
            answered=asked.answer is not None,
            ended=asked.ended,
            chased_today=any(one.chased_on == today for one in asked.chasers.all()),
        )
    form = ChaseForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.chase, asked, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, f"{asked.organisation} is being written to.")
        return redirect(asked.case)
    return render(
        request,
        "reviews/chase.html",
        {"asked": asked, "case": asked.case, "form": form, "late": asked.deadline.due_on < today},
    )


@requires(Can.RUN_CASES)
def end_request(request, pk):
    """An agency was asked in error: it is no longer asked, and is told so."""
    asked = find_request(request, pk)
    if request.method in ("GET", "HEAD"):
        check_end(reason="-", answered=asked.answer is not None, ended=asked.ended)
    form = EndRequestForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.end_request, asked, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, f"{asked.organisation} is no longer asked.")
        return redirect(asked.case)
    return render(request, "reviews/end_request.html", {"asked": asked, "case": asked.case, "form": form})
