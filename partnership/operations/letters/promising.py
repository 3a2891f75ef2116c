"""Writing letters down before they are sent, once each; and taking them back while they wait."""

from django.utils import timezone

from partnership.models import Letter, Person
from partnership.operations.doorbell import ring
from partnership.rules.letters import is_pressing


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
