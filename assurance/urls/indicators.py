"""Addresses of indicators and their figures."""

from django.urls import path

from assurance.views.indicators import giving, keeping, reading

urlpatterns = [
    path("indicators/", reading.indicators, name="indicators"),
    path("indicators/figures.<slug:kind>", reading.indicators_file, name="indicators_file"),
    path("indicators/quarter/", reading.indicator_quarter, name="indicator_quarter"),
    path(
        "indicators/<int:year>/quarter-<int:number>.pdf",
        reading.indicator_quarter_pdf,
        name="indicator_quarter_pdf",
    ),
    path("indicators/add/", keeping.add_indicator, name="add_indicator"),
    path("indicator/<int:pk>/", reading.indicator, name="indicator"),
    path("indicator/<int:pk>/change/", keeping.change_indicator, name="change_indicator"),
    path("indicator/<int:pk>/define/", keeping.define_anew, name="define_anew"),
    path("indicator/<int:pk>/retire/", keeping.retire_indicator, name="retire_indicator"),
    path("indicator/<int:pk>/compare/", keeping.give_comparator, name="give_comparator"),
    path("indicator-period/<int:pk>/commentary/", keeping.write_commentary, name="write_commentary"),
    path("indicator-period/<int:pk>/question/", keeping.put_question, name="put_question"),
    path("figures/", giving.figures, name="figures"),
    path("figures/<int:pk>/", giving.give_figures, name="give_figures"),
    path("figures/file/", giving.upload_figures, name="upload_figures"),
    path("figures/to-give.<slug:kind>", giving.figures_template, name="figures_template"),
]
