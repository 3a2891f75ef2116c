"""GOV.UK Notify as the way by which letters go, where a key is set: sending, and asking what could not be delivered."""

import smtplib
from datetime import datetime

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from partnership.models.letters import letter_of
from partnership.operations.bounces import came_back

REFUSED_FOR_GOOD = 400  # what Notify answers to a letter that it will never take; anything else may pass
# its words for what did not arrive → the same as mail servers say it (RFC 3463)
STATUSES = {"permanent-failure": "5.1.1", "temporary-failure": "4.4.7"}
AT_ONCE = 1000  # of each status: it keeps a week


def client():
    return NotificationsAPIClient(
        settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_URL, timeout=settings.EMAIL_TIMEOUT
    )


class NotifyBackend(BaseEmailBackend):
    """Django's e-mails by the one template of the service, which holds ((subject)) and ((body)).

    Only the text goes: Notify draws its own sheet, and takes no entries for calendars. What goes wrong is raised as a
    mail server would say it, so that letters are tried again, or given up, by the one rule.
    """

    def send_messages(self, messages):
        for message in messages:
            try:
                client().send_email_notification(
                    email_address=message.to[0],
                    template_id=settings.NOTIFY_TEMPLATE_ID,
                    personalisation={"subject": message.subject, "body": message.body},
                    reference=message.extra_headers.get("Message-ID", ""),
                )
            except HTTPError as problem:
                for_good = problem.response is not None and problem.status_code == REFUSED_FOR_GOOD
                raise smtplib.SMTPResponseException(550 if for_good else 450, b"GOV.UK Notify") from problem
        return len(messages)


def read_failures():
    """Mark what Notify could not deliver; how many letters that were. Safe to repeat: one failure counts once."""
    returned = 0
    for status, code in STATUSES.items():
        found = client().get_all_notifications_iterator(status=status, template_type="email")
        for one, _ in zip(found, range(AT_ONCE), strict=False):
            pk = letter_of(one.get("reference") or "")
            if pk and one.get("completed_at"):
                ended = datetime.fromisoformat(one["completed_at"])
                returned += came_back(pk, {one["email_address"].lower()}, code, at=ended)
    return returned
