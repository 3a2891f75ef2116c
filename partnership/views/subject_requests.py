"""Requests for what is held: the register, one request, and every step until it is answered."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, requires
from partnership.forms.records import (
    AnswerSubjectRequestForm,
    CheckRequestForm,
    DecideRequestForm,
    DropRequestForm,
    ExtendRequestForm,
    GiveAfterAllForm,
    RegisterRequestForm,
    WithholdForm,
)
from partnership.models import SubjectRequest
from partnership.operations import subject_requests as operations
from partnership.operations.record import record
from partnership.rules import subject_requests as law
from partnership.views.deed import attempt, note_reading
from partnership.views.files import handed_over
from partnership.views.money.page import deed_page
from partnership.views.proof import asks_for_proof

COLOURS = {
    "received": "blue",
    "decided": "yellow",
    "checked": "purple",
    "released": "green",
    "closed": "grey",
}
State = SubjectRequest.State


def find(request, pk):
    found = get_object_or_404(
        SubjectRequest.objects.visible_to(request.user).select_related(
            "deadline", "decided_by", "checked_by", "registered_by"
        ),
        pk=pk,
    )
    return operations.with_subjects([found])[0]


def find_in(request, pk, *states):
    """A request that stands where this step begins; a 409 otherwise."""
    found = find(request, pk)
    law.check_still_open("", found.dropped_because)
    if found.state not in states:
        raise Refused(f"This request is now: {found.get_state_display().lower()}. Go back to its page.")
    return found


@requires(Can.RUN_RECORDS)
@require_safe
def subject_requests(request):
    """Every request, the newest first, with when it is due."""
    found = operations.with_subjects(
        SubjectRequest.objects.visible_to(request.user).select_related("deadline")
    )
    for one in found:
        one.status = State(one.state)
    return render(
        request,
        "partnership/subject_requests.html",
        {"requests": found, "colours": COLOURS, "today": timezone.localdate()},
    )


@requires(Can.RUN_RECORDS)
def register_request(request):
    """Note that somebody asked."""
    form = RegisterRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = attempt(form, operations.register_request, by=request.user, **form.cleaned_data)
        if asked:
            messages.success(request, f"{asked.reference} is registered, and its date is in the diary.")
            return redirect(asked)
    return render(request, "partnership/register_request.html", {"form": form})


@requires(Can.RUN_RECORDS)
@require_safe
def subject_request(request, pk):
    """One request: what it asks about, when it is due, what was decided, and the next step."""
    found = find(request, pk)
    exemption = law.EXEMPTIONS.get(found.exemption, "")
    return render(
        request,
        "partnership/subject_request.html",
        {
            "asked": found,
            "status": State(found.state),
            "colours": COLOURS,
            "exemption": exemption,
            "marked": found.withheld.count(),
            "open": not found.dropped_because and found.state not in (State.RELEASED, State.CLOSED),
            "extends": found.state == State.RECEIVED
            and not found.extended_because
            and timezone.localdate() <= found.deadline.due_on,
            "checks": found.state == State.DECIDED and found.decided_by_id != request.user.pk,
            "packs": not found.dropped_because
            and found.state in (State.CHECKED, State.RELEASED)
            and found.outcome in ("released", "part"),
        },
    )


@requires(Can.RUN_RECORDS)
@require_safe
def what_is_held(request, pk):
    """Everything that is held under the reference, and what of it is marked as kept back. Reading it is recorded."""
    found = find(request, pk)
    things = operations.found_for(found, by=request.user)
    marks = {one.item: one for one in found.withheld.all()}
    record("read", found, by=request.user, things=len(things))
    return render(
        request,
        "partnership/what_is_held.html",
        {
            "asked": found,
            "rows": [
                {"thing": one, "mark": marks.get(one.key), "ground": ground(marks.get(one.key))}
                for one in things
            ],
            "marked": len(marks),
            "open": found.state == State.RECEIVED and not found.dropped_because,
        },
    )


def ground(mark):
    return law.EXEMPTIONS[mark.exemption] if mark else ""


@requires(Can.RUN_RECORDS)
def withhold(request, pk):
    """Mark things as kept back."""
    found = find_in(request, pk, State.RECEIVED)
    marked = set(found.withheld.values_list("item", flat=True))
    things = [one for one in operations.found_for(found, by=request.user) if one.key not in marked]
    form = WithholdForm(request.POST or None, things=things)
    return deed_page(
        request, "withhold", form, operations.withhold, found, "It is marked as withheld.", ("what_is_held", found.pk),
        context={"asked": found, "things": things},
    )  # fmt: skip


@requires(Can.RUN_RECORDS)
def give_after_all(request, pk):
    """Take marks off again."""
    found = find_in(request, pk, State.RECEIVED)
    form = GiveAfterAllForm(request.POST or None, marks=found.withheld.all())
    return deed_page(
        request, "give_after_all", form, operations.give_after_all, found, "The marks are taken off.",
        ("what_is_held", found.pk), context={"asked": found},
    )  # fmt: skip


@requires(Can.RUN_RECORDS)
def extend_request(request, pk):
    """More time, once."""
    found = find_in(request, pk, State.RECEIVED)
    form = ExtendRequestForm(request.POST or None)
    return deed_page(
        request, "extend_request", form, operations.extend_request, found,
        "The request is extended, and its new date is in the diary.", found,
        context={"asked": found, "clock": law.EXTENDED[found.kind]},
    )  # fmt: skip


@requires(Can.RUN_RECORDS)
def drop_request(request, pk):
    """Nobody answers it any more."""
    found = find_in(request, pk, State.RECEIVED, State.DECIDED, State.CHECKED)
    form = DropRequestForm(request.POST or None)
    return deed_page(
        request, "drop_request", form, operations.drop_request, found,
        "The request is closed without an answer, and its date is off the diary.", found, context={"asked": found},
    )  # fmt: skip


@requires(Can.RUN_RECORDS)
@asks_for_proof
def decide_request(request, pk):
    """Say what is released, and why."""
    found = find_in(request, pk, State.RECEIVED)
    form = DecideRequestForm(request.POST or None)
    return deed_page(
        request, "decide_request", form, operations.decide_request, found,
        "The decision is saved. Someone else checks it before anything is released.", found,
        context={"asked": found, "marked": found.withheld.count()},
    )  # fmt: skip


def what_follows(checked):
    """What is to be done with a request whose decision was just looked at."""
    if checked.state == State.CHECKED:
        return "Your check is saved. The request can be answered now."
    return "Your check is saved. The request has to be decided again."


@requires(Can.RUN_RECORDS)
def check_request(request, pk):
    """A second person checks the decision."""
    found = find_in(request, pk, State.DECIDED)
    law.check_second_pair(decided_by=found.decided_by_id, by=request.user.pk)
    note_reading(request, found)
    form = CheckRequestForm(request.POST or None)
    return deed_page(
        request, "check_request", form, operations.check_request, found, what_follows, found,
        context={"asked": found, "exemption": law.EXEMPTIONS.get(found.exemption, "")},
    )  # fmt: skip


@requires(Can.RUN_RECORDS)
@require_POST
def make_package(request, pk):
    """Everything that is released, as one file. Its making is on the record."""
    found = find(request, pk)
    content = operations.make_package(found, by=request.user)
    return handed_over(content, f"{found.reference}.zip", "application/zip")


@requires(Can.RUN_RECORDS)
def answer_subject_request(request, pk):
    """The requester has been answered."""
    found = find_in(request, pk, State.CHECKED)
    form = AnswerSubjectRequestForm(request.POST or None, due_on=found.deadline.due_on)
    if request.method == "POST" and form.is_valid():
        late = form.cleaned_data.get("late_reason", "")
        if attempt(form, operations.answer_subject_request, found, by=request.user, late_reason=late):
            messages.success(request, "The request is answered.")
            return redirect(found)
    return render(request, "partnership/answer_subject_request.html", {"form": form, "asked": found})
