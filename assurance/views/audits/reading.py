"""Reading audits: the list, one audit, its report, and how it compares with the one before."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.models import Audit, ImmediateConcern
from assurance.operations.audits import figures, reporting
from assurance.rules.audits import COLOURS, LEAST_CASES, Stage
from assurance.views.audits.deed import find_audit
from partnership.access import Can, Refused, may, requires
from partnership.views.files import handed_over, send_file

READERS = (Can.RUN_AUDITS, Can.READ_AUDITS)


@requires(*READERS)
@require_safe
def audits(request):
    """Every audit, the newest first, and which of them is due again."""
    found = Audit.objects.visible_to(request.user).select_related(
        "report_deadline", "reaudit_deadline", "earlier"
    )
    today = timezone.localdate()
    runs = may(request.user, Can.RUN_AUDITS)
    return render(
        request,
        "assurance/audits.html",
        {
            "rows": [row(audit, today) for audit in found],
            "runs": runs,
            "concerns": ImmediateConcern.objects.open().count() if runs else 0,
        },
    )


def row(audit, today):
    again = audit.reaudit_deadline
    return {
        "audit": audit,
        "stage": Stage(audit.stage),
        "colour": COLOURS[audit.stage],
        "late": audit.report_deadline.outstanding and audit.report_deadline.due_on < today,
        "again_late": bool(again and again.outstanding and again.due_on < today),
        "again_done": bool(again and again.done_on),
    }


@requires(*READERS)
@require_safe
def audit(request, pk):
    """One audit: why, what is asked, how far it is, and once it is reported what it found."""
    found = find_audit(request, pk)
    today = timezone.localdate()
    runs = may(request.user, Can.RUN_AUDITS)
    reads = runs or found.reported_on is not None
    return render(
        request,
        "assurance/audit.html",
        {
            "audit": found,
            "stage": Stage(found.stage),
            "stage_colour": COLOURS[found.stage],
            "runs": runs,
            "reads": reads,
            "agencies": figures.progress(found) if runs else [(one, None) for one in found.agencies.all()],
            "lines": found.lines.select_related("earlier_line", "written_by"),
            "sessions": found.sessions.select_related("meeting").prefetch_related("attendance__organisation"),
            "recommendations": found.recommendations.select_related("line").prefetch_related(
                "action_links__action__organisation", "action_links__action__owner"
            )
            if reads
            else [],
            "learning": found.learning_links.select_related("point") if reads else [],
            "presentations": found.presentations.select_related("paper__item__meeting__group"),
            "grades": shown(figures.of_grades(found, everything=runs)) if reads else [],
            "concerns": open_concerns(found) if runs else [],
            "fills": Audit.objects.answered_by(request.user).filter(pk=found.pk).exists(),
            "again_late": row(found, today)["again_late"],
            "re_audits": found.re_audits.all(),
            "least": LEAST_CASES,
            "still_to_tell": reporting.still_to_tell(found) if found.stage == Stage.REPORTED else [],
        },
    )


def open_concerns(found):
    return (
        ImmediateConcern.objects.filter(case__audit=found)
        .select_related("case", "organisation", "deadline", "raised_by")
        .order_by("closed_at", "-raised_at")
    )


def shown(grades):
    """Rows of a table: what is not shown says so. No rows of noughts where nothing is graded yet."""
    if all(number == 0 for _, number in grades):
        return []
    return [[label, "not shown" if number is None else number] for label, number in grades]


@requires(*READERS)
@require_safe
def compare_audit(request, pk):
    """A re-audit beside the one before: line by line, grades in each scale’s words, and whether actions stuck."""
    found = find_audit(request, pk)
    runs = may(request.user, Can.RUN_AUDITS)
    if not runs and found.reported_on is None:
        raise Refused("This audit has not been reported yet. Come back when it has.")
    comparison = figures.compare(found, everything=runs)
    if comparison is None:
        raise Refused("This audit does not repeat an earlier one, so there is nothing to compare it with.")
    return render(
        request,
        "assurance/compare_audit.html",
        {
            "audit": found,
            "comparison": comparison,
            "before": shown(comparison.before),
            "now": shown(comparison.now),
            "runs": runs,
            "checks": may(request.user, Can.CHECK_ACTIONS),
        },
    )


@requires(*READERS)
@require_safe
def audit_pdf(request, pk):
    """The report as it was kept."""
    found = find_audit(request, pk)
    if found.document is None:
        raise Refused("There is no report yet. It is made when the audit is reported.")
    return send_file(found.document, f"{found.reference.lower()}-report.pdf")


@requires(Can.RUN_AUDITS)
@require_safe
def audit_draft(request, pk):
    """The report as it would be made now, to be read before it is."""
    found = get_object_or_404(
        Audit.objects.visible_to(request.user).select_related("group", "scale", "earlier"), pk=pk
    )
    if found.document:
        return send_file(found.document, f"{found.reference.lower()}-report.pdf")
    pdf, _ = reporting.print_report(found)
    return handed_over(pdf, f"{found.reference.lower()}-draft.pdf", "application/pdf")
