"""What an action asks for, and of whom, is put right: with a reason, told to both sides, and never in old minutes."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Action, Event, Letter
from partnership.operations import action_logs, actions
from partnership.operations.decisions import open_meeting_action
from partnership.operations.leaving import hand_work_over
from partnership.operations.minutes_paper import as_html
from partnership.rules.meetings import Audience
from tests.factories import minutes as made

TODAY = date(2026, 6, 9)


@pytest.fixture(autouse=True)
def a_tuesday_in_june():
    with time_machine.travel("2026-06-09 12:00Z", tick=False):
        yield


@pytest.fixture
def action(cast):
    return actions.open_action(
        by=cast.officer, title="Train duty social workers", origin="MAA-2026-01", organisation=cast.police,
        group=cast.crg, target_on=TODAY + timedelta(20),
    )  # fmt: skip


def give(client, action, **fields):
    page = client.get(reverse("give_action", args=[action.pk]))
    seen = page.context["form"]["seen"].value()
    return client.post(reverse("give_action", args=[action.pk]), {"seen": seen} | fields, follow=True)


def reword(client, action, **fields):
    page = client.get(reverse("reword_action", args=[action.pk]))
    typed = {name: page.context["form"][name].value() for name in ("seen", "title", "detail")}
    return client.post(reverse("reword_action", args=[action.pk]), typed | fields, follow=True)


def test_give_action_moves_it_and_tells_both_sides(cast, action, sign_in):
    answer = give(
        sign_in(cast.officer), action, who=f"organisation:{cast.health.pk}", reason="It is a nursing matter."
    )

    action.refresh_from_db()
    assert (action.organisation, action.owner, action.state) == (cast.health, None, "open")
    assert f"{cast.health} is to do it now." in answer.text
    assert answer.context["history"][0] | {"at": None} == {
        "title": f"Given to {cast.health}, by {cast.police} until then",
        "by": "Board officer (Board officer)",
        "at": None,
        "text": "It is a nursing matter.",
    }
    letters = Letter.objects.filter(kind="action").order_by("pk").values_list("recipient", "subject")
    assert list(letters) == [
        (cast.health_lead.pk, f"An action for you: Action {action.pk}"),
        (cast.police_lead.pk, f"No longer for you: Action {action.pk}"),
    ]
    assert sign_in(cast.health_lead).get(action.get_absolute_url()).status_code == 200
    assert sign_in(cast.police_lead).get(action.get_absolute_url()).status_code == 404


def test_give_action_to_and_fro_writes_each_time(cast, action):
    for to in (cast.health, cast.police):
        action.refresh_from_db()
        action_logs.give_action(
            action, by=cast.officer, seen=action.wording, organisation=to, reason="Agreed."
        )

    assert Letter.objects.filter(kind="action", recipient=cast.police_lead).count() == 2
    assert action_logs.asked_first([action]) == {action.pk: str(cast.police)}


def test_give_action_is_the_chairs_for_their_own_log(cast, action, sign_in):
    give(sign_in(cast.chair), action, who=f"person:{cast.member.pk}", reason="Agreed at the meeting.")

    action.refresh_from_db()
    assert (action.organisation, action.owner) == (None, cast.member)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"who": "", "reason": "Agreed."}, "Who is to do it?"),
        ({"who": "organisation:999999", "reason": "Agreed."}, "not one of the available choices"),
        ({"who": "police", "reason": " "}, "Say why somebody else is to do it"),
        ({"who": "police", "reason": "Agreed."}, "is to do it already. Choose somebody else."),
    ],
)
def test_give_action_says_what_is_wrong_and_keeps_what_was_typed(cast, action, sign_in, typed, said):
    typed = typed | ({"who": f"organisation:{cast.police.pk}"} if typed["who"] == "police" else {})
    answer = give(sign_in(cast.officer), action, **typed)

    assert said in answer.text
    assert typed["reason"].strip() in answer.text
    action.refresh_from_db()
    assert action.organisation == cast.police


def test_the_second_of_two_who_give_it_away_at_once_is_told(cast, action, sign_in):
    client, address = sign_in(cast.officer), reverse("give_action", args=[action.pk])
    typed = {"who": f"organisation:{cast.hospital.pk}", "reason": "Theirs.", "seen": action.wording}
    action_logs.give_action(
        action, by=cast.manager, seen=action.wording, organisation=cast.health, reason="It is theirs."
    )

    answer = client.post(address, typed)
    assert "Somebody has changed this action since you opened the page" in answer.text
    assert f"{cast.health} is to do it now, by" in answer.text
    assert "Theirs." in answer.text
    knowing = typed | {"seen": answer.context["form"]["seen"].value()}
    client.post(address, knowing)
    action.refresh_from_db()
    assert action.organisation == cast.hospital


def test_what_is_claimed_keeps_its_words_and_its_owner(cast, action):
    claimed = actions.claim(action, by=cast.police_lead, evidence="Minutes.")

    with pytest.raises(Refused, match="claimed as done: who does it can no longer change"):
        action_logs.give_action(
            claimed, by=cast.officer, seen=claimed.wording, organisation=cast.health, reason="x"
        )
    with pytest.raises(Refused, match="claimed as done: its words can no longer change"):
        action_logs.reword_action(claimed, by=cast.officer, seen=claimed.wording, title="x", reason="x")


def test_reword_action_keeps_nothing_of_what_should_not_stand_there(cast, sign_in):
    action = actions.open_action(
        by=cast.officer, title="Visit Peregrine at home", origin="MAA-2026-01", organisation=cast.police,
        target_on=TODAY,
    )  # fmt: skip
    answer = reword(
        sign_in(cast.officer), action, title="Visit the child at home", reason="It named a child."
    )

    action.refresh_from_db()
    assert action.title == "Visit the child at home"
    assert [one["title"] for one in answer.context["history"]] == ["Words changed", "Opened"]
    assert "Peregrine" not in answer.text
    assert [
        one for one in Event.objects.about(action) if "Peregrine" in f"{one.facts}{one.label}{one.why}"
    ] == []


def test_reword_action_wants_other_words_and_a_reason(cast, action, sign_in):
    client = sign_in(cast.officer)

    assert "Those are the words that it has" in reword(client, action, reason="A slip.").text
    assert "Say why the words change" in reword(client, action, title="Train all", reason="").text
    action.refresh_from_db()
    assert action.title == "Train duty social workers"


def test_the_second_of_two_who_reword_at_once_sees_what_it_says_now(cast, action, sign_in):
    client, address = sign_in(cast.officer), reverse("reword_action", args=[action.pk])
    typed = {"title": "Train night staff", "reason": "Nights too.", "seen": action.wording}
    action_logs.reword_action(
        action, by=cast.manager, seen=action.wording, title="Train everybody", reason="All of them."
    )

    answer = client.post(address, typed)
    assert "It says now: Train everybody" in answer.text
    assert "Train night staff" in answer.text


def test_confirmed_minutes_say_what_was_agreed_whoever_does_it_now(cast, sign_in):
    made.sit(cast.officer, made.seat(cast.crg, cast.police))
    made.terms(cast.crg, "some_of", of="members", count=1)
    meeting = made.written(cast, day=date(2026, 2, 27))
    item = meeting.items.filter(audience=Audience.EVERYBODY).first()
    action = open_meeting_action(
        item, by=cast.officer, title="Write to all", target_on=date(2026, 3, 31), organisation=cast.police
    )
    action_logs.reword_action(
        action, by=cast.officer, seen=action.wording, title="Write to every agency", reason="Clearer."
    )
    made.confirmed(cast, meeting, later=made.held(cast, day=date(2026, 5, 29), items=()))
    before = as_html(meeting.minutes, Audience.EVERYBODY)

    action = Action.objects.get(pk=action.pk)
    action_logs.give_action(
        action, by=cast.officer, seen=action.wording, organisation=cast.health, reason="It is theirs."
    )
    assert as_html(meeting.minutes, Audience.EVERYBODY) == before
    assert "Write to every agency" in before[0]
    assert str(cast.police) in before[0]
    answer = reword(sign_in(cast.officer), action, title="Write to nobody", reason="A slip.")
    assert "The minutes that asked for this action are confirmed, so its words stay" in answer.text


def test_confirmed_minutes_say_who_was_asked_whoever_took_a_leavers_work_on(cast):
    made.sit(cast.officer, made.seat(cast.crg, cast.police))
    made.terms(cast.crg, "some_of", of="members", count=1)
    meeting = made.written(cast, day=date(2026, 2, 27))
    item = meeting.items.filter(audience=Audience.EVERYBODY).first()
    action = open_meeting_action(
        item, by=cast.officer, title="Write to all", target_on=date(2026, 3, 31), owner=cast.police_lead
    )
    made.confirmed(cast, meeting, later=made.held(cast, day=date(2026, 5, 29), items=()))
    before = as_html(meeting.minutes, Audience.EVERYBODY)
    assert cast.police_lead.name in before[0]

    moved = hand_work_over(cast.police_lead, by=cast.manager, successor=cast.health_lead, actions=[action])
    assert moved == [action]
    assert as_html(meeting.minutes, Audience.EVERYBODY) == before
    action = Action.objects.get(pk=action.pk)
    action_logs.give_action(
        action, by=cast.officer, seen=action.wording, organisation=cast.health, reason="It is theirs."
    )
    assert as_html(meeting.minutes, Audience.EVERYBODY) == before


# No longer needed ------------------------------------------------------------------------------------------


def withdraw(client, action, **fields):
    page = client.get(reverse("withdraw_action", args=[action.pk]))
    seen = page.context["form"]["seen"].value()
    return client.post(reverse("withdraw_action", args=[action.pk]), {"seen": seen} | fields, follow=True)


def test_withdraw_action_is_neither_late_nor_done_and_whoever_was_to_do_it_is_told(cast, action, sign_in):
    answer = withdraw(sign_in(cast.officer), action, reason="The team was closed.")

    action.refresh_from_db()
    assert action.state == "withdrawn"
    assert answer.context["history"][0] | {"at": None} == {
        "title": "No longer needed",
        "by": "Board officer (Board officer)",
        "at": None,
        "text": "The team was closed.",
    }
    assert answer.context["deeds"] == set()
    letter = Letter.objects.get(subject=f"No longer needed: Action {action.pk}")
    assert (letter.recipient, letter.path) == (cast.police_lead, action.get_absolute_url())
    assert not Action.objects.outstanding().filter(pk=action.pk).exists()
    assert not Action.objects.overdue(TODAY + timedelta(60)).filter(pk=action.pk).exists()
    assert sign_in(cast.police_lead).get(action.get_absolute_url()).status_code == 200
    log = sign_in(cast.officer).get(reverse("group_log", args=[cast.crg.code]), {"show": "withdrawn"})
    assert action.title in log.text


def test_withdraw_action_wants_a_reason_and_keeps_the_page(cast, action, sign_in):
    answer = withdraw(sign_in(cast.officer), action, reason=" ")

    action.refresh_from_db()
    assert (action.state, answer.status_code) == ("open", 200)
    assert "Say why it is no longer needed" in answer.text


def test_nobody_withdraws_what_is_asked_of_them(cast, sign_in):
    own = actions.open_action(
        by=cast.manager, title="Write the briefing", origin="MAA-2026-02", owner=cast.officer, group=cast.crg,
        target_on=TODAY + timedelta(20),
    )  # fmt: skip

    assert "withdraw_action" not in action_logs.deeds_of(cast.officer, [own])[own.pk]
    answer = withdraw(sign_in(cast.officer), own, reason="I have no time.")

    own.refresh_from_db()
    assert own.state == "open"
    assert "Someone else has to withdraw an action that was given to you or your agency." in answer.text


def test_what_was_claimed_as_done_is_not_withdrawn(cast, action):
    actions.claim(action, by=cast.police_lead, evidence="Rota")

    action.refresh_from_db()
    with pytest.raises(Refused, match="claimed as done cannot become no longer needed"):
        action_logs.withdraw_action(action, by=cast.officer, seen=action.wording, reason="Too late.")


def test_a_withdrawn_action_is_written_about_no_more(cast, action):
    gone = action_logs.withdraw_action(action, by=cast.officer, seen=action.wording, reason="Settled.")

    for deed in (
        lambda: actions.write_update(gone, by=cast.police_lead, text="We began."),
        lambda: actions.start(gone, by=cast.police_lead),
        lambda: actions.move_target(gone, by=cast.officer, target_on=TODAY + timedelta(40), reason="Later."),
    ):
        with pytest.raises(Refused, match="no longer needed"):
            deed()
