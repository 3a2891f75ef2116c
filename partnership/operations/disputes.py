"""Disputes between partners: raised, taken from stage to stage, advised on, decided and closed."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Can, Refused, Role, may
from partnership.models import (
    DisputePosition,
    DisputeStage,
    DisputeStep,
    LearningPoint,
    Letter,
    Organisation,
    PartnerDispute,
    Person,
)
from partnership.operations import deadlines
from partnership.operations.dispute_policies import check_once, next_reference, next_stage, policy_of
from partnership.operations.learning import note
from partnership.operations.letters import promise_all
from partnership.operations.record import record
from partnership.rules.childs_detail import check_no_detail
from partnership.rules.disputes import (
    check_advice,
    check_decided,
    check_moved,
    check_open,
    check_raised,
    stage_clock,
    unanimous,
)


def lock(dispute):
    """The dispute as it is now, locked until the transaction ends."""
    return (
        PartnerDispute.objects.select_for_update(no_key=True, of=("self",))
        .select_related("stage", "policy", "deadline", "raised_for")
        .get(pk=dispute.pk)
    )


def take_step(dispute, kind, text, *, by, taken_on=None):
    return DisputeStep.objects.create(
        dispute=dispute, kind=kind, stage=dispute.stage, text=text.strip(),
        taken_on=taken_on or timezone.localdate(), written_by=by,
    )  # fmt: skip


def check_new_step(thing, text, *, by):
    """A button pressed twice writes it down once."""
    latest = thing.steps.last()
    if latest and (latest.text, latest.written_by_id) == (text.strip(), by.pk):
        raise Refused("That is what the latest step says already.")


def asked_by(stage, *, raiser, other):
    """In whose diary a stage's date stands."""
    A = DisputeStage.Asked
    return {
        A.RAISER: {"organisation": raiser},
        A.OTHER: {"organisation": other},
        A.UNIT: {"role": Role.BOARD_MANAGER},
        A.ADVISOR: {"role": Role.INDEPENDENT_ADVISOR},
    }[stage.asked]


def open_stage(stage, policy, *, by, reference, path, asked, due_on=None, priority="standard"):
    """The date of a stage, by its policy; where that fixes none, the day that was agreed; else None."""
    today = timezone.localdate()
    clock = stage_clock(stage, policy, priority)
    if clock:
        return deadlines.open_deadline(clock, today, by=by, reference=reference, path=path, **asked)
    if due_on is None:
        return None
    if due_on < today:
        raise Refused("Choose a day from today on.")
    return deadlines.open_fixed(
        "agreed_stage", f"Stage {stage.position}: {stage.name}"[:200], due_on, by=by,
        rule="Agreed for this one: the policy fixes no limit", source=str(policy)[:200], reference=reference, path=path,
        starts_on=today, **asked,
    )  # fmt: skip


def finish_stage(thing, *, by, late_reason=""):
    if thing.deadline and thing.deadline.outstanding:
        thing.deadline = deadlines.meet(thing.deadline, by=by, late_reason=late_reason)


def tell(dispute, subject, key, *, besides=None):
    """Everybody who may read it is written to, but for whoever just acted."""
    today = timezone.localdate()
    parties = dispute.parties.values("pk")
    people = Person.objects.holding(
        Role.PARTNER_LEAD, Role.SIGNATORY, on=today, organisation__in=parties
    ) | Person.objects.holding(Role.BOARD_MANAGER, Role.INDEPENDENT_ADVISOR, on=today)
    promise_all(
        [
            Letter(
                key=f"partner-dispute:{dispute.pk}:{key}:{one.pk}", kind="notice", recipient=one,
                subject=f"{subject}: {dispute.reference}", reference=dispute.reference, label=subject,
                path=dispute.get_absolute_url(),
            )
            for one in people.distinct()
            if besides is None or one.pk != besides.pk
        ]
    )  # fmt: skip


@transaction.atomic
def raise_partner_dispute(*, by, raised_for, parties, subject, about, case_reference="", due_on=None):
    """An organisation says that it cannot agree with others. The policy of that day gives the stages."""
    others = [one for one in parties if one.pk != raised_for.pk]
    check_raised(about=about, subject=subject, others=others)
    check_no_detail(subject, about, case_reference)
    if raised_for.pk not in by.answers_for and not may(by, Can.RUN_DISPUTES):
        raise Refused("You do not answer for that organisation.")
    today = timezone.localdate()
    policy = policy_of("partners", today)
    stage = policy.stages.first()
    reference = next_reference(PartnerDispute, "DIS", today)
    check_once(PartnerDispute, raised_by=by, raised_for=raised_for, about=about.strip(), raised_on=today)
    dispute = PartnerDispute.objects.create(
        reference=reference, policy=policy, stage=stage, subject=subject.strip(),
        about=about.strip(), case_reference=case_reference.strip(), raised_for=raised_for, raised_by=by,
        raised_on=today,
    )  # fmt: skip
    dispute.parties.set([raised_for, *others])
    dispute.deadline = open_stage(
        stage, policy, by=by, reference=dispute.reference, path=dispute.get_absolute_url(),
        asked=asked_by(stage, raiser=raised_for, other=others[0]), due_on=due_on,
    )  # fmt: skip
    dispute.save(update_fields=["deadline"])
    take_step(dispute, DisputeStep.Kind.RAISED, about, by=by)
    tell(dispute, "A dispute between partners was raised", "raised", besides=by)
    record(
        "raised",
        dispute,
        by=by,
        organisation=raised_for.code,
        parties=[one.code for one in others],
        policy=str(policy),
    )
    return dispute


