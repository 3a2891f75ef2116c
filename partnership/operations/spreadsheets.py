"""Reading tables out of files that people made in a spreadsheet: as text, bounded, and with nothing hidden unsaid."""

import csv
import datetime as dt
import io
import warnings
import zipfile
from pathlib import PurePath

import openpyxl

from partnership.access import Refused
from partnership.operations.documents import look_inside

LARGEST = 2 * 1024 * 1024
LARGEST_UNPACKED = 12 * 1024 * 1024
MOST_COLUMNS = 40
ENCODINGS = ("utf-8-sig", "cp1252")
KINDS = (".csv", ".xlsx")


def table_of_file(name, content):
    """The (number, cells) of each row of a CSV or Excel file, and sentences about what was left out.

    Cells are text as somebody would have typed it; a formula stays its own text, beginning with =.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in KINDS:
        raise Refused("Choose a CSV or Excel file (.csv or .xlsx). Save an older Excel file as .xlsx first.")
    check_size(len(content))
    if ending == ".xlsx":
        return read_workbook(name, content)
    text = decode(content)
    first = text.partition("\n")[0]
    return read_delimited(text, max(",;\t", key=first.count)), []


def check_size(size):
    if size > LARGEST:
        raise Refused(
            f"It is larger than {LARGEST // 1024 // 1024} MB. Split it, and add one part at a time."
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


def sheets_of_file(name, content):
    """Every sheet of an Excel file that shows, by its title, as the (number, cells) of its rows; and notes."""
    if PurePath(name).suffix.lower() != ".xlsx":
        raise Refused("Choose an Excel file (.xlsx). Save an older one as .xlsx first.")
    check_size(len(content))
    return read_sheets(name, content, all_of_them)


def all_of_them(sheets, hidden):
    found, notes = {}, []
    for sheet in sheets:
        found[sheet.title], said = cells_of(sheet, hidden_sheets=0)
        notes += [f"{sheet.title}: {note}" for note in said]
    return found, [*notes, *(["Hidden sheets were left out."] if hidden else [])]


def read_workbook(name, content):
    """(number, cells) of the rows of the first sheet that shows, and sentences about what was hidden."""
    return read_sheets(name, content, lambda sheets, hidden: cells_of(sheets[0], hidden_sheets=hidden))


def read_sheets(name, content, read):
    """What `read` makes of the sheets that show and the number of those that do not."""
    look_inside(name, content, only=(".xlsx",))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile:
        raise Refused("The file is damaged. Save it again and choose the new copy.") from None
    if unpacked > LARGEST_UNPACKED:
        raise Refused("The file unpacks to far more than such a list holds. Copy its rows into a new file.")
    try:
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=False, keep_links=False)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            return read(sheets, len(book.worksheets) - len(sheets))
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
        raise Refused(f"There is something in column {widest}. Only use the columns we ask for.")
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
