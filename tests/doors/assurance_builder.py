# ruff: noqa: E501 - a row is as wide as it is
"""The doors of questionnaires being written."""

from partnership.models import Questionnaire
from tests.factories import builder as made

ROWS = """
#                                                                                   ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# every questionnaire, in every state: the board manager and officers write them, nobody else
assurance:questionnaires                                                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:questionnaire  pk=builder_draft.pk                                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:questionnaire  pk=builder_asked.pk                                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:questionnaire  pk=nothing                                            GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:questionnaire  pk=builder_survey.pk                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:start_questionnaire                                                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:start_questionnaire                                                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:start_questionnaire ? title=Nights basis=duty                        POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:bring_questionnaire                                                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:bring_questionnaire                                                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:copy_questionnaire  pk=builder_asked.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:copy_questionnaire  pk=builder_asked.pk ? title=Nights               POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:copy_questionnaire  pk=nothing                                       GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:next_version  pk=builder_asked.pk                                    GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:next_version  pk=builder_asked.pk                                    POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:next_version  pk=nothing                                             POST 302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_questionnaire  pk=builder_draft.pk                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_questionnaire  pk=builder_draft.pk                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_questionnaire  pk=builder_asked.pk                             GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_questionnaire  pk=nothing                                      GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:offer_questionnaire  pk=builder_draft.pk                             GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:offer_questionnaire  pk=builder_draft.pk                             POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:offer_questionnaire  pk=nothing                                      POST 302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_back_questionnaire  pk=builder_asked.pk                         GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_back_questionnaire  pk=builder_asked.pk                         POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_back_questionnaire  pk=nothing                                  POST 302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:discard_questionnaire  pk=builder_draft.pk                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:discard_questionnaire  pk=builder_draft.pk                           POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:discard_questionnaire  pk=builder_asked.pk                           POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:discard_questionnaire  pk=nothing                                    GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:questionnaire_file  pk=builder_asked.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:questionnaire_file  pk=nothing                                       GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:compare_versions  pk=builder_asked.pk                                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:compare_versions  pk=nothing                                         GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:preview_questionnaire  pk=builder_draft.pk                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:preview_questionnaire  pk=nothing                                    GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:preview_section  pk=builder_draft.pk section_pk=builder_section.pk   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:preview_section  pk=builder_asked.pk section_pk=builder_section.pk   GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# its sections and questions
assurance:arrange_questions  pk=builder_draft.pk                               GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:arrange_questions  pk=builder_draft.pk                               POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:arrange_questions  pk=builder_asked.pk                               POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:ask_about_priority  pk=builder_draft.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:ask_about_priority  pk=builder_draft.pk                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:ask_about_priority  pk=builder_asked.pk                              GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:add_question_section  pk=builder_draft.pk                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:add_question_section  pk=builder_draft.pk                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:add_question_section  pk=builder_draft.pk ? title=More               POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:add_question_section  pk=builder_asked.pk                            GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_question_section  pk=builder_draft.pk section_pk=builder_section.pk GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_question_section  pk=builder_draft.pk section_pk=builder_section.pk POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_question_section  pk=builder_draft.pk section_pk=nothing      GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_question_section  pk=builder_draft.pk section_pk=builder_section.pk GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_question_section  pk=builder_draft.pk section_pk=builder_section.pk POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_question_section  pk=builder_draft.pk section_pk=nothing      GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:add_question  pk=builder_draft.pk section_pk=builder_section.pk      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:add_question  pk=builder_draft.pk section_pk=builder_section.pk      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:add_question  pk=builder_draft.pk section_pk=nothing                 GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_question  pk=builder_draft.pk question_pk=builder_question.pk GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_question  pk=builder_draft.pk question_pk=builder_question.pk POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_question  pk=builder_draft.pk question_pk=nothing             GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_question  pk=builder_asked.pk question_pk=builder_question.pk GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_question  pk=builder_draft.pk question_pk=builder_question.pk GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_question  pk=builder_draft.pk question_pk=builder_question.pk POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_question  pk=builder_draft.pk question_pk=nothing             GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:ask_only_if  pk=builder_draft.pk question_pk=builder_question.pk     GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:ask_only_if  pk=builder_draft.pk question_pk=builder_waits.pk        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:ask_only_if  pk=builder_draft.pk question_pk=builder_waits.pk        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:ask_only_if  pk=builder_draft.pk question_pk=nothing                 GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# rating scales
assurance:scales                                                               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:scale  pk=builder_scale.pk                                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:scale  pk=nothing                                                    GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:start_scale                                                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:start_scale                                                          POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_scale  pk=builder_scale.pk                                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_scale  pk=builder_scale.pk                                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_scale  pk=builder_frozen.pk                                   GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_scale  pk=nothing                                             GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:discard_scale  pk=builder_scale.pk                                   GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:discard_scale  pk=builder_scale.pk                                   POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:discard_scale  pk=nothing                                            POST 302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """A version that was asked and the one being written beside it; a survey's own questions; scales of both."""
    cast = world.cast
    world.builder_asked = made.offered(cast, "Safe by day")
    Questionnaire.objects.filter(pk=world.builder_asked.pk).update(frozen_at=world.builder_asked.offered_at)
    world.builder_frozen = made.by_code(world.builder_asked)["how-good-is-it"].scale
    world.builder_draft = made.begun(cast)
    world.builder_section = made.section(cast, world.builder_draft)
    world.builder_question = made.question(cast, world.builder_section, "Is there a lead?", "yes_no")
    world.builder_waits = made.question(cast, world.builder_section, "From what date?", "date")
    made.condition(cast, world.builder_waits, world.builder_question, "yes")
    world.builder_scale = made.scale(cast, "Never asked with")
    world.builder_survey = Questionnaire.objects.create(
        code="survey-vs-2026-77", title="Of one survey", basis="anonymous"
    )
