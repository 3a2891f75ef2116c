"""Reading minutes, and their way by the chair and the members to being confirmed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.minutes import AddToMinutesForm, AnswerMinutesForm, ConfirmMinutesForm
from partnership.models import Minutes
from partnership.operations import minutes as operations
from partnership.operations.minutes_paper import contents, paper, widest
from partnership.rules.differences import differences
from partnership.rules.minutes import MinutesState
from partnership.views.deed import attempt, pressed
from partnership.views.files import send_file
from partnership.views.meeting_parts.part import chairs
from partnership.views.meetings import find_meeting

COLOURS = {
    "draft": "grey",
    "with_chair": "purple",
    "agreed": "blue",
    "circulated": "yellow",
    "confirmed": "green",
}


def find_minutes(request, pk):
    """The minutes of a meeting that the person may read, and the meeting."""
    meeting = find_meeting(request, pk)
    minutes = get_object_or_404(
        Minutes.objects.visible_to(request.user).select_related("confirmed_in", "begun_by"), meeting=meeting
    )
    minutes.meeting = meeting
    return minutes


def offered(request, minutes):
    """The deeds that the law offers this person now: (url name, label, whether it is a button)."""
    state, runs, own = (
        minutes.state,
        may(request.user, Can.RUN_MEETINGS),
        chairs(request.user, minutes.meeting),
    )
    deeds = []
    if (runs and state in (MinutesState.DRAFT, MinutesState.WITH_CHAIR, MinutesState.AGREED)) or (
        own and state == MinutesState.WITH_CHAIR
    ):
        deeds.append(("write_minutes", "Write the minutes", False))
    if runs and state == MinutesState.DRAFT:
        deeds.append(("send_to_chair", "Send to the chair", True))
    if (runs or own) and state == MinutesState.WITH_CHAIR:
        deeds.append(("answer_minutes", "Agree them or ask for changes", False))
    if runs and state == MinutesState.AGREED:
        deeds += [
            ("circulate_minutes", "Circulate as a draft", True),
            ("take_back_minutes", "Take them back to change them", True),
        ]
    if own and state == MinutesState.CIRCULATED and operations.may_confirm_in(minutes).exists():
        deeds.append(("confirm_minutes", "Confirm the minutes", False))
    if runs and state == MinutesState.CONFIRMED:
        deeds.append(("add_to_minutes", "Add a dated correction", False))
    return deeds


@requires(Can.READ_MEETINGS)
@require_safe
def minutes(request, pk):
    """The minutes of a meeting, as far as they are for this person."""
    found = find_minutes(request, pk)
    runs = may(request.user, Can.RUN_MEETINGS)
    copies = list(found.copies.select_related("person")) if runs else []
    own_copy = found.copies.filter(person=request.user).order_by("-sent_at", "-pk").first()
    changed = chairs_changes(request, found) if runs or chairs(request.user, found.meeting) else []
    return render(
        request,
        "partnership/minutes.html",
        contents(found, found.meeting.audiences(request.user))
        | {
            "colour": COLOURS[found.state],
            "deeds": offered(request, found),
            "copies": copies,
            "own_copy": own_copy,
            "changed": changed,
            "runs": runs,
        },
    )


def chairs_changes(request, minutes):
    """What reads differently since the chair was sent it, by item, once it was."""
    if not minutes.as_sent:
        return []
    now = operations.texts_of(minutes.meeting)
    audiences = minutes.meeting.audiences(request.user)
    return [
        {
            "item": item,
            "pieces": differences(minutes.as_sent.get(str(item.pk), ""), now.get(str(item.pk), "")),
        }
        for item in minutes.meeting.items.filter(audience__in=audiences)
        if minutes.as_sent.get(str(item.pk), "") != now.get(str(item.pk), "")
    ]


@requires(Can.READ_MEETINGS)
@require_POST
def minutes_pdf(request, pk):
    """The PDF of what this person may read of them; made when somebody first asks for it as it reads now."""
    found = find_minutes(request, pk)
    made = paper(found, widest(found.meeting.audiences(request.user)), by=request.user)
    return send_file(made.document, f"{made.document.download_name}.pdf")


def deed(request, pk, operation, said):
    """A button's deed on minutes: done, or refused with a sentence on the page they came from."""
    pressed(request, operation, find_minutes(request, pk), said)
    return redirect("minutes", pk)


