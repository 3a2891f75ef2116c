"""What follows from a case, brought about by the deeds that people do."""

import io
from datetime import timedelta

from django.utils import timezone

from partnership.operations import attempts
from reviews.models import EvidencePack
from reviews.operations import evidence
from reviews.operations.action_plan import add_recommendation, open_action
from reviews.operations.briefing import agree_briefing, keep_agreed, start_briefing, write_briefing
from reviews.operations.learning import note_learning, plan_dissemination
from reviews.operations.outside_reviews import register_outside_review
from reviews.rules.briefing import BOXES
from tests.factories import reviews as made

TEXTS = {name: f"First of {box.heading.lower()}.\nSecond of it." for name, box in BOXES.items()}


def soon(days=30):
    return timezone.localdate() + timedelta(days)


def recommendation(cast, case, text="Agencies agree who speaks to the family.", source="review"):
    return add_recommendation(case, by=cast.officer, text=text, source=source)


def action(cast, case, *, organisation=None, title="Train duty social workers", **more):
    """An action of the police, unless another organisation is given."""
    (opened,) = open_action(
        case,
        by=cast.officer,
        title=title,
        target_on=soon(),
        organisations=[organisation or cast.police],
        **more,
    )
    return opened


def learning(cast, case, text="Whoever sees the bruise makes the call.", **more):
    return note_learning(case, by=cast.officer, text=text, **more)


def dissemination(cast, case, *, organisation=None, audience="Midwives and health visitors", **more):
    return plan_dissemination(
        case, by=cast.officer, audience=audience, product="team_meeting", due_on=soon(14),
        organisation=organisation, **more,
    )  # fmt: skip


def briefing(cast, case=None, *, title="Injuries to babies", agreed=False, **texts):
    """A whole draft by the learning officer; agreed by a board officer if asked for, which prints it."""
    begun = start_briefing(by=cast.learning_officer, title=title, case=case)
    written = write_briefing(
        begun, by=cast.learning_officer, seen=1, title=title, theme="Babies", **TEXTS | texts
    )
    return agree_briefing(written, by=cast.officer, seen=written.revision) if agreed else written


def unprinted(cast, written):
    """Agreed by a board officer, with a page that says nothing instead of its own, which takes a second to print."""
    return keep_agreed(written, made.pdf(), 1, by=cast.officer, seen=written.revision)


def pack(cast, case):
    """An evidence pack that can be taken, with nothing in it."""
    asked = evidence.ask_for_pack(case, by=cast.manager, reason="Inspectors")
    evidence.finish(attempts.claim(EvidencePack), io.BytesIO(b"PK"), 0)
    asked.refresh_from_db()
    return asked


def outside_review(cast, title="It was hard to escape", **more):
    return register_outside_review(
        by=cast.learning_officer, title=title, source="panel", summary="Exploitation of children.",
        group=cast.crg, consider_by=soon(60), **more,
    )  # fmt: skip
