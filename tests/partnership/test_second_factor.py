"""The second factor: everybody has one, and it is the session that has to have shown it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from partnership.models import Letter
from partnership.site.sign_in import SecondFactorAdapter
from tests.doors.test_doors import addresses
from tests.partnership.codes import SECRET, add_app, code_now, sign_in_with

PASSWORD = "three words together"
CHOOSE = "/account/second-factor/"

pytestmark = pytest.mark.usefixtures("clock_stands_still")


@pytest.fixture
def lead(cast):
    """The police lead, with a password and nothing else yet."""
    cast.police_lead.set_password(PASSWORD)
    cast.police_lead.save()
    return cast.police_lead


@pytest.fixture
def by_password(lead):
    """A browser in which the lead has typed the password, which is all that they have."""
    client = Client()
    client.post("/account/login/", {"login": lead.email, "password": PASSWORD})
    return client


def give_password_again(client):
    client.post(f"{reverse('account_reauthenticate')}?next=/", {"password": PASSWORD})


def activate(client):
    """Add an app through the page, as a person does: type the code of the key that it shows."""
    give_password_again(client)
    key = client.get(reverse("mfa_activate_totp")).context["form"].secret
    return client.post(reverse("mfa_activate_totp"), {"code": code_now(key)}), key


def closed_addresses():
    """Every address that needs no argument and is not open to all."""
    for name, pattern in addresses().items():
        if getattr(pattern.callback, "login_required", True) and not pattern.pattern.regex.groupindex:
            yield name, reverse(name)


@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete", "options"])
@pytest.mark.shows("S-AC1")
def test_without_one_only_adding_one_is_open(by_password, method):
    answers = {name: getattr(by_password, method)(address) for name, address in closed_addresses()}
    open_now = {name for name, a in answers.items() if a.headers.get("Location") != CHOOSE}

    assert open_now == {"second_factor", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}
    assert len(answers) > 15


def test_without_one_the_way_leads_to_a_page_and_not_in_a_circle(by_password):
    answer = by_password.get("/home/", follow=True)

    assert [address for address, _ in answer.redirect_chain] == [CHOOSE]
    assert "Use an app" in answer.text
    again = by_password.get("/account/login/", follow=True)
    assert [address for address, _ in again.redirect_chain] == ["/home/", CHOOSE]


def test_without_one_public_pages_and_leaving_are_open(by_password):
    assert by_password.get("/").status_code == 200
    assert by_password.get("/raise-a-concern/").status_code == 200
    assert by_password.get("/healthz").status_code == 200
    assert by_password.get("/no-such-page/").status_code == 404
    assert by_password.post("/account/logout/")["Location"] == "/"


def test_adding_an_app_asks_for_the_password_first(by_password):
    answer = by_password.get(reverse("mfa_activate_totp"))

    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert by_password.get(answer["Location"]).status_code == 200


def test_adding_an_app_opens_the_portal_and_shows_recovery_codes(
    lead, by_password, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        added, _ = activate(by_password)

    assert added["Location"] == reverse("mfa_view_recovery_codes")
    codes = by_password.get(added["Location"])
    assert len(codes.context["unused_codes"]) == 10
    assert codes.context["unused_codes"][0] in codes.text
    assert by_password.get("/home/").status_code == 200
    assert by_password.get(CHOOSE)["Location"] == reverse("mfa_index")
    assert Letter.objects.filter(kind="account_changed", recipient=lead).count() == 1


def test_a_wrong_code_adds_nothing(lead, by_password):
    give_password_again(by_password)
    by_password.get(reverse("mfa_activate_totp"))
    answer = by_password.post(reverse("mfa_activate_totp"), {"code": "12"})

    assert answer.status_code == 200
    assert "There is a problem" in answer.text
    assert Authenticator.objects.count() == 0
    assert by_password.get("/home/")["Location"] == CHOOSE


@pytest.mark.shows("S-SES")
def test_a_session_opened_before_does_not_profit_from_one_added_elsewhere(lead, by_password):
    """Whoever has only stolen the password must not get in because its owner has since added a factor."""
    thief = Client()
    thief.post("/account/login/", {"login": lead.email, "password": PASSWORD})
    give_password_again(thief)
    activate(by_password)

    answer = thief.get(reverse("mfa_add_webauthn"), follow=True)
    assert answer.redirect_chain[0][0].startswith("/account/login/")
    assert "has not used yet" in answer.text
    for address in ("/home/", reverse("mfa_add_webauthn"), reverse("mfa_view_recovery_codes")):
        assert thief.get(address)["Location"].startswith("/account/")
    assert "_auth_user_id" not in thief.session
    assert by_password.get("/home/").status_code == 200


@pytest.mark.shows("S-SES")
def test_a_session_that_showed_a_factor_since_removed_is_ended(lead):
    app = add_app(lead)
    client = sign_in_with(lead.email, PASSWORD)
    assert client.get("/home/").status_code == 200
    app.delete()
    Authenticator.objects.create(user=lead, type="webauthn", data={})

    answer = client.get("/home/", follow=True)
    assert "Sign in again" in answer.text
    assert answer.wsgi_request.user.is_anonymous


def test_a_session_whose_only_factor_was_removed_may_only_add_one(lead):
    app = add_app(lead)
    client = sign_in_with(lead.email, PASSWORD)
    app.delete()

    assert client.get("/home/")["Location"] == CHOOSE
    assert client.post("/my-letters/", {"post": "daily"})["Location"] == CHOOSE
    lead.refresh_from_db()
    assert lead.post == "each"


def test_recovery_codes_alone_are_no_second_factor(lead, by_password):
    Authenticator.objects.create(user=lead, type="recovery_codes", data={"seed": "d" * 40, "used_mask": 0})

    assert by_password.get("/home/")["Location"] == CHOOSE


def test_removing_ones_app_leads_to_adding_another(lead):
    add_app(lead)
    client = sign_in_with(lead.email, PASSWORD)
    give_password_again(client)
    removed = client.post(reverse("mfa_deactivate_totp"))

    assert removed["Location"] == reverse("mfa_index")
    assert client.get(removed["Location"])["Location"] == CHOOSE
    added, _ = activate(client)
    assert added.status_code == 302
    assert client.get("/home/").status_code == 200


def test_removing_it_asks_for_a_proof_first(lead):
    add_app(lead)
    client = sign_in_with(lead.email, PASSWORD)
    answer = client.post(reverse("mfa_deactivate_totp"))

    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_new_recovery_codes_replace_the_old_and_keep_the_session(lead):
    add_app(lead)
    old = Authenticator.objects.create(
        user=lead, type="recovery_codes", data={"seed": "d" * 40, "used_mask": 0}
    )
    code = old.wrap().get_unused_codes()[0]
    client = sign_in_with(lead.email, PASSWORD, code)
    give_password_again(client)
    client.post(reverse("mfa_generate_recovery_codes"))

    assert client.get("/home/").status_code == 200
    cache.clear()
    assert (
        sign_in_with(lead.email, PASSWORD, old.wrap().get_unused_codes()[1]).get("/home/").status_code == 302
    )


def test_the_key_is_shown_in_words_and_never_again(lead, by_password):
    _, key = activate(by_password)

    for address in (reverse("mfa_index"), reverse("mfa_deactivate_totp"), "/home/"):
        assert key not in by_password.get(address, follow=True).text


def test_what_lies_in_the_database_shows_no_codes(lead, by_password, settings):
    """A stolen backup is no second factor; a new SECRET_KEY still opens what the one before has locked."""
    _, key = activate(by_password)
    app, codes = Authenticator.objects.order_by("type").values_list("data", flat=True)[::-1]

    assert key not in str(app)
    assert app["secret"].startswith("encrypted:")
    assert codes["seed"].startswith("encrypted:")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another long and random text"
    assert SecondFactorAdapter().decrypt(app["secret"]) == key
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        SecondFactorAdapter().decrypt(app["secret"])


def test_the_page_of_a_person_tells_of_it_and_shows_no_secret(lead, sign_in):
    add_app(lead)
    codes = Authenticator.objects.create(
        user=lead, type="recovery_codes", data={"seed": "d" * 40, "used_mask": 0}
    )
    page = sign_in("board_manager").get(reverse("person", args=[lead.pk])).text

    assert "Authenticator app, added" in page
    assert "Recovery codes, added" in page
    assert SECRET not in page
    assert "d" * 40 not in page
    assert not any(code in page for code in codes.wrap().get_unused_codes())


def test_every_page_of_the_second_factor_can_be_read(lead):
    """Each of the library's pages that we keep is drawn, in our layout, with a title of its own."""
    add_app(lead)
    client = sign_in_with(lead.email, PASSWORD)
    give_password_again(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    names = [
        "mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        "mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate", "account_reauthenticate",
        "account_change_password", "account_logout",
    ]  # fmt: skip
    titles = {}
    for name in names:
        page = client.get(reverse(name))
        assert page.status_code == 200, name
        titles[name] = re.search(r"<title>\s*(.*?)\s+–", page.text, re.S)[1]
        assert "govuk-template" in page.text
        assert "portal-page" in page.text

    assert all(titles.values())
    download = client.get(reverse("mfa_download_recovery_codes"))
    assert download["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
