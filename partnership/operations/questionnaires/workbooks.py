"""A return answered away from the portal: out as a workbook, and back in after somebody has looked at it."""

import io

import openpyxl
from django.db import transaction
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from partnership.access import Refused
from partnership.models import Answer
from partnership.operations.questionnaires.returns import questions_of, save_answers
from partnership.operations.record import record
from partnership.operations.spreadsheets import sheets_of_file
from partnership.operations.uploads import take
from partnership.rules.answers import YES_NO, as_date
from partnership.rules.questionnaires import Given
from partnership.rules.return_files import (
    ANSWER,
    CODE,
    HEADINGS,
    IN_THE_PORTAL,
    ON_ITS_SHEET,
    TO_FILL,
    read_answer,
    rows_by_heading,
)
from partnership.rules.spreadsheets import safe_cell

SHEET = "Answers"
WIDTHS = (16, 24, 46, 40, 60, 34, 34, 9)
EMPTY_ROWS = 30
TO_CHANGE = PatternFill("solid", fgColor="FFF6D6")
HOW = {
    "text": "In your own words",
    "number": "A number",
    "date": "A date, such as 3/4/2026",
    "yes_no": "Yes or No",
    "table": ON_ITS_SHEET,
    "evidence": IN_THE_PORTAL,
}
GUIDE = (
    "Fill in the yellow cells only; the others are locked so that the portal knows which question is which.",
    "Leave an answer empty to leave it unanswered. What you leave as it is changes nothing.",
    "Where a question may not apply, say why in the column for it instead of answering.",
    "Tables have a sheet of their own, called by the question's code. Add rows below the headings.",
    "Evidence is added in the portal, for files do not travel in a workbook.",
    "Bring the file back in: the portal shows what it read, and who changed an answer meanwhile, before it saves.",
)


def purpose_of(opened, section=None):
    return f"answers:{opened.pk}:{section.pk if section else 0}"