def check_party(dispute, by):
    """Parties and staff take steps; the Advisor advises."""
    if may(by, Can.RUN_DISPUTES) or dispute.parties.filter(pk__in=by.answers_for).exists():
        return
    raise Refused("Only the organisations that are party to it, and the business unit, write here.")


@transaction.atomic
def tell_dispute_step(dispute, *, by, text, taken_on=None):
    """Write down what happened: a talk, a letter, an offer. A step is only added."""
    dispute = lock(dispute)
    check_open(closed=dispute.closed_at)
    check_party(dispute, by)
    if not text.strip():
        raise Refused("Say what happened.")
    check_no_detail(text)
    check_new_step(dispute, text, by=by)
    today = timezone.localdate()
    if taken_on and not dispute.raised_on <= taken_on <= today:
        raise Refused("The day must lie between the day it was raised and today. Check it.")
    step = take_step(dispute, DisputeStep.Kind.TOLD, text, by=by, taken_on=taken_on)
    record("told a step", dispute, by=by, step=step.pk)
    return step


def awaits_advice(dispute):
    return dispute.stage.asked == DisputeStage.Asked.ADVISOR and not dispute.advice


@transaction.atomic
def move_dispute(dispute, *, by, outcome, due_on=None, late_reason=""):
    """It goes to the next stage of its own version, with what this stage came to."""
    dispute = lock(dispute)
    check_open(closed=dispute.closed_at, decided=dispute.decided_on)
    check_party(dispute, by)
    following = next_stage(dispute.stage)
    check_moved(has_next=following, outcome=outcome, needs_advice=awaits_advice(dispute))
    check_no_detail(outcome)
    finish_stage(dispute, by=by, late_reason=late_reason)
    take_step(dispute, DisputeStep.Kind.MOVED, outcome, by=by)
    if following.final:
        dispute.parties.add(*Organisation.objects.statutory_partners(timezone.localdate()))
    old, dispute.stage = dispute.stage, following
    other = dispute.parties.exclude(pk=dispute.raised_for_id).order_by("name").first()
    dispute.deadline = open_stage(
        following, dispute.policy, by=by, reference=dispute.reference, path=dispute.get_absolute_url(),
        asked=asked_by(following, raiser=dispute.raised_for, other=other), due_on=due_on,
    )  # fmt: skip
    dispute.save(update_fields=["stage", "deadline"])
    tell(dispute, "A dispute went to its next stage", f"stage:{following.position}", besides=by)
    record("moved", dispute, by=by, why=outcome.strip(), old=old.position, new=following.position)
    return dispute


@transaction.atomic
def advise_partner_dispute(dispute, *, by, advice, office="", given_on=None, late_reason=""):
    """The Independent Advisor advises, or staff write down what another independent person advised."""
    dispute = lock(dispute)
    check_open(closed=dispute.closed_at, decided=dispute.decided_on)
    own = Role.INDEPENDENT_ADVISOR in by.roles
    if not own and not may(by, Can.RUN_DISPUTES):
        raise Refused("Advice is given by the Independent Advisor, or written down by the business unit.")
    if own and dispute.parties.filter(pk__in=by.whole.answers_for).exists():
        raise Refused("You answer for an organisation that is party to it, so somebody else has to advise.")
    today = timezone.localdate()
    office = Role.INDEPENDENT_ADVISOR.label if own else office.strip()
    given_on = today if own else given_on or today
    check_advice(
        given=bool(dispute.advice), advice=advice, office=office, given_on=given_on, raised_on=dispute.raised_on,
        today=today,
    )  # fmt: skip
    check_no_detail(advice)
    if dispute.stage.asked == DisputeStage.Asked.ADVISOR:
        finish_stage(dispute, by=by, late_reason=late_reason)
    dispute.advice, dispute.advice_office = advice.strip(), office
    dispute.advised_on, dispute.advice_recorded_by = given_on, by
    dispute.save(update_fields=["advice", "advice_office", "advised_on", "advice_recorded_by"])
    take_step(dispute, DisputeStep.Kind.ADVISED, f"{office}: advice given.", by=by, taken_on=given_on)
    tell(dispute, "Advice was given on a dispute", "advised", besides=by)
    record("advised", dispute, by=by, office=office)
    return dispute


