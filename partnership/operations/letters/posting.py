"""Posting letters: nothing is lost, and nothing goes twice but by a crash in the act."""

import logging
from datetime import UTC, date, datetime, timedelta

from django.core.mail import get_connection
from django.db import connection, transaction
from django.utils import timezone

from partnership.models import Letter
from partnership.models.written import Written, planned_once
from partnership.operations.bounces import hold, lose, release
from partnership.operations.composing import Said, compose
from partnership.operations.letters.needed import no_longer_needed
from partnership.operations.letters.promising import cancel
from partnership.operations.letters.refusals import CLOSING, mark_refused, refusal_code, refused_address
from partnership.rules.letters import digest_since

log = logging.getLogger(__name__)

A_BATCH = 100  # letters that are looked for at once

MARK_SENT = """
    UPDATE partnership_letter
    SET state = 'sent', sent_at = %s, sent_to = %s, attempts = attempts + 1, state_reason = '',
        path = CASE WHEN secret THEN '' ELSE path END
    WHERE id = ANY (%s)
"""


def mark_sent(letters):
    """They went, in one email."""
    with connection.cursor() as cursor:
        cursor.execute(MARK_SENT, [timezone.now(), letters[0].goes_to, [letter.pk for letter in letters]])


def send(letters, mail, said=None):
    """Send one email and mark its letters. False when the server did not answer at all, or is closing."""
    if letters[0].lost:
        hold(letters)
        return True
    try:
        compose(letters, mail, said=said).send()
    except ValueError:  # an address or subject that no email may have; it must not stop the letters behind it
        log.exception("Letter %s cannot be written as an email", letters[0].pk)
        mark_refused(letters, "It cannot be written as an email", answered=True, for_good=True)
        return True
    except OSError as error:
        if status := refused_address(error):
            lose(letters[0].goes_to, status)
            hold(letters)
            return True
        code = refusal_code(error)
        permanent = code is not None and 500 <= code < 600
        answered = code not in (None, CLOSING)
        reason = f"The mail server answered {code}" if code else "The mail server did not answer"
        mark_refused(letters, reason, answered=answered, for_good=permanent)
        return answered
    mark_sent(letters)
    return True


def next_waiting(now):
    """The numbers of some that wait, in the order in which they go. Nothing is claimed yet."""
    waiting = Letter.objects.waiting(now).for_each().order_by("-urgent", "try_at", "pk")
    return list(waiting.values_list("pk", flat=True)[:A_BATCH])


claim = Written(
    lambda pk, now, today: Letter.objects.waiting(now).for_each().to_send(today).filter(pk=pk),
    -1,
    datetime(1, 1, 1, tzinfo=UTC),
    date(1, 1, 1),
)


def post(pk, mail, now, said):
    """Claim that letter, send it and mark it, in one transaction. None when somebody else has it, or had it.

    Killed between the server's yes and our commit, a worker leaves one letter to be sent again, under the same
    Message-ID. Answers False when the server did not answer.
    """
    with transaction.atomic():
        claimed = claim(pk, now, timezone.localdate())
        if not claimed:
            return None
        (letter,) = claimed
        reason = no_longer_needed(letter)
        if reason:
            cancel(letter, reason)
            return True
        return send([letter], mail, said)


def post_letters(limit=500):
    """Send every letter that waits. One connection for all; stops when the server does not answer.

    They are looked for a batch at a time, and claimed, asked about and marked one by one: what changed meanwhile
    counts, and a kill costs one letter and not a batch.
    """
    posted = 0
    release(timezone.now())
    with MailConnection() as mail, planned_once():
        while posted < limit and (batch := next_waiting(timezone.now())):
            said, before = Said(), posted
            for pk in batch[: limit - posted]:
                answer = post(pk, mail.connection, timezone.now(), said)
                if answer is False:
                    mail.renew()
                    return posted
                posted += answer is not None
            if posted == before:
                break  # others have them
    return posted


class MailConnection:
    """An SMTP connection kept open for a batch; Django opens it at the first message."""

    def __enter__(self):
        self.connection = get_connection()
        return self

    def renew(self):
        self.__exit__()
        self.connection = get_connection()

    def __exit__(self, *error):
        try:
            self.connection.close()
        except OSError:
            log.info("The mail server had already closed the connection")


def post_digests(now=None):
    """For each person who chose one letter a day, send what waits as one, from half past seven.

    Looks for who has had none today, so that a lost morning loses nothing and a second round sends nothing.
    """
    now = now or timezone.now()
    since = digest_since(timezone.localtime(now))
    if since is None:
        return 0
    had_theirs = Letter.objects.digested().filter(sent_at__gte=since).values("recipient")
    waiting = Letter.objects.waiting(now).for_digest().exclude(recipient__in=had_theirs)
    sent = 0
    with MailConnection() as mail:
        for recipient in list(waiting.order_by("recipient").values_list("recipient", flat=True).distinct()):
            answer = post_digest(recipient, mail.connection, now)
            if answer is False:
                break
            sent += bool(answer)
    return sent


@transaction.atomic
def post_digest(recipient, mail, now):
    """One person's waiting letters as one. None when another worker has them, or none is needed any more."""
    letters = list(
        Letter.objects.waiting(now)
        .for_digest()
        .filter(recipient=recipient)
        .to_send(timezone.localdate())
        .order_by("due_on", "pk")
    )
    needed = []
    for letter in letters:
        reason = no_longer_needed(letter)
        if reason:
            cancel(letter, reason)
        else:
            needed.append(letter)
    return send(needed, mail) if needed else None


def oldest_waiting(now=None):
    """How long the oldest letter that should have gone has been waiting."""
    now = now or timezone.now()
    first = Letter.objects.waiting(now).for_each().order_by("try_at").values_list("try_at", flat=True).first()
    return now - first if first else timedelta(0)
