"""How a review is published: who says so, on what grounds, what may then go live, and who is told."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Deadline, Letter
from reviews.models import Artefact, Dispute, PublicationDecision, SignOffRefusal, Stage
from reviews.operations import publication as operations
from reviews.operations.dispute import advise_dispute, end_dispute
from reviews.rules.publication import MAY_GO_LIVE
from tests.factories import reviews as made

S = Artefact.State
EXCEPTION = {
    "reasons": "Brothers and sisters would be known.",
    "instead": "What has improved.",
    "none_fit_because": "",
    "discussed": "The Panel agrees.",
}


def address(name, thing):
    return reverse(f"reviews:{name}", args=[thing.pk])


def signed(cast):
    """A review whose report every partner has signed, and of which nothing has been decided."""
    artefact = made.artefact(cast, S.SIGNING)
    for signatory, partner in zip(cast.signatories, cast.partners, strict=True):
        operations.sign(artefact, by=signatory, organisation=partner)
    return made.fresh(artefact)


def exception(**changes):
    return EXCEPTION | {"discussed_on": timezone.localdate()} | changes


def tell(cast, review, recipient, **changes):
    given = {"about": "not_in_full", "told_on": timezone.localdate(), "said": "Brothers would be known."}
    return operations.tell(review, by=cast.officer, recipient=recipient, **given | changes)


def test_decide_publication_is_for_the_office_of_the_edition_after_the_advisors_comment(cast):
    review = signed(cast).review

    with pytest.raises(Refused, match="The Independent Advisor's comment on the report comes first"):
        operations.decide_publication(review, by=cast.advisor, mode="full")
    with pytest.raises(Refused, match="Only the Independent Advisor comments"):
        operations.comment_on_report(review, by=cast.manager, text="Good.")
    operations.comment_on_report(review, by=cast.advisor, text="It is fair.")
    for person in (cast.manager, cast.chair, cast.signatories[0]):
        with pytest.raises(Refused, match="decided by the office that the arrangements name"):
            operations.decide_publication(review, by=person, mode="full")

    decision = operations.decide_publication(review, by=cast.advisor, mode="full")

    assert (decision.office, decision.edition, decision.mode) == ("independent_advisor", cast.edition, "full")


def test_decide_publication_waits_for_every_signature(cast, signing_artefact):
    artefact = signing_artefact
    operations.comment_on_report(artefact.review, by=cast.advisor, text="It is fair.")

    with pytest.raises(Refused, match="once every partner has signed the report"):
        operations.decide_publication(artefact.review, by=cast.advisor, mode="full")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reasons": " "}, "Give the reasons for not publishing the full report"),
        ({"instead": ""}, "Say what is published instead"),
        ({"discussed": ""}, "Discuss it with the Panel first"),
        ({"discussed_on": None}, "Discuss it with the Panel first"),
        ({}, "Add a statement of the improvements made"),
    ],
)
def test_mistake_20_decide_publication_to_withhold_is_never_an_empty_outcome(cast, changes, sentence):
    review = signed(cast).review
    operations.comment_on_report(review, by=cast.advisor, text="It is fair.")

    with pytest.raises(Refused, match=sentence):
        operations.decide_publication(review, by=cast.advisor, mode="withheld", **exception(**changes))
    assert not PublicationDecision.objects.exists()


def test_decide_publication_on_its_page_asks_for_reasons_and_loses_nothing_typed(cast, sign_in):
    artefact = signed(cast)
    operations.comment_on_report(artefact.review, by=cast.advisor, text="It is fair and it is short.")
    advisor, page = sign_in(cast.advisor), address("decide_publication", artefact.review.case)
    today = timezone.localdate()
    typed = {
        "mode": "summary",
        "reasons": "",
        "instead": "A summary of the analysis.",
        "discussed": "Agreed.",
        "seen": "0",
    }
    typed |= {
        "discussed_on_day": today.day,
        "discussed_on_month": today.month,
        "discussed_on_year": today.year,
    }

    first = advisor.post(page, typed).content.decode()
    done = advisor.post(page, typed | {"reasons": "Too few families live so."})
    stale = advisor.post(page, typed | {"mode": "full"}).content.decode()

    assert "Give the reasons for not publishing the full report" in first
    assert "A summary of the analysis." in first
    assert "It is fair and it is short." in first
    assert done.status_code == 302
    assert "The decision in force has changed since you opened this page" in stale
    case_page = sign_in(cast.officer).get(artefact.review.case.get_absolute_url()).content.decode()
    assert "A summary instead of the report" in case_page
    assert "Too few families live so." in case_page


@pytest.mark.parametrize("mode", MAY_GO_LIVE)
def test_mistake_19_only_what_was_decided_may_go_live(cast, mode):
    report = signed(cast)
    assert "It has not been decided how the review is published." in operations.missing(report)
    made.decided_to_publish(cast, report.review, mode)

    refused = "It was decided not to publish this kind of file." in operations.missing(report)
    assert refused == (mode != "full")
    untold = [said for said in operations.missing(report) if said.startswith("Not told yet why")]
    assert bool(untold) == (mode != "full")


def test_which_kinds_may_go_live_follows_from_how_it_is_published():
    assert {
        "full": {"report", "summary", "improvements", "briefing"},
        "summary": {"summary", "improvements", "briefing"},
        "improvements": {"improvements", "briefing"},
        "repository": {"improvements"},
        "withheld": {"improvements"},
    } == MAY_GO_LIVE


@pytest.mark.parametrize("mode", ["withheld", "repository"])
def test_tell_both_of_what_is_withheld_publishes_the_case_and_stops_its_clock(cast, mode):
    """Row 26b: withholding decided, and told to the Panel and the Secretary of State."""
    review = signed(cast).review
    made.decided_to_publish(cast, review, mode)

    tell(cast, review, "panel")
    assert made.again(review.case).stage == Stage.PUB_DECISION
    with pytest.raises(Refused, match="was already told of this decision"):
        tell(cast, review, "panel")
    tell(cast, review, "secretary_of_state")

    assert made.again(review.case).stage == Stage.PUBLISHED
    due = Deadline.objects.get(duty="publish")
    assert (due.done_on, due.late) == (timezone.localdate(), False)


def test_tell_late_asks_why_it_was_late(cast):
    review = signed(cast).review
    made.decided_to_publish(cast, review, "withheld")
    with time_machine.travel(timezone.now() + timedelta(250), tick=False):
        tell(cast, review, "panel")
        with pytest.raises(Refused, match="Say why it was late"):
            tell(cast, review, "secretary_of_state")
        tell(cast, review, "secretary_of_state", late_reason="A trial went on.")

    due = Deadline.objects.get(duty="publish")
    assert (due.late, due.late_reason) == (True, "A trial went on.")


@pytest.mark.parametrize("days", [-1, 1])
def test_tell_has_a_possible_date(cast, days):
    review = signed(cast).review
    made.decided_to_publish(cast, review, "withheld")

    with pytest.raises(Refused, match="Check the date"):
        tell(cast, review, "panel", told_on=timezone.localdate() + timedelta(days))


def test_a_statement_of_improvements_goes_live_though_the_report_is_withheld(cast):
    """Mistake 20: withheld does not mean that nothing is shown."""
    report = signed(cast)
    made.decided_to_publish(cast, report.review, "withheld")
    for recipient in ("panel", "secretary_of_state"):
        tell(cast, report.review, recipient)

    with time_machine.travel(timezone.now() + timedelta(2), tick=False):
        statement = made.artefact(cast, S.LIVE, case=made.again(report.review.case), kind="improvements")

    assert statement.state == S.LIVE
    assert made.fresh(report).state == S.READY


def test_decide_publication_again_supersedes_and_never_hides_what_is_public(cast, case_in_review):
    live = made.artefact(cast, S.LIVE, case=case_in_review)
    first = operations.in_force(live.review)

    with pytest.raises(Refused, match="It has to be withdrawn first"):
        made.decided_to_publish(cast, live.review, "withheld")
    operations.withdraw(live, by=cast.manager, reason="A brother was recognised.")
    second = made.decided_to_publish(cast, live.review, "withheld")

    assert second.supersedes == first
    assert operations.in_force(live.review) == second
    assert PublicationDecision.objects.count() == 2


@pytest.mark.parametrize("table", ["publicationdecision", "reportcomment", "wording"])
@pytest.mark.parametrize("statement", ["DELETE FROM reviews_{}", "UPDATE reviews_{} SET id = id"])
def test_what_was_decided_or_said_is_frozen_in_the_database_itself(cast, table, statement):
    made.decided_to_publish(cast, signed(cast).review)

    with pytest.raises(DatabaseError, match="is frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


# A partner does not agree ---------------------------------------------------------------------------------


def test_refuse_to_sign_says_why_and_begins_a_dispute_which_stops_publication(
    cast, signing_artefact, sign_in
):
    artefact = signing_artefact
    rutland, typed = (
        cast.signatories[1],
        {"organisation": cast.rutland.pk, "reasons": "Page 9 is unfair to one team."},
    )
    client = sign_in(rutland)

    empty = client.post(address("refuse_to_sign", artefact), typed | {"reasons": ""}).content.decode()
    done = client.post(address("refuse_to_sign", artefact), typed)
    again = client.post(address("refuse_to_sign", artefact), typed)

    assert "Answer ‘Why does your organisation not agree" in empty
    assert (done.status_code, again.status_code) == (302, 200)
    assert SignOffRefusal.objects.get().reasons == "Page 9 is unfair to one team."
    assert made.again(artefact.review.case).stage == Stage.DISPUTE
    assert "Does not agree to it: Rutland County Council." in operations.missing(artefact)
    assert cast.advisor in {letter.recipient for letter in Letter.objects.filter(label="Partners disagree")}
    with pytest.raises(Refused, match="The partners are in dispute"):
        operations.sign(artefact, by=cast.signatories[0], organisation=cast.county)


def test_a_partner_that_refused_signs_once_the_dispute_is_settled(cast, signing_artefact):
    artefact = signing_artefact
    operations.refuse_to_sign(artefact, by=cast.signatories[1], organisation=cast.rutland, reasons="Unfair.")
    dispute = Dispute.objects.get()
    advise_dispute(dispute, by=cast.advisor, advice="Add the team's own view.")
    end_dispute(
        dispute, by=cast.officer, response="It is added to the next edition.", outcome="Rutland agrees."
    )

    for signatory, partner in zip(cast.signatories, cast.partners, strict=True):
        operations.sign(artefact, by=signatory, organisation=partner)

    assert made.fresh(artefact).state == S.READY
    assert made.again(artefact.review.case).stage == Stage.PUB_DECISION
    assert SignOffRefusal.objects.count() == 1


def test_refuse_to_sign_is_for_ones_own_partner_that_has_not_signed(cast, signing_artefact):
    artefact = signing_artefact
    operations.sign(artefact, by=cast.signatories[0], organisation=cast.county)

    with pytest.raises(Refused, match="own signatory"):
        operations.refuse_to_sign(artefact, by=cast.signatories[0], organisation=cast.police, reasons="x")
    with pytest.raises(Refused, match="has signed this file"):
        operations.refuse_to_sign(artefact, by=cast.signatories[0], organisation=cast.county, reasons="x")
