"""Addresses of the three-year timetable of quality assurance."""

from django.urls import path

from assurance.views import timetable

urlpatterns = [
    path("timetable/", timetable.timetable, name="timetable"),
    path("timetable/<int:year>/pdf/", timetable.timetable_pdf, name="timetable_pdf"),
    path("timetable/file/<slug:kind>/", timetable.timetable_file, name="timetable_file"),
    path("timetable/plan/", timetable.plan_entry, name="plan_entry"),
    path("timetable/refresh/", timetable.refresh_timetable, name="refresh_timetable"),
    path("timetable/<int:pk>/", timetable.timetable_entry, name="timetable_entry"),
    path("timetable/<int:pk>/move/", timetable.move_entry, name="move_entry"),
    path("timetable/<int:pk>/link/", timetable.link_entry, name="link_entry"),
    path("timetable/<int:pk>/finish/", timetable.finish_entry, name="finish_entry"),
    path("timetable/<int:pk>/drop/", timetable.drop_entry, name="drop_entry"),
]
