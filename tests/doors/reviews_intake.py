# ruff: noqa: E501 - a row is as wide as it is
"""The doors of cases from the referral to the notification."""

from tests.factories import reviews as made

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs

# the board and one case: the business unit, the advisor and the Case Review Group
reviews:list                                                     GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403
reviews:list                                                     POST 302 405 405 403 403 405 403 403 405 405 403 403 403 403
reviews:case  pk=asked_case.pk                                   GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403
reviews:case  pk=asked_case.pk                                   POST 302 405 405 403 403 405 403 403 405 405 403 403 403 403
reviews:case  pk=no_case                                         GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403

# referring: staff and partner leads, who then see their own agency's referrals and no others
reviews:refer                                                    GET  302 200 200 403 403 403 403 200 403 403 403 403 403 403
reviews:refer                                                    POST 302 200 200 403 403 403 403 200 403 403 403 403 403 403
reviews:referred  pk=referral.pk                                 GET  302 404 404 403 403 403 403 200 403 403 403 403 403 403
reviews:referred  pk=hospitals_referral.pk                       GET  302 404 404 403 403 403 403 404 403 403 403 403 403 403

# screening: the business unit
reviews:screen  pk=referral.pk                                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:screen  pk=referral.pk                                   POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:screen  pk=asked_case.pk                                 GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403
reviews:screen  pk=no_case                                       GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403
reviews:do_not_notify  pk=screening.pk                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:do_not_notify  pk=screening.pk                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:do_not_notify  pk=screening.pk ? reason=Unfounded        POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403
reviews:do_not_notify  pk=asked_case.pk                          GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403

# notifying: the business unit, and the lead of the authority itself, which the police are not
reviews:notify  pk=screening.pk                                  GET  302 200 200 403 403 403 200 404 403 403 403 403 403 403
reviews:notify  pk=screening.pk                                  POST 302 200 200 403 403 403 200 404 403 403 403 403 403 403
reviews:notify  pk=asked_case.pk                                 GET  302 409 409 403 403 403 404 404 403 403 403 403 403 403
reviews:notify  pk=no_case                                       GET  302 404 404 403 403 403 404 404 403 403 403 403 403 403

# what dates follow: all of the business unit
reviews:clocks                                                   GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403
reviews:clocks                                                   POST 302 405 405 405 405 403 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """A referral of the police, one of the hospital, a case being screened, and one whose agencies are asked."""
    cast = world.cast
    world.referral = made.refer_case(cast)
    world.hospitals_referral = made.refer_case(cast, by=cast.hospital_lead, referred_for=cast.hospital)
    world.screening = made.screened(cast)
    world.asked_case = made.gathering(cast)
    world.no_case = 987654
