"""Disputes with stages and advice, escalations of practitioners, and the challenge log."""

from django.utils import timezone

from partnership.models import DisputePolicy
from partnership.operations import challenges, disputes, escalations
from partnership.operations.dispute_policies import add_policy, load
from partnership.site.demo.time import at, working_day
from partnership.working_days import add_working_days

COUNTY, POLICE = "leicestershire-county-council", "leicestershire-police"
ICB, HOSPITALS = "leicester-leicestershire-and-rutland-icb", "university-hospitals-of-leicester"
TRUST, RUTLAND = "leicestershire-partnership-trust", "rutland-county-council"
LIMITS = {
    "partners": ((10, None), (10, None), (20, None)),
    "practitioners": ((2, 1), (5, 1), (5, 2), (10, 3)),
}


def limits(people, today):
    """What the arrangements say, and a year and a half ago the limits that the partnership set itself."""
    yield at(working_day(today, 560), 9)
    load(by=people.manager)
    for kind, days in LIMITS.items():
        newest = DisputePolicy.objects.filter(kind=kind).first()
        add_policy(
            by=people.manager, kind=kind, title=newest.title, in_force_on=timezone.localdate(),
            principles=newest.principles, source="Planning and Delivery Group, invented meeting",
            stages=[
                {
                    **{name: getattr(stage, name) for name in ("name", "acts", "asked", "runs_out", "final")},
                    "partnership_acts": stage.partnership_acts, "limit": limit, "urgent_limit": urgent,
                    "confirmed": True,
                }
                for stage, (limit, urgent) in zip(newest.stages.all(), days, strict=True)
            ],
        )  # fmt: skip


def data_sharing(people, today):
    """A dispute that goes all the way: advice that was followed in part, said so, and learnt from."""
    day = working_day(today, 300)
    yield at(day)
    dispute = disputes.raise_partner_dispute(
        by=people.police_signatory, raised_for=people[POLICE], parties=[people[ICB]],
        subject="Who sees the shared chronology tool",
        about="The police want one tool for all chronologies. The Integrated Care Board cannot agree that general "
        "practices’ entries are seen before a clinician has released them.",
    )  # fmt: skip
    yield at(add_working_days(day, 5))
    disputes.tell_dispute_step(
        dispute, by=people.health_signatory, text="Both met with their information governance leads.",
        taken_on=timezone.localdate(),
    )  # fmt: skip
    yield at(add_working_days(day, 9))
    disputes.move_dispute(
        dispute, by=people.police_signatory, outcome="No agreement on when entries are seen."
    )
    yield at(add_working_days(day, 17))
    disputes.advise_partner_dispute(
        dispute, by=people.advisor,
        advice="Share entries at once in a rapid review, whose fifteen days leave no time; elsewhere once released. "
        "Look at it again after six months.",
    )  # fmt: skip
    yield at(add_working_days(day, 20))
    disputes.move_dispute(dispute, by=people.manager, outcome="All statutory partners have to decide.")
    yield at(add_working_days(day, 27))
    for key, code, agrees, legal in (
        ("county", COUNTY, True, "not_taken"), ("rutland", RUTLAND, True, "not_taken"),
        ("police", POLICE, True, "taken"), ("health", ICB, False, "taken"),
    ):  # fmt: skip
        disputes.give_position(
            dispute, by=getattr(people, f"{key}_signatory"), organisation=people[code], agrees=agrees,
            position="Agrees with the advice." if agrees else "Wants a clinician’s release in every case.",
            legal_advice=legal,
        )  # fmt: skip
    yield at(add_working_days(day, 34))
    disputes.decide_partner_dispute(
        dispute, by=people.manager, decided_on=timezone.localdate(), follows="in_part",
        decision="Entries are shared at once in rapid reviews, after a duty clinician has looked; elsewhere once "
        "released.",
        response="The partners follow the advice on rapid reviews and on looking again after six months.",
        against_because="A duty clinician looks first, because one partner’s own legal advice asks for it.",
    )  # fmt: skip
    yield at(add_working_days(day, 60))
    disputes.close_partner_dispute(
        dispute, by=people.manager, outcome="The duty clinician’s rota began; four rapid reviews used it.",
        learning="Ask information governance leads before a tool is bought, not after.",
    )  # fmt: skip


def share_of_costs(people, today):
    """A dispute that waits for the Independent Advisor now, and one that is being talked about."""
    day = working_day(today, 19)
    yield at(day)
    dispute = disputes.raise_partner_dispute(
        by=people.rutland_signatory, raised_for=people[RUTLAND], parties=[people[COUNTY], people[POLICE]],
        subject="Sharing the cost of reviews by population",
        about="Rutland asks that the cost of reviews be shared by the number of children, not equally.",
    )  # fmt: skip
    yield at(add_working_days(day, 8))
    disputes.move_dispute(
        dispute, by=people.rutland_signatory, outcome="The treasurers met once; no agreement."
    )
    yield at(working_day(today, 4))
    disputes.raise_partner_dispute(
        by=people.trust_lead, raised_for=people[TRUST], parties=[people[HOSPITALS]],
        subject="Who chairs the joint discharge meeting",
        about="Both trusts expect the other to chair it, and two meetings did not take place.",
    )  # fmt: skip


