"""Addresses of seats, who holds them, and one's own workspace: hats, feeds, saved views."""

from django.urls import path

from partnership.views import diary, saved_views, seats, workspace

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
    path("diary/export.<slug:kind>", diary.diary_export, name="diary_export"),
    path("diary/views/", saved_views.saved_views, name="saved_views"),
    path("diary/views/save/", saved_views.save_view, name="save_view"),
    path("diary/views/<int:pk>/", saved_views.change_view, name="change_view"),
    path("diary/views/<int:pk>/delete/", saved_views.delete_view, name="delete_view"),
    path("my-calendar/", workspace.my_calendar, name="my_calendar"),
    path("my-calendar/make/", workspace.make_feed, name="make_feed"),
    path("my-calendar/withdraw/", workspace.withdraw_feed, name="withdraw_feed"),
    path("acting-as/", workspace.acting_as, name="acting_as"),
]
