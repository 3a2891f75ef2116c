# ruff: noqa: E501 - a row is as wide as it is
"""The doors of asking agencies and of what they answered."""

from tests.factories import reviews as made

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs

# asking and answering: an agency's answer is that agency's page alone
reviews:ask_agencies  pk=gathered_case.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_agencies  pk=gathered_case.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_agencies  pk=just_screened.pk                        GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403
reviews:answer  pk=asked_of_police.pk                            GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403
reviews:answer  pk=asked_of_police.pk                            POST 302 403 403 403 403 403 404 200 403 403 403 403 403 403
reviews:answer  pk=asked_of_police.pk ? version=1| deed=save     POST 302 403 403 403 403 403 404 302 403 403 403 403 403 403
reviews:answer  pk=asked_of_hospital.pk                          GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403
reviews:answer  pk=asked_of_hospital.pk ? version=1| deed=save   POST 302 403 403 403 403 403 404 404 403 403 403 403 403 403
"""


def furnish(world):
    """A case whose agencies are asked, and one that is only being screened."""
    cast = world.cast
    world.just_screened = made.screened(cast)
    world.gathered_case = made.gathering(cast)
    world.asked_of_police = world.gathered_case.requests.get(organisation=cast.police)
    world.asked_of_hospital = world.gathered_case.requests.get(organisation=cast.hospital)
