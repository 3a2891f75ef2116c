"""Pages on which staff say how the partnership is reached, and who is told about a worry about a child."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.forms.contact import SetConcernContactForm, SetContactForm
from partnership.models import ConcernContact, ContactDetails
from partnership.operations import contact as operations
from partnership.views.deed import carried_out


@requires(Can.KEEP_CONTACT)
@require_safe
def contact_details(request):
    """What the public is told, and since when."""
    found = {"details": ContactDetails.objects.standing(), "services": ConcernContact.objects.all()}
    return render(request, "partnership/contact_details.html", found)


@requires(Can.KEEP_CONTACT)
def set_contact(request):
    """The partnership's own email address, telephone number and postal address."""
    standing = ContactDetails.objects.standing()
    fields = {name: getattr(standing, name) for name in SetContactForm.base_fields}
    form = SetContactForm(request.POST or None, initial=fields)
    if carried_out(request, form, operations.set_contact):
        messages.success(request, "The public reads the new contact details from now on.")
        return redirect("contact_details")
    return render(request, "partnership/set_contact.html", {"form": form})


@requires(Can.KEEP_CONTACT)
def set_concern_contact(request, pk):
    """The numbers and the page of one service that is told about a worry about a child."""
    service = get_object_or_404(ConcernContact, pk=pk)
    initial = {name: getattr(service, name) for name in ("telephone", "out_of_hours", "address")}
    form = SetConcernContactForm(request.POST or None, initial=initial)
    if carried_out(request, form, operations.set_concern_contact, service):
        messages.success(request, "The public is given this from now on.")
        return redirect("contact_details")
    return render(request, "partnership/set_concern_contact.html", {"form": form, "service": service})
