"""The invented cases: each a story from its referral to where it stands today. Nobody in them exists."""

from datetime import timedelta

from partnership.models import Organisation
from partnership.operations.actions import claim, open_action, verify
from partnership.operations.learning import note
from partnership.site.demo.answers import (
    TRUST,
    answers,
    chase,
    everybody_answers,
    everybody_says,
    says,
    says_not_involved,
)
from partnership.site.demo.commissioning import commission, look_after
from partnership.site.demo.paper import invented_report
from partnership.site.demo.signing import before_signing
from partnership.site.demo.time import at, working_day, working_days_ago
from partnership.working_days import add_working_days
from reviews.models import Outcome, PanelMessage
from reviews.operations import case as intake
from reviews.operations import decision, information, panel, publication, rapid_review, review
from reviews.operations.panel_report import make_panel_report
from reviews.operations.screening import do_not_notify
from reviews.rules.clocks import earliest_publication
from reviews.rules.publication import CHECKLIST

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
        sent_by_office="Assistant director, children's social care",
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


def published_review(people, today):
    """Went all the way: a full report that anybody can read, and actions whose effect is being watched."""
    aware = working_day(today, 395)
    yield at(aware, 11)
    case = refer(
        people, day=aware - timedelta(2), age=0, outcome="seriously_harmed",
        account="A baby of a few weeks came to hospital with injuries that the account given did not explain.",
    )  # fmt: skip
    yield at(add_working_days(aware, 1))
    intake.screen(
        case, by=people.officer, aware_on=aware,
        responsible_authority=people["leicestershire-county-council"],
        views=[(partner, "notify") for partner in Organisation.objects.statutory_partners(aware)],
    )  # fmt: skip
    notified = add_working_days(aware, 3)
    yield at(notified, 16)
    notify(people, case, aware_on=aware, day=notified)
    yield at(add_working_days(notified, 1))
    ask(people, case)
    yield from everybody_says(people, case, notified)
    yield at(add_working_days(notified, 6))
    everybody_answers(people, case)
    meeting = add_working_days(notified, 10)
    yield at(meeting, 14)
    meet_and_write(people, case, meeting)
    yield at(add_working_days(notified, 12))
    rapid_review.recommend(
        case, by=people.chair, recommendation=Outcome.LCSPR,
        reasons="Criteria (a) to (c) are met and a review would find out why the earlier learning did not hold.",
    )  # fmt: skip
    yield at(add_working_days(notified, 13))
    decision.decide(
        case, by=people.advisor, outcome=Outcome.LCSPR, no_conflict=True,
        grounds="The theme recurs. A review can show why guidance on bruising in babies is known but not used.",
    )  # fmt: skip
    yield at(add_working_days(notified, 15), 12)
    send(people, case, add_working_days(notified, 15))
    yield at(add_working_days(notified, 25))
    panel.hear_from_panel(
        case, by=people.officer, kind=PanelMessage.Kind.AGREES,
        received_on=add_working_days(notified, 25), summary="Agrees with the decision.",
    )  # fmt: skip
    work = yield from commission(
        people, case, add_working_days(notified, 29), cost="11400.00", ends_on=add_working_days(notified, 150),
        questions="Why the bruising procedure was known and not followed; the year before the incident.",
    )  # fmt: skip
    yield from look_after(people, work, add_working_days(notified, 35), until=add_working_days(notified, 93))
    yield at(add_working_days(notified, 95))
    work = review.name_review(
        work, by=people.officer, public_title="Baby Rowan",
        abstract="How agencies respond when a baby who cannot yet move has a bruise, and why good guidance is "
        "not always used. The baby is now safe.",
    )  # fmt: skip
    report = add_report(people, work, "Baby Rowan: review report", "report")
    yield at(add_working_days(notified, 97))
    before_signing(people, work)
    yield from check_and_sign(people, report, add_working_days(notified, 98))
    yield at(add_working_days(notified, 102))
    publication.comment_on_report(
        work,
        by=people.advisor,
        text="It says why the guidance was not used, and blames nobody. Publish it whole.",
    )
    publication.decide_publication(work, by=people.advisor, mode="full")
    copies = add_working_days(notified, 104)
    yield at(copies, 11)
    for recipient in publication.NEEDED_COPIES:
        publication.send_copy(report, by=people.officer, recipient=recipient, sent_on=copies)
    goes_live = earliest_publication(case.guidance, copies)
    yield at(add_working_days(copies, 1))
    publication.schedule(report, by=people.manager, publish_at=at(goes_live, 9))
    yield at(goes_live, 9, 1)
    publication.publish_due()
    yield at(add_working_days(goes_live, 3))
    for text in (
        "Whoever first sees a bruise on a baby who does not yet move makes the referral themselves.",
        "Guidance that everybody knows needs somebody who asks, in supervision, when it was last used.",
    ):
        note(
            by=people.officer,
            text=text,
            origin="review",
            reference=case.reference,
            theme="Babies",
            public=True,
        )
    action = open_action(
        by=people.officer, title="Audit ten records of bruises in babies who do not move", origin=case.reference,
        target_on=working_day(today, 30), organisation=people["university-hospitals-of-leicester"],
        group=people.chair.appointments.get().seat.group,
    )  # fmt: skip
    open_action(
        by=people.officer, title="Put the bruising procedure into midwives' induction", origin=case.reference,
        target_on=add_working_days(today, 15), organisation=people["leicester-leicestershire-and-rutland-icb"],
        group=people.chair.appointments.get().seat.group,
    )  # fmt: skip
    open_action(
        by=people.officer, title="Report on police attendance at strategy discussions", origin=case.reference,
        target_on=working_day(today, 9), organisation=people["leicestershire-police"],
        group=people.chair.appointments.get().seat.group,
    )  # fmt: skip
    yield at(working_day(today, 33))
    claim(action, by=people.hospital_lead, evidence="Ten records audited: nine followed the procedure.")
    yield at(working_day(today, 27))
    verify(action, by=people.officer)
    yield at(working_day(today, 6))
    statement = add_report(people, work, "Baby Rowan: what has improved", "improvements")
    yield at(working_day(today, 5))
    publication.check_anonymity(statement, by=people.second_officer, passed=True, looked_for=CHECKLIST)


