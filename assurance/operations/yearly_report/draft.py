"""Starting a report, gathering its figures and writing its sections."""

from django.db import transaction
from django.utils import timezone

from assurance.models import Gather, ReportSection, YearlyReport
from assurance.operations.yearly_report.content import checksum
from assurance.operations.yearly_report.figures import gather_year
from assurance.operations.yearly_report.state import lock
from assurance.operations.yearly_report.texts import change_text, insert, keep_present
from assurance.rules.yearly_report import (
    SECTION,
    STARTING_TEXT,
    check_discard,
    check_period_begun,
    check_placed,
    check_revision,
    check_writable,
)
from partnership.access import Refused
from partnership.operations.discarding import discard
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record
from partnership.rules.years import days_of_year, year_words

NO_NAMES = {"figure": (), "table": (), "chart": ()}
FIRST_PRIORITY = 100  # positions leave room between chapters; priorities lie together
STEP = 10
AFTER_PRIORITIES = 1000


@transaction.atomic
def start_report(*, by, year):
    """Begin the report of the year that starts on 1 April of `year`: its chapters, and its figures of today.

    The priorities of the year before come along by name, for the new report has to answer for them.
    """
    starts_on, ends_on = days_of_year(year)
    check_period_begun(starts_on, timezone.localdate())
    if YearlyReport.objects.filter(period_from=starts_on).exists():
        raise Refused(
            f"There is already a report for {year_words(starts_on.year)}. Open it, or correct it once it is "
            f"published."
        )
    report = YearlyReport.objects.create(
        period_from=starts_on,
        period_until=ends_on,
        title=f"Yearly report {year_words(starts_on.year)}",
        slug=f"{year}-{(year + 1) % 100:02}",
        started_by=by,
    )
    report.authors.add(by)
    report.gather = take_figures(report, by=by)
    report.save(update_fields=["gather"])
    before = YearlyReport.objects.newest().filter(period_from__lt=starts_on).first()
    carried = before.sections.filter(kind="priority").values_list("title", flat=True) if before else ()
    ReportSection.objects.bulk_create(starting_sections(report, carried, by=by))
    record("started", report, by=by, year=report.year, figures=report.gather.checksum)
    return report


def starting_sections(report, priorities, *, by):
    texts = STARTING_TEXT | {"money": STARTING_TEXT["money"] + money_text(report.gather)}
    chapters = [(kind, SECTION[kind], text) for kind, text in texts.items()]
    early, late = chapters[:2], chapters[2:]
    placed = [(number * STEP, *chapter) for number, chapter in enumerate(early, 1)]
    placed += [
        (FIRST_PRIORITY + number * STEP, "priority", title, "") for number, title in enumerate(priorities)
    ]
    placed += [(AFTER_PRIORITIES + number * STEP, *chapter) for number, chapter in enumerate(late)]
    return [
        ReportSection(report=report, position=position, kind=kind, title=title, text=text, written_by=by)
        for position, kind, title, text in placed
    ]


def money_text(gather):
    """Each pot's chart, with its table beneath, by name; pots are data."""
    names = [name for name in gather.data["charts"] if name.startswith("contributions_")]
    return "".join(f"\n\n{{chart:{name}}}" for name in names)


def take_figures(report, *, by):
    today = timezone.localdate()
    data = gather_year(report.period_from, report.period_until, data_on=today)
    return Gather.objects.create(
        period_from=report.period_from,
        period_until=report.period_until,
        data_on=today,
        data=data,
        checksum=checksum(data),
        gathered_by=by,
    )


def check_discardable(report):
    check_discard(report.state, shown=report.snapshots.exists())


@transaction.atomic
def discard_report(report, *, by, reason):
    """A report, or the correction of one, that was begun by mistake goes while nobody else has been shown a draft."""
    report = lock(report)
    check_discardable(report)
    return discard(
        report, by=by, reason=reason, version=report.version,
        rests="Something else is written beside it, such as a version for young people, so it stays.",
    )  # fmt: skip


@transaction.atomic
def gather_report(report, *, by):
    """Take the year's figures again, as they stand today. The earlier ones stay as they were."""
    report = lock(report)
    check_writable(report.state)
    report.gather = take_figures(report, by=by)
    report.save(update_fields=["gather"])
    record("gathered", report, by=by, figures=report.gather.checksum, data_on=str(report.gather.data_on))
    return report.gather


@transaction.atomic
def write_section(section, *, by, seen, title, text, difference=""):
    """Save a section. `seen` is the revision on the page. Saving what is there already changes nothing."""
    report = lock(section.report)
    check_writable(report.state)
    section = still_there(ReportSection.objects, section)
    text, difference = text.replace("\r\n", "\n"), difference.replace("\r\n", "\n")
    difference = difference if section.kind == ReportSection.Kind.PRIORITY else ""
    if (section.title, section.text, section.difference) == (title, text, difference):
        return section
    check_revision(seen=seen, now=section.revision)
    check_placed(text + "\n" + difference, report.gather.names if report.gather else NO_NAMES)
    change_text(section, by=by, title=title, text=text, difference=difference)
    report.authors.add(by)
    record("wrote", report, by=by, section=section.pk, revision=section.revision)
    return section


@transaction.atomic
def add_section(report, *, by, title, kind=ReportSection.Kind.PRIORITY):
    """Add a priority, or another chapter, after the last of its kind."""
    report = lock(report)
    check_writable(report.state)
    if kind in ReportSection.ONCE:
        raise Refused("Every report already has that chapter.")
    same = report.sections.filter(title__iexact=title.strip())
    if same.exists():
        raise Refused(f"There is already a section called “{title.strip()}”.")
    section = insert(report, kind=kind, title=title.strip(), by=by)
    report.authors.add(by)
    record("added section", report, by=by, section=section.pk, kind=str(kind))
    return section


@transaction.atomic
def remove_section(section, *, by):
    """Take out a priority or another added chapter. What every report must have stays."""
    report = lock(section.report)
    check_writable(report.state)
    section = still_there(ReportSection.objects, section)
    if section.kind in ReportSection.ONCE:
        raise Refused("Every yearly report must have this chapter, so it cannot be taken out.")
    keep_present(section)
    record("removed section", report, by=by, section=section.pk, kind=section.kind)
    section.delete()
    return report
