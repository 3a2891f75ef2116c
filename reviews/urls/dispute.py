"""Addresses: what statutory partners cannot agree on."""

from django.urls import path

from reviews.views import dispute

urlpatterns = [
    path("<int:pk>/raise-dispute/", dispute.raise_dispute, name="raise_dispute"),
    path("<int:pk>/advise-dispute/", dispute.advise_dispute, name="advise_dispute"),
    path("<int:pk>/end-dispute/", dispute.end_dispute, name="end_dispute"),
    path("disputes/<int:pk>/", dispute.dispute, name="dispute"),
]
