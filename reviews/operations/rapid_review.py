"""Writing the rapid review and recommending what should follow."""

import hashlib
import json
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Event, Organisation
from partnership.operations.deadlines import end, open_fixed
from partnership.operations.record import record
from partnership.rules.quorum import COUNTS, AllOf, Seat, check_quorum, judge
from reviews.models import Attendance, CaseDeadline, RapidReview, RapidReviewRevision, Stage
from reviews.models.case import OVER
from reviews.operations.case import check_unconflicted, clock, lock, move, stop_clock
from reviews.operations.dates import correct_met
from reviews.operations.letters import business_unit, chairs, holders, write
from reviews.rules.corrected import check_corrected_day
from reviews.rules.publication import check_seen
from reviews.rules.rapid_review import WITHOUT_REVIEW, check_complete, check_office, check_recommendation


def lock_draft(case):
    case = lock(case)
    draft = RapidReview.objects.select_for_update(no_key=True).filter(case=case).first()
    if draft is None or case.stage != Stage.RR_DRAFTING:
        raise Refused("The rapid review is not being written at the moment. Open the case to see its status.")
    return case, draft


@transaction.atomic
def hold_meeting(
    case, *, by, meeting_on, rows, attendance="", ruling="", missing_accepted=False, late_reason=""
):
    """Record the group's meeting. A silent agency blocks nothing, but the chair has to have accepted it.

    `rows` are dicts of organisation, office, name, presence and capacity, one for each who was there or should
    have been. Without a quorum the chair's `ruling` is needed.
    """
    case = lock(case)
    if case.stage != Stage.RR_GATHERING:
        raise Refused("The meeting is held while information is being gathered. Open the case again.")
    if meeting_on > timezone.localdate():
        raise Refused("The meeting is in the future. Record it once it has been held.")
    silent = [r.organisation.name for r in requests_of(case) if r.answer is None]
    if silent and not missing_accepted:
        raise Refused(f"Not answered yet: {', '.join(silent)}. Confirm that the chair went on without them.")
    check_rows(rows)
    judged = judge_meeting(rows, meeting_on)
    check_quorum(judged, ruling)
    report, _ = RapidReview.objects.get_or_create(case=case, defaults={"drafted_by": by})
    report.meeting_on = meeting_on
    report.went_on_without = silent
    write_attendance(report, rows, attendance, ruling, judged)
    report.save(update_fields=["meeting_on", "went_on_without"])
    move(case, Stage.RR_DRAFTING, by=by, meeting_on=str(meeting_on), silent=len(silent), quorate=judged.met)
    stop_clock(case, "rapid_review_meeting", by=by, done_on=meeting_on, late_reason=late_reason)
    return report


@transaction.atomic
def amend_meeting(case, *, by, rows, attendance="", ruling=""):
    """Put right who attended, until the group recommends. Its date met a time limit, and has a verb of its own."""
    case, report = lock_draft(case)
    check_rows(rows)
    judged = judge_meeting(rows, report.meeting_on)
    check_quorum(judged, ruling)
    write_attendance(report, rows, attendance, ruling, judged)
    record("amended", report, by=by, rows=len(rows), quorate=judged.met)
    return report


