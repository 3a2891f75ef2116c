"""Answers to what cannot be shown, each saying what to do."""

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import redirect, render

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
    return render(request, "404.html", status=404)
