# ruff: noqa: E501 - a row is as wide as it is
"""The doors of a case's other routes, and of its ends."""

from tests.factories import reviews as made
from tests.factories import routes as make

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# other partnerships' cases, and inherited ones: the business unit
reviews:register_elsewhere                                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:register_elsewhere                                       POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:inherit                                                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:inherit                                                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:answer_elsewhere  pk=led_elsewhere.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:answer_elsewhere  pk=led_elsewhere.pk                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:answer_elsewhere  pk=local_case.pk                       GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:finish_elsewhere  pk=led_elsewhere.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:finish_elsewhere  pk=led_elsewhere.pk ? to=learning outcome=Two POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:finish_elsewhere  pk=local_case.pk                       GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:tell_partnership  pk=local_case.pk                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:tell_partnership  pk=local_case.pk                       POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:tell_partnership  pk=987654                              GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_from_partnership  pk=neighbour.pk                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_from_partnership  pk=neighbour.pk                   POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_from_partnership  pk=987654                         GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# no rapid review is required: the manager alone
reviews:no_rapid_review  pk=death.pk                             GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:no_rapid_review  pk=death.pk ? to=closed_recorded reason=Ill none_suspected=on POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:no_rapid_review  pk=local_case.pk                        GET  302 409 403 403 403 403 403 403 403 403 403 403 403 403 403 403

# the criteria were not met after all: the business unit records it, the office that decides confirms it
reviews:find_not_met  pk=death.pk                                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:find_not_met  pk=death.pk                                POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:find_not_met  pk=local_case.pk                           GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:confirm_not_met  pk=found_case.pk                        GET  302 403 403 403 403 200 404 403 403 403 403 403 403 403 403 403
reviews:confirm_not_met  pk=found_case.pk ? agreed=yes seen=finding.pk POST 302 403 403 403 403 302 404 403 403 403 403 403 403 403 403 403
reviews:confirm_not_met  pk=death.pk                             GET  302 403 403 403 403 409 404 403 403 403 403 403 403 403 403 403
reviews:told_the_panel  pk=finding.pk                            GET  302 200 200 403 403 200 404 403 200 200 403 403 403 403 403 403
reviews:told_the_panel  pk=987654                                GET  302 404 404 403 403 404 404 403 404 404 403 403 403 403 403 403

# what follows, where nothing is notified: the office that decides
reviews:choose_local_review  pk=not_notified.pk                  GET  302 403 403 403 403 200 404 403 403 403 403 403 403 403 403 403
reviews:choose_local_review  pk=not_notified.pk                  POST 302 403 403 403 403 200 404 403 403 403 403 403 403 403 403 403
reviews:choose_local_review  pk=local_case.pk                    GET  302 403 403 403 403 409 404 403 403 403 403 403 403 403 403 403
reviews:close_without_action  pk=not_notified.pk                 GET  302 403 403 403 403 200 404 403 403 403 403 403 403 403 403 403
reviews:close_without_action  pk=not_notified.pk ? reason=Sound  POST 302 403 403 403 403 302 404 403 403 403 403 403 403 403 403 403
reviews:close_without_action  pk=local_case.pk                   GET  302 403 403 403 403 409 404 403 403 403 403 403 403 403 403 403

# the local review: the business unit; its report for whoever reads cases
reviews:set_up_local_review  pk=local_case.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:set_up_local_review  pk=local_case.pk                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:set_up_local_review  pk=death.pk                         GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:note_local_progress  pk=local_case.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:note_local_progress  pk=local_case.pk ? text=Halfway     POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:note_local_progress  pk=reported.case_id                 GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:finish_local_review  pk=local_case.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:finish_local_review  pk=local_case.pk                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:local_review_file  pk=reported.pk                        GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:local_review_file  pk=987654                             GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403 403 403

# the national review: the business unit
reviews:begin_national_review  pk=inherited.pk                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:begin_national_review  pk=inherited.pk                   POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:begin_national_review  pk=local_case.pk                  GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:end_national_review  pk=national.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:end_national_review  pk=national.pk                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:end_national_review  pk=local_case.pk                    GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403

# closing: the manager; opening again: the manager asks, the office that decides agrees
reviews:close  pk=reported.case_id                               GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:close  pk=reported.case_id                               POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:close  pk=death.pk                                       GET  302 409 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_to_reopen  pk=recorded_case.pk                       GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_to_reopen  pk=recorded_case.pk ? to=referred new_information=New POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_to_reopen  pk=local_case.pk                          GET  302 409 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:agree_to_reopen  pk=asked_again.pk                       GET  302 403 403 403 403 200 404 403 403 403 403 403 403 403 403 403
reviews:agree_to_reopen  pk=asked_again.pk                       POST 302 403 403 403 403 200 404 403 403 403 403 403 403 403 403 403
reviews:agree_to_reopen  pk=local_case.pk                        GET  302 403 403 403 403 409 404 403 403 403 403 403 403 403 403 403
reviews:resume_notified  pk=opened_again.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:resume_notified  pk=opened_again.pk                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:resume_notified  pk=local_case.pk                        GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """A case at each of the other routes, and closed ones before and after somebody asked to open them again."""
    cast = world.cast
    world.led_elsewhere = make.led_elsewhere(cast)
    world.inherited = make.inherited(cast)
    world.death = make.death_of_a_looked_after_child(cast)
    world.found_case = make.found_not_met(cast, content=made.pdf(), filename="told.pdf")
    world.finding = world.found_case.findings_not_met.get()
    world.not_notified = made.not_notified(cast)
    world.local_case = make.local_review(cast)
    world.reported = make.finished_local_review(cast, content=made.pdf(), filename="report.pdf").local_review
    world.neighbour = make.neighbour(cast, world.local_case)
    world.national = make.national(cast)
    world.recorded_case = make.recorded(cast)
    world.asked_again = make.asked_to_reopen(cast, case=make.recorded(cast), to="referred")
    world.opened_again = make.reopened(cast, case=make.recorded(cast), to="referred")
