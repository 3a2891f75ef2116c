"""What no file tells: inspections of other inspectorates, and what a report says of safeguarding in words."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.record import record
from partnership.rules.childs_detail import check_no_detail
from schools.models import Inspection, InspectionNote, School
from schools.operations.inspections.concerns import open_concern
from schools.rules.inspections import check_by_hand, check_note


@transaction.atomic
def add_inspection(
    school, *, by, inspectorate, framework, starts_on, published_on=None, kind="", overall="",
    safeguarding="not_said", category="", link="",
):  # fmt: skip
    """Enter an outcome that no national file has, such as one of the Independent Schools Inspectorate."""
    school = School.objects.select_for_update(no_key=True).select_related("authority").get(pk=school.pk)
    check_by_hand(
        starts_on=starts_on, published_on=published_on, today=timezone.localdate(), opened_on=school.opened_on
    )
    check_no_detail(kind, overall)
    key = f"hand:{school.urn}:{inspectorate}:{starts_on}"
    if Inspection.objects.filter(key=key).exists():
        raise Refused("There is already an inspection of this school by this inspectorate on that day.")
    if Inspection.objects.filter(
        school=school, inspectorate=inspectorate, starts_on=starts_on, corrected_by=None
    ).exists():
        raise Refused("This inspection is already in the national file.")
    inspection = Inspection.objects.create(
        key=key, school=school, urn_at_time=school.urn, inspectorate=inspectorate, framework=framework,
        kind=kind.strip(), starts_on=starts_on, published_on=published_on, overall=overall.strip(),
        safeguarding=safeguarding, category=category, link=link, entered_by=by,
    )  # fmt: skip
    record("entered", inspection, by=by, starts_on=str(starts_on))
    open_concern(inspection, by=by)
    return inspection


@transaction.atomic
def write_note(inspection, *, by, kind, text):
    """What the report says about safeguarding: praised, or to be improved. The same words again change nothing."""
    check_note(text)
    check_no_detail(text)
    inspection = Inspection.objects.select_for_update(no_key=True).get(pk=inspection.pk)
    note, new = InspectionNote.objects.get_or_create(
        inspection=inspection, kind=kind, text=text.strip(), defaults={"written_by": by}
    )
    if new:
        record("noted", inspection, by=by, kind=str(kind))
    return note
