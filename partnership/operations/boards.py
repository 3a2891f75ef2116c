"""Passing information to other boards, and seeking assurance of them."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import BoardAssurance, BoardContact, BoardInformation
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.documents import keep
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record
from partnership.rules.boards import check_day, check_due, check_move


def kept(content, filename, *, by, title, download_name):
    return (
        keep(content, by=by, title=title, filename=filename, download_name=download_name) if content else None
    )


@transaction.atomic
def name_contact(board, *, by, office, email, starts_on):
    """From that day the board is reached through another office; the one before stays on the page."""
    newest = board.contacts.select_for_update(no_key=True).order_by("-starts_on").first()
    if newest and newest.office == office.strip() and newest.email == email:
        raise Refused("That is the office through which it is reached already.")
    contact = BoardContact.objects.create(
        board=board, office=office.strip(), email=email, starts_on=starts_on
    )
    record("named contact", board, by=by, office=contact.office, starts_on=str(starts_on))
    return contact


@transaction.atomic
def pass_information(board, *, by, what, passed_on, office, audience, detail="", content=None, filename=""):
    """Note what was passed to a board, when, by which office and for whom there."""
    if not (what.strip() and office.strip() and audience.strip()):
        raise Refused("Say what was passed on, by which office and for whom.")
    check_day(passed_on, what="passed on", today=timezone.localdate())
    if BoardInformation.objects.filter(board=board, what=what.strip(), passed_on=passed_on).exists():
        raise Refused("That is already recorded, with the same date.")
    information = BoardInformation.objects.create(
        board=board, what=what.strip(), detail=detail.strip(), passed_on=passed_on, office=office.strip(),
        audience=audience.strip(), noted_by=by,
        document=kept(content, filename, by=by, title="Passed to a board", download_name=f"passed-{board.code}"),
    )  # fmt: skip
    record("passed information", information, by=by, board=board.code, passed_on=str(passed_on))
    return information


@transaction.atomic
def remove_information(information, *, by, reason):
    """It was recorded by mistake: of another board, on another day, or twice. It goes, and the record says why."""
    information = still_there(
        BoardInformation.objects.select_for_update(of=("self",), no_key=True).select_related("board"),
        information,
    )
    if not reason.strip():
        raise Refused("Say why it is removed.")
    record(
        "removed information", information, by=by, why=reason.strip(), board=information.board.code,
        passed_on=str(information.passed_on), file=bool(information.document_id),
    )  # fmt: skip
    information.delete()
    return information


@transaction.atomic
def seek_assurance(board, *, by, question, asked_of, due_on):
    """Ask a board for assurance by a day. The business unit is reminded of it."""
    question = question.strip()
    if not question or not asked_of.strip():
        raise Refused("Say what is asked, and of which office.")
    check_due(due_on, today=timezone.localdate())
    waiting = board.assurances.filter(state=BoardAssurance.State.ASKED, deadline__ended_on=None)
    if waiting.filter(question=question).exists():
        raise Refused("That has been asked already, and the answer is awaited.")
    deadline = open_fixed(
        "board_assurance", f"Assurance from the {board}"[:200], due_on, by=by, rule="agreed date",
        source="Published arrangements 2019, section 9", reference="Board assurance", path="", role=Role.BOARD_OFFICER,
        starts_on=timezone.localdate(),
    )  # fmt: skip
    assurance = BoardAssurance.objects.create(
        board=board, question=question, asked_on=timezone.localdate(), asked_of=asked_of.strip(), asked_by=by,
        deadline=deadline,
    )  # fmt: skip
    deadline.reference, deadline.path = assurance.reference, assurance.get_absolute_url()
    deadline.save(update_fields=["reference", "path"])
    record("sought assurance", assurance, by=by, board=board.code, due_on=str(due_on))
    return assurance


def lock(assurance):
    return (
        BoardAssurance.objects.select_for_update(of=("self",), no_key=True)
        .select_related("board", "deadline")
        .get(pk=assurance.pk)
    )


def move(assurance, to, *, by, why="", **changes):
    """The one door of an assurance's state, of one that `lock` gave."""
    old = assurance.state
    check_move(old, to)
    assurance.state = to
    for field, value in changes.items():
        setattr(assurance, field, value)
    assurance.save(update_fields=["state", *changes])
    record("moved", assurance, by=by, why=why, old=old, new=str(to), board=assurance.board.code)
    return assurance


@transaction.atomic
def receive_assurance(assurance, *, by, received_on, says, late_reason="", content=None, filename=""):
    """The board has answered: what it says, when, and why late if it is."""
    assurance = lock(assurance)
    check_move(assurance.state, BoardAssurance.State.RECEIVED)
    if not says.strip():
        raise Refused("Say what the answer says, in short.")
    check_day(received_on, what="received", since=assurance.asked_on, today=timezone.localdate())
    meet(assurance.deadline, by=by, done_on=received_on, late_reason=late_reason)
    document = kept(
        content, filename, by=by, title=str(assurance), download_name=f"board-assurance-{assurance.pk}"
    )
    return move(
        assurance,
        BoardAssurance.State.RECEIVED,
        by=by,
        received_on=received_on,
        says=says.strip(),
        document=document,
    )


@transaction.atomic
def withdraw_assurance(assurance, *, by, reason):
    """It is no longer asked for: a slip, or the question has settled itself. It stays on the page of the board."""
    assurance = lock(assurance)
    check_move(assurance.state, BoardAssurance.State.RECEIVED)
    assurance.deadline = end(assurance.deadline, by=by, reason=reason)
    record("withdrew", assurance, by=by, why=reason.strip(), board=assurance.board.code)
    return assurance


@transaction.atomic
def judge_assurance(assurance, *, by, enough, judgement, question="", due_on=None):
    """It is enough, or it is asked again by another day, as a question of its own."""
    assurance = lock(assurance)
    judgement, today = judgement.strip(), timezone.localdate()
    if not judgement:
        raise Refused("Say why it is enough, or what is missing.")
    if enough:
        return move(
            assurance,
            BoardAssurance.State.SATISFIED,
            by=by,
            why=judgement,
            judged_on=today,
            judgement=judgement,
        )
    if due_on is None:
        raise Refused("Enter the date the new answer is due.")
    check_move(assurance.state, BoardAssurance.State.AGAIN)
    again = seek_assurance(
        assurance.board, by=by, question=question.strip() or assurance.question, asked_of=assurance.asked_of,
        due_on=due_on,
    )  # fmt: skip
    return move(
        assurance,
        BoardAssurance.State.AGAIN,
        by=by,
        why=judgement,
        judged_on=today,
        judgement=judgement,
        again=again,
    )
