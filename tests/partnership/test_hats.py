"""One person with several roles acts in those that they choose, and never in more than they hold."""

from datetime import date, timedelta

import pytest
import time_machine

from partnership.access import Can, Refused, may
from partnership.models import Deadline, Event, KeptForm, Person
from partnership.operations import actions
from partnership.operations.deadlines import open_fixed
from tests.factories.seats import hold

TODAY = date(2026, 3, 31)


@pytest.fixture(autouse=True)
def the_last_day_of_march():
    with time_machine.travel("2026-03-31 12:00Z", tick=False):
        yield


@pytest.fixture
def chairing(cast):
    """The police lead chairs the Case Review Group as well."""
    return hold(cast.police_lead, "group_chair", seat=cast.chair.appointments.get().seat)


@pytest.fixture
def leading(cast):
    return cast.police_lead.appointments.get(role="partner_lead")


def acting(client, *appointments):
    return client.post("/acting-as/", {"hats": [one.pk for one in appointments] or ["all"]})


def test_acting_as_narrows_what_is_seen_and_says_so_on_every_page(cast, sign_in, chairing, leading):
    open_fixed(
        "return", "Police answer", TODAY, by=cast.officer, rule="x", source="x", reference="R-1", path="/r/",
        organisation=cast.police,
    )  # fmt: skip
    client = sign_in(cast.police_lead)
    assert client.get("/cases/").status_code == 200  # as the chair
    assert "Police answer" in client.get("/home/").text  # as the lead

    assert acting(client, leading).url == "/home/"
    assert client.get("/cases/").status_code == 403
    page = client.get("/home/").text
    assert "Police answer" in page
    assert "Acting as <strong>Partner lead, Leicestershire Police</strong>" in page
    assert "Acting as" in client.get("/partnership/").text

    acting(client, chairing)
    assert client.get("/cases/").status_code == 200
    assert "Police answer" not in client.get("/home/").text

    acting(client)
    page = client.get("/home/").text
    assert "Police answer" in page
    assert "Acting in all your 2 roles" in page


def test_acting_as_several_of_ones_roles_at_once(cast, sign_in, chairing, leading):
    third = hold(cast.police_lead, "signatory", organisation=cast.police)
    client = sign_in(cast.police_lead)
    acting(client, leading, third)

    assert (
        "Acting as <strong>Partner lead, Leicestershire Police; Statutory partner signatory, "
        "Leicestershire Police</strong>"
    ) in client.get("/home/").text
    assert client.get("/cases/").status_code == 403
    form = client.get("/acting-as/").context["form"]
    assert form["hats"].value() == [str(leading.pk), str(third.pk)]

    acting(client, chairing, leading, third)  # all of them are no choice at all
    assert "Acting in all your 3 roles" in client.get("/home/").text


@pytest.mark.parametrize("forged", ["theirs", "word", "nothing"])
def test_acting_as_somebody_else_is_not_offered(cast, sign_in, chairing, forged):
    client = sign_in(cast.police_lead)
    sent = {"theirs": cast.manager.appointments.get().pk, "word": "board_manager", "nothing": ""}[forged]
    page = client.post("/acting-as/", {"hats": [sent] if sent else []})

    assert page.status_code == 200
    assert page.context["form"].errors
    assert "Acting in all your 2 roles" in client.get("/home/").text
    assert client.get("/people/").status_code == 403


def test_a_forged_session_opens_nothing(cast, sign_in, chairing):
    """Whatever ids a session holds, what is not held today is not acted in."""
    client = sign_in(cast.police_lead)
    session = client.session
    session["acts_as"] = [chairing.pk, cast.manager.appointments.get().pk]
    session.save()

    assert client.get("/people/").status_code == 403
    assert "Acting as <strong>Group chair, Case Review Group</strong>" in client.get("/home/").text


