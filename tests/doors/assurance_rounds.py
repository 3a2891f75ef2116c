# ruff: noqa: E501 - a row is as wide as it is
"""The doors of rounds being prepared, of what is done about returns that do not come, and of the analysis."""

from datetime import timedelta

from django.utils import timezone

from partnership.models import Organisation
from partnership.operations import questionnaires as operations
from tests.factories.assurance import one_of_each, open_round, question, return_of, submitted

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# prepared by those who run rounds, and seen by nobody else
assurance:planned_round  pk=planned.pk                           GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:planned_round  pk=nowhere                              GET  302 404 404 403 404 403 403 403 403 403 403 403 403 403 403 403
assurance:change_planned  pk=planned.pk                          GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:change_planned  pk=planned.pk                          POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:open_planned  pk=planned.pk                            GET  302 405 405 403 405 403 403 403 403 403 403 403 403 403 403 403
assurance:open_planned  pk=planned.pk                            POST 302 409 409 403 409 403 403 403 403 403 403 403 403 403 403 403
assurance:discard_planned  pk=planned.pk                         GET  302 405 405 403 405 403 403 403 403 403 403 403 403 403 403 403
assurance:discard_planned  pk=planned.pk                         POST 302 302 302 403 302 403 403 403 403 403 403 403 403 403 403 403

# a round under way: watched by the advisor, run by the business unit
assurance:round_sections  pk=autumn.pk                           GET  302 200 200 403 200 200 403 403 403 403 403 403 403 403 403 403
assurance:round_xlsx  pk=autumn.pk                               GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:ask_too  pk=autumn.pk                                  GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:ask_too  pk=autumn.pk                                  POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:amend_message  pk=autumn.pk                            GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:amend_message  pk=autumn.pk                            POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:change_dates  pk=autumn.pk                             GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:change_dates  pk=autumn.pk                             POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:drop  pk=late_return.pk                                GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:drop  pk=late_return.pk                                POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403

# a late return: chased by the business unit, taken further by whoever keeps the challenge log
assurance:chasing  pk=late_return.pk                             GET  302 200 200 403 200 200 403 403 403 403 403 403 403 403 403 403
assurance:chase  pk=late_return.pk                               GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:chase  pk=late_return.pk                               POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:chase_all  pk=autumn.pk                                GET  302 405 405 403 405 403 403 403 403 403 403 403 403 403 403 403
assurance:chase_all  pk=autumn.pk                                POST 302 302 302 403 302 403 403 403 403 403 403 403 403 403 403 403
assurance:escalate  pk=late_return.pk                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:escalate  pk=late_return.pk                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403

# what serves both partnerships: passed on by whoever keeps what passes between boards
assurance:give_copy  pk=shared_return.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:give_copy  pk=shared_return.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:give_copy  pk=late_return.pk                           GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# what the answers say: for those who read every submitted return
assurance:analysis  pk=autumn.pk                                 GET  302 200 200 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:analysis  pk=nowhere                                   GET  302 404 404 403 403 404 403 403 403 403 403 403 403 403 403 403
assurance:analysis_question  pk=autumn.pk question_pk=rated.pk   GET  302 200 200 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:analysis_question  pk=autumn.pk question_pk=nowhere    GET  302 404 404 403 403 404 403 403 403 403 403 403 403 403 403 403
assurance:heat_map  pk=autumn.pk                                 GET  302 200 200 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:analysis_years  pk=autumn.pk                           GET  302 200 200 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:analysis_file  pk=autumn.pk what=answers kind=csv      GET  302 200 200 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:analysis_file  pk=autumn.pk what=kinds kind=xlsx       GET  302 200 200 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:analysis_file  pk=autumn.pk what=secrets kind=csv      GET  302 404 404 403 403 404 403 403 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """A draft that lacks its dates, and a round past its due date that the hospital answered for two partnerships."""
    cast, asks = world.cast, one_of_each("asked-in-autumn")
    today = timezone.localdate()
    next_door = Organisation.objects.create(
        code="next-door", name="Partnership next door", kind=Organisation.Kind.PARTNERSHIP
    )
    Organisation.objects.filter(pk=cast.hospital.pk).update(also_serves=next_door)
    world.planned = operations.plan_round(by=cast.officer, title="To come", organisations=[cast.police])
    world.autumn = open_round(
        cast, [cast.police, cast.hospital], asks, title="Autumn", shared_with=next_door,
        opens_on=today - timedelta(60), due_on=today - timedelta(30), closes_on=today + timedelta(30),
    )  # fmt: skip
    world.late_return = return_of(world.autumn, cast.police)
    world.shared_return = submitted(
        return_of(world.autumn, cast.hospital), cast.hospital_lead, late_reason="Illness"
    )
    world.rated = question(world.autumn, "rating")
    world.nowhere = 987653  # of whatever: there is no such row
