# ruff: noqa: E501 - a row is as wide as it is
"""The doors of the family, and of what partners wait for before they sign."""

from tests.factories import family as made

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# what passed with a family: the business unit, the advisor, and whoever chairs the group
reviews:family  pk=told_case.pk                                  GET  302 200 200 403 403 200 403 403 200 403 403 403 403 403 403 403
reviews:family  pk=424242                                        GET  302 404 404 403 403 404 403 403 404 403 403 403 403 403 403 403
reviews:add_family_member  pk=told_case.pk                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_family_member  pk=told_case.pk                       POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_family_member  pk=424242                             GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:change_family_member  pk=somebody.pk                     GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:change_family_member  pk=somebody.pk                     POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:change_family_member  pk=424242                          GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_out_family_member  pk=somebody.pk                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_out_family_member  pk=somebody.pk                   POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_out_family_member  pk=424242                        GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:log_contact  pk=somebody.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:log_contact  pk=somebody.pk                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:log_contact  pk=424242                                   GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:put_off  pk=somebody.pk                                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:put_off  pk=somebody.pk                                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:put_off  pk=424242                                       GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# before partners sign: whoever reads the case sees it, the business unit does it, the manager goes on without
reviews:before_sign_off  pk=told_case.pk                         GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:before_sign_off  pk=424242                               GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403 403 403
reviews:ask_accuracy  pk=told_case.pk                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_accuracy  pk=told_case.pk                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_accuracy  pk=424242                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:stop_accuracy  pk=hospitals_check.pk                     GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:stop_accuracy  pk=hospitals_check.pk                     POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:stop_accuracy  pk=polices_check.pk                       GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:stop_accuracy  pk=424242                                 GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:respond_accuracy  pk=polices_check.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:respond_accuracy  pk=polices_check.pk                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:respond_accuracy  pk=hospitals_check.pk                  GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:respond_accuracy  pk=424242                              GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:record_legal_check  pk=told_case.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:record_legal_check  pk=told_case.pk                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:record_legal_check  pk=424242                            GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:go_on_without  pk=told_case.pk                           GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:go_on_without  pk=told_case.pk ? part=legal              POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:go_on_without  pk=told_case.pk ? part=legal reason=Away  POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:go_on_without  pk=424242                                 GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403

# checking the facts: each agency its own; the one partner lead here is the police's
reviews:check_accuracy  pk=polices_check.pk                      GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:check_accuracy  pk=polices_check.pk                      POST 302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:check_accuracy  pk=hospitals_check.pk                    GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:check_accuracy  pk=hospitals_check.pk                    POST 302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:accuracy_draft  pk=polices_check.pk                      GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:accuracy_draft  pk=hospitals_check.pk                    GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """A review for sign-off: a member of the family, and two agencies asked about the facts."""
    cast = world.cast
    world.told_case = made.drafted(cast)
    world.somebody = made.member(cast, world.told_case)
    world.hospitals_check = made.asked_about_facts(cast, world.told_case, cast.hospital)
    world.polices_check = made.asked_about_facts(cast, world.told_case, cast.police)
    made.check_accuracy(
        world.polices_check,
        by=cast.police_lead,
        answer="wrong",
        corrections="Page 3.",
        signed_off_office="Head",
    )
    world.polices_check.refresh_from_db()
