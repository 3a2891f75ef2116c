"""Accepting an invitation."""

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from partnership.access import Refused
from partnership.forms.people import AcceptForm
from partnership.operations import people as operations


@never_cache
@sensitive_variables()
@sensitive_post_parameters()
def accept(request, secret):
    """Choose a password, once, and go on to the second factor. Whatever opens nothing any more looks the same."""
    invitation = operations.find_invitation(secret)
    if invitation is None:
        return no_way_in(request)
    form = AcceptForm(request.POST or None, person=invitation.person)
    if request.method == "POST" and form.is_valid():
        try:
            person = operations.accept(secret, password=form.cleaned_data["password"])
        except Refused:
            return no_way_in(request)
        if request.user.is_authenticated:
            logout(request)
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        # Choosing a password a moment ago is as good as typing it again, which adding a second factor asks for.
        record_authentication(request, person, "password", reauthenticated=True)
        messages.success(request, "Your password is set.")
        return redirect("second_factor")
    return render(request, "partnership/accept.html", {"form": form, "invited": invitation.person})


def no_way_in(request):
    return render(request, "partnership/no_way_in.html", status=404)
