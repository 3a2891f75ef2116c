"""Money as spreadsheets: spending read in with every wrong cell named, and tables given out. No cell of them runs."""

import csv
import io

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from partnership.models import Spending
from partnership.operations.money.figures import sheet
from partnership.operations.spreadsheets import table_of_file
from partnership.rules import money as law
from partnership.rules.rows import arrange, at_most, choice, read_day, reading
from partnership.rules.spreadsheets import safe_cell
from partnership.rules.years import first_day, last_day

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}

SPENDING = {
    "spent_on": ("Date", "invoice date", "posting date"),
    "line": ("Heading", "budget heading", "cost code"),
    "described": ("What it paid for", "description", "details"),
    "supplier": ("Kind of supplier", "supplier", "supplier type"),
    "reference": ("Reference", "invoice number", "order number"),
    "amount": ("Amount", "net amount", "value"),
}


def rows_of_file(name, content):
    """[number, cells] of each row of spending in a file, and what was left out."""
    table, notes = table_of_file(name, content)
    return arrange(table, SPENDING), notes


def read_spending(budget, upload):
    """Each row that waits, read for this budget: with its values, or with what is wrong in which column."""
    lines = {line.name.lower(): line for line in budget.lines.all()}

    def line(text):
        found = lines.get(" ".join(text.split()).lower().replace("'", "’"))
        if found is None:
            raise ValueError(f"‘{text[:40]}’ is no heading of this budget")
        return found

    def day(text):
        found = read_day(text)
        if not first_day(budget.year) <= found <= last_day(budget.year):
            raise ValueError(f"{text} is not in {budget.financial_year}")
        return found

    def amount(text):
        found = law.read_amount(text)
        if not found:
            raise ValueError("is nothing. Leave the row out")
        return found

    readers = {
        "spent_on": day,
        "line": line,
        "described": at_most(200),
        "supplier": lambda text: choice(text, Spending.Supplier.choices, "kind of supplier"),
        "reference": at_most(60),
        "amount": amount,
    }
    required = ("spent_on", "line", "described", "supplier", "amount")
    return [reading(number, cells, SPENDING, readers, required) for number, cells in upload.rows]


def spending_table(budget):
    """Headings and rows of everything spent that stands, in the columns that can be read in again."""
    standing = Spending.objects.of(budget).filter(reverses=None, reversed_by=None).select_related("line")
    rows = [
        [
            one.spent_on,
            one.line.name,
            one.described,
            one.get_supplier_display(),
            one.reference,
            one.amount,
        ]
        for one in standing.order_by("spent_on", "pk")
    ]
    return [heads[0] for heads in SPENDING.values()], rows


def contributions_table(budget):
    """Headings and rows of what each partner puts in: agreed, invoiced, received, and its share as computed."""
    rows = [
        [
            one.organisation.name,
            one.amount,
            one.share,
            one.invoiced,
            one.received,
            one.not_received,
        ]
        for one in sheet(budget).contributions
    ]
    return ["Partner", "Agreed", "Share of the total, per cent", "Invoiced", "Received", "Not received"], rows


def headings_table(budget):
    """Headings and rows of the plan: planned, spent, forecast, and why it differs."""
    rows = [
        [line.name, line.planned, line.spent, line.forecast, line.outturn, line.variance, line.line.explained]
        for line in sheet(budget).lines
    ]
    heads = ["Heading", "Planned", "Spent", "Forecast", "To the end of the year", "Difference", "Why"]
    return heads, rows


TABLES = {"spending": spending_table, "contributions": contributions_table, "headings": headings_table}


def written(heads, rows, ending):
    """A table as the bytes of a CSV or Excel file."""
    return as_csv(heads, rows) if ending == "csv" else as_xlsx(heads, rows)


def as_csv(heads, rows):
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(heads)
    for row in rows:
        table.writerow([in_words(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def in_words(cell):
    return f"{cell:%d/%m/%Y}" if hasattr(cell, "isoformat") else safe_cell(cell)


def as_xlsx(heads, rows):
    book = openpyxl.Workbook()
    page = book.active
    page.append(list(heads))
    page.freeze_panes = "A2"
    for number, row in enumerate(rows, 2):
        for column, cell in enumerate(row, 1):
            place = page.cell(number, column)
            place.value = safe_cell(cell)
            if isinstance(cell, str):
                place.data_type = "s"  # text, whatever it looks like
            elif hasattr(cell, "isoformat"):
                place.number_format = "dd/mm/yyyy"
    for number, head in enumerate(heads, 1):
        page.cell(1, number).font = Font(bold=True)
        page.column_dimensions[get_column_letter(number)].width = max(14, len(head) + 4)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
