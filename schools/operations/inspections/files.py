"""Ofsted's monthly file: read, compared with what is kept, and applied in one piece. Nothing is ever overwritten."""

import hashlib
import io
import zipfile
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import PurePath

import openpyxl
from django.db import transaction

from partnership.access import Refused
from partnership.operations.documents import look_inside
from partnership.operations.record import record
from partnership.operations.spreadsheets import as_text
from schools.models import Concern, Inspection, InspectionFile, School
from schools.operations.inspections.concerns import open_concern
from schools.rules.national_files import HEADER_WITHIN, PIECE, heading, open_delimited, table_of
from schools.rules.ofsted import KEY, Found, check_headings, found_in, read_urn, unknown_grades

CALLED = "Ofsted’s file"
MOST_BYTES = 60 * 1024 * 1024  # the file of state-funded schools has some fifteen
MOST_UNPACKED = 400 * 1024 * 1024
MOST_ROWS = 100_000
MOST_EMPTY = 1_000  # empty rows, one after another, of an Excel file
CALLED_FACTS = {
    "urn": "URN at the time", "framework": "framework", "starts_on": "first day", "number": "number",
    "kind": "type", "ends_on": "last day", "published_on": "publication", "overall": "overall grade",
    "safeguarding": "safeguarding", "category": "category of concern", "areas": "areas", "link": "link",
}  # fmt: skip
MOST_SAID = 20  # rows that are not read are named one by one, up to so many


@dataclass
class Read:
    """What a file holds of our schools, and what is to be said of the rest."""

    name: str
    checksum: str
    rows: int = 0
    elsewhere: int = 0
    found: list = field(default_factory=list)
    notes: list = field(default_factory=list)


@dataclass
class Change:
    """One inspection of the file against what is kept: new, corrected or the same. `before` is what it corrects."""

    found: Found
    school: School
    kind: str
    before: Inspection = None
    differs: tuple = ()  # names of the facts

    @property
    def framework_words(self):
        return Inspection.Framework(self.found.framework).label.partition(" (")[0]

    @property
    def starts_on(self):
        return date.fromisoformat(self.found.starts_on)

    @property
    def safeguarding_words(self):
        return Inspection.Safeguarding(self.found.safeguarding).label

    @property
    def remarks(self):
        """What a reader of the report should know of it, in words."""
        said = [f"Of URN {self.found.urn}, before this school"] if self.found.urn != self.school.urn else []
        if self.found.urn != self.found.listed_urn and not said:
            said.append(f"Listed under its successor, URN {self.found.listed_urn}")
        if self.differs:
            said.append(f"Told otherwise: {', '.join(CALLED_FACTS[name] for name in self.differs)}")
        return ". ".join(said)


# Reading ------------------------------------------------------------------------------------------------------


def read_ofsted(file, name):
    """What an open binary file, CSV or Excel, tells of schools in our register. Nothing changes by it."""
    checksum = sum_of(file)
    ours = set(School.objects.filter(ours=True).values_list("urn", flat=True))
    if not ours:
        raise Refused("The register of schools is empty. Import the national register first.")
    if PurePath(name).suffix.lower() == ".xlsx":
        table = table_of(rows_of_workbook(name, file), KEY, called=CALLED)
    else:
        table = open_delimited(file, KEY, called=CALLED)
    check_headings(table)
    read = Read(name[-200:], checksum)
    lines, wrong, words = {}, [], set()
    for number, row, width in table.rows():
        read.rows += 1
        if read.rows > MOST_ROWS:
            raise Refused(f"{CALLED} has more than {MOST_ROWS:,} rows, so it cannot be the right file.")
        urn = row.get("urn", "")
        if urn in lines:
            raise Refused(
                f"Rows {lines[urn]} and {number} have the same URN, {urn}. Download the file again."
            )
        lines[urn] = number
        found, sentences = found_in(row)
        found = [one for one in found if one.urn in ours or one.listed_urn in ours]
        mine = bool(found) or read_urn(urn) in ours
        if width and mine:
            raise Refused(f"Row {number}: {width} It is of a school of ours, so the file is not used.")
        if mine:
            wrong += [f"Row {number}: {sentence}" for sentence in sentences]
        read.elsewhere += not mine
        read.found += found
        words |= {grade for one in found for grade in unknown_grades(one)}
    if not read.rows:
        raise Refused(f"{CALLED} has headings and no rows. Download it again.")
    if not read.rows - read.elsewhere:
        raise Refused(f"None of its {read.rows:,} rows is of a school in our register. Is it the right file?")
    read.notes = notes_of(read, table, wrong, words)
    return read


