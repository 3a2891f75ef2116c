"""The invented cases that went another way than the usual one, or stand at one of its stages today."""

from datetime import timedelta

from partnership.site.demo.answers import everybody_answers
from partnership.site.demo.lessons import act
from partnership.site.demo.road import (
    DIRECTOR,
    REPORT,
    ask,
    attended,
    decided,
    notify,
    refer,
    screen,
    with_the_panel,
)
from partnership.site.demo.time import at, working_day, working_days_ago
from partnership.working_days import add_working_days
from reviews.models import LocalReview, NationalReview, Outcome, PanelMessage, Stage
from reviews.operations import case as intake
from reviews.operations import (
    closing,
    local_review,
    national,
    panel,
    rapid_review,
    routes,
    screening,
)
from reviews.operations.elsewhere import register_elsewhere
from reviews.operations.inherited import inherit
from reviews.operations.learning import note_learning

# Stages of the usual way -----------------------------------------------------------------------------------


def just_notified(people, today):
    """Notified yesterday; agencies are still to be asked, today."""
    aware = working_days_ago(today, 4)
    yield at(aware, 11)
    case = refer(
        people, day=aware - timedelta(2), age=2, outcome="seriously_harmed",
        account="A child of two was scalded; the accounts of how it happened differ.",
    )  # fmt: skip
    yield at(working_days_ago(today, 1), 15)
    notify(people, case, aware_on=aware, day=working_days_ago(today, 1), hour=14)


def being_written(people, today):
    """The group has met; the report is being written, with working days left."""
    notified = working_days_ago(today, 11)
    aware = add_working_days(notified, -2)
    yield at(aware, 12)
    case = refer(
        people, by="health_lead", of="leicester-leicestershire-and-rutland-icb", day=aware - timedelta(1), age=0,
        outcome="seriously_harmed", account="A baby lost weight for weeks while several services visited.",
    )  # fmt: skip
    yield at(notified, 15)
    notify(people, case, aware_on=aware, day=notified, hour=14)
    yield at(add_working_days(notified, 1))
    ask(people, case)
    yield at(add_working_days(notified, 6))
    everybody_answers(people, case)
    yield at(working_days_ago(today, 1), 14)
    report = rapid_review.hold_meeting(
        case, by=people.officer, meeting_on=working_days_ago(today, 1), missing_accepted=True,
        rows=attended(people),
    )  # fmt: skip
    yield at(working_days_ago(today, 1), 16)
    texts = {name: REPORT[name] for name in ("facts", "practice", "immediate_safety")}
    rapid_review.draft(case, by=people.officer, seen=report.revision, **texts)


def just_decided(people, today):
    """Decided this week; it goes to the Panel next."""
    notified = working_days_ago(today, 14)
    aware = add_working_days(notified, -3)
    yield at(aware)
    case = refer(
        people, by="police_lead", of="leicestershire-police", day=aware - timedelta(1), age=5,
        outcome="seriously_harmed", account="A child of five was seriously harmed by an adult known to services.",
    )  # fmt: skip
    yield from decided(
        people, case, aware, notified, Outcome.LOCAL,
        grounds="What is left to learn concerns two agencies, and a local review will find it sooner.",
    )  # fmt: skip


def awaiting_the_panel(people, today):
    """The Panel has had the rapid review for three weeks and has asked one question."""
    notified = working_days_ago(today, 30)
    aware = add_working_days(notified, -5)
    yield at(aware)
    case = refer(
        people, day=aware - timedelta(2), age=13, outcome="died",
        account="A young person of thirteen died; friends had told adults that they were worried.",
    )  # fmt: skip
    yield from with_the_panel(
        people, case, aware, notified, Outcome.NONE,
        grounds="The rapid review has the learning, and the actions are open.",
    )  # fmt: skip
    yield at(add_working_days(notified, 24))
    panel.hear_from_panel(
        case, by=people.officer, kind=PanelMessage.Kind.ASKS, received_on=add_working_days(notified, 24),
        summary="How were the views of the young person's friends sought?", due_on=add_working_days(notified, 36),
    )  # fmt: skip