@transaction.atomic
def give_position(dispute, *, by, organisation, agrees, position, legal_advice, given_on=None):
    """Where a statutory partner stands: in its signatory's own words, or written down by staff and marked so.

    Whether it took legal advice is noted, and never what that says.
    """
    dispute = lock(dispute)
    check_open(closed=dispute.closed_at, decided=dispute.decided_on)
    today = timezone.localdate()
    own = organisation.pk in by.organisations(Role.SIGNATORY)
    if not own and not may(by, Can.RUN_DISPUTES):
        raise Refused("Only that partner’s signatory or the business unit can record its position.")
    if not Organisation.objects.statutory_partners(today).filter(pk=organisation.pk).exists():
        raise Refused(f"{organisation} is not a statutory partner today.")
    if not dispute.parties.filter(pk=organisation.pk).exists():
        raise Refused(f"{organisation} is not party to this dispute yet.")
    if not position.strip():
        raise Refused("Say what the partner’s position is.")
    check_no_detail(position)
    given_on = today if own else given_on or today
    if not dispute.raised_on <= given_on <= today:
        raise Refused("The day must lie between the day it was raised and today. Check it.")
    made = DisputePosition.objects.create(
        dispute=dispute, organisation=organisation, agrees=agrees, position=position.strip(),
        legal_advice=DisputePosition.Legal(legal_advice), own_words=own, given_on=given_on, written_by=by,
    )  # fmt: skip
    record(
        "gave position", dispute, by=by, organisation=organisation.code, agrees=agrees, own_words=own,
        legal_advice=made.legal_advice,
    )  # fmt: skip
    return made


def positions_of(dispute, partners):
    """partner id → the latest position in its signatory's own words, or nothing where there is none.

    What staff write down for a partner is shown and marked, and decides nothing.
    """
    latest = {one.organisation_id: one for one in dispute.positions.filter(own_words=True)}
    return {partner.pk: latest.get(partner.pk) for partner in partners}


@transaction.atomic
def decide_partner_dispute(
    dispute, *, by, decision, decided_on, response="", follows="", against_because="", late_reason=""
):
    """What was decided, beside the answer to the advice. Before the last stage only agreement settles it."""
    dispute = lock(dispute)
    check_open(closed=dispute.closed_at, decided=dispute.decided_on)
    if not may(by, Can.RUN_DISPUTES):
        raise Refused("The business unit writes down what was decided.")
    today = timezone.localdate()
    partners = list(Organisation.objects.statutory_partners(today)) if dispute.stage.final else []
    said = positions_of(dispute, partners)
    agreed = unanimous({pk: one.agrees if one else None for pk, one in said.items()}, list(said))
    check_decided(
        decision=decision, decided_on=decided_on, raised_on=dispute.raised_on, today=today, final=dispute.stage.final,
        silent=[one.name for one in partners if said[one.pk] is None], agreed=agreed, advice=dispute.advice,
        response=response, follows=follows, against=against_because,
    )  # fmt: skip
    if awaits_advice(dispute):
        raise Refused("It waits for advice. Record the advice first.")
    check_no_detail(decision, response, against_because)
    finish_stage(dispute, by=by, late_reason=late_reason)
    dispute.decision, dispute.decided_on, dispute.decision_recorded_by = decision.strip(), decided_on, by
    dispute.unanimous = agreed
    if dispute.advice:
        dispute.response, dispute.follows = response.strip(), PartnerDispute.Follows(follows)
        dispute.against_because = against_because.strip() if follows != "yes" else ""
    dispute.save(
        update_fields=[
            "decision", "decided_on", "decision_recorded_by", "unanimous", "response", "follows", "against_because",
        ]
    )  # fmt: skip
    take_step(dispute, DisputeStep.Kind.DECIDED, decision, by=by, taken_on=decided_on)
    tell(dispute, "A dispute was decided", "decided", besides=by)
    record("decided", dispute, by=by, unanimous=agreed, follows=dispute.follows)
    return dispute


def note_learning(thing, learning, *, by, origin=LearningPoint.Origin.DISPUTE):
    """A point of learning for each line that was typed, kept once and pointed at."""
    check_no_detail(learning)
    points = [
        note(by=by, text=line.strip(), origin=origin, reference=thing.reference)
        for line in learning.splitlines()
        if line.strip()
    ]
    thing.learning_points.add(*points)
    return points


@transaction.atomic
def close_partner_dispute(dispute, *, by, outcome, learning=""):
    """What came of the decision, and what was learnt. It is then frozen."""
    dispute = lock(dispute)
    check_open(closed=dispute.closed_at)
    if not may(by, Can.RUN_DISPUTES):
        raise Refused("The business unit closes a dispute.")
    if dispute.decided_on is None:
        raise Refused("Nothing is decided yet. Record the decision first.")
    if not outcome.strip():
        raise Refused("Say what the outcome of the decision was.")
    check_no_detail(outcome)
    note_learning(dispute, learning, by=by)
    take_step(dispute, DisputeStep.Kind.CLOSED, outcome, by=by)
    dispute.outcome, dispute.closed_by, dispute.closed_at = outcome.strip(), by, timezone.now()
    dispute.save(update_fields=["outcome", "closed_by", "closed_at"])
    record("closed", dispute, by=by)
    return dispute
