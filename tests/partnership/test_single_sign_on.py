"""Signing in with an organisation's own account, against a real OpenID provider: who comes in, and who does not."""

from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import environ
import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from partnership.models import Event, Letter, Person
from partnership.operations.people import end_appointment, start_afresh
from partnership.site.organisation_accounts import OrganisationAccounts, read
from partnership.site.single_sign_on import DID_NOT_WORK, NO_WAY_IN, SocialAccountAdapter
from tests.factories.provider import running
from tests.partnership.codes import add_app, code_now

TO_PROVIDER = "/account/organisation/police/"
MFA = {"amr": ["pwd", "mfa"]}


@pytest.fixture(scope="module")
def provider():
    with running() as provider:
        yield provider


@pytest.fixture
def lead(cast):
    """Invited, and has accepted."""
    cast.police_lead.set_password("three words together")
    cast.police_lead.save()
    return cast.police_lead


@pytest.fixture(autouse=True)
def accounts(request, settings, cast, provider):
    accounts = OrganisationAccounts(
        code="police",
        organisation=cast.police.code,
        name="The police",
        issuer=provider.issuer,
        client_id="portal",
        secret="a secret",
        domains=("portal.test",),
        verified="email_verified",
        subject="sub",
        second_factor=frozenset({"mfa"}),
    )
    configure(settings, accounts)
    return accounts


def configure(settings, accounts):
    settings.SSO = {accounts.code: accounts}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [accounts.app]}}


def begin(client):
    """The address of the provider's sign-in to which the portal sends somebody."""
    answer = client.get(f"{TO_PROVIDER}?next=/diary/")
    assert answer.status_code == 302
    return answer["Location"]


def back(client, address):
    where = urlsplit(address)
    return client.get(f"{where.path}?{where.query}")


def come_in(provider, client=None, sub="officer-7", **claims):
    """Through the provider's sign-in as somebody of whom it says that."""
    client = client or Client()
    provider.knows(sub, **claims)
    return client, back(client, provider.sign_in(begin(client), sub))


def of(person, **more):
    return {"email": person.email, "email_verified": True} | more


def is_in(client):
    return client.get(reverse("home")).status_code == 200


def turned_away(client, answer, sentence=NO_WAY_IN):
    assert answer["Location"] == reverse("account_login")
    page = client.get(answer["Location"])
    return sentence in page.text and "_auth_user_id" not in client.session


def test_who_was_invited_comes_in_and_the_providers_second_factor_counts(provider, lead):
    client, answer = come_in(provider, **of(lead, **MFA, name="Somebody"))

    assert answer["Location"] == "/diary/"
    assert is_in(client)
    linked = SocialAccount.objects.get()
    assert (linked.user, linked.provider, linked.uid, linked.extra_data) == (lead, "police", "officer-7", {})
    assert Event.objects.get(verb="linked organisation account").facts == {"accounts": "police"}
    assert Letter.objects.filter(kind="account_changed", recipient=lead).count() == 1
    assert come_in(provider, **of(lead, **MFA))[1]["Location"] == "/diary/"
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize("accepted", [frozenset(), frozenset({"mfa"})])
def test_without_a_second_factor_that_counts_ours_is_asked_for(
    settings, accounts, provider, lead, accepted, clock_stands_still
):
    configure(settings, replace(accounts, second_factor=accepted))
    add_app(lead)
    client, answer = come_in(provider, **of(lead, amr=["pwd"] if accepted else ["mfa"]))

    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert is_in(client)


def test_who_has_none_at_all_adds_one_first(provider, lead):
    client, _ = come_in(provider, **of(lead))

    assert client.get(reverse("home"))["Location"] == reverse("second_factor")


def test_a_second_factor_seen_elsewhere_counts_no_longer_when_that_is_switched_off(settings, provider, lead):
    client, _ = come_in(provider, **of(lead, **MFA))
    assert is_in(client)
    settings.SSO = {}

    assert client.get(reverse("home"))["Location"] == reverse("second_factor")


