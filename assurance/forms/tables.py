"""A table as people fill it in: a box for each cell, empty rows to go on with, and rows pasted from a spreadsheet."""

import re

from django import forms
from django.core.exceptions import ValidationError

from partnership.access import Refused
from partnership.rules.answers import MOST_TABLE_ROWS, NUMBER, check_rows, tidy_rows

EMPTY_ROWS = 2
MORE_ROWS = 5
MOST_PASTED = 200_000  # characters


class TableWidget(forms.Widget):
    """Cells named <name>_r<row>c<column>, and a box <name>_paste for rows copied from a spreadsheet."""

    def __init__(self, columns):
        super().__init__()
        self.columns = columns
        self.more = 0
        self.wrong = {}
        self.kept = ""  # what was pasted and is too long to become rows

    def value_from_datadict(self, data, files, name):
        cell = re.compile(rf"{re.escape(name)}_r([0-9]{{1,4}})c([0-9]{{1,2}})")
        rows = {}
        for key in data:
            if (found := cell.fullmatch(key)) and int(found[2]) < len(self.columns):
                rows.setdefault(int(found[1]), {})[int(found[2])] = data[key]
        typed = [
            [rows[at].get(place, "").replace("\r\n", "\n") for place in range(len(self.columns))]
            for at in sorted(rows)
        ]
        text = data.get(f"{name}_paste", "")
        self.kept = text if len(text) > MOST_PASTED else ""
        return [row for row in typed if any(map(str.strip, row))] + ([] if self.kept else pasted(text))

    def value_omitted_from_data(self, data, files, name):
        return not any(key.startswith((f"{name}_r", f"{name}_paste")) for key in data)

    def drawn(self, name, value, base, described):
        """What templates/forms/table.html draws."""
        rows = [list(row) for row in value or []]
        blank = max(EMPTY_ROWS, 3 - len(rows)) + self.more
        rows += [[] for _ in range(min(blank, max(MOST_TABLE_ROWS - len(rows), 0)))]
        return {
            "name": name,
            "columns": self.columns,
            "described": described,
            "kept": self.kept,
            "rows": [
                {
                    "number": at + 1,
                    "cells": [
                        {
                            "name": f"{name}_r{at}c{place}",
                            "id": base if at == place == 0 else f"{base}_r{at}c{place}",
                            "value": row[place] if place < len(row) else "",
                            "title": column["title"],
                            "numeric": column["kind"] == NUMBER,
                            "wrong": (at, place) in self.wrong,
                        }
                        for place, column in enumerate(self.columns)
                    ],
                }
                for at, row in enumerate(rows)
            ],
        }


def pasted(text):
    """Rows as a spreadsheet's clipboard gives them: cells between tabs, a line for each row."""
    lines = str(text).replace("\r\n", "\n").split("\n")
    return [line.split("\t") for line in lines if line.strip()]


class TableField(forms.Field):
    """Rows of texts that fit the question's columns; empty rows are left out."""

    def __init__(self, columns, **kwargs):
        super().__init__(required=False, widget=TableWidget(columns), **kwargs)
        self.columns = columns

    def clean(self, value):
        if self.widget.kept:
            raise ValidationError(
                f"What you pasted has {len(self.widget.kept):,} characters; {MOST_PASTED:,} fit. "
                "It is still in the box: paste fewer rows"
            )
        rows = [row for row in value or [] if any(str(cell).strip() for cell in row)]
        try:
            wrong = check_rows(rows, self.columns)
        except Refused as refused:
            raise ValidationError(str(refused).rstrip(".")) from None
        self.widget.wrong = {(at, place) for at, place, _ in wrong}
        if wrong:
            at, place, sentence = wrong[0]
            more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
            raise ValidationError(f"Row {at + 1}, {self.columns[place]['title']}: {sentence}{more}")
        return tidy_rows(rows, self.columns)
