# ruff: noqa: E501 - a row is as wide as it is
"""The doors of answering: evidence, and everything around a return that is more than its questions."""

from datetime import timedelta

from django.utils import timezone

from tests.factories.answering import PDF, add_link, every_kind
from tests.factories.assurance import open_round, question, return_of

ROWS = """
#                                                                                              ano man off lea adm adv sig pal cha mem rev sch pra obs

# evidence of the police's draft
assurance:evidence  pk=deep_draft.pk section_pk=deep_part.pk question_pk=deep_proof.pk    GET  302 403 403 403 403 404 404 200 404 404 403 404 404 403
assurance:evidence  pk=deep_draft.pk section_pk=deep_part.pk question_pk=deep_proof.pk    POST 302 403 403 403 403 404 404 200 404 404 403 404 404 403
assurance:evidence  pk=deep_draft.pk section_pk=deep_part.pk question_pk=nothing          GET  302 403 403 403 403 404 404 404 404 404 403 404 404 403
assurance:remove_evidence  pk=deep_draft.pk section_pk=deep_part.pk evidence_pk=deep_file.pk GET  302 403 403 403 403 405 405 405 405 405 403 405 405 403
assurance:remove_evidence  pk=deep_draft.pk section_pk=deep_part.pk evidence_pk=deep_file.pk POST 302 403 403 403 403 404 404 302 404 404 403 404 404 403
assurance:evidence_file  pk=deep_draft.pk evidence_pk=deep_file.pk                        GET  302 404 404 403 403 404 404 200 404 404 403 404 404 403
"""


def furnish(world):
    """A round with every kind of question, in which the police have begun to answer."""
    cast, today = world.cast, timezone.localdate()
    asked = open_round(
        cast,
        [cast.police, cast.county],
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
