"""Chronologies as files and as pasted text, and the chronologies of all agencies as one."""

import csv
import io

import openpyxl
from django.utils import timezone
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from partnership.operations.spreadsheets import check_size, read_delimited, table_of_file
from reviews.models import ChronologyRow, InformationAnswer
from reviews.rules.chronology import HEADINGS, MOST_ROWS, arrange, read_row


def rows_of_text(text):
    """Rows pasted from a spreadsheet: cells apart by tabs, a cell of several lines in quotation marks."""
    check_size(len(text.encode()))
    return arrange(read_delimited(text, "\t"))


def rows_of_file(name, content):
    """Rows of a CSV or Excel file. Formulas are text, and what is hidden is left out and said to be."""
    table, hidden = table_of_file(name, content)
    rows, notes = arrange(table)
    return rows, [*notes, *hidden]


def read_upload(upload):
    """What waits to be confirmed, read: each row with its values or what is wrong with it."""
    today = timezone.localdate()
    return [read_row(number, cells, today=today) for number, cells in upload.rows]


def as_pasted(rows):
    """Rows as text that can be corrected and pasted again, headings first."""
    out = io.StringIO()
    table = csv.writer(out, delimiter="\t", lineterminator="\n")
    table.writerow(HEADINGS)
    table.writerows(row.cells for row in rows)
    return out.getvalue()


# The template ----------------------------------------------------------------------------------------------

HOW_TO = (
    (
        "Date",
        "3 March 2025 or 03/03/2025. March 2025 or 2025 where no more is known; empty where nothing is.",
    ),
    ("Time", "14:30 or 2.30pm, or empty."),
    ("Source of the record", "Which record says so, such as “custody record” or “health visitor's notes”."),
    ("What happened", "In your words, by role and without names. The only column that is never empty."),
    ("Child seen?", "Yes, no, not applicable, or not recorded."),
    ("Child heard?", "Yes, no, not applicable, or not recorded."),
    ("What the agency did", "What followed in your agency."),
    ("Comment", "What you think of it now."),
)


def template_csv():
    out = io.StringIO()
    csv.writer(out).writerow(HEADINGS)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def template_xlsx():
    """An empty chronology, with a second sheet that says how to fill it in."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Chronology"
    sheet.append(HEADINGS)
    sheet.freeze_panes = "A2"
    widths = (16, 10, 28, 60, 14, 14, 45, 45)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font = Font(bold=True)
        for row in range(2, MOST_ROWS + 2):
            cell = sheet.cell(row, number)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format = "@"  # typed dates stay as they were typed
    choices = DataValidation(type="list", formula1='"Yes,No,Not applicable,Not recorded"', allow_blank=True)
    choices.add(f"E2:F{MOST_ROWS + 1}")
    sheet.add_data_validation(choices)
    guide = book.create_sheet("How to fill this in")
    for line in HOW_TO:
        guide.append(line)
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 26, 100
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# All agencies' as one --------------------------------------------------------------------------------------


def merged(case):
    """Every row of the newest answers sent by all agencies, by date; what has no date comes last.

    Each row has `answer.request.organisation` at hand. Who may read it is for the page that shows it to say.
    """
    newest = InformationAnswer.objects.filter(request__case=case).newest()
    return ChronologyRow.objects.filter(answer__in=newest).select_related("answer__request__organisation")
