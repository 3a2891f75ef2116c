"""A spreadsheet on its way in: read, shown row by row, and entered only once somebody has confirmed it."""

from datetime import date
from decimal import Decimal

from partnership.access import Refused
from partnership.operations import uploads
from partnership.rules import money as law


def preview(rows, columns):
    """What a page shows of rows that wait: those that are wrong, and all of them as they were read."""
    return {
        "wrong": [row for row in rows if not row.right],
        "columns": [
            "Row#",
            *(f"{names[0]}#" if name == "amount" else names[0] for name, names in columns.items()),
        ],
        "shown": [
            [row.number, *(shown(row.values.get(name), row.cells[name]) for name in columns)] for row in rows
        ],
    }


def shown(value, cell):
    """A cell as it was understood; as it stands in the file, where it was not."""
    if isinstance(value, Decimal):
        return law.pounds(value)
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else cell


def hold_file(request, form, purpose, read):
    """Read what was chosen and keep its rows waiting; False with the form's own sentence where that fails."""
    if getattr(request, "upload_too_large", False):
        form.add_error("file", "The file is too large. Split it, and add one part at a time")
        return False
    if not form.is_valid():
        return False
    file = form.cleaned_data["file"]
    try:
        rows, notes = read(file.name, file.read())
    except Refused as refused:
        form.add_error("file", str(refused))
        return False
    uploads.hold_rows(purpose, by=request.user, rows=rows, notes=notes)
    return True
