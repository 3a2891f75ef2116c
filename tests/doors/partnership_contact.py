"""Doors of how people reach the partnership: the board manager and the administrator say so."""

from partnership.models import ConcernContact

ROWS = """
#                                              ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra
contact_details                           GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
set_contact                               GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
set_contact                               POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
set_concern_contact  pk=told_service.pk   GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
set_concern_contact  pk=told_service.pk   POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
set_concern_contact  pk=424242            GET  302 404 403 403 404 403 403 403 403 403 403 403 403 403 403 403
"""


def furnish(world):
    world.told_service = ConcernContact.objects.create(
        name="A service that is told", telephone="01632 960001"
    )
