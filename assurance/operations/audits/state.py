"""The one door of an audit's stage."""

from assurance.models import Audit
from assurance.rules.audits import check_move
from partnership.operations.record import record


def lock(audit):
    """The audit as it is now, locked until the transaction ends."""
    return (
        Audit.objects.select_for_update(of=("self",), no_key=True)
        .select_related(
            "group",
            "scale",
            "questionnaire",
            "round",
            "report_deadline",
            "reaudit_deadline",
            "earlier__reaudit_deadline",
        )
        .get(pk=audit.pk)
    )


def move(audit, to, *, by, why="", facts=None, **changes):
    """Check and change the stage of an audit that `lock` gave, and record it last."""
    old = audit.stage
    check_move(old, to)
    audit.stage = to
    for field, value in changes.items():
        setattr(audit, field, value)
    audit.save(update_fields=["stage", *changes])
    record("moved", audit, by=by, why=why, old=str(old), new=str(to), **(facts or {}))
    return audit


def touch(audit):
    """What the report will say has changed: whoever made it from an earlier look is told."""
    audit.revision += 1
    audit.save(update_fields=["revision"])


def case_references(audit):
    """What its cases are called, none of which may stand in what others read."""
    return [f"A{number}" for number in audit.cases.values_list("number", flat=True)]
