"""What somebody new does first, ticked from what they did."""

import pytest

from partnership.access import Role
from partnership.models import Event, Person
from partnership.operations import first_steps, people, workspace
from partnership.rules.guides import GUIDES


def steps(client):
    return {one["title"]: one["status"] for one in client.get("/home/").context["first_steps"]}


def test_a_newcomer_sees_what_to_do_first(cast, sign_in):
    page = sign_in(Role.BOARD_MANAGER).get("/home/")

    assert "What to do first" in page.text
    assert steps(sign_in(Role.BOARD_MANAGER)) == {
        "Set up your second sign-in step": "Done",
        "Invite the first colleague": "To do",
        "Save the view of the diary that you start the day with": "To do",
        "Put your dates into your own calendar": "To do",
    }


def test_a_step_is_ticked_by_what_its_person_did_and_by_nobody_else(cast, sign_in):
    people.bring_in(
        by=cast.manager,
        email="new@portal.test",
        name="Newcomer",
        role="partner_lead",
        organisation=cast.health,
    )
    workspace.make_feed(by=cast.officer)

    assert steps(sign_in(cast.manager))["Invite the first colleague"] == "Done"
    assert steps(sign_in(cast.manager))["Put your dates into your own calendar"] == "To do"
    assert steps(sign_in(cast.officer))["Put your dates into your own calendar"] == "Done"


def test_another_verb_about_the_same_noun_ticks_nothing(cast, sign_in):
    first_steps.put_steps_away(by=cast.member)
    first_steps.bring_steps_back(by=cast.member)

    assert steps(sign_in(cast.member))["Choose how letters reach you"] == "To do"


def test_once_all_is_done_the_list_is_gone(cast, sign_in):
    client = sign_in(cast.trainer)
    workspace.make_feed(by=cast.trainer)
    assert set(steps(client).values()) == {"Done", "To do"}
    Event.objects.create(
        at="2026-03-01T10:00Z",
        actor_id=str(cast.trainer.pk),
        actor="Trainer",
        verb="marked",
        noun="training.booking",
        noun_id="1",
        label="Booking",
    )

    assert steps(client) == {}
    assert "What to do first" not in client.get("/home/").text


def test_put_steps_away_is_remembered_and_can_be_undone(cast, sign_in):
    client = sign_in(cast.chair)
    client.post("/home/first-steps/put-away/")

    assert "What to do first" not in sign_in(cast.chair).get("/home/").text
    assert "Show my first steps again" in client.get("/help/").text
    client.post("/home/first-steps/bring-back/")
    assert "What to do first" in client.get("/home/").text
    assert "Show my first steps again" not in client.get("/help/").text


def test_a_role_that_comes_later_shows_its_own_steps(cast, sign_in):
    first_steps.put_steps_away(by=cast.practitioner)
    people.appoint(cast.practitioner, by=cast.manager, role=Role.TRAINER)

    shown = steps(sign_in(Person.objects.get(pk=cast.practitioner.pk)))

    assert "Open the register of your next session" in shown
    assert "Book your first course" not in shown


def test_put_steps_away_twice_is_recorded_once(cast):
    first_steps.put_steps_away(by=cast.chair)
    first_steps.put_steps_away(by=Person.objects.get(pk=cast.chair.pk))

    assert Event.objects.filter(verb="put first steps away").count() == 1


@pytest.mark.parametrize("role", Role)
def test_every_role_has_two_to_four_first_steps(role):
    assert 2 <= len(GUIDES[role].first) <= 4
