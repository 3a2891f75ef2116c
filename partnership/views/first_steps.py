"""Putting away what a newcomer's home page says to do first, and bringing it back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from partnership.operations import first_steps as operations


@require_POST
def put_steps_away(request):
    operations.put_steps_away(by=request.user)
    messages.success(request, "The first steps are put away. You find them again under “Help”.")
    return redirect("home")


@require_POST
def bring_steps_back(request):
    operations.bring_steps_back(by=request.user)
    messages.success(request, "Your home page shows your first steps again, until all of them are done.")
    return redirect("home")
