"""The demo's door: anybody becomes anybody invented, in a demo and nowhere else."""

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.urls import NoReverseMatch, include, path, reverse
from django.utils.html import escape

from partnership.access import Role
from partnership.models import Person
from partnership.rules.guides import GUIDES
from partnership.site import urls as real

handler400, handler403, handler404 = real.handler400, real.handler403, real.handler404
urlpatterns = [*real.urlpatterns, path("demo/", include("partnership.site.demo.urls"))]


@pytest.fixture
def demo(settings, cast):
    """The portal as `make demo` runs it; everybody in the cast but the practitioner is invented."""
    settings.DEMO = True
    settings.ROOT_URLCONF = __name__
    Person.objects.exclude(pk=cast.practitioner.pk).update(invented=True)


def become(client, person):
    return client.post("/demo/become/", {"person": person.pk})


def test_choose_lists_the_invented_by_role_with_what_they_come_for(demo, cast):
    page = Client().get("/demo/")
    names = [card["name"] for card in page.context["people"]]

    assert names[:2] == ["Board manager", "Board officer"]
    assert "Practitioner" not in names
    assert len(names) == Person.objects.filter(invented=True).count()
    assert all(escape(card["comes_for"]) in page.text for card in page.context["people"])


def test_there_is_a_sentence_for_every_role():
    assert set(GUIDES) == set(Role)


def test_become_signs_in_without_password_or_second_factor(demo, cast):
    client = Client()
    answer = become(client, cast.officer)

    assert answer["Location"] == "/home/"
    page = client.get("/home/")
    assert page.status_code == 200
    assert "You are <strong>Board officer</strong>" in page.text
    assert 'href="/demo/"' in page.text


def test_become_somebody_else_begins_anew(demo, cast):
    client = Client()
    become(client, cast.manager)
    client.session["left"] = "behind"
    before = client.session.session_key
    become(client, cast.police_lead)

    assert client.session["_auth_user_id"] == str(cast.police_lead.pk)
    assert client.session.session_key != before
    assert client.get("/people/").status_code == 403


@pytest.mark.parametrize("what", ["real", "gone", "inactive", "nobody", "nonsense"])
def test_become_refuses_anybody_else(demo, cast, what):
    client = Client()
    if what == "gone":
        cast.officer.appointments.update(ends_on="2020-01-01")
    if what == "inactive":
        Person.objects.filter(pk=cast.officer.pk).update(is_active=False)
    chosen = {"real": cast.practitioner.pk, "nobody": 987654, "nonsense": "x' or 1=1"}.get(
        what, cast.officer.pk
    )
    answer = client.post("/demo/become/", {"person": chosen})

    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


def test_become_only_by_post_with_the_pages_token(demo, cast):
    strict = Client(enforce_csrf_checks=True)

    assert Client().get("/demo/become/").status_code == 405
    assert become(strict, cast.officer).status_code == 403


def test_a_real_person_in_a_demo_still_needs_a_second_factor(demo, cast):
    client = Client()
    client.force_login(cast.practitioner, backend="partnership.site.sign_in.Backend")
    session = client.session
    session["invented"] = True
    session.save()

    assert client.get("/home/")["Location"].startswith("/account/login/")


def test_a_session_of_the_demo_is_worth_nothing_in_a_real_portal(demo, cast, settings):
    client = Client()
    become(client, cast.officer)
    settings.DEMO = False

    assert client.get("/home/")["Location"].startswith("/account/login/")
    assert "_auth_user_id" not in client.session


def test_in_a_real_portal_the_door_is_not_there(cast):
    Person.objects.update(invented=True)

    with pytest.raises(NoReverseMatch):
        reverse("demo:choose")
    assert Client().get("/demo/").status_code == 404
    assert become(Client(), cast.officer).status_code == 404


def test_even_with_its_addresses_the_door_is_shut_outside_the_demo(demo, cast, settings):
    settings.DEMO = False

    assert Client().get("/demo/").status_code == 404
    assert become(Client(), cast.officer).status_code == 404


def test_a_deploy_check_fails_loudly(settings):
    settings.DEMO = True
    found = [check.id for check in run_checks(include_deployment_checks=True) if check.is_serious()]

    assert "portal.E001" in found


@pytest.mark.parametrize("chosen", ["", "²", "9" * 30, "9" * 5000, "-1", "\x00"])
def test_become_nobody_whatever_is_sent(demo, chosen):
    assert Client().post("/demo/become/", {"person": chosen}).status_code == 404
