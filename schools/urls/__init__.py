"""Addresses of schools and other settings; a module for each part of the work."""

from schools.urls import (
    chasing,
    education,
    engagement,
    inspections,
    other_settings,
    register,
    returns,
    start,
)

app_name = "schools"

urlpatterns = [
    *chasing.urlpatterns,
    *education.urlpatterns,
    *engagement.urlpatterns,
    *inspections.urlpatterns,
    *other_settings.urlpatterns,
    *register.urlpatterns,
    *returns.urlpatterns,
    *start.urlpatterns,
]
