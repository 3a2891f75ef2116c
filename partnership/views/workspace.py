"""What a person arranges for themselves: in which role they act, views of the diary, their calendar."""

from django.contrib import messages
from django.shortcuts import redirect, render

from partnership.forms.workspace import ActingAsForm

ACTS_AS = "acts_as"  # where a session keeps the appointments, by id, in which its person acts


def acting_as(request):
    """Choose in which of one's roles to act, without signing out. It narrows what one may do, and never widens it."""
    form = ActingAsForm(request.POST if request.method == "POST" else None, person=request.user)
    if request.method == "POST" and form.is_valid():
        request.session.pop(ACTS_AS, None)
        if form.cleaned_data["hats"]:
            request.session[ACTS_AS] = form.cleaned_data["hats"]
        messages.success(request, "Saved. What you see and do now belongs to the roles that you chose.")
        return redirect("home")
    return render(request, "partnership/acting_as.html", {"form": form})
