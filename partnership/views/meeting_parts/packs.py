"""The packs: the one that holds all that the person may read, and for staff every one that was made."""

from partnership.models import Meeting, Pack
from partnership.operations.packs import audiences_of, current, fingerprint_of, latest, whole
from partnership.rules.meetings import Audience, pack_for
from partnership.views.meeting_parts.part import Part


def packs(look):
    meeting = look.meeting
    made = latest(meeting)
    theirs = current(meeting).get(pack_for(look.audiences, made))
    if not look.runs:
        return {"theirs": theirs} if theirs and look.reads_papers else None
    if meeting.state == Meeting.State.CANCELLED and not made:
        return None
    found = whole(Meeting.objects).get(pk=meeting.pk)
    tried = list(meeting.packs.select_related("document"))
    under_way = [pack for pack in tried if pack.under_way]
    newest = {}
    for pack in tried:
        newest.setdefault(pack.audience, pack)
    rows = [
        {
            "audience": Audience(audience),
            "pack": made.get(audience),
            "opens": audience in look.audiences,
            "changed": audience in made and made[audience].fingerprint != fingerprint_of(found, audience),
            "failed": newest[audience].message
            if audience in newest and newest[audience].state == Pack.State.FAILED
            else "",
        }
        for audience in audiences_of(found)
    ]
    return {
        "theirs": theirs,
        "rows": rows,
        "under_way": under_way,
        "wanted": any(row["pack"] is None or row["changed"] for row in rows),
        "older": [
            pack
            for pack in tried
            if pack.state == Pack.State.DONE
            and pack.audience in look.audiences
            and pack != made.get(pack.audience)
        ],
        "open": meeting.state != Meeting.State.CANCELLED,
    }


PACKS = Part(key="packs", title="Packs", shows=packs)
