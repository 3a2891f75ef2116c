"""“How are we doing?”: each quarter's report, from its evidence to the Partnership."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.doing import (
    AddDoingEvidenceForm,
    AgreeDoingForm,
    ChangeDoingEvidenceForm,
    OpenDoingActionForm,
    PutDoingForm,
    ReturnDoingForm,
    SendDoingForm,
    StartDoingForm,
    WriteDoingOverviewForm,
    WriteDoingStatementForm,
)
from assurance.models import DoingEvidence, DoingReport, DoingStatement
from assurance.operations import doing as operations
from assurance.operations.doing_paper import whole
from assurance.rules.doing import check_move, check_writable
from partnership.access import Can, may, requires
from partnership.forms.surveys import ReasonForm
from partnership.models import PlanQuarter
from partnership.rules.plain import as_kept
from partnership.views.deed import carried_out
from partnership.views.files import send_file

State = DoingReport.State
COLOURS = {"drafting": "blue", "with_group": "purple", "agreed": "teal", "sent": "green"}


def with_all(reports):
    return reports.select_related("quarter__plan", "deadline", "agreed_by", "sent_by", "document")


def find(request, pk, reports=DoingReport.objects):
    return get_object_or_404(with_all(reports.visible_to(request.user)), pk=pk)


@requires(Can.READ_DOING)
@require_safe
def doing(request):
    """Every quarter's report that this person may read, and which is due next."""
    today = timezone.localdate()
    writes = may(request.user, Can.RUN_DOING)
    return render(
        request,
        "assurance/doing.html",
        {
            "reports": with_all(DoingReport.objects.visible_to(request.user)),
            "colours": COLOURS,
            "today": today,
            "to_start": operations.quarters_to_report(today) if writes else [],
            "writes": writes,
        },
    )


@requires(Can.RUN_DOING)
def start_doing(request):
    quarters = operations.quarters_to_report(timezone.localdate())
    form = StartDoingForm(
        request.POST or None,
        quarters=PlanQuarter.objects.filter(pk__in=[one.pk for one in quarters]).select_related("plan"),
    )
    report = carried_out(request, form, lambda by, quarter: operations.start_doing(quarter, by=by))
    if report:
        messages.success(request, "Report started with the evidence already in the portal for the quarter.")
        return redirect(report)
    return render(request, "assurance/start_doing.html", {"form": form, "quarters": quarters})


def deeds_of(person, report):
    """What the law offers this person now."""
    deeds = set()
    same = DoingReport.objects.filter(pk=report.pk)
    if may(person, Can.RUN_DOING):
        if report.state == State.DRAFTING:
            deeds |= {"write", "put_doing"}
        if report.state == State.WITH_GROUP:
            deeds.add("return_doing")
        if report.state == State.AGREED:
            deeds.add("send_doing")
        deeds.add("open_doing_action")
    if same.to_agree_by(person).exists():
        deeds |= {"agree_doing", "return_doing"}
    return deeds


@requires(Can.READ_DOING)
@require_safe
def doing_report(request, pk):
    """One quarter: what the evidence says of each outcome statement, and the evidence itself."""
    report = find(request, pk)
    context = whole(report)
    cited = {one["evidence"].pk for one in context["cited"]}
    deeds = deeds_of(request.user, report)
    missing = [one["statement"] for one in context["statements"] if not one["statement"].verdict]
    return render(
        request,
        "assurance/doing_report.html",
        context
        | {
            "report": report,
            "colours": COLOURS,
            "deeds": deeds,
            "uncited": [one for one in report.evidence.all() if one.pk not in cited]
            if "write" in deeds
            else [],
            "missing": missing,
            "missing_words": missing_words(missing),
            "late": report.deadline.outstanding and report.deadline.due_on < timezone.localdate(),
        },
    )


def missing_words(statements):
    numbers = [str(one.number) for one in statements]
    which = " and ".join([", ".join(numbers[:-1]), numbers[-1]] if len(numbers) > 1 else numbers)
    return f"Nothing has been written yet for {'priority' if len(numbers) == 1 else 'priorities'} {which}."


@requires(Can.RUN_DOING)
@require_POST
def gather_doing(request, pk):
    number = operations.gather_doing(find(request, pk), by=request.user)
    messages.success(request, f"{number} new piece{'' if number == 1 else 's'} of evidence found.")
    return redirect("assurance:doing_report", pk)


@requires(Can.RUN_DOING)
def add_doing_evidence(request, pk):
    report = find(request, pk)
    check_writable(report.state)
    form = AddDoingEvidenceForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.add_doing_evidence(report, **given)):
        messages.success(request, "Evidence added. Select it when you write about the outcome it supports.")
        return redirect(report)
    return render(request, "assurance/add_doing_evidence.html", {"form": form, "report": report})


def find_added(request, pk):
    """Evidence in staff's own words, of a report that the person may read."""
    return get_object_or_404(
        DoingEvidence.objects.exclude(added_by=None)
        .filter(report__in=DoingReport.objects.visible_to(request.user))
        .select_related("report__quarter__plan"),
        pk=pk,
    )


@requires(Can.RUN_DOING)
def change_doing_evidence(request, pk):
    """Other words, or another day."""
    evidence = find_added(request, pk)
    report = evidence.report
    check_writable(report.state)
    form = ChangeDoingEvidenceForm(request.POST or None, evidence=evidence)
    if carried_out(request, form, operations.change_doing_evidence, evidence):
        messages.success(request, "Evidence saved.")
        return redirect(report)
    evidence = find_added(request, pk)
    theirs = evidence.words if form.is_bound and as_kept(form.data.get("seen")) != evidence.words else ""
    form.look_again(evidence.words)
    return render(
        request, "assurance/change_doing_evidence.html", {"form": form, "report": report, "theirs": theirs}
    )


