"""Where one is signed in: the list, ending one, ending all others, and staying."""

import time

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from partnership.operations import sign_ins as operations


@require_safe
def my_sign_ins(request):
    """Every browser in which this person is signed in now, and what of theirs was kept."""
    found = list(operations.open_sign_ins(request.user))
    here = request.session.session_key
    for one in found:
        one.here = one.session_id == here
    return render(
        request,
        "partnership/my_sign_ins.html",
        {
            "sign_ins": sorted(found, key=lambda one: not one.here),
            "elsewhere": sum(not one.here for one in found),
            "kept": request.user.kept_forms.filter(sent_at=None),
        },
    )


@require_POST
def sign_out_there(request, pk):
    """End one of one's own sessions. This one ends by its own button."""
    others = request.user.sign_ins.exclude(session=request.session.session_key)
    operations.sign_out_there(get_object_or_404(others, pk=pk), by=request.user)
    messages.success(request, "That browser is signed out.")
    return redirect("my_sign_ins")


@require_POST
def sign_out_everywhere(request):
    """End all of one's own sessions but this one."""
    number = operations.sign_out_everywhere(request.user, by=request.user, but=request.session.session_key)
    messages.success(
        request,
        f"Signed out of {number} other browser{'' if number == 1 else 's'}."
        if number
        else "You are signed in here and nowhere else.",
    )
    return redirect("my_sign_ins")


@require_POST
def stay_signed_in(request):
    """How long this session lasts, now that somebody asked it to."""
    request.session["seen"] = int(time.time())
    if request.headers.get("X-Requested-With") != "fetch":
        return redirect("my_sign_ins")
    return JsonResponse(operations.how_long(request.session))
