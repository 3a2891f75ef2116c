"""Reading rows of a chronology as people write them: dates in British order, times, yes and no.

Nothing here guesses: what can be read in two ways is said to be unreadable, with a sentence that helps.
"""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, time

from partnership.access import Refused
from partnership.rules.spreadsheets import RISKY

MOST_ROWS = 500  # in one spreadsheet or paste
MOST_ROWS_OF_AN_ANSWER = 2000
LONGEST = {"source": 200, "event": 4000, "response": 4000, "comment": 4000}
EARLIEST_YEAR = 1900

# field, its heading in the template, and other headings by which it is known.
COLUMNS = (
    ("when", "Date", ("when", "date of event", "date (dd/mm/yyyy)", "event date")),
    ("at", "Time", ("time of event",)),
    ("source", "Source of the record", ("source", "record", "source of information")),
    ("event", "What happened", ("event", "significant event", "details", "event details")),
    ("child_seen", "Child seen?", ("seen", "child seen")),
    ("child_heard", "Child heard?", ("heard", "child heard", "voice of the child")),
    ("response", "What the agency did", ("response", "agency response", "action taken", "action", "outcome")),
    ("comment", "Comment", ("comments", "analysis")),
)  # fmt: skip
FIELDS = tuple(name for name, _, _ in COLUMNS)
HEADINGS = tuple(heading for _, heading, _ in COLUMNS)

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.IGNORECASE)
DAY_MONTH_YEAR = re.compile(r"^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$")
SHORT_YEAR = re.compile(r"^\d{1,2}([/. -])(?:\d{1,2}|[A-Za-z]{3,9})\1\d{2}$")
ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
DAY_NAMED = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})$")
MONTH_NAMED = re.compile(r"^([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})$")
MONTH_NUMBER = re.compile(r"^(\d{1,2})[/.-](\d{4})$")
YEAR = re.compile(r"^(\d{4})$")
WITH_TIME = re.compile(
    r"^(.+?)(?:,|T|\s)+(?:at\s+)?(\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]m)?)$", re.IGNORECASE
)
NO_DATE = {"", "not known", "unknown", "date not known", "date unknown", "n/k", "nk", "?", "-"}

CLOCK = re.compile(r"^(\d{1,2})[:.](\d{2})(?::\d{2})?\s*([ap])?\.?m?\.?$", re.IGNORECASE)
HOUR = re.compile(r"^(\d{1,2})\s*([ap])\.?m\.?$", re.IGNORECASE)
FOUR = re.compile(r"^(\d{2})(\d{2})(?:\s*h(?:rs|ours)?)?$", re.IGNORECASE)
NO_TIME = {"", "not known", "unknown", "n/k", "nk", "n/a", "-"}

WHETHER = {
    **dict.fromkeys(("yes", "y", "true"), "yes"),
    **dict.fromkeys(("no", "n", "false"), "no"),
    **dict.fromkeys(("n/a", "na", "not applicable", "not_applicable"), "not_applicable"),
    **dict.fromkeys(
        ("", "not recorded", "not_recorded", "nr", "n/r", "unknown", "not known", "n/k", "-"), "not_recorded"
    ),
}
FORMS = "Write it as 3 March 2025, 03/03/2025, March 2025 or 2025, or leave it empty if it is not known."


def read_date(text, *, today):
    """(date, precision, time) of a text; the first day of a month or year that alone is known."""
    text = WEEKDAY.sub("", " ".join(text.split()))
    if text.lower() in NO_DATE:
        return None, "unknown", None
    at = None
    if found := WITH_TIME.match(text):
        text, at = found[1].rstrip(","), read_time(found[2])
        if at == time(0):
            at = None  # a spreadsheet's way to write a date without a time
    if SHORT_YEAR.match(text):
        raise Refused(f"“{text}”: write the year with four numbers, such as 2025.")
    day, precision = day_of(text)
    if day is None:
        raise Refused(f"“{text}” is not a date. {FORMS}")
    if day.year < EARLIEST_YEAR or day > today:
        raise Refused(f"“{text}” is {'in the future' if day > today else 'too long ago'}. Check the date.")
    return day, precision, at if precision == "day" else None


def day_of(text):
    """The day that the text names, and how precisely; (None, "") where it names none."""
    if found := DAY_MONTH_YEAR.match(text):
        return real(found[4], found[3], found[1]), "day"
    if found := ISO.match(text):
        return real(*found.groups()), "day"
    if found := DAY_NAMED.match(text):
        return real(found[3], MONTHS.get(found[2].lower(), 0), found[1]), "day"
    if found := MONTH_NAMED.match(text):
        return real(found[2], MONTHS.get(found[1].lower(), 0), 1), "month"
    if found := MONTH_NUMBER.match(text):
        return real(found[2], found[1], 1), "month"
    if found := YEAR.match(text):
        return real(found[1], 1, 1), "year"
    return None, ""


