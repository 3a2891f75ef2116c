"""An artefact's hour: scheduled, live by itself if everything still holds, withdrawn, archived."""

import logging

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Value
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.operations.letters import promise
from reviews.models import Artefact
from reviews.operations.case import clock
from reviews.operations.case import lock as lock_case
from reviews.operations.letters import business_unit, holders, write
from reviews.operations.publication.anonymity import wording_of
from reviews.operations.publication.artefact import earliest, in_force, lock, missing, move
from reviews.operations.publication.deciding import complete, delay_untold
from reviews.rules.publication import check_archive, check_move, check_schedule, keep_until

log = logging.getLogger(__name__)

MOST_SEARCHED = 300_000  # characters of a file's text; PostgreSQL takes no more than a megabyte of words


@transaction.atomic
def schedule(artefact, *, by, publish_at, late_reason=""):
    """Set its hour. At that hour everything is looked at once more."""
    artefact = lock(artefact)
    check_move(artefact.state, Artefact.State.SCHEDULED)
    running = clock(artefact.review.case, "publish")
    check_schedule(
        missing=missing(artefact),
        publish_on=timezone.localdate(publish_at),
        earliest=earliest(artefact),
        publish_at=publish_at,
        now=timezone.now(),
        due_on=running and running.due_on,
        late_reason=late_reason,
        delay_untold=delay_untold(artefact.review),
    )
    return move(
        artefact,
        Artefact.State.SCHEDULED,
        by=by,
        publish_at=publish_at,
        scheduled_by=by,
        late_reason=late_reason,
        held_back_because="",
    )


def publish_due(now=None):
    """Publish what is due, each in its own transaction. Safe to repeat and to run twice at once.

    One that fails keeps nothing else from its hour; the failure is raised at the end.
    """
    now = now or timezone.now()
    published, failures = [], []
    for pk in list(Artefact.objects.due_to_go_live(now).values_list("pk", flat=True)):
        try:
            artefact = go_live(pk, now)
        except Exception as failure:
            log.exception("Artefact %s could not be published", pk)
            failures.append(failure)
        else:
            published += [artefact] if artefact else []
    if failures:
        raise failures[0]
    return published


@transaction.atomic
def go_live(pk, now):
    """At its hour, look at everything again: live if it still holds, else back, saying why. None if not due."""
    artefact = (
        Artefact.objects.due_to_go_live(now)
        .filter(pk=pk)
        .select_for_update(of=("self",), skip_locked=True, no_key=True)
        .select_related("review__case__edition", "document")
        .first()
    )
    if artefact is None:
        return None
    case = artefact.review.case = lock_case(artefact.review.case)
    first = earliest(artefact)
    reasons = missing(artefact)
    if first and timezone.localdate(now) < first:
        reasons.append(f"The copies need seven working days: the earliest date is {first:%-d %B %Y}.")
    if reasons:
        move(
            artefact,
            Artefact.State.READY,
            by=None,
            why=" ".join(reasons),
            held_back_because=" ".join(reasons),
        )
        write(
            "case_step", "Not published at its hour", f"artefact:{artefact.pk}:back:{artefact.publish_at:%Y%m%d%H%M}",
            business_unit(), case=case, path=artefact.get_absolute_url(), urgent=True,
        )  # fmt: skip
        return None
    move(artefact, Artefact.State.LIVE, by=None, live_at=now, keep_until=keep_until(timezone.localdate(now)))
    text = wording_of(artefact).text[:MOST_SEARCHED]
    Artefact.objects.filter(pk=artefact.pk).update(words=SearchVector(Value(text), config="english"))
    complete(case, artefact, in_force(artefact.review), by=None)
    # Without the case's reference: nobody outside is told which case a published review is.
    for person in (business_unit() | holders(Role.SIGNATORY, Role.PARTNER_LEAD)).distinct():
        promise(
            "published",
            f"artefact:{artefact.pk}:live:{person.pk}",
            to=person,
            subject="A review has been published",
            label="A review has been published",
            path=artefact.review.get_absolute_url(),
        )
    return artefact


@transaction.atomic
def withdraw(artefact, *, by, reason):
    """Take it down at once, for a stated reason: an emergency, on the record."""
    artefact = lock(artefact)
    if not reason.strip():
        raise Refused("Say why you are taking it down.")
    move(
        artefact, Artefact.State.WITHDRAWN, by=by, why=reason,
        withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_reason=reason, words=None,
    )  # fmt: skip
    write(
        "case_step", "Withdrawn from the public site", f"artefact:{artefact.pk}:withdrawn", business_unit(),
        case=artefact.review.case, path=artefact.get_absolute_url(), urgent=True,
    )  # fmt: skip
    return artefact


@transaction.atomic
def archive(artefact, *, by, reason):
    """Take the file down after the least time that it stays public. Its page stays, and says what it was."""
    artefact = lock(artefact)
    check_move(artefact.state, Artefact.State.ARCHIVED)
    check_archive(keep_until=artefact.keep_until, today=timezone.localdate(), reason=reason)
    return move(
        artefact, Artefact.State.ARCHIVED, by=by, why=reason, words=None,
        archived_at=timezone.now(), archived_by=by, archived_reason=reason.strip(),
    )  # fmt: skip
