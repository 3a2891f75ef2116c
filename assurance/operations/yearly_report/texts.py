"""The sections' order, their earlier texts, and bringing either back."""

from django.db import transaction
from django.utils import timezone

from assurance.models import ReportSection, SectionText
from assurance.operations.yearly_report.state import lock
from assurance.rules.report_texts import is_same_sitting
from assurance.rules.yearly_report import check_placed, check_revision, check_writable
from partnership.access import Refused
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record

STEP = 10  # between positions; they are numbered anew whenever one moves
TEXT = ("title", "text", "difference")


def change_text(section, *, by, title, text, difference):
    """Write what a section says, and keep what it said. Its report is locked and writable."""
    keep_present(section)
    section.title, section.text, section.difference = title, text, difference
    section.revision += 1
    section.written_by, section.written_at = by, timezone.now()
    section.save(update_fields=[*TEXT, "revision", "written_by", "written_at"])
    keep_text(section)


def keep_present(section):
    """Keep what the section says now, where nothing of it has been kept yet."""
    kept = section.texts.filter(set_aside=False).first()
    if kept is None or kept.revision < section.revision:
        keep_text(section)


def keep_text(section):
    """What it says now, as the text of this sitting: what one person saves within half an hour is one text."""
    last = section.texts.filter(set_aside=False).first()
    if is_same_sitting(last, by=section.written_by_id, now=section.written_at, text=section.text):
        kept = last
    else:
        kept = SectionText(
            report_id=section.report_id, section=section, origin=section.pk, kind=section.kind,
            written_by_id=section.written_by_id, began_at=section.written_at,
        )  # fmt: skip
    for name in TEXT:
        setattr(kept, name, getattr(section, name))
    kept.revision, kept.written_at = section.revision, section.written_at
    kept.save()
    return kept


@transaction.atomic
def set_aside(section, *, by, title, text, difference=""):
    """Keep what somebody wrote while a colleague saved the same section: it stands nowhere and is not lost."""
    report = lock(section.report)
    section = still_there(ReportSection.objects, section)
    text, difference = text.replace("\r\n", "\n"), difference.replace("\r\n", "\n")
    if (section.text, section.difference) == (text, difference):
        return None
    last = section.texts.filter(set_aside=True, written_by=by, revision=section.revision).first()
    kept = last or SectionText(
        report=report, section=section, origin=section.pk, kind=section.kind, written_by=by, set_aside=True
    )
    kept.title, kept.text, kept.revision, kept.written_at = title, text, section.revision, timezone.now()
    kept.difference = difference
    kept.save()
    if last is None:
        record("set aside a text", report, by=by, section=section.pk)
    return kept


@transaction.atomic
def restore_text(kept, *, by, seen):
    """Put an earlier text back in its place. What stands there now stays among the earlier ones."""
    report = lock(kept.report)
    check_writable(report.state)
    section = ReportSection.objects.filter(pk=kept.section_id).first()
    if section is None:
        raise Refused("Its section has been removed. Restore the section first.")
    check_revision(seen=seen, now=section.revision)
    if all(getattr(section, name) == getattr(kept, name) for name in TEXT):
        raise Refused("This is already the section’s text.")
    check_placed(f"{kept.text}\n{kept.difference}", report.gather.names, kept.title)
    change_text(section, by=by, **{name: getattr(kept, name) for name in TEXT})
    report.authors.add(by)
    record("restored a text", report, by=by, section=section.pk, revision=section.revision)
    return section


# Order ----------------------------------------------------------------------------------------------------


def number(sections):
    """Give them positions in this order; only those that change are written."""
    changed = []
    for place, section in enumerate(sections, 1):
        if section.position != place * STEP:
            section.position = place * STEP
            changed.append(section)
    ReportSection.objects.bulk_update(changed, ["position"])


def insert(report, *, kind, title, by, text="", difference=""):
    """A new section after the last of its kind; the first priority comes after the arrangements, a chapter last."""
    sections = list(report.sections.all())
    after = [place for place, one in enumerate(sections, 1) if one.kind == kind]
    if not after and kind == ReportSection.Kind.PRIORITY:
        after = [place for place, one in enumerate(sections, 1) if one.kind == "arrangements"]
    place = after[-1] if after else len(sections)
    section = ReportSection.objects.create(
        report=report, position=0, kind=kind, title=title, text=text, difference=difference, written_by=by
    )
    number([*sections[:place], section, *sections[place:]])
    return section


@transaction.atomic
def move_section(section, *, by, up):
    """One place up or down. At either end it stays where it is."""
    report = lock(section.report)
    check_writable(report.state)
    section = still_there(ReportSection.objects, section)
    sections = list(report.sections.all())
    at = sections.index(section)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(sections):
        return sections[at]
    sections[at], sections[to] = sections[to], sections[at]
    number(sections)
    record("moved section", report, by=by, section=section.pk, place=to + 1)
    return sections[to]


def taken_out(report):
    """The last text of each section that was taken out."""
    gone = report.texts.filter(section=None, set_aside=False).order_by("origin", "-written_at", "-pk")
    return list(gone.distinct("origin").select_related("written_by"))


@transaction.atomic
def bring_back(kept, *, by):
    """A section that was taken out, with its last text and all its earlier ones."""
    report = lock(kept.report)
    check_writable(report.state)
    if SectionText.objects.get(pk=kept.pk).section_id is not None:
        raise Refused("It has already been restored.")
    if report.sections.filter(title__iexact=kept.title).exists():
        raise Refused(f"There is now another section called “{kept.title}”. Rename that one first.")
    known = report.gather.names
    check_placed(f"{kept.text}\n{kept.difference}", known, kept.title)
    section = insert(
        report,
        kind=kept.kind,
        title=kept.title,
        text=kept.text,
        difference=kept.difference,
        by=kept.written_by,
    )
    report.texts.filter(origin=kept.origin).update(section=section, origin=section.pk)
    ReportSection.objects.filter(pk=section.pk).update(revision=kept.revision + 1)
    section.refresh_from_db()
    record("brought back a section", report, by=by, section=section.pk, kind=section.kind)
    return section
