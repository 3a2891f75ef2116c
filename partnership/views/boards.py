"""Other boards: the register, one board with all that passed, and what is asked of it."""

from collections import Counter

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.forms.boards import (
    JudgeAssuranceForm,
    NameContactForm,
    PassInformationForm,
    ReceiveAssuranceForm,
    SeekAssuranceForm,
    YearForm,
)
from partnership.forms.surveys import ReasonForm
from partnership.models import BoardAssurance, BoardContact, BoardInformation, LinkedBoard
from partnership.operations import boards as operations
from partnership.rules.boards import check_move
from partnership.rules.years import financial_year, year_words
from partnership.views.deed import carried_out
from partnership.views.files import send_file

READERS = (Can.RUN_BOARDS, Can.RUN_MEETINGS, Can.SCRUTINISE)
State = BoardAssurance.State
COLOURS = {"asked": "blue", "received": "yellow", "satisfied": "green", "again": "orange"}


def boards_of_today():
    today = timezone.localdate()
    newest = BoardContact.objects.on(today)
    return LinkedBoard.objects.on(today).prefetch_related(
        Prefetch("contacts", newest, to_attr="contacts_today"),
        "information",
        Prefetch("assurances", BoardAssurance.objects.select_related("deadline")),
    )


def summary(board, year):
    """What passed with a board in a year from 1 April, in figures."""
    asked = [
        one
        for one in board.assurances.all()
        if financial_year(one.asked_on) == year and not one.withdrawn_because
    ]
    states = Counter(one.state for one in asked)
    received = [one for one in asked if one.received_on]
    return {
        "passed": sum(1 for one in board.information.all() if financial_year(one.passed_on) == year),
        "asked": len(asked),
        "received": len(received),
        "late": sum(1 for one in received if one.deadline.late),
        "satisfied": states[State.SATISFIED],
        "again": states[State.AGAIN],
    }


def overdue_of(board, today):
    return [one for one in board.assurances.all() if one.deadline.outstanding and one.deadline.due_on < today]


@requires(*READERS)
@require_safe
def boards(request):
    """Every board of today: how it is reached, what passed in the year, and what is overdue."""
    today = timezone.localdate()
    found = list(boards_of_today())
    years = {financial_year(today)}
    for board in found:
        years |= {financial_year(one.passed_on) for one in board.information.all()}
        years |= {financial_year(one.asked_on) for one in board.assurances.all()}
    form = YearForm(
        request.GET or None, years=[(year, year_words(year)) for year in sorted(years, reverse=True)]
    )
    year = (form.cleaned_data.get("year") if form.is_valid() else None) or financial_year(today)
    return render(
        request,
        "partnership/boards.html",
        {
            "rows": [(board, summary(board, year)) for board in found],
            "overdue": [one for board in found for one in overdue_of(board, today)],
            "filter": form,
            "year": year_words(year),
        },
    )


def find_board(code):
    return get_object_or_404(boards_of_today(), code=code)


@requires(*READERS)
@require_safe
def board(request, code):
    """One board: contact, information passed, assurance sought, and each year in figures."""
    found = find_board(code)
    today = timezone.localdate()
    days = [one.passed_on for one in found.information.all()] + [
        one.asked_on for one in found.assurances.all()
    ]
    years = sorted({financial_year(day) for day in days} | {financial_year(today)}, reverse=True)
    return render(
        request,
        "partnership/board.html",
        {
            "board": found,
            "contacts": list(found.contacts.all()),
            "assurances": [
                {"one": one, "status": State(one.state), "late": one in overdue_of(found, today)}
                for one in found.assurances.all()
            ],
            "years": [(year_words(year), summary(found, year)) for year in years],
            "runs": may(request.user, Can.RUN_BOARDS),
            "colours": COLOURS,
        },
    )


@requires(Can.RUN_BOARDS)
def name_contact(request, code):
    """The office through which the board is reached from a day on."""
    found = find_board(code)
    form = NameContactForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.name_contact(found, **given)):
        messages.success(request, "The contact office is recorded.")
        return redirect("board", found.code)
    return render(request, "partnership/name_contact.html", {"form": form, "board": found})


