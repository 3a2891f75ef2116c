"""Addresses of training's figures, and of what agencies teach their own staff."""

from django.urls import path

from training.views import agency_training as views

urlpatterns = [
    path("figures/", views.training_figures, name="training_figures"),
    path("figures/figures.<str:kind>", views.training_figures_file, name="training_figures_file"),
    path("my-agency/", views.agency_figures, name="agency_figures"),
    path("single-agency/", views.single_agency_rounds, name="single_agency_rounds"),
    path("single-agency/<int:pk>/", views.single_agency_round, name="single_agency_round"),
    path("single-agency/<int:pk>/coverage.<str:kind>", views.single_agency_file, name="single_agency_file"),
]
