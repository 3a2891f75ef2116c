"""The one way into the record, and the proof that nobody changed it."""

from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from partnership.models import Event

THE_PORTAL = "The portal itself"


def signature(person):
    """Who did it, as the record keeps it: name and roles of the day, or those in which they chose to act."""
    if person is None:
        return THE_PORTAL
    if person.acts_narrowed:
        roles = "; ".join(sorted(appointment.hat for appointment in person.appointments_today))
    else:
        roles = ", ".join(sorted(role.label for role in person.roles)) or "no role"
    return f"{person.name} ({roles})"[:200]


def record(verb, thing, *, by, why="", label=None, **facts):
    """Add one entry about `thing`, in the transaction of the change it tells of.

    Facts are plain values and never hold what a child or family could be known by.
    """
    made = entry(verb, thing, by=by, why=why, label=label, facts=facts)
    made.save(force_insert=True)
    return made


def record_each(verb, things, *, by):
    """The same entry about each of them, in one statement: several ask for a transaction, one is its own."""
    if len(things) == 1:
        return [record(verb, things[0], by=by)]
    return Event.objects.bulk_create([entry(verb, thing, by=by) for thing in things])


def entry(verb, thing, *, by, why="", label=None, facts=None):
    """One entry, not added yet."""
    return Event(
        at=timezone.now(),
        actor_id=str(by.pk) if by else "",
        actor=signature(by),
        verb=verb,
        noun=thing._meta.label_lower,
        noun_id=str(thing.pk),
        label=(label or str(thing))[:200],
        facts=facts or {},
        why=why,
    )


def end_of_record():
    """The position of the newest entry. Entries take their places one by one as they are committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(position), 0) FROM partnership_event")
        return cursor.fetchone()[0]


@dataclass(frozen=True)
class Verdict:
    """What verification found: how many entries, the newest hash, and where the chain is broken."""

    entries: int
    head: str
    broken: list

    @property
    def whole(self):
        return not self.broken


def verify():
    """Recompute every hash and link in the database. A removed, changed or inserted entry breaks it.

    An entry without a position got past the triggers; it is reported as 0.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT coalesce(position, 0) FROM (
                SELECT position, hash, previous_hash, event_hash(e) AS computed,
                       lag(hash, 1, '') OVER (ORDER BY position) AS before,
                       lag(position, 1, 0::bigint) OVER (ORDER BY position) AS position_before
                FROM partnership_event e
            ) chain
            WHERE position IS NULL OR hash <> computed
                OR previous_hash <> before OR position <> position_before + 1
            ORDER BY position
            """
        )
        broken = [row[0] for row in cursor.fetchall()]
        cursor.execute(
            "SELECT count(*), coalesce((array_agg(hash ORDER BY position DESC NULLS LAST))[1], '') "
            "FROM partnership_event"
        )
        entries, head = cursor.fetchone()
    return Verdict(entries=entries, head=head, broken=broken)
