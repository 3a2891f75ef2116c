"""What every request passes through: its log line, its session's limits, the second factor, refusals."""

import time
import uuid
from functools import cache

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, logout
from django.contrib.auth.middleware import get_user
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, URLResolver, resolve, reverse
from django.urls.resolvers import RegexPattern
from django.utils.cache import add_never_cache_headers, patch_cache_control, patch_vary_headers
from django.utils.http import urlencode

from partnership.access import Refused
from partnership.operations.sign_ins import note_sign_in
from partnership.site import public
from partnership.site.sign_in import has_shown_second_factor
from partnership.views.kept import came_from_our_page, is_worth_keeping, keep_what_was_sent
from partnership.views.workspace import ACTS_AS

log = structlog.get_logger("portal.request")


class RequestLog:
    """One line a request: method, route name, answer, milliseconds. Never an address's ids or a body."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = uuid.uuid4().hex[:16]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.id)
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        log.info(
            "request",
            method=request.method,
            route=match.view_name if match else "none",
            status=response.status_code,
            milliseconds=round((time.perf_counter() - began) * 1000),
        )
        response["X-Request-Id"] = request.id
        return response


def opened(request):
    """The address that this request is for, or None when there is none."""
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


@cache
def pages_that_know_nobody():
    pages = [page for page in public.nameless if getattr(page.callback, "knows_nobody", False)]
    return URLResolver(RegexPattern(r"^/"), pages)


def knows_nobody(address):
    """Whether the page of this address knows nobody. They are few, and no other is looked for."""
    try:
        return bool(pages_that_know_nobody().resolve(address))
    except Resolver404:
        return False


class WithoutNul:
    """Takes out of the query what no name or word holds, since the database refuses even to look for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return self.get_response(request)


class Unlinked:
    """On a page that knows nobody, what could tell who asks is gone before anything behind this sees the request.

    No cookie is read there and none is set; a signed-in person is nobody on it either.
    """

    TELLS = (
        "HTTP_COOKIE",
        "HTTP_REFERER",
        "HTTP_USER_AGENT",
        "HTTP_X_FORWARDED_FOR",
        "HTTP_X_REAL_IP",
        "HTTP_FORWARDED",
        "REMOTE_ADDR",
        "REMOTE_HOST",
        "REMOTE_PORT",
        "REMOTE_USER",
    )

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not knows_nobody(request.path_info):
            return self.get_response(request)
        for name in self.TELLS:
            request.META.pop(name, None)
        response = self.get_response(request)
        response.cookies.clear()
        return response


def is_open_to_all(match):
    """Whether the page opens without signing in, by the mark that Django's own middleware goes by."""
    return match is not None and not getattr(match.func, "login_required", True)


WAS = "was"  # where a session that ended for lack of use keeps whose it was, by id


def end_session(request, get_response, sentence, *, keep=False):
    """Sign out and say why. A page that is open to all is then shown; from any other the way is to sign in.

    With `keep`, what this or another tab of the same browser still sends is kept for the same person.
    """
    person = request.user
    logout(request)
    messages.info(request, sentence)
    if keep:
        request.session[WAS] = person.pk
    if is_open_to_all(opened(request)):
        return get_response(request)
    return to_sign_in(request, person if keep else None)


def to_sign_in(request, person):
    """The way to sign in, and from there back to the page, or to what this person had typed."""
    if request.headers.get("X-Requested-With") == "fetch":
        said = "You were signed out. What you typed is still here: press the button, sign in, and send it."
        return JsonResponse({"message": said}, status=401)
    back = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    if person and is_worth_keeping(request) and came_from_our_page(request):
        back = keep_what_was_sent(request, person)
    return redirect(f"{reverse('account_login')}{'?' + urlencode({'next': back}) if back else ''}")


