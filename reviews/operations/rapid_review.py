"""Writing the rapid review and recommending what should follow."""

import hashlib
import json

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Event
from partnership.operations.record import record
from reviews.models import RapidReview, Stage
from reviews.operations.case import lock, move, stop_clock
from reviews.operations.letters import business_unit, chairs, holders, write
from reviews.rules.publication import check_seen
from reviews.rules.rapid_review import check_complete, check_office, check_recommendation


def lock_draft(case):
    case = lock(case)
    draft = RapidReview.objects.select_for_update(no_key=True).filter(case=case).first()
    if draft is None or case.stage != Stage.RR_DRAFTING:
        raise Refused(
            "The rapid review is not being written at the moment. Open the case to see where it stands."
        )
    return case, draft


@transaction.atomic
def hold_meeting(case, *, by, meeting_on, attendance, missing_accepted=False, late_reason=""):
    """Record the group's meeting. A silent agency blocks nothing, but the chair has to have accepted it."""
    case = lock(case)
    if case.stage != Stage.RR_GATHERING:
        raise Refused("The meeting is held while information is being gathered. Open the case again.")
    if meeting_on > timezone.localdate():
        raise Refused("The meeting is in the future. Record it once it has been held.")
    if not attendance.strip():
        raise Refused("Say who attended, by organisation and office.")
    silent = [r.organisation.name for r in requests_of(case) if r.answer is None]
    if silent and not missing_accepted:
        raise Refused(f"Not answered yet: {', '.join(silent)}. Confirm that the chair went on without them.")
    move(case, Stage.RR_DRAFTING, by=by, meeting_on=str(meeting_on), silent=len(silent))
    draft, _ = RapidReview.objects.get_or_create(case=case, defaults={"drafted_by": by})
    draft.meeting_on = meeting_on
    draft.attendance = attendance
    draft.save(update_fields=["meeting_on", "attendance"])
    stop_clock(case, "rapid_review_meeting", by=by, done_on=meeting_on, late_reason=late_reason)
    return draft


def requests_of(case):
    return case.requests.select_related("organisation").prefetch_related("answers")


@transaction.atomic
def draft(case, *, by, seen, quietly=False, **texts):
    """Save the report's sections. `seen` is the revision on the page: two editors are told of each other.

    `quietly`, as a browser saves while somebody types, leaves one line of record for each writer.
    """
    case, report = lock_draft(case)
    if seen != report.revision:
        raise Refused(
            "Somebody has saved the rapid review since you opened it. Compare both texts and save again."
        )
    for name in RapidReview.SECTIONS:
        setattr(report, name, texts.get(name, getattr(report, name)))
    report.drafted_by = by
    report.revision += 1
    report.saved_at = timezone.now()
    report.save(update_fields=[*RapidReview.SECTIONS, "drafted_by", "revision", "saved_at"])
    if not quietly or not drafts_of(report).filter(actor_id=str(by.pk)).exists():
        record("drafted", report, by=by, revision=report.revision)
    return report


@transaction.atomic
def recommend(case, *, by, recommendation, reasons, seen=""):
    """The group recommends; the named office decides. From here the report waits unchanged.

    `seen` is the fingerprint of the report that was read.
    """
    case, report = lock_draft(case)
    check_seen(seen=seen, now=fingerprint(report), what="The rapid review")
    check_complete({name: getattr(report, name) for name in RapidReview.SECTIONS})
    check_recommendation(meeting_on=report.meeting_on, recommendation=recommendation, reasons=reasons)
    report.recommendation = recommendation
    report.recommendation_reasons = reasons
    report.recommended_by = by
    report.recommended_at = timezone.now()
    report.save(
        update_fields=["recommendation", "recommendation_reasons", "recommended_by", "recommended_at"]
    )
    deciders = holders(case.edition.decides_reviews)
    # The same text may be recommended again after a return, so the key holds the instant.
    moment = f"{report.recommended_at:%Y%m%d%H%M%S%f}"
    write(
        "case_step", "For your decision", f"case:{case.pk}:decide:{moment}", deciders, case=case,
        path=reverse("reviews:decide", args=[case.pk]), urgent=True,
    )  # fmt: skip
    move(case, Stage.RR_DECISION, by=by, why=reasons, recommendation=recommendation)
    return report


@transaction.atomic
def send_back(case, *, by, comment):
    """The decider returns it for work. No clock stops."""
    case = lock(case)
    check_office(roles=by.roles, decides=case.edition.decides_reviews)
    if not comment.strip():
        raise Refused("Say what is missing, so that the group knows what to do.")
    if case.stage != Stage.RR_DECISION:
        raise Refused("This case is not waiting for a decision. Open it again to see where it stands.")
    move(case, Stage.RR_DRAFTING, by=by, why=comment)
    report = case.rapid_review
    people = business_unit() | chairs()
    write(
        "case_step", "Returned for work", f"case:{case.pk}:back:{report.recommended_at:%Y%m%d%H%M%S%f}",
        people.distinct(), case=case, path=case.get_absolute_url(),
    )  # fmt: skip
    return case


def drafts_of(report):
    return Event.objects.about(report).filter(verb="drafted")


def authors(report):
    """Ids of everybody who saved a draft of it or recommended on it, as the record says."""
    drafted = drafts_of(report).values_list("actor_id", flat=True)
    return {int(pk) for pk in drafted if pk} | {report.drafted_by_id, report.recommended_by_id} - {None}


def fingerprint(report):
    """SHA-256 of the report as it stands: what a decision relied on."""
    plain = {name: getattr(report, name) for name in RapidReview.SECTIONS}
    plain |= {"recommendation": report.recommendation, "reasons": report.recommendation_reasons}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
