"""Recording who was at a meeting, seat by seat as it was that day, and judging its quorum from it."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import (
    Appointment,
    Attendee,
    Decision,
    ItemMinutes,
    Meeting,
    Minutes,
    Organisation,
    Sitting,
    TermsOfReference,
)
from partnership.operations.carrying import carry_deferred
from partnership.operations.meetings import lock, move
from partnership.operations.record import record
from partnership.rules.attendance import APART, INSTEAD, as_counted, check_rows, expected_of
from partnership.rules.quorum import ChairsDiscretion, SomeOf, judge

HELD = (Meeting.State.HELD, Meeting.State.CONFIRMED)


def seats_of(meeting):
    """The group's seats on the meeting's day, as rows: what was recorded, or else what is expected.

    Each row holds seat, person, capacity, organisation, organisation_name, office, presence, instead and note.
    What a seat was on the day is taken from what was recorded once it has been.
    """
    day = meeting.held_on
    sitting = Sitting.objects.filter(meeting=meeting).first()
    if sitting:
        recorded = sitting.attendees.filter(seat__isnull=False).select_related(
            "organisation", "person", "seat"
        )
        return [as_row(one) for one in recorded]
    holders = {}
    held = Appointment.objects.on(day).filter(seat__group=meeting.group_id).select_related("person")
    for one in held.order_by("substitute", "pk"):
        holders.setdefault(one.seat_id, one)
    seats = meeting.group.seats.on(day).select_related("organisation")
    seats = seats.prefetch_related("organisation__former_names")
    kinds = list(Attendee.Capacity)
    return [
        {
            "seat": seat,
            "person": holders[seat.pk].person if seat.pk in holders else None,
            "capacity": seat.kind,
            "organisation": seat.organisation,
            "organisation_name": seat.organisation.name_on(day) if seat.organisation else "",
            "office": seat.office,
            **expected(seat, holders.get(seat.pk)),
            "note": "",
        }
        for seat in sorted(
            seats, key=lambda seat: (kinds.index(seat.kind), str(seat.organisation or ""), seat.pk)
        )
    ]


def expected(seat, appointment):
    """What a seat's row says of whoever holds it that day, or stands in, before anybody has said anything."""
    stands_in = appointment is not None and appointment.substitute
    presence = expected_of(
        seat.kind,
        held=appointment is not None,
        substitute=stands_in,
        counts=appointment is None or appointment.counts,
    )
    by_office = appointment.office or f"Substitute for {seat.office}" if stands_in else ""
    return {"presence": presence, "instead": by_office[:200] if presence in INSTEAD else ""}


def as_row(attendee):
    names = (
        "seat", "person", "capacity", "organisation", "organisation_name", "office", "presence", "instead", "note",
    )  # fmt: skip
    return {name: getattr(attendee, name) for name in names}


def judge_meeting(meeting, rows):
    """The group's rule on that day, the terms it stands in, and how these rows meet it.

    Without terms of reference, or where they name no organisation, it lies with the chair.
    """
    day = meeting.held_on
    terms = TermsOfReference.objects.in_force(meeting.group, day)
    rule = terms.rule_on(day) if terms else ChairsDiscretion({})
    counted = Organisation.objects.filter(pk__in=rule.names).prefetch_related("former_names")
    names = {one.pk: one.name_on(day) for one in counted}
    rule = replace(rule, names=names) if names else ChairsDiscretion({})
    seats = [
        as_counted(row["organisation"] and row["organisation"].pk, row["presence"], row["capacity"])
        for row in rows
    ]
    judged = judge(rule, seats)
    inputs = {
        "rule": str(rule),
        "count": rule.count if isinstance(rule, SomeOf) else None,
        "names": {str(pk): name for pk, name in names.items()},
        "terms": terms.version if terms else None,
        "rows": [
            {
                "who": ", ".join(part for part in (row["office"], row["organisation_name"]) if part),
                "organisation": seat.organisation,
                "capacity": str(row["capacity"]),
                "presence": str(row["presence"]),
                "counts": bool(seat.counts and seat.organisation in names),
            }
            for row, seat in zip(rows, seats, strict=True)
        ],
    }
    return terms, judged, inputs