def as_workbook(opened, *, section=None):
    """The questions with their guidance and the answers so far, as the bytes of an .xlsx file."""
    answers = {one.question_id: one for one in opened.answers.select_related("question")}
    book = openpyxl.Workbook()
    guide = book.active
    guide.title = "How to use this"
    guide.append([safe_cell(f"{opened.round.title}, {opened.organisation}")])
    guide["A1"].font = Font(bold=True)
    for line in GUIDE:
        guide.append([line])
    guide.column_dimensions["A"].width = 110
    sheet = book.create_sheet(SHEET)
    sheet.append(HEADINGS)
    for question in asked_in(opened, section):
        write_row(book, sheet, question, answers.get(question.pk))
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font = Font(bold=True)
    sheet.freeze_panes = "E2"
    sheet.protection.sheet = True  # without a password: it guards against a slip, not against a will
    guide.protection.sheet = True
    book.active = book.index(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def asked_in(opened, section):
    return [one for one in questions_of(opened) if section is None or one.section_id == section.pk]


def write_row(book, sheet, question, answer):
    sheet.append(
        [
            question.code,
            safe_cell(question.section.title),
            safe_cell(question.text),
            safe_cell(how(question)),
            safe_cell(cell_of(question, answer)),
            safe_cell(answer.not_applicable_reason if answer and answer.not_applicable else ""),
            safe_cell(answer.why_changed if answer else ""),
            answer.revision if answer else 0,
        ]
    )
    at = sheet.max_row
    for number, heading in enumerate(HEADINGS, 1):
        cell = sheet.cell(at, number)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if isinstance(cell.value, str):
            cell.data_type = "s"  # never a formula, whatever it says
        if heading in TO_FILL and not (heading == ANSWER and question.kind in ("table", "evidence")):
            cell.fill, cell.protection, cell.number_format = TO_CHANGE, Protection(locked=False), "@"
    labels = choices_of(question)
    if labels and all("," not in label and '"' not in label for label in labels):
        listed = f'"{",".join(labels)}"'
        if len(listed) < 255:  # what a list in a workbook may have
            only = DataValidation(type="list", formula1=listed, allow_blank=True)
            only.add(sheet.cell(at, HEADINGS.index(ANSWER) + 1).coordinate)
            sheet.add_data_validation(only)
    if question.kind == "table":
        write_table(book, question, answer)


def write_table(book, question, answer):
    sheet = book.create_sheet(question.code[:31])
    sheet.append([safe_cell(column["title"]) for column in question.columns])
    rows = answer.rows if answer else []
    for row in rows:
        sheet.append([safe_cell(cell) for cell in row])
    for number in range(1, len(question.columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 30
        sheet.cell(1, number).font = Font(bold=True)
        for at in range(2, len(rows) + EMPTY_ROWS + 2):
            cell = sheet.cell(at, number)
            cell.fill, cell.protection = TO_CHANGE, Protection(locked=False)
            if isinstance(cell.value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True


def choices_of(question):
    if question.kind == "scale":
        return [point.label for point in question.scale.points.all()]
    return list(YES_NO.values()) if question.kind == "yes_no" else []


def how(question):
    """In words how it is answered, with the question's own guidance and the condition on which it is asked."""
    said = HOW.get(question.kind, "")
    if question.kind == "scale":
        said = " / ".join(choices_of(question))
    if question.kind == "number" and question.unit:
        said = f"{said} ({question.unit})"
    if question.asked_if_id:
        said += f". Only if “{question.asked_if.text}” is {' or '.join(question.asked_if_values)}"
    return "\n".join(filter(None, [said, question.guidance]))


def cell_of(question, answer):
    """The answer as somebody would type it."""
    if question.kind in ("table", "evidence"):
        return HOW[question.kind]
    if answer is None or answer.not_applicable or not answer.given:
        return ""
    if question.kind == "number":
        return answer.said_number
    if question.kind == "date" and (day := as_date(answer.text)):
        return f"{day:%-d %B %Y}"
    return answer.said


# Coming back -----------------------------------------------------------------------------------------------


def read_file(opened, name, content, *, section=None):
    """What waits to be looked at: a list of {code, number, cells, table} for each question, and notes."""
    sheets, notes = sheets_of_file(name, content)
    if SHEET not in sheets:
        raise Refused(f"The workbook has no sheet “{SHEET}”. Download it again and fill in that one.")
    by_code = {one.code: one for one in asked_in(opened, section)}
    waiting, unknown = [], []
    for number, cells in rows_by_heading(sheets[SHEET]):
        code = cells[CODE].strip()
        if not code and not any(cells.values()):
            continue
        if code not in by_code:
            unknown.append(f"{SHEET}, row {number}")
            continue
        if by_code[code].kind != "evidence":
            table = sheets.get(code[:31]) if by_code[code].kind == "table" else None
            waiting.append({"code": code, "number": number, "cells": cells, "table": table})
    if unknown:
        notes.append(
            f"Left out, for they answer no question that is asked of you here: {', '.join(unknown)}."
        )
    if not waiting:
        raise Refused("No row in it answers a question that is asked of you here.")
    return waiting, notes


def understood(opened, waiting, *, section=None):
    """Each waiting row read, with the answer as it now stands: (FileRow, Answer or None, whether both changed)."""
    by_code = {one.code: one for one in asked_in(opened, section)}
    answers = {one.question_id: one for one in opened.answers.select_related("question", "saved_by")}
    found = []
    for one in waiting:
        question = by_code.get(one["code"])
        if question is None:
            continue
        points = [(p.value, p.label) for p in question.scale.points.all()] if question.scale_id else []
        row = read_answer(one["number"], question, one["cells"], one["table"], points)
        answer = answers.get(question.pk)
        if not row.wrong and not changes(row, answer):
            continue
        found.append((row, answer, row.seen != (answer.revision if answer else 0)))
    return found


def changes(row, answer):
    """Whether the file says something else than what stands."""
    now = answer or Answer()
    return any((getattr(now, name) or None) != (value or None) for name, value in row.given.items())


@transaction.atomic
def bring_in_answers(opened, *, by, section=None, over=()):
    """Save what waits. Where a colleague changed an answer meanwhile theirs stays, but for the codes in `over`.

    Says how many were saved. Rows that are wrong are left out, as the page had said.
    """
    upload = take(purpose_of(opened, section), by=by)
    if upload is None:
        raise Refused("There is nothing to bring in. Choose the file again.")
    givens = []
    for row, answer, both in understood(opened, upload.rows, section=section):
        if row.wrong or (both and row.question.code not in over):
            continue
        seen = answer.revision if answer else 0
        kept = {} if answer is None else {"why_changed": answer.why_changed}
        givens.append(Given(question=row.question, seen=seen, **kept | row.given))
    saved = save_answers(opened, givens, by=by)
    upload.delete()
    record("brought answers in", opened, by=by, answers=len(givens))
    return len(givens) - len(saved.conflicts)