def test_a_role_that_ended_falls_away_and_what_was_sent_in_it_is_kept_and_not_carried_out(
    cast, sign_in, chairing, leading
):
    chairing.ends_on = TODAY
    chairing.save()
    with time_machine.travel("2026-03-31 22:50Z", tick=False):  # ten minutes before midnight in London
        client = sign_in(cast.police_lead)
        acting(client, chairing)
    with time_machine.travel("2026-03-31 23:05Z", tick=False):
        answer = client.post("/my-letters/", {"post": "daily"})

        kept = KeptForm.objects.get(person=cast.police_lead)
        assert (answer.status_code, answer.url) == (302, f"/kept/{kept.pk}/")
        assert Person.objects.get(pk=cast.police_lead.pk).post == "each"
        assert (kept.path, kept.fields) == ("/my-letters/", [["post", "daily"]])
        assert "The role you were using has ended" in client.get(answer.url).text
        page = client.get("/home/").text
        assert "Acting" not in page  # one role is left, and there is nothing to choose
        assert client.get("/cases/").status_code == 403


def test_one_role_needs_no_choice(cast, sign_in):
    client = sign_in(cast.police_lead)

    assert "Act as" not in client.get("/home/").text
    assert "You hold one role today" in client.get("/acting-as/").text


def test_the_record_says_in_which_role_it_was_done(cast, sign_in, chairing, leading):
    client = sign_in(cast.police_lead)
    client.post("/my-letters/", {"post": "daily"})
    acting(client, chairing)
    client.post("/my-letters/", {"post": "each"})

    assert list(Event.objects.order_by("pk").values_list("actor_id", "actor")) == [
        (str(cast.police_lead.pk), "Police lead (Group chair, Partner lead)"),
        (str(cast.police_lead.pk), "Police lead (Group chair, Case Review Group)"),
    ]


def test_no_hat_escapes_a_conflict(cast, sign_in, chairing):
    """A chair verifies what is on the group's log, but not what their own agency was asked, whichever hat they wear."""
    asked = actions.open_action(
        by=cast.officer, title="x", origin="CR-1", target_on=TODAY, organisation=cast.police, group=cast.crg
    )
    actions.claim(asked, by=cast.police_lead, evidence="Seen.")
    asked.refresh_from_db()
    colleague = cast.person("Second police lead", "partner_lead", organisation=cast.police)
    hat = hold(colleague, "group_chair", seat=chairing.seat)
    assert colleague.act_as([hat.pk])
    assert not may(colleague, Can.ANSWER_RETURNS)

    with pytest.raises(Refused, match="given to you or your agency"):
        actions.verify(asked, by=colleague)
    client = sign_in(colleague)
    acting(client, hat)
    assert client.get("/home/").context["asked"] == []
    assert "Verify" not in client.get(f"/actions/{asked.pk}/").text


def test_acting_narrows_and_taking_it_off_gives_back_the_whole(cast, chairing):
    person = Person.objects.get(pk=cast.police_lead.pk)
    assert person.act_as([chairing.pk])

    assert {str(role) for role in person.roles} == {"group_chair"}
    assert {str(role) for role in person.whole.roles} == {"group_chair", "partner_lead"}
    assert {str(role) for role in person.roles} == {"group_chair"}
    assert list(Deadline.objects.visible_to(person)) == []


def test_ids_that_are_not_theirs_narrow_nothing(cast, chairing):
    person = Person.objects.get(pk=cast.police_lead.pk)

    assert not person.act_as([cast.manager.appointments.get().pk])
    assert {str(role) for role in person.roles} == {"group_chair", "partner_lead"}


@pytest.mark.parametrize("hats", [0, 1])
def test_hats_ask_nothing_more_of_the_database(cast, sign_in, chairing, hats, django_assert_num_queries):
    client = sign_in(cast.police_lead)
    acting(client, *[chairing][:hats])
    client.get("/partnership/")
    with django_assert_num_queries(2):  # session; person, roles and second factors
        client.get("/partnership/")


def test_yesterdays_role_cannot_be_chosen(cast, sign_in, chairing):
    over = hold(cast.police_lead, "signatory", organisation=cast.police, ends_on=TODAY - timedelta(1))

    assert acting(sign_in(cast.police_lead), over).context["form"].errors
