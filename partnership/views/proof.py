"""Asking anew who somebody is before what cannot be taken back: publishing, deciding, disposing."""

import time
from functools import wraps

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from partnership.rules.sign_ins import PROOF_LASTS
from partnership.views.kept import keep_what_was_sent


def has_recent_proof(request):
    """Whether this session proved within the last minutes who uses it: by signing in, or when it was asked."""
    if request.session.get("invented"):
        return (
            settings.DEMO and request.user.invented
        )  # who is chosen from a list has nothing to prove it with
    shown = [one["at"] for one in get_authentication_records(request, request.user)]
    return bool(shown) and time.time() - max(shown) < PROOF_LASTS.total_seconds()


def asks_for_proof(view):
    """The page opens, and its form is accepted, only after a recent proof; what was typed comes back after it."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        if has_recent_proof(request):
            return view(request, *args, **kwargs)
        way_back = request.get_full_path()
        if request.method == "POST":
            way_back = keep_what_was_sent(request, request.user, even_empty=True)
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': way_back})}")

    asked.asks_for_proof = True
    return asked
