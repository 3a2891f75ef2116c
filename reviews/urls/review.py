"""Addresses: commissioning a review, and the reviewer’s own page."""

from django.urls import path

from reviews.views import review

urlpatterns = [
    path("<int:pk>/begin-review/", review.begin_review, name="begin_review"),
    path("<int:pk>/name-review/", review.name_review, name="name_review"),
    path("my-review/", review.my_review, name="my_review"),
]
