"""Saying how the partnership is reached, and who is told when somebody is worried about a child."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from partnership.access import Refused
from partnership.models import ConcernContact, ContactDetails, Person
from partnership.operations.record import record
from partnership.rules.contact import check_reachable, check_telephone


def reach_us():
    """How we are reached, for the foot of letters and papers; while nobody has said, the page that will tell."""
    return ContactDetails.objects.standing().in_one_line or f"{settings.SITE_URL}{reverse('public:contact')}"


@transaction.atomic
def set_contact(*, by, email, telephone, hours, postal):
    """From now on the public reaches the partnership so."""
    new = {"email": email, "telephone": telephone, "hours": hours, "postal": postal}
    new = {field: value.replace("\r\n", "\n").strip() for field, value in new.items()}
    check_reachable(email=new["email"], telephone=new["telephone"], postal=new["postal"])
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)  # a button pressed twice says it once
    standing = ContactDetails.objects.standing()
    was = {field: getattr(standing, field) for field in new}
    if was == new:
        raise Refused("That is what it already says. Change something, or go back.")
    details = ContactDetails.objects.create(**new, set_by=by)
    record("amended", details, by=by, was=was, now=new)
    return details


@transaction.atomic
def set_concern_contact(contact, *, by, telephone, out_of_hours, address, reason):
    """From now on the public is given this number and page for a worry about a child of the area."""
    contact = ConcernContact.objects.select_for_update(no_key=True).get(pk=contact.pk)
    new = {"telephone": telephone, "out_of_hours": out_of_hours, "address": address}
    new = {field: value.strip() for field, value in new.items()}
    check_telephone(new["telephone"])
    check_telephone(new["out_of_hours"])
    was = {field: getattr(contact, field) for field in new}
    if was == new:
        raise Refused("That is what it already says. Change something, or go back.")
    if not any(new.values()):
        raise Refused("Leave one way at least to tell them about a child.")
    if not reason.strip():
        raise Refused("Say where you have it from.")
    for field, value in new.items():
        setattr(contact, field, value)
    contact.save(update_fields=list(new))
    record("amended", contact, by=by, why=reason.strip(), was=was, now=new)
    return contact