def notes_of(read, table, wrong, words):
    notes = [f"{read.rows - read.elsewhere:,} of {read.rows:,} rows are of schools in our register."]
    if table.doubled:
        notes.append(
            f"Headings that stand there twice, of which the first was read: {', '.join(table.doubled)}."
        )
    notes += wrong[:MOST_SAID]
    if len(wrong) > MOST_SAID:
        notes.append(f"{len(wrong) - MOST_SAID} more rows have something that could not be read.")
    if words:
        notes.append(
            f"Outcomes in wording we do not recognise, kept as they are: {', '.join(sorted(words))}."
        )
    return notes


def sum_of(file):
    """SHA-256 of an open file, which is wound back."""
    file.seek(0)
    total, size = hashlib.sha256(), 0
    while piece := file.read(PIECE):
        size += len(piece)
        if size > MOST_BYTES:
            raise Refused(
                f"{CALLED} is larger than {MOST_BYTES // 1024 // 1024} MB, so it cannot be the right file."
            )
        total.update(piece)
    file.seek(0)
    return total.hexdigest()


def rows_of_workbook(name, file):
    """(number, cells) of the rows of the sheet of an Excel file that has a column URN near its top."""
    content = file.read()
    look_inside(name, content, only=(".xlsx",), most=MOST_BYTES)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
            raise Refused(
                "The file unpacks to far more than Ofsted publishes. Download it again, or use the CSV file."
            )
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = next((one for one in book.worksheets if has_key(one)), None)
    except Refused:
        raise
    except Exception as error:  # whatever is wrong inside, its reader says it in its own many ways
        raise Refused("The Excel file cannot be read. Download it again, or use the CSV file.") from error
    if sheet is None:
        raise Refused(f"No sheet of the file has a column “{KEY}” in its first {HEADER_WITHIN} rows.")
    return lines_of(sheet)


def lines_of(sheet):
    """(number, cells) of each row; Refused where a forgotten cell far below would make us walk a million empty rows."""
    empty = 0
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        empty = 0 if any(value is not None for value in cells) else empty + 1
        if empty > MOST_EMPTY:
            raise Refused(
                f"The sheet has more than {MOST_EMPTY:,} empty rows in a row, before row {number:,}. "
                "Delete everything below the last school, save the file and upload it again."
            )
        yield number, [as_text(value) for value in cells]


def has_key(sheet):
    rows = sheet.iter_rows(max_row=HEADER_WITHIN, values_only=True)
    return any(heading(as_text(cell)) == heading(KEY) for cells in rows for cell in cells)


# Comparing ----------------------------------------------------------------------------------------------------


def compare(found):
    """What these inspections would change, in a fixed number of statements: the new and corrected first."""
    schools = {one.urn: one for one in School.objects.filter(ours=True).select_related("authority")}
    kept = {one.key: one for one in Inspection.objects.current().filter(key__in=[one.key for one in found])}
    changes = []
    for one in found:
        # Where the predecessor is in our register the inspection was of it; else it is told of the school listed.
        school = schools.get(one.urn) or schools.get(one.listed_urn)
        if school is None:
            continue
        before = kept.get(one.key)
        differs = differences(before, one) if before else ()
        kind = "new" if before is None else "corrected" if differs else "same"
        changes.append(Change(one, school, kind, before, differs))
    order = ("new", "corrected", "same")
    return sorted(changes, key=lambda one: (order.index(one.kind), one.school.name, one.found.starts_on))


