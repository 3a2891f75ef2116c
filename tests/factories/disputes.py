"""Disputes, escalations and challenges, brought about by the deeds that people do."""

from datetime import timedelta

from django.utils import timezone

from partnership.models import Challenge, DisputePolicy, Escalation, PartnerDispute
from partnership.operations import challenges, disputes, escalations
from partnership.operations.dispute_policies import add_policy, load

STAGES = {
    "partners": [
        {"name": "They talk", "acts": "Senior representatives", "asked": "raiser", "limit": 10},
        {"name": "Advice", "acts": "Independent Advisor", "asked": "advisor", "limit": 10, "partnership_acts": True},
        {"name": "Decision", "acts": "All of them", "asked": "unit", "limit": 15, "final": True},
    ],
    "practitioners": [
        {"name": "Practitioners", "acts": "Practitioners", "asked": "other", "limit": 2, "urgent_limit": 1},
        {"name": "Managers", "acts": "Managers", "asked": "other", "limit": 5, "urgent_limit": 1},
        {"name": "The partnership", "acts": "Board manager", "asked": "unit", "limit": 10, "partnership_acts": True},
    ],
}  # fmt: skip


def policies(cast, *, in_force_on=None, factor=1):
    """The loaded versions, and on them a second version of both with limits, in force from that day or today."""
    load()
    return [
        add_policy(
            by=cast.officer, kind=kind, title=DisputePolicy.Kind(kind).label, principles="",
            in_force_on=in_force_on or timezone.localdate(), source="LRSCP, invented meeting",
            stages=[
                stage
                | {name: stage[name] * factor for name in ("limit", "urgent_limit") if stage.get(name)}
                | {"confirmed": True}
                for stage in STAGES[kind]
            ],
        )
        for kind in STAGES
    ]  # fmt: skip


def dispute(cast, *, by=None, raised_for=None, parties=None, **more):
    """The police with the county, unless others."""
    number = PartnerDispute.objects.count()
    given = {"subject": "Who pays", "about": f"The police and the county do not agree, {number}."} | more
    return disputes.raise_partner_dispute(
        by=by or cast.police_lead,
        raised_for=raised_for or cast.police,
        parties=parties or [cast.county],
        **given,
    )


def advised(cast, of):
    """Talked about in vain, and advised on by the Independent Advisor."""
    moved = disputes.move_dispute(of, by=cast.police_lead, outcome="We met twice.")
    return disputes.advise_partner_dispute(moved, by=cast.advisor, advice="Share it equally for a year.")


def final(cast, of):
    """At the last stage, advised on."""
    return disputes.move_dispute(advised(cast, of), by=cast.officer, outcome="The advice is not enough.")


def positions(cast, of, *, against=()):
    """Every signatory says in their own words where their partner stands."""
    for partner, signatory in zip(cast.partners, cast.signatories, strict=True):
        disputes.give_position(
            of, by=signatory, organisation=partner, agrees=partner not in against,
            position="As the partner sees it.", legal_advice="not_taken",
        )  # fmt: skip


def decided(cast, of, **more):
    given = {"decision": "Equal shares for a year.", "decided_on": timezone.localdate()} | more
    if of.advice:
        given = {"response": "We follow it.", "follows": "yes"} | given
    return disputes.decide_partner_dispute(of, by=cast.officer, **given)


def escalation(cast, *, by=None, raised_for=None, raised_with=None, priority="standard", **more):
    """The hospital with the county, unless others."""
    number = Escalation.objects.count()
    given = {"child_reference": "UHL-20417", "about": f"Whether the threshold is met, {number}."} | more
    return escalations.raise_escalation(
        by=by or cast.hospital_lead, raised_for=raised_for or cast.hospital, raised_with=raised_with or cast.county,
        priority=priority, **given,
    )  # fmt: skip


def challenge(cast, *, raised_with=None, days=10, raised_on=None, **more):
    today = timezone.localdate()
    given = {
        "raised_by_office": "Multi-Agency Audit Group", "subject": "Late reports",
        "about": f"Reports came after the conference, {Challenge.objects.count()}.",
    } | more  # fmt: skip
    return challenges.log_challenge(
        by=cast.officer, raised_with=raised_with or cast.police, raised_on=raised_on or today,
        due_on=today + timedelta(days), **given,
    )  # fmt: skip


def answered(cast, of):
    return challenges.respond_challenge(of, by=cast.police_lead, response="The rota has changed.")


def at_the_partnership(cast, of):
    """Taken through the stages of the two agencies by whoever raised it."""
    for _ in range(2):
        of = escalations.move_escalation(of, by=of.raised_by, outcome="No answer.")
    return of
