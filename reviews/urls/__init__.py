"""Addresses of case reviews, a module for each part of the work."""

from reviews.urls import (
    board,
    decision,
    dispute,
    family,
    information,
    intake,
    learning,
    panel,
    publication,
    rapid_review,
    review,
    routes,
    under_way,
)

app_name = "reviews"
urlpatterns = [
    *board.urlpatterns,
    *intake.urlpatterns,
    *family.urlpatterns,
    *information.urlpatterns,
    *rapid_review.urlpatterns,
    *decision.urlpatterns,
    *dispute.urlpatterns,
    *panel.urlpatterns,
    *review.urlpatterns,
    *under_way.urlpatterns,
    *publication.urlpatterns,
    *learning.urlpatterns,
    *routes.urlpatterns,
]
