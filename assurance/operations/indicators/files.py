"""Figures as spreadsheets: a template, rows that come in and are looked at first, and tables as they are told."""

from dataclasses import dataclass
from itertools import chain

from django.db import transaction
from django.utils import timezone

from assurance.models import Figure, FiguresAsked, Indicator
from assurance.operations.indicators.figures import (
    Entry,
    Wrong,
    differs,
    give_figures,
    may_give,
    missing_of,
    standing_of,
)
from assurance.operations.indicators.figures import check_one as check_entry
from assurance.rules.indicators.entries import read_count, value_reader
from assurance.rules.indicators.periods import read_period
from partnership.access import Can, Refused, may
from partnership.models import Area
from partnership.operations import uploads
from partnership.operations.spreadsheets import table_of_file
from partnership.rules.rows import Row, arrange, at_most, choice, plain

PURPOSE = "figures"
COLUMNS = {
    "code": ("Indicator", "code", "measure"),
    "period": ("Period", "quarter", "month", "year"),
    "area": ("Area", "county"),
    "category": ("Category", "breakdown", "age"),
    "numerator": ("Numerator", "number", "count"),
    "denominator": ("Denominator", "out of", "population"),
    "value": ("Value", "percentage", "rate"),
    "state": ("Provisional or final", "status", "state"),
    "absent_because": ("Why there is no figure", "no figure because"),
    "note": ("What it means for children", "commentary", "comment"),
    "reason": ("Why it changes", "reason"),
}
HEADINGS = [names[0] for names in COLUMNS.values()]
AREAS = [
    (Area.LEICESTERSHIRE, "Leicestershire"), (Area.RUTLAND, "Rutland"), (Area.LR, "Leicestershire and Rutland"),
    (Area.LEICESTER, "Leicester"), (Area.LEICESTER, "Leicester City"), (Area.REGION, "East Midlands"),
    (Area.ENGLAND, "England"),
]  # fmt: skip
STATES = [("", ""), *Figure.State.choices]


@dataclass
class FigureRow(Row):
    """A row of figures: what it would give, and whether that is there already."""

    entry: Entry | None = None
    there: bool = False
    note: str = ""

    def say(self, column, sentence):
        self.wrong.append(f"{COLUMNS[column][0]}: {sentence.rstrip('.')}.")


def rows_of_file(name, content):
    """[number, cells] of each row of figures in a file, and what was left out."""
    table, notes = table_of_file(name, content)
    return arrange(table, COLUMNS), notes


def read_figures(upload, *, by):
    """Each row that waits, as the law would judge it now; it asks as much of the database for one as for a thousand."""
    codes = {cells.get("code", "").strip().lstrip("'").upper() for _, cells in upload.rows}
    indicators = {one.code: one for one in Indicator.objects.visible_to(by).filter(code__in=codes)}
    rows = [read_row(number, cells, indicators) for number, cells in upload.rows]
    today = timezone.localdate()
    kept, met, notes = {}, {}, {}
    for row in rows:
        entry = row.entry
        if entry is None or not row.right:
            continue
        try:
            kept[row.number] = check_entry(entry, by=by, today=today)
        except Wrong as wrong:
            row.say("code" if "Your agency" in str(wrong) else column_of(entry, str(wrong)), str(wrong))
            continue
        if entry.place in met:
            row.say("code", f"row {met[entry.place]} gives the same figure. Remove one of them")
        met.setdefault(entry.place, row.number)
        key = entry.place[:2]
        if row.note and notes.setdefault(key, row.note) != row.note:
            row.say("note", "another row for this period says something different. Write it once")
    standing = standing_of([row.entry for row in rows if row.number in kept]) if kept else {}
    for row in rows:
        before = standing.get(row.entry.place) if row.number in kept else None
        if before is not None:
            row.there = not differs(row.entry, kept[row.number], before)
            same = (before.numerator, before.denominator, before.value) == kept[row.number]
            if not row.there and not same and not before.absent_because and not row.entry.reason:
                row.say("reason", "there is already a figure. Enter why you are changing it")
    return rows


def column_of(entry, sentence):
    """Which column a refusal is about."""
    for word, column in (
        ("does not end until", "period"), ("is not asked for", "period"), ("area", "area"), ("broken down", "category"),
        ("given by", "category"), ("by category", "category"), ("denominator", "denominator"), ("value", "value"),
    ):  # fmt: skip
        if word in sentence:
            return column
    return "numerator"


