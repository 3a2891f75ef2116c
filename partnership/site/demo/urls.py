"""Addresses of the demo's door. They exist only where settings.DEMO is on."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from partnership.site.demo import views

app_name = "demo"

urlpatterns = [
    path("", login_not_required(views.choose), name="choose"),
    path("become/", login_not_required(views.become), name="become"),
]
