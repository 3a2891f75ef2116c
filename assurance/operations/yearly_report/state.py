"""The one door of a report's state."""

from assurance.models import YearlyReport
from assurance.rules.yearly_report import check_move
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record


def lock(report):
    rows = YearlyReport.objects.select_for_update(of=("self",), no_key=True).select_related("gather")
    return still_there(rows, report)


def move(report, to, *, by, why="", **changes):
    """Check the table of moves, change, record. `report` is locked by the caller."""
    old = report.state
    check_move(old, to)
    report.state = to
    for name, value in changes.items():
        setattr(report, name, value)
    report.save(update_fields=["state", *changes])
    record("moved", report, by=by, why=why, old=old, new=str(to), version=report.version)
    return report
