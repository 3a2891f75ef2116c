"""The list of reports, one report and where it stands, its draft to read, its figures and its private PDF."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.models import YearlyReport
from assurance.models.yearly_report import DRAFT_READERS
from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report.content import edition_of
from assurance.rules.report_texts import words_in
from assurance.rules.yearly_report import own_words
from assurance.views.public import send_pdf
from partnership.access import Can, Role, may, requires

STATE_COLOURS = {
    "drafting": "yellow",
    "with_scrutiny": "purple",
    "endorsing": "blue",
    "rendering": "teal",
    "rendered": "teal",
    "published": "green",
}


TABS = [
    ("report", "The report"),
    ("report_draft", "Read it"),
    ("order_sections", "Order"),
    ("report_checklist", "Checklist"),
    ("report_figures", "Figures"),
    ("report_comments", "Comments"),
    ("report_committees", "Committees"),
    ("report_versions", "Versions"),
    ("companions", "Beside it"),
]


def tabs(request, report, current):
    """What there is of one report, for whoever may open it."""
    runs = may(request.user, Can.RUN_YEARLY_REPORT)
    return [
        {
            "label": label,
            "address": reverse(f"assurance:{name}", args=[report.pk]),
            "current": name == current,
        }
        for name, label in TABS
        if runs or name != "order_sections"
    ]


def find(request, pk):
    """The report, if this person may know of it."""
    reports = YearlyReport.objects.visible_to(request.user)
    return get_object_or_404(reports.select_related("gather", "rendering__document"), pk=pk)


def counted(deadline):
    """Whose clock it is, from when it runs, and how many days of it are left; fewer than none is late."""
    left = (deadline.due_on - timezone.localdate()).days
    return {
        "whose": deadline.get_role_display(), "since": deadline.starts_on, "due_on": deadline.due_on,
        "left": left, "late": -left if left < 0 else 0,
    }  # fmt: skip


@requires(*DRAFT_READERS)
@require_safe
def reports(request):
    listed = YearlyReport.objects.visible_to(request.user).select_related("gather")
    running = operations.yearly_deadline()
    return render(
        request,
        "assurance/reports.html",
        {
            "reports": listed,
            "colours": STATE_COLOURS,
            "deadlines": [one for one in [running] if one],
            "clock": running and counted(running),
            "runs": may(request.user, Can.RUN_YEARLY_REPORT),
        },
    )


@requires(*DRAFT_READERS)
@require_safe
def report(request, pk):
    found = find(request, pk)
    person = request.user
    sections = list(found.sections.all())
    endorsements = list(
        found.endorsements.standing()
        .select_related("organisation", "deadline")
        .order_by("organisation__name")
    )
    statement = found.statements.standing().select_related("deadline").first()
    rendering = found.renderings.select_related("document").first()
    return render(
        request,
        "assurance/report.html",
        {
            "report": found,
            "colours": STATE_COLOURS,
            "sections": section_tasks(found, sections, may(person, Can.RUN_YEARLY_REPORT)),
            "statement": statement,
            "endorsements": endorsements,
            "endorsed": sum(1 for one in endorsements if one.signed_at),
            "mine": [
                one
                for one in endorsements
                if not one.signed_at and one.organisation_id in person.organisations(Role.SIGNATORY)
            ],
            "rendering": rendering,
            "copies": list(found.copies.select_related("deadline")),
            "corrected_by": YearlyReport.objects.filter(supersedes=found).first(),
            "runs": may(person, Can.RUN_YEARLY_REPORT),
            "scrutinises": may(person, Can.SCRUTINISE),
            "window": found.windows.running().first(),
            "words": sum(words_of(section) for section in sections),
            "tabs": tabs(request, found, "report"),
        },
    )


def words_of(section):
    return words_in(f"{section.text}\n{section.difference}")


def in_words(section):
    count = words_of(section)
    return f"{count:,} word{'' if count == 1 else 's'}"


def section_tasks(report, sections, runs):
    """Each section as a task: whether it says what it must."""
    writable = runs and report.state == YearlyReport.State.DRAFTING
    tasks = []
    for section in sections:
        lacks = not own_words(section.text)
        silent = section.kind == "priority" and not own_words(section.difference)
        tasks.append(
            {
                "title": section.title,
                "address": reverse("assurance:write_section", args=[section.pk])
                if writable
                else f"{reverse('assurance:report_draft', args=[report.pk])}#section-{section.pk}",
                "hint": f"{'Priority · ' if section.kind == 'priority' else ''}{in_words(section)}",
                "status": "To write" if lacks else "What difference?" if silent else "Written",
                "colour": "yellow" if lacks else "orange" if silent else "",
            }
        )
    return tasks


@requires(*DRAFT_READERS)
@require_safe
def report_draft(request, pk):
    """The whole text as it stands, to read before it is signed or published."""
    found = find(request, pk)
    edition = edition_of(found)
    counts = [
        (one["title"], words_of(one["section"]), f"#section-{one['section'].pk}")
        for one in edition["chapters"]
    ]
    return render(
        request,
        "assurance/report_draft.html",
        edition
        | {
            "colours": STATE_COLOURS,
            "counts": counts,
            "words": sum(count for _, count, _ in counts),
            "tabs": tabs(request, found, "report_draft"),
        },
    )


@requires(*DRAFT_READERS)
@require_safe
def report_pdf(request, pk):
    """The PDF before it is public, for those who may read drafts."""
    found = find(request, pk)
    rendering = found.rendering or found.renderings.filter(state="done").select_related("document").first()
    if rendering is None:
        raise Http404
    return send_pdf(request, rendering.document)
