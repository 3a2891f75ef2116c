"""The invented cases: each a story from its referral to where it stands today. Nobody in them exists."""

from datetime import timedelta

from partnership.models import Organisation
from partnership.operations.actions import start
from partnership.site.demo.answers import TRUST, answers, chase, says, says_not_involved
from partnership.site.demo.commissioning import commission, look_after
from partnership.site.demo.families import not_told, told
from partnership.site.demo.lessons import (
    OF_NIGHTS,
    agree_briefing,
    ask_for,
    let_out,
    pass_on,
    recommend,
    write_briefing,
)
from partnership.site.demo.publishing import add_report
from partnership.site.demo.road import ask, notify, refer, send, to_decision
from partnership.site.demo.signing import before_signing
from partnership.site.demo.time import at, working_day, working_days_ago
from partnership.working_days import add_working_days
from reviews.models import Outcome, PanelMessage
from reviews.operations import case as intake
from reviews.operations import decision, panel, publication, rapid_review, review
from reviews.operations.screening import do_not_notify
from reviews.rules.publication import CHECKLIST


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
    mother = not_told(
        people, case, "Mother of child 1",
        because="She is at the child's bedside; the ward's social worker says when.", days=2
    )  # fmt: skip
    yield at(add_working_days(notified, 3))
    told(people, mother, note="Was told by the ward's social worker, with the leaflet.")
    not_told(
        people, case, "Father of child 1", because="The police ask to wait until they have found him.", days=11
    )  # fmt: skip
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
    """Serious, but the authority found that it is not notifiable, and said why: what follows is being thought over."""
    aware = working_days_ago(today, 10)
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
    programme = recommend(
        people, case, "Safer sleep is talked about before the birth, for ordinary nights and for other ones.",
        answer="accepted", reason="The rapid review shows that families planned for ordinary nights.",
        source="rapid_review",
    )  # fmt: skip
    bring = ask_for(
        people, case, "Bring safer sleep into every home visit before birth", "trust_lead", working_day(today, 3),
        recommendation=programme,
    )  # fmt: skip
    ask_for(
        people, case, "Ask fathers to the talk about safer sleep", "health_lead", add_working_days(today, 6),
        recommendation=programme,
    )  # fmt: skip
    yield at(add_working_days(notified, 30))
    start(bring, by=people.trust_lead)
    let_out(
        people, case, "Families plan for ordinary nights: ask where the baby sleeps when something is different.",
        theme="Safer sleep",
    )  # fmt: skip
    yield at(add_working_days(notified, 40))
    written = write_briefing(
        people, OF_NIGHTS, title="Where babies sleep on other nights", theme="Safer sleep", case=case
    )
    yield at(add_working_days(notified, 44), 15)
    agree_briefing(people, written)
    yield from pass_on(
        people, case, add_working_days(notified, 46), audience="Children's centres and family hubs", product="briefing",
        reached=23,
    )  # fmt: skip
    yield at(working_days_ago(today, 7), 14)
    begun = OF_NIGHTS | {"questions": "", "find_out_more": ""}
    write_briefing(people, begun, title="Speaking with fathers before the birth", theme="Fathers")


STORIES = [
    review_for_sign_off,
    waiting_for_decision,
    gathering,
    screening,
    just_referred,
    not_notified,
    learning,
]