@requires(Can.RUN_DOING)
def remove_doing_evidence(request, pk):
    """It was added by mistake."""
    evidence = find_added(request, pk)
    report = evidence.report
    check_writable(report.state)
    form = ReasonForm(request.POST or None, label="Why are you removing it?")
    if carried_out(request, form, operations.remove_doing_evidence, evidence):
        messages.success(request, "Evidence removed.")
        return redirect(report)
    return render(
        request,
        "assurance/remove_doing_evidence.html",
        {"form": form, "report": report, "evidence": evidence},
    )


@requires(Can.RUN_DOING)
def write_doing_overview(request, pk):
    report = find(request, pk)
    check_writable(report.state)
    form = WriteDoingOverviewForm(
        request.POST or None, initial={"overview": report.overview, "seen": report.revision}
    )
    if carried_out(request, form, lambda **given: operations.write_doing_overview(report, **given)):
        messages.success(request, "Overview saved.")
        return redirect(report)
    theirs = ""
    if form.is_bound:
        report.refresh_from_db()
        theirs = report.overview if str(report.revision) != form.data.get("seen") else ""
        form.look_again(str(report.revision))
    return render(
        request, "assurance/write_doing_overview.html", {"form": form, "report": report, "theirs": theirs}
    )


@requires(Can.RUN_DOING)
def write_doing_statement(request, pk):
    """Judge one outcome statement by the evidence of the quarter."""
    statement = find_statement(request, pk)
    report = statement.report
    check_writable(report.state)
    initial = {
        name: getattr(statement, name) for name in ("verdict", "direction", "well", "explore", "next_steps")
    }
    form = WriteDoingStatementForm(
        request.POST or None,
        statement=statement,
        initial=initial | {"seen": statement.revision, "cites": list(statement.cites.all())},
    )
    if carried_out(request, form, lambda **given: operations.write_doing_statement(statement, **given)):
        messages.success(request, f"Priority {statement.number} saved.")
        return redirect(f"{report.get_absolute_url()}#priority-{statement.number}")
    theirs = None
    if form.is_bound:
        now = find_statement(request, pk)
        theirs = now if str(now.revision) != form.data.get("seen") else None
        form.look_again(str(now.revision))
    return render(
        request,
        "assurance/write_doing_statement.html",
        {"form": form, "statement": statement, "report": report, "theirs": theirs},
    )


def find_statement(request, pk):
    return get_object_or_404(
        DoingStatement.objects.select_related("report__quarter__plan", "written_by").filter(
            report__in=DoingReport.objects.visible_to(request.user)
        ),
        pk=pk,
    )


@requires(Can.RUN_DOING)
def put_doing(request, pk):
    """Read the whole once more, and give it to the Planning and Delivery Group."""
    report = find(request, pk)
    check_move(report.state, State.WITH_GROUP)
    form = PutDoingForm(request.POST or None, initial={"seen": report.revision})
    if carried_out(request, form, lambda **given: operations.put_doing(report, **given)):
        messages.success(
            request, "Report sent to the Planning and Delivery Group, which agrees it or returns it to you."
        )
        return redirect(report)
    report.refresh_from_db()
    form.look_again(str(report.revision))
    return render(request, "assurance/put_doing.html", whole(report) | {"form": form, "report": report})


@requires(Can.RUN_DOING, Can.AGREE_DOING)
def return_doing(request, pk):
    report = find(request, pk)
    if "return_doing" not in deeds_of(request.user, report):
        raise Http404
    form = ReturnDoingForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.return_doing(report, **given)):
        messages.success(request, "Report returned to its writers. We have written to them.")
        return redirect("assurance:doing")
    return render(request, "assurance/return_doing.html", {"form": form, "report": report})


@requires(Can.AGREE_DOING)
def agree_doing(request, pk):
    """The group's chair says that the group agrees it, having read it on this page."""
    report = find(request, pk, DoingReport.objects.to_agree_by(request.user))
    form = AgreeDoingForm(request.POST or None, initial={"seen": report.revision})
    if carried_out(request, form, lambda **given: operations.agree_doing(report, **given)):
        messages.success(request, "Report agreed. The business unit will send it to the Partnership.")
        return redirect(report)
    report.refresh_from_db()
    form.look_again(str(report.revision))
    return render(request, "assurance/agree_doing.html", whole(report) | {"form": form, "report": report})


@requires(Can.RUN_DOING)
def send_doing(request, pk):
    report = find(request, pk)
    check_move(report.state, State.SENT)
    form = SendDoingForm(request.POST if request.method == "POST" else None, report=report)
    if carried_out(request, form, lambda **given: operations.send_doing(report, **given)):
        messages.success(request, "Report sent to the Partnership. We have written to its members.")
        return redirect(report)
    return render(request, "assurance/send_doing.html", {"form": form, "report": report})


@requires(Can.RUN_DOING)
def open_doing_action(request, pk):
    statement = find_statement(request, pk)
    form = OpenDoingActionForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.open_doing_action(statement, **given)):
        messages.success(request, "Action opened. Whoever does it finds it on their home page.")
        return redirect(statement.report)
    return render(
        request,
        "assurance/open_doing_action.html",
        {"form": form, "statement": statement, "report": statement.report},
    )


@requires(Can.READ_DOING)
@require_safe
def doing_pdf(request, pk):
    """The PDF that the Partnership got."""
    report = find(request, pk)
    if not report.document:
        raise Http404
    return send_file(report.document, report.document.download_name)
