"""Writing “How are we doing?”: gathering the quarter's evidence, judging it, agreeing and sending it."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assurance.models import DoingAction, DoingEvidence, DoingReport, DoingStatement
from assurance.operations.doing_evidence import find_evidence
from assurance.operations.doing_paper import print_doing
from assurance.rules.doing import (
    DUE,
    check_agreed_by,
    check_move,
    check_over,
    check_quarter,
    check_seen,
    check_statement,
    check_whole,
    check_writable,
    reference_of,
)
from partnership.access import Refused, Role
from partnership.models import BusinessPlan, Group, Person, PlanQuarter
from partnership.operations import actions
from partnership.operations.deadlines import meet, open_deadline
from partnership.operations.documents import keep
from partnership.operations.letters import promise
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record
from partnership.rules.plain import as_kept
from partnership.rules.plan import check_revision
from partnership.rules.voice import check_apart

State = DoingReport.State


def delivery_group():
    """The Planning and Delivery Group, or nothing where none is in force."""
    return Group.objects.on(timezone.localdate()).filter(kind=Group.Kind.DELIVERY).first()


def lock(report):
    return (
        DoingReport.objects.select_for_update(of=("self",), no_key=True)
        .select_related("quarter__plan", "deadline")
        .get(pk=report.pk)
    )


def move(report, to, *, by, why="", **changes):
    """The one door of a report's state, of a report that `lock` gave."""
    old = report.state
    check_move(old, to)
    report.state = to
    for field, value in changes.items():
        setattr(report, field, value)
    report.save(update_fields=["state", *changes])
    record("moved", report, by=by, why=why, old=old, new=str(to))
    return report


def changed(report, by):
    """One change more of its words or evidence, by this person."""
    report.authors.add(by)
    DoingReport.objects.filter(pk=report.pk).update(revision=F("revision") + 1)


# Writing --------------------------------------------------------------------------------------------------


def quarters_to_report(today):
    """Quarters of approved plans that a report may be started on, the oldest first."""
    return [
        quarter
        for quarter in PlanQuarter.objects.filter(
            plan__state__in=[BusinessPlan.State.APPROVED, BusinessPlan.State.CLOSED],
            doing_report=None,
            starts_on__lte=today,
        )
        .select_related("plan")
        .order_by("starts_on")
        if begun(quarter, today)
    ]


def begun(quarter, today):
    try:
        check_quarter(ends_on=quarter.ends_on, today=today)
    except Refused:
        return False
    return True


@transaction.atomic
def start_doing(quarter, *, by):
    """Begin a quarter's report: a place for each outcome statement, and all that is known. Twice is once."""
    quarter = (
        PlanQuarter.objects.select_for_update(of=("self",), no_key=True)
        .select_related("plan")
        .get(pk=quarter.pk)
    )
    there = DoingReport.objects.filter(quarter=quarter).first()
    if there:
        return there
    check_quarter(ends_on=quarter.ends_on, today=timezone.localdate())
    reference = reference_of(quarter.starts_on)
    if DoingReport.objects.filter(reference=reference).exists():
        reference = f"{reference}-{quarter.plan.reference}"[:20]
    deadline = open_deadline(
        DUE, quarter.ends_on, by=by, reference=reference, path="", group=delivery_group()
    )
    report = DoingReport.objects.create(
        quarter=quarter, reference=reference, deadline=deadline, started_by=by
    )
    deadline.path = report.get_absolute_url()
    deadline.save(update_fields=["path"])
    DoingStatement.objects.bulk_create(
        DoingStatement(report=report, priority=one, number=one.number, title=one.title, outcome=one.outcome)
        for one in quarter.plan.priorities.standing()
    )
    gather(report)
    record("started", report, by=by, quarter=str(quarter.starts_on))
    return report


