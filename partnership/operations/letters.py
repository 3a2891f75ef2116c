"""Promising letters and posting them: nothing is lost, and nothing goes twice but by a crash in the act."""

import json
import logging
import re
import smtplib
from datetime import UTC, datetime, timedelta

from django.core.mail import get_connection
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Role
from partnership.models import Action, Letter, Person
from partnership.models.written import Written
from partnership.operations.bounces import hold, lose, release
from partnership.operations.composing import Said, compose
from partnership.operations.doorbell import ring
from partnership.rules.deadlines import CHASED_APART, OF_EACH_SCHOOL
from partnership.rules.letters import (
    GIVE_UP_AFTER,
    STAGES,
    digest_since,
    is_declined,
    is_pressing,
    latest_due_date,
    rest_after,
)

log = logging.getLogger(__name__)


def promise(
    kind, key, *, to, subject, reference="", label="", due_on=None, path="", secret=False, urgent=False
):
    """Write a letter down once: the same key again changes nothing. `to` is a Person or an address.

    What is due by tomorrow waits for nobody's daily letter.
    """
    letter, _ = Letter.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "recipient": to if isinstance(to, Person) else None,
            "address": "" if isinstance(to, Person) else to,
            "subject": subject,
            "reference": reference,
            "label": label,
            "due_on": due_on,
            "path": path,
            "secret": secret,
            "urgent": urgent or is_pressing(due_on, timezone.localdate()),
        },
    )
    ring("partnership.tasks.post_letters")
    return letter


def promise_all(letters):
    """Write many letters down in one statement; those whose key is known change nothing. Returns how many are new."""
    known = set(Letter.objects.filter(key__in=[one.key for one in letters]).values_list("key", flat=True))
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    ring("partnership.tasks.post_letters")
    return len({one.key for one in letters} - known)


REMIND = """
    WITH reached AS (
        SELECT due.*,
               CASE WHEN due.due_on <= %(late_manager)s THEN 'late_manager'
                    WHEN due.due_on <= %(late_lead)s THEN 'late_lead'
                    WHEN due.due_on <= %(late)s THEN 'late'
                    ELSE 'soon' END AS stage
        FROM (
            SELECT 'deadline:' || id AS id, id AS deadline_id, NULL::bigint AS action_id,
                   organisation_id, group_id, owner_id, role, reference, label, due_on, path, duty
            FROM partnership_deadline
            WHERE done_on IS NULL AND ended_on IS NULL AND due_on <= %(soon)s AND duty <> ALL (%(apart)s)
            UNION ALL
            SELECT 'action:' || id, NULL, id, organisation_id, NULL, owner_id, '', 'Action ' || id,
                   'An action for you, or for your agency', target_on, replace(%(action)s, '0', id::text), ''
            FROM partnership_action
            WHERE state IN ('open', 'in_progress') AND target_on <= %(soon)s
        ) due
    ), holder AS (
        SELECT a.person_id, a.role, a.organisation_id, s.group_id
        FROM partnership_appointment a
        JOIN partnership_person p ON p.id = a.person_id AND p.is_active
        LEFT JOIN partnership_seat s ON s.id = a.seat_id
        LEFT JOIN partnership_group g ON g.id = s.group_id
        WHERE (a.starts_on IS NULL OR a.starts_on <= %(today)s)
          AND (a.ends_on IS NULL OR a.ends_on >= %(today)s)
          AND (s.starts_on IS NULL OR s.starts_on <= %(today)s)
          AND (s.ends_on IS NULL OR s.ends_on >= %(today)s)
          AND (g.starts_on IS NULL OR g.starts_on <= %(today)s)
          AND (g.ends_on IS NULL OR g.ends_on >= %(today)s)
    ), recipient AS (
        SELECT r.id, h.person_id FROM reached r JOIN holder h
            ON h.organisation_id = r.organisation_id AND h.role IN ('partner_lead', 'school_lead')
        UNION
        SELECT r.id, h.person_id FROM reached r JOIN holder h
            ON h.group_id = r.group_id AND h.role = 'group_chair'
        UNION
        SELECT r.id, p.id FROM reached r JOIN partnership_person p ON p.id = r.owner_id AND p.is_active
        UNION
        SELECT r.id, h.person_id FROM reached r JOIN holder h ON r.role <> '' AND h.role = r.role
        UNION
        SELECT r.id, h.person_id FROM reached r JOIN holder h
            ON h.organisation_id = r.organisation_id AND h.role = 'signatory'
            WHERE r.stage IN ('late_lead', 'late_manager')
        UNION
        SELECT r.id, h.person_id FROM reached r JOIN holder own ON own.person_id = r.owner_id
            JOIN holder h ON h.organisation_id = own.organisation_id AND h.role = 'partner_lead'
            WHERE r.stage IN ('late_lead', 'late_manager')
        UNION
        SELECT r.id, h.person_id FROM reached r JOIN holder h ON h.role = 'board_manager'
            WHERE r.stage = 'late_manager' AND r.duty <> ALL (%(schools)s)
    ), letter AS (
        SELECT r.id || ':' || r.stage || ':' || r.due_on || ':' || c.person_id AS key,
               r.*, c.person_id
        FROM reached r JOIN recipient c ON c.id = r.id
    )
    INSERT INTO partnership_letter
        (key, kind, recipient_id, address, reference, subject, label, due_on, path, secret, urgent,
         deadline_id, action_id, stage, state, state_reason, promised_at, attempts, try_at)
    SELECT l.key, 'reminder', l.person_id, '', l.reference,
           (%(subjects)s::jsonb ->> l.stage) || ': ' || l.reference, l.label, l.due_on, l.path, false, false,
           l.deadline_id, l.action_id, l.stage, 'promised', '', %(now)s, 0, %(now)s
    FROM letter l
    WHERE NOT EXISTS (SELECT 1 FROM partnership_letter before WHERE before.key = l.key)
    ON CONFLICT (key) DO NOTHING
"""


