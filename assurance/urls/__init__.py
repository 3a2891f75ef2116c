"""Addresses of assurance; a module for each part of its work."""

from assurance.urls import (
    analysis,
    audits,
    builder,
    cycle,
    doing,
    indicators,
    report_work,
    reports,
    returns,
    rounds,
    scrutiny,
    timetable,
)

app_name = "assurance"

urlpatterns = [
    *analysis.urlpatterns,
    *audits.urlpatterns,
    *builder.urlpatterns,
    *cycle.urlpatterns,
    *doing.urlpatterns,
    *indicators.urlpatterns,
    *report_work.urlpatterns,
    *reports.urlpatterns,
    *returns.urlpatterns,
    *rounds.urlpatterns,
    *scrutiny.urlpatterns,
    *timetable.urlpatterns,
]
