"""Addresses of the ground, for people who have signed in."""

from django.urls import path

from partnership.views import actions, diary, home, people, record

urlpatterns = [
    path("home/", home.home, name="home"),
    path("diary/", diary.diary, name="diary"),
    path("actions/<int:pk>/", actions.action, name="action"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/appoint/", people.appoint, name="appoint"),
    path("people/<int:pk>/invite-again/", people.invite_again, name="invite_again"),
    path("people/<int:pk>/end/<int:appointment_pk>/", people.end, name="end_appointment"),
    path("letters/", people.letters, name="letters"),
    path("my-letters/", people.my_post, name="my_post"),
    path("record/", record.record, name="record"),
]