@requires(Can.RUN_MEETINGS)
@require_POST
def send_to_chair(request, pk):
    return deed(
        request,
        pk,
        operations.send_to_chair,
        "The minutes are with the chair, who finds them at home under “Your tasks”.",
    )


@requires(Can.RUN_MEETINGS)
@require_POST
def take_back_minutes(request, pk):
    return deed(request, pk, operations.take_back_minutes, "The minutes can be changed again.")


@requires(Can.RUN_MEETINGS)
@require_POST
def circulate_minutes(request, pk):
    return deed(
        request,
        pk,
        operations.circulate_minutes,
        "We have written to everyone in the group. The minutes are confirmed at a later meeting.",
    )


@requires(Can.READ_MEETINGS)
@require_POST
def acknowledge_minutes(request, pk):
    return deed(
        request, pk, operations.acknowledge_minutes, "Thank you. We have recorded that you have read them."
    )


@requires(Can.RUN_MEETINGS, Can.CHAIR_MEETINGS)
def answer_minutes(request, pk):
    """The chair agrees, or says what has to change; staff write the chair's answer down."""
    found = find_minutes(request, pk)
    own = chairs(request.user, found.meeting)
    if not (own or may(request.user, Can.RUN_MEETINGS)):
        raise Http404
    if found.state != MinutesState.WITH_CHAIR:
        raise Refused("These minutes are not with the chair at the moment.")
    form = AnswerMinutesForm(
        request.POST or None, chairs=own, initial={"office": found.meeting.sitting.chaired_by}
    )
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data.get(name, "") for name in ("said", "office")}
        agrees = form.cleaned_data["agrees"] == "yes"
        if attempt(form, operations.answer_minutes, found, by=request.user, agrees=agrees, **given):
            messages.success(
                request,
                "The chair agrees. The business unit sends the minutes to the group as a draft next."
                if agrees
                else "The chair’s answer is recorded. The minutes are with the business unit again, to be changed.",
            )
            return redirect("minutes", pk)
    return render(request, "partnership/answer_minutes.html", {"meeting": found.meeting, "form": form})


@requires(Can.CHAIR_MEETINGS)
def confirm_minutes(request, pk):
    """The chair confirms them at a later meeting. From then on nothing in them changes."""
    found = find_minutes(request, pk)
    if not chairs(request.user, found.meeting):
        raise Http404
    meetings = list(operations.may_confirm_in(found))
    if found.state != MinutesState.CIRCULATED or not meetings:
        raise Refused("Circulated minutes are confirmed at a later meeting, once that has been held.")
    form = ConfirmMinutesForm(request.POST or None, meetings=meetings)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.confirm_minutes, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(
            request,
            "The minutes are confirmed. Nothing in them changes any more; "
            "a correction stands beside them with its date.",
        )
        return redirect("minutes", pk)
    return render(request, "partnership/confirm_minutes.html", {"meeting": found.meeting, "form": form})


@requires(Can.RUN_MEETINGS)
def add_to_minutes(request, pk):
    """A correction found after they were confirmed, with its day."""
    found = find_minutes(request, pk)
    if found.state != MinutesState.CONFIRMED:
        raise Refused("These minutes are not confirmed yet. Change their text instead.")
    items = list(found.meeting.items.filter(audience__in=found.meeting.audiences(request.user)))
    form = AddToMinutesForm(request.POST or None, items=items)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.add_to_minutes, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The correction is added to the minutes.")
        return redirect("minutes", pk)
    return render(request, "partnership/add_to_minutes.html", {"meeting": found.meeting, "form": form})
