"""A return on paper and away from the portal: as a PDF, and as a workbook that comes back in."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from assurance.forms.answering import BringInForm
from assurance.views.returns import address_of, check_now, find
from assurance.views.sections import find_section
from partnership.access import Can, requires
from partnership.models import Return
from partnership.operations import questionnaires as operations
from partnership.operations import uploads
from partnership.views.deed import attempt
from partnership.views.files import handed_over
from partnership.views.tables import EXCEL
from partnership.views.uploads import hold_file


@requires(Can.ANSWER_RETURNS, Can.READ_RETURNS)
@require_safe
def print_return(request, pk):
    """The whole return as a PDF: one's own at any time, somebody else's once it is submitted."""
    opened = find(Return.objects.visible_to(request.user), pk)
    content, _ = operations.print_return(opened)
    return handed_over(content, f"{name_of(opened)}.pdf", "application/pdf")


@requires(Can.ANSWER_RETURNS, Can.ANSWER_SECTIONS)
@require_safe
def print_section(request, pk, section_pk):
    """One section as a PDF."""
    opened, part, _, _ = find_section(request, pk, section_pk)
    content, _ = operations.print_return(opened, section=part)
    return handed_over(content, f"{name_of(opened)}-section-{part.position}.pdf", "application/pdf")


@requires(Can.ANSWER_RETURNS)
@require_safe
def answers_file(request, pk):
    """The whole return as a workbook to be filled in."""
    opened = find(Return.objects.answerable_by(request.user), pk)
    check_now(opened)
    return handed_over(operations.as_workbook(opened), f"{name_of(opened)}.xlsx", EXCEL)


@requires(Can.ANSWER_RETURNS, Can.ANSWER_SECTIONS)
@require_safe
def section_file(request, pk, section_pk):
    """One section as a workbook to be filled in."""
    opened, part, _, _ = find_section(request, pk, section_pk)
    check_now(opened)
    name = f"{name_of(opened)}-section-{part.position}.xlsx"
    return handed_over(operations.as_workbook(opened, section=part), name, EXCEL)


@requires(Can.ANSWER_RETURNS)
def bring_in(request, pk):
    """Bring a workbook of the whole return back in: read, shown, and saved once it was looked at."""
    opened = find(Return.objects.answerable_by(request.user), pk)
    return bring(request, opened, None, opened.get_absolute_url())


@requires(Can.ANSWER_RETURNS, Can.ANSWER_SECTIONS)
def bring_in_section(request, pk, section_pk):
    """The same for one section."""
    opened, part, _, _ = find_section(request, pk, section_pk)
    return bring(request, opened, part, address_of(opened, part))


def bring(request, opened, part, back):
    check_now(opened)
    purpose = operations.purpose_of(opened, part)
    deed = request.POST.get("deed", "")
    form = BringInForm(request.POST if deed == "read" else None, request.FILES or None)
    if deed == "drop":
        uploads.drop_rows(purpose, by=request.user)
        return redirect(request.path)
    if deed == "read":

        def read(name, content):
            return operations.read_file(opened, name, content, section=part)

        if hold_file(request, form, purpose, read):
            return redirect(request.path)
    if deed == "save":
        form = BringInForm({}, None)
        form.errors.clear()
        saved = attempt(
            form,
            operations.bring_in_answers,
            opened,
            by=request.user,
            section=part,
            over=request.POST.getlist("over"),
        )
        if saved is not None:
            messages.success(request, f"{saved} answer{'' if saved == 1 else 's'} saved from the workbook.")
            return redirect(back)
    upload = uploads.waiting(purpose, by=request.user)
    return render(
        request,
        "assurance/bring_in.html",
        {
            "return": opened,
            "round": opened.round,
            "section": part,
            "back": back,
            "form": form,
            "upload": upload,
            "rows": operations.understood(opened, upload.rows, section=part) if upload else [],
        },
    )


def name_of(opened):
    """A file's neutral name: the round's reference and the agency's code."""
    return f"{opened.round.reference}-{opened.organisation.code}".lower()
