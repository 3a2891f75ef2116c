"""How people sign in: allauth with our own rules. Accounts come from invitations only."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import get_random_string

from partnership.operations.letters import promise


class Backend(AuthenticationBackend):
    """Loads a person together with whether they have a second factor, in one query."""

    def get_user(self, user_id):
        factor = Authenticator.objects.filter(user=OuterRef("pk")).exclude(
            type=Authenticator.Type.RECOVERY_CODES
        )
        people = get_user_model().objects.annotate(has_second_factor=Exists(factor))
        person = people.filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; mail goes out as letters, so that a mail server's trouble loses nothing."""

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """Promise a letter to the person of that address. What is not known gets no letter and no other answer."""
        person = get_user_model().objects.active().filter(email=email.lower()).first()
        if person is None:
            return
        link = context.get("password_reset_url", "")
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


def path_of(link):
    """The path of a link, without its host: letters use the portal's own address, never the request's."""
    return "/" + link.split("://", 1)[-1].partition("/")[2] if link else ""