def to_be_notified(people, today):
    """The authority has decided to notify; the last day to do it is tomorrow."""
    aware = working_days_ago(today, 4)
    yield at(aware, 10)
    case = refer(
        people, by="rutland_lead", of="rutland-county-council", day=aware - timedelta(1), age=4,
        outcome="seriously_harmed", account="A child of four was seriously hurt; an adult has been arrested.",
    )  # fmt: skip
    yield at(add_working_days(aware, 1), 9)
    screen(people, case, aware, authority="rutland-county-council")
    yield at(working_days_ago(today, 1), 16)
    screening.decide_to_notify(
        case, by=people.officer, office=DIRECTOR, reason="Abuse is suspected, and the harm is serious."
    )


# Other ways ------------------------------------------------------------------------------------------------


def looked_after_death(people, today):
    """A looked-after young person died of an illness: notified, recorded, and no rapid review is required."""
    aware = working_day(today, 160)
    yield at(aware)
    case = intake.refer(
        by=people.rutland_lead, referred_for=people["rutland-county-council"],
        responsible_authority=people["rutland-county-council"], incident_on=aware,
        account="A looked-after young person died of an illness that had been treated for years.",
        agreed_by_office="Head of safeguarding", not_a_live_concern=True,
        children=[{"age": 15, "outcome": "died", "looked_after": True}],
    )  # fmt: skip
    yield at(add_working_days(aware, 2), 15)
    intake.notify(
        case, by=people.officer, aware_on=aware, sent_at=at(add_working_days(aware, 2), 14),
        sent_by_office=DIRECTOR,
        responsible_authority=people["rutland-county-council"], national_reference=f"SIN-{case.pk:05}",
    )  # fmt: skip
    yield at(add_working_days(aware, 4))
    routes.no_rapid_review(
        case, by=people.manager, to=Stage.CLOSED_RECORDED, none_suspected=True,
        reason="The death was expected and no abuse or neglect is suspected by anybody.",
    )  # fmt: skip


def not_met_after_all(people, today):
    """Notified, and then found not to meet the criteria; what follows is for the Independent Advisor to say."""
    notified = working_days_ago(today, 20)
    aware = add_working_days(notified, -4)
    yield at(aware)
    case = refer(
        people, by="hospital_lead", of="university-hospitals-of-leicester", day=aware, age=1,
        outcome="seriously_harmed", account="A child of one had fractures of which the cause was not known.",
    )  # fmt: skip
    yield at(notified, 15)
    notify(people, case, aware_on=aware, day=notified, hour=14)
    yield at(add_working_days(notified, 1))
    ask(people, case)
    yield at(add_working_days(notified, 9))
    finding = routes.find_not_met(
        case, by=people.officer, authority_office=DIRECTOR,
        reason="Specialists found a disease of the bones; nobody suspects abuse or neglect any more.",
        panel_told_on=add_working_days(notified, 8),
        panel_told_how="Letter of the authority to the Panel; the Panel acknowledged it the next day.",
    )  # fmt: skip
    yield at(add_working_days(notified, 10))
    routes.confirm_not_met(case, by=people.advisor, agreed=True, seen=str(finding.pk))


def local_review_under_way(people, today):
    """Not notifiable but serious: the partnership looks for itself at how schools and police share what they know."""
    aware = working_day(today, 80)
    yield at(aware)
    case = refer(
        people, by="police_lead", of="leicestershire-police", day=aware - timedelta(2), age=16, outcome="other",
        account="Several young people were drawn into the sale of drugs near one school; nobody was badly hurt.",
    )  # fmt: skip
    yield at(add_working_days(aware, 1))
    screen(people, case, aware, view="do_not")
    yield at(add_working_days(aware, 4))
    screening.do_not_notify(
        case, by=people.officer, office=DIRECTOR, reason="Nobody died or was seriously harmed."
    )
    yield at(add_working_days(aware, 9))
    local_review.choose_local_review(
        case, by=people.advisor, kind=LocalReview.Kind.THEMATIC, due_on=working_day(today, -45),
        questions="Who knew what, when, and what stopped them from telling each other?",
        lead_organisation=people["leicestershire-police"],
        reason="Every partner sees the same pattern; a thematic review helps more than four separate ones.",
    )  # fmt: skip
    yield at(working_day(today, 25))
    local_review.note_local_progress(
        case,
        by=people.officer,
        text="Two of four learning events have been held; schools have sent their records.",
    )


