"""Signing in with an organisation's own account: who comes in by it, and when that stands for a second factor.

It signs nobody up. Whoever comes in has been invited, has accepted, holds a role and belongs to the
organisation whose provider vouches for them; the first time the provider has to say that it has verified
their work email address, later it is its own lasting name for them that counts.
"""

import hmac

import structlog
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from requests import RequestException

from partnership.models import Organisation, Person
from partnership.operations.record import record
from partnership.site.provider import Adapter

log = structlog.get_logger("portal.sign_in")

NO_WAY_IN = (
    "That account does not work here. Sign in with your email address and password, or ask the business unit "
    "whether you have been invited and have accepted."
)
DID_NOT_WORK = "Signing in with your organisation’s account did not work. Try again, or use your password."
BY_ORGANISATION = "organisation"  # the type of a second factor that a provider has seen


def turned_away(request, why, sentence=NO_WAY_IN):
    """The same sentence whatever the reason, which the log alone is told."""
    log.warning("sign-in failed", stage="organisation account", reason=why)
    messages.error(request, sentence)
    return ImmediateHttpResponse(redirect("account_login"))


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """What allauth asks of us on the way."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        raise turned_away(request, f"{error}: {type(exception).__name__}", DID_NOT_WORK)

    def pre_social_login(self, request, sociallogin):
        accounts = settings.SSO[sociallogin.account.provider]
        claims = sociallogin.claims
        sent = sociallogin.state.get("nonce", "")
        if not sent or not hmac.compare_digest(sent, str(claims.get("nonce", ""))):
            raise turned_away(request, "nonce", DID_NOT_WORK)
        if accounts.tenant and claims.get("tid") != accounts.tenant:
            raise turned_away(request, "tenant")
        person = sociallogin.user if sociallogin.is_existing else invited_person(accounts, claims)
        why = why_not(person, accounts)
        if why:
            raise turned_away(request, why)
        if not sociallogin.is_existing:
            link(request, sociallogin, person, accounts)
        # As fresh as it was found: what has been asked of it since cannot wait in a session for our second factor.
        sociallogin.user = Person.objects.get(pk=person.pk)
        sociallogin.second_factor_by = accounts.code if showed_second_factor(accounts, claims) else ""


def invited_person(accounts, claims):
    """Whom the provider's word means, or None: its word counts for verified addresses of its own domains only."""
    email = claims.get("email")
    if not isinstance(email, str) or not is_yes(claims.get(accounts.verified)) or not accounts.owns(email):
        return None
    return Person.objects.active().filter(email=email.lower()).first()


def is_yes(claim):
    """Claims say yes as true, "true" or, at Entra, 1."""
    return claim is True or claim == 1 or str(claim).lower() in ("true", "1")


def why_not(person, accounts):
    """Why this person does not come in by these accounts, for the log; an empty text when they do."""
    if person is None:
        return "not invited, or address not verified"
    if not person.has_usable_password():
        return "invitation not accepted"
    if not accounts.owns(person.email):
        return "address of another organisation"
    organisation = Organisation.objects.filter(code=accounts.organisation).first()
    if not person.roles:
        return "no role today"
    if organisation is None or organisation.pk not in person.works_for:
        return "of another organisation"
    return ""


@transaction.atomic
def link(request, sociallogin, person, accounts):
    """From now on this account of the organisation is this person's. They are told by letter; one each and no more."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if SocialAccount.objects.filter(user=person, provider=accounts.code).exists():
        raise turned_away(request, "another account of that organisation is linked already")
    sociallogin.connect(request, person)
    record(
        "linked organisation account", person, by=person, label=f"Person {person.pk}", accounts=accounts.code
    )


def showed_second_factor(accounts, claims):
    """Whether the provider says that it has seen one, in words that the settings accept."""
    said = claims.get("amr", [])
    said = set(said if isinstance(said, list) else [said]) | {claims.get("acr")}
    return bool(accounts.second_factor & {one for one in said if isinstance(one, str)})


class SecondFactorStage(AuthenticateStage):
    """Asks for our second factor, unless an organisation's provider has just seen one that counts."""

    def _should_handle(self, request):
        sociallogin = (self.login.signal_kwargs or {}).get("sociallogin")
        code = getattr(sociallogin, "second_factor_by", "")
        if code:
            record_authentication(request, self.login.user, "mfa", type=BY_ORGANISATION, provider=code)
            return False
        return super()._should_handle(request)


@login_not_required
@require_safe
def login(request, provider_id):
    """To the organisation's provider, with a state and a nonce that only the way back knows."""
    return exchange(request, provider_id, OAuth2LoginView)


@login_not_required
@require_safe
def callback(request, provider_id):
    """Back from it."""
    return exchange(request, provider_id, OAuth2CallbackView)


def exchange(request, provider_id, view):
    if provider_id not in settings.SSO:
        raise Http404
    try:
        return view.adapter_view(Adapter(request, provider_id))(request)
    except (OAuth2Error, RequestException) as error:  # before the library's own handling begins
        return turned_away(request, type(error).__name__, DID_NOT_WORK).response
