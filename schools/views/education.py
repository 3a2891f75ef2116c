"""Each authority's yearly Safeguarding through Education report."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, may, requires
from partnership.views.deed import carried_out
from partnership.views.files import send_file
from schools.forms.education import (
    AcceptReportForm,
    ReturnReportForm,
    SubmitReportForm,
    WriteSectionForm,
)
from schools.models import EducationReport, EducationSection
from schools.operations import education as operations
from schools.rules.education import check_move, check_writable

State = EducationReport.State
COLOURS = {"drafting": "blue", "submitted": "purple", "accepted": "green"}


def find(request, pk, reports=None):
    found = reports if reports is not None else EducationReport.objects.visible_to(request.user)
    return get_object_or_404(
        found.select_related("authority", "deadline", "document", "submitted_by", "accepted_by"), pk=pk
    )


def written(request, pk):
    """A report that this person writes; a 404 for whoever only reads it."""
    return find(request, pk, EducationReport.objects.written_by(request.user))


@requires(Can.READ_EDUCATION_REPORTS)
@require_safe
def education_reports(request):
    """Every year's report of each authority that this person may read."""
    return render(
        request,
        "schools/education_reports.html",
        {
            "reports": EducationReport.objects.visible_to(request.user).select_related(
                "authority", "deadline"
            ),
            "colours": COLOURS,
            "today": timezone.localdate(),
        },
    )


def next_of(deeds, report, over):
    """What happens next with it, in a sentence for whoever reads its page."""
    if report.state == State.ACCEPTED:
        return "Everyone with access to these reports can now read it. It cannot be changed."
    if report.state == State.SUBMITTED:
        return (
            "Read it, and accept it or send it back with a reason."
            if "accept" in deeds
            else "The business unit will read it, then accept it or send it back with a reason."
        )
    if "write" not in deeds:
        return f"The education lead of {report.authority} writes and submits this report."
    if not report.drafted_at:
        return "Draft it from the data first. Then read each heading and add anything the data does not show."
    if not over:
        return (
            "Read each heading and add anything the data does not show. You can submit it after the "
            f"academic year ends on {report.year.ends_on:%-d %B %Y}, with figures updated after that day."
        )
    if timezone.localdate(report.drafted_at) <= report.year.ends_on:
        return "The academic year has ended. Update the figures, read each heading, and submit it."
    return "Read each heading, add anything the data does not show, then submit it to the partnership."


def deeds_of(person, report):
    """What the law offers this person now."""
    deeds = set()
    if (
        EducationReport.objects.written_by(person).filter(pk=report.pk).exists()
        and report.state == State.DRAFTING
    ):
        deeds |= {"write", "submit"}
    if may(person, Can.RUN_SCHOOLS) and report.state == State.SUBMITTED:
        deeds |= {"accept", "return"}
    return deeds


@requires(Can.READ_EDUCATION_REPORTS)
@require_safe
def education_report(request, pk):
    """One report: its six headings with figures, their day and their sources."""
    report = find(request, pk)
    deeds, over = deeds_of(request.user, report), report.year.ends_on < timezone.localdate()
    return render(
        request,
        "schools/education_report.html",
        {
            "report": report,
            "sections": report.sections.select_related("report", "written_by"),
            "colours": COLOURS,
            "deeds": deeds,
            "late": report.deadline.outstanding and report.deadline.due_on < timezone.localdate(),
            "next": next_of(deeds, report, over),
            "may_submit": over
            and report.drafted_at
            and timezone.localdate(report.drafted_at) > report.year.ends_on,
        },
    )


@requires(Can.RUN_AUTHORITY_SCHOOLS)
@require_POST
def draft_report(request, pk):
    operations.draft_report(written(request, pk), by=request.user)
    messages.success(request, "Figures updated to today. Nothing that people wrote has changed.")
    return redirect("schools:education_report", pk)


@requires(Can.RUN_AUTHORITY_SCHOOLS)
def write_section(request, pk):
    """Write one heading beside what the data say; two people at once lose nothing."""
    section = find_section(request, pk)
    check_writable(section.report.state)
    form = WriteSectionForm(request.POST or None, initial={"text": section.words, "seen": section.revision})
    theirs = None
    took = carried_out(request, form, lambda **given: operations.write_section(section, **given))
    if took:
        messages.success(request, "Heading saved.")
        return redirect(f"{section.report.get_absolute_url()}#{section.code}")
    if took is False:
        form.add_error(
            None,
            "Someone else saved this while you were writing. Their text is shown above and yours is kept "
            "below. Combine them, then save again.",
        )
    if form.is_bound:
        theirs = find_section(request, pk)
        theirs = theirs if str(theirs.revision) != form.data.get("seen") else None
        if theirs:
            form.look_again(str(theirs.revision))
    return render(
        request,
        "schools/write_section.html",
        {
            "form": form,
            "section": section,
            "report": section.report,
            "theirs": theirs,
            "texts": section.texts.select_related("saved_by")[:20],
        },
    )


def find_section(request, pk):
    mine = EducationReport.objects.written_by(request.user)
    return get_object_or_404(
        EducationSection.objects.select_related("report__authority", "written_by").filter(report__in=mine),
        pk=pk,
    )


@requires(Can.RUN_AUTHORITY_SCHOOLS)
def submit_report(request, pk):
    """Read the whole once more, and submit it to the partnership."""
    report = written(request, pk)
    check_move(report.state, State.SUBMITTED)
    form = SubmitReportForm(
        request.POST if request.method == "POST" else None, report=report, initial={"seen": report.revision}
    )
    if carried_out(request, form, lambda **given: operations.submit_report(report, **given)):
        messages.success(
            request,
            "Report submitted. The business unit will read it, then accept it or send it back with a "
            "reason. We will write to you either way.",
        )
        return redirect(report)
    report.refresh_from_db()
    form.look_again(str(report.revision))
    return whole(request, "schools/submit_report.html", report, form)


def whole(request, template, report, form):
    return render(request, template, {"form": form, "report": report, "sections": report.sections.all()})


@requires(Can.RUN_SCHOOLS)
def accept_report(request, pk):
    report = find(request, pk)
    check_move(report.state, State.ACCEPTED)
    form = AcceptReportForm(request.POST or None, initial={"seen": report.revision})
    if carried_out(request, form, lambda **given: operations.accept_report(report, **given)):
        messages.success(request, "Report accepted. Everyone with access to these reports can now read it.")
        return redirect(report)
    return whole(request, "schools/accept_report.html", report, form)


@requires(Can.RUN_SCHOOLS)
def return_report(request, pk):
    report = find(request, pk)
    check_move(report.state, State.DRAFTING)
    form = ReturnReportForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.return_report(report, **given)):
        messages.success(request, "Report sent back to the authority. We have written to those who write it.")
        return redirect(report)
    return render(request, "schools/return_report.html", {"form": form, "report": report})


@requires(Can.READ_EDUCATION_REPORTS)
@require_safe
def education_report_pdf(request, pk):
    """The PDF that was submitted."""
    report = find(request, pk)
    if not report.document:
        raise Http404
    return send_file(report.document, report.document.download_name)
