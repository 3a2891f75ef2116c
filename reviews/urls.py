"""Addresses."""

from django.urls import path

from reviews.views import later

app_name = "reviews"

urlpatterns = [
    path("list/", later.list_, name="list"),
    path("refer/", later.refer, name="refer"),
    path("my_review/", later.my_review, name="my_review"),
    path("clocks/", later.clocks, name="clocks"),
]
