"""What stands around each page is drawn once for many, and what is one person's own never reaches another."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.template import Context, Template
from django.test import Client
from django.utils import timezone

from partnership.models import Appointment, Person
from partnership.parts.frame import drawn
from tests.factories.browser import in_mid_session

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PAGE = "/help/"


@pytest.fixture(autouse=True)
def drawn_anew():
    drawn.cache_clear()


def header(page):
    return page.content.decode().partition("<header")[2].partition("</header>")[0]


def test_two_of_one_kind_share_a_drawing_and_neither_name_nor_token(cast, sign_in):
    first, second = sign_in(cast.officer), sign_in(cast.second_officer)
    for _ in range(2):
        ours, theirs = first.get(PAGE), second.get(PAGE)
        assert cast.officer.name in header(ours)
        assert cast.second_officer.name not in ours.content.decode()
        assert cast.second_officer.name in header(theirs)
        (ours, theirs) = (set(TOKEN.findall(page.content.decode())) for page in (ours, theirs))
        assert ours
        assert theirs
        assert not ours & theirs
    assert drawn.cache_info().hits > 0


def test_who_may_do_more_is_offered_more_and_nobody_is_offered_none_of_it(cast, sign_in):
    staff, lead = header(sign_in(cast.officer).get(PAGE)), header(sign_in(cast.police_lead).get(PAGE))
    nobody = header(Client().get("/contact/"))
    assert 'href="/diary/"' in staff
    assert 'href="/diary/"' not in lead
    assert "Sign out" in lead
    for private in ("/diary/", "/home/", "Sign out", "csrfmiddlewaretoken"):
        assert private not in nobody


def test_a_name_is_text_whatever_it_holds(cast, sign_in):
    client = sign_in(cast.officer)
    Person.objects.filter(pk=cast.officer.pk).update(name="<b>Bo</b> {{ name }}")
    page = client.get(PAGE).content.decode()
    assert "&lt;b&gt;Bo&lt;/b&gt; {{ name }}" in page
    assert "<b>Bo" not in page
    assert "\0" not in page


def test_the_token_of_each_form_around_the_page_is_taken(cast, sign_in):
    client = sign_in(cast.officer)
    client.handler.enforce_csrf_checks = True
    for token in TOKEN.findall(client.get(PAGE).content.decode()):
        sent = client.post("/my-sign-ins/stay/", {"csrfmiddlewaretoken": token})
        assert sent.status_code != 403


@pytest.mark.parametrize("what", ["role", "person", "session", "password"])
def test_what_ended_since_the_last_request_opens_nothing(cast, sign_in, what):
    """The statements of every request are written once; what they find is asked anew each time."""
    client = in_mid_session(sign_in(cast.officer))
    assert client.get("/diary/").status_code == 200
    if what == "role":
        yesterday = timezone.localdate() - timedelta(1)
        Appointment.objects.filter(person=cast.officer).update(starts_on=None, ends_on=yesterday)
    elif what == "person":
        Person.objects.filter(pk=cast.officer.pk).update(is_active=False)
    elif what == "session":
        Session.objects.filter(pk=client.session.session_key).delete()
    else:
        Person.objects.filter(pk=cast.officer.pk).update(password="another")
    answer = client.get("/diary/")
    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")


def test_who_never_held_a_role_is_told_so(cast, sign_in):
    nobody = Person.objects.create_user("new@portal.test", name="Newly come")
    answer = sign_in(nobody).get("/home/", follow=True)
    assert "You have no role in the partnership at the moment" in answer.content.decode()


def test_once_is_drawn_once_and_sees_nobody():
    page = Template("{% load portal %}{% once %}[{{ person }}{{ request.user }}]{% endonce %}")
    assert page.render(Context({"person": "Bo"})) == "[]"
    assert page.render(Context({"person": "Jo"})) == "[]"
