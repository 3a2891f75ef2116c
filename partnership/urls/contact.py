"""Addresses at which staff say how the partnership is reached."""

from django.urls import path

from partnership.views import contact

urlpatterns = [
    path("partnership/contact/", contact.contact_details, name="contact_details"),
    path("partnership/contact/set/", contact.set_contact, name="set_contact"),
    path("partnership/contact/services/<int:pk>/", contact.set_concern_contact, name="set_concern_contact"),
]
