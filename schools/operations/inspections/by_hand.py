"""What no file tells: inspections of other inspectorates, and what a report says of safeguarding in words."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.record import record
from partnership.rules.childs_detail import check_no_detail
from schools.models import Concern, Inspection, InspectionNote, School
from schools.operations.inspections.concerns import open_concern, reasons_of
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
    check_once(school, inspectorate, starts_on)
    key = f"hand:{school.urn}:{inspectorate}:{starts_on}"
    if Inspection.objects.filter(key=key).exists():
        raise Refused(
            "An inspection entered for that day was corrected to another one. Correct that one again."
        )
    inspection = Inspection.objects.create(
        key=key, school=school, urn_at_time=school.urn, inspectorate=inspectorate, framework=framework,
        kind=kind.strip(), starts_on=starts_on, published_on=published_on, overall=overall.strip(),
        safeguarding=safeguarding, category=category, link=link, entered_by=by,
    )  # fmt: skip
    record("entered", inspection, by=by, starts_on=str(starts_on))
    open_concern(inspection, by=by)
    return inspection


def check_once(school, inspectorate, starts_on, besides=None):
    """Refused where that inspection of that day is known already, from a file or by hand."""
    known = Inspection.objects.current().filter(school=school, inspectorate=inspectorate, starts_on=starts_on)
    known = known.exclude(pk=besides.pk if besides else None).first()
    if known is None:
        return
    raise Refused(
        "This inspection is already in the national file."
        if known.file_id
        else "There is already an inspection of this school by this inspectorate on that day."
    )


def check_correctable(inspection):
    """Refused for what a file told, and for a version that was corrected already."""
    if inspection.file_id:
        raise Refused("This inspection comes from a national file. Only the next file corrects it.")
    if Inspection.objects.filter(corrects=inspection).exists():
        raise Refused("This inspection was corrected already. Open it as it is known now.")


@transaction.atomic
def correct_inspection(inspection, *, by, school, starts_on, inspectorate, published_on=None, **facts):
    """What somebody entered by hand was wrong: a further version beside the old one, and the concern goes on with it.

    `facts` are those of add_inspection. A concern stays until the authority closes it, also where nothing of the
    corrected inspection would open one.
    """
    schools = {inspection.school_id, school.pk}
    list(
        School.objects.select_for_update(no_key=True).filter(pk__in=schools).order_by("pk").values_list("pk")
    )
    inspection = Inspection.objects.select_for_update(no_key=True).get(pk=inspection.pk)
    check_correctable(inspection)
    check_by_hand(
        starts_on=starts_on, published_on=published_on, today=timezone.localdate(), opened_on=school.opened_on
    )
    check_no_detail(facts["kind"], facts["overall"])
    facts |= {"inspectorate": inspectorate, "starts_on": starts_on, "published_on": published_on}
    if school.pk == inspection.school_id and all(
        getattr(inspection, name) == value for name, value in facts.items()
    ):
        raise Refused("Nothing has been changed. Change what was entered wrongly.")
    check_once(school, inspectorate, starts_on, besides=inspection)
    concern = Concern.objects.select_for_update(no_key=True).filter(inspection=inspection).first()
    if concern and concern.closed_on is None and school.pk != inspection.school_id:
        raise Refused(
            "A concern about this school was opened from it. Close the concern first, saying that it was about another "
            "school."
        )
    now = Inspection.objects.create(
        key=inspection.key, version=inspection.version + 1, corrects=inspection, school=school,
        urn_at_time=school.urn, entered_by=by, **facts,
    )  # fmt: skip
    record("corrected", now, by=by, starts_on=str(starts_on), version=now.version)
    if school.pk == inspection.school_id:
        inspection.notes.update(inspection=now)
        if concern:
            concern.inspection, concern.reasons = now, reasons_of(now) or concern.reasons
            concern.save(update_fields=["inspection", "reasons"])
            return now
    open_concern(now, by=by)
    return now


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
