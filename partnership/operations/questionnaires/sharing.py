"""One return for two partnerships: a copy for the board next door, noted as information passed to it."""

import io

from django.db import transaction
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from partnership.access import Refused
from partnership.models import BoardInformation, LinkedBoard, Return
from partnership.operations.boards import pass_information
from partnership.operations.questionnaires.letters import write_to_leads
from partnership.operations.record import record
from partnership.rules.spreadsheets import safe_cell


@transaction.atomic
def give_copy(opened, *, by, passed_on, office, audience):
    """Give the partnership next door the return that serves both, and note it in the register of boards."""
    opened = (
        Return.objects.select_for_update(of=("self",), no_key=True)
        .select_related(
            "round__questionnaire", "round__shared_with", "organisation", "deadline", "submitted_by"
        )
        .get(pk=opened.pk)
    )
    if not opened.serves_too:
        raise Refused("This return is only for this partnership. There is no agreement to share it.")
    if opened.state != Return.State.SUBMITTED:
        raise Refused("Only what was submitted is passed on. This return has not been submitted.")
    board = board_of(opened.serves_too)
    information = pass_information(
        board, by=by, what=said_of(opened), passed_on=passed_on, office=office, audience=audience,
        detail=f"Answered once for both partnerships. Checksum of the answers: {opened.checksum}",
        content=copy_of(opened), filename="return.xlsx",
    )  # fmt: skip
    write_to_leads([opened], "copy_given", f"copy:{opened.checksum[:16]}", "A copy was given")
    record("gave a copy", opened, by=by, board=board.code, checksum=opened.checksum)
    return information


def said_of(opened):
    return f"Return {opened.round.reference} of {opened.organisation}"[:200]


def copies_given(opened):
    """What the register holds of copies of this return, newest first."""
    if not opened.serves_too:
        return BoardInformation.objects.none()
    return BoardInformation.objects.filter(
        board__code=opened.serves_too.code, what=said_of(opened)
    ).select_related("board")


def board_of(partnership):
    """The board of that partnership, as the register of boards knows it: by the same code."""
    board = LinkedBoard.objects.on(timezone.localdate()).filter(code=partnership.code).first()
    if board is None:
        raise Refused(f"The {partnership} is not in the register of boards. Add it there first.")
    return board


def copy_of(opened):
    """A workbook of two sheets: the receipt, and every question with its answer. Nothing in it runs."""
    book = Workbook()
    receipt = book.active
    receipt.title = "Receipt"
    for label, value in (
        ("Organisation", opened.organisation.name),
        ("Round", f"{opened.round.title} ({opened.round.reference})"),
        ("Questionnaire", str(opened.round.questionnaire)),
        ("About", f"{opened.round.about_from:%-d %B %Y} to {opened.round.about_until:%-d %B %Y}"),
        ("Submitted", f"{timezone.localtime(opened.submitted_at):%-d %B %Y at %H:%M}"),
        ("Declared by", opened.declared_office),
        ("Checksum of the answers (SHA-256)", opened.checksum),
        ("Serves", f"Both partnerships, as agreed when the round was opened: {opened.serves_too}"),
    ):
        receipt.append([label, safe_cell(value)])
    answers = book.create_sheet("Answers")
    answers.append(["Section", "Question", "Answer", "Scale", "Why it does not apply"])
    given = {one.question_id: one for one in opened.answers.select_related("question")}
    for section in opened.round.questionnaire.sections.prefetch_related("questions"):
        for question in section.questions.all():
            answer = given.get(question.pk)
            said = [answer.said, answer.scale_name, answer.not_applicable_reason] if answer else ["", "", ""]
            answers.append([safe_cell(cell) for cell in (section.title, question.text, *said)])
    for sheet, widths in ((receipt, (34, 80)), (answers, (28, 60, 80, 24, 40))):
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions["ABCDE"[number - 1]].width = width
        for row in sheet.iter_rows():
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in (*answers[1], *receipt["A"]):
        cell.font = Font(bold=True)
    answers.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
