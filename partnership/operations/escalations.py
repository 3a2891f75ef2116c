"""Practitioners' escalations: raised by one agency with another, answered, taken further and resolved."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Can, Refused, Role, may
from partnership.models import Escalation, EscalationStep, Letter, Person
from partnership.operations.dispute_policies import check_once, next_reference, next_stage, policy_of
from partnership.operations.disputes import asked_by, check_new_step, finish_stage, note_learning, open_stage
from partnership.operations.letters import promise_all
from partnership.operations.record import record
from partnership.rules.childs_detail import check_no_detail, check_opaque
from partnership.rules.escalations import (
    check_open,
    check_raised,
    check_resolved,
    check_taken_further,
    check_turn,
    counted,
)


def lock(escalation):
    return (
        Escalation.objects.select_for_update(no_key=True, of=("self",))
        .select_related("stage", "policy", "deadline", "raised_for", "raised_with")
        .get(pk=escalation.pk)
    )


def take_step(escalation, kind, text, *, by):
    return EscalationStep.objects.create(
        escalation=escalation, kind=kind, stage=escalation.stage, text=text.strip(), written_by=by
    )


def tell(escalation, subject, key, *, besides):
    """Both agencies' leads and the board manager are written to, but for whoever just acted."""
    today = timezone.localdate()
    people = Person.objects.holding(
        Role.PARTNER_LEAD, on=today, organisation__in=[escalation.raised_for_id, escalation.raised_with_id]
    ) | Person.objects.holding(Role.BOARD_MANAGER, on=today)
    promise_all(
        [
            Letter(
                key=f"escalation:{escalation.pk}:{key}:{one.pk}", kind="notice", recipient=one,
                subject=f"{subject}: {escalation.reference}", reference=escalation.reference, label=subject,
                path=escalation.get_absolute_url(), urgent=escalation.priority == Escalation.Priority.URGENT,
            )
            for one in people.distinct()
            if one.pk != besides.pk
        ]
    )  # fmt: skip


def open_date(escalation, *, by):
    return open_stage(
        escalation.stage, escalation.policy, by=by, reference=escalation.reference,
        path=escalation.get_absolute_url(), priority=escalation.priority,
        asked=asked_by(escalation.stage, raiser=escalation.raised_for, other=escalation.raised_with),
    )  # fmt: skip


@transaction.atomic
def raise_escalation(*, by, raised_for, raised_with, child_reference, about, priority):
    """An agency's lead raises it with another agency. The policy of that day gives stages and limits."""
    check_raised(about=about, raised_for=raised_for.pk, raised_with=raised_with.pk)
    check_opaque(child_reference)
    check_no_detail(about)
    if raised_for.pk not in by.answers_for:
        raise Refused("You do not answer for that agency.")
    today = timezone.localdate()
    policy = policy_of("practitioners", today)
    reference = next_reference(Escalation, "ESC", today)
    check_once(Escalation, raised_by=by, raised_with=raised_with, about=about.strip(), raised_on=today)
    escalation = Escalation.objects.create(
        reference=reference, policy=policy, stage=policy.stages.first(),
        priority=Escalation.Priority(priority), child_reference=child_reference.strip(), about=about.strip(),
        raised_for=raised_for, raised_with=raised_with, raised_by=by, raised_on=today,
    )  # fmt: skip
    escalation.deadline = open_date(escalation, by=by)
    escalation.save(update_fields=["deadline"])
    take_step(escalation, EscalationStep.Kind.RAISED, about, by=by)
    tell(escalation, "A practitioners’ escalation was raised", "raised", besides=by)
    record(
        "raised",
        escalation,
        by=by,
        raised_for=raised_for.code,
        raised_with=raised_with.code,
        priority=priority,
    )
    return escalation


def is_raiser(escalation, person):
    return escalation.raised_for_id in person.answers_for


def is_party(escalation, person):
    return is_raiser(escalation, person) or escalation.raised_with_id in person.answers_for


@transaction.atomic
def tell_escalation_step(escalation, *, by, text):
    """Answer, or say what was done. Staff write only at the partnership's own stage."""
    escalation = lock(escalation)
    check_open(escalation.resolved_on)
    check_turn(
        partnership_acts=escalation.stage.partnership_acts, is_party=is_party(escalation, by),
        runs=may(by, Can.RUN_ESCALATIONS),
    )  # fmt: skip
    if not text.strip():
        raise Refused("Say what was answered or done.")
    check_no_detail(text)
    check_new_step(escalation, text, by=by)
    step = take_step(escalation, EscalationStep.Kind.TOLD, text, by=by)
    tell(escalation, "An answer in an escalation", f"step:{step.pk}", besides=by)
    record("told a step", escalation, by=by, step=step.pk)
    return step


@transaction.atomic
def move_escalation(escalation, *, by, outcome, late_reason=""):
    """It goes to the next stage of its own version."""
    escalation = lock(escalation)
    check_open(escalation.resolved_on)
    following = next_stage(escalation.stage)
    check_taken_further(
        is_raiser=is_raiser(escalation, by), partnership_acts=escalation.stage.partnership_acts,
        runs=may(by, Can.RUN_ESCALATIONS), has_next=following, outcome=outcome,
    )  # fmt: skip
    check_no_detail(outcome)
    finish_stage(escalation, by=by, late_reason=late_reason)
    take_step(escalation, EscalationStep.Kind.MOVED, outcome, by=by)
    old, escalation.stage = escalation.stage, following
    escalation.deadline = open_date(escalation, by=by)
    escalation.save(update_fields=["stage", "deadline"])
    tell(escalation, "An escalation went to its next stage", f"stage:{following.position}", besides=by)
    record("moved", escalation, by=by, old=old.position, new=following.position)
    return escalation


@transaction.atomic
def resolve_escalation(escalation, *, by, outcome, learning="", late_reason=""):
    """It is settled at the stage where it is, with what was learnt."""
    escalation = lock(escalation)
    check_open(escalation.resolved_on)
    check_resolved(
        is_raiser=is_raiser(escalation, by), partnership_acts=escalation.stage.partnership_acts,
        runs=may(by, Can.RUN_ESCALATIONS), outcome=outcome,
    )  # fmt: skip
    check_no_detail(outcome)
    finish_stage(escalation, by=by, late_reason=late_reason)
    note_learning(escalation, learning, by=by)
    take_step(escalation, EscalationStep.Kind.RESOLVED, outcome, by=by)
    escalation.outcome, escalation.resolved_on, escalation.resolved_by = (
        outcome.strip(),
        timezone.localdate(),
        by,
    )
    escalation.save(update_fields=["outcome", "resolved_on", "resolved_by"])
    tell(escalation, "An escalation was resolved", "resolved", besides=by)
    record("resolved", escalation, by=by, stage=escalation.stage.position)
    return escalation


def counts_between(start, end):
    """How many escalations were raised from one day to another, both included, by stage, agency and days taken.

    Whole numbers, for the business unit and the yearly report's authors; rules.suppression hides small ones before
    anybody else sees them.
    """
    rows = Escalation.objects.filter(raised_on__gte=start, raised_on__lte=end).select_related(
        "stage", "raised_for", "raised_with"
    )
    return counted(
        {
            "raised_for": one.raised_for.name,
            "raised_with": one.raised_with.name,
            "stage": str(one.stage),
            "days": one.days_taken,
        }
        for one in rows
    )
