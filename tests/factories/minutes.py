"""Meetings as they are held, minuted and confirmed, by the deeds that people do."""

from datetime import date

from django.db import transaction

from partnership.access import Role
from partnership.models import Appointment, Meeting, Seat, TermsOfReference
from partnership.operations import meetings as moves
from partnership.operations.attendance import record_attendance, seats_of
from partnership.operations.minutes import (
    answer_minutes,
    circulate_minutes,
    confirm_minutes,
    send_to_chair,
    write_item,
)
from partnership.operations.minutes_paper import WIDEST, as_html, keep_paper
from partnership.rules.attendance import INSTEAD
from tests.factories import meetings as planned
from tests.factories.reviews import pdf

LONG_AGO = date(2019, 9, 29)
SECRET = "The sibling moved to Oakham on Tuesday"


def seat(group, organisation=None, kind="member", office=None, **more):
    return Seat.objects.create(
        group=group,
        organisation=organisation,
        kind=kind,
        office=office or f"{kind} for {organisation}",
        **more,
    )


def sit(person, seat, role=Role.GROUP_MEMBER, **more):
    """The person holds the seat as well, as fresh eyes on what they may do."""
    Appointment.objects.create(person=person, role=role, seat=seat, starts_on=LONG_AGO, **more)
    return type(person).objects.get(pk=person.pk)


def terms(group, rule="all_of", *, of="partners", count=None, organisations=(), version=1):
    made = TermsOfReference.objects.create(
        group=group, version=version, in_force_on=LONG_AGO, remit="–", membership="–", frequency="–",
        quorum_rule=rule, quorum_of=of, quorum_count=count,
    )  # fmt: skip
    made.quorum_organisations.set(organisations)
    return made


def said(meeting, **presences):
    """What is said of every seat: as expected, but for those whose office's last word is named."""
    rows = {}
    for row in seats_of(meeting):
        presence = presences.get(row["office"].split()[-1].lower(), row["presence"])
        rows[row["seat"].pk] = {"presence": presence, "instead": "Deputy" if presence in INSTEAD else ""}
    return rows


def called(cast, group=None, *, day, items=(), **more):
    """A meeting that was called, with (title, purpose, audience) on its agenda."""
    made = planned.meeting(cast, group, day=day, **more)
    for title, purpose, audience in items:
        planned.item(made, title, purpose=purpose, audience=audience)
    with transaction.atomic():
        moves.move(moves.lock(made), Meeting.State.CALLED, by=cast.officer)
    return Meeting.objects.get(pk=made.pk)


ITEMS = (
    ("Welcome", "note", "everybody"),
    ("Budget", "decide", "members"),
    ("Rapid review", "discuss", "restricted"),
)


def held(cast, group=None, *, day, items=ITEMS, apart=(), presences=None, **more):
    """A meeting that was held, with attendance as expected unless `presences` say otherwise."""
    meeting = called(cast, group, day=day, items=items, **more)
    record_attendance(
        meeting, by=cast.officer, given=said(meeting, **(presences or {})), apart=apart, chaired_by="Chair"
    )
    return Meeting.objects.get(pk=meeting.pk)


def written(cast, group=None, **more):
    """A held meeting of which every item is written; what is restricted says SECRET."""
    meeting = held(cast, group, **more)
    for item in meeting.items.all():
        text = SECRET if item.audience == "restricted" else f"{item.title} for {item.audience} was talked of."
        write_item(item, by=cast.officer, seen=0, text=text)
    return meeting


def agreed(cast, meeting):
    minutes = send_to_chair(meeting.minutes, by=cast.officer)
    return answer_minutes(minutes, by=cast.officer, agrees=True, office="Chair")


def circulated(cast, meeting):
    return circulate_minutes(agreed(cast, meeting), by=cast.officer)


def confirmed(cast, meeting, *, later):
    """Confirmed by the group's chair at a later meeting, on which day it was held."""
    minutes = circulated(cast, meeting)
    return confirm_minutes(
        minutes, by=cast.chair, confirmed_in=later, amendments="In item 1, “two” reads “three”."
    )


def unprinted(cast, minutes):
    """Papers of every audience that took nobody's time: any PDF under what the minutes say now."""
    for audience in WIDEST:
        _, fingerprint = as_html(minutes, audience)
        keep_paper(minutes, audience, fingerprint, pdf(), 1, by=cast.officer)
    return minutes
