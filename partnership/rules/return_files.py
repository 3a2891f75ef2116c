"""Answers in a workbook: what its columns are, what each cell means, and what of it cannot be read."""

from dataclasses import dataclass, field
from decimal import Decimal
from types import SimpleNamespace

from partnership.access import Refused
from partnership.rules.answers import YES_NO, as_number, check_rows, said_of, tidy_rows
from partnership.rules.rows import choice, plain, read_day

CODE, SECTION, QUESTION, HOW = "Code", "Section", "Question", "How to answer"
ANSWER, REASON, WHY, VERSION = (
    "Your answer",
    "Why it does not apply",
    "Why it differs from last time",
    "Version",
)
HEADINGS = (CODE, SECTION, QUESTION, HOW, ANSWER, REASON, WHY, VERSION)
TO_FILL = (ANSWER, REASON, WHY)
ON_ITS_SHEET = "On the sheet of that name"
IN_THE_PORTAL = "Add it in the portal"
MOST_ROWS = 500


@dataclass
class FileRow:
    """One question as a file answers it: where it stands, what it means, and what is wrong with it."""

    number: int
    question: object
    points: list = field(default_factory=list)  # (value, label) of its scale
    seen: int = 0
    given: dict = field(default_factory=dict)
    wrong: list = field(default_factory=list)

    @property
    def in_words(self):
        """What the file says, with its reasons."""
        label = dict(self.points).get(self.given.get("value"), "")
        kept = {"text": "", "number": None, "label": label, "rows": [], "not_applicable": False} | self.given
        said = said_of(self.question, SimpleNamespace(**kept))
        return "\n".join(
            filter(None, [said, self.given.get("not_applicable_reason"), self.given["why_changed"]])
        )


def rows_by_heading(table):
    """[row number, {heading: cell}] under the headings of the sheet of answers."""
    if not table:
        raise Refused("The sheet of answers is empty. Download the workbook again.")
    heads = [cell.strip() for cell in table[0][1]]
    missing = [name for name in (CODE, ANSWER, REASON, WHY, VERSION) if name not in heads]
    if missing:
        raise Refused(f"The first row must name the columns. Not found: {', '.join(missing)}.")
    if len(table) > MOST_ROWS:
        raise Refused(f"There are more than {MOST_ROWS} rows. Download the workbook again.")
    return [
        [number, {head: cells[at] if at < len(cells) else "" for at, head in enumerate(heads) if head}]
        for number, cells in table[1:]
    ]


def read_answer(number, question, cells, table, points):
    """What one row, and the sheet of its table, say. `points` are (value, label) of the question's scale."""
    row = FileRow(number, question, points)
    row.seen = int(cells[VERSION]) if cells[VERSION].strip().isdigit() else 0
    said = {}
    for name in TO_FILL:
        try:
            said[name] = plain(cells[name].strip())
        except ValueError as error:
            row.wrong.append(f"{name}: {error}.")
            said[name] = ""
    row.given["why_changed"] = said[WHY]
    if question.may_not_apply:
        row.given |= {"not_applicable": bool(said[REASON]), "not_applicable_reason": said[REASON]}
    elif said[REASON]:
        row.wrong.append(f"{REASON}: this question applies to everybody.")
    kind, text = question.kind, said[ANSWER]
    if kind == "table":
        read_table(row, question, table)
    elif text and said[REASON]:
        row.wrong.append(f"{ANSWER}: give an answer or a reason why it does not apply, not both.")
    else:
        try:
            row.given |= READERS[kind](text, points)
        except ValueError as error:
            row.wrong.append(f"{ANSWER}: {error}.")
    return row


def read_table(row, question, table):
    """The rows of a table's own sheet, below its headings."""
    if table is None:
        row.wrong.append(f"The sheet “{question.code}” is missing. Download the workbook again.")
        return
    rows = []
    for number, cells in table[1:]:
        try:
            rows.append([plain(cell.strip()) for cell in cells[: len(question.columns)]])
        except ValueError as error:
            row.wrong.append(f"Sheet “{question.code}”, row {number}: {error}.")
    rows = tidy_rows(rows, question.columns)
    for at, place, sentence in check_rows(rows, question.columns):
        row.wrong.append(
            f"Sheet “{question.code}”, row {at + 2}, {question.columns[place]['title']}: {sentence}."
        )
    row.given["rows"] = rows


def number_of(text, points):
    number = as_number(text) if text else None
    if text and (number is None or number < 0):
        raise ValueError(f"“{text[:40]}” is not a number")
    return {"number": None if number is None else number.quantize(Decimal("0.01"))}


READERS = {
    "text": lambda text, points: {"text": text},
    "number": number_of,
    "scale": lambda text, points: {"value": choice(text, points, "point of the scale") if text else None},
    "yes_no": lambda text, points: {"text": choice(text, list(YES_NO.items()), "answer") if text else ""},
    "date": lambda text, points: {"text": read_day(text).isoformat() if text else ""},
}