def add_report(people, work, title, kind):
    content = invented_report(
        title,
        [
            "This report is invented. It shows what a published review looks like in the portal.",
            "The review asked why guidance that everybody knew was not used on the day. Practitioners said "
            "that they had each believed somebody else would make the call.",
            "It recommends that the first person to see a bruise on a baby who does not yet move makes the "
            "referral, whoever else is in the room, and that each agency shows a year on that this happens.",
        ],
    )
    return publication.add_artefact(
        work, by=people.officer, kind=kind, title=title, content=content, filename="invented.pdf"
    )


def check_and_sign(people, artefact, day):
    yield at(day, 11)
    publication.check_anonymity(artefact, by=people.second_officer, passed=True, looked_for=CHECKLIST)
    publication.check_anonymity(artefact, by=people.manager, passed=True, looked_for=CHECKLIST)
    yield at(add_working_days(day, 2), 11)
    for signatory, code in (
        ("county_signatory", "leicestershire-county-council"),
        ("rutland_signatory", "rutland-county-council"),
        ("police_signatory", "leicestershire-police"),
        ("health_signatory", "leicester-leicestershire-and-rutland-icb"),
    ):
        publication.sign(artefact, by=getattr(people, signatory), organisation=people[code])


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


def review_for_sign_off(people, today):
    """A review whose report is before the partners now."""
    aware = working_day(today, 200)
    yield at(aware)
    case = refer(
        people, by="police_lead", of="leicestershire-police", day=aware - timedelta(1), age=15, outcome="died",
        account="A young person of fifteen died; agencies had known of exploitation outside the home.",
    )  # fmt: skip
    notified = add_working_days(aware, 4)
    yield from to_decision(people, case, aware, notified=notified)
    yield at(add_working_days(notified, 11))
    rapid_review.recommend(
        case,
        by=people.chair,
        recommendation=Outcome.LOCAL,
        reasons="Most of it was learnt in the rapid review.",
        enough_because="What is still open can be found out by an audit of ten records.",
    )
    yield at(add_working_days(notified, 13))
    decision.decide(
        case, by=people.advisor, outcome=Outcome.LCSPR, no_conflict=True,
        grounds="Exploitation outside the home concerns every agency here, and two areas.",
        differs_because="The group weighed the cost of a review; I weigh that two earlier audits found the same.",
    )  # fmt: skip
    yield at(add_working_days(notified, 17))
    send(
        people, case, add_working_days(notified, 17),
        late_reason="The decision waited for the second area's partners.",
    )  # fmt: skip
    yield at(add_working_days(notified, 26))
    panel.hear_from_panel(
        case, by=people.officer, kind=PanelMessage.Kind.AGREES,
        received_on=add_working_days(notified, 26), summary="",
    )  # fmt: skip
    work = yield from commission(
        people, case, add_working_days(notified, 34), cost="14800.00",
        questions="How agencies in two areas protected a young person from exploitation outside the home.",
    )  # fmt: skip
    yield from look_after(people, work, add_working_days(notified, 40), until=working_days_ago(today, 8))
    yield at(working_days_ago(today, 6))
    work = review.name_review(
        work, by=people.officer, public_title="Young person Linden",
        abstract="Exploitation outside the home, and what helps when a young person moves between areas.",
    )  # fmt: skip
    report = add_report(people, work, "Young person Linden: review report", "report")
    before_signing(people, work)
    yield at(working_days_ago(today, 4))
    publication.check_anonymity(report, by=people.second_officer, passed=True, looked_for=CHECKLIST)
    yield at(working_days_ago(today, 3))
    publication.check_anonymity(report, by=people.manager, passed=True, looked_for=CHECKLIST)
    yield at(working_days_ago(today, 2))
    publication.sign(report, by=people.police_signatory, organisation=people["leicestershire-police"])