def real(year, month, day):
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_time(text):
    """A time of day, or None where none is known."""
    text = " ".join(text.split())
    if text.lower() in NO_TIME:
        return None
    if found := CLOCK.match(text):
        hour, minute, half = int(found[1]), int(found[2]), found[3]
    elif found := HOUR.match(text):
        hour, minute, half = int(found[1]), 0, found[2]
    elif found := FOUR.match(text):
        hour, minute, half = int(found[1]), int(found[2]), None
    else:
        raise Refused(f"“{text}” is not a time. Write it as 14:30 or 2.30pm, or leave it empty.")
    if half:
        if not 1 <= hour <= 12:
            raise Refused(f"“{text}” is not a time. Write it as 14:30 or 2.30pm, or leave it empty.")
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise Refused(f"“{text}” is not a time. Write it as 14:30 or 2.30pm, or leave it empty.") from None


def read_whether(text, heading):
    """Yes, no, not applicable or not recorded."""
    said = WHETHER.get(" ".join(text.split()).lower())
    if said is None:
        raise Refused(
            f"“{text}” is no answer to “{heading}”. Write yes, no, not applicable or not recorded, or leave it empty."
        )
    return said


@dataclass
class ReadRow:
    """One row as it was read: its number in the spreadsheet, its cells, and its values or what is wrong with it."""

    number: int
    cells: list
    values: dict = field(default_factory=dict)
    errors: list = field(default_factory=list)

    @property
    def right(self):
        return not self.errors

    @property
    def when(self):
        """How the date was read, in words, so that its writer sees it."""
        on, at = self.values["on"], self.values["at"]
        if on is None:
            return "Not known"
        said = on.strftime({"day": "%-d %B %Y", "month": "%B %Y", "year": "%Y"}[self.values["precision"]])
        return f"{said}, {at:%H:%M}" if at else said

    @property
    def seen(self):
        return (self.values["child_seen"] or "").replace("_", " ")

    @property
    def heard(self):
        return (self.values["child_heard"] or "").replace("_", " ")


def read_row(number, cells, *, today):
    """The row's values, or every sentence about what is wrong with it."""
    row = ReadRow(number, cells)
    typed = dict(zip(FIELDS, cells, strict=True))

    def attempt(read, *args, **given):
        try:
            return read(*args, **given)
        except Refused as refused:
            row.errors.append(str(refused))
            return None

    on, precision, in_date = attempt(read_date, typed["when"], today=today) or (None, "unknown", None)
    at = attempt(read_time, typed["at"]) or in_date
    if at and precision != "day":
        if not row.errors:
            row.errors.append("A time needs the day. Write the whole date, or leave the time empty.")
        at = None
    row.values = {"on": on, "precision": precision, "at": at}
    for name in ("child_seen", "child_heard"):
        row.values[name] = attempt(read_whether, typed[name], HEADINGS[FIELDS.index(name)])
    for name, longest in LONGEST.items():
        row.values[name] = typed[name].strip()
        if len(row.values[name]) > longest:
            heading = HEADINGS[FIELDS.index(name)]
            row.errors.append(f"“{heading}” has {len(row.values[name]):,} letters; {longest:,} is the most.")
    if not row.values["event"]:
        row.errors.append("Say what happened.")
    return row


def plain(cell):
    """A cell as text that every database and page takes; what looks like a formula is text like any other."""
    spaced = "".join(" " if letter.isspace() and letter not in "\n\t" else letter for letter in str(cell))
    text = "".join(letter for letter in spaced if letter in "\n\t" or letter.isprintable()).strip()
    guarded = text.startswith("'") and text[1:].lstrip().startswith(RISKY)
    return text[1:] if guarded else text


def columns_of(first):
    """Which field each column holds, if that row is a row of headings; None if it is a row like any other."""
    known = {heading.lower(): name for name, heading, _ in COLUMNS}
    known |= {other: name for name, _, others in COLUMNS for other in others}
    found = [known.get(" ".join(cell.split()).lower().rstrip(":*")) for cell in first]
    named = [name for name in found if name]
    return found if len(set(named)) >= 2 and len(named) == len(set(named)) else None


def arrange(table):
    """[number, cells in the order of our columns] of a spreadsheet's rows, and notes on what was left out.

    `table` holds (number, cells) pairs. Empty rows are nothing; a first row of headings says which column is which.
    """
    table = [(number, [plain(cell) for cell in cells]) for number, cells in table]
    table = [(number, cells) for number, cells in table if any(cells)]
    if not table:
        raise Refused("There are no rows in it. Choose or paste the rows of your chronology.")
    notes = []
    named = columns_of(table[0][1])
    if named:
        if "event" not in named:
            raise Refused(f"No column is called “{HEADINGS[3]}”. Use the headings of the template.")
        odd = [cell for cell, name in zip(table[0][1], named, strict=True) if cell and not name]
        if odd:
            notes.append(f"Columns that are not part of a chronology were left out: {', '.join(odd)}.")
        table = table[1:]
    elif any(any(cells[len(FIELDS) :]) for _, cells in table):
        raise Refused(
            f"There are more than {len(FIELDS)} columns and no headings. Use the headings of the template."
        )
    if not table:
        raise Refused("There are headings and no rows. Choose or paste the rows of your chronology.")
    if len(table) > MOST_ROWS:
        raise Refused(f"There are {len(table):,} rows; {MOST_ROWS} is the most at once. Split them.")
    return [[number, placed(cells, named)] for number, cells in table], notes


def placed(cells, named):
    if not named:
        return (cells + [""] * len(FIELDS))[: len(FIELDS)]
    by_name = {name: cell for name, cell in zip(named, cells, strict=False) if name}
    return [by_name.get(name, "") for name in FIELDS]
