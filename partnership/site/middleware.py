"""What every request passes through: its log line, its session's limits, the second factor, refusals."""

import time
import uuid

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import RequestDataTooBig
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from partnership.access import Refused

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


class SessionLimits:
    """Ends a session that was idle too long, lasted too long, or whose person holds no role any more."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            sentence = self.why_ended(request)
            if sentence:
                logout(request)
                messages.info(request, sentence)
                query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
                return redirect(f"{reverse('account_login')}?{query}")
        return self.get_response(request)

    def why_ended(self, request):
        now = int(time.time())
        began = request.session.setdefault("began", now)
        seen = request.session.get("seen", now)
        if not request.user.roles:
            return (
                "You hold no role in the partnership at the moment. Ask the business unit if that is wrong."
            )
        if now - began > settings.SESSION_LONGEST.total_seconds():
            return "You were signed out after 12 hours. Sign in again to go on."
        if now - seen > settings.SESSION_IDLE.total_seconds():
            return "You were signed out because nothing happened for a while. Sign in again to go on."
        if "seen" not in request.session or now - seen >= 60:
            request.session["seen"] = now
        return ""


class SecondFactor:
    """Every signed-in person has a second factor; until then only the pages that add one open.

    Signing in asks for it where there is one, so a session of a person who has one has shown it.
    """

    # What somebody without a second factor may open: adding one, the password asked for before that, leaving.
    OPEN = {
        "account_logout",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_signup_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "healthz",
        "readyz",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and not self.shown(request) and not self.open(request):
            messages.info(
                request,
                "Add a second way to prove that it is you. The portal holds children's cases, so everybody needs one.",
            )
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def shown(self, request):
        if request.session.get("invented"):
            return settings.DEMO  # an invented person, chosen in the demo
        return getattr(request.user, "has_second_factor", False)

    def open(self, request):
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return True
        return match.view_name in self.OPEN or match.namespace == "public"


class Refusals:
    """Turns Refused into a 409 page with its sentence, and an oversized upload into one that says so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            return render(request, "409.html", {"sentence": str(exception)}, status=409)
        if isinstance(exception, RequestDataTooBig) or getattr(request, "upload_too_large", False):
            return render(request, "413.html", status=413)
        return None


class PrivatePages:
    """What a signed-in person sees is kept by no cache, theirs or anybody else's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated or request.resolver_match is None:
            add_never_cache_headers(response)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        )
        return response
