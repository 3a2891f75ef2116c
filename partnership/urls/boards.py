"""Addresses of what is asked of sub-groups, boards and the Child Death Overview Panel."""

from django.urls import path

from partnership.views import boards, child_deaths, highlights

urlpatterns = [
    path("highlights/", highlights.highlights, name="highlights"),
    path("highlights/ask/<int:pk>/", highlights.ask_highlights, name="ask_highlights"),
    path("highlights/<int:pk>/", highlights.highlight, name="highlight"),
    path("highlights/<int:pk>/write/", highlights.write_highlight, name="write_highlight"),
    path("highlights/<int:pk>/send/", highlights.send_highlight, name="send_highlight"),
    path("highlights/<int:pk>/send-back/", highlights.send_highlight_back, name="send_highlight_back"),
    path("highlights/<int:pk>/receive/", highlights.receive_highlight, name="receive_highlight"),
    path("highlights/<int:pk>/share/", highlights.share_highlight, name="share_highlight"),
    path("highlights/<int:pk>/date/", highlights.change_highlight_date, name="change_highlight_date"),
    path("highlights/share/<int:pk>/take-back/", highlights.take_back_share, name="take_back_share"),
    path("highlights/<int:pk>/drop/", highlights.drop_highlight, name="drop_highlight"),
    path("highlights/<int:pk>/file/", highlights.highlight_file, name="highlight_file"),
    path("boards/", boards.boards, name="boards"),
    path("boards/assurance/<int:pk>/", boards.assurance_of_board, name="assurance_of_board"),
    path("boards/assurance/<int:pk>/receive/", boards.receive_assurance, name="receive_assurance"),
    path("boards/assurance/<int:pk>/withdraw/", boards.withdraw_assurance, name="withdraw_assurance"),
    path("boards/assurance/<int:pk>/judge/", boards.judge_assurance, name="judge_assurance"),
    path("boards/assurance/<int:pk>/file/", boards.assurance_file, name="assurance_file"),
    path("boards/information/<int:pk>/file/", boards.information_file, name="information_file"),
    path("boards/information/<int:pk>/remove/", boards.remove_information, name="remove_information"),
    path("boards/<slug:code>/", boards.board, name="board"),
    path("boards/<slug:code>/contact/", boards.name_contact, name="name_contact"),
    path("boards/<slug:code>/pass/", boards.pass_information, name="pass_information"),
    path("boards/<slug:code>/ask/", boards.seek_assurance, name="seek_assurance"),
    path("child-deaths/", child_deaths.child_deaths, name="child_deaths"),
    path("child-deaths/ask/", child_deaths.ask_child_death_report, name="ask_child_death_report"),
    path("child-deaths/<int:pk>/", child_deaths.child_death_report, name="child_death_report"),
    path(
        "child-deaths/<int:pk>/correct/",
        child_deaths.correct_child_death_report,
        name="correct_child_death_report",
    ),
    path(
        "child-deaths/<int:pk>/receive/",
        child_deaths.receive_child_death_report,
        name="receive_child_death_report",
    ),
    path(
        "child-deaths/<int:pk>/share/", child_deaths.share_child_death_report, name="share_child_death_report"
    ),
    path(
        "child-deaths/<int:pk>/consider/",
        child_deaths.consider_child_death_report,
        name="consider_child_death_report",
    ),
    path(
        "child-deaths/<int:pk>/publication/",
        child_deaths.note_child_death_publication,
        name="note_child_death_publication",
    ),
    path("child-deaths/<int:pk>/file/", child_deaths.child_death_file, name="child_death_file"),
    path("child-deaths/concerns/pass/", child_deaths.pass_concern, name="pass_concern"),
    path("child-deaths/concerns/<int:pk>/", child_deaths.acknowledge_concern, name="acknowledge_concern"),
]
