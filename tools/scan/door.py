"""The portal's own door for gunicorn with two additions for scanners: a session, and a page that fails."""

import json
import os
from importlib import import_module

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from partnership.site.wsgi import application as portal

LENIENT = os.environ.get("SCAN_LENIENT") == "yes"
SESSIONS = json.loads(
    os.environ.get("SCAN_SESSIONS") or "{}"
)  # where an address begins: the key of a session


@login_not_required
def fails(request):
    raise RuntimeError("asked for by a scanner")


import_module("partnership.site.urls").urlpatterns.append(path("scan-error/", fails))


def application(environ, start_response):
    """As the portal's, but that scanners which keep no cookies are signed in, and that all of them read what failed.

    Mozilla's refuses to judge a 404 or a 500: it is told 200, and the true status in a header beside it.
    """
    key = next((key for begin, key in SESSIONS.items() if environ["PATH_INFO"].startswith(begin)), "")
    if key:
        kept = [one for one in environ.get("HTTP_COOKIE", "").split("; ") if one and "session=" not in one]
        environ["HTTP_COOKIE"] = "; ".join([*kept, f"__Host-session={key}"])

    def answer(status, headers, *rest):
        headers = [*headers, ("X-Scan-Status", status[:3])]
        return start_response(
            "200 OK" if LENIENT and status[:3] in ("404", "500") else status, headers, *rest
        )

    return portal(environ, answer)
