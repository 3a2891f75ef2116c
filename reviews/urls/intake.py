"""Addresses: referring, screening and notifying."""

from django.urls import path

from reviews.views import intake

urlpatterns = [
    path("refer/", intake.refer, name="refer"),
    path("referred/<int:pk>/", intake.referred, name="referred"),
    path("<int:pk>/screen/", intake.screen, name="screen"),
    path("<int:pk>/notify/", intake.notify, name="notify"),
    path("<int:pk>/do-not-notify/", intake.do_not_notify, name="do_not_notify"),
]
