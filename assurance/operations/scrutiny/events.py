"""The yearly quality-assurance event: planning, inviting, presenting, who came, and what was challenged."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from assurance.models import ChallengeEvent, EventChallenge, EventSlot
from assurance.operations.scrutiny.people import belongs_to, leads, write
from assurance.rules.scrutiny import CLOCKS, check_not_own, check_reason, check_scrutinised
from assurance.rules.scrutiny_events import (
    check_event,
    check_has_begun,
    check_no_overlap,
    check_noted,
    check_open_event,
    check_revision,
    check_slots,
    times_of,
)
from partnership.access import Can, Refused, Role, may
from partnership.operations import deadlines
from partnership.operations.challenges import log_challenge
from partnership.operations.dispute_policies import next_reference
from partnership.operations.documents import keep
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record

State = ChallengeEvent.State
PRESENTATIONS = (".pdf", ".docx", ".xlsx", ".png", ".jpg", ".jpeg")


def lock(event):
    event = ChallengeEvent.objects.select_for_update(of=("self",), no_key=True).get(pk=event.pk)
    check_open_event(event.state)
    return event


def lock_slot(slot):
    """The slot, locked after its event."""
    lock(ChallengeEvent(pk=slot.event_id))
    slots = EventSlot.objects.select_for_update(of=("self",), no_key=True).select_related(
        "event", "deadline", "presentation", "assurance_return__round", "assurance_return__organisation"
    )
    return still_there(slots, slot)


@transaction.atomic
def plan_event(
    *, by, title, starts_at, ends_at, place="", joining="", chaired_by="", message="", meeting=None
):
    """Plan an event. Nobody is written to before agencies are invited."""
    check_event(title=title, starts_at=starts_at, ends_at=ends_at, place=place, joining=joining)
    reference = next_reference(ChallengeEvent, "QAE", timezone.localdate(starts_at))
    again = ChallengeEvent.objects.filter(title=title.strip(), starts_at=starts_at).exclude(
        state=State.CANCELLED
    )
    if again.exists():
        raise Refused(f"This event is already planned as {again.first().reference}.")
    event = ChallengeEvent.objects.create(
        reference=reference, title=title.strip(), starts_at=starts_at, ends_at=ends_at, place=place.strip(),
        joining=joining, chaired_by=chaired_by.strip(), message=message.strip(), meeting=meeting, planned_by=by,
    )  # fmt: skip
    record("planned", event, by=by, label=reference, on=str(event.held_on))
    return event


@transaction.atomic
def change_event(event, *, by, seen, **changes):
    """Change time, place or words. Whoever is invited is written to when it moves."""
    event = lock(event)
    check_revision(seen=seen, now=event.revision)
    moved = any(
        changes[name] != getattr(event, name) for name in ("starts_at", "ends_at", "place", "joining")
    )
    shift, old_day = changes["starts_at"] - event.starts_at, event.held_on
    check_event(**{name: changes[name] for name in ("title", "starts_at", "ends_at", "place", "joining")})
    for name, value in changes.items():
        setattr(event, name, value)
    event.revision += 1
    event.save(update_fields=[*changes, "revision"])
    slots = slots_of(event)
    if shift:
        for slot in slots:
            slot.starts_at += shift
        EventSlot.objects.bulk_update(slots, ["starts_at"])
    check_within(event, slots)
    if event.held_on != old_day:
        move_deadlines(event, slots, by=by)
    if moved and event.state == State.INVITED:
        for slot in slots:
            write_to_agency(slot, "The event has changed", f"changed:{event.revision}")
    record("changed", event, by=by, label=event.reference, moved=moved)
    return event


def move_deadlines(event, slots, *, by):
    """Presentations that are still awaited are due before the day on which the event now is."""
    for slot in slots:
        if slot.deadline and slot.deadline.outstanding:
            before = deadlines.end(
                slot.deadline, by=by, reason=f"The event was moved to {event.held_on:%-d %B %Y}"
            )
            slot.deadline = open_presentation_deadline(event, slot, by=by)
            slot.save(update_fields=["deadline"])
            deadlines.replace_deadline(before, slot.deadline)


def slots_of(event):
    return list(
        event.slots.select_related(
            "assurance_return__round", "assurance_return__organisation", "deadline"
        ).order_by("starts_at", "pk")
    )


def check_within(event, slots):
    for slot in slots:
        check_slots(
            starts=[slot.starts_at],
            minutes=slot.minutes,
            event_starts=event.starts_at,
            event_ends=event.ends_at,
        )
    check_no_overlap(
        [(slot.starts_at, slot.minutes, str(slot.assurance_return.organisation)) for slot in slots]
    )


@transaction.atomic
def add_slots(event, returns, *, by, first, minutes, break_after=0, break_minutes=0):
    """Give these returns' agencies a time each, one after the other from the first on, by the agency's name."""
    event = lock(event)
    known = set(event.slots.values_list("assurance_return", flat=True))
    new = sorted((one for one in returns if one.pk not in known), key=lambda one: one.organisation.name)
    if not new:
        raise Refused("Select at least one return that is not yet being presented at this event.")
    for opened in new:
        check_scrutinised(state=opened.state, purpose=opened.round.purpose)
    starts = times_of(len(new), first, minutes, break_after, break_minutes)
    check_slots(starts=starts, minutes=minutes, event_starts=event.starts_at, event_ends=event.ends_at)
    made = [
        EventSlot.objects.create(event=event, assurance_return=opened, starts_at=start, minutes=minutes)
        for opened, start in zip(new, starts, strict=True)
    ]
    check_no_overlap(
        [(slot.starts_at, slot.minutes, str(slot.assurance_return.organisation)) for slot in slots_of(event)]
    )
    if event.state == State.INVITED:
        for slot in made:
            invite_slot(event, slot, by=by)
    record(
        "gave times", event, by=by, label=event.reference,
        organisations=[slot.assurance_return.organisation.code for slot in made],
    )  # fmt: skip
    return made


@transaction.atomic
def move_slot(slot, *, by, starts_at, minutes):
    """Give an agency another time on the day; it is written to if it was invited."""
    slot = lock_slot(slot)
    slot.starts_at, slot.minutes = starts_at, minutes
    slot.save(update_fields=["starts_at", "minutes"])
    check_within(slot.event, slots_of(slot.event))
    if slot.event.state == State.INVITED:
        write_to_agency(slot, "Your time has changed", f"moved:{starts_at:%Y%m%d%H%M}:{minutes}")
    record("moved", slot, by=by)
    return slot


@transaction.atomic
def remove_slot(slot, *, by, reason):
    """The agency does not present after all, for a reason. Challenges put to it keep its place."""
    slot = lock_slot(slot)
    check_reason(reason, "Enter why the agency is not presenting.")
    if slot.challenge_links.exists() or slot.noted_at:
        raise Refused(
            "Notes have been recorded for this presentation. Record that the agency did not come instead."
        )
    if slot.deadline and slot.deadline.outstanding:
        deadlines.end(slot.deadline, by=by, reason="The agency is no longer presenting at the event")
    if slot.event.state == State.INVITED:
        write_to_agency(slot, "No longer needed", "removed", path=slot.assurance_return.get_absolute_url())
    record(
        "took out", slot.event, by=by, why=reason.strip(), label=slot.event.reference,
        organisation=slot.assurance_return.organisation.code,
    )  # fmt: skip
    slot.delete()


@transaction.atomic
def invite_agencies(event, *, by):
    """Write to the agencies that present, and ask each for its presentation by a day. How many are invited."""
    event = lock(event)
    if event.state != State.PLANNED:
        raise Refused("The agencies have already been invited. Any you add now are invited automatically.")
    slots = slots_of(event)
    if not slots:
        raise Refused("Choose which agencies present, and when, first.")
    if event.starts_at <= timezone.now():
        raise Refused("The event has begun. Change its date before you invite anyone.")
    event.state = State.INVITED
    event.save(update_fields=["state"])
    for slot in slots:
        invite_slot(event, slot, by=by)
    record("invited", event, by=by, label=event.reference, agencies=len(slots))
    return len(slots)


def open_presentation_deadline(event, slot, *, by):
    """By when an agency's presentation is due; a date that has passed already becomes the event's own."""
    clock, day = CLOCKS["presentation"], event.held_on
    whose = {
        "reference": event.reference, "path": slot.get_absolute_url(),
        "organisation": slot.assurance_return.organisation,
    }  # fmt: skip
    if clock.due(day) > timezone.localdate():
        return deadlines.open_deadline(clock, day, by=by, **whose)
    return deadlines.open_fixed(
        clock.duty, clock.label, day, by=by, rule="By the event: agencies were invited late",
        source=clock.source, **whose,
    )  # fmt: skip


def invite_slot(event, slot, *, by):
    """One agency's letter and deadline."""
    slot.deadline = open_presentation_deadline(event, slot, by=by)
    slot.save(update_fields=["deadline"])
    write_to_agency(slot, "You are invited", "invited", due_on=event.held_on)


