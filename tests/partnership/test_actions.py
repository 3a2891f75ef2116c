"""Actions: who does them says so, somebody else looks, and dates do not move unseen."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Action, Event
from partnership.operations import actions

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def a_tuesday_in_march():
    with time_machine.travel("2026-03-10 12:00Z", tick=False):
        yield


def opened(cast, title="Train duty social workers", target_on=TODAY + timedelta(20), **of):
    return actions.open_action(
        by=cast.officer, title=title, origin="CR-2025-003", target_on=target_on,
        **(of or {"organisation": cast.police, "group": cast.crg}),
    )  # fmt: skip


@pytest.fixture
def action(cast):
    return opened(cast)


@pytest.fixture
def claimed(cast, action):
    return actions.claim(action, by=cast.police_lead, evidence="Minutes of 3 March.")


@pytest.fixture
def verified(cast, claimed):
    return actions.verify(claimed, by=cast.officer)


def deeds(client, action):
    return client.get(action.get_absolute_url()).context["deeds"]


def test_who_does_it_starts_and_claims_it(cast, action, sign_in):
    client = sign_in("partner_lead")
    assert deeds(client, action) == {"start", "claim", "write_update"}
    client.post(reverse("start", args=[action.pk]))
    action.refresh_from_db()
    assert action.state == "in_progress"

    answer = client.post(reverse("claim", args=[action.pk]), {"evidence": "Minutes of 3 March."}, follow=True)
    action.refresh_from_db()
    assert (action.state, action.claimed_by, action.evidence) == (
        "claimed",
        cast.police_lead,
        "Minutes of 3 March.",
    )
    assert "Someone else will now check it." in answer.text
    assert "Minutes of 3 March." in answer.text


def test_claim_wants_to_know_what_shows_it(action, sign_in):
    client = sign_in("partner_lead")
    answer = client.post(reverse("claim", args=[action.pk]), {"evidence": "   "})

    assert "Say what evidence shows that it is done" in answer.text
    action.refresh_from_db()
    assert action.state == "open"


def test_who_claimed_it_reads_that_somebody_else_looks_next_and_who_verifies_does_not(claimed, sign_in):
    told = "Someone else checks it next"

    assert told in sign_in("partner_lead").get(claimed.get_absolute_url()).text
    assert told not in sign_in("board_officer").get(claimed.get_absolute_url()).text


def test_claim_twice_is_told_and_keeps_what_was_typed(claimed, sign_in):
    answer = sign_in("partner_lead").post(reverse("claim", args=[claimed.pk]), {"evidence": "A second text."})

    assert "claimed as done cannot become claimed as done" in answer.text
    assert "A second text." in answer.text
    claimed.refresh_from_db()
    assert claimed.evidence == "Minutes of 3 March."


def test_verify_is_for_somebody_else(cast, claimed, sign_in):
    for who in (cast.officer, cast.chair):
        assert deeds(sign_in(who), claimed) == {"verify", "send_back", "write_update"}
    sign_in("board_officer").post(reverse("verify", args=[claimed.pk]))

    claimed.refresh_from_db()
    assert (claimed.state, claimed.verified_by) == ("verified", cast.officer)


def test_nobody_verifies_what_they_claimed(cast, sign_in):
    """An officer who does an action is not its judge, though officers verify others."""
    own = opened(cast, owner=cast.officer)
    actions.claim(own, by=cast.officer, evidence="Done.")
    client = sign_in("board_officer")

    assert "verify" not in deeds(client, own)
    answer = client.post(reverse("verify", args=[own.pk]))
    assert answer.status_code == 409
    assert "Someone else has to verify" in answer.text
    with pytest.raises(IntegrityError, match="action_verified_by_someone_else"), transaction.atomic():
        Action.objects.filter(pk=own.pk).update(verified_by=cast.officer, verified_at="2026-03-10T12:00Z")


def test_send_back_gives_the_reason_and_the_record_keeps_the_claim(cast, claimed, sign_in):
    client = sign_in("group_chair")
    assert "Minutes of 3 March." in client.get(reverse("send_back", args=[claimed.pk])).text
    answer = client.post(
        reverse("send_back", args=[claimed.pk]), {"why": "The night team is missing."}, follow=True
    )

    claimed.refresh_from_db()
    assert (claimed.state, claimed.claimed_by) == ("in_progress", None)
    assert [(e["title"], e["text"]) for e in answer.context["history"]] == [
        ("Sent back", "The night team is missing."),
        ("Claimed done", ""),
        ("Opened", ""),
    ]
    assert deeds(sign_in("partner_lead"), claimed) == {"claim", "write_update"}


def test_send_back_wants_a_reason(claimed, sign_in):
    answer = sign_in("board_officer").post(reverse("send_back", args=[claimed.pk]), {"why": ""})

    assert "Say what is missing" in answer.text


def test_what_was_verified_may_still_be_sent_back(cast, verified):
    sent = actions.send_back(verified, by=cast.chair, why="The audit shows otherwise.")

    assert (sent.state, sent.verified_by) == ("in_progress", None)


def test_embed_closes_it_with_the_audit_that_shows_it(cast, verified, sign_in):
    client = sign_in("board_officer")
    assert deeds(client, verified) == {"embed", "send_back", "write_update"}
    client.post(reverse("embed", args=[verified.pk]), {"evidence": "Audit of September 2026."})

    verified.refresh_from_db()
    assert (verified.state, verified.embedded_evidence) == ("embedded", "Audit of September 2026.")
    assert deeds(client, verified) == set()


def test_move_target_keeps_the_first_date_and_every_reason(cast, action, sign_in):
    client = sign_in("board_officer")
    for day, reason in (("30", "Illness."), ("31", "Illness again.")):
        answer = client.post(
            reverse("move_target", args=[action.pk]),
            {"target_on_day": day, "target_on_month": "4" if day == "30" else "5", "target_on_year": "2026",
             "reason": reason},
            follow=True,
        )  # fmt: skip

    action.refresh_from_db()
    assert (action.original_target_on, action.target_on) == (date(2026, 3, 30), date(2026, 5, 31))
    assert "(first: 30 March 2026)" in answer.text
    assert "30 March 2026 to 30 April 2026: Illness." in answer.text
    assert "30 April 2026 to 31 May 2026: Illness again." in answer.text


def test_move_target_keeps_what_was_typed_when_something_is_missing(action, sign_in):
    answer = sign_in("board_officer").post(
        reverse("move_target", args=[action.pk]),
        {"target_on_day": "31", "target_on_month": "2", "target_on_year": "2026", "reason": "Illness."},
    )

    assert "must be a real date" in answer.text
    assert "Illness." in answer.text
    assert 'value="31"' in answer.text


def test_the_date_of_what_is_done_does_not_move(cast, claimed, verified):
    with pytest.raises(Refused, match="verified: its date can no longer change"):
        actions.move_target(claimed, by=cast.officer, target_on=TODAY, reason="x")


def test_moving_to_the_same_date_is_told(cast, action):
    with pytest.raises(Refused, match="30 March 2026 already"):
        actions.move_target(action, by=cast.officer, target_on=action.target_on, reason="x")


@pytest.mark.parametrize(
    ("old", "new"),
    [("open", "verified"), ("open", "embedded"), ("in_progress", "verified"), ("claimed", "embedded"),
     ("verified", "claimed"), ("embedded", "in_progress"), ("embedded", "claimed")],
)  # fmt: skip
def test_no_step_is_left_out(cast, action, old, new):
    Action.objects.filter(pk=action.pk).update(state=old)
    with pytest.raises(Refused, match=r"^An action that is .* cannot become .*\.$"), transaction.atomic():
        actions.move(action, new, by=cast.officer)


def test_who_neither_does_nor_sees_it_finds_nothing(cast, action, sign_in):
    for who in (
        cast.health_lead,
        cast.outsider,
        cast.reviewer,
        cast.school_lead,
        cast.practitioner,
        cast.advisor,
    ):
        assert sign_in(who).get(action.get_absolute_url()).status_code == 404
        assert sign_in(who).post(reverse("claim", args=[action.pk]), {"evidence": "x"}).status_code == 404


def test_a_member_of_the_group_reads_and_does_nothing(cast, action, sign_in):
    client = sign_in("group_member")

    assert deeds(client, action) == set()
    assert client.post(reverse("claim", args=[action.pk]), {"evidence": "x"}).status_code == 404
    assert client.post(reverse("verify", args=[action.pk])).status_code == 403


def test_staff_do_not_claim_for_an_agency(action, sign_in):
    answer = sign_in("board_manager").post(reverse("claim", args=[action.pk]), {"evidence": "x"})

    assert answer.status_code == 404


def test_a_chair_checks_only_their_own_groups_actions(cast, sign_in):
    other = actions.claim(
        opened(cast, organisation=cast.police, group=cast.audit), by=cast.police_lead, evidence="x"
    )
    client = sign_in("group_chair")

    assert client.post(reverse("verify", args=[other.pk])).status_code == 404
    assert list(client.get("/actions/").context["page"]) == []


def test_the_list_can_be_narrowed(cast, action, sign_in):
    late = opened(cast, "Late one", TODAY - timedelta(1))
    claimed = actions.claim(opened(cast, "Claimed one"), by=cast.police_lead, evidence="x")
    verified = actions.claim(opened(cast, "Verified one"), by=cast.police_lead, evidence="x")
    actions.verify(verified, by=cast.officer)
    client = sign_in("board_officer")

    def listed(show):
        return {found.title for found in client.get(f"/actions/?show={show}").context["page"]}

    assert listed("") == {action.title, late.title, claimed.title}
    assert listed("late") == {"Late one"}
    assert listed("claimed") == {"Claimed one"}
    assert listed("verified") == {"Verified one"}
    assert len(listed("all")) == 4


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_of_the_database_for_one_and_three(
    cast, sign_in, number, django_assert_num_queries
):
    for _ in range(number):
        opened(cast)
    client = sign_in("board_officer")
    client.get("/actions/")
    with django_assert_num_queries(6):  # session, person with roles; views, how many of how many, which
        client.get("/actions/")


@pytest.mark.parametrize("number", [1, 3])
def test_one_action_asks_the_same_of_the_database_however_long_its_history(
    cast, action, sign_in, number, django_assert_num_queries
):
    for n in range(number):
        actions.move_target(action, by=cast.officer, target_on=TODAY + timedelta(40 + n), reason="x")
    client = sign_in("partner_lead")
    client.get(action.get_absolute_url())
    with django_assert_num_queries(
        7
    ):  # session, person with roles; which, whether asked, its updates, moves, history
        client.get(action.get_absolute_url())


def test_an_action_has_somebody_to_do_it(cast):
    with pytest.raises(Refused, match="Choose who is to do it"):
        actions.open_action(by=cast.officer, title="x", origin="x", target_on=TODAY)


def test_every_step_is_on_the_record(cast, verified):
    assert [e.facts.get("new") for e in Event.objects.about(verified)] == ["verified", "claimed", None]
