"""Making the report, bringing it before groups, and closing the audit."""

from django.contrib import messages
from django.shortcuts import redirect, render

from assurance.forms.audits.work import CloseAuditForm, PresentForm, ReportForm
from assurance.operations import audits as operations
from assurance.operations.audits.reporting import content, still_to_tell
from assurance.rules.audits import Stage
from assurance.views.audits.deed import check_now, deed, find_audit
from assurance.views.audits.reading import shown
from partnership.access import Can, requires
from partnership.models import Group
from partnership.views.deed import attempt


@requires(Can.RUN_AUDITS)
def report_audit(request, pk):
    """Read what the report says, say whether it is re-audited, and make it."""
    found = find_audit(request, pk)
    check_now(request, found, Stage.WRITING)
    due = [found.report_deadline]
    if found.earlier and found.earlier.reaudit_deadline:
        due.append(found.earlier.reaudit_deadline)
    due_on = min((one.due_on for one in due if one.outstanding), default=None)
    form = ReportForm(request.POST or None, audit=found, due_on=due_on)
    if request.method == "POST" and form.is_valid():
        reported = attempt(form, operations.report_audit, found, by=request.user, **form.asked())
        if reported:
            messages.success(request, "Report made. Present it to the groups that should see it.")
            return redirect(reported)
        found = find_audit(request, pk)
        form.look_again(found.revision)
    says = content(found)
    return render(
        request, "assurance/report_audit.html", {"form": form, **says, "grades": shown(says["grades"])}
    )


@requires(Can.RUN_AUDITS)
def present_audit(request, pk):
    found = find_audit(request, pk)
    check_now(request, found, Stage.REPORTED, Stage.CLOSED)
    groups = Group.objects.filter(kind__in=[Group.Kind.PARTNERSHIP, Group.Kind.DELIVERY])
    groups |= Group.objects.filter(pk=found.group_id)
    return deed(
        request,
        PresentForm(request.POST or None, person=request.user, groups=groups),
        operations.present_audit,
        found,
        template="assurance/present_audit.html",
        goes_to=found.get_absolute_url(),
        says="Report added to that meeting’s papers.",
        context={"audit": found, "still_to_tell": still_to_tell(found)},
    )


@requires(Can.RUN_AUDITS)
def close_audit(request, pk):
    found = find_audit(request, pk)
    check_now(request, found, Stage.REPORTED)
    return deed(
        request,
        CloseAuditForm(request.POST or None),
        operations.close_audit,
        found,
        template="assurance/close_audit.html",
        goes_to=found.get_absolute_url(),
        says="Audit closed.",
        context={"audit": found, "still_to_tell": still_to_tell(found)},
    )
