"""What a person arranges for themselves: in which role they act, views of the diary, their calendar."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from partnership.forms.workspace import ActingAsForm
from partnership.operations import workspace as operations
from partnership.operations.calendars import feed_of
from partnership.views.limits import knocks_too_often

ACTS_AS = "acts_as"  # where a session keeps the appointments, by id, in which its person acts


def acting_as(request):
    """Choose in which of one's roles to act, without signing out. It narrows what one may do, and never widens it."""
    form = ActingAsForm(request.POST if request.method == "POST" else None, person=request.user)
    if request.method == "POST" and form.is_valid():
        request.session.pop(ACTS_AS, None)
        if form.cleaned_data["hats"]:
            request.session[ACTS_AS] = form.cleaned_data["hats"]
        messages.success(request, "Saved. What you see and do now belongs to the roles that you chose.")
        return redirect("home")
    return render(request, "partnership/acting_as.html", {"form": form})


# One's dates in a calendar program --------------------------------------------------------------------------

FETCHES_A_MINUTE = (
    60  # many calendars of one office knock from one address, each about every quarter of an hour
)


@require_safe
def my_calendar(request):
    """Whether this person's dates go to their calendar program, and since when."""
    feed = request.user.calendar_feeds.filter(withdrawn_at=None).first()
    return render(request, "partnership/my_calendar.html", {"feed": feed})


@require_POST
@sensitive_variables()
def make_feed(request):
    """A new address, shown this once; an earlier one stops working."""
    path = reverse("calendar_feed", args=[operations.make_feed(by=request.user)])
    address = f"{settings.SITE_URL}{path}"
    webcal = f"webcal://{address.partition('://')[2]}"
    return render(request, "partnership/make_feed.html", {"address": address, "webcal": webcal})


@require_POST
def withdraw_feed(request):
    """The address opens nothing any more."""
    operations.withdraw_feed(by=request.user)
    messages.success(request, "Your calendar’s address no longer opens anything.")
    return redirect("my_calendar")


@require_safe
@sensitive_variables()
def calendar_feed(request, secret):
    """Somebody's dates for their calendar program, by the secret in the address. What opens nothing looks the same."""
    if knocks_too_often(request, "calendar", a_minute=FETCHES_A_MINUTE):
        return HttpResponse("Too many requests. Try again in a minute.\n", "text/plain", status=429)
    person = operations.find_feed(secret)
    if person is None:
        return HttpResponse("This address opens no calendar.\n", "text/plain", status=404)
    text = feed_of(person)
    etag = quote_etag(hashlib.sha256(text).hexdigest())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="my-dates.ics"'
    response["X-Content-Type-Options"] = "nosniff"
    response = get_conditional_response(request, etag, None, response)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"  # asked again each time, and shared with nobody
    return response
