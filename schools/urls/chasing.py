"""Addresses of chasing schools that have not answered."""

from django.urls import path

from schools.views import chasing

urlpatterns = [
    path("chasing/<int:pk>/", chasing.chasing, name="chasing"),
    path("chasing/<int:pk>/letters/", chasing.letters_to_print, name="letters_to_print"),
    path("chasing/<int:pk>/letters/print/", chasing.print_letters, name="print_letters"),
    path("chasing/letters/<int:pk>/pdf/", chasing.printed_letters, name="printed_letters"),
    path("chasing/letter/<int:pk>/pdf/", chasing.chase_letter, name="chase_letter"),
    path("chasing/of/<int:pk>/", chasing.school_chase, name="school_chase"),
    path("chasing/of/<int:pk>/contact/", chasing.record_contact, name="record_contact"),
    path("chasing/of/<int:pk>/reply/", chasing.record_reply, name="record_reply"),
    path("chasing/of/<int:pk>/hold/", chasing.hold_chasing, name="hold_chasing"),
    path("chasing/of/<int:pk>/resume/", chasing.resume_chasing, name="resume_chasing"),
    path("chasing/reply/<int:pk>/file/", chasing.reply_file, name="reply_file"),
]
