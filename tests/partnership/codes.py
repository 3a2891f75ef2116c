"""One-time codes as an app on a telephone would show them."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def add_app(person, secret=SECRET):
    return Authenticator.objects.create(user=person, type="totp", data={"secret": secret})


def who_signs_in(person, password):
    """That person, with a password and an app that shows codes."""
    person.set_password(password)
    person.save()
    add_app(person)
    return person


LASTS = 30  # seconds that a code is taken for
BY_HAND = 10  # seconds that a browser on a busy machine needs between reading a code and sending it


def code_now(secret=SECRET, sent_within=1):
    """The code on the screen; whoever sees that it is about to change waits for the next, as people do."""
    left = LASTS - time.time() % LASTS
    if left < sent_within:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def sign_in_with(email, password, code=None):
    """A browser that has typed these; whether they open anything is another question."""
    client = Client()
    client.post("/account/login/", {"login": email, "password": password})
    client.post(reverse("mfa_authenticate"), {"code": code or code_now()})
    return client