@requires(Can.RUN_BOARDS)
def pass_information(request, code):
    """Note what was passed to the board."""
    found = find_board(code)
    form = PassInformationForm(request.POST or None, request.FILES or None)
    if carried_out(request, form, lambda **given: operations.pass_information(found, **given)):
        messages.success(request, "What was passed on is recorded.")
        return redirect("board", found.code)
    return render(request, "partnership/pass_information.html", {"form": form, "board": found})


@requires(Can.RUN_BOARDS)
def remove_information(request, pk):
    """What was recorded as passed on by mistake goes."""
    found = get_object_or_404(BoardInformation.objects.select_related("board"), pk=pk)
    form = ReasonForm(request.POST or None, label="Why are you removing it?")
    if carried_out(request, form, operations.remove_information, found):
        messages.success(request, "The entry is removed. Your reason is in the record.")
        return redirect("board", found.board.code)
    return render(
        request, "partnership/remove_information.html", {"form": form, "board": found.board, "one": found}
    )


@requires(Can.RUN_BOARDS)
def seek_assurance(request, code):
    """Ask the board something, by a day."""
    found = find_board(code)
    contact = found.contacts_today[0].office if found.contacts_today else ""
    form = SeekAssuranceForm(request.POST or None, initial={"asked_of": contact})
    if carried_out(request, form, lambda **given: operations.seek_assurance(found, **given)):
        messages.success(request, "The question is recorded, and its date is in the diary.")
        return redirect("board", found.code)
    return render(request, "partnership/seek_assurance.html", {"form": form, "board": found})


def find_assurance(pk):
    return get_object_or_404(
        BoardAssurance.objects.select_related("board", "deadline", "document", "again", "follows"), pk=pk
    )


@requires(*READERS)
@require_safe
def assurance_of_board(request, pk):
    """One question to a board, its answer, and whether that was enough."""
    found = find_assurance(pk)
    context = {
        "assurance": found,
        "status": State(found.state),
        "late": found.deadline.outstanding and found.deadline.due_on < timezone.localdate(),
        "runs": may(request.user, Can.RUN_BOARDS),
        "colours": COLOURS,
    }
    return render(request, "partnership/assurance_of_board.html", context)


@requires(Can.RUN_BOARDS)
def receive_assurance(request, pk):
    """The board's answer came."""
    found = find_assurance(pk)
    check_move(found.state, State.RECEIVED)
    form = ReceiveAssuranceForm(request.POST or None, request.FILES or None, due_on=found.deadline.due_on)
    if carried_out(request, form, lambda **given: operations.receive_assurance(found, **given)):
        messages.success(request, "The answer is recorded. Next, say whether it is enough.")
        return redirect(found)
    return render(request, "partnership/receive_assurance.html", {"form": form, "assurance": found})


@requires(Can.RUN_BOARDS)
def withdraw_assurance(request, pk):
    """It is no longer asked for."""
    found = find_assurance(pk)
    check_move(found.state, State.RECEIVED)
    form = ReasonForm(request.POST or None, label="Why is it no longer asked for?")
    if carried_out(request, form, operations.withdraw_assurance, found):
        messages.success(request, "It is no longer asked for, and its date is off the diary.")
        return redirect(found)
    return render(request, "partnership/withdraw_assurance.html", {"form": form, "assurance": found})


@requires(Can.RUN_BOARDS)
def judge_assurance(request, pk):
    """It is enough, or is asked again."""
    found = find_assurance(pk)
    check_move(found.state, State.SATISFIED)
    form = JudgeAssuranceForm(request.POST or None)
    judged = carried_out(request, form, lambda **given: operations.judge_assurance(found, **given))
    if judged:
        said = (
            "It is asked again, and the new date is in the diary."
            if judged.again_id
            else "It is recorded that we are satisfied."
        )
        messages.success(request, said)
        return redirect(judged)
    return render(request, "partnership/judge_assurance.html", {"form": form, "assurance": found})


def file_of(found):
    if not found.document:
        raise Http404
    return send_file(found.document, found.document.download_name)


@requires(*READERS)
@require_safe
def information_file(request, pk):
    """The file that was passed to a board."""
    return file_of(get_object_or_404(BoardInformation.objects.select_related("document"), pk=pk))


@requires(*READERS)
@require_safe
def assurance_file(request, pk):
    """The file that came with a board's answer."""
    return file_of(find_assurance(pk))
