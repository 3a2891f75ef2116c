"""Addresses of settings that are no schools."""

from django.urls import path

from schools.views import notifications, settings

urlpatterns = [
    path("settings/", settings.settings, name="settings"),
    path("settings/file/<slug:kind>/", settings.settings_file, name="settings_file"),
    path("settings/add/", settings.add_setting, name="add_setting"),
    path("settings/count/", settings.give_settings_count, name="give_settings_count"),
    path("settings/ask/", settings.ask_assurance, name="ask_assurance"),
    path("settings/<int:pk>/", settings.setting, name="setting"),
    path("settings/<int:pk>/change/", settings.change_setting, name="change_setting"),
    path("settings/<int:pk>/close/", settings.close_setting, name="close_setting"),
    path("settings/<int:pk>/reopen/", settings.reopen_setting, name="reopen_setting"),
    path("settings/<int:pk>/inspection/", settings.record_issue, name="record_issue"),
    path("settings/inspection/<int:pk>/follow-up/", settings.follow_up_issue, name="follow_up_issue"),
    path("settings/inspection/<int:pk>/action/", settings.open_issue_action, name="open_issue_action"),
    path("settings/inspection/<int:pk>/close/", settings.close_issue, name="close_issue"),
    path("settings/assurance/<int:pk>/", settings.assurance_request, name="assurance_request"),
    path("settings/assurance/<int:pk>/answer/", settings.record_answer, name="record_answer"),
    path("settings/assurance/<int:pk>/judge/", settings.judge_answer, name="judge_answer"),
    path("settings/assurance/<int:pk>/stop/", settings.stop_request, name="stop_request"),
    path("settings/assurance/<int:pk>/chase/", settings.chase_request, name="chase_request"),
    path("settings/assurance/<int:pk>/file/", settings.answer_file, name="answer_file"),
    path("notifications/", notifications.notifications, name="notifications"),
    path("notifications/file/<slug:kind>/", notifications.notifications_file, name="notifications_file"),
    path("notifications/give/", notifications.give_notifications, name="give_notifications"),
    path("notifications/check/", notifications.record_check, name="record_check"),
]
