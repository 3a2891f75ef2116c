# ruff: noqa: E501 - a row is as wide as it is
"""The doors of cases from the referral to the notification."""

from reviews.operations.referral import begin_referral
from tests.factories import reviews as made
from tests.factories.intake import begun

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# the board and one case: the business unit, the advisor and the Case Review Group
reviews:list                                                     GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:list                                                     POST 302 405 405 403 403 405 403 403 405 405 403 403 403 403 403 403
reviews:case  pk=asked_case.pk                                   GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:case  pk=asked_case.pk                                   POST 302 405 405 403 403 405 403 403 405 405 403 403 403 403 403 403
reviews:happened  pk=asked_case.pk                               GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:happened  pk=asked_case.pk                               POST 302 405 405 403 403 405 403 403 405 405 403 403 403 403 403 403
reviews:happened  pk=no_case                                     GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403 403 403
reviews:case  pk=no_case                                         GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403 403 403

# referring: staff and partner leads, who then see their own agency's referrals and no others
reviews:refer                                                    GET  302 200 200 403 403 403 403 200 403 403 403 403 403 403 403 403
reviews:refer                                                    POST 302 200 200 403 403 403 403 200 403 403 403 403 403 403 403 403
reviews:refer_page  key=begun.key page=agreed                    GET  302 404 404 403 403 403 403 200 403 403 403 403 403 403 403 403
reviews:refer_page  key=begun.key page=agreed                    POST 302 404 404 403 403 403 403 200 403 403 403 403 403 403 403 403
reviews:refer_page  key=begun.key page=when                      GET  302 404 404 403 403 403 403 200 403 403 403 403 403 403 403 403
reviews:refer_page  key=begun.key page=where                     GET  302 404 404 403 403 403 403 200 403 403 403 403 403 403 403 403
reviews:refer_page  key=begun.key page=child-1                   GET  302 404 404 403 403 403 403 200 403 403 403 403 403 403 403 403
reviews:refer_page  key=written.key page=children                GET  302 404 404 403 403 403 403 200 403 403 403 403 403 403 403 403
reviews:refer_page  key=written.key page=account                 GET  302 404 404 403 403 403 403 200 403 403 403 403 403 403 403 403
reviews:refer_page  key=written.key page=processes               GET  302 404 404 403 403 403 403 200 403 403 403 403 403 403 403 403
reviews:refer_page  key=officers.key page=agency                 GET  302 404 200 403 403 403 403 404 403 403 403 403 403 403 403 403
reviews:refer_check  key=written.key                             GET  302 404 404 403 403 403 403 200 403 403 403 403 403 403 403 403
reviews:refer_check  key=written.key                             POST 302 404 404 403 403 403 403 302 403 403 403 403 403 403 403 403
reviews:refer_discard  key=written.key                           GET  302 404 404 403 403 403 403 200 403 403 403 403 403 403 403 403
reviews:refer_discard  key=written.key                           POST 302 404 404 403 403 403 403 302 403 403 403 403 403 403 403 403
reviews:referred  pk=referral.pk                                 GET  302 404 404 403 403 403 403 200 403 403 403 403 403 403 403 403
reviews:referred  pk=hospitals_referral.pk                       GET  302 404 404 403 403 403 403 404 403 403 403 403 403 403 403 403

# screening and hearing the partners: the business unit
reviews:screen  pk=referral.pk                                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:screen  pk=referral.pk                                   POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:screen  pk=asked_case.pk                                 GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:screen  pk=no_case                                       GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_partners  pk=screening.pk                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_partners  pk=screening.pk                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_partners  pk=referral.pk                            GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_partners  pk=no_case                                GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:record_view  pk=unheard.pk partner=cast.police.pk        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:record_view  pk=unheard.pk partner=cast.police.pk        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:record_view  pk=screening.pk partner=cast.hospital.pk    GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:record_view  pk=asked_case.pk partner=cast.police.pk     GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403

# deciding and notifying: the business unit, and the lead or signatory of the authority itself, which the police are not
reviews:decide_to_notify  pk=screening.pk                        GET  302 200 200 403 403 403 200 404 403 403 403 403 403 403 403 403
reviews:decide_to_notify  pk=screening.pk                        POST 302 200 200 403 403 403 200 404 403 403 403 403 403 403 403 403
reviews:decide_to_notify  pk=screening.pk ? office=DCS reason=It POST 302 302 302 403 403 403 302 404 403 403 403 403 403 403 403 403
reviews:decide_to_notify  pk=asked_case.pk                       GET  302 409 409 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:do_not_notify  pk=screening.pk                           GET  302 200 200 403 403 403 200 404 403 403 403 403 403 403 403 403
reviews:do_not_notify  pk=screening.pk                           POST 302 200 200 403 403 403 200 404 403 403 403 403 403 403 403 403
reviews:do_not_notify  pk=screening.pk ? office=DCS reason=Not   POST 302 302 302 403 403 403 302 404 403 403 403 403 403 403 403 403
reviews:do_not_notify  pk=asked_case.pk                          GET  302 409 409 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:notify  pk=screening.pk                                  GET  302 200 200 403 403 403 200 404 403 403 403 403 403 403 403 403
reviews:notify  pk=screening.pk                                  POST 302 200 200 403 403 403 200 404 403 403 403 403 403 403 403 403
reviews:notify  pk=asked_case.pk                                 GET  302 409 409 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:notify  pk=no_case                                       GET  302 404 404 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:take_up_again  pk=not_notified.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_up_again  pk=not_notified.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_up_again  pk=asked_case.pk                          GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_up_again  pk=no_case                                GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:log_notification                                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:log_notification                                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403

# putting right what intake got wrong: the business unit
reviews:correct_dates  pk=asked_case.pk                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_dates  pk=asked_case.pk                          POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_dates  pk=referral.pk                            GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_dates  pk=no_case                                GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_authority  pk=asked_case.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_authority  pk=asked_case.pk                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_authority  pk=referral.pk                        GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_authority  pk=no_case                            GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_account  pk=asked_case.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_account  pk=asked_case.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_account  pk=no_case                              GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:describe  pk=asked_case.pk                               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:describe  pk=asked_case.pk                               POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:describe  pk=no_case                                     GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_child  pk=asked_case.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_child  pk=asked_case.pk                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_child  pk=recorded_case.pk                           GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_child  pk=no_case                                    GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_out_child  pk=child.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_out_child  pk=child.pk                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_out_child  pk=no_case                               GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:describe_child  pk=child.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:describe_child  pk=child.pk                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:describe_child  pk=no_case                               GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# what dates follow: all of the business unit
reviews:clocks                                                   GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:clocks                                                   POST 302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """A referral of the police, one of the hospital, a case being screened, and one whose agencies are asked."""
    cast = world.cast
    world.referral = made.refer_case(cast)
    world.hospitals_referral = made.refer_case(cast, by=cast.hospital_lead, referred_for=cast.hospital)
    world.screening = made.screened(cast)
    world.unheard = made.screened(cast, views=())
    world.begun = begin_referral(by=cast.police_lead)
    world.written = begun(cast.police_lead)
    world.officers = begin_referral(by=cast.officer)
    world.asked_case = made.gathering(cast)
    world.child = world.asked_case.children.get()
    world.no_case = 987654
