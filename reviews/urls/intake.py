"""Addresses: referring, screening and notifying."""

from django.urls import path

from reviews.views import intake, notification, referral

urlpatterns = [
    path("refer/", referral.refer, name="refer"),
    path("refer/<uuid:key>/check/", referral.refer_check, name="refer_check"),
    path("refer/<uuid:key>/discard/", referral.refer_discard, name="refer_discard"),
    path("refer/<uuid:key>/<slug:page>/", referral.refer_page, name="refer_page"),
    path("referred/<int:pk>/", referral.referred, name="referred"),
    path("<int:pk>/screen/", intake.screen, name="screen"),
    path("<int:pk>/partners/", intake.hear_partners, name="hear_partners"),
    path("<int:pk>/partners/<int:partner>/", intake.record_view, name="record_view"),
    path("<int:pk>/decide-to-notify/", intake.decide_to_notify, name="decide_to_notify"),
    path("<int:pk>/do-not-notify/", intake.do_not_notify, name="do_not_notify"),
    path("<int:pk>/take-up-again/", intake.take_up_again, name="take_up_again"),
    path("<int:pk>/notify/", intake.notify, name="notify"),
    path("log-notification/", notification.log_notification, name="log_notification"),
    path("<int:pk>/correct-dates/", notification.correct_dates, name="correct_dates"),
    path("<int:pk>/correct-authority/", notification.correct_authority, name="correct_authority"),
    path("<int:pk>/correct-account/", notification.correct_account, name="correct_account"),
    path("<int:pk>/describe/", notification.describe, name="describe"),
    path("<int:pk>/add-child/", notification.add_child, name="add_child"),
    path("children/<int:pk>/take-out/", notification.take_out_child, name="take_out_child"),
    path("children/<int:pk>/", notification.describe_child, name="describe_child"),
]
