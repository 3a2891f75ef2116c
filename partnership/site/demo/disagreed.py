"""The invented reviews that somebody disagreed about, and the one that is being carried out today."""

from datetime import timedelta

from partnership.site.demo.commissioning import answered_late, asked_again, commission, look_after
from partnership.site.demo.families import family_in_many_states, father_still_not_told
from partnership.site.demo.publishing import add_report, check_and_sign
from partnership.site.demo.road import agrees, refer, send, to_decision, with_the_panel
from partnership.site.demo.signing import before_signing
from partnership.site.demo.time import at, working_day, working_days_ago
from partnership.working_days import add_working_days
from reviews.models import Hold, Outcome, PanelMessage
from reviews.operations import decision, dispute, panel, publication, rapid_review, review


def under_way(people, today):
    """A reviewer is at work: a request was answered late, and the third check of progress is overdue."""
    aware = working_day(today, 150)
    yield at(aware)
    case = refer(
        people, by="health_lead", of="leicester-leicestershire-and-rutland-icb", day=aware - timedelta(2), age=6,
        outcome="seriously_harmed", account="A child of six was seriously harmed while two services each thought "
        "that the other visited.",
    )  # fmt: skip
    notified = add_working_days(aware, 4)
    yield from with_the_panel(
        people, case, aware, notified, Outcome.LCSPR,
        grounds="How services hand over is a theme that comes back; a review can show why.",
    )  # fmt: skip
    yield from agrees(people, case, add_working_days(notified, 24))
    work = yield from commission(
        people, case, add_working_days(notified, 28), cost="9600.00",
        questions="What each service believed the other did, and what made that seem right.",
    )  # fmt: skip
    begun = add_working_days(notified, 34)
    yield at(add_working_days(begun, 2))
    father = family_in_many_states(people, case)
    yield at(add_working_days(begun, 7))
    father_still_not_told(people, father, look_again_on=working_days_ago(today, 3))
    yield from look_after(people, work, begun, until=add_working_days(begun, 37), final=False)
    yield from answered_late(people, work, add_working_days(begun, 38))
    yield at(working_days_ago(today, 3), 11)
    father_still_not_told(people, father, look_again_on=add_working_days(today, 7))
    yield from asked_again(people, work, today)


def panel_disagreed(people, today):
    """The group and the Advisor saw no need of a review; the Panel did. Now a court asks to wait."""
    aware = working_day(today, 330)
    yield at(aware)
    case = refer(
        people, by="police_lead", of="leicestershire-police", day=aware - timedelta(1), age=2, outcome="died",
        account="A child of two died of injuries; a grandparent had twice asked for help.",
    )  # fmt: skip
    notified = add_working_days(aware, 5)
    yield from to_decision(people, case, aware, notified=notified)
    yield at(add_working_days(notified, 11))
    rapid_review.recommend(
        case, by=people.chair, recommendation=Outcome.NONE, reasons="The rapid review is thorough.",
        enough_because="It has found what there is to learn, and the actions are open.",
    )  # fmt: skip
    yield at(add_working_days(notified, 12))
    decision.decide(
        case, by=people.advisor, outcome=Outcome.NONE, no_conflict=True,
        grounds="What went wrong is known, and the actions answer it.",
    )  # fmt: skip
    yield at(add_working_days(notified, 14))
    send(people, case, add_working_days(notified, 14))
    yield at(add_working_days(notified, 25))
    panel.hear_from_panel(
        case, by=people.officer, kind=PanelMessage.Kind.DISAGREES, received_on=add_working_days(notified, 25),
        summary="The grandparent's voice is missing. A review could learn why families who ask are not heard.",
    )  # fmt: skip
    yield at(add_working_days(notified, 30))
    decision.decide(
        case, by=people.advisor, outcome=Outcome.LCSPR, no_conflict=True,
        grounds="The Panel is right: why a family that asked was not heard is not answered by what we know.",
        differs_because="The group could not know the Panel's view, which weighs more than the cost of a review.",
        superseded_because="The Panel considered the rapid review and thinks that a local review is apt.",
        panels_view="A review could learn why families who ask are not heard.",
        late_reason="The first decision was made in time; this one answers the Panel.",
    )  # fmt: skip
    yield at(add_working_days(notified, 31))
    send(
        people,
        case,
        add_working_days(notified, 31),
        late_reason="It answers the Panel's view of the first one.",
    )
    yield from agrees(people, case, add_working_days(notified, 40))
    work = yield from commission(
        people, case, add_working_days(notified, 44), cost="12250.00",
        questions="Why a family that asked for help was not heard, and what would have made it so.",
    )  # fmt: skip
    yield from look_after(people, work, add_working_days(notified, 50), until=add_working_days(notified, 110))
    yield at(add_working_days(notified, 112))
    work = review.name_review(
        work, by=people.officer, public_title="Asking and not being heard",
        abstract="What families meet when they ask for help for a child, and what helps them to be heard.",
    )  # fmt: skip
    report = add_report(people, work, "Asking and not being heard: review report", "report")
    before_signing(people, work)
    yield from check_and_sign(people, report, add_working_days(notified, 115))
    yield at(add_working_days(notified, 120))
    publication.comment_on_report(work, by=people.advisor, text="It hears the family. I have nothing to add.")
    publication.decide_publication(work, by=people.advisor, mode="full")
    yield at(add_working_days(notified, 124))
    publication.hold(
        report, by=people.officer, asked_by_office="Crown Court", asked_by=Hold.AskedBy.COURT,
        reason="The trial is listed; nothing is to be published until the verdict.",
        review_on=add_working_days(today, 12),
    )  # fmt: skip


def in_dispute(people, today):
    """The report is before the partners, and one of them does not agree that it is published whole."""
    aware = working_day(today, 260)
    yield at(aware)
    case = refer(
        people, by="rutland_lead", of="rutland-county-council", day=aware - timedelta(2), age=12,
        outcome="seriously_harmed", account="A young person of twelve was seriously harmed in a place that should "
        "have been safe.",
    )  # fmt: skip
    notified = add_working_days(aware, 3)
    yield from with_the_panel(
        people,
        case,
        aware,
        notified,
        Outcome.LCSPR,
        grounds="Several agencies placed trust where nobody looked.",
    )
    yield from agrees(people, case, add_working_days(notified, 26))
    work = yield from commission(
        people, case, add_working_days(notified, 30), cost="13000.00",
        questions="How places that care for children are looked at, and by whom.",
    )  # fmt: skip
    yield from look_after(people, work, add_working_days(notified, 36), until=working_days_ago(today, 16))
    yield at(working_days_ago(today, 14))
    work = review.name_review(
        work, by=people.officer, public_title="Places that should be safe",
        abstract="How agencies look at places that care for children, and what they miss.",
    )  # fmt: skip
    before_signing(people, work)
    yield at(working_days_ago(today, 5))
    raised = dispute.raise_dispute(
        work.case, by=people.rutland_signatory, organisation=people["rutland-county-council"],
        about="In a small county the full report would say which place it was. We ask for a summary.",
    )  # fmt: skip
    yield at(working_days_ago(today, 2))
    dispute.advise_dispute(
        raised, by=people.advisor,
        advice="Publish the analysis whole and leave out what the place was for; two readers try to find it first.",
    )  # fmt: skip


STORIES = [under_way, panel_disagreed, in_dispute]
