"""Addresses of assurance: rounds and returns, and the yearly report."""

from django.urls import path

from assurance.views import later, returns, rounds

app_name = "assurance"

rounds_and_returns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/open/", rounds.open_round, name="open_round"),
    path("round/<int:pk>/", rounds.round_, name="round"),
    path("round/<int:pk>/remind/", rounds.remind, name="remind"),
    path("round/<int:pk>/progress.csv", rounds.round_csv, name="round_csv"),
    path("return/<int:pk>/", returns.return_, name="return"),
    path("return/<int:pk>/extend/", rounds.extend, name="extend"),
    path("return/<int:pk>/section/<int:section_pk>/", returns.section, name="section"),
    path("return/<int:pk>/section/<int:section_pk>/autosave/", returns.autosave, name="autosave"),
    path("return/<int:pk>/check/", returns.check_answers, name="check_answers"),
    path("return/<int:pk>/submit/", returns.submit, name="submit"),
    path("return/<int:pk>/receipt/", returns.receipt, name="receipt"),
]

yearly_reports = [
    path("reports/", later.reports, name="reports"),
]

urlpatterns = rounds_and_returns + yearly_reports