def check_recordable(meeting, uncalled_because):
    if meeting.state == Meeting.State.CONFIRMED:
        raise Refused(
            "The minutes are confirmed: who attended stays as it is. Write a dated addition to the minutes."
        )
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused("This meeting was cancelled. Plan another one if it was held after all.")
    if meeting.starts_at > timezone.now():
        raise Refused("The meeting has not begun yet. Record who attended once it has.")
    if meeting.state == Meeting.State.PLANNED and not uncalled_because.strip():
        raise Refused("No agenda was sent for this meeting. Say why it was held all the same.")


NOBODYS = {
    "seat": None,
    "person": None,
    "organisation": None,
    "organisation_name": "",
    "instead": "",
    "note": "",
}


def whole(meeting, given, apart):
    """Every seat's row with what was said of it, then those who are listed apart."""
    rows = []
    for row in seats_of(meeting):
        said = given.get(row["seat"].pk)
        if said is None:
            raise Refused("A seat is missing on your page. Open it again: seats have changed meanwhile.")
        if row["seat"].organisation_id is None and said.get("organisation"):
            row |= {
                "organisation": said["organisation"],
                "organisation_name": said["organisation"].name_on(meeting.held_on),
            }
        elif row["seat"].organisation_id is None:
            row |= {"organisation": None, "organisation_name": ""}
        row |= {name: said.get(name, "") for name in ("presence", "instead", "note")}
        rows.append(row)
    for one in apart:
        if one["capacity"] not in APART:
            raise Refused("Somebody without a seat is a guest, in attendance, or from another partnership.")
        rows.append(NOBODYS | one)
    return rows


@transaction.atomic
def record_attendance(meeting, *, by, given, apart=(), chaired_by, seen=0, uncalled_because="", kept_by=""):
    """The meeting was held: who was there by seat, and its quorum judged and kept. Amended until it is confirmed.

    `given` maps each seat's id to presence, instead, note and, for a seat that belongs to no organisation, the
    organisation that they came from. `apart` are dicts of capacity, office, organisation_name, presence and note.
    `seen` is the revision on the page. A meeting whose agenda was never sent is called and held in one, with the
    reason on record.
    """
    meeting = lock(meeting)
    check_recordable(meeting, uncalled_because)
    sitting = Sitting.objects.select_for_update(no_key=True).filter(meeting=meeting).first()
    if (sitting.revision if sitting else 0) != seen:
        raise Refused(
            "Somebody else has recorded who attended since you opened this page. Compare, then save again."
        )
    if not chaired_by.strip():
        raise Refused("Say by their office who chaired.")
    rows = whole(meeting, given, apart)
    check_rows(rows)
    terms, judged, inputs = judge_meeting(meeting, rows)
    if sitting is None:
        sitting = begin(meeting, by=by, why=uncalled_because.strip(), kept_by=kept_by.strip())
    elif sitting.quorum != str(judged):
        void_ruling(sitting, quorate=judged.met)
    sitting.chaired_by = chaired_by.strip()
    sitting.terms, sitting.quorate, sitting.quorum = terms, judged.met, str(judged)
    sitting.judged_from, sitting.judged_at = inputs, timezone.now()
    sitting.recorded_by, sitting.recorded_at = by, timezone.now()
    sitting.revision = seen + 1
    sitting.save()
    sitting.attendees.all().delete()
    Attendee.objects.bulk_create(
        Attendee(sitting=sitting, position=position, **row) for position, row in enumerate(rows, 1)
    )
    record("recorded attendance", meeting, by=by, label=meeting.reference, rows=len(rows), quorate=judged.met)
    return sitting


def begin(meeting, *, by, why, kept_by):
    """The meeting becomes one that was held, with minutes to be written; what was put off comes to it."""
    if meeting.state == Meeting.State.PLANNED:
        move(meeting, Meeting.State.CALLED, by=by, why=f"Held without an agenda sent: {why}")
    else:
        why = ""
    move(meeting, Meeting.State.HELD, by=by)
    Minutes.objects.create(meeting=meeting, begun_by=by, kept_by=kept_by)
    carry_deferred(meeting.group, to=meeting)
    return Sitting(meeting=meeting, uncalled_because=why)


def void_ruling(sitting, *, quorate):
    """The quorum reads differently now: what the chair ruled was about something else, and decisions follow."""
    sitting.ruling = sitting.ruling_of = ""
    sitting.ruled_by = sitting.ruled_at = None
    ItemMinutes.objects.filter(item__meeting=sitting.meeting).exclude(ruling="").update(
        ruling="", ruling_words=""
    )
    taken = Decision.objects.filter(item__meeting=sitting.meeting, ratified_in=None)
    taken.update(inquorate=quorate is False, as_advice=False)