class SessionLimits:
    """Ends a session that was idle too long, lasted too long, or whose person holds no role any more.

    What is sent from a page of such a session is carried out in no case, and kept in the first two.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Every request is asked whose it is. From here on it is that person, and no stand-in through which each look at
        # them has to go.
        request.user = get_user(request)
        if not request.user.is_authenticated:
            was = self.whose_it_was(request)
            return to_sign_in(request, was) if was else self.get_response(request)
        sentence = self.why_ended(request)
        if sentence:
            return end_session(request, self.get_response, sentence, keep=bool(request.user.roles))
        return self.get_response(request)

    def whose_it_was(self, request):
        """Who sends this from a page that their session, which has ended, had opened; None when nobody does."""
        if request.method != "POST" or not request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            return None
        match = opened(request)
        if match is None or is_open_to_all(match) or WAS not in request.session:
            return None
        return get_user_model().objects.active().filter(pk=request.session[WAS]).first()

    def why_ended(self, request):
        now = int(time.time())
        began = request.session.setdefault("began", now)
        seen = request.session.get("seen", now)
        if not request.user.roles:
            return "You have no role in the partnership at the moment. If that is wrong, contact the business unit."
        if now - began > settings.SESSION_LONGEST.total_seconds():
            return "You were signed out after 12 hours. Sign in again to continue."
        if now - seen > settings.SESSION_IDLE.total_seconds():
            return "You were signed out because you were inactive for a while. Sign in again to continue."
        if "seen" not in request.session or now - seen >= 60:
            request.session["seen"] = now
        # A new password brings a new key.
        if now - seen >= 60 or request.session.get("noted") != request.session.session_key:
            self.note(request)
        return ""

    def note(self, request):
        """Where this person is signed in."""
        request.session["noted"] = request.session.session_key
        note_sign_in(
            request.user,
            session_key=request.session.session_key,
            began=request.session["began"],
            seen=request.session["seen"],
            browser=request.headers.get("User-Agent", ""),
        )


class Hats:
    """Narrows the person of this request to the roles in which their session chose to act.

    Asked anew at each request of what is held today: a role that ended falls away, and no id opens one that is
    not theirs. What was sent in a role that has just ended is not carried out in the others, but kept for its person.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.session.get(ACTS_AS) if request.user.is_authenticated else None
        if chosen and not request.user.act_as(chosen):
            del request.session[ACTS_AS]
            messages.info(
                request, "The role you were using has ended. You are now using all your roles again."
            )
            if request.method not in ("GET", "HEAD"):
                keep = is_worth_keeping(request) and came_from_our_page(request)
                back = keep_what_was_sent(request, request.user) if keep else ""
                return redirect(back or "home")
        return self.get_response(request)


class SecondFactor:
    """Every session has shown a second factor, or does nothing but add the first one.

    It is the session that must have shown it: one that was opened by a password alone, before its person
    had a second factor or with one that has been removed since, is ended.
    """

    # What a person without any second factor may open: adding one, the password asked for before that, leaving.
    FIRST = {
        "second_factor",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_logout",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        person = request.user
        if not person.is_authenticated or self.shown(request):
            return self.get_response(request)
        if person.has_second_factor or request.session.get("invented"):
            return end_session(
                request,
                self.get_response,
                "Sign in again. You have set up a second factor that this browser has not used yet.",
            )
        match = opened(request)
        if match is None or is_open_to_all(match) or match.view_name in self.FIRST:
            return self.get_response(request)
        return redirect("second_factor")

    def shown(self, request):
        if request.session.get("invented"):
            return settings.DEMO and request.user.invented  # somebody that a visitor of the demo chose to be
        return has_shown_second_factor(request)


METHODS = ("GET", "HEAD", "POST")


class Refusals:
    """Turns Refused into a 409 page with its sentence, and an oversized upload into one that says so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, given, named):
        """A page that would answer any method as though it were GET answers those that browsers send."""
        return None if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            return render(request, "409.html", {"sentence": str(exception)}, status=409)
        if isinstance(exception, RequestDataTooBig) or getattr(request, "upload_too_large", False):
            return render(request, "413.html", status=413)
        return None


FRESH = 30  # seconds for which a cache shows a public page without asking: what is taken down is gone within a minute


def is_same_for_all(request, response):
    """Whether this answer is a public page as anybody would get it: nobody has a session, nothing is typed into it."""
    match = request.resolver_match
    return (
        match is not None
        and match.namespace == "public"
        and request.method in ("GET", "HEAD")
        and response.status_code == 200
        and not response.streaming
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    )


class PrivatePages:
    """What is not open to all, and whatever a signed-in person sees, is kept by no cache, theirs or another's.

    Public pages may be kept for a moment; Django's ConditionalGetMiddleware gives them their ETag and answers 304.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated or not is_open_to_all(request.resolver_match):
            add_never_cache_headers(response)
        elif is_same_for_all(request, response):
            request.same_for_all = True  # for KeptPages
            if "Cache-Control" not in response.headers:
                patch_cache_control(response, public=True, max_age=FRESH, must_revalidate=True)
            patch_vary_headers(response, ["Cookie"])
        return response