def waiting_for_decision(people, today):
    """On the Independent Advisor's desk, with two working days left."""
    notified = working_days_ago(today, 12)
    aware = add_working_days(notified, -4)
    yield at(aware)
    case = refer(
        people, day=aware - timedelta(1), age=3, outcome="seriously_harmed",
        account="A child of three was seriously harmed by neglect that had been known to several services.",
    )  # fmt: skip
    yield from to_decision(people, case, aware, notified=notified)
    yield at(working_days_ago(today, 1), 16)
    rapid_review.recommend(
        case, by=people.chair, recommendation=Outcome.LCSPR,
        reasons="Neglect was seen by each agency and by none of them together.",
    )  # fmt: skip


def gathering(people, today):
    """Agencies have been asked; some have answered, one was not involved, one is late."""
    notified = working_days_ago(today, 8)
    aware = add_working_days(notified, -6)
    yield at(aware)
    case = refer(
        people, by="hospital_lead", of="university-hospitals-of-leicester", day=aware, age=1,
        outcome="seriously_harmed", account="A child of one took medicine that had been left within reach.",
    )  # fmt: skip
    yield at(notified, 12)
    notify(
        people, case, aware_on=aware, day=notified, hour=11,
        late_reason="The hospital's report reached children's social care after the weekend.",
    )  # fmt: skip
    yield at(add_working_days(notified, 1))
    ask(people, case)
    yield at(add_working_days(notified, 2), 15)
    says(people, case, "university-hospitals-of-leicester", "yes")
    says(people, case, "leicestershire-county-council", "looking")
    says(people, case, TRUST, "no", lead="trust_lead")
    yield at(add_working_days(notified, 3))
    says(people, case, "leicestershire-county-council", "yes")
    yield at(add_working_days(notified, 4))
    says_not_involved(people, case)
    answers(people, case, "university-hospitals-of-leicester")
    yield at(add_working_days(notified, 5))
    chase(people, case, "leicestershire-police")
    yield at(add_working_days(notified, 6))
    answers(people, case, "leicestershire-county-council")
    says(people, case, "leicestershire-police", "yes", late_reason="The lead was away when the letter came.")


