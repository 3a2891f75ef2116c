# ruff: noqa: E501 - a row is as wide as it is
"""The doors of the work around the yearly report: order, comments, committees, versions, the checklist, companions."""

from django.utils import timezone

from assurance.models import YearlyReport
from assurance.operations import yearly_report as operations
from tests.doors.assurance_reports import printed
from tests.factories import report_work as around
from tests.factories import yearly_report as factory
from tests.factories.pictures import PNG

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# the sections' order and their earlier texts
assurance:order_sections  pk=worked_report.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:move_section  pk=worked_section.pk                     GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
assurance:move_section  pk=worked_section.pk ? to=up             POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:earlier_texts  pk=worked_section.pk                    GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:restore_text  pk=section_text.pk                       GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
assurance:restore_text  pk=section_text.pk ? seen=3              POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:restore_text  pk=section_text.pk                       POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:bring_back_section  pk=text_taken_out.pk               GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
assurance:bring_back_section  pk=text_taken_out.pk               POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403

# the checklist and the copies
assurance:report_checklist  pk=worked_report.pk                  GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:answer_requirement  pk=worked_report.pk requirement=data GET 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:answer_requirement  pk=worked_report.pk requirement=data ? why_not=None POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:answer_requirement  pk=worked_report.pk requirement=unheard GET 302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:report_copies                                          GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:copy_proof  pk=proved_copy.pk                          GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403

# comments
assurance:report_comments  pk=worked_report.pk                   GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:ask_for_comments  pk=voiceless_report.pk               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:ask_for_comments  pk=voiceless_report.pk               POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:comment_window  pk=comment_window.pk                   GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:comment_window  pk=comment_window.pk ? text=Clear      POST 302 302 302 302 403 404 302 403 403 403 403 403 403 302 403 403
assurance:say_nothing_on_report  pk=comment_window.pk            GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
assurance:say_nothing_on_report  pk=comment_window.pk            POST 302 409 409 302 403 403 409 403 403 403 403 403 403 302 403 403
assurance:close_comments  pk=comment_window.pk                   GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
assurance:close_comments  pk=comment_window.pk                   POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:answer_report_comment  pk=signatorys_comment.pk        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:answer_report_comment  pk=signatorys_comment.pk ? answer=not answer_text=Because POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403

# committees
assurance:report_committees  pk=worked_report.pk                 GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:consult_on_report  pk=worked_report.pk                 GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:consult_on_report  pk=worked_report.pk                 POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:record_committee  pk=asked_cabinet.pk                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:record_committee  pk=asked_cabinet.pk                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:answer_committee  pk=cabinet_that_spoke.pk             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:answer_committee  pk=cabinet_that_spoke.pk ? answer=Thanks POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403

# kept drafts
assurance:report_versions  pk=worked_report.pk                   GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:keep_version  pk=worked_report.pk                      GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
assurance:keep_version  pk=worked_report.pk                      POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:report_version  pk=kept_draft.pk                       GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:print_version  pk=kept_draft.pk                        GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
assurance:print_version  pk=kept_draft.pk                        POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:version_pdf  pk=kept_draft.pk                          GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403

# beside the report
assurance:companions  pk=worked_report.pk                        GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:start_companion  pk=voiceless_report.pk                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:start_companion  pk=voiceless_report.pk ? kind=for-children POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:companion  pk=companion_written.pk                     GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:write_companion  pk=companion_written.pk               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_companion  pk=companion_written.pk               POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_companion  pk=companion_forward.pk               GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:hear_young_people  pk=companion_written.pk             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:hear_young_people  pk=companion_written.pk             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:put_companion_forward  pk=companion_written.pk         GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
assurance:put_companion_forward  pk=companion_written.pk         POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:print_companion  pk=companion_forward.pk               GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
assurance:print_companion  pk=companion_forward.pk               POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:let_companion_out  pk=companion_forward.pk             GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
assurance:let_companion_out  pk=companion_forward.pk             POST 302 302 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_companion_back  pk=companion_forward.pk           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_companion_back  pk=companion_forward.pk ? reason=Wrong POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:correct_companion  pk=companion_out.pk                 GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:correct_companion  pk=companion_out.pk ? note=Date     POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:companion_pdf  pk=companion_forward.pk                 GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:companion_pdf  pk=companion_written.pk                 GET  302 404 404 404 403 404 404 403 403 403 403 403 403 404 403 403

# what is published, for everybody
public:companion  slug=report_with_companion.slug kind=for-children      GET 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:companion  slug=report_with_companion.slug kind=plan-on-a-page    GET 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:companion_pdf  slug=report_with_companion.slug kind=for-children  GET 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:companion_pdf  slug=report_with_companion.slug kind=plan-on-a-page GET 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
"""


def furnish(world):
    """Reports of years long ago: one commented on and sent to committees, one published with its companions."""
    cast, this = world.cast, timezone.localdate().year
    world.voiceless_report = factory.started(cast, this - 20)
    world.worked_report = factory.written(cast, this - 21)
    world.worked_section = world.worked_report.sections.get(kind="introduction")
    operations.write_section(
        world.worked_section, by=cast.second_officer, seen=world.worked_section.revision,
        title=world.worked_section.title, text="Written again by a colleague.",
    )  # fmt: skip
    world.section_text = world.worked_section.texts.order_by("revision").first()
    other = operations.add_section(world.worked_report, by=cast.officer, title="Removed", kind="other")
    operations.remove_section(other, by=cast.officer)
    world.text_taken_out = operations.taken_out(world.worked_report)[0]
    world.comment_window = around.window(cast, world.worked_report)
    world.signatorys_comment = operations.comment(
        world.comment_window, by=cast.signatories[0], text="Say more of neglect."
    )
    world.asked_cabinet = around.consulted(cast, world.worked_report)
    world.cabinet_that_spoke = operations.record_committee(
        around.consulted(cast, world.worked_report, around.committee("other-cabinet", "Other Cabinet")),
        by=cast.officer, considered_on=timezone.localdate(), comments="Too long.",
    )  # fmt: skip
    world.kept_draft = world.asked_cabinet.snapshot
    frozen = factory.sent(cast, this - 22)
    world.companion_forward = around.forward(cast, frozen)
    world.companion_written = around.companion(cast, frozen, "plan-on-a-page")
    report = printed(cast, this - 23)
    world.companion_out = around.let_out(cast, report)
    world.report_with_companion = operations.publish_report(
        YearlyReport.objects.get(pk=report.pk), by=cast.manager, recipients=["The Centre"],
        late_reason="An older one had been published before it.",
    )  # fmt: skip
    world.companion_out.refresh_from_db()
    world.proved_copy = operations.record_copy(
        world.report_with_companion.copies.get(), by=cast.officer, sent_on=timezone.localdate(),
        content=PNG, filename="receipt.png",
    )  # fmt: skip
