"""Addresses of returns: answering what is asked of one's own agency."""

from django.urls import path

from assurance.views import returns

urlpatterns = [
    path("return/<int:pk>/", returns.return_, name="return"),
    path("return/<int:pk>/section/<int:section_pk>/", returns.section, name="section"),
    path("return/<int:pk>/section/<int:section_pk>/autosave/", returns.autosave, name="autosave"),
    path("return/<int:pk>/check/", returns.check_answers, name="check_answers"),
    path("return/<int:pk>/submit/", returns.submit, name="submit"),
    path("return/<int:pk>/receipt/", returns.receipt, name="receipt"),
]