def practitioners(people, today):
    """A year of escalations: most settled between practitioners or managers, one by the partnership, two open."""
    leads = {
        COUNTY: people.county_lead, POLICE: people.police_lead, ICB: people.health_lead,
        HOSPITALS: people.hospital_lead, TRUST: people.trust_lead,
    }  # fmt: skip
    for number, (ago, raiser, other, priority, stage, about) in enumerate(
        (
            (330, HOSPITALS, COUNTY, "standard", 1, "Whether a referral met the threshold."),
            (290, TRUST, COUNTY, "standard", 2, "Closing a plan while a parent’s treatment had just begun."),
            (255, HOSPITALS, COUNTY, "urgent", 1, "Discharge of a baby before the strategy discussion."),
            (210, POLICE, COUNTY, "standard", 2, "No visit after three reports from neighbours."),
            (170, HOSPITALS, TRUST, "standard", 1, "Who follows up missed appointments."),
            (140, HOSPITALS, COUNTY, "standard", 4, "A third referral without further action."),
            (95, COUNTY, POLICE, "standard", 1, "Attendance at a conference."),
            (60, TRUST, COUNTY, "urgent", 2, "A young person found unwell in placement."),
            (30, HOSPITALS, COUNTY, "standard", 1, "Whether a medical was needed."),
        )
    ):  # fmt: skip
        day = working_day(today, ago)
        yield at(day, 9, 30)
        escalation = escalations.raise_escalation(
            by=leads[raiser], raised_for=people[raiser], raised_with=people[other],
            child_reference=f"R-{2041 + 37 * number}", about=about, priority=priority,
        )  # fmt: skip
        escalations.tell_escalation_step(
            escalation, by=leads[other], text="The team manager looks at it and calls back."
        )
        for _ in range(stage - 1):
            day = add_working_days(day, 1)
            yield at(day, 12)
            escalation = escalations.move_escalation(
                escalation, by=leads[raiser], outcome="The view did not change. Taken to the next stage."
            )
        day = add_working_days(day, 1)
        yield at(day, 16)
        by_unit = escalation.stage.partnership_acts
        escalations.resolve_escalation(
            escalation, by=people.manager if by_unit else leads[raiser],
            outcome="Both went through the history together and agreed what happens next.",
            learning="Read the last three referrals together before deciding on the fourth." if by_unit else "",
        )  # fmt: skip


def practitioners_now(people, today):
    """One that nobody answered in time, and an urgent one of yesterday."""
    yield at(working_day(today, 9))
    escalations.raise_escalation(
        by=people.trust_lead, raised_for=people[TRUST], raised_with=people[COUNTY], child_reference="LPT-30771",
        about="Whether early help is enough while appointments are missed.", priority="standard",
    )  # fmt: skip
    yield at(working_day(today, 1), 16)
    escalations.raise_escalation(
        by=people.hospital_lead, raised_for=people[HOSPITALS], raised_with=people[POLICE],
        child_reference="UHL-20990", about="Whether police protection is needed tonight.", priority="urgent",
    )  # fmt: skip


def challenged(people, today):
    """The log: one that changed practice, one that gave assurance late, one unanswered."""

    def log(office, code, subject, about, days=20, raised_for=None):
        return challenges.log_challenge(
            by=people.officer, raised_by_office=office, raised_for=raised_for, raised_with=people[code],
            subject=subject, about=about, raised_on=timezone.localdate(),
            due_on=add_working_days(timezone.localdate(), days),
        )  # fmt: skip

    day = working_day(today, 280)
    yield at(day)
    first = log("Multi-Agency Audit Group", COUNTY, "Reports to conferences come late",
                "In six of ten files the report came on the day itself.")  # fmt: skip
    yield at(add_working_days(day, 14))
    challenges.respond_challenge(
        first,
        by=people.county_lead,
        response="Reports are due two days before; the team managers are told of late ones.",
    )
    yield at(add_working_days(day, 60))
    challenges.close_challenge(
        first, by=people.officer, outcome="changed", outcome_text="Nine of ten came in time in the next audit.",
        learning="A date that nobody watches is no date.",
    )  # fmt: skip
    day = working_day(today, 150)
    yield at(day)
    second = log("Independent Advisor", HOSPITALS, "Children seen alone in the emergency department",
                 "Assurance is asked for that older children are spoken to without their parents.")  # fmt: skip
    yield at(add_working_days(day, 26))
    challenges.respond_challenge(
        second, by=people.hospital_lead, response="Audited: in 41 of 50 notes. The triage form now asks.",
        late_reason="The audit took longer than planned.",
    )  # fmt: skip
    yield at(add_working_days(day, 32))
    challenges.close_challenge(
        second, by=people.officer, outcome="assured", outcome_text="The answer was accepted."
    )
    yield at(working_day(today, 35))
    log("Young People’s Advisory Group", POLICE, "Stop and search of children",
        "The group asks how officers learn of a child’s plan before they search.", days=15)  # fmt: skip
    yield at(working_day(today, 6))
    log("Leicestershire County Council", ICB, "Health assessments of children in care",
        "A third of first assessments came late.", raised_for=people[COUNTY])  # fmt: skip


STORIES = (limits, data_sharing, share_of_costs, practitioners, practitioners_now, challenged)
