"""What goes out beside the report: begun, written, shown to young people, put forward, let out, corrected."""

from django.db import transaction
from django.utils import timezone

from assurance.models import Companion, YearlyReport
from assurance.operations.yearly_report.papers import ask_for_paper, companion_checksum
from assurance.operations.yearly_report.state import lock
from assurance.rules import companions as law
from assurance.rules.yearly_report import check_placed, check_revision, check_says_something
from partnership.access import Refused
from partnership.models import BusinessPlan
from partnership.operations import let_out as public
from partnership.operations.record import record

Kind = Companion.Kind


@transaction.atomic
def start_companion(report, *, by, kind):
    """Begin one beside a report, with a first text: the plan's own priorities, or headings for children."""
    report = lock(report)
    if Companion.objects.filter(report__period_from=report.period_from, kind=kind).exists():
        raise Refused(f"There is already a “{Kind(kind).label}” for {report.year}.")
    plan = plan_of(report) if kind == Kind.PLAN else None
    text = plan_on_a_page(plan) if kind == Kind.PLAN else law.CHILDREN_START
    title = (
        plan.title
        if plan
        else f"{'Our plan' if kind == Kind.PLAN else 'How we kept children safe'}, {report.year}"
    )
    companion = Companion.objects.create(report=report, kind=kind, title=title, text=text, written_by=by)
    record("began", companion, by=by, kind=str(kind))
    return companion


def plan_of(report):
    """The approved plan in force in the year after the report's, or in the report's own."""
    plans = BusinessPlan.objects.approved().filter(ends_on__gte=report.period_until)
    after = plans.filter(starts_on__lte=report.period_until.replace(month=4, day=1)).order_by("starts_on")
    return after.last() or BusinessPlan.objects.approved().filter(ends_on__gte=report.period_from).first()


def plan_on_a_page(plan):
    """The plan's priorities as a first text; one sentence where no plan has been approved."""
    if plan is None:
        return "No business plan has been approved for these years. Write what it will cover.\n"
    parts = [plan.introduction.strip()] if plan.introduction.strip() else []
    for one in plan.priorities.standing():
        parts.append(
            f"## {one.number}. {one.title}\n\n**What good looks like:** {one.outcome.strip()}\n\n"
            f"**How we will know:** {one.measure.strip()}"
        )
    return "\n\n".join(parts) + "\n"


def lock_companion(companion):
    report = lock(companion.report)
    found = Companion.objects.select_for_update(of=("self",), no_key=True).get(pk=companion.pk)
    found.report = report
    return found


def is_published(companion):
    return bool(companion.let_out_at) and companion.report.state == YearlyReport.State.PUBLISHED


def check_writable(companion):
    law.check_companion_writable(forward=companion.put_forward_at, public=is_published(companion))


@transaction.atomic
def write_companion(companion, *, by, seen, title, text):
    """Save its text. `seen` is the revision on the page."""
    companion = lock_companion(companion)
    check_writable(companion)
    text = text.replace("\r\n", "\n")
    if (companion.title, companion.text) == (title, text):
        return companion
    check_revision(seen=seen, now=companion.revision)
    law.check_short(companion.kind, text)
    check_placed(text, companion.report.gather.names)
    companion.title, companion.text = title, text
    companion.revision += 1
    companion.written_by, companion.written_at = by, timezone.now()
    companion.save(update_fields=["title", "text", "revision", "written_by", "written_at"])
    record("wrote", companion, by=by, revision=companion.revision)
    return companion


@transaction.atomic
def hear_young_people(companion, *, by, heard_on, heard_from, heard_said, heard_changed=""):
    """Young people were shown it: which group, when, what they said, and what was changed. Never who."""
    companion = lock_companion(companion)
    if is_published(companion):
        raise Refused("It is published. Use what young people say about it in the next one.")
    law.check_heard(
        heard_on=heard_on, heard_from=heard_from, heard_said=heard_said, today=timezone.localdate()
    )
    companion.heard_on, companion.heard_from = heard_on, heard_from.strip()
    companion.heard_said, companion.heard_changed = heard_said.strip(), heard_changed.strip()
    companion.save(update_fields=["heard_on", "heard_from", "heard_said", "heard_changed"])
    record("heard young people on", companion, by=by, heard_on=str(heard_on))
    return companion


@transaction.atomic
def put_companion_forward(companion, *, by):
    """It is ready: its text is frozen, its PDF is made, and somebody else reads it before it goes out."""
    companion = lock_companion(companion)
    check_says_something(companion.text, "its text before you submit it")
    check_placed(companion.text, companion.report.gather.names)
    companion = public.put_forward(companion, by=by)
    ask_for_paper(by=by, companion=companion)
    return companion


@transaction.atomic
def print_companion(companion, *, by):
    """Ask for its PDF again, where the first attempt failed."""
    companion = lock_companion(companion)
    if companion.put_forward_at is None:
        raise Refused("Submit it for checking first, so that the PDF is made.")
    return ask_for_paper(by=by, companion=companion)


def paper_of(companion):
    """The finished PDF of just what it says, or None."""
    return (
        companion.papers.filter(state="done", content=companion_checksum(companion))
        .select_related("document")
        .first()
    )


@transaction.atomic
def let_companion_out(companion, *, by):
    """A second person has read it: it goes out with its report, or now, where that is published already."""
    companion = lock_companion(companion)
    if companion.report.state == YearlyReport.State.DRAFTING:
        raise Refused("The report’s figures may still change. Release this once they are frozen.")
    paper = paper_of(companion)
    if companion.put_forward_at and paper is None:
        raise Refused("The PDF is not ready yet. Try again in a minute.")
    law.check_pages(companion.kind, paper and paper.pages)
    return public.let_out(companion, by=by, paper=paper)


@transaction.atomic
def take_companion_back(companion, *, by, reason):
    """Not ready after all. Once it is published it stays: a correction is a new version."""
    companion = lock_companion(companion)
    if is_published(companion):
        raise Refused("It is published and cannot be changed. Write a correction instead.")
    return public.take_back(companion, by=by, reason=reason)


@transaction.atomic
def correct_companion(companion, *, by, note):
    """Start a new version of a published one, with a note of what is corrected. The old one never changes."""
    companion = lock_companion(companion)
    if not is_published(companion):
        raise Refused("It is not published, so you can change it directly.")
    check_says_something(note, "what is corrected, for readers")
    if Companion.objects.filter(supersedes=companion).exists():
        raise Refused("There is already a correction of this version. Open that one.")
    new = Companion.objects.create(
        report=companion.report, kind=companion.kind, version=companion.version + 1, supersedes=companion,
        correction_note=note.strip(), title=companion.title, text=companion.text, written_by=by,
    )  # fmt: skip
    record("corrected", new, by=by, why=note.strip(), version=new.version)
    return new


def check_companions(report):
    """Before publication: what goes out beside the report is of the very figures that are published."""
    for companion in report.companions.exclude(let_out_at=None).select_related("report__gather", "paper"):
        if companion.paper.content != companion_checksum(companion):
            raise Refused(
                f"The figures have changed since “{companion.title}” was released. Take it back, then "
                f"submit it again."
            )
