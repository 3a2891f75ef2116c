"""Addresses: what passes between us and the Panel."""

from django.urls import path

from reviews.views import panel

urlpatterns = [
    path("<int:pk>/panel/", panel.panel_thread, name="panel_thread"),
    path("<int:pk>/make-report/", panel.make_report, name="make_report"),
    path("panel-reports/<int:pk>/file/", panel.report_file, name="report_file"),
    path("panel-messages/<int:pk>/file/", panel.panel_file, name="panel_file"),
    path("panel-messages/<int:pk>/correct/", panel.correct_sent, name="correct_sent"),
    path("<int:pk>/send-to-panel/", panel.send_to_panel, name="send_to_panel"),
    path("<int:pk>/hear-from-panel/", panel.hear_from_panel, name="hear_from_panel"),
    path("<int:pk>/hear-more/", panel.hear_more, name="hear_more"),
    path("<int:pk>/answer-panel/", panel.answer_panel, name="answer_panel"),
    path("<int:pk>/tell-panel/", panel.tell_panel, name="tell_panel"),
]
