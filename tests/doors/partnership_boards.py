# ruff: noqa: E501 - a row is as wide as it is
"""The doors of highlight reports, other boards and the Child Death Overview Panel."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from partnership.operations import boards, child_deaths, highlights
from partnership.working_days import add_working_days
from tests.factories import boards as made
from tests.factories.reviews import pdf

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# highlight reports: the group's own while it writes; once sent, also who prepares meetings, and who it is for
highlights                                                       GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
ask_highlights  pk=next_meeting.pk                               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
ask_highlights  pk=next_meeting.pk                               POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
ask_highlights  pk=424242                                        GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
highlight  pk=begun_highlight.pk                                 GET  302 200 200 404 404 404 404 404 200 200 403 403 403 404 403 403
highlight  pk=sent_highlight.pk                                  GET  302 200 200 200 200 200 404 404 404 404 403 403 403 404 403 403
highlight  pk=received_highlight.pk                              GET  302 200 200 200 200 200 404 404 200 200 403 403 403 404 403 403
highlight  pk=424242                                             GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403
write_highlight  pk=begun_highlight.pk                           GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
write_highlight  pk=begun_highlight.pk ? done=More seen=2        POST 302 302 302 403 403 403 403 403 302 403 403 403 403 403 403 403
write_highlight  pk=sent_highlight.pk                            GET  302 409 409 403 403 403 403 403 404 403 403 403 403 403 403 403
send_highlight  pk=begun_highlight.pk                            GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
send_highlight  pk=begun_highlight.pk ? seen=2                   POST 302 302 302 403 403 403 403 403 302 403 403 403 403 403 403 403
send_highlight_back  pk=sent_highlight.pk                        GET  302 200 200 403 403 404 403 403 404 403 403 403 403 403 403 403
send_highlight_back  pk=sent_highlight.pk ? question=When        POST 302 302 302 403 403 404 403 403 404 403 403 403 403 403 403 403
send_highlight_back  pk=received_highlight.pk                    GET  302 409 409 403 403 404 403 403 404 403 403 403 403 403 403 403
receive_highlight  pk=sent_highlight.pk                          GET  302 405 405 403 403 405 403 403 405 403 403 403 403 403 403 403
receive_highlight  pk=sent_highlight.pk                          POST 302 302 302 403 403 404 403 403 404 403 403 403 403 403 403 403
share_highlight  pk=received_highlight.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
share_highlight  pk=received_highlight.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
change_highlight_date  pk=begun_highlight.pk                     GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
change_highlight_date  pk=begun_highlight.pk                     POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
change_highlight_date  pk=sent_highlight.pk                      GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
change_highlight_date  pk=424242                                 GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
take_back_share  pk=highlight_share.pk                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
take_back_share  pk=highlight_share.pk                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
take_back_share  pk=highlight_share.pk ? reason=Slip             POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
take_back_share  pk=424242                                       GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
drop_highlight  pk=begun_highlight.pk                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
drop_highlight  pk=begun_highlight.pk ? reason=Cancelled         POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
highlight_file  pk=received_highlight.pk                         GET  302 200 200 200 200 200 404 404 200 200 403 403 403 404 403 403
highlight_file  pk=sent_highlight.pk                             GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403

# other boards: staff and the Independent Advisor read, the business unit's officers write
boards                                                           GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 403 403
board  code=other_board.code                                     GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 403 403
board  code=no-such-board                                        GET  302 404 404 404 404 404 403 403 403 403 403 403 403 403 403 403
name_contact  code=other_board.code                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
name_contact  code=other_board.code                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
pass_information  code=other_board.code                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
pass_information  code=other_board.code                          POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
seek_assurance  code=other_board.code                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
seek_assurance  code=other_board.code                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance_of_board  pk=board_question.pk                         GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 403 403
assurance_of_board  pk=424242                                    GET  302 404 404 404 404 404 403 403 403 403 403 403 403 403 403 403
receive_assurance  pk=board_question.pk                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
receive_assurance  pk=board_question.pk                          POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
receive_assurance  pk=board_answer.pk                            GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
withdraw_assurance  pk=board_question.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
withdraw_assurance  pk=board_question.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
withdraw_assurance  pk=board_question.pk ? reason=Settled        POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
withdraw_assurance  pk=board_answer.pk                           GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
judge_assurance  pk=board_answer.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
judge_assurance  pk=board_answer.pk ? enough=yes judgement=Clear POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
judge_assurance  pk=board_question.pk                            GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance_file  pk=board_answer.pk                               GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 403 403
remove_information  pk=board_information.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
remove_information  pk=board_information.pk                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
remove_information  pk=board_information.pk ? reason=Twice       POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
remove_information  pk=nothing                                   GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
information_file  pk=board_information.pk                        GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 403 403

# the panel: a report is for those with whose groups it is shared, its file for the business unit; concerns are for
# staff who read cases
child_deaths                                                     GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
ask_child_death_report                                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
ask_child_death_report                                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
child_death_report  pk=panel_report.pk                           GET  302 200 200 404 404 404 404 404 200 200 403 404 404 404 404 404
child_death_report  pk=panel_asked.pk                            GET  302 200 200 404 404 404 404 404 404 404 403 404 404 404 404 404
correct_child_death_report  pk=panel_asked.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
correct_child_death_report  pk=panel_asked.pk                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
correct_child_death_report  pk=424242                            GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
receive_child_death_report  pk=panel_asked.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
receive_child_death_report  pk=panel_asked.pk                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
share_child_death_report  pk=panel_report.pk                     GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
share_child_death_report  pk=panel_report.pk                     POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
consider_child_death_report  pk=panel_report.pk                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
consider_child_death_report  pk=panel_report.pk                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
note_child_death_publication  pk=panel_report.pk                 GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
note_child_death_publication  pk=panel_report.pk                 POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
child_death_file  pk=panel_report.pk                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
child_death_file  pk=panel_asked.pk                              GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
pass_concern                                                     GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
pass_concern                                                     POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
acknowledge_concern  pk=panel_concern.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
acknowledge_concern  pk=panel_concern.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
acknowledge_concern  pk=424242                                   GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """Two meetings of the partnership with reports to them, a board with a question and an answer, the panel's year."""
    cast, today = world.cast, timezone.localdate()
    due_on = add_working_days(today, 10)
    to = made.meeting(cast, cast.partnership, "LRSCP-2031-01", on=add_working_days(today, 15))
    later = made.meeting(cast, cast.partnership, "LRSCP-2031-02", on=add_working_days(today, 80))
    world.next_meeting = made.meeting(
        cast, cast.partnership, "LRSCP-2031-03", on=add_working_days(today, 100)
    )
    world.begun_highlight = made.written(cast, made.asked(cast, cast.crg, to, due_on=due_on))
    world.sent_highlight = made.sent(cast, made.asked(cast, cast.audit, to, due_on=due_on))
    report = made.asked(cast, cast.crg, later, due_on=due_on)
    highlights.write_highlight(
        report, by=cast.officer, seen=1, content=pdf(), filename="highlights.pdf", **made.answers()
    )
    highlights.send_highlight(report, by=cast.officer)
    world.received_highlight = highlights.receive_highlight(report, by=cast.manager)
    world.highlight_share = highlights.share_highlight(
        report, by=cast.officer, outside="Office of the coroner", shared_on=today
    )

    file = {"content": SimpleUploadedFile("paper.pdf", pdf()).read(), "filename": "paper.pdf"}
    world.other_board = made.board()
    boards.name_contact(
        world.other_board, by=cast.officer, office="Trust co-ordinator", email="", starts_on=today
    )
    world.board_information = boards.pass_information(
        world.other_board, by=cast.officer, what="Yearly report", passed_on=today, office="Board officer",
        audience="Its members", **file,
    )  # fmt: skip
    ask = {"by": cast.officer, "asked_of": "Trust co-ordinator", "due_on": today + timedelta(20)}
    world.board_question = boards.seek_assurance(world.other_board, question="How are children heard?", **ask)
    world.board_answer = boards.receive_assurance(
        boards.seek_assurance(world.other_board, question="Who is trained?", **ask),
        by=cast.officer, received_on=today, says="Nine of ten.", **file,
    )  # fmt: skip

    made.the_panel(cast)
    world.panel_report = made.child_death_report(cast, kind="yearly", **file)
    child_deaths.share_child_death_report(
        world.panel_report, by=cast.officer, group=cast.crg, shared_on=today
    )
    world.panel_asked = made.child_death_report(cast, received=False)
    world.panel_concern = child_deaths.pass_concern(
        by=cast.officer, direction="from_panel", passed_on=today, office="Chair of the panel",
        their_reference="CDOP/26/014",
    )  # fmt: skip
