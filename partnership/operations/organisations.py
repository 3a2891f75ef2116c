"""Bringing organisations in, renaming and ending them, and making one of two."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from partnership.access import Refused
from partnership.models import Event, FormerName, Organisation, Participation, Seat
from partnership.operations.record import record
from partnership.operations.seats import add_seat
from partnership.rules.organisations import (
    check_end,
    check_merger,
    check_new_name,
    check_participation,
    check_reopened,
)


def lock(*organisations):
    """Those organisations as they are now, locked in one order, as pk → organisation."""
    found = Organisation.objects.select_for_update(no_key=True).order_by("pk")
    return {one.pk: one for one in found.filter(pk__in=[one.pk for one in organisations])}


def free_code(name, model):
    """A name as an address that nothing of this kind has yet."""
    base = slugify(name)[:50] or "unnamed"
    taken = set(model.objects.filter(code__startswith=base).values_list("code", flat=True))
    code, number = base, 1
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code


@transaction.atomic
def add_organisation(*, by, name, kind, area="", short_name="", starts_on=None, source=""):
    """Bring an organisation in, from a day on or as it always was."""
    name = name.strip()
    same = Organisation.objects.filter(name__iexact=name)
    if same.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on or timezone.localdate())).exists():
        raise Refused(f"{name} is in the directory already. Open it there.")
    organisation = Organisation.objects.create(
        code=free_code(name, Organisation),
        name=name,
        short_name=short_name.strip(),
        kind=kind,
        area=area,
        starts_on=starts_on,
        source=source.strip(),
    )
    record("added", organisation, by=by, kind=kind, starts_on=str(starts_on or ""))
    return organisation


@transaction.atomic
def amend_organisation(organisation, *, by, name, short_name, kind, area, reason):
    """Put right what was entered wrongly. A new name from a day on is `rename_organisation`."""
    organisation = lock(organisation)[organisation.pk]
    new = {"name": name.strip(), "short_name": short_name.strip(), "kind": kind, "area": area}
    changed = {field: value for field, value in new.items() if getattr(organisation, field) != value}
    if not changed:
        raise Refused("That is what it already says. Change something, or go back.")
    if not reason.strip():
        raise Refused("Say what was wrong.")
    was = {field: getattr(organisation, field) for field in changed}
    for field, value in changed.items():
        setattr(organisation, field, value)
    organisation.save(update_fields=list(changed))
    record("amended", organisation, by=by, why=reason.strip(), was=was, now=changed)
    return organisation


@transaction.atomic
def rename_organisation(organisation, *, by, name, short_name, on, reason):
    """It takes a new name from a day on; whatever happened before keeps the old one."""
    organisation = lock(organisation)[organisation.pk]
    last = organisation.former_names.order_by("-ends_on").first()
    check_new_name(
        name=name, old=organisation.name, on=on, today=timezone.localdate(), begins=organisation.starts_on,
        last_change=last and last.ends_on,
    )  # fmt: skip
    former = FormerName.objects.create(
        organisation=organisation,
        name=organisation.name,
        starts_on=last.ends_on + timedelta(1) if last else organisation.starts_on,
        ends_on=on - timedelta(1),
    )
    organisation.name = name.strip()
    organisation.short_name = short_name.strip()
    organisation.save(update_fields=["name", "short_name"])
    record(
        "renamed", organisation, by=by, why=reason.strip(), old=former.name, new=organisation.name, on=str(on)
    )
    return organisation


@transaction.atomic
def end_organisation(organisation, *, by, on, reason, successor=None):
    """It exists until the end of that day; how it takes part ends with it. Its history stays."""
    locked = lock(*[organisation, *([successor] if successor else [])])
    organisation, successor = locked[organisation.pk], successor and locked[successor.pk]
    if successor is not None and successor.pk == organisation.pk:
        raise Refused("It cannot replace itself. Choose another organisation, or none.")
    if successor is not None and not successor.in_force(on + timedelta(1)):
        raise Refused(f"{successor.name} does not exist on the day after. Choose another successor, or none.")
    close(organisation, by=by, on=on, reason=reason, successor=successor)
    return organisation


def close(organisation, *, by, on, reason, successor):
    check_end(
        name=organisation.name,
        starts_on=organisation.starts_on,
        ends_on=organisation.ends_on,
        last=on,
        reason=reason,
    )
    organisation.ends_on = on
    organisation.successor = successor
    organisation.ended_because = reason.strip()
    organisation.save(update_fields=["ends_on", "successor", "ended_because"])
    for one in organisation.participations.select_for_update(no_key=True).on(on).order_by("pk"):
        if one.ends_on is None or one.ends_on > on:
            one.ends_on = on
            one.save(update_fields=["ends_on"])
            record("ended", one, by=by, why=reason.strip(), last_day=str(on))
    record(
        "ended", organisation, by=by, why=reason.strip(), last_day=str(on),
        followed_by=successor.code if successor else "",
    )  # fmt: skip


@transaction.atomic
def reopen_organisation(organisation, *, by, reason):
    """It was ended by mistake: it goes on, and so does every way of taking part that ended with it."""
    organisation = lock(organisation)[organisation.pk]
    check_reopened(
        name=organisation.name, ends_on=organisation.ends_on, reason=reason,
        merged=organisation.successor is not None
        and any(
            organisation.code in event.facts.get("followed", [])
            for event in Event.objects.about(organisation.successor).filter(verb="merged")
        ),
    )  # fmt: skip
    on, because, follower = organisation.ends_on, organisation.ended_because, organisation.successor
    organisation.ends_on, organisation.successor, organisation.ended_because = None, None, ""
    organisation.save(update_fields=["ends_on", "successor", "ended_because"])
    with_it = organisation.participations.select_for_update(no_key=True).filter(ends_on=on)
    for one in with_it.order_by("pk"):
        ended = Event.objects.about(one).filter(verb="ended").order_by("-pk").first()
        if ended is None or (ended.why, ended.facts.get("last_day")) != (because, str(on)):
            continue  # it had its end for a reason of its own
        one.ends_on = None
        one.save(update_fields=["ends_on"])
        record("reopened", one, by=by, why=reason.strip(), last_day=str(on))
    record(
        "reopened", organisation, by=by, why=reason.strip(), last_day=str(on), ended_because=because,
        followed_by=follower.code if follower else "",
    )  # fmt: skip
    return organisation


@transaction.atomic
def merge_organisations(
    organisations,
    *,
    by,
    on,
    reason,
    successor=None,
    name="",
    short_name="",
    kind="",
    area="",
    carry_seats=True,
):
    """From that day on one organisation stands where these were: each ends the day before, the one follows them all.

    The successor is there already or begins that day under `name`. It takes part in every way in which they did, and,
    with `carry_seats`, sits wherever they sat. What still names the old ones is told by their pages.
    """
    locked = lock(*organisations, *([successor] if successor else []))
    merging = [locked[one.pk] for one in organisations if not (successor and one.pk == successor.pk)]
    if not reason.strip():
        raise Refused("Say why they are merging.")
    check_merger(
        merging=[(one.name, one.starts_on, one.ends_on) for one in merging],
        successor=successor and (successor.name, successor.starts_on, successor.ends_on),
        on=on,
    )
    one = (
        locked[successor.pk]
        if successor
        else add_organisation(
            by=by, name=name, short_name=short_name, kind=kind, area=area, starts_on=on, source=reason[:200]
        )
    )
    last = on - timedelta(1)
    before = Participation.objects.filter(organisation__in=merging).on(last).order_by("kind", "pk")
    ways = {way.kind: way for way in reversed(before)}
    seats = list(
        Seat.objects.filter(organisation__in=merging).on(last).select_related("group").order_by("pk")
    )
    for old in merging:
        close(old, by=by, on=last, reason=reason, successor=one)
    for way in ways.values():
        if not one.participations.on(on).filter(kind=way.kind).exists():
            new = Participation.objects.create(
                organisation=one, kind=way.kind, through=way.through, starts_on=on, source=reason[:200]
            )
            record("added", new, by=by, starts_on=str(on))
    if carry_seats:
        carry(seats, one, by=by, on=on, reason=reason)
    record("merged", one, by=by, why=reason.strip(), on=str(on), followed=[old.code for old in merging])
    return one


def carry(seats, organisation, *, by, on, reason):
    """End those seats, and give the organisation one for each office that held one in a group."""
    last = on - timedelta(1)
    for seat in (
        Seat.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in seats]).order_by("pk")
    ):
        seat.ends_on = last
        seat.save(update_fields=["ends_on"])
        record("ended", seat, by=by, why=reason.strip(), last_day=str(last))
    for group, office, kind in dict.fromkeys((one.group, one.office, one.kind) for one in seats):
        held = Seat.objects.on(on).filter(group=group, organisation=organisation, office=office)
        if not held.exists():
            add_seat(
                group,
                by=by,
                office=office,
                kind=kind,
                organisation=organisation,
                starts_on=on,
                source=reason[:200],
            )


@transaction.atomic
def add_participation(organisation, *, by, kind, starts_on, ends_on=None, through="", source=""):
    """Say how an organisation takes part, from one day on."""
    organisation = lock(organisation)[organisation.pk]
    others = organisation.participations.filter(kind=kind)
    check_participation(
        starts_on=starts_on, ends_on=ends_on,
        organisation=(organisation.name, organisation.starts_on, organisation.ends_on),
        others=others.values_list("starts_on", "ends_on"), kind=Participation.Kind(kind).label,
    )  # fmt: skip
    added = Participation.objects.create(
        organisation=organisation,
        kind=kind,
        through=through.strip(),
        starts_on=starts_on,
        ends_on=ends_on or organisation.ends_on,
        source=source.strip(),
    )
    record("added", added, by=by, starts_on=str(starts_on))
    return added


@transaction.atomic
def end_participation(participation, *, by, on, reason):
    """It no longer takes part in this way after that day."""
    participation = Participation.objects.select_for_update(no_key=True).get(pk=participation.pk)
    check_end(
        name="Taking part in this way", starts_on=participation.starts_on, ends_on=participation.ends_on, last=on,
        reason=reason,
    )  # fmt: skip
    participation.ends_on = on
    participation.save(update_fields=["ends_on"])
    record("ended", participation, by=by, why=reason.strip(), last_day=str(on))
    return participation
