"""Action logs that go out as a file and come back: what waits to be applied, what of it is wrong, and applying it."""

import csv
import io
from dataclasses import dataclass, field

import openpyxl
from django.db import transaction
from django.utils import timezone
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from partnership.access import Refused
from partnership.models import Action, ActionUpload
from partnership.operations.action_logs import CHANGED, deeds_of, update_rows
from partnership.operations.record import record
from partnership.operations.spreadsheets import table_of_file
from partnership.rules.action_files import (
    HEADINGS,
    NUMBER,
    TO_CHANGE,
    VERSION,
    read_change,
    read_number,
    rows_by_heading,
)
from partnership.rules.actions import Change, faults
from partnership.rules.spreadsheets import safe_cell

WIDTHS = (9, 50, 28, 28, 20, 18, 14, 12, 45, 16, 30, 45, 14, 14)
GUIDE = (
    ("Change only these columns", ", ".join(TO_CHANGE)),
    ("Target date", "The new day by which it is to be done, with its reason beside it."),
    ("New progress", "How far it is, or what shows that it is done. Without names of children or families."),
    (
        "Mark as",
        "done, verified or embedded; somebody else than who did it verifies, and says that it is embedded.",
    ),
    ("Number and Version", "Leave them as they are: they say which action it is and how it stood."),
)


def cells(found):
    """The rows of a file, one of each action that `marked` gave."""
    for action in found:
        yield [
            safe_cell(cell)
            for cell in (
                action.pk,
                action.title,
                str(action.asked_of),
                str(action.group or ""),
                action.origin,
                action.get_state_display(),
                action.original_target_on,
                {None: "", 1: "once", 2: "twice"}.get(action.moves, f"{action.moves} times"),
                action.latest_words or "",
                action.target_on,
                "",
                "",
                "",
                action.version,
            )
        ]


def as_csv(found):
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(HEADINGS)
    table.writerows(cells(found))
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # so that spreadsheets read it as UTF-8


def as_xlsx(found):
    """A workbook whose columns to change stand out, with a second sheet that says how."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Actions"
    sheet.append(HEADINGS)
    sheet.freeze_panes = "C2"
    for row in cells(found):
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never a formula, whatever it says
    to_change = PatternFill("solid", fgColor="FFF6D6")
    for number, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = width
        sheet.cell(1, number).font = Font(bold=True)
        for at in range(1, sheet.max_row + 1):
            cell = sheet.cell(at, number)
            if heading in ("First date", "Target date") and at > 1:
                cell.number_format = "d mmmm yyyy"
            if heading in TO_CHANGE:
                cell.fill = to_change
    marks = DataValidation(type="list", formula1='"done,verified,embedded"', allow_blank=True)
    marks.add(f"M2:M{max(sheet.max_row, 2)}")
    sheet.add_data_validation(marks)
    guide = book.create_sheet("How to change this")
    for line in GUIDE:
        guide.append(line)
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 28, 110
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# Coming back -----------------------------------------------------------------------------------------------


@dataclass
class ReadRow:
    """One row as it was read: which action, what would change, and what is wrong with it."""

    number: int
    action: Action | None = None
    change: Change = field(default_factory=Change)
    version: str = ""
    errors: list = field(default_factory=list)

    @property
    def right(self):
        return not self.errors


def read_rows(rows, *, by):
    """Each row that asks for something, judged as the law would judge it now. It asks as much for one as for all."""
    numbers = {read_number(cells[NUMBER]) for _, cells in rows} - {None}
    seen = Action.objects.visible_to(by).filter(pk__in=numbers)
    found = {action.pk: action for action in seen.marked().select_related("organisation", "owner", "group")}
    offered = deeds_of(by, found.values())
    today = timezone.localdate()
    read, met = [], set()
    for number, row in rows:
        action = found.get(read_number(row[NUMBER]))
        if action is None:
            wrong = f"There is no action {row[NUMBER]} that you may see. Check its number." if row[NUMBER] else (
                "The number of the action is missing. New actions are opened on the log’s page."
            )  # fmt: skip
            read.append(ReadRow(number, errors=[wrong]))
            continue
        change, wrong = read_change(row, target_on=action.target_on)
        if not change and not wrong:
            continue
        one = ReadRow(number, action, change, row[VERSION], wrong)
        if action.pk in met:
            one.errors.append("This action is in the file twice. Keep one of its rows.")
        met.add(action.pk)
        if action.version != row[VERSION]:
            one.errors.append(CHANGED.format(state=action.get_state_display().lower(), due=action.target_on))
        elif not one.errors:
            judged = faults(
                change, state=action.state, target_on=action.target_on, deeds=offered[action.pk], today=today
            )
            one.errors += [sentence for _, sentence in judged]
        read.append(one)
    return read


@transaction.atomic
def hold_rows(name, content, *, by):
    """Read a file and keep the rows that ask for something until they are applied. It replaces what waited before."""
    table, notes = table_of_file(name, content)
    rows = rows_by_heading(table)
    asking = {one.number for one in read_rows(rows, by=by)}
    rows = [row for row in rows if row[0] in asking]
    if not rows:
        raise Refused("Nothing in the file differs from the log. Change it, save it, and choose it again.")
    upload, _ = ActionUpload.objects.update_or_create(
        by=by, defaults={"rows": rows, "notes": notes, "held_at": timezone.now()}
    )
    return upload


@transaction.atomic
def apply_rows(*, by, seen):
    """Make the changes of every right row, each on its own; wrong ones stay. (made, not made).

    `seen` is when what the page showed was held, so that nobody applies another file than the one they looked at.
    """
    upload = ActionUpload.objects.select_for_update(no_key=True).filter(by=by).first()
    if upload is None:
        raise Refused("There is nothing waiting. It has already been applied or discarded.")
    if upload.held_at.isoformat() != seen:
        raise Refused("Another file has been uploaded since you opened this page. Look at it first.")
    right = [one for one in read_rows(upload.rows, by=by) if one.right]
    pks = [one.action.pk for one in right]
    list(Action.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk"))
    made, refused = update_rows({one.action.pk: (one.change, one.version) for one in right}, by=by)
    applied = {one.number for one in right if one.action.pk in made}
    upload.rows = [row for row in upload.rows if row[0] not in applied]
    if upload.rows:
        upload.save(update_fields=["rows"])
    else:
        upload.delete()
    if made:
        record("applied an action log", by, by=by, actions=len(made), not_applied=len(refused))
    return made, len(upload.rows)


def let_go(*, by):
    """Throw away what waits."""
    ActionUpload.objects.filter(by=by).delete()
