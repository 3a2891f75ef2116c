"""Registers: a trainer's sessions, marking on a phone, closing, and correcting afterwards."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Refused, may, requires
from partnership.models import Organisation
from partnership.views.deed import attempt, carried_out
from partnership.views.files import handed_over
from training.forms.attendance import (
    AddAfterwardsForm,
    AddGuestForm,
    CloseRegisterForm,
    CorrectForm,
    MarkForm,
    SendSubstituteForm,
)
from training.models import Booking, Certificate, Session
from training.operations import attendance as operations
from training.operations.register_paper import print_sheet
from training.operations.registers import day_of, is_closed, lines_of, sessions_of, token

READERS = (Can.TEACH, Can.RUN_TRAINING)
COLOURS = {"present": "green", "late": "yellow", "partly": "orange", "no_show": "red", "substitute": "blue"}


@requires(*READERS)
@require_safe
def registers(request):
    """The sessions whose registers this person may open: today's, those not closed yet, to come, and closed."""
    today = timezone.localdate()
    found = {"today": [], "open": [], "to_come": [], "closed": []}
    sessions = (
        sessions_of(request.user)
        .exclude(state=Session.State.CANCELLED)
        .select_related("course", "venue", "register")
        .with_places()
        .order_by("starts_at", "pk")
    )
    for one in sessions:
        found[when(one, today)].append(one)
    found["closed"] = found["closed"][::-1][:50]
    return render(request, "training/registers.html", found | {"today_on": today})


def when(session, today):
    """Under which heading of the list a session stands."""
    if is_closed(session):
        return "closed"
    day = day_of(session)
    return "today" if day == today else "open" if day < today else "to_come"


def find(request, pk):
    return get_object_or_404(
        sessions_of(request.user).select_related("course", "venue", "register__closed_by"), pk=pk
    )


def find_line(session, key):
    return next((line for line in lines_of(session) if line.key == key), None) or raise_404()


def raise_404():
    raise Http404


@requires(*READERS)
@require_safe
def register(request, pk):
    """One register: who is expected, then who came, then what it says for good."""
    return page(request, find(request, pk))


def page(request, session, failed=None):
    """The register; `failed` is the form of a row that could not be saved, with what was chosen in it."""
    lines = lines_of(session)
    closed = is_closed(session)
    opens = day_of(session) <= timezone.localdate() and session.state != Session.State.CANCELLED
    writes = opens and not closed
    forms = {line.key: MarkForm(line=line) for line in lines} if writes else {}
    if failed:
        forms[failed.line.key] = failed
    context = {
        "session": session,
        "closed": closed,
        "opens": opens,
        "writes": writes,
        "day": day_of(session),
        "colours": COLOURS,
        "headings": headings(closed, may(request.user, Can.RUN_TRAINING)),
        "unmarked": sum(not line.outcome for line in lines),
        "came": sum(line.came for line in lines),
        "without_email": sum(line.came and not line.email for line in lines),
        "staff": may(request.user, Can.RUN_TRAINING),
        "may_close": writes and timezone.now() >= session.starts_at,
        "form": failed,
    }
    certificates = certificates_by_line(session) if closed and context["staff"] else {}
    context["lines"] = [(line, forms.get(line.key), certificates.get(line.key)) for line in lines]
    if closed:
        context["corrections"] = session.register.corrections.select_related(
            "booking__learner", "guest", "organisation", "organisation_was", "corrected_by"
        )
    return render(request, "training/register.html", context)


def headings(closed, staff):
    """The columns of a register that is read."""
    if not closed:
        return "Name|Agency|Access needs"
    return "Name|Agency|Came|Certificate|Correction" if staff else "Name|Agency|Came"


def certificates_by_line(session):
    """The key of a line → its standing certificate."""
    standing = Certificate.objects.standing().filter(Q(booking__session=session) | Q(guest__session=session))
    return {
        f"booking-{one.booking_id}" if one.booking_id else f"guest-{one.guest_id}": one for one in standing
    }


@requires(*READERS)
@require_POST
def mark(request, pk, key):
    """Save one row. The script of the page asks for JSON; without it the page comes back at that row."""
    session = find(request, pk)
    quietly = request.headers.get("Accept") == "application/json"
    line = find_line(session, key)
    form = MarkForm(request.POST, line=line)
    saved = None
    if form.is_valid():
        given = form.cleaned_data
        saved = attempt(
            form,
            operations.mark,
            line.thing,
            by=request.user,
            outcome=given["outcome"],
            seen=given["version"],
        )
    if saved and quietly:
        at = timezone.localtime(saved.outcome_at)
        return JsonResponse(
            {"version": token(saved), "message": f"{saved.get_outcome_display()}: saved at {at:%H:%M}"}
        )
    if saved:
        return redirect(f"{request.path.rsplit('/', 3)[0]}/#{key}")
    if quietly:
        problem = next(iter(form.errors.values()))[0] if form.errors else ""
        return JsonResponse({"message": f"Not saved. {problem}"}, status=409)
    session, now = find(request, pk), find_line(session, key)
    form.line = now
    form.data = form.data.copy()
    form.data["version"] = (
        now.token
    )  # the page says what was saved meanwhile: what is sent next is sent knowingly
    return page(request, session, form)


