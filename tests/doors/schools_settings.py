# ruff: noqa: E501 - a row is as wide as it is
"""The doors of other settings: read by whoever reads schools, kept by staff and the authority's education lead."""

from datetime import date

from django.utils import timezone

from partnership.operations import links
from schools.operations import notifications
from schools.operations import settings as operations
from schools.operations import settings_assurance as assurance
from schools.rules.settings import quarter_of
from tests.factories.meetings import pdf
from tests.factories.settings import asked, setting

ROWS = """
#                                                                         ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

schools:settings                                                     GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:settings_file  kind=xlsx                                     GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:settings_file  kind=exe                                      GET  302 404 404 404 404 404 403 403 403 403 403 403 403 403 404 403
schools:setting  pk=juniper.pk                                       GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:setting  pk=rutland_setting.pk                               GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 404 403   # another authority's
schools:setting  pk=placed_there.pk                                  GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403   # Rutland's, where children of the county are placed
schools:change_setting  pk=placed_there.pk                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:add_setting                                                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:add_setting                                                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:change_setting  pk=juniper.pk                                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:change_setting  pk=juniper.pk                                POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:close_setting  pk=juniper.pk                                 GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:close_setting  pk=juniper.pk                                 POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:reopen_setting  pk=closed_setting.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:reopen_setting  pk=closed_setting.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:reopen_setting  pk=juniper.pk                                GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 409 403
schools:reopen_setting  pk=rutland_setting.pk                        GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:give_settings_count                                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:give_settings_count                                          POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403

# assurance
schools:ask_assurance                                                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:ask_assurance                                                POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:assurance_request  pk=waiting_assurance.pk                   GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:assurance_request  pk=rutland_assurance.pk                   GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403   # its children are there
schools:record_answer  pk=waiting_assurance.pk                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:record_answer  pk=waiting_assurance.pk                       POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:record_answer  pk=answered_assurance.pk                      GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 409 403
schools:record_answer  pk=rutland_assurance.pk                       POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:judge_answer  pk=answered_assurance.pk                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:judge_answer  pk=answered_assurance.pk                       POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:judge_answer  pk=waiting_assurance.pk                        GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:stop_request  pk=waiting_assurance.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:stop_request  pk=waiting_assurance.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:chase_request  pk=waiting_assurance.pk                       GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403
schools:chase_request  pk=waiting_assurance.pk                       POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 302 403
schools:chase_request  pk=rutland_assurance.pk                       POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:answer_file  pk=answered_assurance.pk                        GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:answer_file  pk=waiting_assurance.pk                         GET  302 404 404 404 404 404 403 403 403 403 403 403 403 403 404 403

# by the link in a letter, whoever holds it
answer_setting  secret=assurance_link                                GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
answer_setting  secret=assurance_link                                POST 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
answer_setting  secret=used_link                                     GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
answer_setting  secret=guessed                                       GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410 410 410

# inspections
schools:record_issue  pk=juniper.pk                                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:record_issue  pk=juniper.pk                                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:follow_up_issue  pk=juniper_issue.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:follow_up_issue  pk=juniper_issue.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:follow_up_issue  pk=rutland_issue.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:open_issue_action  pk=juniper_issue.pk                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:open_issue_action  pk=juniper_issue.pk                       POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:close_issue  pk=juniper_issue.pk                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:close_issue  pk=juniper_issue.pk                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403

# counts of notifications
schools:notifications                                                GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:notifications_file  kind=csv                                 GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:notifications_file  kind=exe                                 GET  302 404 404 404 404 404 403 403 403 403 403 403 403 403 404 403
schools:give_notifications                                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:give_notifications                                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:record_check                                                 GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:record_check                                                 POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
"""


def furnish(world):
    """A children's home of the county with an answer and a wait, and two settings of Rutland."""
    cast, today = world.cast, timezone.localdate()
    world.juniper = setting(cast, placed_from=[cast.county])
    world.rutland_setting = setting(cast, "Damson House", authority=cast.rutland, email="")
    world.placed_there = setting(cast, "Medlar House", authority=cast.rutland, placed_from=[cast.county])
    world.closed_setting = setting(cast, "Elder House")
    operations.close_setting(world.closed_setting, by=cast.officer, closed_on=today, reason="Told by Ofsted.")
    world.answered_assurance = asked(cast, world.juniper, question="Who tells us of incidents?")
    assurance.answer_setting(
        world.answered_assurance,
        office="Registered manager",
        answer="I do.",
        content=pdf("x"),
        filename="x.pdf",
    )
    world.answered_assurance.refresh_from_db()
    world.waiting_assurance = asked(cast, world.juniper)
    world.rutland_assurance = asked(cast, world.placed_there)
    for name, request in (
        ("assurance_link", world.waiting_assurance),
        ("used_link", world.answered_assurance),
    ):
        setattr(world, name, links.make(assurance.PURPOSE, request.pk, request.sent_to))
    found = {
        "by": cast.officer, "inspected_on": date(2026, 5, 5), "outcome": "Requires improvement",
        "raised": "Staff records were not complete.", "concern": True,
    }  # fmt: skip
    world.juniper_issue = operations.record_issue(world.juniper, **found)
    world.rutland_issue = operations.record_issue(world.rutland_setting, **found)
    counts = {"in_time": 9, "late": 2, "not_made": 1, "followed_up": 3}
    notifications.give_notifications(
        by=cast.officer,
        authority=cast.county,
        starts_on=quarter_of(today),
        counts={("out_city", "transfer"): counts},
    )
