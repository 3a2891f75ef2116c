"""Addresses of action logs as wholes: bulk update, export and import."""

from django.urls import path

from partnership.views import action_logs as views

urlpatterns = [
    path("actions/logs/", views.action_logs, name="action_logs"),
    path("actions/open/", views.open_on_log, name="open_on_log"),
    path("actions/upload/", views.upload_actions, name="upload_actions"),
    path("actions/logs/group/<path:of>/", views.log, {"kind": "group"}, name="group_log"),
    path("actions/logs/agency/<path:of>/", views.log, {"kind": "agency"}, name="agency_log"),
    path("actions/logs/origin/<path:of>/", views.log, {"kind": "origin"}, name="origin_log"),
    path("actions/update/<slug:kind>/<path:of>/", views.update_actions, name="update_actions"),
    path("actions/download/<slug:form>/<slug:kind>/<path:of>/", views.download_log, name="download_log"),
]
