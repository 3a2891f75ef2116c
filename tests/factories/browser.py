"""A browser in which somebody has signed in, second factor and all."""

import time

from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

MANY_YEARS = 10**9  # seconds; a test that travels in time is not asked to prove anew who it is


def signed_in(person):
    """A Django client after that person's sign-in with a one-time code, which stays a recent proof."""
    factor, _ = Authenticator.objects.get_or_create(
        user=person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "invented"}}
    )
    client = Client()
    client.force_login(person, backend="partnership.site.sign_in.Backend")
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time() + MANY_YEARS, "id": factor.pk, "type": factor.type}
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session["noted"] = (
        session.session_key
    )  # as if it were listed already, which costs a statement once a minute
    session.save()
    return client


def in_mid_session(client):
    """That browser once its session has noted when it began, and needs not note for a while that it goes on."""
    client.get(reverse("home"))
    session = client.session
    session["seen"] += 3600
    session.save()
    return client
