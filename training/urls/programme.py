"""Addresses of courses, sessions, venues, trainers, commissioning and the programme of a year."""

from django.urls import path

from training.views import commissioning, programme

urlpatterns = [
    path("courses/", programme.courses, name="courses"),
    path("courses/add/", programme.add_course, name="add_course"),
    path("courses/<int:pk>/", programme.course, name="course"),
    path("courses/<int:pk>/change/", programme.change_course, name="change_course"),
    path("courses/<int:pk>/offer/", programme.offer_course, name="offer_course"),
    path("courses/<int:pk>/retire/", programme.retire_course, name="retire_course"),
    path("courses/<int:pk>/plan/", programme.plan_session, name="plan_session"),
    path("courses/<int:pk>/commission/", commissioning.add_commission, name="add_commission"),
    path("sessions/", programme.sessions, name="sessions"),
    path("sessions/<int:pk>/", programme.session, name="session"),
    path("sessions/<int:pk>/change/", programme.change_session, name="change_session"),
    path("sessions/<int:pk>/open/", programme.open_session, name="open_session"),
    path("sessions/<int:pk>/cancel/", programme.cancel_session, name="cancel_session"),
    path("venues/", programme.venues, name="venues"),
    path("venues/add/", programme.add_venue, name="add_venue"),
    path("venues/<int:pk>/", programme.change_venue, name="change_venue"),
    path("trainers/", commissioning.trainers, name="trainers"),
    path("trainers/add/", commissioning.add_trainer, name="add_trainer"),
    path("trainers/<int:pk>/", commissioning.change_trainer, name="change_trainer"),
    path("commissions/", commissioning.commissions, name="commissions"),
    path("commissions/<int:pk>/", commissioning.change_commission, name="change_commission"),
    path("programme/", commissioning.programmes, name="programmes"),
    path("programme/start/<int:pk>/", commissioning.start_programme, name="start_programme"),
    path("programme/<int:year>/", commissioning.programme, name="programme"),
    path("programme/<int:year>/file/<slug:kind>/", commissioning.programme_file, name="programme_file"),
    path("programme/<int:year>/write/", commissioning.write_programme, name="write_programme"),
    path("programme/<int:year>/put/", commissioning.put_programme, name="put_programme"),
    path("programme/<int:year>/return/", commissioning.return_programme, name="return_programme"),
    path("programme/<int:year>/agree/", commissioning.agree_programme, name="agree_programme"),
    path("programme/<int:year>/margin/", commissioning.use_margin, name="use_margin"),
    path("programme/need/<int:pk>/", commissioning.plan_need, name="plan_need"),
    path("programme/margin/<int:pk>/", commissioning.undo_margin, name="undo_margin"),
]
