"""Choosing a first second factor."""

from django.shortcuts import redirect, render


def second_factor(request):
    """Where everybody without a second factor is led: an app that shows codes, or a passkey."""
    if request.user.has_second_factor:
        return redirect("mfa_index")
    return render(request, "partnership/second_factor.html")
