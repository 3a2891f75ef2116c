# ruff: noqa: E501 - a row is as wide as it is
"""The doors of what follows from a case: plan, learning, briefings, reviews from elsewhere, overview, evidence."""

from django.core.files.uploadedfile import SimpleUploadedFile

from partnership.operations.actions import write_update
from tests.factories import learning as follows
from tests.factories import reviews as made

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# the plan: whoever reads the case reads it; staff write it; the group's chair answers too
reviews:action_plan  pk=learning_case.pk                         GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:action_plan  pk=424242                                   GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403 403 403
reviews:add_recommendation  pk=learning_case.pk                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_recommendation  pk=learning_case.pk ? text=More source=review POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_recommendation  pk=early_case.pk                     GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_recommendation  pk=424242                            GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_recommendation  pk=recommendation.pk             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_recommendation  pk=recommendation.pk             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_recommendation  pk=424242                        GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:answer_recommendation  pk=recommendation.pk              GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
reviews:answer_recommendation  pk=recommendation.pk              POST 302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
reviews:answer_recommendation  pk=424242                         GET  302 404 404 403 403 403 403 403 404 403 403 403 403 403 403 403
reviews:open_action  pk=learning_case.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:open_action  pk=learning_case.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:open_action  pk=early_case.pk                            GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:open_action  pk=424242                                   GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# an update of an action: whoever does it, staff, and the chair of the group on whose log it is
write_update  pk=police_action.pk                                GET  302 200 200 404 404 404 404 200 200 404 404 404 404 404 404 404
write_update  pk=police_action.pk ? text=Begun                   POST 302 302 302 404 404 404 404 302 302 404 404 404 404 404 404 404
write_update  pk=424242                                          GET  302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
action_file  pk=update.pk                                        GET  302 200 200 404 404 404 404 200 200 200 404 404 404 404 404 404
action_file  pk=424242                                           GET  302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404

# learning points
reviews:case_learning  pk=learning_case.pk                       GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:case_learning  pk=424242                                 GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403 403 403
reviews:note_learning  pk=learning_case.pk                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:note_learning  pk=learning_case.pk ? text=More           POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:note_learning  pk=early_case.pk                          GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:check_learning  pk=point_link.pk                         GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
reviews:check_learning  pk=point_link.pk ? passed=yes            POST 302 302 200 403 403 403 403 403 302 403 403 403 403 403 403 403
reviews:check_learning  pk=424242                                GET  302 404 404 403 403 403 403 403 404 403 403 403 403 403 403 403
reviews:take_back  pk=point_link.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_back  pk=point_link.pk                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_back  pk=424242                                     GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# how it is passed on: staff plan, and the agency whose task it is records
reviews:plan_dissemination  pk=learning_case.pk                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:plan_dissemination  pk=learning_case.pk                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:plan_dissemination  pk=424242                            GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:dissemination  pk=police_dissemination.pk                GET  302 200 200 200 403 200 404 200 200 200 403 403 403 403 403 403
reviews:dissemination  pk=health_dissemination.pk                GET  302 200 200 200 403 200 404 404 200 200 403 403 403 403 403 403
reviews:record_dissemination  pk=police_dissemination.pk         GET  302 200 200 200 403 404 404 200 404 404 403 403 403 403 403 403
reviews:record_dissemination  pk=police_dissemination.pk         POST 302 200 200 200 403 404 404 200 404 404 403 403 403 403 403 403
reviews:record_dissemination  pk=health_dissemination.pk         GET  302 200 200 200 403 404 404 404 404 404 403 403 403 403 403 403
reviews:drop_dissemination  pk=police_dissemination.pk           GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:drop_dissemination  pk=police_dissemination.pk ? reason=None POST 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
reviews:drop_dissemination  pk=424242                            GET  302 404 404 404 403 403 403 403 403 403 403 403 403 403 403 403