def screening(people, today):
    """The authority has been aware for three working days: two are left to notify."""
    aware = working_days_ago(today, 3)
    yield at(aware, 9)
    case = refer(
        people, by="rutland_lead", of="rutland-county-council", day=aware - timedelta(1), age=16, outcome="died",
        account="A young person of sixteen was found dead; suicide is suspected.",
    )  # fmt: skip
    yield at(aware, 15)
    intake.screen(
        case, by=people.officer, aware_on=aware, responsible_authority=people["rutland-county-council"],
        views=[(people["leicestershire-police"], "notify")],
    )  # fmt: skip


def just_referred(people, today):
    """Came in on the last working day and nobody has looked yet."""
    day = working_days_ago(today, 1)
    yield at(day, 16)
    refer(
        people, by="police_lead", of="leicestershire-police", day=day - timedelta(1), age=8,
        outcome="seriously_harmed", account="A child of eight was seriously injured in the home.",
    )  # fmt: skip


def not_notified(people, today):
    """Serious, but the authority found that it is not notifiable, and said why."""
    aware = working_day(today, 120)
    yield at(aware)
    case = refer(
        people, day=aware - timedelta(3), age=14, outcome="other",
        account="A young person was hurt in a road accident after leaving school; no neglect is suspected.",
    )  # fmt: skip
    yield at(add_working_days(aware, 2))
    intake.screen(
        case, by=people.officer, aware_on=aware,
        responsible_authority=people["leicestershire-county-council"],
        views=[(partner, "do_not") for partner in Organisation.objects.statutory_partners(aware)],
    )  # fmt: skip
    yield at(add_working_days(aware, 4))
    do_not_notify(
        case, by=people.officer, office="Director of children's services",
        reason="No abuse or neglect is known or suspected.",
    )  # fmt: skip


def learning(people, today):
    """No further review was needed: the rapid review had the learning, and the Panel agreed."""
    aware = working_day(today, 270)
    yield at(aware)
    case = refer(
        people, day=aware - timedelta(1), age=0, outcome="died",
        account="A baby died while sleeping beside an adult who had been drinking.",
    )  # fmt: skip
    notified = add_working_days(aware, 2)
    yield from to_decision(people, case, aware, notified=notified)
    yield at(add_working_days(notified, 12))
    rapid_review.recommend(
        case, by=people.chair, recommendation=Outcome.NONE,
        reasons="The rapid review is thorough, and the safer sleep programme has begun.",
        enough_because="A review would find nothing that the three before it did not.",
    )  # fmt: skip
    yield at(add_working_days(notified, 13), 15)
    decision.decide(
        case, by=people.advisor, outcome=Outcome.NONE, no_conflict=True,
        grounds="The rapid review has the learning; actions are open and will be audited.",
    )  # fmt: skip
    yield at(add_working_days(notified, 14))
    send(people, case, add_working_days(notified, 14))
    yield at(add_working_days(notified, 22))
    panel.hear_from_panel(
        case, by=people.officer, kind=PanelMessage.Kind.AGREES,
        received_on=add_working_days(notified, 22), summary="Agrees; asks to hear of the audit.",
    )  # fmt: skip
    yield at(add_working_days(notified, 24))
    open_action(
        by=people.officer, title="Bring safer sleep into every home visit before birth", origin=case.reference,
        target_on=working_day(today, 3), organisation=people["leicestershire-partnership-trust"],
        group=people.chair.appointments.get().seat.group,
    )  # fmt: skip


STORIES = [
    published_review,
    review_for_sign_off,
    waiting_for_decision,
    gathering,
    screening,
    just_referred,
    not_notified,
    learning,
]
