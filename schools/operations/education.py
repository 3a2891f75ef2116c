"""Writing an authority's Safeguarding through Education report, submitting it, and taking it."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from partnership.access import Role
from partnership.models import Person
from partnership.operations.deadlines import meet, open_deadline
from partnership.operations.documents import keep
from partnership.operations.letters import promise
from partnership.operations.paper import print_paper
from partnership.operations.record import record
from partnership.rules.years import AcademicYear, academic_year
from schools.models import EducationReport, EducationSection, EducationText
from schools.operations.education_draft import draft
from schools.operations.engagement import authorities
from schools.rules.education import (
    DUE,
    HEADINGS,
    begins_on,
    check_move,
    check_reason,
    check_seen,
    check_submit,
    check_text,
    check_writable,
    reference_of,
)

State = EducationReport.State
SECONDS = 60


# Beginning ------------------------------------------------------------------------------------------------


def lead_of(authority, day):
    """The first who leads on that authority's education that day, or None."""
    return Person.objects.holding(Role.EDUCATION_LEAD, on=day, organisation=authority).order_by("pk").first()


def open_education_reports(today=None):
    """Begin the report of every academic year that it is time for, of each authority. Safe to repeat; how many."""
    today = today or timezone.localdate()
    running = academic_year(today)
    years = [year for year in (AcademicYear(running.begins - 1), running) if begins_on(year) <= today]
    there = set(EducationReport.objects.values_list("authority", "begins"))
    return sum(
        begin(authority, year, today)
        for authority in authorities(today)
        for year in years[-1:]
        if (authority.pk, year.begins) not in there
    )


@transaction.atomic
def begin(authority, year, today):
    """A place for each heading, and its date in the diary of the education lead. Whether it was new."""
    type(authority).objects.select_for_update(no_key=True).get(pk=authority.pk)
    if EducationReport.objects.filter(authority=authority, begins=year.begins).exists():
        return False
    lead, reference = lead_of(authority, today), reference_of(authority.code, year)
    deadline = open_deadline(
        DUE, year.ends_on, by=None, reference=reference, path="", owner=lead,
        organisation=None if lead else authority, label=f"{DUE.label} {year}",
    )  # fmt: skip
    report = EducationReport.objects.create(
        authority=authority, begins=year.begins, reference=reference, deadline=deadline
    )
    deadline.path = report.get_absolute_url()
    deadline.save(update_fields=["path"])
    EducationSection.objects.bulk_create(
        EducationSection(report=report, code=code, position=position)
        for position, (code, _) in enumerate(HEADINGS, 1)
    )
    record("began", report, by=None, due_on=str(deadline.due_on))
    return True


# Writing --------------------------------------------------------------------------------------------------


def lock(report):
    return (
        EducationReport.objects.select_for_update(of=("self",), no_key=True)
        .select_related("authority", "deadline")
        .get(pk=report.pk)
    )


def changed(report):
    EducationReport.objects.filter(pk=report.pk).update(revision=F("revision") + 1)


@transaction.atomic
def draft_report(report, *, by):
    """Compute all figures anew, with the day beside them. What somebody wrote stays, beside the new draft."""
    report = lock(report)
    check_writable(report.state)
    found = draft(report.authority, report.year, timezone.localdate())
    for section in report.sections.all():
        new = found[section.code]
        section.draft, section.tables = "\n\n".join(new.lines), new.tables
        section.save(update_fields=["draft", "tables"])
    report.drafted_at = timezone.now()
    report.save(update_fields=["drafted_at"])
    changed(report)
    record("drafted from the data", report, by=by)
    return report


@transaction.atomic
def write_section(section, *, by, seen, text):
    """Save what somebody wrote under a heading. False where another saved meanwhile: both are kept, theirs stands.

    The draft's own words, saved as they came, are nobody's: the heading goes on saying what the data say.
    """
    report = lock(section.report)
    check_writable(report.state)
    check_text(text)
    section = EducationSection.objects.select_for_update(no_key=True).get(pk=section.pk)
    text = text.replace("\r\n", "\n").strip()
    if text == section.draft.strip():
        text = ""
    if text == section.text:
        return True
    aside = str(seen) != str(section.revision)
    if aside:
        EducationText.objects.get_or_create(
            section=section, revision=section.revision, text=text, aside=True, saved_by=by
        )
        record("kept aside", report, by=by, label=str(section), revision=section.revision)
        return False
    section.text, section.written_by, section.written_at = text, by, timezone.now()
    section.revision += 1
    section.save(update_fields=["text", "written_by", "written_at", "revision"])
    EducationText.objects.create(section=section, revision=section.revision, text=text, saved_by=by)
    changed(report)
    record("wrote", report, by=by, label=str(section), revision=section.revision)
    return True