# briefings: everybody reads agreed ones, but for an external reviewer; drafts only who writes or reads the case
reviews:briefings                                                GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
reviews:briefing  pk=agreed_briefing.pk                          GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
reviews:briefing  pk=draft_briefing.pk                           GET  302 200 200 200 404 200 404 404 200 200 403 404 404 404 404 404
reviews:briefing  pk=424242                                      GET  302 404 404 404 404 404 404 404 404 404 403 404 404 404 404 404
reviews:briefing_pdf  pk=agreed_briefing.pk                      GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
reviews:briefing_pdf  pk=draft_briefing.pk                       GET  302 404 404 404 404 404 404 404 404 404 403 404 404 404 404 404
reviews:start_briefing                                           GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:start_briefing ? title=Babies                            POST 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
reviews:start_briefing_of_case  pk=learning_case.pk              GET  302 200 200 404 403 403 403 403 403 403 403 403 403 403 403 403
reviews:start_briefing_of_case  pk=learning_case.pk ? title=Babies POST 302 302 302 404 403 403 403 403 403 403 403 403 403 403 403 403
reviews:write_briefing  pk=draft_briefing.pk                     GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:write_briefing  pk=draft_briefing.pk                     POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:write_briefing  pk=424242                                GET  302 404 404 404 403 403 403 403 403 403 403 403 403 403 403 403
reviews:agree_briefing  pk=agreed_briefing.pk                    GET  302 405 405 405 403 403 403 403 403 403 403 403 403 403 403 403
reviews:agree_briefing  pk=agreed_briefing.pk ? seen=2           POST 302 409 409 409 403 403 403 403 403 403 403 403 403 403 403 403
reviews:agree_briefing  pk=424242                                POST 302 404 404 404 403 403 403 403 403 403 403 403 403 403 403 403
reviews:reopen_briefing  pk=agreed_briefing.pk                   GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:reopen_briefing  pk=agreed_briefing.pk ? reason=Wrong    POST 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
reviews:put_forward  pk=draft_briefing.pk                        GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:put_forward  pk=draft_briefing.pk                        POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:put_forward  pk=424242                                   POST 302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# reviews from elsewhere
reviews:outside_reviews                                          GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
reviews:outside_review  pk=outside.pk                            GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
reviews:outside_review  pk=424242                                GET  302 404 404 404 404 404 404 404 404 404 403 404 404 404 404 404
reviews:register_outside_review                                  GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:register_outside_review                                  POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:consider_outside_review  pk=outside.pk                   GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:consider_outside_review  pk=outside.pk                   POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:open_action_from  pk=outside.pk                          GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:open_action_from  pk=outside.pk                          POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:note_learning_from  pk=outside.pk                        GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:note_learning_from  pk=outside.pk ? text=More            POST 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403

# the overview is as restricted as the cases; the evidence pack is the manager's alone
reviews:overview                                                 GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:evidence_pack  pk=learning_case.pk                       GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:evidence_pack  pk=learning_case.pk ? reason=Inspectors   POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:evidence_pack  pk=424242                                 GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:evidence_file  pk=pack.pk                                GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:evidence_file  pk=424242                                 GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """A case that teaches, with one of everything that follows from it. Its papers are not printed here."""
    cast = world.cast
    world.early_case = made.screened(cast)
    world.learning_case = case = made.in_review(cast)
    world.recommendation = follows.recommendation(cast, case)
    world.police_action = follows.action(cast, case)
    world.update = write_update(
        world.police_action, by=cast.police_lead, text="Half of the teams are trained",
        file=SimpleUploadedFile("minutes.pdf", made.pdf()),
    )  # fmt: skip
    world.point_link = follows.learning(cast, case, for_public=True)
    world.police_dissemination = follows.dissemination(cast, case, organisation=cast.police)
    world.health_dissemination = follows.dissemination(cast, case, organisation=cast.health)
    world.draft_briefing = follows.briefing(cast, case)
    world.agreed_briefing = follows.unprinted(cast, follows.briefing(cast))
    world.outside = follows.outside_review(cast)
    world.pack = follows.pack(cast, case)
