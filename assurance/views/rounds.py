"""Opening a round of assurance and watching what comes back."""

import csv

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assurance.forms.rounds import ALWAYS_ASKED, ExtendForm, OpenRoundForm
from assurance.rules.rounds import stage, standing
from partnership.access import Can, Refused, Role, may, requires
from partnership.models import Appointment, Organisation, Participation, Questionnaire, Return, Round
from partnership.operations import questionnaires as operations
from partnership.rules.spreadsheets import safe_cell


@requires(Can.RUN_ASSURANCE, Can.READ_RETURNS)
def rounds(request):
    """Every round, and how much of each has come back."""
    today = timezone.localdate()
    found = Round.objects.visible_to(request.user).with_counts().select_related("questionnaire")
    rows = [(asked, *stage_of(asked, today)) for asked in found]
    return render(request, "assurance/rounds.html", {"rows": rows, "may_open": may_run(request)})


@requires(Can.RUN_ASSURANCE)
def open_round(request):
    """Ask a questionnaire of many organisations."""
    today = timezone.localdate()
    organisations = Organisation.objects.on(today).exclude(kind=Organisation.Kind.PARTNERSHIP)
    choices = {
        "questionnaires": newest_versions(),
        "organisations": organisations,
        "chosen": list(
            organisations.filter(
                pk__in=Participation.objects.on(today).filter(kind__in=ALWAYS_ASKED).values("organisation")
            ).values_list("pk", flat=True)
        ),
        "without_lead": set(organisations.values_list("pk", flat=True)) - with_a_lead(today),
    }
    form = OpenRoundForm(request.POST or None, **choices)
    if request.method == "POST" and form.is_valid():
        try:
            asked = operations.open_round(by=request.user, **form.cleaned_data)
        except operations.AlreadyOpened as before:
            return redirect(before.asked)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, f"The round is open as {asked.reference}. Letters to its leads are on their way."
            )
            return redirect(asked)
    return render(request, "assurance/open_round.html", {"form": form})


@requires(Can.RUN_ASSURANCE, Can.READ_RETURNS)
def round_(request, pk):
    """Watch one round: who has answered how much, who is late, what has come back."""
    today = timezone.localdate()
    asked = get_object_or_404(Round.objects.visible_to(request.user).select_related("questionnaire"), pk=pk)
    rows = progress(asked, today)
    words, colour = stage_of(asked, today)
    came_back = sum(row["return"].state == Return.State.SUBMITTED for row in rows)
    open_now = asked.opens_on <= today <= asked.closes_on
    return render(
        request,
        "assurance/round.html",
        {
            "round": asked,
            "rows": rows,
            "stage": words,
            "stage_colour": colour,
            "figures": [
                {"value": len(rows), "label": "asked"},
                {"value": came_back, "label": "submitted"},
                {"value": sum(row["words"] == "In progress" for row in rows), "label": "in progress"},
                {"value": sum(row["words"] == "Not started" for row in rows), "label": "not started"},
                {"value": sum(row["overdue"] for row in rows), "label": "late, not submitted"},
            ],
            "may_run": may_run(request),
            "may_remind": may_run(request) and open_now and came_back < len(rows),
            "may_extend": may_run(request) and today <= asked.closes_on,
            "may_read": may(request.user, Can.READ_RETURNS),
        },
    )


@requires(Can.RUN_ASSURANCE)
@require_POST
def remind(request, pk):
    """Write to everybody who has not submitted, once a day."""
    asked = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    new = operations.remind(asked, by=request.user)
    if new:
        messages.success(request, f"{new} reminder{'s are' if new > 1 else ' is'} on the way.")
    else:
        messages.info(
            request, "Everybody who has still to submit has been reminded today, or nobody is left to remind."
        )
    return redirect(asked)


@requires(Can.RUN_ASSURANCE)
def extend(request, pk):
    """Give one organisation longer."""
    opened = get_object_or_404(
        Return.objects.filter(round__in=Round.objects.visible_to(request.user)).select_related(
            "round", "organisation", "deadline"
        ),
        pk=pk,
    )
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.extend(opened, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, f"{opened.organisation} now has until {form.cleaned_data['due_on']:%-d %B %Y}."
            )
            return redirect(opened.round)
    return render(request, "assurance/extend.html", {"form": form, "return": opened, "round": opened.round})


@requires(Can.RUN_ASSURANCE)
def round_csv(request, pk):
    """The progress of one round for a spreadsheet. It holds no answers."""
    asked = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{asked.reference}-progress.csv"'
    response.write("\ufeff")  # so that spreadsheets read it as UTF-8
    table = csv.writer(response)
    table.writerow(
        [
            "Organisation",
            "Kind",
            "State",
            "Answered",
            "Of",
            "Does not apply",
            "Last saved",
            "Due",
            "Extended",
            "Submitted",
        ]
    )
    for row in progress(asked, timezone.localdate()):
        opened = row["return"]
        cells = [
            opened.organisation.name,
            opened.organisation.get_kind_display(),
            row["words"],
            opened.answered,
            opened.of,
            opened.set_aside,
            local(opened.last_saved_at),
            opened.deadline.due_on.isoformat(),
            "yes" if opened.extended else "no",
            local(opened.submitted_at),
        ]
        table.writerow([safe_cell(cell) for cell in cells])
    return response


def local(instant):
    return f"{timezone.localtime(instant):%Y-%m-%d %H:%M}" if instant else ""


def progress(asked, today):
    """Each return of the round with how it stands, in a fixed number of queries however many there are."""
    returns = asked.returns.with_progress().select_related("organisation", "deadline", "round")
    leads = with_a_lead(today)
    rows = []
    for opened in returns.order_by("organisation__name"):
        words, colour = standing(
            submitted=opened.state == Return.State.SUBMITTED,
            late=opened.deadline.late,
            begun=bool(opened.answered or opened.set_aside),
            due_on=opened.deadline.due_on,
            closes_on=asked.closes_on,
            today=today,
        )
        rows.append(
            {
                "return": opened,
                "words": words,
                "colour": colour,
                "overdue": words in ("Late", "Not submitted"),
                "nobody": opened.organisation_id not in leads and opened.state == Return.State.DRAFT,
            }
        )
    return rows


def with_a_lead(today):
    """Ids of the organisations for which somebody may answer today."""
    return set(
        Appointment.objects.on(today)
        .filter(role__in=[Role.PARTNER_LEAD, Role.SCHOOL_LEAD], person__is_active=True)
        .values_list("organisation", flat=True)
    )


def newest_versions():
    """The newest version of each questionnaire that agencies answer, who say who they are."""
    asked = Questionnaire.objects.exclude(basis=Questionnaire.Basis.ANONYMOUS).exclude(offered_at=None)
    newest = asked.order_by("code", "-version").distinct("code").values("pk")
    return Questionnaire.objects.filter(pk__in=newest).order_by("title")


def stage_of(asked, today):
    return stage(opens_on=asked.opens_on, due_on=asked.due_on, closes_on=asked.closes_on, today=today)


def may_run(request):
    return may(request.user, Can.RUN_ASSURANCE)
