# ruff: noqa: E501 - a row is as wide as it is
"""The doors of “How are we doing?”: written by officers and the manager, agreed by Planning and Delivery, read by all who sit in a group."""

from datetime import date

from django.utils import timezone

from assurance.models import DoingEvidence
from assurance.operations import doing as operations
from partnership.models import Person
from tests.factories import doing as made
from tests.factories import plan as plans
from tests.factories.reviews import pdf

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

assurance:doing                                                  GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
assurance:start_doing                                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:start_doing                                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403

# a draft is its writers' alone
assurance:doing_report  pk=doing_draft.pk                        GET  302 200 200 404 404 404 404 404 404 404 403 403 403 404 403 403
assurance:doing_report  pk=424242                                GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403
assurance:gather_doing  pk=doing_draft.pk                        GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:gather_doing  pk=doing_draft.pk                        POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:add_doing_evidence  pk=doing_draft.pk                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:add_doing_evidence  pk=doing_draft.pk                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_doing_evidence  pk=doing_added.pk               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_doing_evidence  pk=doing_added.pk               POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_doing_evidence  pk=doing_found.pk               GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_doing_evidence  pk=424242                       GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_doing_evidence  pk=doing_added.pk               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_doing_evidence  pk=doing_added.pk               POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_doing_evidence  pk=doing_found.pk               GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_doing_evidence  pk=424242                       GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_doing_evidence  pk=doing_added.pk ? reason=Slip POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_doing_overview  pk=doing_draft.pk                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_doing_overview  pk=doing_draft.pk                POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_doing_statement  pk=doing_words.pk               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_doing_statement  pk=doing_words.pk               POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:open_doing_action  pk=doing_words.pk                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:open_doing_action  pk=doing_words.pk                   POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:put_doing  pk=doing_draft.pk                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:put_doing  pk=doing_draft.pk                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:doing_pdf  pk=doing_draft.pk                           GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403

# with the group: the Advisor and those who sit in it read it; its chair is not among the cast
assurance:doing_report  pk=doing_put.pk                          GET  302 200 200 404 404 200 404 404 404 404 403 403 403 404 403 403
assurance:return_doing  pk=doing_put.pk                          GET  302 200 200 403 403 403 403 403 404 403 403 403 403 403 403 403
assurance:return_doing  pk=doing_put.pk                          POST 302 200 200 403 403 403 403 403 404 403 403 403 403 403 403 403
assurance:agree_doing  pk=doing_put.pk                           GET  302 403 403 403 403 403 403 403 404 403 403 403 403 403 403 403
assurance:agree_doing  pk=doing_put.pk                           POST 302 403 403 403 403 403 403 403 404 403 403 403 403 403 403 403
assurance:write_doing_overview  pk=doing_put.pk                  POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403

# agreed; sending makes a PDF, so the table looks at the page only
assurance:doing_report  pk=doing_agreed.pk                       GET  302 200 200 404 404 200 404 404 404 404 403 403 403 404 403 403
assurance:send_doing  pk=doing_agreed.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:send_doing  pk=doing_put.pk                            POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403

# sent to the Partnership
assurance:doing_report  pk=doing_sent.pk                         GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
assurance:doing_pdf  pk=doing_sent.pk                            GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
"""


def furnish(world):
    """One report at each stage, of the quarters of a plan that was over long ago."""
    cast, today = world.cast, timezone.localdate()
    plan = plans.approved(cast, years=(date(today.year - 3, 4, 1), date(today.year - 2, 3, 31)))
    made.delivery(cast)
    first, second, third, fourth = plan.quarters.all()
    world.doing_draft = operations.start_doing(first, by=cast.officer)
    world.doing_found = DoingEvidence.objects.create(
        report=world.doing_draft, kind=DoingEvidence.Kind.PROGRESS, key="progress:0",
        words="Priority 1. It went green.", known_on=today,
    )  # fmt: skip
    world.doing_added = operations.add_doing_evidence(
        world.doing_draft, by=cast.officer, words="Youth justice inspection: good.", known_on=today
    )
    world.doing_words = world.doing_draft.statements.first()
    world.doing_put, world.doing_agreed, world.doing_sent = (
        put(cast, quarter) for quarter in (second, third, fourth)
    )
    chair = Person.objects.get(name="Delivery chair")
    for name in ("doing_agreed", "doing_sent"):
        report = getattr(world, name)
        agreed = operations.agree_doing(
            report, by=chair, seen=report.revision, agreed_how="PDG-1, decision 1"
        )
        for field in ("state", "agreed_by", "agreed_at", "agreed_how"):
            setattr(report, field, getattr(agreed, field))
    operations.keep_sent(world.doing_sent, pdf(), 1, by=cast.officer, late_reason="Leave.")
    world.doing_sent.refresh_from_db()


def put(cast, quarter):
    report = operations.start_doing(quarter, by=cast.officer)
    for statement in report.statements.all():
        operations.write_doing_statement(
            statement, by=cast.officer, seen=1, cites=[], **made.WORDS | {"verdict": "unknown"}
        )
    report.refresh_from_db()
    return operations.put_doing(report, by=cast.officer, seen=report.revision)