def promise_reminders(today=None):
    """Promise a letter for every deadline and action that is near or late, in one statement. Safe to repeat.

    Selects "on or before", never "equal to": after lost days each deadline gets one letter, its most
    urgent. Returns how many letters were new.
    """
    today = today or timezone.localdate()
    dates = {stage.name: latest_due_date(stage, today) for stage in STAGES}
    subjects = {stage.name: stage.subject for stage in STAGES}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            REMIND,
            {
                **dates,
                "apart": list(CHASED_APART),
                "schools": list(OF_EACH_SCHOOL),
                "today": today,
                "now": timezone.now(),
                "subjects": json.dumps(subjects),
                "action": reverse("action", args=[0]),
            },
        )
        new = cursor.rowcount
        if new:
            ring("partnership.tasks.post_letters")
    return new


A_BATCH = 50  # letters that are looked for at once
OF_SIGN_IN = ("invitation", "password_reset", "account_changed")  # these go to whoever holds no role yet, too


def no_longer_needed(letter):
    """Why a letter should not go after all, or an empty text."""
    if letter.recipient and not letter.recipient.is_active:
        return "The person may no longer sign in"
    if letter.recipient and letter.kind not in OF_SIGN_IN and not letter.recipient.roles:
        return "The person holds no role any more"
    if letter.recipient and is_declined(letter.kind, letter.recipient.post_declined):
        return "The person wants no letters of this kind"
    if letter.deadline_id and not letter.deadline.outstanding:
        return "It is done, or no longer due"
    if letter.deadline_id and letter.deadline.due_on != letter.due_on:
        return "Its date has moved"
    if letter.action_id and letter.action.state not in (Action.State.OPEN, Action.State.IN_PROGRESS):
        return "It is done, or said to be done"
    if letter.action_id and letter.action.target_on != letter.due_on:
        return "Its date has moved"
    if (letter.deadline_id or letter.action_id) and not is_still_asked(letter):
        return "The person is no longer asked for it"
    return "A more urgent letter has been written" if has_more_urgent(letter) else ""


def is_still_asked(letter):
    """Whether the sweep would still write to this person: who has left the agency or office since is told nothing."""
    thing, person = letter.deadline or letter.action, letter.recipient
    return (
        thing.owner_id == person.pk
        or thing.organisation_id in person.answers_for
        or (letter.deadline_id and (thing.group_id in person.chaired or thing.role in person.roles))
        or (letter.stage == "late_manager" and Role.BOARD_MANAGER in person.roles)
        or (thing.owner_id and leads(person, thing.owner))
    )


def leads(person, other):
    return not {a.organisation_id for a in other.appointments_today}.isdisjoint(
        person.organisations(Role.PARTNER_LEAD)
    )


