"""Addresses of seats, who holds them, and one's own workspace: hats, feeds, saved views."""

from django.urls import path

from partnership.views import seats, workspace

urlpatterns = [
    path("seats/", seats.seats, name="seats"),
    path("seats/of/<slug:code>/", seats.group_seats, name="group_seats"),
    path("seats/of/<slug:code>/add/", seats.add_seat, name="add_seat"),
    path("seats/<int:pk>/change/", seats.change_seat, name="change_seat"),
    path("seats/<int:pk>/end/", seats.end_seat, name="end_seat"),
    path("seats/<int:pk>/fill/", seats.fill_seat, name="fill_seat"),
    path("seats/authority/<int:pk>/", seats.confirm_authority, name="confirm_authority"),
    path("people/<int:pk>/hand-over/", seats.hand_work_over, name="hand_work_over"),
    path("people/<int:pk>/hand-over/<int:appointment_pk>/", seats.hand_over, name="hand_over"),
    path("acting-as/", workspace.acting_as, name="acting_as"),
]
