"""A log of actions as a table that goes out, is changed in a spreadsheet, and comes back."""

import re
from datetime import date

from partnership.access import Refused
from partnership.rules.actions import Change
from partnership.rules.spreadsheets import RISKY

NUMBER, VERSION = "Number", "Version"
TARGET, PROGRESS, REASON, MARK_AS = "Target date", "New progress", "Reason for a new date", "Mark as"
HEADINGS = (
    NUMBER,
    "What",
    "Who does it",
    "On the log of",
    "From",
    "Status",
    "First date",
    "Date moved",
    "Latest update",
    TARGET,
    REASON,
    PROGRESS,
    MARK_AS,
    VERSION,
)
TO_CHANGE = (TARGET, REASON, PROGRESS, MARK_AS)
NO_FORMULA = tuple(sign for sign in RISKY if sign not in "=＝")
MOST_ROWS = 2000
LONGEST = {PROGRESS: 4000, REASON: 1000}
MARKS = {
    "": "",
    "done": "claimed",
    "claimed": "claimed",
    "claimed done": "claimed",
    "verified": "verified",
    "embedded": "embedded",
    "embedded in practice": "embedded",
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00)?$")
BRITISH = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
NAMED = re.compile(r"^(?:[A-Za-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?[ -](\d{4})$")


def rows_by_heading(table):
    """[number, {heading: cell}] of each row beneath the headings; Refused when a heading that is needed is missing."""
    if not table:
        raise Refused("The file is empty. Download the log, change that file and choose it here.")
    _, heads = table[0]
    places = {head.strip().casefold(): place for place, head in enumerate(heads)}
    missing = [head for head in (NUMBER, VERSION, *TO_CHANGE) if head.casefold() not in places]
    if missing:
        raise Refused(
            f"The first row has no column “{missing[0]}”. Download the log again, and keep its headings as they are."
        )
    if len(table) - 1 > MOST_ROWS:
        raise Refused(
            f"There are more than {MOST_ROWS:,} rows. Split the file, and upload one part at a time."
        )
    wanted = {head: places[head.casefold()] for head in (NUMBER, VERSION, *TO_CHANGE)}
    found = []
    for number, cells in table[1:]:
        row = {head: as_typed(cells[at]) if at < len(cells) else "" for head, at in wanted.items()}
        if any(row.values()):
            found.append([number, row])
    return found


def as_typed(cell):
    """The cell without the apostrophe that our own file puts before what a spreadsheet would run."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(NO_FORMULA) else cell


def read_number(text):
    """The number of an action, or None where the cell holds none."""
    text = text.removeprefix("#").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def read_day(text):
    """A date as people write it, day first; Refused with the ways in which it may be written."""
    text = " ".join(text.split())
    if found := ISO.match(text):
        year, month, day = found.groups()
    elif found := BRITISH.match(text):
        day, month, year = found.groups()
    elif (found := NAMED.match(text)) and found[2][:3].lower() in MONTHS:
        day, month, year = found[1], MONTHS.index(found[2][:3].lower()) + 1, found[3]
    else:
        raise Refused(f"“{text}” is not a date. Write it as 31 March 2026 or 31/03/2026.")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Refused(f"“{text}” is not a real date. Write it as 31 March 2026 or 31/03/2026.") from None


def read_change(row, *, target_on):
    """(change, sentences): what a row asks of an action due on `target_on`, and what of it cannot be read."""
    wrong, target = [], None
    for head in TO_CHANGE:
        if row[head].startswith("="):
            wrong.append(f"“{head}” holds a formula. Type what it should say instead.")
        elif len(row[head]) > LONGEST.get(head, 200):
            wrong.append(f"“{head}” has {len(row[head]):,} letters; {LONGEST.get(head, 200):,} is the most.")
    if row[TARGET] and not row[TARGET].startswith("="):
        try:
            target = read_day(row[TARGET])
        except Refused as refused:
            wrong.append(str(refused))
    said = MARKS.get(" ".join(row[MARK_AS].split()).casefold())
    if said is None and not row[MARK_AS].startswith("="):
        wrong.append(
            f"“{row[MARK_AS]}” is nothing to mark it as. Write done, verified or embedded, or leave it empty."
        )
    change = Change(
        progress=row[PROGRESS],
        target_on=None if target == target_on else target,
        reason=row[REASON],
        mark_as=said or "",
    )
    return change, wrong
