"""A meeting's agenda and papers as one PDF for each audience: asked for, made by a worker, kept."""

import hashlib
import json

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Meeting, Pack
from partnership.operations import attempts
from partnership.operations.documents import keep
from partnership.operations.doorbell import ring
from partnership.operations.pack_contents import merged_pdf
from partnership.operations.record import record
from partnership.rules.meetings import held_by, packs_needed

TASK = "partnership.tasks.make_waiting_packs"
State = Pack.State
MOST_BYTES = 400 * 1024 * 1024


def whole(meetings):
    """Meetings with all that packs are made of, in a fixed number of queries."""
    return meetings.select_related("group").prefetch_related(
        "items__papers__versions__document", "items__papers__deadline"
    )


def contents_of(meeting, audience):
    """What a pack for that audience holds: items with the versions of papers in it, and never a narrower one's."""
    opened = held_by(audience)
    return [
        (
            item,
            [
                (paper, paper.in_pack)
                for paper in item.papers.all()
                if paper.audience in opened and paper.in_pack
            ],
        )
        for item in meeting.items.all()
        if item.audience in opened
    ]


def fingerprint_of(meeting, audience):
    """A checksum of everything that a pack for that audience is made of: another one means another pack."""
    made_of = [
        [meeting.reference, str(meeting.group), meeting.starts_at.timestamp(), meeting.ends_at.timestamp()],
        [meeting.kind, meeting.with_whom, meeting.place, meeting.joining, meeting.led_by_young_people],
        [item.minutes_allotted for item in meeting.items.all()],
    ]
    for item, papers in contents_of(meeting, audience):
        made_of.append(
            [item.position, item.title, item.purpose, item.presenter, item.minutes_allotted, item.note]
        )
        for paper, version in papers:
            said = version.document.checksum if version.document_id else version.text
            made_of.append([paper.pk, paper.title, paper.audience, version.number, version.late, said])
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()


def audiences_of(meeting):
    """For which audiences this meeting has packs."""
    found = {item.audience for item in meeting.items.all()}
    found |= {paper.audience for item in meeting.items.all() for paper in item.papers.all() if paper.in_pack}
    return packs_needed(found)


def latest(meeting):
    """The newest pack of each audience that is made: audience → Pack."""
    found = {}
    for pack in meeting.packs.filter(state=State.DONE).select_related("document"):
        found.setdefault(pack.audience, pack)
    return found


def current(meeting):
    """The same, but for those that are being made anew, or could not be: what they hold may be for fewer by now."""
    newest = {}
    for pack in meeting.packs.select_related("document"):
        newest.setdefault(pack.audience, pack)
    return {audience: pack for audience, pack in newest.items() if pack.state == State.DONE}


@transaction.atomic
def ask_for_packs(meeting, *, by):
    """Have those packs made of which something has changed. Returns how many are asked for anew."""
    meeting = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused("The meeting is cancelled: it needs no packs.")
    return ask_for_packs_of(meeting, by=by)


def ask_for_packs_of(meeting, *, by):
    """The same for a meeting that is locked."""
    found = whole(Meeting.objects).get(pk=meeting.pk)
    made = latest(found)
    waiting = set(
        found.packs.filter(state__in=[State.WAITING, State.RUNNING]).values_list("audience", flat=True)
    )
    asked = [
        Pack(meeting=found, audience=audience, asked_by=by)
        for audience in audiences_of(found)
        if audience not in waiting
        and (audience not in made or made[audience].fingerprint != fingerprint_of(found, audience))
    ]
    Pack.objects.bulk_create(asked)
    if asked:
        record(
            "asked for packs",
            meeting,
            by=by,
            label=meeting.reference,
            audiences=[one.audience for one in asked],
        )
        ring(TASK)
    return len(asked)


def ask_if_called(meeting, *, by):
    """Once people have been written to, what they read is made anew by itself. The meeting is locked."""
    if meeting.state == Meeting.State.CALLED:
        ask_for_packs_of(meeting, by=by)


@transaction.atomic
def take_pack(pack, *, by):
    """Somebody takes it away: that is on the record."""
    if pack.state != State.DONE:
        raise Refused("The pack is not made yet. Look at its progress on the meeting’s page.")
    record("took", pack, by=by, audience=pack.audience, meeting=pack.meeting.reference)
    return pack


# What happens by itself ------------------------------------------------------------------------------------


def make_waiting():
    """Make every pack that waits, also what a dead worker left. Safe to run twice."""
    attempts.retry_stale(
        Pack,
        timezone.now(),
        begin_again=lambda pack, **more: Pack.objects.create(
            meeting_id=pack.meeting_id, audience=pack.audience, **more
        ),
    )
    return attempts.make_waiting(Pack, lambda pack: attempts.through(pack, make, called="The pack"))


def make(pack):
    """Put it together and keep it; whether this worker still had the turn."""
    meeting = whole(Meeting.objects).get(pk=pack.meeting_id)
    seen = fingerprint_of(meeting, pack.audience)
    content, pages = merged_pdf(
        meeting,
        pack.audience,
        contents_of(meeting, pack.audience),
        on_step=lambda done, total, words: attempts.step(pack, done, words, total=total),
    )
    return finish(pack, content, pages, seen)


@transaction.atomic
def finish(pack, content, pages, seen):
    """Keep the file, all or nothing; and ask for another where something changed meanwhile."""
    meeting = Meeting.objects.select_for_update(no_key=True).get(pk=pack.meeting_id)
    pack = attempts.lock_mine(pack)
    if pack is None:
        return False
    before = latest(meeting).get(pack.audience)
    document = keep(
        content, by=None, title=f"Pack {pack.pk}", filename="pack.pdf", only=(".pdf",), most=MOST_BYTES,
        download_name=f"{meeting.reference}-pack-{pack.audience}", replaces=before and before.document,
    )  # fmt: skip
    attempts.finish(pack, document=document, fingerprint=seen, pages=pages)
    record("made", pack, by=None, checksum=pack.document.checksum, pages=pages, meeting=meeting.reference)
    ask_if_called(meeting, by=None)
    return True