def test_the_way_there_asks_for_state_nonce_and_proof_of_the_code(provider):
    client = Client()
    asked = parse_qs(urlsplit(begin(client)).query)
    more = parse_qs(
        urlsplit(client.get(f"{TO_PROVIDER}?scope=files&auth_params=nonce%3Dmine")["Location"]).query
    )

    assert (set(asked["scope"][0].split()), asked["response_type"]) == (
        {"openid", "profile", "email"},
        ["code"],
    )
    assert len(asked["nonce"][0]) >= 32
    assert (len(asked["state"][0]) >= 16, asked["code_challenge_method"]) == (True, ["S256"])
    assert (more["scope"], more["nonce"] == ["mine"]) == (asked["scope"], False)
    assert more["nonce"] != asked["nonce"]


def test_a_wrong_state_opens_nothing(provider, lead):
    client = Client()
    provider.knows("officer-7", **of(lead, **MFA))
    address = provider.sign_in(begin(client), "officer-7")

    assert turned_away(client, back(client, address.replace("state=", "state=x")), DID_NOT_WORK)
    stranger = Client()  # whom somebody gave their own way back
    assert turned_away(stranger, back(stranger, address), DID_NOT_WORK)


def test_a_token_for_another_attempt_opens_nothing(provider, lead):
    client = Client()
    provider.knows("officer-7", **of(lead, **MFA))
    address = provider.sign_in(begin(client), "officer-7")
    session = client.session
    for kept in session["socialaccount_states"].values():
        kept[0]["nonce"] = "of another attempt"
    session.save()

    assert turned_away(client, back(client, address), DID_NOT_WORK)


def test_a_code_works_once(provider, lead):
    client = Client()
    provider.knows("officer-7", **of(lead, **MFA))
    first = provider.sign_in(begin(client), "officer-7")
    assert back(client, first)["Location"] == "/diary/"

    thief = Client()
    state = parse_qs(urlsplit(begin(thief)).query)["state"][0]
    code = parse_qs(urlsplit(first).query)["code"][0]
    again = thief.get(f"{TO_PROVIDER}back/", {"state": state, "code": code})
    assert turned_away(thief, again, DID_NOT_WORK)


def test_who_stops_at_the_provider_is_told_so(provider):
    client = Client()
    state = parse_qs(urlsplit(begin(client)).query)["state"][0]

    assert turned_away(
        client, client.get(f"{TO_PROVIDER}back/", {"state": state, "error": "access_denied"}), DID_NOT_WORK
    )


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
        {"email": "nobody.knows@portal.test"},
        {"email": "police.lead@portal.test.example"},
        {"email": "police.lead@elsewhere.test"},
        {"email": ["police.lead@portal.test"]},
        {"email": ""},
    ],
)
def test_an_unverified_unknown_or_foreign_address_opens_nothing(provider, lead, claims):
    client, answer = come_in(provider, **(of(lead, **MFA) | claims))

    assert turned_away(client, answer)
    assert (SocialAccount.objects.count(), Person.objects.filter(email__startswith="nobody").count()) == (
        0,
        0,
    )


def test_an_organisation_vouches_for_its_own_people_only(provider, cast, lead):
    cast.health_lead.set_password("three words together")
    cast.health_lead.save()

    assert turned_away(*come_in(provider, **of(cast.health_lead, **MFA)))


def test_an_address_of_another_domain_is_not_its_to_give(settings, accounts, provider, lead):
    configure(settings, replace(accounts, domains=("police.test",)))

    assert turned_away(*come_in(provider, **of(lead, **MFA)))


def test_who_has_not_accepted_an_invitation_does_so_first(provider, cast):
    assert not cast.police_lead.has_usable_password()
    assert turned_away(*come_in(provider, **of(cast.police_lead, **MFA)))


def test_who_left_is_turned_away_although_linked(provider, cast, lead):
    client, _ = come_in(provider, **of(lead, **MFA))
    end_appointment(lead.appointments.get(), by=cast.manager)

    assert not is_in(client)
    assert turned_away(*come_in(provider, **of(lead, **MFA)))
    lead.is_active = False
    lead.save()
    assert turned_away(*come_in(provider, **of(lead, **MFA)))


def test_once_linked_it_is_the_lasting_name_that_counts(provider, lead):
    come_in(provider, **of(lead, **MFA))
    renamed, _ = come_in(provider, **of(lead, **MFA, email="new.name@portal.test", email_verified=False))
    assert is_in(renamed)

    # An address that a directory has given to somebody else since.
    assert turned_away(*come_in(provider, sub="officer-8", **of(lead, **MFA)))
    assert SocialAccount.objects.count() == 1


