"""Publishing both editions at once, recording the copies, and correcting what is published."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assurance.models import Rendering, ReportCopy, ReportSection, YearlyReport
from assurance.operations.yearly_report.committees import check_committees
from assurance.operations.yearly_report.companions import check_companions
from assurance.operations.yearly_report.content import whole_checksum
from assurance.operations.yearly_report.letters import write
from assurance.operations.yearly_report.review import check_all_endorsed
from assurance.operations.yearly_report.state import lock, move
from assurance.rules.yearly_report import (
    NEXT_REPORT,
    RECIPIENTS_OF_2019,
    SEND_COPY,
    check_move,
    check_recipients,
    check_same,
    check_says_something,
)
from partnership.access import Refused, Role
from partnership.models import Deadline, Person
from partnership.operations.deadlines import meet, open_deadline
from partnership.operations.documents import keep
from partnership.operations.record import record

State = YearlyReport.State


def usual_recipients():
    """Who got a copy of the last published report; before the first, those whom the arrangements name."""
    last = YearlyReport.objects.published().order_by("-published_at").first()
    names = list(last.copies.order_by("pk").values_list("recipient", flat=True)) if last else []
    return names or list(RECIPIENTS_OF_2019)


def yearly_deadline():
    """The twelve months that run since the last report was published, or None before the first."""
    return Deadline.objects.outstanding().filter(duty=NEXT_REPORT.duty).order_by("due_on").first()


def ready_rendering(report):
    """The finished rendering of the report exactly as it stands."""
    rendering = report.renderings.filter(state=Rendering.State.DONE).select_related("document").first()
    if rendering is None:
        raise Refused("The PDF has not been made yet. Make it first.")
    check_same(rendering.content, whole_checksum(report))
    return rendering


@transaction.atomic
def publish_report(report, *, by, recipients, late_reason="", without=""):
    """The PDF and the HTML edition go live together; copies fall due in seven days, the next in twelve months.

    `without` says why it is published before a committee that was asked has considered it.
    """
    report = lock(report)
    check_move(report.state, State.PUBLISHED)
    recipients = [name.strip() for name in recipients if name.strip()]
    check_recipients(recipients)
    today = timezone.localdate()
    check_all_endorsed(report, on=today)
    rendering = ready_rendering(report)
    check_companions(report)
    check_committees(report, by=by, without=without)
    correction = report.supersedes_id is not None
    following = None if correction else count_twelve_months(report, today, by=by, late_reason=late_reason)
    move(
        report, State.PUBLISHED, by=by, published_by=by, published_at=timezone.now(),
        rendering=rendering, next_deadline=following,
    )  # fmt: skip
    for name in recipients:
        deadline = open_deadline(
            SEND_COPY, today, by=by, reference=report.reference, path=report.get_absolute_url(),
            role=Role.BOARD_MANAGER, label=f"{SEND_COPY.label}: {name}"[:200],
        )  # fmt: skip
        ReportCopy.objects.create(report=report, recipient=name, deadline=deadline)
    readers = Person.objects.holding(
        Role.INDEPENDENT_ADVISOR, Role.SIGNATORY, Role.BOARD_MANAGER, Role.BOARD_OFFICER, on=today
    )
    write(report, f"published:{report.version}", readers, "Published")
    record("published", report, by=by, checksum=rendering.document.checksum, recipients=recipients)
    return report


def count_twelve_months(report, today, *, by, late_reason):
    """Store whether this one came within twelve months of the last, and begin to count for the next.

    A correction is the same report again, so it neither meets nor starts anything.
    """
    running = yearly_deadline()
    if running:
        meet(running, by=by, done_on=today, late_reason=late_reason)
    return open_deadline(
        NEXT_REPORT, today, by=by, reference=report.reference, path=reverse("assurance:reports"),
        role=Role.BOARD_MANAGER,
    )  # fmt: skip


@transaction.atomic
def record_copy(copy, *, by, sent_on, how="", late_reason="", content=b"", filename=""):
    """Record that a copy went, on which day, and for good whether within seven days; with what proves it, if given."""
    copy = (
        ReportCopy.objects.select_for_update(of=("self",), no_key=True)
        .select_related("report", "deadline")
        .get(pk=copy.pk)
    )
    if copy.sent_on:
        raise Refused(f"This copy was recorded as sent on {copy.sent_on:%-d %B %Y}.")
    meet(copy.deadline, by=by, done_on=sent_on, late_reason=late_reason)
    copy.sent_on, copy.how = sent_on, how.strip()
    copy.recorded_by, copy.recorded_at = by, timezone.now()
    if content:
        copy.proof = keep(
            content, by=by, title="Proof that a copy was sent", filename=filename, clean=True,
            download_name=f"copy-{copy.report.slug}-{copy.pk}",
        )  # fmt: skip
    copy.save(update_fields=["sent_on", "how", "recorded_by", "recorded_at", "proof"])
    record("sent copy", copy.report, by=by, recipient=copy.recipient, sent_on=str(sent_on))
    return copy


@transaction.atomic
def correct_report(report, *, by, note):
    """Start a new version of a published report, with a note of what is corrected. The old one never changes."""
    report = lock(report)
    if report.state != State.PUBLISHED:
        raise Refused("You can only correct a published report. Return this one to drafting instead.")
    check_says_something(note, "what is corrected, for readers")
    if YearlyReport.objects.filter(supersedes=report).exists():
        raise Refused("There is already a correction of this version. Open that one.")
    version = report.version + 1
    base = report.slug.split("-version-")[0]
    new = YearlyReport.objects.create(
        period_from=report.period_from,
        period_until=report.period_until,
        title=report.title,
        slug=f"{base}-version-{version}",
        version=version,
        supersedes=report,
        correction_note=note.strip(),
        gather=report.gather,
        started_by=by,
    )
    new.authors.set([*report.authors.all(), by])
    ReportSection.objects.bulk_create(
        ReportSection(
            report=new, position=old.position, kind=old.kind, title=old.title, text=old.text,
            difference=old.difference, written_by=old.written_by, written_at=old.written_at,
        )
        for old in report.sections.all()
    )  # fmt: skip
    record("corrected", new, by=by, why=note, version=version)
    return new
