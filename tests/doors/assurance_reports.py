# ruff: noqa: E501 - a row is as wide as it is
"""The yearly report's doors: drafts for those who work on them, what is published for everybody.

One report stands at each step, so that every deed has one that it may be done to.
"""

from django.utils import timezone

from assurance.models import Rendering
from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report import rendering as making
from partnership.operations.attempts import claim
from partnership.rules.years import financial_year
from tests.factories import yearly_report as factory

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# reading drafts
assurance:reports                                                GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:report  pk=drafted_report.pk                           GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:report  pk=published_report.pk                         GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:report  pk=wrong                                       GET  302 404 404 404 403 404 404 403 403 403 403 403 403 404 403 403
assurance:report_draft  pk=drafted_report.pk                     GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:report_figures  pk=drafted_report.pk                   GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:report_pdf  pk=rendered_report.pk                      GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403
assurance:report_pdf  pk=drafted_report.pk                       GET  302 404 404 404 403 404 404 403 403 403 403 403 403 404 403 403
assurance:rendering  pk=rendered_report.pk                       GET  302 200 200 200 403 200 200 403 403 403 403 403 403 200 403 403

# writing
assurance:start_report                                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:start_report  ? year=year_without_report               POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:gather_report  pk=drafted_report.pk                    GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
assurance:gather_report  pk=drafted_report.pk                    POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:gather_report  pk=sent_report.pk                       POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_section  pk=voice.pk                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_section  pk=voice.pk ? version=2 title=Voice text=Words POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_section  pk=frozen_section.pk                    GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:add_section  pk=drafted_report.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:add_section  pk=drafted_report.pk ? kind=priority title=Neglect POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_section  pk=chapter.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_section  pk=chapter.pk                         POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_section  pk=voice.pk                            POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403

# scrutiny and endorsement
assurance:send_report  pk=drafted_report.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:send_report  pk=drafted_report.pk ? due_on_day=1 due_on_month=3 due_on_year=next_year POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:send_report  pk=sent_report.pk                         GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:scrutinise  pk=sent_report.pk                          GET  302 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:scrutinise  pk=sent_report.pk ? text=Fair              POST 302 403 403 403 403 302 403 403 403 403 403 403 403 403 403 403
assurance:scrutinise  pk=drafted_report.pk                       GET  302 403 403 403 403 409 403 403 403 403 403 403 403 403 403 403
assurance:ask_endorsements  pk=scrutinised_report.pk             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:ask_endorsements  pk=scrutinised_report.pk ? due_on_day=1 due_on_month=3 due_on_year=next_year POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:ask_endorsements  pk=drafted_report.pk                 GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:endorse  pk=asked_report.pk                            GET  302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
assurance:endorse  pk=asked_report.pk ? organisation=cast.county.pk agreed=on POST 302 403 403 403 403 403 302 403 403 403 403 403 403 403 403 403
assurance:endorse  pk=asked_report.pk ? organisation=cast.police.pk agreed=on POST 302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
assurance:endorse  pk=drafted_report.pk                          GET  302 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403
assurance:return_report  pk=sent_report.pk                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:return_report  pk=sent_report.pk ? why=Wrong           POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:return_report  pk=published_report.pk                  GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403

# rendering, publication, copies, corrections
assurance:render_report  pk=endorsed_report.pk                   GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
assurance:render_report  pk=endorsed_report.pk                   POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:render_report  pk=drafted_report.pk                    POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:publish_report  pk=rendered_report.pk                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:publish_report  pk=rendered_report.pk ? recipients=Panel sure=on POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:publish_report  pk=drafted_report.pk                   GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:record_copy  pk=copy_due.pk                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:record_copy  pk=copy_due.pk ? sent_on_day=day sent_on_month=month sent_on_year=year POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:discard_report  pk=drafted_report.pk                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:discard_report  pk=sent_report.pk                      GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:discard_report  pk=drafted_report.pk                   POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:correct_report  pk=published_report.pk                 GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:correct_report  pk=published_report.pk ? note=Date     POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403

# what is published, for everybody
public:yearly_report  slug=published_report.slug                 GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:yearly_report  slug=rendered_report.slug                  GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:yearly_report  slug=unknown                               GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:yearly_report_pdf  slug=published_report.slug             GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:yearly_report_pdf  slug=rendered_report.slug              GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:yearly_report_pdf  slug=unknown                           GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:yearly_reports                                            GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
"""


def furnish(world):
    """A report of a year of its own at every step, from published to drafted."""
    cast, today = world.cast, timezone.localdate()
    this = financial_year(today)
    world.published_report = factory.fresh(
        operations.publish_report(printed(cast, this - 10), by=cast.manager, recipients=["The Panel"])
    )
    world.copy_due = world.published_report.copies.get()
    world.rendered_report = printed(cast, this - 9)
    world.endorsed_report = factory.endorsed(cast, this - 7)
    world.asked_report = factory.asked(cast, this - 6)
    world.scrutinised_report = factory.scrutinised(cast, this - 5)
    world.sent_report = factory.sent(cast, this - 4)
    world.drafted_report = factory.written(cast, this - 3)
    world.voice = world.drafted_report.sections.get(kind="voice")
    world.chapter = world.drafted_report.sections.get(kind="priority")
    world.frozen_section = world.sent_report.sections.get(kind="voice")
    world.year_without_report = this
    world.next_year = today.year + 1
    world.day, world.month, world.year = today.day, today.month, today.year


def printed(cast, year):
    """With a file that stands in for the PDF: who may open it is what matters here."""
    report = factory.rendering(cast, year)
    making.finish(claim(Rendering), "<p>Whole</p>", b"%PDF-1.7 of nobody", 1)
    return factory.fresh(report)
