"""Addresses of what a round said: distributions, changes and strengths."""

from django.urls import path

from assurance.views import analysis

urlpatterns = [
    path("round/<int:pk>/analysis/", analysis.analysis, name="analysis"),
    path("round/<int:pk>/analysis/heat-map/", analysis.heat_map, name="heat_map"),
    path("round/<int:pk>/analysis/years/", analysis.analysis_years, name="analysis_years"),
    path("round/<int:pk>/analysis/<slug:what>.<slug:kind>", analysis.analysis_file, name="analysis_file"),
    path(
        "round/<int:pk>/analysis/question/<int:question_pk>/",
        analysis.analysis_question,
        name="analysis_question",
    ),
]
