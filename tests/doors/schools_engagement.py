# ruff: noqa: E501 - a row is as wide as it is
"""The doors of engagement with schools: read by whoever reads schools, kept by staff and the authority's education lead."""

from datetime import timedelta

from django.utils import timezone

from tests.factories.engagement import engagement
from tests.factories.meetings import pdf

ROWS = """
#                                                                         ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

schools:engagements                                                  GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:engagements_file  kind=csv                                   GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:engagements_file  kind=exe                                   GET  302 404 404 404 404 404 403 403 403 403 403 403 403 403 404 403
schools:engagement  pk=forum.pk                                      GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:engagement  pk=rutland_forum.pk                              GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 404 403   # another authority's
schools:record_engagement                                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:record_engagement                                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:change_engagement  pk=forum.pk                               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:change_engagement  pk=forum.pk                               POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:change_engagement  pk=rutland_forum.pk                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:withdraw_engagement  pk=forum.pk                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:withdraw_engagement  pk=forum.pk                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:withdraw_engagement  pk=rutland_forum.pk                     POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:add_engagement_document  pk=forum.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:add_engagement_document  pk=forum.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:engagement_document  pk=forum.pk  document=forum_paper.pk    GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:engagement_document  pk=rutland_forum.pk  document=forum_paper.pk GET  302 404 404 404 404 404 403 403 403 403 403 403 403 403 404 403
"""


def furnish(world):
    """A forum of each authority; the county's with a paper."""
    cast, day = world.cast, timezone.localdate() - timedelta(1)
    world.forum = engagement(
        cast, title="Forum of the county", held_on=day, governors=3, content=pdf("x"), filename="x.pdf"
    )
    world.forum_paper = world.forum.documents.get()
    world.rutland_forum = engagement(
        cast, by=cast.rutland_education, authority=cast.rutland, held_on=day, early_years=2
    )
