"""The order of the sections, their earlier texts, and what was taken out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from assurance.models import SectionText, YearlyReport
from assurance.models.yearly_report import DRAFT_READERS
from assurance.operations import yearly_report as operations
from assurance.views.yearly_report.drafting import find_section
from assurance.views.yearly_report.reading import find, tabs, words_of
from partnership.access import Can, may, requires
from partnership.rules.differences import differences

SHOWN = 50  # earlier texts on one page


@require_safe
@requires(Can.RUN_YEARLY_REPORT)
def order_sections(request, pk):
    """Every section in order, to move up or down, and those taken out, to bring back."""
    report = find(request, pk)
    sections = list(report.sections.select_related("written_by"))
    last = len(sections) - 1
    rows = [
        {"section": one, "words": words_of(one), "first": place == 0, "last": place == last}
        for place, one in enumerate(sections)
    ]
    return render(
        request,
        "assurance/order_sections.html",
        {
            "report": report,
            "rows": rows,
            "writable": report.state == YearlyReport.State.DRAFTING,
            "taken_out": operations.taken_out(report),
            "tabs": tabs(request, report, "order_sections"),
        },
    )


@require_POST
@requires(Can.RUN_YEARLY_REPORT)
def move_section(request, pk):
    section = find_section(request, pk)
    moved = operations.move_section(section, by=request.user, up=request.POST.get("to") == "up")
    messages.success(request, f"“{moved.title}” moved.")
    return redirect("assurance:order_sections", pk=section.report_id)


def find_text(request, pk):
    reports = YearlyReport.objects.visible_to(request.user)
    texts = SectionText.objects.filter(report__in=reports).select_related(
        "report__gather", "section", "written_by"
    )
    return get_object_or_404(texts, pk=pk)


@require_POST
@requires(Can.RUN_YEARLY_REPORT)
def bring_back_section(request, pk):
    section = operations.bring_back(find_text(request, pk), by=request.user)
    messages.success(request, f"“{section.title}” restored with its last text.")
    return redirect("assurance:order_sections", pk=section.report_id)


@require_safe
@requires(*DRAFT_READERS)
def earlier_texts(request, pk):
    """What a section said before, who wrote it and when; one of them beside what it says now."""
    section = find_section(request, pk)
    texts = list(section.texts.select_related("written_by")[:SHOWN])
    chosen = None
    if wanted := request.GET.get("text", ""):
        chosen = next((one for one in texts if str(one.pk) == wanted), None)
        if chosen is None:
            raise Http404
    now = whole_of(section)
    return render(
        request,
        "assurance/earlier_texts.html",
        {
            "report": section.report,
            "section": section,
            "texts": [{"one": one, "words": words_of(one)} for one in texts],
            "chosen": chosen,
            "pieces": differences(now, whole_of(chosen)) if chosen and whole_of(chosen) != now else [],
            "restores": may(request.user, Can.RUN_YEARLY_REPORT)
            and section.report.state == YearlyReport.State.DRAFTING,
        },
    )


def whole_of(thing):
    return "\n\n".join(part for part in (thing.title, thing.text, thing.difference) if part) + "\n"


@require_POST
@requires(Can.RUN_YEARLY_REPORT)
def restore_text(request, pk):
    """Put an earlier text back; `seen` is the section's revision on the page."""
    kept = find_text(request, pk)
    sent = request.POST.get("seen", "")
    seen = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0
    section = operations.restore_text(kept, by=request.user, seen=seen)
    messages.success(request, "Earlier text restored. The text it replaced is kept with the earlier texts.")
    return redirect("assurance:earlier_texts", pk=section.pk)