def write_to_agency(slot, subject, occasion, *, path="", due_on=None):
    event = slot.event
    write(
        subject, f"event:{event.pk}:{slot.pk}:{occasion}",
        leads(slot.assurance_return.organisation, Role.SIGNATORY), reference=event.reference,
        label=event.title, path=path or slot.get_absolute_url(), due_on=due_on,
    )  # fmt: skip


@transaction.atomic
def send_presentation(slot, *, by, content, filename, late_reason=""):
    """The agency's file for the panel; one that is sent again takes the place of the one before, which stays kept."""
    slot = lock_slot(slot)
    organisation = slot.assurance_return.organisation
    if organisation.pk not in by.answers_for and not may(by, Can.MODERATE_RETURNS):
        raise Refused("Only the agency, or the business unit on its behalf, can send the presentation.")
    slot.presentation = keep(
        content, by=by, title=f"Presentation at {slot.event.reference}", filename=filename, only=PRESENTATIONS,
        download_name=f"presentation-{slot.event.reference}-{slot.pk}".lower(), replaces=slot.presentation,
    )  # fmt: skip
    slot.save(update_fields=["presentation"])
    if slot.deadline and slot.deadline.outstanding:
        deadlines.meet(slot.deadline, by=by, late_reason=late_reason)
    record("sent presentation", slot, by=by, version=slot.presentation.version)
    return slot