@requires(*READERS)
@require_POST
def mark_rest(request, pk):
    number = operations.mark_rest(find(request, pk), by=request.user)
    if number:
        people = "1 person is" if number == 1 else f"{number} people are"
        messages.success(request, f"{people} marked as present.")
    return redirect("training:register", pk)


def names_of_organisations(session):
    """To choose from; a children’s home is typed, and known all the same."""
    return Organisation.objects.on(day_of(session)).told_to_all().values_list("name", flat=True)


def check_writable(session):
    """Nobody fills in a form about a register that is closed already."""
    if is_closed(session):
        raise Refused("This register is closed. Ask the business unit to correct it.")
    if day_of(session) > timezone.localdate():
        raise Refused(f"The register opens on the day of the session, {day_of(session):%-d %B %Y}.")


@requires(*READERS)
def add_guest(request, pk):
    """Somebody came who had not booked."""
    session = find(request, pk)
    check_writable(session)
    form = AddGuestForm(request.POST or None)
    guest = carried_out(request, form, lambda **given: operations.add_guest(session, **given))
    if guest:
        messages.success(
            request, f"{guest.name} is on the register. Certificates are issued when you close it."
        )
        return redirect("training:register", pk)
    return render(
        request,
        "training/add_guest.html",
        {"form": form, "session": session, "organisations": names_of_organisations(session)},
    )


@requires(*READERS)
def send_substitute(request, pk, who):
    """Someone came instead of whoever had booked."""
    session = find(request, pk)
    check_writable(session)
    booking = get_object_or_404(
        Booking.objects.filter(session=session, state=Booking.State.BOOKED).select_related(
            "learner", "organisation"
        ),
        pk=who,
    )
    form = SendSubstituteForm(
        request.POST or None, initial={"organisation": booking.organisation.name, "seen": token(booking)}
    )
    guest = carried_out(request, form, lambda **given: operations.send_substitute(booking, **given))
    if guest:
        messages.success(request, f"{guest.name} came instead of {booking.learner}.")
        return redirect(f"{reverse('training:register', args=[pk])}#booking-{booking.pk}")
    return render(
        request,
        "training/send_substitute.html",
        {
            "form": form,
            "session": session,
            "booking": booking,
            "organisations": names_of_organisations(session),
        },
    )


@requires(*READERS)
@require_POST
def take_off(request, pk, guest_pk):
    session = find(request, pk)
    guest = session.guests.filter(pk=guest_pk).first()
    if guest:
        operations.take_off(guest, by=request.user)
        messages.success(request, f"{guest.name} has been removed from the register.")
    return redirect("training:register", pk)


def closed_words(session):
    """What happens next once a register is closed."""
    asks = session.course.statements.filter(retired_on=None).exists()
    sent = "Everyone who was present or late will get a certificate"
    said = f"Register closed. {sent}{', and we will ask them what it was like' if asks else ''}."
    if any(line.came and not line.email for line in lines_of(session)):
        said += (
            " Nothing is emailed to those who left no address: the business unit prints their certificates."
        )
    return said


@requires(*READERS)
def close_register(request, pk):
    """Look at it once more as a whole, and close it for good."""
    session = find(request, pk)
    if is_closed(session):
        return redirect("training:register", pk)
    check_writable(session)
    form = CloseRegisterForm(request.POST if request.method == "POST" else None)
    if carried_out(request, form, lambda **given: operations.close_register(session, **given)):
        messages.success(request, closed_words(session))
        return redirect("training:register", pk)
    lines = lines_of(session)
    said = [(label, sum(line.outcome == value for line in lines)) for value, label in Booking.Outcome.choices]
    return render(
        request,
        "training/close_register.html",
        {
            "form": form,
            "session": session,
            "said": [pair for pair in said if pair[1]],
            "without_email": sum(line.came and not line.email for line in lines),
            "unmarked": [line for line in lines if not line.outcome],
        },
    )


@requires(Can.RUN_TRAINING)
def correct(request, pk, key):
    """Change one row of a closed register, with a reason."""
    session = find(request, pk)
    line = find_line(session, key)
    if not is_closed(session):
        return redirect("training:register", pk)
    form = CorrectForm(
        request.POST or None, line=line, day=day_of(session), initial={"outcome": line.outcome}
    )
    if carried_out(request, form, lambda **given: operations.correct(line.thing, **given)):
        messages.success(
            request, "Register corrected. Any certificate that this changes is withdrawn or issued again."
        )
        return redirect("training:register", pk)
    return render(
        request, "training/correct.html", {"form": form, "session": session, "line": line, "key": key}
    )


@requires(Can.RUN_TRAINING)
def add_afterwards(request, pk):
    """Somebody who came was forgotten on a register that is closed."""
    session = find(request, pk)
    if not is_closed(session):
        return redirect("training:register", pk)
    form = AddAfterwardsForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.add_afterwards(session, **given)):
        messages.success(
            request, "Added to the register. A certificate is issued if they were present or late."
        )
        return redirect("training:register", pk)
    return render(
        request,
        "training/add_afterwards.html",
        {"form": form, "session": session, "organisations": names_of_organisations(session)},
    )


@requires(*READERS)
@require_safe
def register_sheet(request, pk):
    """The signing-in sheet on paper."""
    session = find(request, pk)
    return handed_over(print_sheet(session), f"register-{session.reference}.pdf".lower(), "application/pdf")
