"""Going through the cases together: joint sessions, joint grades, and moderation."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assurance.models import CaseGrade, JointSession, SessionAttendance
from assurance.operations.audits.letters import leads_of, write
from assurance.operations.audits.sample import check_standing, lock_case
from assurance.operations.audits.state import lock, move, touch
from assurance.operations.audits.tools import outstanding
from assurance.rules.audits import (
    SOURCE,
    Grade,
    Stage,
    check_at,
    check_graded,
    check_nameless,
    check_tools_in,
)
from partnership.access import Refused
from partnership.operations.deadlines import end, meet, open_fixed, replace_deadline
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record


@transaction.atomic
def plan_session(audit, *, by, planned_on, place="", meeting=None):
    """Call the agencies' auditors together. Their leads are written to."""
    audit = lock(audit)
    check_at(audit.stage, Stage.AUDITING, Stage.DISCUSSING)
    if planned_on < timezone.localdate():
        raise Refused("The date must be in the future.")
    check_free(audit, planned_on)
    number = (audit.sessions.aggregate(last=Max("number"))["last"] or 0) + 1
    deadline = open_session_deadline(audit, planned_on, by=by)
    session = JointSession.objects.create(
        audit=audit,
        number=number,
        planned_on=planned_on,
        place=place.strip(),
        meeting=meeting,
        deadline=deadline,
        planned_by=by,
    )
    tell_of_session(session, "A joint session", "", due_on=planned_on)
    record("planned", session, by=by, planned_on=str(planned_on))
    return session


def check_free(audit, day):
    if audit.sessions.filter(planned_on=day, held_on=None).exists():
        raise Refused("There is already a joint session planned for that day.")


def open_session_deadline(audit, planned_on, *, by):
    return open_fixed(
        "audit_session", "The joint session of a multi-agency audit", planned_on, by=by,
        rule="The agreed date", source=SOURCE, reference=audit.reference, path=audit.get_absolute_url(),
        owner=by,
    )  # fmt: skip


def tell_of_session(session, subject, occasion, *, due_on=None):
    """Write to the leads of all agencies of the audit, once each on that occasion."""
    leads = leads_of(session.audit.agencies.all())
    write(
        session.audit, [person for one in leads.values() for person in one],
        key=f"session:{session.pk}{occasion}", subject=subject,
        label="The joint session of a multi-agency audit", path=session.audit.path_of_tools, due_on=due_on,
    )  # fmt: skip


def lock_session(session):
    """The session as it is now, its audit locked."""
    audit = lock(session.audit)
    session = still_there(JointSession.objects.select_related("deadline"), session)
    session.audit = audit
    return session


def check_to_come(session):
    if session.held_on:
        raise Refused("This session has already been recorded.")


@transaction.atomic
def change_session(session, *, by, planned_on, place="", meeting=None):
    """Another day or place. The day that was agreed first stays on record, and the agencies' leads are written to."""
    session = lock_session(session)
    audit = session.audit
    check_at(audit.stage, Stage.AUDITING, Stage.DISCUSSING)
    check_to_come(session)
    old = session.planned_on
    if (old, session.place, session.meeting_id) == (planned_on, place.strip(), meeting and meeting.pk):
        raise Refused("Nothing has been changed. Enter another date or place.")
    if planned_on < timezone.localdate():
        raise Refused("The date must be in the future.")
    if planned_on != old:
        check_free(audit, planned_on)
        before = end(session.deadline, by=by, reason=f"The session was moved to {planned_on:%-d %B %Y}")
        session.deadline = open_session_deadline(audit, planned_on, by=by)
        replace_deadline(before, session.deadline)
    session.planned_on, session.place, session.meeting = planned_on, place.strip(), meeting
    session.save(update_fields=["planned_on", "place", "meeting", "deadline"])
    tell_of_session(
        session, "The session has changed", f":changed:{timezone.now():%Y%m%d%H%M%S}", due_on=planned_on
    )
    record("changed", session, by=by, old=str(old), planned_on=str(planned_on))
    return session


@transaction.atomic
def call_off_session(session, *, by, reason):
    """It does not take place, for a reason. Whoever was called to it is told."""
    session = lock_session(session)
    check_to_come(session)
    if not reason.strip():
        raise Refused("Enter why it is not taking place.")
    check_nameless(reason)
    if session.deadline.outstanding:
        end(session.deadline, by=by, reason=f"The session was called off: {reason.strip()}")
    tell_of_session(session, "The session is called off", ":off")
    record("called off", session, by=by, why=reason.strip(), planned_on=str(session.planned_on))
    session.delete()
    return session.audit


