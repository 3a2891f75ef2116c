"""The page on which something that was begun by mistake is discarded."""

from django.contrib import messages
from django.shortcuts import redirect, render

from partnership.forms.discarding import DiscardForm
from partnership.views.deed import carried_out


def discard_page(request, found, operation, *, back, check=None):
    """Ask why, discard it, and go to the list in which it stood. `check` refuses to ask of what cannot be discarded."""
    if check and request.method in ("GET", "HEAD"):
        check(found)
    form = DiscardForm(request.POST or None)
    if carried_out(request, form, operation, found):
        messages.success(request, f"{found} is discarded.")
        return redirect(back)
    return render(request, "partnership/discard.html", {"thing": found, "form": form})
