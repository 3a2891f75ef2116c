"""The invented review that went all the way, and everything that followed from it."""

from datetime import timedelta

from partnership.models import Organisation
from partnership.operations.actions import claim, verify, write_update
from partnership.site.demo.answers import everybody_answers, everybody_says
from partnership.site.demo.commissioning import commission, look_after
from partnership.site.demo.lessons import (
    OF_BRUISES,
    agree_briefing,
    ask_for,
    let_out,
    pass_on,
    recommend,
    write_briefing,
)
from partnership.site.demo.publishing import add_report, check_and_sign, go_public
from partnership.site.demo.road import ask, meet_and_write, notify, refer, send
from partnership.site.demo.signing import before_signing
from partnership.site.demo.time import at, working_day
from partnership.working_days import add_working_days
from reviews.models import Outcome, PanelMessage, Review
from reviews.operations import case as intake
from reviews.operations import decision, panel, publication, rapid_review, review
from reviews.operations.briefing import put_forward
from reviews.operations.learning import check_learning, note_learning, plan_dissemination
from reviews.rules.publication import CHECKLIST


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
        themes=[Review.Theme.BABIES, Review.Theme.PHYSICAL], age_stage=Review.AgeStage.BABY,
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
    goes_live = yield from go_public(people, report, add_working_days(notified, 104))
    yield at(add_working_days(goes_live, 3))
    letting_out(people, case)
    plan_actions(people, case, today)
    yield from briefed(people, case, add_working_days(goes_live, 8))
    yield from passed_on(people, case, add_working_days(goes_live, 30), today)
    yield from acted_on(people, case, today)
    yield from improved(people, work, today)


def letting_out(people, case):
    """Two learning points for the public, one that the second person kept back, and one for partners alone."""
    let_out(
        people, case, "Whoever first sees a bruise on a baby who does not yet move makes the referral themselves.",
        theme="Babies",
    )  # fmt: skip
    let_out(
        people, case, "Guidance that everybody knows needs somebody who asks, in supervision, when it was last used.",
        theme="Babies",
    )  # fmt: skip
    kept_back = note_learning(
        case, by=people.officer, theme="Handing over", for_public=True,
        text="A ward that hands over at night loses what was said in the afternoon.",
    )  # fmt: skip
    check_learning(
        kept_back, by=people.second_officer, passed=False,
        reason="There are few wards here: it would say which one it was."
    )  # fmt: skip
    note_learning(
        case, by=people.officer, theme="Babies",
        text="Our three audits of bruising each asked something else, so that nobody could compare them.",
    )  # fmt: skip


def plan_actions(people, case, today):
    """Four recommendations: two accepted, one not, one of which the group has still to speak."""
    audit = recommend(
        people, case, "Agencies show each year that the bruising procedure is used.", answer="accepted",
        reason="It answers why earlier learning did not hold.",
    )  # fmt: skip
    induction = recommend(
        people, case, "The procedure is part of everybody's induction.", answer="accepted",
        reason="New staff learn it from each other at present.",
    )  # fmt: skip
    recommend(
        people, case, "Every baby with any mark is seen by a consultant the same day.", answer="not_accepted",
        reason="Hospitals cannot see every baby, and the procedure names those who have to be seen.",
    )  # fmt: skip
    ask_for(
        people, case, "Audit ten records of bruises in babies who do not move", "hospital_lead", working_day(today, 30),
        recommendation=audit,
    )  # fmt: skip
    ask_for(
        people, case, "Put the bruising procedure into midwives' induction", "health_lead", add_working_days(today, 15),
        recommendation=induction, detail="Every induction from the new year on, with a case to talk about.",
    )  # fmt: skip
    ask_for(
        people, case, "Put the bruising procedure into the induction of health visitors", "trust_lead",
        working_day(today, 60), recommendation=induction,
    )  # fmt: skip
    ask_for(
        people, case, "Report on police attendance at strategy discussions", "police_lead", working_day(today, 9),
        recommendation=audit,
    )  # fmt: skip


def briefed(people, case, day):
    """The seven-minute briefing: written, agreed by somebody else, put forward, and public like the report."""
    yield at(day)
    written = write_briefing(
        people, OF_BRUISES, title="Bruises on babies who do not yet move", theme="Babies", case=case
    )
    yield at(add_working_days(day, 2))
    agreed = agree_briefing(people, written)
    artefact = put_forward(agreed, by=people.officer)
    yield from check_and_sign(people, artefact, add_working_days(day, 4))
    yield from go_public(people, artefact, add_working_days(day, 8))


def passed_on(people, case, day, today):
    """The plan: one part done in time, one late, one overdue, one ahead."""
    yield from pass_on(
        people, case, day, audience="Midwives and health visitors", product="team_meeting", reached=64,
        organisation=people["leicestershire-partnership-trust"],
    )  # fmt: skip
    yield from pass_on(
        people, case, add_working_days(day, 6), audience="Emergency department staff", product="briefing", reached=41,
        organisation=people["university-hospitals-of-leicester"], late_by=6,
    )  # fmt: skip
    yield at(working_day(today, 40))
    for audience, product, due_on, code in (
        ("General practitioners and their nurses", "webinar", working_day(today, 12),
        "leicester-leicestershire-and-rutland-icb"),
        ("Response officers, at their winter training", "training", add_working_days(today, 25),
        "leicestershire-police"),
        ("Everybody who reads the partnership's newsletter", "bulletin", add_working_days(today, 8), None),
    ):  # fmt: skip
        plan_dissemination(
            case, by=people.officer, audience=audience, product=product, due_on=due_on,
            organisation=people[code] if code else None,
        )  # fmt: skip


def acted_on(people, case, today):
    """One action is verified, one claimed, one moved to another day, and one has run over its day."""
    titles = {link.action.title: link.action for link in case.action_links.select_related("action")}
    audit, visitors, report = (
        next(action for title, action in titles.items() if title.startswith(words))
        for words in ("Audit ten", "Put the bruising procedure into the ind", "Report on police")
    )
    yield at(working_day(today, 66))
    claim(
        visitors,
        by=people.trust_lead,
        evidence="Part of every induction since the summer; nine of nine new starters have had it.",
    )
    yield at(working_day(today, 61))
    visitors = verify(visitors, by=people.officer)
    yield at(working_day(today, 33))
    claim(audit, by=people.hospital_lead, evidence="Ten records audited: nine followed the procedure.")
    yield at(working_day(today, 30))
    write_update(
        report, by=people.police_lead, text="Figures of three quarters are in; the fourth is being counted."
    )
    recommend(
        people, case, "Families are shown how a bruise on a baby is looked into, before it happens to them."
    )


def improved(people, work, today):
    """What has got better since, in a few sentences that a second person checked; another waits for its check."""
    yield at(working_day(today, 28))
    better = publication.add_improvement(
        work, by=people.officer,
        text="Nine of ten records of bruises in babies now show that whoever saw the bruise made the referral."
    )  # fmt: skip
    yield at(working_day(today, 26))
    publication.check_improvement(better, by=people.second_officer, passed=True)
    yield at(working_day(today, 6))
    publication.add_improvement(
        work, by=people.officer, text="Health visitors learn the procedure in their first month."
    )
    statement = add_report(people, work, "Baby Rowan: what has improved", "improvements")
    yield at(working_day(today, 5))
    publication.check_anonymity(statement, by=people.second_officer, passed=True, looked_for=CHECKLIST)


STORIES = [published_review]
