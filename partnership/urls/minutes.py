"""Addresses of a meeting as it was held: attendance, quorum, minutes, decisions, questions between meetings."""

from django.urls import path, re_path

from partnership.views import attendance, correspondence, decisions, minutes, write_minutes

urlpatterns = [
    path("meetings/<int:pk>/attendance/", attendance.record_attendance, name="record_attendance"),
    path("meetings/<int:pk>/ruling/", attendance.rule_on_quorum, name="rule_on_quorum"),
    path("meetings/<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/pdf/", minutes.minutes_pdf, name="minutes_pdf"),
    path("meetings/<int:pk>/minutes/write/", write_minutes.write_minutes, name="write_minutes"),
    path("meetings/<int:pk>/minutes/write/<int:item_pk>/", write_minutes.write_item, name="write_item"),
    path(
        "meetings/<int:pk>/minutes/write/<int:item_pk>/autosave/",
        write_minutes.autosave_item,
        name="autosave_item",
    ),
    path("meetings/<int:pk>/minutes/raised/", write_minutes.add_item_raised, name="add_item_raised"),
    path("meetings/<int:pk>/minutes/to-chair/", minutes.send_to_chair, name="send_to_chair"),
    path("meetings/<int:pk>/minutes/answer/", minutes.answer_minutes, name="answer_minutes"),
    path("meetings/<int:pk>/minutes/take-back/", minutes.take_back_minutes, name="take_back_minutes"),
    path("meetings/<int:pk>/minutes/circulate/", minutes.circulate_minutes, name="circulate_minutes"),
    path("meetings/<int:pk>/minutes/acknowledge/", minutes.acknowledge_minutes, name="acknowledge_minutes"),
    path("meetings/<int:pk>/minutes/confirm/", minutes.confirm_minutes, name="confirm_minutes"),
    path("meetings/<int:pk>/minutes/add/", minutes.add_to_minutes, name="add_to_minutes"),
    path("decisions/", decisions.decisions, name="decisions"),
    re_path(r"^decisions/decisions\.(?P<kind>csv|xlsx)$", decisions.decisions_file, name="decisions_file"),
    path("decisions/<int:pk>/", decisions.decision, name="decision"),
    path("decisions/<int:pk>/amend/", decisions.amend_decision, name="amend_decision"),
    path("decisions/<int:pk>/withdraw/", decisions.withdraw_decision, name="withdraw_decision"),
    path("decisions/<int:pk>/ratify/", decisions.ratify_decision, name="ratify_decision"),
    path("decisions/<int:pk>/review/", decisions.review_decision, name="review_decision"),
    path("correspondence/", correspondence.circulars, name="circulars"),
    path("correspondence/ask/", correspondence.ask_by_correspondence, name="ask_by_correspondence"),
    path("correspondence/<int:pk>/", correspondence.circular, name="circular"),
    path("correspondence/<int:pk>/close/", correspondence.close_circular, name="close_circular"),
    path(
        "correspondence/replies/<int:pk>/",
        correspondence.reply_by_correspondence,
        name="reply_by_correspondence",
    ),
    path("attendance/", attendance.attendance, name="attendance"),
    path("attendance/<slug:code>/", attendance.attendance_by_seat, name="attendance_by_seat"),
    re_path(
        r"^attendance/(?P<code>[\w-]+)/attendance\.(?P<kind>csv|xlsx)$",
        attendance.attendance_file,
        name="attendance_file",
    ),
]