def gather(report):
    """Bring its evidence up to today. What was cited stays as it was cited; what is gone and uncited goes."""
    there = {one.key: one for one in report.evidence.filter(added_by=None).prefetch_related("cited_by")}
    new = []
    for found in find_evidence(report.quarter):
        old = there.pop(found.key, None)
        if old is None:
            new.append(
                DoingEvidence(
                    report=report,
                    kind=found.kind,
                    key=found.key,
                    words=found.words,
                    known_on=found.known_on,
                    path=found.path,
                    priority_id=found.priority,
                )
            )
        elif not old.cited_by.all() and old.words != found.words:
            old.words = found.words
            old.save(update_fields=["words"])
    gone = [one.pk for one in there.values() if not one.cited_by.all()]
    report.evidence.filter(pk__in=gone).delete()
    DoingEvidence.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def gather_doing(report, *, by):
    """Look again at what is known. Says how many pieces are new."""
    report = lock(report)
    check_writable(report.state)
    number = gather(report)
    changed(report, by)
    record("gathered", report, by=by, new=number)
    return number


@transaction.atomic
def add_doing_evidence(report, *, by, words, known_on):
    """Evidence that the portal does not hold, in staff's own words."""
    report = lock(report)
    check_writable(report.state)
    check_apart(words)
    if not words.strip():
        raise Refused("Enter what is known and where it is from.")
    if report.evidence.filter(words=as_kept(words), known_on=known_on).exists():
        raise Refused("This evidence has already been added.")
    there = report.evidence.filter(key__startswith="other:").values_list("key", flat=True)
    number = 1 + max((int(key.removeprefix("other:")) for key in there), default=0)
    added = DoingEvidence.objects.create(
        report=report, kind=DoingEvidence.Kind.OTHER, key=f"other:{number}", words=as_kept(words), known_on=known_on,
        added_by=by,
    )  # fmt: skip
    changed(report, by)
    record("added evidence", report, by=by, evidence=added.pk)
    return added


def lock_added(evidence):
    """Evidence that staff added, as it is now, with its report locked. What the portal found is not theirs."""
    report = lock(evidence.report)
    check_writable(report.state)
    evidence = still_there(DoingEvidence.objects, evidence)
    if evidence.added_by_id is None:
        raise Refused("The portal found this evidence, so it cannot be changed here.")
    return report, evidence


@transaction.atomic
def change_doing_evidence(evidence, *, by, seen, words, known_on):
    """Other words, or another day. `seen` are the words on the page, so that two writers meet."""
    report, evidence = lock_added(evidence)
    check_seen(seen=as_kept(seen), now=evidence.words)
    check_apart(words)
    if not words.strip():
        raise Refused("Enter what is known and where it is from.")
    evidence.words, evidence.known_on = as_kept(words), known_on
    evidence.save(update_fields=["words", "known_on"])
    changed(report, by)
    record("changed evidence", report, by=by, evidence=evidence.pk)
    return report


@transaction.atomic
def remove_doing_evidence(evidence, *, by, reason):
    """It was added by mistake, and nothing that is written rests on it."""
    report, evidence = lock_added(evidence)
    if not reason.strip():
        raise Refused("Enter why you are removing it.")
    cited = list(evidence.cited_by.values_list("number", flat=True))
    if cited:
        which = " and ".join(str(number) for number in cited)
        raise Refused(f"It supports what is written for priority {which}. Take it out there first.")
    record("removed evidence", report, by=by, why=reason.strip(), evidence=evidence.pk)
    evidence.delete()
    changed(report, by)
    return report


@transaction.atomic
def write_doing_overview(report, *, by, seen, overview):
    """What the quarter was like as a whole."""
    report = lock(report)
    check_writable(report.state)
    check_seen(seen=seen, now=report.revision)
    check_apart(overview)
    report.overview = overview.strip()
    report.save(update_fields=["overview"])
    changed(report, by)
    record("wrote", report, by=by, label=f"{report.reference}, overview")
    return report


@transaction.atomic
def write_doing_statement(statement, *, by, seen, verdict, direction, well, explore, next_steps, cites):
    """Say what the evidence tells of one outcome statement, and which evidence. `seen` is the revision shown."""
    report = lock(statement.report)
    check_writable(report.state)
    statement = DoingStatement.objects.select_for_update(no_key=True).get(pk=statement.pk)
    check_revision(seen=str(seen), now=str(statement.revision))
    cites = list(cites)
    if any(one.report_id != report.pk for one in cites):
        raise Refused("That evidence is for another quarter.")
    check_statement(verdict=verdict, well=well, explore=explore, next_steps=next_steps, cites=len(cites))
    check_apart(well, explore, next_steps)
    statement.verdict, statement.direction = verdict, direction
    statement.well, statement.explore, statement.next_steps = (
        well.strip(),
        explore.strip(),
        next_steps.strip(),
    )
    statement.written_by, statement.written_at = by, timezone.now()
    statement.revision += 1
    statement.save(
        update_fields=[
            "verdict", "direction", "well", "explore", "next_steps", "written_by", "written_at", "revision",
        ]
    )  # fmt: skip
    statement.cites.set(cites)
    changed(report, by)
    record(
        "wrote",
        report,
        by=by,
        label=str(statement),
        verdict=verdict,
        cites=len(cites),
        revision=statement.revision,
    )
    return statement


