"""The report of an audit: made, kept, brought before groups, and closed once it has made a difference."""

from django.db import transaction
from django.utils import timezone

from assurance.models import Audit, AuditPresentation, ImmediateConcern, SessionAttendance
from assurance.operations.audits.figures import compare, of_grades
from assurance.operations.audits.state import case_references, lock, move
from assurance.rules.audits import (
    LEAST_CASES,
    REAUDIT_RULE,
    REAUDIT_SOURCE,
    Grade,
    Included,
    Stage,
    Whose,
    check_at,
    check_nameless,
    check_report,
)
from partnership.access import Refused
from partnership.models import Group
from partnership.operations.agenda import add_item
from partnership.operations.deadlines import meet, open_fixed
from partnership.operations.documents import keep
from partnership.operations.paper import print_paper
from partnership.operations.papers import add_paper
from partnership.operations.record import record

SECONDS = 45  # a few pages take two or three


def heard(audit):
    """Of how many cases each kind of person was included, in words where the number is small: [(whose, words)]."""
    cases = audit.cases.standing().count()
    told = []
    for whose in Whose:
        number = (
            audit.cases.standing()
            .filter(voices__whose=whose, voices__included__in=[Included.SPOKE, Included.WROTE])
            .distinct()
            .count()
        )
        few = f"fewer than {LEAST_CASES} cases"
        words = f"{number} cases" if number >= LEAST_CASES else "no case" if not number else few
        if number and number < cases < number + LEAST_CASES:
            words = "most cases" if number >= LEAST_CASES else few
        told.append((whose.label, "every case" if number == cases >= LEAST_CASES else words))
    return told


def content(audit):
    """What the report says: nothing of it is about a single case."""
    cases = audit.cases.standing().count()
    return {
        "audit": audit,
        "agencies": audit.agencies.all(),
        "lines": audit.lines.select_related("earlier_line"),
        "cases": cases if cases >= LEAST_CASES else None,
        "least": LEAST_CASES,
        "by_lot": audit.selections.filter(how="lot").exists(),
        "chosen": audit.selections.filter(how="chosen").exists(),
        "grades": of_grades(audit),
        "heard": heard(audit),
        "sessions": audit.sessions.exclude(held_on=None).count(),
        "came": SessionAttendance.objects.filter(session__audit=audit, came=True)
        .order_by("organisation__name")
        .values_list("organisation__name", flat=True)
        .distinct(),
        "recommendations": audit.recommendations.prefetch_related(
            "action_links__action__organisation", "action_links__action__owner"
        ),
        "learning": audit.learning_links.select_related("point"),
        "comparison": compare(audit),
    }


def print_report(audit, *, reaudit_on=None, no_reaudit_because=""):
    """The report as a tagged PDF, and how many pages it has."""
    return print_paper(
        "print/audit_report.html",
        {
            **content(audit),
            "reaudit_on": reaudit_on or audit.reaudit_on,
            "no_reaudit_because": no_reaudit_because or audit.no_reaudit_because,
        },
        called="The report",
        seconds=SECONDS,
    )


def check_reportable(audit, *, seen, reaudit_on, no_reaudit_because):
    check_at(audit.stage, Stage.WRITING)
    if seen != audit.revision:
        raise Refused("Someone has changed this audit since you read it. Read it again, then try again.")
    check_nameless(audit.theme, no_reaudit_because, references=case_references(audit))
    check_report(
        lines_missing=list(audit.lines.filter(finding="").values_list("number", flat=True)),
        summary=audit.summary,
        open_concerns=ImmediateConcern.objects.open().filter(case__audit=audit).exists(),
        reaudit_on=reaudit_on,
        no_reaudit_because=no_reaudit_because,
        today=timezone.localdate(),
    )


def report_audit(audit, *, by, seen, reaudit_on=None, no_reaudit_because="", late_reason=""):
    """Make the report and keep it. The PDF is made before anything is locked."""
    audit = Audit.objects.select_related("group", "scale", "earlier").get(pk=audit.pk)
    check_reportable(audit, seen=seen, reaudit_on=reaudit_on, no_reaudit_because=no_reaudit_because)
    pdf, pages = print_report(audit, reaudit_on=reaudit_on, no_reaudit_because=no_reaudit_because)
    return keep_report(
        audit, pdf, pages, by=by, seen=seen, reaudit_on=reaudit_on, no_reaudit_because=no_reaudit_because,
        late_reason=late_reason,
    )  # fmt: skip