def has_more_urgent(letter):
    """Whether the same person was written to of the same thing and date at a later stage."""
    if not (letter.deadline_id or letter.action_id):
        return False
    names = [stage.name for stage in STAGES]
    return not set(names[names.index(letter.stage) + 1 :]).isdisjoint(letter.stages)


MARK_SENT = """
    UPDATE partnership_letter
    SET state = 'sent', sent_at = %s, sent_to = %s, attempts = attempts + 1, state_reason = '',
        path = CASE WHEN secret THEN '' ELSE path END
    WHERE id = ANY (%s)
"""


def mark_sent(letters):
    """They went, in one e-mail."""
    with connection.cursor() as cursor:
        cursor.execute(MARK_SENT, [timezone.now(), letters[0].goes_to, [letter.pk for letter in letters]])


def mark_refused(letters, reason, *, answered, for_good):
    """It did not go. Only an answer to the letter counts as an attempt: while nobody answers, nobody gives up."""
    now = timezone.now()
    for letter in letters:
        letter.attempts += answered
        letter.state_reason = reason[:200]
        letter.try_at = now + rest_after(letter.attempts)
        if for_good or letter.attempts >= GIVE_UP_AFTER:
            letter.state = Letter.State.FAILED
            if letter.secret:
                letter.path = ""
        letter.save(update_fields=["state", "attempts", "state_reason", "try_at", "path"])


def refusal_code(error):
    """The SMTP answer of a refusal, or None where there was no answer at all."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max(code for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code
    return None


CLOSING = 421  # "service not available" (RFC 5321, 3.8): an answer about the server, and about no letter
NO_SUCH_ADDRESS = re.compile(r"\b5\.1\.\d{1,3}\b")


def refused_address(error):
    """What a server that knows no such address answers (RFC 3463); empty where it refuses for other reasons."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = error.recipients.values()
    elif isinstance(error, smtplib.SMTPDataError):  # some say so only once they have the letter
        answers = [(error.smtp_code, error.smtp_error)]
    else:
        answers = []
    for code, words in answers:
        said = words.decode("ascii", "replace") if isinstance(words, bytes) else str(words)
        if 500 <= code < 600 and (found := NO_SUCH_ADDRESS.search(said)):
            return found[0]
    return ""


def send(letters, mail, said=None):
    """Send one e-mail and mark its letters. False when the server did not answer at all, or is closing."""
    if letters[0].lost:
        hold(letters)
        return True
    try:
        compose(letters, mail, said=said).send()
    except (
        ValueError
    ):  # an address or subject that no e-mail may have; it must not stop the letters behind it
        log.exception("Letter %s cannot be written as an e-mail", letters[0].pk)
        mark_refused(letters, "It cannot be written as an e-mail", answered=True, for_good=True)
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
    lambda pk, now: Letter.objects.waiting(now).for_each().to_send().filter(pk=pk),
    -1,
    datetime(1, 1, 1, tzinfo=UTC),
)


def post(pk, mail, now, said):
    """Claim that letter, send it and mark it, in one transaction. None when somebody else has it, or had it.

    Killed between the server's yes and our commit, a worker leaves one letter to be sent again, under the same
    Message-ID. Answers False when the server did not answer.
    """
    with transaction.atomic():
        claimed = claim(pk, now)
        if not claimed:
            return None
        (letter,) = claimed
        reason = no_longer_needed(letter)
        if reason:
            cancel(letter, reason)
            return True
        return send([letter], mail, said)


def cancel(letter, reason):
    letter.state = Letter.State.CANCELLED
    letter.state_reason = reason
    if letter.secret:
        letter.path = ""
    letter.save(update_fields=["state", "state_reason", "path"])


def cancel_waiting(beginning, reason):
    """Letters of these keys that were promised and have not gone do not go. One that is being sent is on its way."""
    waiting = Letter.objects.filter(key__startswith=beginning, state=Letter.State.PROMISED)
    for letter in waiting.select_for_update(no_key=True, skip_locked=True).order_by("pk"):
        cancel(letter, reason)


def post_letters(limit=500):
    """Send every letter that waits. One connection for all; stops when the server does not answer.

    They are looked for a batch at a time, and claimed, asked about and marked one by one: what changed meanwhile
    counts, and a kill costs one letter and not a batch.
    """
    posted = 0
    release(timezone.now())
    with MailConnection() as mail:
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
        .to_send()
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
