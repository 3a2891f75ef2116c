"""Addresses of what inspectors found, and of what was done about it."""

from django.urls import path

from schools.views import concerns, inspections

urlpatterns = [
    path("inspections/", inspections.inspections, name="inspections"),
    path("inspections/as/<slug:kind>/", inspections.inspections_table, name="inspections_table"),
    path("inspections/import/", inspections.import_ofsted, name="import_ofsted"),
    path("inspections/add/", inspections.add_inspection, name="add_inspection"),
    path("inspections/<int:pk>/", inspections.inspection, name="inspection"),
    path("inspections/<int:pk>/correct/", inspections.correct_inspection, name="correct_inspection"),
    path("inspections/<int:pk>/note/", inspections.write_inspection_note, name="write_inspection_note"),
    path("inspections/concerns/", concerns.inspection_concerns, name="inspection_concerns"),
    path("inspections/concerns/<int:pk>/", concerns.inspection_concern, name="inspection_concern"),
    path("inspections/concerns/<int:pk>/done/", concerns.record_what_was_done, name="record_what_was_done"),
    path("inspections/concerns/<int:pk>/close/", concerns.close_concern, name="close_concern"),
]
