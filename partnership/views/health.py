"""Whether the portal is up (`/healthz`), and whether all of it works (`/readyz`)."""

import shutil

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import JsonResponse
from kombu.exceptions import OperationalError

from partnership.operations import letters, pulse


def healthz(request):
    """This process answers."""
    return JsonResponse({"ok": True})


def database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"ok": True}


def broker():
    try:
        with current_app.connection_for_write(connect_timeout=1) as doorbell:
            doorbell.ensure_connection(max_retries=1, timeout=2)
    except (OperationalError, OSError):
        return {"ok": False, "note": "Pages work; letters and publication wait for `manage.py sweep`."}
    return {"ok": True}


def heart(name):
    def check():
        age = pulse.age(name)
        return {
            "ok": age is not None and age < pulse.FRESH,
            "age": None if age is None else round(age.total_seconds()),
        }

    return check


def post():
    waiting = letters.oldest_waiting()
    return {"ok": waiting.total_seconds() < 900, "oldest_waiting_seconds": round(waiting.total_seconds())}


def disk():
    root = settings.DOCUMENT_ROOT
    free = shutil.disk_usage(root if root.exists() else settings.BASE_DIR).free
    return {"ok": free > 200 * 1024 * 1024}


# beat sends the worker's heartbeat task, so the one row shows them both; its own row tells them apart
CHECKS = {
    "database": database,
    "broker": broker,
    "worker": heart("worker"),
    "beat": heart("beat"),
    "letters": post,
    "disk": disk,
}


def readyz(request):
    """Every part, checked now. 503 when one does not work; no figure here is about a person."""
    results = {}
    for name, check in CHECKS.items():
        try:
            results[name] = check()
        except DatabaseError:
            results[name] = {"ok": False}
    ready = all(result["ok"] for result in results.values())
    return JsonResponse({"ok": ready, "checks": results}, status=200 if ready else 503)
