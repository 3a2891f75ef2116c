# ruff: noqa: E501 - a row is as wide as it is
"""The doors of answering: evidence, and everything around a return that is more than its questions."""

from datetime import timedelta

from django.utils import timezone

from partnership.operations import questionnaires as operations
from tests.factories.answering import PDF, add_link, every_kind, fully_answered
from tests.factories.assurance import OFFICE, open_round, question, return_of

ROWS = """
#                                                                                              ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# evidence of the police's draft
assurance:evidence  pk=deep_draft.pk section_pk=deep_part.pk question_pk=deep_proof.pk    GET  302 403 403 403 403 404 404 200 404 404 403 404 404 403 403 403
assurance:evidence  pk=deep_draft.pk section_pk=deep_part.pk question_pk=deep_proof.pk    POST 302 403 403 403 403 404 404 200 404 404 403 404 404 403 403 403
assurance:evidence  pk=deep_draft.pk section_pk=deep_part.pk question_pk=nothing          GET  302 403 403 403 403 404 404 404 404 404 403 404 404 403 403 403
assurance:remove_evidence  pk=deep_draft.pk section_pk=deep_part.pk evidence_pk=deep_file.pk GET  302 403 403 403 403 405 405 405 405 405 403 405 405 403 403 403
assurance:remove_evidence  pk=deep_draft.pk section_pk=deep_part.pk evidence_pk=deep_file.pk POST 302 403 403 403 403 404 404 302 404 404 403 404 404 403 403 403
assurance:evidence_file  pk=deep_draft.pk evidence_pk=deep_file.pk                        GET  302 404 404 403 403 404 404 200 404 404 403 404 404 403 403 403

# what one is asked, and who does which section
assurance:returns                                                                         GET  302 403 403 403 403 200 200 200 200 200 403 200 200 403 403 403
assurance:give_section  pk=deep_draft.pk section_pk=deep_part.pk                          GET  302 403 403 403 403 403 404 200 403 403 403 404 403 403 403 403
assurance:give_section  pk=deep_draft.pk section_pk=deep_part.pk                          POST 302 403 403 403 403 403 404 200 403 403 403 404 403 403 403 403
assurance:give_section  pk=deep_draft.pk section_pk=nothing                               GET  302 403 403 403 403 403 404 404 403 403 403 404 403 403 403 403
assurance:withdraw_section  pk=deep_given.pk                                              GET  302 403 403 403 403 403 405 405 403 403 403 405 403 403 403 403
assurance:withdraw_section  pk=deep_given.pk                                              POST 302 403 403 403 403 403 404 302 403 403 403 404 403 403 403 403
assurance:finish_section  pk=deep_given.pk                                                GET  302 403 403 403 403 405 405 405 405 405 403 405 405 403 403 403
assurance:finish_section  pk=deep_given.pk                                                POST 302 403 403 403 403 404 404 302 404 404 403 404 404 403 403 403
assurance:carry_forward  pk=deep_draft.pk                                                 GET  302 403 403 403 403 403 404 200 403 403 403 404 403 403 403 403
assurance:carry_forward  pk=deep_draft.pk                                                 POST 302 403 403 403 403 403 404 200 403 403 403 404 403 403 403 403

# on paper and away from the portal
assurance:print_return  pk=deep_sent.pk                                                   GET  302 200 200 403 403 200 200 404 403 403 403 404 403 403 403 403
assurance:print_section  pk=deep_sent.pk section_pk=deep_part.pk                          GET  302 403 403 403 403 404 200 404 404 404 403 404 404 403 403 403
assurance:answers_file  pk=deep_draft.pk                                                  GET  302 403 403 403 403 403 404 200 403 403 403 404 403 403 403 403
assurance:section_file  pk=deep_draft.pk section_pk=deep_part.pk                          GET  302 403 403 403 403 404 404 200 404 404 403 404 404 403 403 403
assurance:bring_in  pk=deep_draft.pk                                                      GET  302 403 403 403 403 403 404 200 403 403 403 404 403 403 403 403
assurance:bring_in  pk=deep_draft.pk                                                      POST 302 403 403 403 403 403 404 200 403 403 403 404 403 403 403 403
assurance:bring_in  pk=deep_sent.pk                                                       GET  302 403 403 403 403 403 409 404 403 403 403 404 403 403 403 403
assurance:bring_in_section  pk=deep_draft.pk section_pk=deep_part.pk                      GET  302 403 403 403 403 404 404 200 404 404 403 404 404 403 403 403
assurance:bring_in_section  pk=deep_draft.pk section_pk=deep_part.pk                      POST 302 403 403 403 403 404 404 200 404 404 403 404 404 403 403 403

# the county's, which is submitted: opening it again, and what was submitted
assurance:ask_to_reopen  pk=deep_sent.pk                                                  GET  302 403 403 403 403 403 200 404 403 403 403 404 403 403 403 403
assurance:ask_to_reopen  pk=deep_sent.pk                                                  POST 302 403 403 403 403 403 200 404 403 403 403 404 403 403 403 403
assurance:ask_to_reopen  pk=deep_sent.pk ? reason=Figure                                  POST 302 403 403 403 403 403 302 404 403 403 403 404 403 403 403 403
assurance:ask_to_reopen  pk=deep_draft.pk                                                 GET  302 403 403 403 403 403 404 409 403 403 403 404 403 403 403 403
assurance:reopen  pk=deep_sent.pk                                                         GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:reopen  pk=deep_sent.pk                                                         POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:reopen  pk=deep_draft.pk                                                        GET  302 409 409 403 409 403 403 403 403 403 403 403 403 403 403 403
assurance:stand_by  pk=deep_draft.pk                                                      GET  302 403 403 403 403 403 405 405 403 403 403 405 403 403 403 403
assurance:stand_by  pk=deep_draft.pk                                                      POST 302 403 403 403 403 403 404 409 403 403 403 404 403 403 403 403
assurance:versions  pk=deep_sent.pk                                                       GET  302 200 200 403 403 200 200 404 403 403 403 404 403 403 403 403
assurance:versions  pk=deep_draft.pk                                                      GET  302 404 404 403 403 404 404 404 403 403 403 404 403 403 403 403
assurance:version  pk=deep_sent.pk number=1                                               GET  302 200 200 403 403 200 200 404 403 403 403 404 403 403 403 403
assurance:version  pk=deep_sent.pk number=9                                               GET  302 404 404 403 403 404 404 404 403 403 403 404 403 403 403 403
assurance:reopenings                                                                      GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:answer_reopening  pk=deep_asked.pk                                              GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:answer_reopening  pk=deep_asked.pk                                              POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """A round with every kind of question, in which the police have begun to answer."""
    cast, today = world.cast, timezone.localdate()
    asked = open_round(
        cast,
        [cast.police, cast.county, cast.rutland],
        every_kind(),
        title="In depth",
        opens_on=today - timedelta(5),
        due_on=today + timedelta(10),
        closes_on=today + timedelta(20),
    )
    world.deep_draft = return_of(asked, cast.police)
    world.deep_proof = question(asked, "proof")
    world.deep_part = world.deep_proof.section
    world.deep_file = add_link(world.deep_draft, cast.police_lead, link="", content=PDF, filename="a.pdf")
    world.deep_given = operations.give_section(
        world.deep_draft, world.deep_part, by=cast.police_lead, person=cast.police_lead
    )
    world.deep_sent = sent(return_of(asked, cast.county), cast.county_lead)
    theirs = sent(return_of(asked, cast.rutland), cast.rutland_lead)
    world.deep_asked = operations.ask_to_reopen(theirs, by=cast.rutland_lead, reason="A figure was wrong.")


def sent(opened, by):
    fully_answered(opened, by)
    return operations.submit(opened, by=by, declared_office=OFFICE)
