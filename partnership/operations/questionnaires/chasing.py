"""What is done about returns that have not come: remind, give longer, chase step by step, take further."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, Chase, Return, ReturnEscalation
from partnership.operations.actions import open_action
from partnership.operations.challenges import log_challenge
from partnership.operations.deadlines import end, open_fixed, replace_deadline
from partnership.operations.letters import promise
from partnership.operations.questionnaires.letters import write_to, write_to_leads
from partnership.operations.record import record
from partnership.rules.chasing import BY_NAME, check_chase, check_escalation, due_step
from partnership.rules.questionnaires import check_extension, check_open

TAKES_UP = (
    "planning-and-delivery"  # the group whose chair takes up what did not come (published arrangements, 15)
)


@transaction.atomic
def remind(asked, *, by, returns=None):
    """Write to the leads of drafts, all or the given ones, at most once a day. Says how many letters are new."""
    today = timezone.localdate()
    check_open(state="draft", opens_on=asked.opens_on, closes_on=asked.closes_on, today=today)
    drafts = asked.returns.filter(state=Return.State.DRAFT).select_related("round", "deadline")
    if returns is not None:
        drafts = drafts.filter(pk__in=[one.pk for one in returns])
    new = write_to_leads(drafts, "reminded", f"reminded:{today}", "Reminder")
    if new:
        record("reminded", asked, by=by, letters=new)
    return new


@transaction.atomic
def extend(opened, *, by, due_on, reason):
    """Give one organisation until a later date. The first date stays on record, with the reason."""
    opened = lock_return(opened)
    old = opened.deadline
    check_extension(
        state=opened.state,
        due_on=old.due_on,
        new_due_on=due_on,
        closes_on=opened.round.closes_on,
        today=timezone.localdate(),
        reason=reason,
    )
    old = end(old, by=by, reason=f"Extended to {due_on:%-d %B %Y}: {reason.strip()}")
    opened.deadline = open_fixed(
        old.duty,
        old.label,
        due_on,
        by=by,
        rule="Later date agreed by the business unit",
        source=old.source,
        starts_on=old.starts_on,
        reference=old.reference,
        path=old.path,
        organisation=old.organisation,
    )
    opened.save(update_fields=["deadline"])
    replace_deadline(old, opened.deadline)
    write_to_leads([opened], "extended", f"extended:{due_on}", "You have longer")
    record("extended", opened, by=by, why=reason.strip(), due_on=str(due_on))
    return opened


def lock_return(opened):
    return (
        Return.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round__questionnaire", "deadline", "organisation")
        .get(pk=opened.pk)
    )


@transaction.atomic
def chase(opened, *, by, step, office="", address=""):
    """Take the next step about one late return. `office` and `address` say where a chief officer is written to."""
    opened, step = lock_return(opened), BY_NAME[step]
    check_chase(
        step, state=opened.state, sent={one.step for one in opened.chases.all()}, due_on=opened.deadline.due_on,
        today=timezone.localdate(),
    )  # fmt: skip
    if step.asks_for_office and not office.strip():
        raise Refused("Say which office is written to, such as Chief Executive.")
    return written(opened, step, by=by, office=office.strip(), address=address.strip())


def written(opened, step, *, by, office="", address=""):
    """The letters of one step and the row that says so, of a return that is locked and may be chased."""
    letters = (
        write_to([opened], "chased", f"chased:{step.name}", subject_of(step), step.roles) if step.roles else 0
    )
    if step.roles and not letters:
        raise Refused(
            f"Nobody of {opened.organisation} can be written to at this step. Invite somebody, or take it further."
        )
    if address:
        promise(
            "chased_officer", f"return:{opened.pk}:chased:{step.name}:office", to=address,
            subject=f"A late return: {opened.round.reference}", reference=opened.round.reference,
            label=opened.round.title, due_on=opened.deadline.due_on,
        )  # fmt: skip
    row = Chase.objects.create(
        assurance_return=opened, step=step.name, office=office, address=address,
        sent_on=timezone.localdate(), sent_by=by,
    )  # fmt: skip
    record("chased", opened, by=by, step=step.name)
    return row


def chases_due(asked, today):
    """return → step, for each late draft whose next step should have been taken and goes to people known here."""
    drafts = (
        asked.returns.filter(state=Return.State.DRAFT, deadline__due_on__lt=today)
        .select_related("round", "deadline", "organisation")
        .prefetch_related("chases")
    )
    steps = {
        opened: due_step(
            sent={one.step for one in opened.chases.all()}, due_on=opened.deadline.due_on, today=today
        )
        for opened in drafts
    }
    return {opened: step for opened, step in steps.items() if step and step.roles}


@transaction.atomic
def chase_all(asked, *, by):
    """Take every step that is due, in a fixed number of statements.

    Says how many returns were chased, and for how many nobody could be written to.
    """
    today = timezone.localdate()
    locked = set(
        asked.returns.select_for_update(of=("self",), no_key=True)
        .filter(state=Return.State.DRAFT)
        .values_list("pk", flat=True)
    )
    due = {opened: step for opened, step in chases_due(asked, today).items() if opened.pk in locked}
    known = set(
        Appointment.objects.on(today)
        .filter(person__is_active=True, organisation__in=[opened.organisation_id for opened in due])
        .values_list("organisation", "role")
    )
    reached = {
        opened: step
        for opened, step in due.items()
        if any((opened.organisation_id, role) in known for role in step.roles)
    }
    for step in {step.name: step for step in reached.values()}.values():
        of_step = [opened for opened, its in reached.items() if its == step]
        write_to(of_step, "chased", f"chased:{step.name}", subject_of(step), step.roles)
    Chase.objects.bulk_create(
        Chase(assurance_return=opened, step=step.name, sent_on=today, sent_by=by)
        for opened, step in reached.items()
    )
    if reached:
        record(
            "chased",
            asked,
            by=by,
            steps={opened.organisation.code: step.name for opened, step in reached.items()},
        )
    return len(reached), len(due) - len(reached)


def subject_of(step):
    return "Late: please answer" if step.name == "lead" else "Late: for your attention"


@transaction.atomic
def escalate(opened, *, by, way, why, target_on):
    """Take a late return further: to the chair of the group that watches assurance, as an action, or as a challenge."""
    opened, way = lock_return(opened), ReturnEscalation.Way(way)
    today = timezone.localdate()
    check_escalation(
        state=opened.state, way=way, taken={one.way for one in opened.escalations.all()},
        due_on=opened.deadline.due_on, today=today, why=why,
    )  # fmt: skip
    if target_on < today:
        raise Refused("Choose a date in the future.")
    action = challenge = None
    if way == ReturnEscalation.Way.CHALLENGE:
        challenge = log_challenge(
            by=by, raised_by_office="Business unit, for the partnership", raised_with=opened.organisation,
            subject=f"A return has not come: {opened.round.questionnaire.title}"[:200], about=why,
            raised_on=today, due_on=target_on,
        )  # fmt: skip
    else:
        action = open_action(
            by=by,
            target_on=target_on,
            detail=why.strip(),
            origin=f"Return {opened.round.reference}",
            **asked_to(opened, way),
        )
    escalation = ReturnEscalation.objects.create(
        assurance_return=opened, way=way, why=why.strip(), action=action, challenge=challenge, escalated_by=by
    )
    record("escalated", opened, by=by, why=why.strip(), way=str(way), target_on=str(target_on))
    return escalation


def asked_to(opened, way):
    """What the action says, and of whom it is asked."""
    reference = opened.round.reference
    if way == ReturnEscalation.Way.ACTION:
        return {
            "title": f"Submit the return {reference}, which is late",
            "organisation": opened.organisation,
        }
    chair = (
        Appointment.objects.on(timezone.localdate())
        .filter(role=Role.GROUP_CHAIR, seat__group__code=TAKES_UP, person__is_active=True)
        .select_related("person", "seat__group")
        .order_by("substitute", "pk")
        .first()
    )
    if chair is None:
        raise Refused(
            "Nobody chairs the Planning and Delivery Group today. Choose another way, or fill the seat."
        )
    return {
        "title": f"Take up with {opened.organisation.called} its late return {reference}"[:200],
        "owner": chair.person,
        "group": chair.seat.group,
    }
