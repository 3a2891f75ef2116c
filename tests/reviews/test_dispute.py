"""A dispute between statutory partners: raised, advised on, answered, and back to where the case was."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Letter
from reviews.models import Case, Dispute, Stage
from reviews.operations.dispute import advise_dispute, end_dispute, raise_dispute
from tests.factories import reviews as made


def address(name, thing):
    return reverse(f"reviews:{name}", args=[thing.pk])


@pytest.fixture
def raised(cast):
    """The police do not agree with what is before the decider."""
    return raise_dispute(
        made.for_decision(cast),
        by=cast.signatories[2],
        organisation=cast.police,
        about="A review adds nothing.",
    )


@pytest.mark.parametrize("stage", ["rr_decision", "lcspr_signoff", "pub_decision"])
def test_a_dispute_goes_back_to_the_stage_it_left(cast, case_for_decision, stage):
    case = case_for_decision
    Case.objects.filter(pk=case.pk).update(stage=stage)

    dispute = raise_dispute(case, by=cast.signatories[0], organisation=cast.county, about="Its title.")
    assert (made.again(case).stage, dispute.stage_left) == (Stage.DISPUTE, stage)
    advise_dispute(dispute, by=cast.advisor, advice="Meet once more.")
    end_dispute(dispute, by=cast.officer, response="We met.", outcome="Another title.")

    assert made.again(case).stage == stage


def test_raise_dispute_is_a_signatorys_own_and_for_their_own_partner(cast, case_for_decision):
    case = case_for_decision

    for person in (cast.signatories[0], cast.officer, cast.advisor, cast.police_lead):
        with pytest.raises(Refused, match="Only a signatory of Leicestershire Police can raise"):
            raise_dispute(case, by=person, organisation=cast.police, about="All of it")
    with pytest.raises(Refused, match="is not a statutory partner today"):
        raise_dispute(case, by=cast.signatories[0], organisation=cast.hospital, about="All of it")
    with pytest.raises(Refused, match="Say what the partners disagree about"):
        raise_dispute(case, by=cast.signatories[2], organisation=cast.police, about=" ")
    assert made.again(case).stage == Stage.RR_DECISION


def test_raise_dispute_belongs_to_where_partners_have_to_agree(cast):
    with pytest.raises(Refused, match="A dispute is raised where partners have to agree"):
        raise_dispute(made.decided(cast), by=cast.signatories[2], organisation=cast.police, about="All")


def test_mistake_24_a_dispute_does_not_end_before_the_advice_and_the_answer_to_it_are_recorded(cast, raised):
    with pytest.raises(Refused, match="No independent person has advised yet"):
        end_dispute(raised, by=cast.officer, response="We follow it.", outcome="Agreed.")
    advise_dispute(raised, by=cast.advisor, advice="Weigh the two audits.")
    with pytest.raises(Refused, match="Say how the partners answer the advice"):
        end_dispute(raised, by=cast.officer, response=" ", outcome="Agreed.")
    with pytest.raises(Refused, match="Say what the partners have agreed"):
        end_dispute(raised, by=cast.officer, response="We do.", outcome="")
    assert made.again(raised.case).stage == Stage.DISPUTE

    end_dispute(raised, by=cast.officer, response="We weighed them.", outcome="The police agree.")
    raised.refresh_from_db()
    assert (raised.advice_office, raised.response) == ("Independent Advisor", "We weighed them.")


def test_mistake_24_a_practitioners_escalation_is_sent_elsewhere_and_no_day_limit_is_built_in(cast, sign_in):
    page = (
        sign_in(cast.signatories[2]).get(address("raise_dispute", made.for_decision(cast))).content.decode()
    )

    assert "Practitioners who disagree about a child use the escalation procedure." in page
    names = {field.name for field in Dispute._meta.get_fields()}
    assert names & {"child", "step", "level", "days", "deadline", "due_on"} == set()


def test_advise_dispute_by_somebody_else_is_recorded_with_their_office_and_day(cast, sign_in, raised):
    today = timezone.localdate()
    typed = {"advice": "Ask a second reader.", "given_on_day": today.day, "given_on_month": today.month,
             "given_on_year": today.year}  # fmt: skip

    page = sign_in(cast.officer).post(address("advise_dispute", raised.case), typed)
    answer = sign_in(cast.officer).post(
        address("advise_dispute", raised.case), typed | {"office": "Scrutineer of another partnership"}
    )

    assert "Ask a second reader." in page.content.decode()  # nothing typed is lost
    assert answer.status_code == 302
    raised.refresh_from_db()
    assert (raised.advice_office, raised.advised_on) == ("Scrutineer of another partnership", today)
    with pytest.raises(Refused, match="There is advice on this dispute already"):
        advise_dispute(raised, by=cast.advisor, advice="Mine as well.")


@pytest.mark.parametrize(("days", "sentence"), [(1, "is in the future"), (-1, "cannot be older")])
def test_advise_dispute_has_a_possible_day(cast, raised, days, sentence):
    with pytest.raises(Refused, match=sentence):
        advise_dispute(
            raised, by=cast.officer, advice="Meet.", office="Scrutineer",
            given_on=timezone.localdate() + timedelta(days),
        )  # fmt: skip


def test_a_dispute_is_read_by_every_partner_and_told_without_its_words(cast, sign_in, raised):
    told = Letter.objects.filter(label="Partners disagree")

    assert {*cast.signatories, cast.advisor} <= {letter.recipient for letter in told}
    assert "adds nothing" not in " ".join(f"{one.subject}{one.label}{one.path}" for one in told)
    for person in (cast.signatories[0], cast.advisor, cast.officer):
        assert "A review adds nothing." in sign_in(person).get(raised.get_absolute_url()).content.decode()
    assert sign_in(cast.police_lead).get(raised.get_absolute_url()).status_code == 403
    assert not Dispute.objects.visible_to(cast.police_lead).exists()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE reviews_dispute SET about = 'other'", "UPDATE reviews_dispute SET advice = 'other'",
     "DELETE FROM reviews_dispute"],
)  # fmt: skip
def test_what_was_said_in_a_dispute_is_frozen_in_the_database(cast, raised, statement):
    advise_dispute(raised, by=cast.advisor, advice="Meet once more.")

    with (
        pytest.raises(DatabaseError, match="is refused"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
