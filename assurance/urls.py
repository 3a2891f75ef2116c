"""Addresses."""

from django.urls import path

from assurance.views import later

app_name = "assurance"

urlpatterns = [
    path("rounds/", later.rounds, name="rounds"),
    path("reports/", later.reports, name="reports"),
    path("round/<int:pk>/", later.round_, name="round"),
    path("return/<int:pk>/", later.return_, name="return"),
]
