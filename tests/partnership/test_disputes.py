"""Disputes between partners: stages of their own day, advice that is answered, and nobody else who reads them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import (
    Deadline,
    DisputePolicy,
    LearningPoint,
    Letter,
    Organisation,
    Participation,
    PartnerDispute,
)
from partnership.operations.dispute_policies import load
from partnership.operations.disputes import (
    advise_partner_dispute,
    close_partner_dispute,
    give_position,
    move_dispute,
    tell_dispute_step,
)
from partnership.rules.disputes import check_decided
from tests.factories import disputes as made

THURSDAY = datetime(2026, 4, 2, 9, tzinfo=UTC)  # before Good Friday
TODAY = date(2026, 4, 2)


@pytest.fixture(autouse=True)
def travelled():
    with time_machine.travel(THURSDAY, tick=False) as clock:
        yield clock


def go_to(clock, day):
    clock.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


@pytest.fixture
def policies(cast):
    return made.policies(cast)


# How they are resolved ------------------------------------------------------------------------------------


def test_what_is_loaded_rests_on_the_arrangements_and_fixes_no_day(db):
    assert [str(one) for one in load()] == [
        "Resolution of disputes between partners, version 1",
        "Practitioners' escalations, version 1",
    ]
    assert load() == []

    stages = DisputePolicy.objects.get(kind="partners").stages.all()
    assert [(one.asked, one.limit, one.confirmed, one.final) for one in stages] == [
        ("raiser", None, False, False),
        ("advisor", None, False, False),
        ("unit", None, False, True),
    ]
    assert all("section 20" in one.source for one in stages)


def test_where_nothing_fixes_a_limit_the_page_says_so_and_a_day_may_be_agreed(cast, sign_in):
    load()
    dispute = made.dispute(cast)
    assert dispute.deadline is None
    assert "Not fixed by the arrangements" in sign_in(cast.police_lead).get(dispute.get_absolute_url()).text

    moved = move_dispute(dispute, by=cast.police_lead, outcome="We met.", due_on=date(2026, 5, 5))
    assert (moved.deadline.due_on, moved.deadline.role) == (date(2026, 5, 5), "independent_advisor")
    assert moved.deadline.rule == "Agreed for this one: the policy fixes no limit"


def test_a_stage_is_counted_in_working_days_over_easter(cast, policies):
    dispute = made.dispute(cast)

    # Good Friday, Easter Monday and two weekends lie between
    assert (dispute.deadline.due_on, dispute.deadline.organisation) == (date(2026, 4, 20), cast.police)


def test_a_new_version_moves_nothing_that_runs_and_gives_what_begins_later_its_own_limits(
    cast, policies, travelled
):
    before = made.dispute(cast)
    first = before.deadline
    made.policies(cast, in_force_on=date(2026, 4, 3), factor=2)

    go_to(travelled, date(2026, 4, 8))
    before = move_dispute(before, by=cast.police_lead, outcome="In vain.")
    assert (before.policy.version, before.deadline.due_on) == (2, date(2026, 4, 22))
    after = made.dispute(cast)
    assert (after.policy.version, after.deadline.due_on) == (3, date(2026, 5, 7))
    first.refresh_from_db()
    assert (first.due_on, first.done_on) == (date(2026, 4, 20), date(2026, 4, 8))


def test_add_dispute_policy_begins_with_the_newest_and_says_what_is_wrong(cast, sign_in, policies):
    officer = sign_in("board_officer")
    address = reverse("add_dispute_policy", args=["partners"])
    page = officer.get(address)
    data = {
        f"stage-{number}-{name}": value
        for number, form in enumerate(page.context["stages"])
        for name, value in (form.initial or {"asked": "other"}).items()
        if value not in (None, False)
    }
    data |= {"stage-TOTAL_FORMS": 4, "stage-INITIAL_FORMS": 3, "title": "Disputes", "source": "Meeting"}
    data |= {"in_force_on_day": 1, "in_force_on_month": 4, "in_force_on_year": 2026, "stage-0-limit": 7}

    assert "in force from 2 April 2026. Choose a later day" in officer.post(address, data).text
    without = {**data, "in_force_on_month": 5, "stage-1-asked": "unit"}
    assert "needs a stage at which the Independent Advisor advises" in officer.post(address, without).text
    officer.post(address, {**data, "in_force_on_month": 5})
    added = DisputePolicy.objects.get(kind="partners", version=3)
    assert [(one.name, one.limit) for one in added.stages.all()] == [
        ("They talk", 7), ("Advice", 10), ("Decision", 15),
    ]  # fmt: skip


# Raised and taken further ---------------------------------------------------------------------------------


def test_raise_partner_dispute_numbers_it_and_writes_to_whom_it_concerns(cast, policies, sign_in):
    said = [
        sign_in(cast.police_lead)
        .post(
            reverse("raise_partner_dispute"),
            {"raised_for": cast.police.pk, "parties": [cast.county.pk], "subject": "Money", "about": about},
        )
        .status_code
        for about in ("Who pays.", "Who pays.", "Who decides.")
    ]
    assert said == [302, 200, 302]  # a button pressed twice raises it once

    first = PartnerDispute.objects.get(reference="DIS-2026-01")
    assert set(first.parties.all()) == {cast.police, cast.county}
    assert list(PartnerDispute.objects.values_list("reference", flat=True)) == ["DIS-2026-02", "DIS-2026-01"]
    assert {letter.recipient for letter in Letter.objects.filter(reference="DIS-2026-01")} == {
        cast.county_lead, cast.signatories[0], cast.signatories[2], cast.manager, cast.advisor,
    }  # fmt: skip


def test_raise_partner_dispute_is_for_ones_own_organisation_and_without_a_childs_detail(cast, policies):
    with pytest.raises(Refused, match="You do not answer for that organisation"):
        made.dispute(cast, raised_for=cast.health)
    with pytest.raises(Refused, match="Choose at least one other organisation"):
        made.dispute(cast, parties=[cast.police])
    with pytest.raises(Refused, match="looks like an NHS number"):
        made.dispute(cast, about="Child 943 476 5919.")


def test_parties_staff_and_advisor_read_it_and_nobody_else(cast, policies, sign_in):
    dispute = made.dispute(cast, subject="A secret quarrel")
    address = dispute.get_absolute_url()

    for person in (
        cast.police_lead, cast.county_lead, cast.signatories[2], cast.signatories[0], cast.officer, cast.advisor,
    ):  # fmt: skip
        assert sign_in(person).get(address).status_code == 200
        assert "A secret quarrel" in sign_in(person).get(reverse("partner_disputes")).text
    for person in (cast.rutland_lead, cast.hospital_lead, cast.signatories[1], cast.signatories[3]):
        assert sign_in(person).get(address).status_code == 404
        assert "A secret quarrel" not in sign_in(person).get(reverse("partner_disputes")).text
    for person in (cast.chair, cast.member, cast.observer, cast.administrator, cast.learning_officer):
        assert sign_in(person).get(address).status_code == 403


def test_move_dispute_never_passes_the_advisor_without_advice(cast, policies):
    dispute = move_dispute(made.dispute(cast), by=cast.police_lead, outcome="In vain.")

    with pytest.raises(Refused, match="No independent person has advised yet"):
        move_dispute(dispute, by=cast.police_lead, outcome="In vain.")
    with pytest.raises(Refused, match="It waits for advice"):
        made.decided(cast, dispute)
    advised = advise_partner_dispute(dispute, by=cast.advisor, advice="Share it.")
    assert (advised.advice_office, advised.deadline.late) == ("Independent Advisor", False)
    with pytest.raises(Refused, match="There is advice on this dispute already"):
        advise_partner_dispute(dispute, by=cast.advisor, advice="Otherwise.")


def test_another_independent_person_may_advise_and_staff_write_down_who(cast, policies, sign_in):
    dispute = made.dispute(cast)
    officer = sign_in("board_officer")
    address = reverse("advise_partner_dispute", args=[dispute.pk])
    given = {"given_on_day": 2, "given_on_month": 4, "given_on_year": 2026}

    assert "office" in officer.post(address, {"advice": "Share it.", **given}).context["form"].errors
    officer.post(address, {"advice": "Share it.", "office": "Scrutineer of another partnership", **given})
    dispute.refresh_from_db()
    assert (dispute.advice_office, dispute.advised_on) == ("Scrutineer of another partnership", TODAY)
    assert sign_in(cast.police_lead).get(address).status_code == 403


def test_a_stage_that_is_done_late_says_why(cast, policies, travelled, sign_in):
    dispute = made.dispute(cast)
    go_to(travelled, date(2026, 4, 21))
    address = reverse("move_dispute", args=[dispute.pk])

    page = sign_in(cast.police_lead).post(address, {"outcome": "In vain."})
    assert "It was due by 20 April 2026. Say why it is late" in page.text
    sign_in(cast.police_lead).post(address, {"outcome": "In vain.", "late_reason": "Easter."})
    assert PartnerDispute.objects.get().stage.position == 2
    assert Deadline.objects.get(late=True).late_reason == "Easter."


def test_steps_are_for_parties_and_are_frozen(cast, policies):
    dispute = made.dispute(cast)
    step = tell_dispute_step(dispute, by=cast.county_lead, text="We met.", taken_on=TODAY)

    with pytest.raises(Refused, match="Only the organisations that are party to it"):
        tell_dispute_step(dispute, by=cast.health_lead, text="We looked on.")
    for change in ("UPDATE partnership_disputestep SET text = 'x'", "DELETE FROM partnership_disputestep"):
        with (
            pytest.raises(DatabaseError, match="is frozen"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"{change} WHERE id = %s", [step.pk])


# Decided --------------------------------------------------------------------------------------------------


def test_at_the_last_stage_every_statutory_partner_is_party_and_says_where_it_stands(cast, policies):
    dispute = made.final(cast, made.dispute(cast))
    assert set(dispute.parties.all()) == set(cast.partners)

    with pytest.raises(Refused, match="their signatory must first record the partner’s position"):
        made.decided(cast, dispute)
    written_down = give_position(
        dispute, by=cast.officer, organisation=cast.county, agrees=True, position="They agree.",
        legal_advice="taken", given_on=TODAY,
    )  # fmt: skip
    assert not written_down.own_words
    with pytest.raises(
        Refused, match="Leicestershire County Council"
    ):  # what staff write down decides nothing
        made.decided(cast, dispute)
    made.positions(cast, dispute)
    assert made.decided(cast, dispute).unanimous is True


def test_partners_who_do_not_all_agree_decide_after_advice_and_it_says_so(cast, policies):
    dispute = made.final(cast, made.dispute(cast))
    made.positions(cast, dispute, against=[cast.health])

    decided = made.decided(cast, dispute)

    assert decided.unanimous is False


def test_without_unanimity_and_without_advice_nothing_is_decided():
    given = {
        "decision": "The police pay.", "decided_on": TODAY, "raised_on": TODAY, "today": TODAY, "final": True,
        "silent": [], "advice": "", "response": "", "follows": "", "against": "",
    }  # fmt: skip

    check_decided(agreed=True, **given)
    with pytest.raises(Refused, match="advice has to be sought first"):
        check_decided(agreed=False, **given)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"response": ""}, "Say how the decision answers it"),
        ({"follows": ""}, "Say whether the decision follows the advice"),
        ({"follows": "no"}, "does not follow the advice in full. Say why"),
        ({"follows": "in_part", "against_because": " "}, "does not follow the advice in full. Say why"),
        ({"decided_on": date(2026, 4, 3)}, "between the day it was raised and today"),
    ],
)
def test_a_decision_without_an_answer_to_the_advice_is_refused(cast, policies, given, sentence):
    dispute = made.final(cast, made.dispute(cast))
    made.positions(cast, dispute)

    with pytest.raises(Refused, match=sentence):
        made.decided(cast, dispute, **given)


def test_even_sql_decides_nothing_without_an_answer_to_the_advice(cast, policies):
    dispute = made.final(cast, made.dispute(cast))

    with (
        pytest.raises(DatabaseError, match="partner_dispute_advice_is_answered"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE partnership_partnerdispute SET decision = 'x', decided_on = now(), unanimous = true, "
            "decision_recorded_by_id = %s WHERE id = %s",
            [cast.officer.pk, dispute.pk],
        )


def test_the_answer_stands_beside_the_decision(cast, policies, sign_in):
    dispute = made.final(cast, made.dispute(cast))
    made.positions(cast, dispute, against=[cast.county])
    sign_in("board_officer").post(
        reverse("decide_partner_dispute", args=[dispute.pk]),
        {
            "decision": "The police pay.", "decided_on_day": 2, "decided_on_month": 4, "decided_on_year": 2026,
            "follows": "no", "response": "We read it with care.", "against_because": "The year has begun.",
        },
    )  # fmt: skip

    page = sign_in(cast.signatories[3]).get(dispute.get_absolute_url()).text
    for words in (
        "Share it equally for a year.", "The police pay.", "not unanimous", "It goes against the advice",
        "We read it with care.", "The year has begun.", "No legal advice taken",
    ):  # fmt: skip
        assert words in page


def test_before_the_last_stage_agreement_settles_it(cast, policies):
    decided = made.decided(cast, made.dispute(cast))

    assert (decided.unanimous, decided.deadline.late) == (True, False)


def test_close_partner_dispute_keeps_what_was_learnt_and_freezes(cast, policies):
    dispute = made.decided(cast, made.dispute(cast))

    closed = close_partner_dispute(
        dispute, by=cast.officer, outcome="Paid.", learning="Ask earlier.\n\nWrite it down."
    )
    assert set(LearningPoint.objects.values_list("text", "origin", "reference")) == {
        ("Ask earlier.", "dispute", "DIS-2026-01"), ("Write it down.", "dispute", "DIS-2026-01"),
    }  # fmt: skip
    with pytest.raises(Refused, match="It is closed"):
        tell_dispute_step(closed, by=cast.officer, text="More.")
    with pytest.raises(DatabaseError, match="is frozen"), transaction.atomic():
        PartnerDispute.objects.filter(pk=closed.pk).update(outcome="Other")


def test_advice_is_frozen_while_the_dispute_goes_on(cast, policies):
    advised = made.advised(cast, made.dispute(cast))

    with pytest.raises(DatabaseError, match="are frozen"), transaction.atomic():
        PartnerDispute.objects.filter(pk=advised.pk).update(advice="Other")


def test_partners_are_data_and_a_fifth_one_is_waited_for(cast, policies):
    fifth = Organisation.objects.create(code="fifth", name="Fifth partner", kind="police")
    Participation.objects.create(
        organisation=fifth, kind=Participation.Kind.STATUTORY_PARTNER, starts_on=TODAY
    )
    dispute = made.final(cast, made.dispute(cast))
    made.positions(cast, dispute)

    with pytest.raises(Refused, match="Fifth partner: their signatory must first record"):
        made.decided(cast, dispute)


def test_the_register_takes_as_many_queries_for_three_as_for_one(cast, policies, sign_in):
    def queries(client, path):
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    first = made.dispute(cast)
    paths = [reverse("partner_disputes"), first.get_absolute_url(), reverse("dispute_policies")]
    lead = sign_in(cast.police_lead)
    few = [queries(lead, path) for path in paths]
    for _ in range(2):
        made.dispute(cast)
        tell_dispute_step(first, by=cast.police_lead, text=f"More {PartnerDispute.objects.count()}.")
    assert [queries(lead, path) for path in paths] == few
