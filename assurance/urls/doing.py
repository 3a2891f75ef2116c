"""Addresses of the quarterly “How are we doing?” report."""

from django.urls import path

from assurance.views import doing

urlpatterns = [
    path("doing/", doing.doing, name="doing"),
    path("doing/start/", doing.start_doing, name="start_doing"),
    path("doing/<int:pk>/", doing.doing_report, name="doing_report"),
    path("doing/<int:pk>/gather/", doing.gather_doing, name="gather_doing"),
    path("doing/<int:pk>/evidence/", doing.add_doing_evidence, name="add_doing_evidence"),
    path("doing/evidence/<int:pk>/change/", doing.change_doing_evidence, name="change_doing_evidence"),
    path("doing/evidence/<int:pk>/remove/", doing.remove_doing_evidence, name="remove_doing_evidence"),
    path("doing/<int:pk>/overview/", doing.write_doing_overview, name="write_doing_overview"),
    path("doing/<int:pk>/put/", doing.put_doing, name="put_doing"),
    path("doing/<int:pk>/return/", doing.return_doing, name="return_doing"),
    path("doing/<int:pk>/agree/", doing.agree_doing, name="agree_doing"),
    path("doing/<int:pk>/send/", doing.send_doing, name="send_doing"),
    path("doing/<int:pk>/pdf/", doing.doing_pdf, name="doing_pdf"),
    path("doing/statement/<int:pk>/", doing.write_doing_statement, name="write_doing_statement"),
    path("doing/statement/<int:pk>/action/", doing.open_doing_action, name="open_doing_action"),
]
