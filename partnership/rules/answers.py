"""What an answer says: in words, as a table, and as the plain list of which a submission's checksum is made."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from types import SimpleNamespace

from partnership.access import Refused

YES_NO = {"yes": "Yes", "no": "No"}
MOST_TABLE_ROWS = 200
LONGEST_CELL = 2_000  # characters
TEXT, NUMBER = "text", "number"  # the kinds of a table's columns


def as_date(text):
    """The date that a date's answer holds, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def as_number(text):
    """A number as people write it: 1,200, £37.50 and 12 % are understood. None where it is none."""
    plain = str(text).replace(",", "").replace("\u00a0", "").replace(" ", "").strip("%£")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 12 else None


def plain_number(number):
    """A number as it is written: 1,200 or 37.5."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Table:
    """A table's answer: `columns` as the question says, `rows` as lists of texts."""

    columns: list
    rows: list

    @property
    def headings(self):
        """Each column's title and whether it holds numbers."""
        return [(column["title"], column["kind"] == NUMBER) for column in self.columns]

    @property
    def lines(self):
        """Each row's cells as (text, whether it is a number)."""
        return [
            [(self.shown(cell, column), column["kind"] == NUMBER) for cell, column in self.pairs(row)]
            for row in self.rows
        ]

    @property
    def totals(self):
        """The sum of each number column and None of the others; empty where there is nothing to add up."""
        if len(self.rows) < 2 or all(column["kind"] != NUMBER for column in self.columns):
            return []
        sums = [None] * len(self.columns)
        for row in self.rows:
            for at, (cell, column) in enumerate(self.pairs(row)):
                if column["kind"] == NUMBER:
                    sums[at] = (sums[at] or Decimal(0)) + (as_number(cell) or Decimal(0))
        return [None if one is None else plain_number(one) for one in sums]

    def pairs(self, row):
        padded = [*row, *[""] * (len(self.columns) - len(row))]
        return zip(padded, self.columns, strict=False)

    def shown(self, cell, column):
        number = as_number(cell) if column["kind"] == NUMBER and cell else None
        return cell if number is None else plain_number(number)

    @property
    def in_words(self):
        """The whole table on lines, for where no table can stand."""
        lines = [
            "; ".join(
                f"{column['title']}: {text}"
                for (text, _), column in zip(line, self.columns, strict=False)
                if text
            )
            for line in self.lines
        ]
        totals = [
            f"{column['title']}: {total}"
            for total, column in zip(self.totals, self.columns, strict=False)
            if total is not None
        ]
        return "\n".join([*lines, *(["Total: " + "; ".join(totals)] if totals else [])])


def evidence_in_words(row):
    """One piece of evidence as Evidence.row keeps it: its title, its date, where it is, until when it holds."""
    title, dated_on, until, where = row
    said = f"{title}, {as_date(dated_on):%-d %B %Y}"
    if where.startswith(("https://", "http://")):
        said += f", {where}"
    return f"{said} (holds until {as_date(until):%-d %B %Y})" if until else said


def said_of(question, answer):
    """An answer in words. `question` has kind, unit and columns."""
    if answer.not_applicable:
        return "Does not apply"
    kind = question.kind
    if kind == "scale":
        return answer.label
    if kind == "number":
        number = "" if answer.number is None else plain_number(answer.number)
        return f"{number}{question.unit}" if question.unit == "%" else f"{number} {question.unit}".strip()
    if kind == "yes_no":
        return YES_NO.get(answer.text, "")
    if kind == "table":
        return Table(question.columns, answer.rows).in_words
    if kind == "evidence":
        return "\n".join(evidence_in_words(row) for row in answer.rows)
    if kind == "date" and (day := as_date(answer.text)):
        return f"{day:%-d %B %Y}"
    return answer.text


def one_scale(answers):
    """The name of the scale that several of these answers share, so that it is said once; empty where they differ."""
    names = [answer.scale_name for answer in answers if answer and answer.scale_name]
    return names[0] if len(names) > 1 and len(set(names)) == 1 else ""


def check_rows(rows, columns):
    """A table's rows fit its columns: (row, column, sentence) for every cell that does not; Refused if too many."""
    if len(rows) > MOST_TABLE_ROWS:
        raise Refused(
            f"A table may have {MOST_TABLE_ROWS} rows; this one has {len(rows):,}. "
            "Add it as evidence instead, and say in the table what it comes to."
        )
    wrong = []
    for at, row in enumerate(rows):
        if len(row) > len(columns):
            raise Refused(f"Row {at + 1} has {len(row)} cells; the table has {len(columns)} columns.")
        for place, cell in enumerate(row):
            if columns[place]["kind"] == NUMBER and cell and as_number(cell) is None:
                wrong.append((at, place, f"“{cell[:40]}” is not a number"))
            elif len(cell) > LONGEST_CELL:
                wrong.append((at, place, f"has {len(cell):,} characters; {LONGEST_CELL:,} fit"))
    return wrong


def tidy_rows(rows, columns):
    """Rows without those that are wholly empty, every row as long as the table is wide."""
    width = len(columns)
    found = [[str(cell).strip() for cell in row] for row in rows]
    return [[*row, *[""] * (width - len(row))] for row in found if any(row)]


def as_plain(answer, question):
    """What is kept, and proved, of one answer: everything that somebody gave, and the question in its own words."""
    return {
        "code": question.code,
        "question": question.text,
        "kind": question.kind,
        "unit": question.unit,
        "columns": question.columns,
        "text": answer.text,
        "number": None if answer.number is None else f"{answer.number:.2f}",
        "value": answer.value,
        "label": answer.label,
        "scale_name": answer.scale_name,
        "rows": answer.rows,
        "not_applicable": answer.not_applicable,
        "not_applicable_reason": answer.not_applicable_reason,
        "why_changed": answer.why_changed,
    }


def checksum_of(plain):
    """SHA-256, hexadecimal, of answers as `as_plain` gives them, in the order of their questions."""
    said = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def said_of_plain(kept):
    """One answer of a submission in words, as `as_plain` kept it: with its reasons."""
    answer = SimpleNamespace(**kept | {"number": None if kept["number"] is None else Decimal(kept["number"])})
    said = [said_of(answer, answer), kept["not_applicable_reason"], kept["why_changed"]]
    return "\n".join(filter(None, said))


def changes(older, newer):
    """What differs between two submissions: (question, what it said, what it says), in the newer one's order."""
    before, after = ({one["code"]: one for one in kept} for kept in (older, newer))
    order = [*after, *(code for code in before if code not in after)]
    return [
        ((after.get(code) or before[code])["question"], *said)
        for code in order
        if (said := [said_of_plain(kept[code]) if code in kept else "" for kept in (before, after)])
        and said[0] != said[1]
    ]
