"""Answers to what cannot be shown, each saying what to do."""

import errno
import sys

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template

from partnership.views.files import FileMissing
from partnership.views.kept import is_worth_keeping, keep_what_was_sent

TOO_LONG = {
    "title": "That text is too long",
    "sentence": "It was too long for the portal, so none of it was saved. Go back: what you typed is "
    "usually still there. Shorten it before you send it again.",
}


def bad_request(request, exception=None):
    if isinstance(
        exception, RequestDataTooBig
    ):  # found before any view, while the form's token was looked for
        return render(request, "413.html", TOO_LONG, status=413)
    if isinstance(exception, SessionInterrupted) and is_for_want_of_database(exception):
        return (
            out_of_service()
        )  # what was sent may well be saved: only the session's own row could not be written
    return render(request, "400.html", status=400)


def not_from_our_page(request, reason=""):
    """A form without the token of today: a page from before its person signed in again, or another site's.

    A browser says of each form which site it comes from. Where that is ours, what was typed is kept and
    shown to the person, who sends it anew; nothing is carried out.
    """
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    person = getattr(request, "user", None)
    if ours and person is not None and person.is_authenticated and is_worth_keeping(request):
        address = keep_what_was_sent(request, person)
        if address:
            return redirect(address)
    return render(request, "403_csrf.html", status=403)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    if isinstance(exception, FileMissing):
        return render(request, "404_file.html", status=404)
    return render(request, "404.html", status=404)


NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
TRY_AGAIN_AFTER = 30  # seconds


def is_for_want_of_database(problem):
    """Whether the database went away, behind whatever was made of that on the way here."""
    while problem is not None:
        if isinstance(problem, (OperationalError, InterfaceError)):
            return True
        problem = problem.__context__
    return False


def out_of_service():
    """This page and that of an error need nothing: whatever a page is usually given may be what failed."""
    response = HttpResponse(get_template("503.html").render(), status=503)
    response.headers["Retry-After"] = str(TRY_AGAIN_AFTER)
    return response


def failed(request):
    """What an error that nobody foresaw is answered with; where a part is away or full, that it is for now."""
    problem = sys.exc_info()[1]
    away = isinstance(problem, (OperationalError, InterfaceError))
    full = isinstance(problem, OSError) and problem.errno in NO_ROOM
    if away or full:
        return out_of_service()
    return HttpResponse(get_template("500.html").render(), status=500)