@transaction.atomic
def keep_report(audit, pdf, pages, *, by, seen, reaudit_on=None, no_reaudit_because="", late_reason=""):
    """Keep a report that was made. What it says no longer changes, and its re-audit has a day."""
    audit = lock(audit)
    check_reportable(audit, seen=seen, reaudit_on=reaudit_on, no_reaudit_because=no_reaudit_because)
    document = keep(
        pdf, by=by, title=f"Report of {audit.reference}", filename="report.pdf",
        download_name=f"{audit.reference.lower()}-report", only=(".pdf",),
    )  # fmt: skip
    meet(audit.report_deadline, by=by, late_reason=late_reason)
    earlier = audit.earlier
    if earlier and earlier.reaudit_deadline and earlier.reaudit_deadline.outstanding:
        meet(earlier.reaudit_deadline, by=by, late_reason=late_reason)
    again = None
    if reaudit_on:
        again = open_fixed(
            "re_audit", "A multi-agency audit is due to be repeated", reaudit_on, by=by, rule=REAUDIT_RULE,
            source=REAUDIT_SOURCE, reference=audit.reference, path=audit.get_absolute_url(), group=audit.group,
        )  # fmt: skip
    return move(
        audit, Stage.REPORTED, by=by, facts={"checksum": document.checksum, "pages": pages},
        document=document, pages=pages, reported_on=timezone.localdate(), reaudit_on=reaudit_on,
        reaudit_deadline=again, no_reaudit_because=no_reaudit_because.strip(),
    )  # fmt: skip


@transaction.atomic
def present_audit(audit, *, by, meeting, late_reason=""):
    """Put the report on the agenda of a meeting as a paper. Once for each meeting."""
    audit = lock(audit)
    check_at(audit.stage, Stage.REPORTED, Stage.CLOSED)
    if audit.presentations.filter(paper__item__meeting=meeting, paper__withdrawn_at=None).exists():
        raise Refused("The report is already a paper for that meeting.")
    item = add_item(
        meeting, by=by, title=f"Multi-agency audit {audit.reference}", presenter="The business unit",
        note="What agencies found together, what ought to change, and who does it.",
    )  # fmt: skip
    with audit.document.file.open("rb") as file:
        pdf = file.read()
    paper = add_paper(
        item, by=by, title=f"Report of {audit.reference}", audience=item.audience, content=pdf,
        filename="report.pdf", late_reason=late_reason,
    )  # fmt: skip
    presentation = AuditPresentation.objects.create(audit=audit, paper=paper, presented_by=by)
    record("presented", audit, by=by, meeting=meeting.reference)
    return presentation


def still_to_tell(audit):
    """Which groups have not had the report: the one that commissioned it, and the partnership."""
    told = audit.presentations.filter(paper__withdrawn_at=None).values("paper__item__meeting__group")
    today = timezone.localdate()
    owed = Group.objects.on(today).filter(kind=Group.Kind.PARTNERSHIP) | Group.objects.filter(
        pk=audit.group_id
    )
    return owed.exclude(pk__in=told)


@transaction.atomic
def close_audit(audit, *, by, difference):
    """Both groups have had it: what difference it made is written down, and it is closed."""
    audit = lock(audit)
    check_at(audit.stage, Stage.REPORTED)
    left = [group.name for group in still_to_tell(audit)]
    if left:
        raise Refused(
            f"The report has not been presented to {' or '.join(left)} yet. Present it there first."
        )
    if not difference.strip():
        raise Refused("Enter what difference it made, or that it has made none yet.")
    check_nameless(difference, references=case_references(audit))
    return move(audit, Stage.CLOSED, by=by, difference=difference.strip(), closed_on=timezone.localdate())


def good_practice(audit):
    """What was good, case by case, for whoever runs audits: it is written into findings by hand."""
    cases = audit.cases.standing().prefetch_related("grades")
    return [
        (case, grade.good_practice)
        for case in cases
        for grade in case.grades.all()
        if grade.kind == Grade.JOINT and grade.good_practice
    ]