@transaction.atomic
def correct_meeting(case, *, by, day, reason, seen="", late_reason="", ruling=""):
    """The meeting was held on another day than was recorded: whether in time is judged anew, in a row of its own.

    Its quorum is that of the statutory partners of the right day. `seen` is the day on the page.
    """
    case = lock(case)
    if case.stage in OVER:
        raise Refused("The case is closed. Reopen it before its dates are corrected.")
    report = RapidReview.objects.select_for_update(no_key=True).filter(case=case).first()
    if report is None or report.meeting_on is None:
        raise Refused("No rapid review meeting is recorded yet, so there is no date of one to correct.")
    before = report.meeting_on
    check_seen(seen=seen, now=str(before), what="The date of the meeting")
    check_corrected_day(day=day, before=before, reason=reason, today=timezone.localdate())
    notified = getattr(case, "notification", None)
    if notified and day < notified.sent_on:
        raise Refused("The meeting would have been held before the notification was sent. Check both dates.")
    if report.recommended_at and day > timezone.localdate(report.recommended_at):
        raise Refused(
            f"The group recommended on {timezone.localdate(report.recommended_at):%-d %B %Y}, so it had met by then. "
            "Check the date."
        )
    rows = [
        {"organisation": one.organisation, "presence": one.presence, "capacity": one.capacity}
        for one in report.attendees.select_related("organisation")
    ]
    judged = judge_meeting(rows, day)
    ruling = ruling.strip() or report.ruling
    check_quorum(judged, ruling)
    report.meeting_on, report.quorate, report.quorum = day, judged.met, str(judged)[:400]
    report.ruling = "" if judged.met else ruling
    report.save(update_fields=["meeting_on", "quorate", "quorum", "ruling"])
    met = case.clocks.filter(deadline__duty="rapid_review_meeting", deadline__done_on=before).last()
    correct_met(case, met and met.deadline, by=by, done_on=day, reason=reason, late_reason=late_reason)
    record(
        "corrected when the meeting was held", case, by=by, why=reason, meeting_on=str(day), before=str(before),
        quorate=judged.met,
    )  # fmt: skip
    return report


def check_rows(rows):
    if not any(row["presence"] in COUNTS for row in rows):
        raise Refused("Say who attended, by organisation and office.")


def judge_meeting(rows, day):
    """The rapid review meeting's quorum: every statutory partner of that day."""
    partners = {one.pk: one.name for one in Organisation.objects.statutory_partners(day)}
    seats = [
        Seat(row["organisation"] and row["organisation"].pk, row["presence"], row["capacity"]) for row in rows
    ]
    return judge(AllOf(partners, "statutory partners"), seats)


def write_attendance(report, rows, attendance, ruling, judged):
    """The rows as they are now, in place of those before, and how they were judged."""
    report.attendees.all().delete()
    Attendance.objects.bulk_create(
        Attendance(report=report, position=position, **row) for position, row in enumerate(rows, 1)
    )
    report.attendance = attendance.strip()
    report.quorate = judged.met
    report.quorum = str(judged)[:400]
    report.ruling = "" if judged.met else ruling.strip()
    report.save(update_fields=["attendance", "quorate", "quorum", "ruling"])


def requests_of(case):
    return case.requests.standing().select_related("organisation").prefetch_related("answers")


@transaction.atomic
def draft(case, *, by, seen, quietly=False, **texts):
    """Save the report's sections. `seen` is the revision on the page: two editors are told of each other.

    An explicit save keeps a version for good. `quietly`, as a browser saves while somebody types, keeps none, and
    leaves one line of record for each writer.
    """
    case, report = lock_draft(case)
    if seen != report.revision:
        raise Refused(
            "Somebody has saved the rapid review since you opened it. Compare both texts and save again."
        )
    for name in RapidReview.KEPT:
        setattr(report, name, texts.get(name, getattr(report, name)))
    report.drafted_by = by
    report.revision += 1
    report.saved_at = timezone.now()
    report.save(update_fields=[*RapidReview.KEPT, "drafted_by", "revision", "saved_at"])
    if not quietly:
        keep_revision(report, by=by)
    if not quietly or not drafts_of(report).filter(actor_id=str(by.pk)).exists():
        record("drafted", report, by=by, revision=report.revision)
    return report


def keep_revision(report, *, by):
    """The report as it stands, as a version of its own; none where nothing changed since the last one."""
    last = report.revisions.first()
    if last and last.texts == report.texts:
        return last
    number = last.number + 1 if last else 1
    return RapidReviewRevision.objects.create(report=report, number=number, texts=report.texts, saved_by=by)


STILL_WRITING = timedelta(minutes=10)


