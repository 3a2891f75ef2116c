"""How people sign in: allauth with our own rules. Accounts come from invitations only."""

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from partnership.models.people import WITH_ITS_SEAT, appointments_for
from partnership.models.sealed import box
from partnership.models.written import Written
from partnership.operations.letters import promise

log = structlog.get_logger("portal.sign_in")


def factors_of(person):
    """Whether somebody has a second factor, and which: what a queryset is annotated with, `person` leading to them."""
    own = Authenticator.objects.filter(user=OuterRef(person))
    return {
        "has_second_factor": Exists(own.exclude(type=Authenticator.Type.RECOVERY_CODES)),
        "second_factors": ArraySubquery(own.values("pk")),
    }


def with_factors(pk):
    return get_user_model().objects.filter(pk=pk).annotate(**factors_of("pk"))


def appointments_with_factors(pk):
    return appointments_for(pk).select_related("person", *WITH_ITS_SEAT).annotate(**factors_of("person"))


people_with_factors = Written(with_factors, -1)
appointments_and_factors = Written(appointments_with_factors, -1, plan_once=True)


def person_of(appointments):
    """The person of these, who brings them and their second factors along."""
    first = appointments[0]
    person = first.person
    person.every_appointment = appointments
    person.has_second_factor, person.second_factors = first.has_second_factor, first.second_factors
    return person


class Backend(AuthenticationBackend):
    """Loads a person together with their appointments and second factors, in one query: each request asks it anew."""

    def get_user(self, user_id):
        found = appointments_and_factors(user_id)
        person = person_of(found) if found else next(iter(people_with_factors(user_id)), None)
        return person if person and self.user_can_authenticate(person) else None


def has_shown_second_factor(request):
    """Whether this session has proved a second factor that its person still has, here or at their organisation."""
    return any(
        shown["method"] == "mfa"
        and (shown.get("id") in request.user.second_factors or shown.get("provider") in settings.SSO)
        for shown in get_authentication_records(request, request.user)
    )


def show_second_factor(request, kind):
    """Note that this session has just made a factor of that kind its own, which proves that it has it.

    Only this session: one that stayed open elsewhere with a password alone has to sign in anew.
    """
    made = Authenticator.objects.filter(user=request.user, type=kind).order_by("pk").last()
    record_authentication(request, request.user, "mfa", id=made.pk, type=made.type)


# Guesses at one account from all addresses together. One address alone, at five in five minutes, never comes to it.
FROM_EVERYWHERE = {"app": "portal", "action": "guesses", "config": {"guesses": "100/h/key"}}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; mail goes out as letters, so that a mail server's trouble loses nothing.

    Guesses at an account are counted for each address by itself: who guesses is stopped, and whose account it is goes
    on signing in from where they are. Only when many addresses guess at one account is it shut to passwords for a
    while; a passkey opens it meanwhile, and so does a new password, whose link goes to its owner. Whoever is stopped
    reads so, in the same words whether there is such an account or none.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": (
            "Too many wrong passwords were tried. To sign in now, use a passkey or choose “I have forgotten my "
            "password”. Otherwise wait five minutes, or an hour if it still does not work."
        ),
    }

    def is_open_for_signup(self, request):
        return False

    def _get_login_attempts_cache_key(self, request, **credentials):
        account = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account} {ratelimit.get_ip(request)}"

    def pre_authenticate(self, request, **credentials):
        super().pre_authenticate(request, **credentials)
        here = self._login_failed_rl_usage
        account = super()._get_login_attempts_cache_key(request, **credentials)
        everywhere = ratelimit.consume(request, key=account, **FROM_EVERYWHERE)
        if not everywhere:
            raise self.validation_error("too_many_login_attempts")
        here.usage += everywhere.usage  # given back together when the password was right

    def _delete_login_attempts_cached_email(self, request, **credentials):
        super()._delete_login_attempts_cached_email(request, **credentials)
        account = super()._get_login_attempts_cache_key(request, **credentials)
        ratelimit.clear(request, key=account, **FROM_EVERYWHERE)

    def authentication_failed(self, request, **credentials):
        """One line for whoever watches the logs, and never the address that was tried."""
        log.warning("sign-in failed", stage="password")

    def respond_user_inactive(self, request, user):
        messages.error(request, "You can no longer sign in. If that is wrong, contact the business unit.")
        return redirect("account_login")

    def get_login_stages(self):
        ours = "partnership.site.single_sign_on.SecondFactorStage"
        return [
            ours if stage == "allauth.mfa.stages.AuthenticateStage" else stage
            for stage in super().get_login_stages()
        ]

    def get_login_redirect_url(self, request):
        """Whoever had typed something when their session ended finds it first."""
        kept = request.user.kept_forms.filter(sent_at=None).first()
        return reverse("kept_form", args=[kept.pk]) if kept else super().get_login_redirect_url(request)

    def send_mail(self, template_prefix, email, context):
        """Promise a letter to the person of that address.

        An address that nobody has gets no letter and no other answer. Nor does a person who has not used
        an invitation yet: a forgotten password is no way around it.
        """
        person = get_user_model().objects.active().filter(email=email.lower()).first()
        link = context.get("password_reset_url", "")
        if person is None or (link and not person.has_usable_password()):
            return
        promise(
            "password_reset" if link else "account_changed",
            f"account:{person.pk}:{timezone.now():%Y%m%d%H%M%S}:{get_random_string(8)}",
            to=person,
            subject="Choose a new password" if link else "Your sign-in was changed",
            label=template_prefix.rsplit("/", 1)[-1].replace("_", " "),
            path=path_of(link),
            secret=bool(link),
            urgent=True,
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    """The keys of apps and recovery codes lie encrypted in the database: a stolen backup shows no codes."""

    MARK = "encrypted:"
    PURPOSE = "second factor"

    def encrypt(self, text):
        return self.MARK + box(self.PURPOSE).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        if not encrypted_text.startswith(self.MARK):
            return encrypted_text  # kept before keys were encrypted
        return box(self.PURPOSE).decrypt(encrypted_text.removeprefix(self.MARK)).decode()


def path_of(link):
    """The path of a link, without its host: letters use the portal's own address, never the request's."""
    return "/" + link.split("://", 1)[-1].partition("/")[2] if link else ""
