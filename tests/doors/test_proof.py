"""Before publication, decision and disposal a recent proof is asked for, and nothing typed is lost by it."""

import time

import pytest
from django.urls import reverse

from partnership.models import KeptForm
from partnership.views.proof import has_recent_proof
from tests.doors.table import COLUMNS, all_doors
from tests.doors.test_doors import addresses, knock
from tests.factories.browser import signed_in

PASSWORD = "three words together"
ASK = {
    # publication
    "publish_edition",
    "publish_terms",
    "publish_policy",
    "let_plan_out",
    "let_quarter_out",
    "let_said_out",
    "let_library_item_out",
    "reviews:schedule",
    "assurance:publish_report",
    "assurance:let_companion_out",
    # decision
    "reviews:decide",
    "reviews:decide_publication",
    "decide_partner_dispute",
    "decide_request",
    # disposal
    "agree_disposal",
    "carry_out_disposal",
}


def prove(client, *, seconds_ago):
    session = client.session
    session["account_authentication_methods"][0]["at"] = time.time() - seconds_ago
    session.save()
    return client


def test_these_pages_ask_and_no_others():
    assert {name for name, p in addresses().items() if getattr(p.callback, "asks_for_proof", False)} == ASK


def test_each_of_them_leads_a_stale_session_to_the_proof_and_back(world):
    """Whatever the table says that a role may do there."""
    asked = set()
    for door in all_doors():
        if door.name in ASK and door.name not in asked and {200, 302, 409} & set(door.answers[1:]):
            who = next(
                role
                for role, answer in zip(COLUMNS[1:], door.answers[1:], strict=True)
                if answer in (200, 302, 409)
            )
            client = prove(signed_in(world.cast.who(who)), seconds_ago=601)
            answer = knock(client, door, world)
            assert answer["Location"].startswith(f"{reverse('account_reauthenticate')}?next=%2F"), door
            asked.add(door.name)

    assert asked == ASK


@pytest.fixture
def manager(cast):
    cast.manager.set_password(PASSWORD)
    cast.manager.save()
    return cast.manager


def test_what_was_typed_comes_back_after_the_proof(world, manager):
    client = prove(signed_in(manager), seconds_ago=601)
    where = reverse("publish_policy", args=[world.approved_version.pk])
    typed = {"in_force_on_day": "31", "in_force_on_month": "2", "in_force_on_year": "2031"}
    asked = client.post(where, typed)
    kept = KeptForm.objects.get(path=where)

    page = client.get(asked["Location"], follow=True)
    assert "Nothing you have typed is lost." in page.text
    back = client.post(
        reverse("account_reauthenticate"),
        {"password": PASSWORD, "next": reverse("kept_form", args=[kept.pk])},
    )
    assert back["Location"] == reverse("kept_form", args=[kept.pk])
    sent = client.post(reverse("send_kept_form", args=[kept.pk]), dict(kept.fields), follow=True)
    assert sent.redirect_chain == [(where, 307)]
    assert "There is a problem" in sent.text  # there is no such day, as the page itself says
    assert 'value="31"' in sent.text
    world.approved_version.refresh_from_db()
    assert world.approved_version.state == "approved"


def test_a_button_alone_waits_for_the_proof_too(world, manager):
    client = prove(signed_in(manager), seconds_ago=601)
    where = reverse("let_said_out", args=[world.forward_said.pk])
    client.post(where)
    kept = KeptForm.objects.get(path=where)
    prove(client, seconds_ago=0)
    sent = client.post(reverse("send_kept_form", args=[kept.pk]), follow=True)

    assert [status for _, status in sent.redirect_chain] == [307, 302]
    world.forward_said.refresh_from_db()
    assert world.forward_said.let_out_by == manager


def test_a_wrong_password_proves_nothing(manager):
    client = prove(signed_in(manager), seconds_ago=601)
    client.post(reverse("account_reauthenticate"), {"password": "wrong", "next": "/home/"})
    request = client.get(reverse("home")).wsgi_request

    assert not has_recent_proof(request)


@pytest.mark.parametrize(("seconds", "recent"), [(0, True), (598, True), (600, False)])
def test_a_proof_lasts_ten_minutes(manager, seconds, recent):
    client = prove(signed_in(manager), seconds_ago=seconds)

    assert has_recent_proof(client.get(reverse("home")).wsgi_request) is recent


def test_a_list_to_choose_from_proves_nothing_outside_the_demo(manager, settings):
    client = prove(signed_in(manager), seconds_ago=9999)
    request = client.get(reverse("home")).wsgi_request
    request.session["invented"] = True

    assert not has_recent_proof(request)
    settings.DEMO = True
    assert not has_recent_proof(request)
    request.user.invented = True
    assert has_recent_proof(request)
