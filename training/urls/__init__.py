"""Addresses of training; a module for each part of the work."""

from training.urls import (
    agency_training,
    attendance,
    booking,
    evaluation,
    needs,
    programme,
    start,
    training_reports,
)

app_name = "training"

urlpatterns = [
    *agency_training.urlpatterns,
    *attendance.urlpatterns,
    *booking.urlpatterns,
    *evaluation.urlpatterns,
    *needs.urlpatterns,
    *programme.urlpatterns,
    *start.urlpatterns,
    *training_reports.urlpatterns,
]
