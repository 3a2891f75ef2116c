"""What a learner's manager does by a link, without an account: agree to a place, confirm sickness."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_safe

from partnership.operations import links
from partnership.views.deed import attempt
from training.forms.booking import AnswerPlaceForm, ConfirmSicknessForm
from training.models import Booking, Charge
from training.operations import booking as operations
from training.operations.booking.charges import what_this_place_costs
from training.operations.booking.letters import AGREE, SICKNESS
from training.rules.terms import terms_on, timings


def find(purpose, secret):
    """The booking behind a link, if whoever it was written to is still the one who is asked."""
    link = links.read(purpose, secret, lasts=timedelta(timings().manager_link_days))
    if link is None:
        return None
    found = (
        Booking.objects.filter(pk=link.about)
        .select_related("session__course", "session__venue", "learner", "organisation")
        .first()
    )
    return found if found and found.manager_email.lower() == link.to else None


def gone(request, sentence="This link has expired, or the question has already been answered."):
    return render(request, "training/link_gone.html", {"sentence": sentence}, status=410)


@never_cache
@sensitive_variables()
@sensitive_post_parameters()
def answer_place(request, secret):
    """What the place is, and what it costs if it is not used. Nothing happens before the button is pressed."""
    booking = find(AGREE, secret)
    if booking is None:
        return gone(request)
    if booking.manager_answer and booking.manager_recorded_by_id is None:
        return answered(request, booking)
    if not booking.waits_for_manager or booking.session.starts_at <= timezone.now():
        return gone(request)
    form = AnswerPlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["answer"] == "yes":
            done = attempt(form, operations.approve, booking)
        else:
            done = attempt(form, operations.decline, booking, reason=form.cleaned_data["reason"])
        if done:
            return answered(request, done, status=200)
    return render(
        request,
        "training/answer_place.html",
        {
            "booking": booking,
            "form": form,
            "costs": what_this_place_costs(booking),
        },
    )


def answered(request, booking, status=410):
    """What they said, for whoever has just said it, or opens the link again."""
    return render(request, "training/place_answered.html", {"booking": booking}, status=status)


@never_cache
@sensitive_variables()
@sensitive_post_parameters()
def confirm_sickness(request, secret):
    """Whether somebody was ill who did not come: then nothing is charged."""
    booking = find(SICKNESS, secret)
    charge = Charge.objects.filter(booking=booking).first() if booking else None
    if charge is None or charge.state != Charge.State.HELD:
        return gone(request)
    form = ConfirmSicknessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sick = form.cleaned_data["answer"] == "yes"
        if attempt(form, operations.confirm_sickness, charge, sick=sick):
            return render(request, "training/sickness_confirmed.html", {"sick": sick, "booking": booking})
    return render(
        request, "training/confirm_sickness.html", {"booking": booking, "charge": charge, "form": form}
    )


@require_safe
def booking_terms(request):
    """What cancelling and not coming cost, for everybody."""
    return render(
        request,
        "training/booking_terms.html",
        {"terms": terms_on(timezone.localdate()), "timings": timings()},
    )
