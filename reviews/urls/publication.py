"""Addresses: from a file to what the public reads."""

from django.urls import path

from reviews.views import publication

urlpatterns = [
    path("<int:pk>/add-artefact/", publication.add_artefact, name="add_artefact"),
    path("artefacts/<int:pk>/", publication.artefact, name="artefact"),
    path("artefacts/<int:pk>/file/", publication.artefact_file, name="artefact_file"),
    path("artefacts/<int:pk>/replace-file/", publication.replace_file, name="replace_file"),
    path("artefacts/<int:pk>/check-anonymity/", publication.check_anonymity, name="check_anonymity"),
    path("artefacts/<int:pk>/sign/", publication.sign, name="sign"),
    path("artefacts/<int:pk>/send-copy/", publication.send_copy, name="send_copy"),
    path("artefacts/<int:pk>/hold/", publication.hold, name="hold"),
    path("holds/<int:pk>/lift/", publication.lift_hold, name="lift_hold"),
    path("artefacts/<int:pk>/schedule/", publication.schedule, name="schedule"),
    path("artefacts/<int:pk>/withdraw/", publication.withdraw, name="withdraw"),
]
