"""Addresses of case reviews, a module for each part of the work."""

from reviews.urls import board, decision, information, intake, publication, rapid_review, review

app_name = "reviews"
urlpatterns = [
    *board.urlpatterns,
    *intake.urlpatterns,
    *information.urlpatterns,
    *rapid_review.urlpatterns,
    *decision.urlpatterns,
    *review.urlpatterns,
    *publication.urlpatterns,
]
