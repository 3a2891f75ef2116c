"""Addresses of registers, certificates and learning records."""

from django.urls import path

from training.views import attendance, certificates, elsewhere

urlpatterns = [
    path("registers/", attendance.registers, name="registers"),
    path("registers/<int:pk>/", attendance.register, name="register"),
    path("registers/<int:pk>/sheet.pdf", attendance.register_sheet, name="register_sheet"),
    path("registers/<int:pk>/rest/", attendance.mark_rest, name="mark_rest"),
    path("registers/<int:pk>/add/", attendance.add_guest, name="add_guest"),
    path("registers/<int:pk>/add-afterwards/", attendance.add_afterwards, name="add_afterwards"),
    path("registers/<int:pk>/close/", attendance.close_register, name="close_register"),
    path("registers/<int:pk>/instead-of/<int:who>/", attendance.send_substitute, name="send_substitute"),
    path("registers/<int:pk>/take-off/<int:guest_pk>/", attendance.take_off, name="take_off"),
    path("registers/<int:pk>/<slug:key>/mark/", attendance.mark, name="mark"),
    path("registers/<int:pk>/<slug:key>/correct/", attendance.correct, name="correct"),
    path("registers/<int:pk>/<slug:key>/certify/", certificates.certify, name="certify"),
    path("my-learning/", certificates.my_learning, name="my_learning"),
    path("my-learning/record.<str:kind>", certificates.my_learning_file, name="my_learning_file"),
    path("my-learning/elsewhere/", elsewhere.record_elsewhere, name="record_elsewhere"),
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/<int:pk>/", certificates.certificate, name="certificate"),
    path("certificates/<int:pk>/certificate.pdf", certificates.certificate_pdf, name="certificate_pdf"),
    path("certificates/<int:pk>/revoke/", certificates.revoke_certificate, name="revoke_certificate"),
    path("certificates/<int:pk>/reissue/", certificates.reissue_certificate, name="reissue_certificate"),
    path("elsewhere/", elsewhere.certificates_elsewhere, name="certificates_elsewhere"),
    path("elsewhere/<int:pk>/", elsewhere.confirm_elsewhere, name="confirm_elsewhere"),
    path("elsewhere/<int:pk>/decline/", elsewhere.decline_elsewhere, name="decline_elsewhere"),
    path("elsewhere/<int:pk>/file/", elsewhere.elsewhere_file, name="elsewhere_file"),
]