def read_row(number, cells, indicators):
    """One row read cell by cell: each wrong cell is named by its column, and all of them are."""
    row = FigureRow(number, cells)
    text = {}
    for column in COLUMNS:
        try:
            text[column] = plain(cells.get(column, ""))
        except ValueError as wrong:
            row.say(column, str(wrong))
            text[column] = ""
    indicator = indicators.get(text["code"].strip().upper())
    if indicator is None:
        row.say(
            "code",
            f"‘{text['code'][:40]}’ is not one of your indicators" if text["code"] else "is empty",
        )
        return row
    values = {}

    def take(column, read, empty=None):
        try:
            values[column] = read(text[column]) if text[column] else empty
        except ValueError as wrong:
            row.say(column, str(wrong))

    if not text["period"]:
        row.say("period", "is empty")
    take("period", lambda typed: read_period(indicator.frequency, typed))
    take(
        "area",
        lambda typed: choice(typed, AREAS, "area"),
        indicator.areas[0] if len(indicator.areas) == 1 else None,
    )
    if values.get("area", "") is None:
        row.say("area", "is empty")
    take(
        "category", lambda typed: choice(typed, [(one, one) for one in indicator.categories], "category"), ""
    )
    take("numerator", read_count)
    take("denominator", read_count)
    take("value", value_reader(indicator.unit))
    take("state", lambda typed: choice(typed, STATES, "state"), Figure.State.FINAL)
    for column, length in (("absent_because", 300), ("reason", 300), ("note", 4000)):
        take(column, at_most(length), "")
    if row.right:
        row.note = values.pop("note")
        provisional = values.pop("state") == Figure.State.PROVISIONAL
        row.entry = Entry(indicator, provisional=provisional, **values)
    row.values = {column: text[column] for column in COLUMNS}
    return row


@transaction.atomic
def apply_figures(*, by, late_reason=""):
    """Enter every row that waits: (new or changed, there already). Nothing is entered while a row is wrong."""
    upload = uploads.take(PURPOSE, by=by)
    if upload is None:
        raise Refused("There are no rows waiting. They have been saved or discarded.")
    rows = read_figures(upload, by=by)
    if any(not row.right for row in rows):
        raise Refused("Some rows have errors. Correct them in the spreadsheet, then upload the file again.")
    entries = [row.entry for row in rows]
    notes = {row.entry.place[:2]: row.note for row in rows if row.note}
    try:
        done = give_figures(entries, by=by, notes=notes, late_reason=late_reason)
    except Wrong as wrong:
        at = next((row.number for row in rows if row.entry is wrong.entry), None)
        raise Refused(f"Row {at}: {wrong}" if at else str(wrong)) from None
    upload.delete()
    return done


def template_rows(*, by):
    """The rows of a template: every figure that this person is asked for and that is missing, with empty cells."""
    asked = list(FiguresAsked.objects.visible_to(by).outstanding().select_related("organisation", "deadline"))
    missing = missing_of(asked) if asked else {}
    rows = [
        [indicator.code, one.period.short, Area(area).label, category, *[""] * (len(COLUMNS) - 4)]
        for one in asked
        for indicator, area, category in missing[one.pk]
    ]
    return rows or [[one.code, "", "", "", *[""] * (len(COLUMNS) - 4)] for one in mine(by)]


def mine(by):
    if may(by, Can.RUN_INDICATORS):
        return Indicator.objects.live(timezone.localdate())
    return [
        one
        for one in Indicator.objects.given_by(by.answers_for)
        if any(may_give(by, one, a) for a in one.areas)
    ]


# Going out -------------------------------------------------------------------------------------------------

TOLD = [
    "Indicator", "Name", "Period", "Months", "Area", "Category", "Numerator", "Denominator", "Value", "As shown",
    "Provisional", "Series", "Definition", "What it means for children",
]  # fmt: skip


def told_table(boards):
    """Every figure as it is told to anybody, small ones kept back, whoever takes it out."""
    return list(chain.from_iterable(map(rows_of_board, boards)))


def rows_of_board(board):
    indicator = board.indicator
    for period in board.periods:
        definition = board.definition_on(period.starts_on)
        note = board.notes.get(period)
        for area in board.areas:
            parts = [""] if area in indicator.comparators else ["", *indicator.categories]
            for part in parts:
                told = board.told(area, period, part)
                yield [
                    indicator.code, indicator.name, period.short, period.months, area.label,
                    part or ("All" if indicator.categories else ""), told.numerator, told.denominator,
                    None if told.value is None else float(told.value), board.text(told),
                    "yes" if told.provisional else "", board.telling.series(period) + 1,
                    definition.version if definition else "", note.commentary if note and not part else "",
                ]  # fmt: skip
