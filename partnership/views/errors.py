"""Answers to what cannot be shown, each saying what to do."""

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render

TOO_LONG = {
    "title": "That text is too long",
    "sentence": "It was longer than the portal takes at once, so none of it was kept. Go back: what you typed is "
    "usually still there. Shorten it before you send it again.",
}


def bad_request(request, exception=None):
    if isinstance(
        exception, RequestDataTooBig
    ):  # found before any view, while the form's token was looked for
        return render(request, "413.html", TOO_LONG, status=413)
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)
