"""Handing a table to somebody as a file: CSV or Excel, with nothing in it that a spreadsheet would run."""

import csv

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Font

from partnership.rules.spreadsheets import safe_cell

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_file(kind, name, headings, rows):
    """`rows` of plain values under `headings`, as a download called `name` with the ending of its kind, csv or xlsx."""
    response = HttpResponse(content_type="text/csv; charset=utf-8" if kind == "csv" else EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    headings = [safe_cell(heading) for heading in headings]
    cells = ([safe_cell(value) for value in row] for row in rows)
    if kind == "csv":
        response.write("\ufeff")  # so that spreadsheets read it as UTF-8
        table = csv.writer(response)
        table.writerow(headings)
        table.writerows(cells)
    else:
        book = Workbook()
        sheet = book.active
        sheet.append(headings)
        for heading in sheet[1]:
            heading.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        for row in cells:
            sheet.append(row)
        for column in sheet.columns:
            longest = max(len(str(cell.value or "")) for cell in column)
            sheet.column_dimensions[column[0].column_letter].width = min(max(longest + 2, 10), 60)
        book.save(response)
    return response