def closed_without_action(people, today):
    """Considered with all partners and closed, with the reason."""
    aware = working_day(today, 210)
    yield at(aware)
    case = refer(
        people, day=aware - timedelta(4), age=11, outcome="other",
        account="A child of eleven was missing for a night and came back unharmed.",
    )  # fmt: skip
    yield at(add_working_days(aware, 2))
    screen(people, case, aware, view="do_not")
    yield at(add_working_days(aware, 3))
    screening.do_not_notify(
        case, by=people.officer, office=DIRECTOR, reason="There was no harm, and no abuse or neglect."
    )
    yield at(add_working_days(aware, 6))
    routes.close_without_action(
        case, by=people.advisor, reason="The return interview was thorough and nothing is left to learn."
    )


def led_elsewhere(people, today):
    """Another partnership reviews the death of a child who had lived here until the year before."""
    day = working_days_ago(today, 13)
    yield at(day)
    register_elsewhere(
        by=people.officer, partnership="A partnership in the north", due_on=add_working_days(today, 6),
        asked_for="What agencies here knew of the family until it moved away, and an author for our part.",
        incident_on=day - timedelta(20), account="A child of four died after the family had moved to another area.",
        children=[{"age": 4, "outcome": "died", "looked_after": False}],
    )  # fmt: skip


def inherited_review(people, today):
    """A serious case review of the former board, closed this year: every action was audited years on."""
    yield at(working_day(today, 380))
    case = inherit(
        by=people.manager, to=Stage.LEARNING, former_board="The former Local Safeguarding Children Board",
        begun_on=working_day(today, 3300), decided_on=working_day(today, 3310),
        taken_over_on=working_day(today, 2600), incident_on=working_day(today, 3400),
        account="A young child died of neglect; the board's review was published before it ended.",
        old_references="Serious case review of the former board, one notification for each child",
        children=[{"age": 2, "outcome": "died", "looked_after": False}],
    )  # fmt: skip
    begun = working_day(today, 370)
    yield from act(people, case, begun, "Audit supervision in cases of long neglect", "county_lead")
    yield at(working_day(today, 110))
    note_learning(
        case, by=people.officer, theme="Neglect",
        text="Neglect is seen over time: one visit shows a day, a chronology shows a childhood.",
    )  # fmt: skip
    closing.close(
        case, by=people.manager, impact="Two audits a year apart show that supervision asks about neglect.",
        not_shared_because="The learning was shared when the former board published it.",
        panel_not_told_because="The review was of the former board, before the Panel.",
        family_told_on=working_day(today, 112),
    )  # fmt: skip


def national_review(people, today):
    """The Panel took it into a national review; ours had not begun."""
    aware = working_day(today, 240)
    yield at(aware)
    case = refer(
        people, day=aware - timedelta(1), age=0, outcome="died",
        account="A baby died; the same product for feeding is concerned in other areas.",
    )  # fmt: skip
    notified = add_working_days(aware, 3)
    yield from with_the_panel(
        people, case, aware, notified, Outcome.LCSPR, grounds="What happened concerns more than this area."
    )
    yield at(add_working_days(notified, 30))
    national.begin_national_review(
        case, by=people.officer, begun_on=add_working_days(notified, 29),
        local_review=NationalReview.LocalReviewThen.NONE, reason="Three areas have the same concern.",
    )  # fmt: skip


def commissioning(people, today):
    """A review has been decided on, the Panel agrees, and a reviewer is being looked for."""
    notified = working_days_ago(today, 40)
    aware = add_working_days(notified, -3)
    yield at(aware)
    case = refer(
        people, by="county_lead", day=aware - timedelta(1), age=9, outcome="seriously_harmed",
        account="Two children of nine and six were seriously harmed at home over a long time.",
    )  # fmt: skip
    yield from with_the_panel(
        people, case, aware, notified, Outcome.LCSPR,
        grounds="Long harm in plain sight: a review can show why nobody put the parts together.",
    )  # fmt: skip
    yield at(add_working_days(notified, 23))
    panel.hear_from_panel(
        case, by=people.officer, kind=PanelMessage.Kind.AGREES, received_on=add_working_days(notified, 23), summary="",
    )  # fmt: skip


STORIES = [
    to_be_notified,
    just_notified,
    being_written,
    just_decided,
    awaiting_the_panel,
    looked_after_death,
    not_met_after_all,
    local_review_under_way,
    closed_without_action,
    led_elsewhere,
    inherited_review,
    national_review,
    commissioning,
]
