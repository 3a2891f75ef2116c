"""What goes out beside the report: the business plan on one page, and the summary for children."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.report_work import (
    HearYoungPeopleForm,
    StartCompanionForm,
    TakeCompanionBackForm,
    WriteCompanionForm,
)
from assurance.forms.yearly_report import CorrectReportForm
from assurance.models import Companion, YearlyReport
from assurance.models.yearly_report import DRAFT_READERS
from assurance.operations import yearly_report as operations
from assurance.rules.companions import HELP
from assurance.rules.reading_ease import SOURCE, reading_ease
from assurance.views.public import send_pdf
from assurance.views.yearly_report.reading import find, tabs
from partnership.access import Can, Refused, may, requires
from partnership.views.deed import attempt, carried_out
from partnership.views.proof import asks_for_proof

COLOURS = {"Published": "green", "Publishes with the report": "teal", "Waiting for a second person": "purple"}


def standing(companion):
    """Status, in words."""
    if companion.published_on:
        return "Published"
    if companion.let_out_at:
        return "Publishes with the report"
    return "Waiting for a second person" if companion.put_forward_at else "Being written"


@require_safe
@requires(*DRAFT_READERS)
def companions(request, pk):
    report = find(request, pk)
    there = list(
        Companion.objects.visible_to(request.user)
        .filter(report__period_from=report.period_from)
        .select_related("report", "paper")
    )
    left = [kind for kind in Companion.Kind if kind not in {one.kind for one in there}]
    runs = may(request.user, Can.RUN_YEARLY_REPORT)
    return render(
        request,
        "assurance/companions.html",
        {
            "report": report,
            "companions": [
                {"one": one, "standing": standing(one), "colour": COLOURS.get(standing(one), "yellow")}
                for one in there
            ],
            "starts": runs and left,
            "tabs": tabs(request, report, "companions"),
        },
    )


@requires(Can.RUN_YEARLY_REPORT)
def start_companion(request, pk):
    report = find(request, pk)
    taken = set(
        Companion.objects.filter(report__period_from=report.period_from).values_list("kind", flat=True)
    )
    kinds = [one for one in Companion.Kind.choices if one[0] not in taken]
    if not kinds:
        return redirect("assurance:companions", pk=report.pk)
    form = StartCompanionForm(request.POST or None, kinds=kinds)
    if made := carried_out(request, form, operations.start_companion, report):
        return redirect("assurance:write_companion", pk=made.pk)
    return render(request, "assurance/start_companion.html", {"form": form, "report": report})


def find_companion(request, pk):
    found = Companion.objects.visible_to(request.user)
    return get_object_or_404(
        found.select_related(
            "report__gather", "paper__document", "written_by", "put_forward_by", "let_out_by"
        ),
        pk=pk,
    )


@requires(*DRAFT_READERS)
@require_safe
def companion(request, pk):
    """One of them to read, how easy it is, what young people said of it, and what comes next."""
    found = find_companion(request, pk)
    runs = may(request.user, Can.RUN_YEARLY_REPORT)
    papers = list(found.papers.select_related("document"))
    made = operations.paper_of(found)
    return render(
        request,
        "assurance/companion.html",
        {
            "companion": found,
            "report": found.report,
            "body": operations.companion_html(found),
            "ease": reading_ease(found.text),
            "source": SOURCE,
            "standing": standing(found),
            "colour": COLOURS.get(standing(found), "yellow"),
            "paper": made,
            "attempt": papers[0] if papers and not made else None,
            "corrected_by": Companion.objects.filter(supersedes=found).first(),
            "runs": runs,
            "lets_out": runs
            and found.waits_for_second
            and found.put_forward_by_id != request.user.pk
            and made,
            "writable": runs and not found.put_forward_at,
            "published": bool(found.published_on),
            "drafting": found.report.state == YearlyReport.State.DRAFTING,
        },
    )


@requires(Can.RUN_YEARLY_REPORT)
def write_companion(request, pk):
    """Write it: save, or see it first with how easy it is to read. portal.js also saves it here."""
    found = find_companion(request, pk)
    if found.put_forward_at:
        raise Refused("It has been submitted for checking, so its text is frozen. Take it back first.")
    starting = {"version": found.revision, "title": found.title, "text": found.text}
    form = WriteCompanionForm(request.POST or None, initial=starting, companion=found)
    by_itself = request.headers.get("X-Requested-With") == "fetch"
    preview, theirs = None, None
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        if request.POST.get("deed") == "preview" and not by_itself:
            preview = operations.companion_html(found, typed["text"])
        else:
            saved = attempt(
                form, operations.write_companion, found, by=request.user, seen=typed["version"],
                title=typed["title"], text=typed["text"],
            )  # fmt: skip
            if saved and by_itself:
                return JsonResponse({"version": saved.revision})
            if saved:
                messages.success(request, "Your changes are saved.")
                return redirect(saved)
            found.refresh_from_db()
            if found.revision != typed["version"] and not by_itself:
                theirs = found
                form.data = form.data.copy()
                form.data["version"] = found.revision
    if by_itself:
        return JsonResponse({"message": "Not saved. Select Save to see why."}, status=409)
    text = form.data.get("text", "") if form.is_bound else found.text
    return render(
        request,
        "assurance/write_companion.html",
        {
            "form": form,
            "companion": found,
            "report": found.report,
            "preview": preview,
            "theirs": theirs,
            "ease": reading_ease(text),
            "source": SOURCE,
            "help": HELP[found.kind],
        },
    )


@requires(Can.RUN_YEARLY_REPORT)
def hear_young_people(request, pk):
    found = find_companion(request, pk)
    starting = {
        name: getattr(found, name) for name in ("heard_on", "heard_from", "heard_said", "heard_changed")
    }
    form = HearYoungPeopleForm(request.POST or None, initial=starting)
    if carried_out(request, form, operations.hear_young_people, found):
        messages.success(request, "What they said, and what changed, has been saved.")
        return redirect(found)
    return render(
        request,
        "assurance/hear_young_people.html",
        {"form": form, "companion": found, "report": found.report},
    )


@require_POST
@requires(Can.RUN_YEARLY_REPORT)
def put_companion_forward(request, pk):
    found = operations.put_companion_forward(find_companion(request, pk), by=request.user)
    messages.success(request, "The PDF is being made. Someone else must check it before it is published.")
    return redirect(found)


@require_POST
@requires(Can.RUN_YEARLY_REPORT)
def print_companion(request, pk):
    found = find_companion(request, pk)
    operations.print_companion(found, by=request.user)
    messages.success(request, "The PDF is being made.")
    return redirect(found)


@require_POST
@requires(Can.RUN_YEARLY_REPORT)
@asks_for_proof
def let_companion_out(request, pk):
    found = operations.let_companion_out(find_companion(request, pk), by=request.user)
    messages.success(
        request,
        "Published." if found.published_on else "It will be published with the report.",
    )
    return redirect(found)


@requires(Can.RUN_YEARLY_REPORT)
def take_companion_back(request, pk):
    found = find_companion(request, pk)
    form = TakeCompanionBackForm(request.POST or None)
    if carried_out(request, form, operations.take_companion_back, found):
        messages.success(request, "Taken back. You can edit it again.")
        return redirect(found)
    return render(
        request,
        "assurance/take_companion_back.html",
        {"form": form, "companion": found, "report": found.report},
    )


@requires(Can.RUN_YEARLY_REPORT)
def correct_companion(request, pk):
    found = find_companion(request, pk)
    form = CorrectReportForm(request.POST or None)
    if new := carried_out(request, form, operations.correct_companion, found):
        messages.success(request, f"Version {new.version} started with the same text.")
        return redirect(new)
    return render(
        request,
        "assurance/correct_companion.html",
        {"form": form, "companion": found, "report": found.report},
    )


@require_safe
@requires(*DRAFT_READERS)
def companion_pdf(request, pk):
    """Its PDF before it is public, for those who may read drafts."""
    found = find_companion(request, pk)
    paper = found.paper or operations.paper_of(found)
    if paper is None:
        raise Http404
    return send_pdf(request, paper.document)
