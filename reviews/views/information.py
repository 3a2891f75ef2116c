"""Asking agencies what they know, and their answers."""

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from partnership.access import Can, Refused, Role, requires
from partnership.models import Appointment, Organisation, Participation
from partnership.working_days import BeyondCalendar
from reviews.forms.information import AnswerForm, AskAgenciesForm, version_of
from reviews.models import InformationRequest
from reviews.operations import information as operations
from reviews.operations.case import clock
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
    today = timezone.localdate()
    before = list(case.requests.select_related("organisation", "deadline").prefetch_related("answers"))
    seen = {one.organisation_id for one in before}
    groups, without_lead = agencies_in_force(today)
    scoping = clock(case, "scope")
    form = AskAgenciesForm(
        request.POST or None,
        groups=[(label, [a for a in agencies if a.pk not in seen]) for label, agencies in groups.items()],
        without_lead=without_lead,
        late=bool(scoping and scoping.due_on < today),
        needs_a_date=operations.needs_a_date(case),
        initial={"scope": before[0].scope if before else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.ask_agencies(case, by=request.user, **form.cleaned_data)
        except (Refused, BeyondCalendar) as refused:
            form.add_error(None, str(refused))
        else:
            number = len(form.cleaned_data["organisations"])
            messages.success(
                request, f"{number} {'agency has' if number == 1 else 'agencies have'} been asked."
            )
            return redirect(case)
    return render(request, "reviews/ask_agencies.html", {"form": form, "case": case, "before": before})


def own_requests(person):
    return (
        InformationRequest.objects.to_answer_by(person)
        .select_related("case", "organisation", "deadline")
        .prefetch_related("answers__submitted_by", "answers__written_by")
    )


@requires(Can.ANSWER_INFORMATION)
def answer(request, pk):
    """An agency's answer: its own words and nobody else's."""
    asked = get_object_or_404(own_requests(request.user), pk=pk)
    if request.method == "POST":
        return receive(request, asked)
    return show(request, asked, form_for(asked))


def draft_of(asked):
    return next((one for one in asked.answers.all() if not one.submitted_at), None)


def is_late(asked):
    return asked.deadline.outstanding and asked.deadline.due_on < timezone.localdate()


def current_version(asked):
    draft, sent = draft_of(asked), asked.answer
    return version_of(draft.version if draft else sent.version + 1 if sent else 1, draft)


def form_for(asked):
    """The form with what was written so far, or with the last answer where that is to be changed."""
    start = draft_of(asked) or asked.answer
    initial = {name: getattr(start, name) for name in operations.FIELDS} if start else {}
    return AnswerForm(initial=initial | {"version": current_version(asked)}, late=is_late(asked))


def receive(request, asked):
    """Submit, or keep a draft; a pause in typing keeps one by itself and is answered in JSON."""
    by_itself = request.headers.get("X-Requested-With") == "fetch"
    submitting = request.POST.get("deed") == "submit" and not by_itself
    form = AnswerForm(request.POST, submitting=submitting, late=is_late(asked))
    if form.is_valid():
        if submitting and says_again(form, asked, request.user):
            return redirect(asked)
        try:
            kept = keep(form, asked, by=request.user, submitting=submitting)
        except Refused as refused:
            asked = own_requests(request.user).get(pk=asked.pk)
            form.add_error(None, str(refused))
            form.look_again(current_version(asked))
        else:
            if by_itself:
                return JsonResponse({"version": version_of(kept.version, kept)})
            done = (
                "Your answer has been sent." if submitting else "What you wrote is saved. It is not sent yet."
            )
            messages.success(request, done)
            return redirect(asked)
    if by_itself:
        return JsonResponse({"message": "Not saved"}, status=409)
    return show(request, asked, form)


def says_again(form, asked, person):
    """Whether this is the button pressed twice: the same words of the same person as have just been sent."""
    sent = asked.answer
    return (
        sent is not None
        and sent.submitted_by_id == person.pk
        and form.cleaned_data["version"][0] == sent.version
        and all(getattr(sent, name) == text for name, text in form.written.items())
    )


def keep(form, asked, *, by, submitting):
    seen = form.cleaned_data["version"]
    if not submitting:
        return operations.save_draft(asked, by=by, seen=seen, **form.written)
    late_reason = form.cleaned_data.get("late_reason", "")
    return operations.answer(asked, by=by, seen=seen, late_reason=late_reason, **form.written)


def show(request, asked, form):
    """The form while there is something to write, else what was sent."""
    draft, sent = draft_of(asked), asked.answer
    return render(
        request,
        "reviews/answer.html",
        {
            "asked": asked,
            "form": form,
            "writing": form.is_bound
            or (not asked.ended and (sent is None or draft is not None or "change" in request.GET)),
            "sent": sent,
            "earlier": [one for one in asked.answers.all() if one.submitted_at and one != sent],
            "late": is_late(asked),
            "draft": draft,
            "colleague": draft if form.is_bound and draft and draft.written_by != request.user else None,
        },
    )
