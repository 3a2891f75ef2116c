"""Noting where people are signed in, signing them out there, and keeping what they had typed."""

import time
from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.models import KeptForm, Person, SignIn
from partnership.operations.record import record
from partnership.rules.sign_ins import KEPT_AT_MOST, KEPT_FOR, browser_in_words, what_to_keep


def note_sign_in(person, *, session_key, began, seen, browser):
    """That this session is in use, in one statement. `began` and `seen` in seconds since 1970.

    A session that somebody ends in this very moment stays ended.
    """
    row = SignIn(
        session_id=session_key,
        person=person,
        browser=browser_in_words(browser),
        began_at=datetime.fromtimestamp(began, tz=timezone.get_current_timezone()),
        seen_at=datetime.fromtimestamp(seen, tz=timezone.get_current_timezone()),
    )
    try:
        SignIn.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["session"], update_fields=["seen_at", "person"]
        )
    except IntegrityError:
        return


def open_sign_ins(person):
    """Where somebody is signed in now, the last used first."""
    now = timezone.now()
    return person.sign_ins.still_open(
        seen_since=now - settings.SESSION_IDLE, began_since=now - settings.SESSION_LONGEST
    )


def how_long(session):
    """For how many seconds a session goes on if nothing more happens in it, and whether its end can be put off."""
    now = time.time()
    idle = session.get("seen", now) + settings.SESSION_IDLE.total_seconds()
    last = session.get("began", now) + settings.SESSION_LONGEST.total_seconds()
    return {"left": max(int(min(idle, last) - now), 0), "final": last <= idle}


@transaction.atomic
def sign_out_there(sign_in, *, by):
    """End one session of theirs: whatever that browser does next, it has to sign in."""
    Session.objects.filter(pk=sign_in.session_id).delete()
    record("signed out elsewhere", sign_in.person, by=by, label=f"Person {sign_in.person_id}", number=1)


@transaction.atomic
def sign_out_everywhere(person, *, by, but="", why=""):
    """End every session of somebody, but for one by its key. Returns how many there were."""
    found = SignIn.objects.filter(person=person).exclude(session=but)
    keys = list(found.values_list("session", flat=True))
    if keys:
        Session.objects.filter(pk__in=keys).delete()
        label = f"Person {person.pk}"
        record("signed out elsewhere", person, by=by, why=why, label=label, number=len(keys))
    return len(keys)


@transaction.atomic
def keep_form(person, *, path, pairs, files=(), even_empty=False):
    """Keep what was sent too late, or None: nothing was typed. The oldest of many goes, and what is days old.

    With `even_empty` a button alone is kept as well, to be pressed again.
    """
    fields = what_to_keep(pairs)
    if not (fields or even_empty) or len(path) > KeptForm._meta.get_field("path").max_length:
        return None
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    drop_old_forms()
    kept = KeptForm.objects.create(
        person=person, path=path, fields=fields, files=[name[:255] for name in files if name]
    )
    too_many = person.kept_forms.values("pk")[KEPT_AT_MOST:]
    KeptForm.objects.filter(pk__in=list(too_many.values_list("pk", flat=True))).delete()
    return kept


def throw_away(kept):
    """Its person does not want it any more."""
    kept.delete()


def drop_old_forms():
    """Nothing lies about for longer than a few days. Returns how many went."""
    return KeptForm.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def drop_old_sessions():
    """Sessions past their date open nothing; their rows are swept away. Returns how many rows went."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
