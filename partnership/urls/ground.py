"""Addresses of the ground, for people who have signed in."""

from django.urls import path

from partnership.views import actions, diary, first_steps, home, kept, letters, people, record, sign_ins

urlpatterns = [
    path("home/", home.home, name="home"),
    path("home/first-steps/put-away/", first_steps.put_steps_away, name="put_steps_away"),
    path("home/first-steps/bring-back/", first_steps.bring_steps_back, name="bring_steps_back"),
    path("diary/", diary.diary, name="diary"),
    path("actions/", actions.actions, name="actions"),
    path("actions/<int:pk>/", actions.action, name="action"),
    path("actions/<int:pk>/start/", actions.start, name="start"),
    path("actions/<int:pk>/claim/", actions.claim, name="claim"),
    path("actions/<int:pk>/write-update/", actions.write_update, name="write_update"),
    path("actions/files/<int:pk>/", actions.action_file, name="action_file"),
    path("actions/<int:pk>/verify/", actions.verify, name="verify"),
    path("actions/<int:pk>/send-back/", actions.send_back, name="send_back"),
    path("actions/<int:pk>/embed/", actions.embed, name="embed"),
    path("actions/<int:pk>/move-target/", actions.move_target, name="move_target"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/appoint/", people.appoint, name="appoint"),
    path("people/<int:pk>/invite-again/", people.invite_again, name="invite_again"),
    path("people/<int:pk>/start-afresh/", people.start_afresh, name="start_afresh"),
    path("people/<int:pk>/end/<int:appointment_pk>/", people.end_appointment, name="end_appointment"),
    path("letters/", letters.letters, name="letters"),
    path("letters/kinds/", letters.letter_kinds, name="letter_kinds"),
    path("letters/kinds/<slug:kind>/", letters.letter_kind, name="letter_kind"),
    path("letters/kinds/<slug:kind>/sheet/", letters.letter_sheet, name="letter_sheet"),
    path("my-letters/", letters.my_post, name="my_post"),
    path("my-sign-ins/", sign_ins.my_sign_ins, name="my_sign_ins"),
    path("my-sign-ins/<int:pk>/sign-out/", sign_ins.sign_out_there, name="sign_out_there"),
    path("my-sign-ins/sign-out-everywhere/", sign_ins.sign_out_everywhere, name="sign_out_everywhere"),
    path("my-sign-ins/stay/", sign_ins.stay_signed_in, name="stay_signed_in"),
    path("kept/<int:pk>/", kept.kept_form, name="kept_form"),
    path("kept/<int:pk>/send/", kept.send_kept_form, name="send_kept_form"),
    path("kept/<int:pk>/throw-away/", kept.throw_kept_form_away, name="throw_kept_form_away"),
    path("record/", record.record, name="record"),
    path("record/verify/", record.verify_record, name="verify_record"),
]
