"""Chronologies as files and as pasted text, and the chronologies of all agencies as one."""

import csv
import datetime as dt
import io
import warnings
import zipfile
from pathlib import PurePath

import openpyxl
from django.utils import timezone
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from partnership.access import Refused
from partnership.operations.documents import look_inside
from reviews.models import ChronologyRow, InformationAnswer
from reviews.rules.chronology import HEADINGS, MOST_ROWS, arrange, read_row

LARGEST = 2 * 1024 * 1024
LARGEST_UNPACKED = 12 * 1024 * 1024
MOST_COLUMNS = 40
ENCODINGS = ("utf-8-sig", "cp1252")
KINDS = (".csv", ".xlsx")


def rows_of_text(text):
    """Rows pasted from a spreadsheet: cells apart by tabs, a cell of several lines in quotation marks."""
    check_size(len(text.encode()))
    return arrange(read_delimited(text, "\t"))


def rows_of_file(name, content):
    """Rows of a CSV or Excel file. Formulas are text, and what is hidden is left out and said to be."""
    ending = PurePath(name).suffix.lower()
    if ending not in KINDS:
        raise Refused("Choose a CSV or Excel file (.csv or .xlsx). Save an older Excel file as .xlsx first.")
    check_size(len(content))
    if ending == ".xlsx":
        table, hidden = read_workbook(name, content)
        rows, notes = arrange(table)
        return rows, [*notes, *hidden]
    text = decode(content)
    first = text.partition("\n")[0]
    return arrange(read_delimited(text, max(",;\t", key=first.count)))


def check_size(size):
    if size > LARGEST:
        raise Refused(
            f"It is larger than {LARGEST // 1024 // 1024} MB. Split it, and add one part after the other."
        )


def decode(content):
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise Refused("The file is called .csv but is something else inside. Save it again as .csv or .xlsx.")
    if b"\x00" in content:
        raise Refused("The file is not plain text. Save it as “CSV UTF-8” or as .xlsx.")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("The file's letters cannot be read. Save it as “CSV UTF-8” or as .xlsx.")


def read_delimited(text, delimiter):
    """(number, cells) of each row, numbered as a spreadsheet numbers them."""
    lines = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter)
    try:
        return list(enumerate(lines, 1))
    except csv.Error:
        raise Refused("A cell is far too long, or a quotation mark is left open. Check the rows.") from None


def read_workbook(name, content):
    """(number, cells) of the rows of the first sheet that shows, and sentences about what was hidden."""
    look_inside(name, content, only=(".xlsx",))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile:
        raise Refused("The file is damaged. Save it again and choose the new copy.") from None
    if unpacked > LARGEST_UNPACKED:
        raise Refused("The file unpacks to far more than a chronology holds. Copy its rows into a new file.")
    try:
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            return cells_of(sheets[0], hidden_sheets=len(book.worksheets) - len(sheets))
    except Refused:
        raise
    except Exception as error:  # whatever is wrong inside, its reader says it in its own many ways
        raise Refused("The file cannot be read. Save it again as .xlsx, or save it as CSV.") from error


def cells_of(sheet, *, hidden_sheets):
    rows_hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    columns_hidden = {
        number
        for column in sheet.column_dimensions.values()
        if column.hidden
        for number in range(column.min or 0, min(column.max or 0, MOST_COLUMNS) + 1)
    }
    # Only cells that hold something: a stray format far down or far out makes no long way.
    filled = {place: cell.value for place, cell in sheet._cells.items() if cell.value is not None}
    widest = max((column for _, column in filled), default=0)
    if widest > MOST_COLUMNS:
        raise Refused(f"There is something {widest} columns out. Keep to the columns of the template.")
    columns = [number for number in range(1, widest + 1) if number not in columns_hidden]
    numbers = sorted({number for number, _ in filled})
    table = [
        (number, [as_text(filled.get((number, column))) for column in columns])
        for number in numbers
        if number not in rows_hidden
    ]
    left_out = len(numbers) - len(table)
    notes = []
    if left_out:
        notes.append(
            f"Hidden rows were left out: {left_out}. Show them in the spreadsheet to have them read."
        )
    if len(columns) < widest:
        notes.append("Hidden columns were left out.")
    if hidden_sheets:
        notes.append("Hidden sheets were left out.")
    return table, notes


def as_text(value):
    """A cell as somebody would have typed it."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d}" if value.time() == dt.time(0) else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return getattr(value, "text", None) or str(value)  # the text of an array formula


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
