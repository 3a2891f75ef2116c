"""Invitations: one way in, for one person, once."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Event, Letter, Person
from partnership.operations import people
from partnership.operations.letters import post_letters

PASSWORD = "three words together"


@pytest.fixture
def invited(cast):
    """Somebody who was invited, and the secret that their letter holds."""
    person = people.bring_in(
        by=cast.manager,
        email="New.Lead@Portal.test",
        name="New lead",
        role="partner_lead",
        organisation=cast.police,
    )
    return person, Letter.objects.get(kind="invitation").path


def accept(path, client=None, password=PASSWORD, again=None):
    client = client or Client()
    return client.post(path, {"password": password, "again": password if again is None else again})


def test_bring_in_makes_person_role_and_letter(cast, invited):
    person, path = invited
    letter = Letter.objects.get()

    assert person.email == "new.lead@portal.test"
    assert [str(a) for a in person.appointments_today] == ["Partner lead (Leicestershire Police)"]
    assert (letter.recipient, letter.secret, letter.urgent) == (person, True, True)
    assert not person.has_usable_password()
    secret = path.rstrip("/").rpartition("/")[2]
    assert secret not in "".join(str(e.facts) + e.label for e in Event.objects.all())
    assert person.invitations.get().secret_hash == people.hashed(secret)


def test_the_letter_holds_the_link_and_then_forgets_it(invited, mailoutbox):
    _, path = invited
    post_letters()

    assert f"http://localhost:8000{path}" in mailoutbox[0].body
    assert Letter.objects.get().path == ""


def test_accept_sets_the_password_and_leads_to_the_second_factor(invited):
    person, path = invited
    client = Client()
    assert "Accept your invitation" in client.get(path).text
    answer = accept(path, client)

    assert (answer.status_code, answer["Location"]) == (302, reverse("second_factor"))
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert client.get("/home/")["Location"] == reverse("second_factor")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200  # the password is not asked for again


@pytest.mark.parametrize("what", ["unknown", "used", "withdrawn", "expired", "inactive"])
@pytest.mark.shows("S-AUTH")
def test_whatever_opens_nothing_looks_the_same(cast, invited, what):
    person, path = invited
    unknown = Client().get(reverse("accept", args=["x" * 43]))
    later = timedelta(0)
    if what == "unknown":
        path = reverse("accept", args=["y" * 43])
    elif what == "used":
        accept(path)
    elif what == "withdrawn":
        people.invite(person, by=cast.manager)
    elif what == "expired":
        later = timedelta(days=7, seconds=1)
    else:
        person.is_active = False
        person.save()
    with time_machine.travel(people.timezone.now() + later, tick=False):
        answers = [Client().get(path), accept(path)]

    def plain(response):
        return re.sub(r'value="[^"]{64}"', "", response.text)

    assert [a.status_code for a in answers] == [404, 404]
    assert {plain(a) for a in answers} == {plain(unknown)}
    assert "does not work" in unknown.text


def test_looking_at_it_does_not_use_it_up(invited):
    _, path = invited
    for _ in range(3):
        assert Client().get(path).status_code == 200


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("short", "short", "at least 12 characters"),
        ("password1234", "password1234", "too common"),
        ("new.lead@portal.test", "new.lead@portal.test", "too similar"),
        ("Safeguarding-2026!", "Safeguarding-2026!", "would try first"),
        ("LRSCP Rutland portal 1", "LRSCP Rutland portal 1", "would try first"),
        (PASSWORD, "another one entirely", "The two passwords are not the same"),
        ("", "", "required"),
    ],
)
def test_accept_refuses_a_poor_password_and_stays_open(invited, password, again, sentence):
    person, path = invited
    answer = accept(path, password=password, again=again)

    assert answer.status_code == 200
    assert sentence in answer.context["form"].errors.as_text()
    assert "There is a problem" in answer.text
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert accept(path).status_code == 302


@pytest.mark.shows("S-AUTH")
def test_accept_twice_at_once_opens_once(invited):
    _, path = invited
    first, second = Client(), Client()
    first.get(path)
    second.get(path)

    assert [accept(path, first).status_code, accept(path, second).status_code] == [302, 404]


def test_accept_in_somebody_elses_browser_signs_them_out(cast, invited, sign_in):
    person, path = invited
    client = sign_in("board_manager")
    accept(path, client)

    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.get("/people/").status_code == 302


@pytest.mark.shows("S-AUTH")
def test_inviting_again_replaces_the_earlier_link(cast, invited, sign_in):
    person, path = invited
    answer = sign_in("board_manager").post(reverse("invite_again", args=[person.pk]), follow=True)

    assert "The earlier one no longer works." in answer.text
    assert Client().get(path).status_code == 404
    assert Letter.objects.filter(kind="invitation").count() == 2


def test_nobody_is_invited_who_signs_in_already(cast, sign_in):
    cast.police_lead.set_password(PASSWORD)
    cast.police_lead.save()
    with pytest.raises(Refused, match="already signs in"):
        people.invite(cast.police_lead, by=cast.manager)

    answer = sign_in("board_manager").post(reverse("invite_again", args=[cast.police_lead.pk]))
    assert answer.status_code == 409
    assert "already signs in" in answer.text


# Starting afresh ------------------------------------------------------------------------------------------


def test_start_afresh_takes_every_way_in_away_and_invites(cast, sign_in):
    lead = cast.police_lead
    lead.set_password(PASSWORD)
    lead.save()
    theirs, manager = sign_in(lead), sign_in("board_manager")
    assert theirs.get("/home/").status_code == 200
    answer = manager.post(
        reverse("start_afresh", args=[lead.pk]), {"why": "Lost telephone; rang the number we have."}
    )

    assert answer["Location"] == reverse("person", args=[lead.pk])
    lead.refresh_from_db()
    assert not lead.has_usable_password()
    assert Authenticator.objects.filter(user=lead).count() == 0
    assert theirs.get("/home/")["Location"].startswith("/account/login/")
    assert Letter.objects.filter(recipient=lead, kind="invitation").count() == 1
    assert Event.objects.filter(verb="took away sign-in").get().why.startswith("Lost telephone")


def test_start_afresh_wants_to_know_why(cast, sign_in):
    cast.police_lead.set_password(PASSWORD)
    cast.police_lead.save()
    answer = sign_in("board_manager").post(reverse("start_afresh", args=[cast.police_lead.pk]), {"why": " "})

    assert "how you checked" in answer.text
    assert Letter.objects.count() == 0


def test_start_afresh_is_not_for_oneself(cast, sign_in):
    cast.manager.set_password(PASSWORD)
    cast.manager.save()
    with pytest.raises(Refused, match="Someone else has to do this for you"):
        people.start_afresh(cast.manager, by=cast.manager, why="Lost it")


# The first of all ------------------------------------------------------------------------------------------


def test_first_manager_is_invited_from_the_command_line(db, capsys):
    call_command("first_manager", email="manager@portal.test", name="Board manager")

    manager = Person.objects.get()
    assert manager.roles == {"board_manager"}
    link = re.search(r"http://localhost:8000(/invitation/\S+)", capsys.readouterr().out)[1]
    assert accept(link).status_code == 302
    assert Event.objects.filter(verb="invited").get().actor == "The portal itself"


def test_first_manager_is_only_the_first(cast):
    with pytest.raises(CommandError, match="There is a board manager already"):
        call_command("first_manager", email="another@portal.test", name="Another")
    assert Person.objects.filter(name="Another").count() == 0
