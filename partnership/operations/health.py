"""Whether every part of the portal works, found out now; nothing here is about a person."""

import os
import shutil
import time
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.utils import timezone
from kombu.exceptions import OperationalError

from partnership.models import Letter
from partnership.operations import letters, pulse

DAILY_LETTERS_WITHIN = timedelta(hours=36)


def database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"ok": True}


def limits():
    """The cache, which holds rate limits and nothing else: without it nobody signs in."""
    mark = time.time_ns()
    cache.set("health", mark, 60)
    return {"ok": cache.get("health") is not None}


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
    stuck = Letter.objects.waiting(timezone.now() - DAILY_LETTERS_WITHIN).for_digest().exists()
    return {
        "ok": waiting.total_seconds() < 900 and not stuck,
        "oldest_waiting_seconds": round(waiting.total_seconds()),
    }


def disk():
    root = settings.DOCUMENT_ROOT if settings.DOCUMENT_ROOT.exists() else settings.DOCUMENT_ROOT.parent
    there = root if root.exists() else settings.BASE_DIR
    free = shutil.disk_usage(there).free
    return {"ok": free > 200 * 1024 * 1024 and os.access(there, os.W_OK)}


def backup():
    """The last backup is young enough; well where nobody said how young that is."""
    within = timedelta(hours=settings.BACKUP_WITHIN_HOURS)
    age = pulse.age("backup") if within else None
    return {"ok": not within or (age is not None and age < within)}


# beat sends the worker's heartbeat task, so the one row shows them both; its own row tells them apart
CHECKS = {
    "database": database,
    "cache": limits,
    "broker": broker,
    "worker": heart("worker"),
    "beat": heart("beat"),
    "letters": post,
    "disk": disk,
    "backup": backup,
}


def check_all():
    """What each part says of itself, by name. One that cannot be asked is not well."""
    results = {}
    for name, check in CHECKS.items():
        try:
            results[name] = check()
        except (DatabaseError, OSError):
            results[name] = {"ok": False}
    return results
