# ruff: noqa: E501 - a row is as wide as it is
"""The doors of meetings: the year's cycle, agendas, papers and packs."""

from tests.factories import meetings as made

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs

meetings                                                         GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200
meeting  pk=crg_meeting.pk                                       GET  302 200 200 200 200 200 404 404 200 200 403 403 403 404
meeting  pk=lrscp_meeting.pk                                     GET  302 200 200 200 200 200 404 404 404 404 403 403 403 200
meeting  pk=424242                                               GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404
"""


def furnish(world):
    """A meeting of the Case Review Group and one of the partnership."""
    cast = world.cast
    world.crg_meeting = made.meeting(cast)
    world.lrscp_meeting = made.meeting(cast, cast.partnership, hour=14)
    world.agenda_item = made.item(world.crg_meeting)