# Going forward --------------------------------------------------------------------------------------------


def move(report, to, *, by, why="", **changes):
    """The one door of a report's state, of a report that `lock` gave."""
    old = report.state
    check_move(old, to)
    report.state = to
    for name, value in changes.items():
        setattr(report, name, value)
    report.save(update_fields=["state", *changes])
    record("moved", report, by=by, why=why, old=old, new=str(to))
    return report


def check_whole(report):
    empty = [one.code for one in report.sections.all() if not one.words.strip()]
    drafted_on = timezone.localdate(report.drafted_at) if report.drafted_at else None
    check_submit(ends_on=report.year.ends_on, today=timezone.localdate(), empty=empty, drafted_on=drafted_on)


def submit_report(report, *, by, seen, late_reason=""):
    """The education lead submits it to the partnership: its PDF is made before anything is locked."""
    report = EducationReport.objects.select_related("authority", "deadline").get(pk=report.pk)
    check_move(report.state, State.SUBMITTED)
    check_seen(seen=seen, now=report.revision)
    check_whole(report)
    pdf, pages = print_report(report)
    return keep_submitted(report, pdf, pages, by=by, seen=seen, late_reason=late_reason)


@transaction.atomic
def keep_submitted(report, pdf, pages, *, by, seen, late_reason=""):
    report = lock(report)
    check_move(report.state, State.SUBMITTED)
    check_seen(seen=seen, now=report.revision)
    check_whole(report)
    document = keep(
        pdf, by=by, title=str(report), filename="education-report.pdf",
        download_name=f"education-report-{report.reference.lower()}", only=(".pdf",),
    )  # fmt: skip
    if report.deadline.outstanding:
        meet(report.deadline, by=by, late_reason=late_reason)
    moved = move(
        report, State.SUBMITTED, by=by, submitted_by=by, submitted_at=timezone.now(), document=document,
        pages=pages, returned_because="",
    )  # fmt: skip
    officers = Person.objects.holding(Role.BOARD_OFFICER, on=timezone.localdate())
    tell(report, f"submitted:{report.revision}", "An education report was submitted", officers)
    return moved


@transaction.atomic
def accept_report(report, *, by, seen):
    """The partnership takes it: from here everybody who reads such reports reads it, and it never changes."""
    report = lock(report)
    check_seen(seen=seen, now=report.revision)
    moved = move(report, State.ACCEPTED, by=by, accepted_by=by, accepted_at=timezone.now())
    tell(report, "accepted", "The partnership accepted your report", writers(report))
    return moved


@transaction.atomic
def return_report(report, *, by, reason):
    """Back to the authority, with what is missing or wrong. The PDF of what was submitted stays among documents."""
    report = lock(report)
    check_reason(reason)
    moved = move(
        report, State.DRAFTING, by=by, why=reason.strip(), returned_because=reason.strip(), submitted_by=None,
        submitted_at=None, document=None, pages=None,
    )  # fmt: skip
    tell(report, f"returned:{report.revision}", "The partnership sent your report back", writers(report))
    changed(report)
    return moved


def writers(report):
    return Person.objects.holding(Role.EDUCATION_LEAD, on=timezone.localdate(), organisation=report.authority)


def tell(report, key, subject, people):
    """Write to each of these people once under this key."""
    for person in people:
        promise(
            "asked", f"education:{report.pk}:{key}:{person.pk}", to=person, subject=f"{subject}: {report.reference}",
            reference=report.reference, label=subject, path=report.get_absolute_url(),
        )  # fmt: skip


def print_report(report):
    """The report as a tagged PDF, and how many pages it has."""
    return print_paper(
        "print/education_report.html",
        {
            "report": report,
            "sections": paper_of(report),
        },
        called="The report",
        seconds=SECONDS,
    )


def paper_of(report):
    """The headings with each table as rows of (words, whether a number), for paper."""
    sections = list(report.sections.all())
    for section in sections:
        for one in section.tables:
            columns = one["columns"].split("|")
            numeric = [column.endswith("#") for column in columns]
            one["headings"] = [
                (column.rstrip("#"), yes) for column, yes in zip(columns, numeric, strict=True)
            ]
            one["lines"] = [list(zip(row, numeric, strict=True)) for row in one["rows"]]
    return sections
