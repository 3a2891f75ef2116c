"""Processes of their own that work on this test's database and documents, and can be killed in the act."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

CHECKOUT = Path(__file__).resolve().parents[2]


def environment(**more):
    """What a process needs to stand where this test stands."""
    live = connection.settings_dict
    account = f"{live['USER']}:{live['PASSWORD']}" if live["PASSWORD"] else live["USER"]
    return {
        **os.environ,
        "DATABASE_URL": f"postgres://{account}@{live['HOST']}:{live['PORT']}/{live['NAME']}",
        "DJANGO_SETTINGS_MODULE": "partnership.site.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "DOCUMENT_ROOT": str(settings.DOCUMENT_ROOT),
        **more,
    }


@contextmanager
def child(program, *arguments):
    """A Python that runs this program, with Django ready; its lines are read from `stdout`. Killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", f"import django; django.setup()\n{program}", *map(str, arguments)],
        cwd=CHECKOUT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()
