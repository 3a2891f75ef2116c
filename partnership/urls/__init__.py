"""Addresses of the partnership itself, for people who have signed in; a module for each part of its work."""

from partnership.urls import (
    actions,
    arrangements,
    boards,
    contact,
    disputes,
    ground,
    hub,
    library,
    meetings,
    minutes,
    money,
    plan,
    policies,
    records,
    seats,
    voice,
)

urlpatterns = [
    *ground.urlpatterns,
    *hub.urlpatterns,
    *arrangements.urlpatterns,
    *seats.urlpatterns,
    *meetings.urlpatterns,
    *minutes.urlpatterns,
    *actions.urlpatterns,
    *boards.urlpatterns,
    *contact.urlpatterns,
    *money.urlpatterns,
    *records.urlpatterns,
    *policies.urlpatterns,
    *disputes.urlpatterns,
    *voice.urlpatterns,
    *library.urlpatterns,
    *plan.urlpatterns,
]
