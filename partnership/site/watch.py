"""Letters to whoever runs the portal, when a part of it has been unwell for minutes and when it is well again.

Beat looks, once a minute, and writes by itself: a letter about a stopped worker, a full outbox or a database that is
away cannot go through the worker, the outbox or the database. What it has told lies in a file beside its timetable.
Two things no letter from here can tell: that the mail server is away, and that beat is. For these the outside looks
at `/readyz`, or runs `manage.py alive portal`.
"""

import json
import logging
import smtplib
import threading
import time
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.utils import timezone

from partnership.operations.health import check_all
from partnership.rules.watch import Part, look, tell

log = logging.getLogger(__name__)
EVERY = 60  # seconds


class Watch:
    """Looks at every part, in a thread of its own so that beat never waits for a part that does not answer."""

    def __init__(self, memory):
        self.memory = Path(memory)
        self.looked_at = -EVERY
        self.thread = None

    def tick(self):
        if not settings.OPERATOR_EMAIL or time.monotonic() - self.looked_at < EVERY:
            return
        if self.thread is None or not self.thread.is_alive():
            self.looked_at = time.monotonic()
            self.thread = threading.Thread(target=self.look_and_close, daemon=True)
            self.thread.start()

    def look_and_close(self):
        try:
            self.look(time.time())
        except Exception:
            log.exception("Whoever runs the portal could not be told how it is")
        finally:
            connection.close()

    def look(self, now):
        """Look once; a letter that the mail server does not take is written again at the next look."""
        parts = self.remembered()
        news = look(parts, {name: result["ok"] for name, result in check_all().items()}, now)
        if news:
            try:
                write(parts, news)
            except (OSError, smtplib.SMTPException):
                log.warning("The mail server takes no letter for whoever runs the portal")
            else:
                tell(parts, news, now)
        self.remember(parts)

    def remembered(self):
        try:
            return {name: Part(**part) for name, part in json.loads(self.memory.read_text()).items()}
        except (FileNotFoundError, ValueError, TypeError):
            return {}

    def remember(self, parts):
        fresh = self.memory.with_suffix(".new")
        fresh.write_text(json.dumps({name: asdict(part) for name, part in parts.items()}))
        fresh.replace(self.memory)


def write(parts, names):
    """One letter about all that is new."""
    unwell = [name for name in names if not parts[name].well]
    well = [name for name in names if parts[name].well]
    lines = [f"{name}: unwell since {instant(parts[name].since)}" for name in unwell]
    lines += [f"{name}: well again since {instant(parts[name].since)}" for name in well]
    still = [name for name, part in parts.items() if not part.well and name not in names]
    lines += [f"{name}: still unwell, since {instant(parts[name].since)}" for name in still]
    about = f"unwell: {', '.join(unwell)}" if unwell else f"well again: {', '.join(well)}"
    EmailMessage(
        subject=f"{settings.PARTNERSHIP_SHORT_NAME} portal: {about}",
        body="\n".join(
            [
                *lines,
                "",
                f"{settings.SITE_URL}/readyz",
                "What to do: docs/operation.md, “When a part is unwell”.",
            ]
        ),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=settings.OPERATOR_EMAIL,
        headers={"Auto-Submitted": "auto-generated"},
    ).send()


def instant(seconds):
    return f"{timezone.localtime(datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone())):%d %B %Y %H:%M}"