@transaction.atomic
def open_doing_action(statement, *, by, title, target_on, organisation=None, group=None):
    """An action for the next quarter, on the log of a group or an agency."""
    report = lock(statement.report)
    action = actions.open_action(
        by=by, title=title, origin=report.reference, target_on=target_on, organisation=organisation, group=group,
        restricted=False,
    )  # fmt: skip
    DoingAction.objects.create(statement=statement, action=action)
    return action


# Going forward --------------------------------------------------------------------------------------------


@transaction.atomic
def put_doing(report, *, by, seen):
    """Give it to the Planning and Delivery Group. Its chair is written to."""
    report = lock(report)
    check_seen(seen=seen, now=report.revision)
    check_over(ends_on=report.quarter.ends_on, today=timezone.localdate())
    check_whole(list(report.statements.all()))
    moved = move(report, State.WITH_GROUP, by=by, returned_because="")
    tell(report, f"put:{report.revision}", "For the group to agree", chairs())
    return moved


@transaction.atomic
def return_doing(report, *, by, reason):
    """Back to its writers, with what the group wants otherwise."""
    report = lock(report)
    if not reason.strip():
        raise Refused("Enter what the group wants changed.")
    writers = list(report.authors.all())
    moved = move(report, State.DRAFTING, by=by, why=reason.strip(), returned_because=reason.strip())
    tell(report, f"returned:{report.revision}", "Returned by the group", writers)
    return moved


@transaction.atomic
def agree_doing(report, *, by, seen, agreed_how):
    """Record the group’s agreement, through its chair: from here it is frozen with its evidence."""
    report = lock(report)
    check_seen(seen=seen, now=report.revision)
    check_agreed_by(person=by, authors=list(report.authors.all()))
    if not agreed_how.strip():
        raise Refused("Enter the meeting at which it was agreed, or how else it was agreed.")
    return move(
        report, State.AGREED, by=by, agreed_by=by, agreed_at=timezone.now(), agreed_how=agreed_how.strip()
    )


def send_doing(report, *, by, late_reason=""):
    """Send it to the Partnership: its PDF is made before anything is locked, and its members are written to."""
    report = DoingReport.objects.select_related("quarter__plan", "deadline").get(pk=report.pk)
    check_move(report.state, State.SENT)
    pdf, pages = print_doing(report)
    return keep_sent(report, pdf, pages, by=by, late_reason=late_reason)


@transaction.atomic
def keep_sent(report, pdf, pages, *, by, late_reason):
    report = lock(report)
    check_move(report.state, State.SENT)
    document = keep(
        pdf, by=by, title=str(report), filename="how-are-we-doing.pdf",
        download_name=f"how-are-we-doing-{report.reference.lower()}", only=(".pdf",),
    )  # fmt: skip
    meet(report.deadline, by=by, late_reason=late_reason)
    moved = move(
        report, State.SENT, by=by, sent_by=by, sent_at=timezone.now(), document=document, pages=pages
    )
    today = timezone.localdate()
    members = Person.objects.holding(
        Role.GROUP_CHAIR, Role.GROUP_MEMBER, Role.OBSERVER, on=today, seat__group__kind=Group.Kind.PARTNERSHIP
    )
    tell(report, "sent", "How are we doing?", members)
    return moved


def chairs():
    return Person.objects.holding(
        Role.GROUP_CHAIR, on=timezone.localdate(), seat__group__kind=Group.Kind.DELIVERY
    )


def tell(report, key, subject, people):
    """Write to each of these people once under this key."""
    for person in people:
        promise(
            "asked", f"doing:{report.pk}:{key}:{person.pk}", to=person, subject=f"{subject}: {report.reference}",
            reference=report.reference, label=subject, due_on=None, path=report.get_absolute_url(),
        )  # fmt: skip
