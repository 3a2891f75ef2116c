"""Addresses of assurance: rounds and returns, and the yearly report."""

from django.urls import path

from assurance.views import later

app_name = "assurance"

rounds_and_returns = [
    path("rounds/", later.rounds, name="rounds"),
    path("round/<int:pk>/", later.round_, name="round"),
    path("return/<int:pk>/", later.return_, name="return"),
]

yearly_reports = [
    path("reports/", later.reports, name="reports"),
]

urlpatterns = rounds_and_returns + yearly_reports
