"""Reading rows that people made in a spreadsheet: columns by their headings, dates in British order, no formulas.

Nothing here guesses: what can be read in two ways is said to be unreadable, with a sentence that helps.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from partnership.access import Refused
from partnership.rules.spreadsheets import RISKY

MOST_ROWS = 1000
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = re.compile(r"(\d{1,2})([/. -])(\d{1,2})\2(\d{4}|\d{2})")
NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})[ ,-]+(\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00(?::00)?)?")


@dataclass
class Row:
    """One row as it was read: its number in the sheet, its cells by column, what they mean, and what is wrong."""

    number: int
    cells: dict
    values: dict = field(default_factory=dict)
    wrong: list = field(default_factory=list)

    @property
    def right(self):
        return not self.wrong


def arrange(table, columns):
    """The rows under the headings as [number, {column: text}]. `columns` are {column: (heading, other headings…)}."""
    rows = [
        (number, [cell.strip() for cell in cells]) for number, cells in table if any(map(str.strip, cells))
    ]
    if not rows:
        raise Refused("There is no row in it. Put headings in the first row and entries below.")
    places, missing = {}, []
    heads = [re.sub(r"[^a-z ]", "", head.lower()).strip() for head in rows[0][1]]
    for column, names in columns.items():
        known = [re.sub(r"[^a-z ]", "", name.lower()).strip() for name in names]
        places[column] = next((at for at, head in enumerate(heads) if head in known), None)
        if places[column] is None:
            missing.append(names[0])
    if missing:
        raise Refused(f"The first row must name the columns. Not found: {', '.join(missing)}.")
    if len(rows) > MOST_ROWS + 1:
        raise Refused(f"There are more than {MOST_ROWS} rows. Split the file, and add one part at a time.")
    if len(rows) == 1:
        raise Refused("There are headings, but no row below them.")
    return [
        [number, {column: cells[at] if at < len(cells) else "" for column, at in places.items()}]
        for number, cells in rows[1:]
    ]


def plain(cell):
    """The text of a cell. ValueError for a formula; an apostrophe that made one harmless is taken off."""
    if cell.startswith("'") and cell[1:].lstrip(" \u00a0").startswith(RISKY):
        return cell[1:]
    if cell.startswith(("=", "@", "+", "＝", "＠", "＋")):
        raise ValueError("is a formula. Put its value there instead")
    return cell


def read_day(text):
    """A date in British order: 3/4/2026, 03.04.26, 3 April 2026, 3-Apr-26 or 2026-04-03. ValueError says why not."""
    typed = " ".join(text.split())
    if found := ISO.fullmatch(typed):
        year, month, day = map(int, found.groups())
    elif found := NUMBERS.fullmatch(typed):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
    elif (found := NAMED.fullmatch(typed)) and found[2][:3].lower() in MONTHS:
        day, month, year = int(found[1]), MONTHS.index(found[2][:3].lower()) + 1, int(found[3])
    else:
        raise ValueError(f"‘{typed[:40]}’ is not a date. Write it like 3/4/2026 or 3 April 2026")
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise ValueError(f"‘{typed[:40]}’ is not a real date, day before month") from None


def choice(text, choices, what):
    """The value that a cell names by its label or its value. ValueError lists what there is."""
    typed = " ".join(text.split()).lower().replace("'", "’")
    for value, label in choices:
        if typed in (str(value).lower(), label.lower().replace("'", "’")):
            return value
    raise ValueError(f"‘{text[:40]}’ is no {what}. There are: {', '.join(label for _, label in choices)}")


def reading(number, cells, headings, readers, required=()):
    """One row read cell by cell: each wrong cell is named by its column, and all of them are."""
    row = Row(number, cells)
    for column, read in readers.items():
        heading = headings[column][0]
        try:
            text = plain(cells.get(column, ""))
            if not text:
                if column in required:
                    raise ValueError("is empty")
                row.values[column] = None if read is not str else ""
                continue
            row.values[column] = read(text)
        except ValueError as error:
            row.wrong.append(f"{heading}: {error}.")
    return row


def at_most(length):
    """A reader of text of at most so many characters."""

    def read(text):
        if len(text) > length:
            raise ValueError(f"has {len(text)} characters; {length} fit")
        return text

    return read
