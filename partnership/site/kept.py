"""Public pages as they were sent last, kept by each web process until anything is recorded anew.

Whatever is published, corrected, withdrawn or archived is an entry of the record, in the same transaction. So a page
drawn when the record ended where it ends now is the page that would be drawn now. That is asked before each answer:
no page outlives a withdrawal by a single request. What changes without an entry (a day begins, a course has its last
place taken) is seen within settings.PAGES_KEPT seconds.
"""

import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.urls import ResolverMatch
from django.utils.cache import get_conditional_response

from partnership.operations.record import end_of_record

MANY = 500  # pages a process keeps; then the oldest goes


@dataclass(frozen=True)
class Kept:
    """One page: its bytes and headers, the record's end before it was drawn, and until when it may be shown."""

    content: bytes
    headers: dict
    match: ResolverMatch
    end: int
    until: float

    def shown_to(self, request):
        request.resolver_match = self.match  # for the log's line
        response = HttpResponse(self.content, headers=self.headers)
        if "If-None-Match" in request.headers:
            return get_conditional_response(request, etag=self.headers.get("ETag"), response=response)
        return response


def may_be_kept(request):
    """Whether somebody unknown asks for a page by its bare address: what people type or choose is kept for nobody."""
    return (
        settings.PAGES_KEPT
        and request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


def is_worth_keeping(request, response):
    """PrivatePages has found it the same for all, and nothing about it belongs to this answer alone."""
    return (
        getattr(request, "same_for_all", False)
        and not response.cookies
        and "no-store" not in response.get("Cache-Control", "")
        and response.get("Vary", "Cookie") == "Cookie"
    )


class KeptPages:
    """Answers from what is kept, before session, sign-in and database rows are looked at."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.pages = {}
        self.lock = threading.Lock()

    def __call__(self, request):
        if not may_be_kept(request):
            return self.get_response(request)
        place = (request.get_host(), request.path_info)
        end = end_of_record()  # before the page is drawn: what is recorded meanwhile makes it old at once
        kept = self.pages.get(place)
        if kept and kept.end == end and time.monotonic() < kept.until:
            return kept.shown_to(request)
        response = self.get_response(request)
        if is_worth_keeping(request, response):
            self.keep(place, request, response, end)
        return response

    def keep(self, place, request, response, end):
        until = time.monotonic() + settings.PAGES_KEPT
        page = Kept(response.content, dict(response.items()), request.resolver_match, end, until)
        with self.lock:
            self.pages.pop(place, None)
            self.pages[place] = page
            if len(self.pages) > MANY:
                self.pages.pop(next(iter(self.pages)))
