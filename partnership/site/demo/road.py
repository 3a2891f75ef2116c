"""The usual road of an invented case: from its referral to the Panel's answer, by the deeds that people do."""

from datetime import timedelta

from partnership.models import Organisation
from partnership.site.demo.answers import everybody_answers, everybody_says
from partnership.site.demo.time import at
from partnership.working_days import add_working_days
from reviews.models import Outcome, PanelMessage
from reviews.operations import case as intake
from reviews.operations import decision, information, panel, rapid_review
from reviews.operations.panel_report import make_panel_report

DIRECTOR = "Assistant director, children's social care"
SCOPE = "The child\nBoth parents\nAny adult living in the home"
AGENCIES = (
    "leicestershire-county-council",
    "leicestershire-police",
    "leicester-leicestershire-and-rutland-icb",
    "university-hospitals-of-leicester",
    "leicestershire-partnership-trust",
)

REPORT = {
    "facts": "Agencies knew the family at universal level; two referrals in the year before were closed after checks.",
    "practice": "Three episodes show information held by one agency that another would have acted upon.",
    "immediate_safety": "The sibling was placed with relatives under a safety plan on the day.",
    "identity": "The child's lived experience was described through adults; culture was noted, not explored.",
    "improvement": "Pre-birth planning, and how health visitors and midwives hand over.",
    "criterion_a": "Improvements are needed in pre-birth planning, some of them identified before.",
    "criterion_b": "Yes: injuries to babies who do not yet move were the theme of an earlier review.",
    "criterion_c": "Yes: midwifery, health visiting and the police each held a part of the picture.",
    "criterion_d": "The Panel has not yet considered the case.",
    "criterion_a_finding": "met",
    "criterion_b_finding": "met",
    "criterion_c_finding": "met",
    "criterion_d_finding": "not_known",
    "learning_done": "The bruising procedure went to every ward and surgery again within the week.",
    "family": "The allocated social worker told both parents that the case is reviewed, with a leaflet.",
    "family_told": "told",
    "national": "The theme is known nationally; this case adds nothing to it that is not known.",
    "national_suggested": "no",
    "dissent": "None: every partner agrees with the report.",
}
ATTENDANCE = "The county council’s head of safeguarding was in the chair."
ATTENDED = (
    ("leicestershire-county-council", "Head of safeguarding", "present"),
    ("rutland-county-council", "Head of safeguarding", "present"),
    ("leicestershire-police", "Detective superintendent, public protection", "present"),
    ("leicester-leicestershire-and-rutland-icb", "Deputy designated nurse", "substitute"),
    ("university-hospitals-of-leicester", "Named nurse", "present"),
    ("leicestershire-partnership-trust", "Named nurse", "apologies"),
)


def group_of(people):
    return people.chair.appointments.get(role="group_chair").seat.group


def refer(people, *, by="county_lead", of="leicestershire-county-council", day, account, age, outcome):
    return intake.refer(
        by=getattr(people, by),
        referred_for=people[of],
        responsible_authority=people["leicestershire-county-council"],
        incident_on=day,
        account=account,
        agreed_by_office="Head of safeguarding",
        not_a_live_concern=True,
        children=[{"age": age, "outcome": outcome}],
    )


def notify(people, case, *, aware_on, day, hour=15, late_reason=""):
    return intake.notify(
        case,
        by=people.officer,
        aware_on=aware_on,
        sent_at=at(day, hour),
        sent_by_office=DIRECTOR,
        responsible_authority=people["leicestershire-county-council"],
        national_reference=f"SIN-{case.pk:05}",
        late_reason=late_reason,
    )


def ask(people, case):
    return information.ask_agencies(
        case, by=people.officer, organisations=[people[code] for code in AGENCIES], scope=SCOPE,
        looks_from=case.incident_on - timedelta(365), looks_to=case.incident_on,
    )  # fmt: skip


def attended(people):
    return [
        {
            "organisation": people[code],
            "office": office,
            "name": "",
            "presence": presence,
            "capacity": "member",
        }
        for code, office, presence in ATTENDED
    ]


def meet_and_write(people, case, day):
    report = rapid_review.hold_meeting(
        case, by=people.officer, meeting_on=day, attendance=ATTENDANCE, missing_accepted=True,
        rows=attended(people),
    )  # fmt: skip
    rapid_review.draft(case, by=people.officer, seen=report.revision, **REPORT)


def send(people, case, day, late_reason=""):
    """The document for the Panel is made as people make it, and that very document is recorded as sent."""
    made = make_panel_report(case, by=people.officer)
    panel.send_to_panel(case, by=people.officer, sent_on=day, report=made, late_reason=late_reason)


def to_decision(people, case, aware, *, notified, late_reason=""):
    """The usual road from a referral to the Independent Advisor's desk."""
    yield at(notified, 15)
    notify(people, case, aware_on=aware, day=notified, hour=14, late_reason=late_reason)
    yield at(add_working_days(notified, 1))
    ask(people, case)
    yield from everybody_says(people, case, notified)
    yield at(add_working_days(notified, 7))
    everybody_answers(people, case)
    yield at(add_working_days(notified, 10), 14)
    meet_and_write(people, case, add_working_days(notified, 10))


def screen(people, case, aware, *, view="notify", authority="leicestershire-county-council"):
    return intake.screen(
        case, by=people.officer, aware_on=aware, responsible_authority=people[authority],
        views=[(partner, view) for partner in Organisation.objects.statutory_partners(aware)],
    )  # fmt: skip


def decided(people, case, aware, notified, outcome, *, grounds, reasons="The group saw it so."):
    """From the notification to a decision that follows the group's recommendation."""
    yield from to_decision(people, case, aware, notified=notified)
    yield at(add_working_days(notified, 12))
    enough = (
        "" if outcome == Outcome.LCSPR else "It has found what there is to learn, and the actions are open."
    )
    rapid_review.recommend(
        case, by=people.chair, recommendation=outcome, reasons=reasons, enough_because=enough
    )
    yield at(add_working_days(notified, 13))
    decision.decide(case, by=people.advisor, outcome=outcome, no_conflict=True, grounds=grounds)


def with_the_panel(people, case, aware, notified, outcome, **said):
    yield from decided(people, case, aware, notified, outcome, **said)
    yield at(add_working_days(notified, 14), 15)
    send(people, case, add_working_days(notified, 14))


def agrees(people, case, day):
    yield at(day)
    panel.hear_from_panel(
        case, by=people.officer, kind=PanelMessage.Kind.AGREES, received_on=day, summary="Agrees."
    )