@transaction.atomic
def hold_session(session, *, by, held_on, attendance, late_reason=""):
    """It was held: which agencies came, and in which office. `attendance`: (organisation, came, office)."""
    session = lock_session(session)
    check_at(session.audit.stage, Stage.AUDITING, Stage.DISCUSSING)
    check_to_come(session)
    if not any(came for _, came, _ in attendance):
        raise Refused("Select which agencies came.")
    nameless = [office for _, _, office in attendance]
    check_nameless(*nameless)
    SessionAttendance.objects.bulk_create(
        SessionAttendance(session=session, organisation=organisation, came=came, office=office.strip())
        for organisation, came, office in attendance
    )
    session.held_on = held_on
    session.save(update_fields=["held_on"])
    meet(session.deadline, by=by, done_on=held_on, late_reason=late_reason)
    came = [organisation.code for organisation, came, _ in attendance if came]
    record("held", session, by=by, held_on=str(held_on), came=came)
    return session


@transaction.atomic
def begin_discussion(audit, *, by, reason=""):
    """The tools are in, or it is said why the agencies go on without some."""
    audit = lock(audit)
    check_at(audit.stage, Stage.AUDITING)
    missing = outstanding(audit).count()
    check_tools_in(missing=missing, reason=reason)
    why = reason.strip() if missing else ""
    return move(audit, Stage.DISCUSSING, by=by, why=why, facts={"tools_missing": missing})


def point_of(audit, value):
    point = audit.scale.points.filter(value=value).first()
    if point is None:
        raise Refused("Select a point on the scale.")
    return point


def give(case, kind, point, *, by, **more):
    latest = case.grades.filter(kind=kind).last()
    same = {"value": point.value, "reason": more["reason"]}
    if latest and all(getattr(latest, name) == value for name, value in same.items()):
        raise Refused("This grade has already been given, for the same reason.")
    grade = CaseGrade.objects.create(
        case=case, kind=kind, value=point.value, label=point.label, scale_name=case.audit.scale.name,
        given_on=timezone.localdate(), given_by=by, **more,
    )  # fmt: skip
    touch(case.audit)
    record("graded", grade, by=by, audit=case.audit.reference, case=case.reference, kind=str(kind))
    return grade


@transaction.atomic
def grade_case(case, *, by, session, value, reason="", good_practice=""):
    """What all agencies agreed of one case in a joint session. A later one is added beside it."""
    case = lock_case(case)
    check_at(case.audit.stage, Stage.DISCUSSING)
    check_standing(case)
    check_nameless(reason, good_practice)
    if session.audit_id != case.audit_id or session.held_on is None:
        raise Refused("Select a joint session that has been held.")
    return give(
        case, Grade.JOINT, point_of(case.audit, value), by=by, reason=reason.strip(),
        good_practice=good_practice.strip(), session=session,
    )  # fmt: skip


@transaction.atomic
def moderate_case(case, *, by, value, reason):
    """What moderation makes of the joint grade, and why. The joint grade stays as it is."""
    case = lock_case(case)
    check_at(case.audit.stage, Stage.DISCUSSING)
    check_standing(case)
    check_nameless(reason)
    if not case.grades.filter(kind=Grade.JOINT).exists():
        raise Refused("The agencies must grade this case before it can be moderated.")
    if not reason.strip():
        raise Refused("Enter a reason, even if the grade stays the same.")
    return give(case, Grade.MODERATED, point_of(case.audit, value), by=by, reason=reason.strip())


@transaction.atomic
def begin_writing(audit, *, by):
    """Every case has its joint grade: the report is written."""
    audit = lock(audit)
    check_at(audit.stage, Stage.DISCUSSING)
    without = audit.cases.standing().exclude(grades__kind=Grade.JOINT)
    check_graded([case.reference for case in without])
    return move(audit, Stage.WRITING, by=by)


@transaction.atomic
def discuss_again(audit, *, by, reason):
    """Back to the discussion, for a stated reason: something was graded too early."""
    audit = lock(audit)
    check_at(audit.stage, Stage.WRITING)
    if not reason.strip():
        raise Refused("Enter what needs to be discussed again.")
    return move(audit, Stage.DISCUSSING, by=by, why=reason.strip())