def differences(kept, found):
    """Which facts the file tells otherwise. What it is silent about where we know something, is no correction."""
    was = facts_of(kept)
    return tuple(
        name for name, value in found.facts().items() if value != was[name] and value not in ("", [])
    )


def facts_of(kept):
    return {
        "urn": kept.urn_at_time,
        "framework": kept.framework,
        "starts_on": kept.starts_on.isoformat(),
        "number": kept.number,
        "kind": kept.kind,
        "ends_on": kept.ends_on.isoformat() if kept.ends_on else "",
        "published_on": kept.published_on.isoformat() if kept.published_on else "",
        "overall": kept.overall,
        "safeguarding": kept.safeguarding,
        "category": kept.category,
        "areas": kept.areas,
        "link": kept.link,
    }


# Applying -----------------------------------------------------------------------------------------------------


@transaction.atomic
def apply_ofsted(found, *, by, name, checksum, rows=0):
    """Keep what is new, and a further version of what was corrected; open what is a concern. Applied twice, it is once.

    `found` are Found. Gives the InspectionFile, or None where nothing was new.
    """
    urns = {one.urn for one in found} | {one.listed_urn for one in found}
    # One at a time for these schools, so that two who press at once do not both find it new.
    list(School.objects.select_for_update(no_key=True).filter(urn__in=urns).order_by("pk").values_list("pk"))
    changes = compare(found)
    todo = [one for one in changes if one.kind != "same"]
    if not todo:
        return None
    counts = {kind: sum(one.kind == kind for one in changes) for kind in ("new", "corrected", "same")}
    file = InspectionFile.objects.create(
        name=name, checksum=checksum, applied_by=by, counts=counts | {"rows": rows}
    )
    kept = Inspection.objects.bulk_create(inspection_of(one, file) for one in todo)
    moved = follow_corrections(todo, kept)
    opened = sum(open_concern(one, by=by) is not None for one in kept if one.pk not in moved)
    file.counts |= {"concerns": opened}
    file.save(update_fields=["counts"])
    record("applied", file, by=by, checksum=checksum, **file.counts)
    return file


def inspection_of(change, file):
    facts = change.found.facts()
    dates = {
        name: date.fromisoformat(facts.pop(name)) if facts[name] else facts.pop(name) or None
        for name in ("starts_on", "ends_on", "published_on")
    }
    urn = facts.pop("urn")
    if change.before:  # what this month's file is silent about stays as it was said
        was = facts_of(change.before)
        facts = {name: value if value not in ("", []) else was[name] for name, value in facts.items()}
        dates = {name: value or getattr(change.before, name) for name, value in dates.items()}
    return Inspection(
        key=change.found.key,
        version=change.before.version + 1 if change.before else 1,
        corrects=change.before,
        school=change.school,
        urn_at_time=urn,
        file=file,
        **facts,
        **dates,
    )


def follow_corrections(changes, kept):
    """A concern goes on with the inspection as it is said now. Gives the ids of those inspections."""
    concerns = {
        one.inspection_id: one
        for one in Concern.objects.select_for_update(no_key=True).filter(
            inspection__in=[change.before for change in changes if change.before]
        )
    }
    moved = set()
    for change, now in zip(changes, kept, strict=True):
        concern = change.before and concerns.get(change.before.pk)
        if concern:
            concern.inspection = now
            concern.save(update_fields=["inspection"])
            moved.add(now.pk)
    return moved


def to_keep(read):
    """The inspections of a file as plain values, for the time until somebody applies them or not."""
    return [asdict(one) for one in read.found]


def from_kept(rows):
    return [Found(**row) for row in rows]
