"""GOV.UK Notify as the way by which letters go, where a key is set: sending, and asking what could not be delivered."""

import smtplib
import time
from datetime import datetime
from itertools import islice
from urllib.parse import urljoin

import jwt
import requests
from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

from partnership.models.letters import letter_of
from partnership.operations.bounces import came_back

REFUSED_FOR_GOOD = 400  # what Notify answers to a letter that it will never take; anything else may pass
# its words for what did not arrive → the same as mail servers say it (RFC 3463)
STATUSES = {"permanent-failure": "5.1.1", "temporary-failure": "4.4.7"}
AT_ONCE = 1000  # of each status: it keeps a week


def ask(method, path, **more):
    """What the service answers, as JSON; a requests.RequestException where it cannot be had.

    Its key ends in two ids of 36 characters: whose it is, and the secret that signs each question, good for 30 s.
    Source: https://docs.notifications.service.gov.uk/rest-api.html
    """
    whose, secret = settings.NOTIFY_API_KEY[-73:-37], settings.NOTIFY_API_KEY[-36:]
    token = jwt.encode({"iss": whose, "iat": int(time.time())}, secret, algorithm="HS256")
    answer = requests.request(
        method,
        urljoin(settings.NOTIFY_URL, path),
        headers={"Authorization": f"Bearer {token}"},
        timeout=settings.EMAIL_TIMEOUT,
        **more,
    )
    answer.raise_for_status()
    return answer.json()


def failures(status):
    """Every email with that status that the service remembers, the latest first, a page of its list at a time."""
    wanted = {"status": status, "template_type": "email"}
    while True:
        found = ask("GET", "/v2/notifications", params=wanted)
        yield from found["notifications"]
        if not found["notifications"] or not found["links"].get("next"):
            return
        wanted["older_than"] = found["notifications"][-1]["id"]


def asked_for(message):
    return {
        "email_address": message.to[0],
        "template_id": settings.NOTIFY_TEMPLATE_ID,
        "personalisation": {"subject": message.subject, "body": message.body},
        "reference": message.extra_headers.get("Message-ID", ""),
    }


class NotifyBackend(BaseEmailBackend):
    """Django's emails by the one template of the service, which holds ((subject)) and ((body)).

    Only the text goes: Notify draws its own sheet, and takes no entries for calendars. What goes wrong is raised as a
    mail server would say it, so that letters are tried again, or given up, by the one rule.
    """

    def send_messages(self, messages):
        for message in messages:
            try:
                ask("POST", "/v2/notifications/email", json=asked_for(message))
            except requests.RequestException as problem:
                answer = problem.response
                for_good = answer is not None and answer.status_code == REFUSED_FOR_GOOD
                raise smtplib.SMTPResponseException(550 if for_good else 450, b"GOV.UK Notify") from problem
        return len(messages)


def read_failures():
    """Mark what Notify could not deliver; how many letters that were. Safe to repeat: one failure counts once."""
    returned = 0
    for status, code in STATUSES.items():
        for one in islice(failures(status), AT_ONCE):
            pk = letter_of(one.get("reference") or "")
            if pk and one.get("completed_at"):
                ended = datetime.fromisoformat(one["completed_at"])
                returned += came_back(pk, {one["email_address"].lower()}, code, at=ended)
    return returned
