"""Disputes between statutory partners: raised, advised on, answered and ended."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Can, Refused, Role, may
from partnership.models import Organisation
from partnership.operations.record import record
from reviews.models import Dispute, Stage
from reviews.operations.case import lock, move
from reviews.operations.letters import business_unit, holders, write
from reviews.rules.dispute import check_advice, check_end, check_open, check_raised


@transaction.atomic
def raise_dispute(case, *, by, organisation, about):
    """A statutory partner does not agree: the case waits for advice and for an answer to it."""
    case = lock(case)
    today = timezone.localdate()
    check_raised(
        stage=case.stage,
        about=about,
        speaks_for=organisation.pk in by.organisations(Role.SIGNATORY),
        partner=organisation.name,
        is_partner=Organisation.objects.statutory_partners(today).filter(pk=organisation.pk).exists(),
    )
    dispute = Dispute.objects.create(
        case=case, stage_left=case.stage, organisation=organisation, about=about.strip(), raised_by=by
    )
    move(case, Stage.DISPUTE, by=by, organisation=organisation.code)
    record("raised", dispute, by=by, why=about, organisation=organisation.code)
    write(
        "case_step", "Partners disagree", f"dispute:{dispute.pk}", everybody(), case=case,
        path=dispute.get_absolute_url(), urgent=True,
    )  # fmt: skip
    return dispute


def everybody():
    """Whom a dispute concerns: every signatory, the Independent Advisor, and who runs cases."""
    return (holders(Role.SIGNATORY, Role.INDEPENDENT_ADVISOR) | business_unit()).distinct()


def lock_both(dispute):
    """The case, then its dispute."""
    case = lock(dispute.case)
    dispute = Dispute.objects.select_for_update(no_key=True).get(pk=dispute.pk)
    check_open(ended=dispute.ended_at)
    return case, dispute


@transaction.atomic
def advise_dispute(dispute, *, by, advice, office="", given_on=None):
    """The Independent Advisor advises, or staff write down what another independent person advised."""
    case, dispute = lock_both(dispute)
    own = Role.INDEPENDENT_ADVISOR in by.roles
    if not own and not may(by, Can.RUN_CASES):
        raise Refused("Advice is given by the Independent Advisor, or recorded by the business unit.")
    if dispute.advice:
        raise Refused("There is advice on this dispute already. It stays as it was given.")
    today = timezone.localdate()
    dispute.advice = advice.strip()
    dispute.advice_office = Role.INDEPENDENT_ADVISOR.label if own else office.strip()
    dispute.advised_on = today if own else given_on or today
    dispute.advice_recorded_by = by
    check_advice(
        advice=advice,
        office=dispute.advice_office,
        given_on=dispute.advised_on,
        raised_on=timezone.localdate(dispute.raised_at),
        today=today,
    )
    dispute.save(update_fields=["advice", "advice_office", "advised_on", "advice_recorded_by"])
    record("advised", dispute, by=by, why=advice, office=dispute.advice_office)
    write(
        "case_step", "Advice was given on a dispute", f"dispute:{dispute.pk}:advice", everybody(), case=case,
        path=dispute.get_absolute_url(),
    )  # fmt: skip
    return dispute


@transaction.atomic
def end_dispute(dispute, *, by, response, outcome):
    """Write down how the partners answered the advice and what they settled; the case goes back where it was."""
    case, dispute = lock_both(dispute)
    check_end(advice=dispute.advice, response=response, outcome=outcome)
    dispute.response = response.strip()
    dispute.outcome = outcome.strip()
    dispute.ended_by = by
    dispute.ended_at = timezone.now()
    dispute.save(update_fields=["response", "outcome", "ended_by", "ended_at"])
    move(case, dispute.stage_left, by=by)
    record("ended", dispute, by=by, why=outcome)
    write(
        "case_step", "The partners’ dispute has ended", f"dispute:{dispute.pk}:ended", everybody(), case=case,
        path=dispute.get_absolute_url(),
    )  # fmt: skip
    return dispute
