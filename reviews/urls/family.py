"""Addresses: the family, and what partners wait for before they sign."""

from django.urls import path

from reviews.views import before_sign_off, family

urlpatterns = [
    path("<int:pk>/family/", family.family, name="family"),
    path("<int:pk>/family/add/", family.add_family_member, name="add_family_member"),
    path("family/<int:pk>/change/", family.change_family_member, name="change_family_member"),
    path("family/<int:pk>/take-out/", family.take_out_family_member, name="take_out_family_member"),
    path("family/<int:pk>/contact/", family.log_contact, name="log_contact"),
    path("family/<int:pk>/not-yet/", family.put_off, name="put_off"),
    path("<int:pk>/before-sign-off/", before_sign_off.before_sign_off, name="before_sign_off"),
    path("<int:pk>/ask-accuracy/", before_sign_off.ask_accuracy, name="ask_accuracy"),
    path("accuracy/<int:pk>/", before_sign_off.check_accuracy, name="check_accuracy"),
    path("accuracy/<int:pk>/draft/", before_sign_off.accuracy_draft, name="accuracy_draft"),
    path("accuracy/<int:pk>/stop/", before_sign_off.stop_accuracy, name="stop_accuracy"),
    path("accuracy/<int:pk>/respond/", before_sign_off.respond_accuracy, name="respond_accuracy"),
    path("<int:pk>/record-legal-check/", before_sign_off.record_legal_check, name="record_legal_check"),
    path("<int:pk>/go-on-without/", before_sign_off.go_on_without, name="go_on_without"),
]
