"""A “How are we doing?” report at every stage. Today is meant to be after June 2026; its quarter is April to June."""

from assurance.operations import doing as operations
from partnership.models import Group, Seat
from tests.factories import plan as plans

WORDS = {
    "verdict": "partly", "direction": "better", "well": "More babies are seen on the same day.",
    "explore": "Night shifts refer less.", "next_steps": "The hospital trains night shifts.",
}  # fmt: skip


def delivery(cast):
    """The Planning and Delivery Group's chair and a member; the group is made when it is first asked for."""
    group, new = Group.objects.get_or_create(
        code="planning-and-delivery",
        defaults={
            "name": "Planning and Delivery Group",
            "area": "LR",
            "kind": Group.Kind.DELIVERY,
            "parent": cast.partnership,
        },
    )
    if new:
        cast.person("Delivery chair", "group_chair", seat=cast.seat(group, Seat.Kind.CHAIR))
        cast.person("Delivery member", "group_member", seat=cast.seat(group, Seat.Kind.MEMBER))
    return group


def begun(cast, plan=None):
    """A report of the plan's first quarter, with what leads wrote of it."""
    delivery(cast)
    plan = plan or plans.approved(cast)
    for number in (1, 2):
        plans.written(cast, plans.entry(plan, priority=number), late_reason="Leave.")
    return operations.start_doing(plan.quarters.first(), by=cast.officer)


def judged(cast, report, **more):
    """Every outcome statement is judged by what its lead wrote."""
    for statement in report.statements.all():
        operations.write_doing_statement(
            statement, by=cast.officer, seen=statement.revision,
            cites=report.evidence.filter(priority=statement.priority), **WORDS | more,
        )  # fmt: skip
    report.refresh_from_db()
    return report


def with_group(cast, **more):
    report = judged(cast, begun(cast), **more)
    return operations.put_doing(report, by=cast.officer, seen=report.revision)


def agreed(cast, chair, **more):
    report = with_group(cast, **more)
    return operations.agree_doing(report, by=chair, seen=report.revision, agreed_how="PDG-2026-2, decision 1")
