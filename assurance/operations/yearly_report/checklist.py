"""What guidance asks of a report, where it is answered, and what staff say of it."""

from django.db import transaction
from django.utils import timezone

from assurance.models import RequirementAnswer
from assurance.operations.yearly_report.state import lock
from assurance.rules.report_requirements import BY_CODE, check_list, check_requirement_answer
from assurance.rules.yearly_report import check_writable
from partnership.access import Refused
from partnership.operations.record import record


def checked(report):
    """Every requirement with the sections that answer it."""
    said = {one.requirement: (one.section_id, one.why_not) for one in report.requirement_answers.all()}
    return check_list(list(report.sections.all()), said)


@transaction.atomic
def answer_requirement(report, requirement, *, by, section=None, why_not=""):
    """Say which section answers a requirement, or why it does not apply this year."""
    report = lock(report)
    check_writable(report.state)
    if requirement not in BY_CODE:
        raise Refused("There is no requirement with that name in the guidance.")
    check_requirement_answer(section=section, why_not=why_not)
    if section is not None and section.report_id != report.pk:
        raise Refused("Select a section of this report.")
    said, _ = RequirementAnswer.objects.update_or_create(
        report=report,
        requirement=requirement,
        defaults={"section": section, "why_not": why_not.strip(), "said_by": by, "said_at": timezone.now()},
    )
    record("answered a requirement", report, by=by, requirement=requirement, applies=section is not None)
    return said