def test_starting_afresh_takes_this_way_in_away_too(provider, cast, lead):
    come_in(provider, **of(lead, **MFA))
    start_afresh(lead, by=cast.manager, why="Lost their telephone; rang back.")

    assert SocialAccount.objects.count() == 0
    assert turned_away(*come_in(provider, **of(lead, **MFA)))


def test_a_provider_that_calls_itself_otherwise_opens_nothing(settings, accounts, provider):
    settings.SSO = {"police": replace(accounts, issuer="https://police.example")}
    client = Client()

    assert turned_away(client, client.get(TO_PROVIDER), DID_NOT_WORK)


def test_a_provider_that_is_away_is_said_to_be(settings, accounts):
    configure(settings, replace(accounts, issuer="http://127.0.0.1:1"))
    client = Client()

    assert turned_away(client, client.get(TO_PROVIDER), DID_NOT_WORK)


def test_at_entra_the_token_has_to_be_of_the_organisations_tenant(settings, accounts, cast, lead, rf):
    configure(settings, replace(accounts, issuer="https://login.microsoftonline.com/our-tenant/v2.0"))

    def arrive(**claims):
        client = Client()
        client.get(reverse("account_login"))
        request = client.get(reverse("account_login")).wsgi_request
        login = SimpleNamespace(
            account=SimpleNamespace(provider="police"),
            claims=of(lead, nonce="n") | claims,
            state={"nonce": "n"},
            is_existing=True,
            user=lead,
        )
        SocialAccountAdapter().pre_social_login(request, login)
        return login

    assert arrive(tid="our-tenant", amr=["mfa"]).second_factor_by == "police"
    assert arrive(tid="our-tenant").second_factor_by == ""
    for claims in ({"tid": "another"}, {}):
        with pytest.raises(ImmediateHttpResponse):
            arrive(**claims)


def test_it_is_offered_only_where_it_is_configured(settings):
    page = Client().get(f"{reverse('account_login')}?next=/diary/").text
    assert f'href="{TO_PROVIDER}?next=%2Fdiary%2F"' in page or f'href="{TO_PROVIDER}?next=/diary/"' in page
    assert "Sign in with The police" in page
    settings.SSO = {}
    settings.SOCIALACCOUNT_PROVIDERS = {}

    assert "organisation’s account" not in Client().get(reverse("account_login")).text
    assert Client().get(TO_PROVIDER).status_code == 404
    assert Client().get(f"{TO_PROVIDER}back/?code=x&state=y").status_code == 404


WHOLE = {
    "SSO": "county",
    "SSO_COUNTY_ORGANISATION": "county",
    "SSO_COUNTY_NAME": "The county council",
    "SSO_COUNTY_ISSUER": "https://login.microsoftonline.com/1234/v2.0",
    "SSO_COUNTY_CLIENT_ID": "id",
    "SSO_COUNTY_CLIENT_SECRET": "secret",
    "SSO_COUNTY_DOMAINS": "leics.gov.uk, @LEICESTERSHIRE.gov.uk",
}


def read_from(values):
    class Environment(environ.Env):
        ENVIRON = values

    return read(Environment())


def test_the_environment_configures_it():
    county = read_from(WHOLE)["county"]

    assert (county.tenant, county.verified, county.subject) == ("1234", "email_verified", "sub")
    assert county.second_factor == frozenset()
    assert [
        county.owns(one) for one in ("A@Leics.gov.uk", "a@leicestershire.gov.uk", "a@x.leics.gov.uk")
    ] == [
        True,
        True,
        False,
    ]
    assert read_from({}) == {}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"SSO_COUNTY_CLIENT_SECRET": ""}, "Set SSO_COUNTY_CLIENT_SECRET"),
        ({"SSO_COUNTY_DOMAINS": " , "}, "Set SSO_COUNTY_DOMAINS"),
        ({"SSO_COUNTY_ISSUER": "http://county.example"}, "begin with https"),
        ({"SSO_COUNTY_ISSUER": "https://login.microsoftonline.com/common/v2.0"}, "every tenant"),
        ({"SSO_COUNTY_ISSUER": "https://login.microsoftonline.com/organizations/v2.0"}, "every tenant"),
    ],
)
def test_a_careless_value_stops_the_start_with_a_sentence(change, named):
    with pytest.raises(ImproperlyConfigured, match=named):
        read_from(WHOLE | change)