@transaction.atomic
def note_slot(slot, *, by, seen, attendance, came_for_it="", notes=""):
    """Write down whether the agency came, who for it, and what was said."""
    slot = lock_slot(slot)
    check_not_own(own_agency=belongs_to(by, slot.assurance_return.organisation), deed="writes about")
    check_has_begun(starts_at=slot.event.starts_at, now=timezone.now())
    check_revision(seen=seen, now=slot.revision)
    slot.attendance, slot.came_for_it, slot.notes = attendance, came_for_it.strip(), notes.strip()
    slot.revision += 1
    slot.noted_by, slot.noted_at = by, timezone.now()
    slot.save(update_fields=["attendance", "came_for_it", "notes", "revision", "noted_by", "noted_at"])
    record("noted", slot, by=by, attendance=attendance)
    return slot


@transaction.atomic
def put_challenge(slot, *, by, subject, about, due_on):
    """Make a challenge to the agency: it stands in the challenge log, with a day for the answer."""
    slot = lock_slot(slot)
    event = slot.event
    check_not_own(own_agency=belongs_to(by, slot.assurance_return.organisation), deed="challenges")
    check_has_begun(starts_at=event.starts_at, now=timezone.now())
    challenge = log_challenge(
        by=by, raised_by_office=event.chaired_by or f"The panel of {event.reference}",
        raised_with=slot.assurance_return.organisation, subject=subject, about=about,
        raised_on=event.held_on, due_on=due_on,
    )  # fmt: skip
    write(
        "A challenge to answer", f"event:{event.pk}:challenge:{challenge.pk}",
        leads(slot.assurance_return.organisation), reference=challenge.reference, label=event.title,
        path=challenge.get_absolute_url(), due_on=due_on, kind="asked",
    )  # fmt: skip
    return EventChallenge.objects.create(slot=slot, challenge=challenge)


@transaction.atomic
def close_event(event, *, by):
    """It has been held: who came is known of every agency, and nothing of it is due any more."""
    event = lock(event)
    check_has_begun(starts_at=event.starts_at, now=timezone.now())
    slots = slots_of(event)
    if not slots:
        raise Refused("Nobody presented at this event. Cancel it instead.")
    check_noted([(str(slot.assurance_return.organisation), slot.attendance) for slot in slots])
    end_deadlines(slots, by=by, reason="Mark as held")
    event.state = State.HELD
    event.save(update_fields=["state"])
    record("held", event, by=by, label=event.reference)
    return event


@transaction.atomic
def cancel_event(event, *, by, reason):
    """It does not take place, for a reason; whoever is invited is told."""
    event = lock(event)
    check_reason(reason, "Enter why you are cancelling the event.")
    slots = slots_of(event)
    end_deadlines(slots, by=by, reason="The event is cancelled")
    if event.state == State.INVITED:
        for slot in slots:
            write_to_agency(slot, "Cancelled", "cancelled", path=event.get_absolute_url())
    event.state, event.cancelled_because = State.CANCELLED, reason.strip()
    event.save(update_fields=["state", "cancelled_because"])
    record("cancelled", event, by=by, why=reason.strip(), label=event.reference)
    return event


def end_deadlines(slots, *, by, reason):
    for slot in slots:
        if slot.deadline and slot.deadline.outstanding:
            deadlines.end(slot.deadline, by=by, reason=reason)


def proposed_challenge_day(event):
    """By when an answer to a challenge of this event is usually due."""
    return max(CLOCKS["challenge"].due(event.held_on), timezone.localdate() + timedelta(1))