def writing_now(report, person, now):
    """Whether somebody else saved it in the last few minutes: their name is on the report then."""
    return report.drafted_by_id != person.pk and report.revision > 1 and now - report.saved_at < STILL_WRITING


@transaction.atomic
def recommend(case, *, by, recommendation, reasons, enough_because="", seen=""):
    """The group recommends; the named office decides. From here the report waits unchanged.

    `seen` is the fingerprint of the report that was read.
    """
    case, report = lock_draft(case)
    check_seen(seen=seen, now=fingerprint(report), what="The rapid review")
    check_complete(report.texts)
    check_recommendation(
        meeting_on=report.meeting_on,
        recommendation=recommendation,
        reasons=reasons,
        enough_because=enough_because,
    )
    keep_revision(report, by=report.drafted_by)
    report.recommendation = recommendation
    report.recommendation_reasons = reasons
    report.enough_because = enough_because.strip() if recommendation in WITHOUT_REVIEW else ""
    report.recommended_by = by
    report.recommended_at = timezone.now()
    report.save(
        update_fields=[
            "recommendation",
            "recommendation_reasons",
            "enough_because",
            "recommended_by",
            "recommended_at",
        ]
    )
    move(case, Stage.RR_DECISION, by=by, why=reasons, recommendation=recommendation)
    deciders = holders(case.edition.decides_reviews)
    # The same text may be recommended again after a return, so the key holds the instant.
    moment = f"{report.recommended_at:%Y%m%d%H%M%S%f}"
    write(
        "case_step", "For your decision", f"case:{case.pk}:decide:{moment}", deciders, case=case,
        path=reverse("reviews:decide", args=[case.pk]), urgent=True,
    )  # fmt: skip
    ask_positions(case, by=by)
    if case.edition.decides_reviews != Role.SIGNATORY:
        write(
            "case_step", "Your partner’s position is asked", f"case:{case.pk}:position:{moment}",
            holders(Role.SIGNATORY), case=case, path=reverse("reviews:state_position", args=[case.pk]), urgent=True,
        )  # fmt: skip
    return report


def ask_positions(case, *, by):
    """Each signatory of a statutory partner is asked for its position by the day of the decision."""
    today = timezone.localdate()
    running = clock(case, "decide")
    due_on = max(running.due_on, today) if running else today
    partners = Organisation.objects.statutory_partners(today).values("pk")
    for signatory in holders(Role.SIGNATORY, organisation__in=partners):
        deadline = open_fixed(
            "position", "State your partner’s position", due_on, by=by, rule="By the day of the decision",
            source="Local target: the decider has the partners’ positions", reference=case.reference, restricted=True,
            path=reverse("reviews:state_position", args=[case.pk]), owner=signatory,
        )  # fmt: skip
        CaseDeadline.objects.create(case=case, deadline=deadline)


def stop_asking(case, people, *, by, reason):
    """Those of these people who were asked for a position and have not stated it are asked no more."""
    waiting = case.clocks.filter(deadline__duty="position", deadline__owner__in=people)
    for link in waiting.filter(deadline__done_on=None, deadline__ended_on=None).select_related("deadline"):
        end(link.deadline, by=by, reason=reason)


@transaction.atomic
def send_back(case, *, by, comment):
    """The decider returns it for work. No clock stops."""
    case = lock(case)
    check_office(roles=by.roles, decides=case.edition.decides_reviews)
    check_unconflicted(case, by)
    if not comment.strip():
        raise Refused("Say what is missing, so that the group knows what to do.")
    if case.stage != Stage.RR_DECISION:
        raise Refused("This case is not waiting for a decision. Open it again to see its status.")
    move(case, Stage.RR_DRAFTING, by=by, why=comment)
    stop_asking(case, holders(Role.SIGNATORY), by=by, reason="The rapid review went back for work")
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
    plain = report.texts | {
        "recommendation": report.recommendation,
        "reasons": report.recommendation_reasons,
        "enough_because": report.enough_because,
    }
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
