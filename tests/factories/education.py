"""Education reports of the academic year 2025/26, as the portal begins them."""

from datetime import date

from schools.models import EducationReport
from schools.operations import education as operations
from tests.factories.meetings import pdf


def begun(authority, today=date(2026, 9, 14)):
    operations.open_education_reports(today)
    return EducationReport.objects.get(authority=authority)


def submitted(report, by):
    """Drafted today and submitted, without printing."""
    report = operations.draft_report(report, by=by)
    report.refresh_from_db()
    return operations.keep_submitted(
        report, pdf("x"), 1, by=by, seen=report.revision, late_reason="The figures came late."
    )
