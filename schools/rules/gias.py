"""What the national register of schools says in its file: which columns are read, and what a row means.

Source: the file edubasealldata of the Department for Education (Get Information about Schools), Open Government
Licence v3. Columns are found by name, never by place. What it says of heads and proprietors is not read at all.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from partnership.access import Refused
from schools.rules.kinds import DATA, is_known
from schools.rules.national_files import clean
from schools.rules.national_files import heading as normal

# our field → the file's column; text unless it is named below
NEEDED = {
    "urn": "URN",
    "authority_code": "LA (code)",
    "number": "EstablishmentNumber",
    "name": "EstablishmentName",
    "type_code": "TypeOfEstablishment (code)",
    "type_name": "TypeOfEstablishment (name)",
    "group_code": "EstablishmentTypeGroup (code)",
    "group_name": "EstablishmentTypeGroup (name)",
    "status_code": "EstablishmentStatus (code)",
    "status_name": "EstablishmentStatus (name)",
    "opened_on": "OpenDate",
    "reason_closed": "ReasonEstablishmentClosed (name)",
    "closed_on": "CloseDate",
    "phase_code": "PhaseOfEducation (code)",
    "phase_name": "PhaseOfEducation (name)",
    "trust_code": "Trusts (code)",
    "trust_name": "Trusts (name)",
    "street": "Street",
    "locality": "Locality",
    "town": "Town",
    "postcode": "Postcode",
}
# read where they are there; what the register knew stays where they are not
WELCOME = {
    "lowest_age": "StatutoryLowAge",
    "highest_age": "StatutoryHighAge",
    "boards": "Boarders (name)",
    "pupils": "NumberOfPupils",
    "ukprn": "UKPRN",
    "changed_on": "LastChangedDate",
    "website": "SchoolWebsite",
    "telephone": "TelephoneNum",
}
COLUMNS = NEEDED | WELCOME
LINK_COLUMNS = {"urn": "URN", "other": "LinkURN", "kind": "LinkType", "linked_on": "LinkEstablishedDate"}
LINKS_KNOWN = ("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate")
# who they are is nobody's business here: never read, never kept
PERSONAL = ("HeadTitle (name)", "HeadFirstName", "HeadLastName", "HeadPreferredJobTitle", "PropsName")

DATES = ("opened_on", "closed_on", "changed_on")
NUMBERS = ("lowest_age", "highest_age", "pupils")
LENGTHS = {
    "number": 10, "name": 200, "type_code": 4, "type_name": 100, "group_code": 4, "group_name": 100,
    "status_code": 4, "status_name": 100, "reason_closed": 100, "phase_code": 4, "phase_name": 100,
    "trust_code": 20, "trust_name": 200, "street": 200, "locality": 200, "town": 100, "postcode": 10,
    "ukprn": 10, "website": 200, "telephone": 30,
}  # fmt: skip
NOTHING = {"", "not applicable", "does not apply", "not recorded", "unknown"}
NO_BOARDERS = NOTHING | {"no boarders"}
STATUSES = ("1", "2", "3", "4")
MOST = {"lowest_age": 120, "highest_age": 120, "pupils": 100_000}
URN = re.compile(r"[1-9][0-9]{4,7}")
DAY = re.compile(r"(\d{2})-(\d{2})-(\d{4})")
IN_A_NAME = re.compile(r"(20\d{2})(\d{2})(\d{2})")


def known_columns():
    """Every column name that the file is known to have or have had."""
    lines = (DATA / "gias_columns.txt").read_text(encoding="utf-8").splitlines()
    return {normal(line) for line in lines if not line.startswith("#")}


@dataclass
class Heading:
    """Where each column of ours stands in a file, and what is to be said of its headings."""

    places: dict
    width: int
    warnings: list = field(default_factory=list)


def heading(cells, needed, welcome, known, *, called):
    """The first row understood; Refused names every column that is missing or there twice."""
    names = [normal(cell) for cell in cells]
    twice = sorted({cells[at].strip() for at, name in enumerate(names) if name and names.count(name) > 1})
    if twice:
        raise Refused(f"The {called} has more than one column with the same name: {', '.join(twice[:5])}.")
    missing = [column for column in needed.values() if normal(column) not in names]
    if missing:
        raise Refused(
            f"The {called} lacks {len(missing)} column{'' if len(missing) == 1 else 's'} it needs: "
            f"{', '.join(missing)}. The first row must name the columns."
        )
    places = {
        ours: names.index(normal(column))
        for ours, column in (needed | welcome).items()
        if normal(column) in names
    }
    warnings = [
        f"The {called} has no column “{column}”, so what the register already has is kept."
        for ours, column in welcome.items()
        if ours not in places
    ]
    new = [cells[at].strip()[:60] for at, name in enumerate(names) if name and name not in known]
    if new:
        warnings.append(f"New columns, which were not read: {', '.join(new[:10])}.")
    return Heading(places, len(cells), warnings)


def day(cell):
    """DD-MM-YYYY as an ISO date, or None for nothing. ValueError says what it is."""
    if cell.casefold() in NOTHING:
        return None
    found = DAY.fullmatch(cell)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except (TypeError, ValueError):
        raise ValueError(f"“{cell[:20]}” is not a date like 31-08-2025") from None


def urn(cell):
    if not URN.fullmatch(cell):
        raise ValueError(f"“{cell[:20]}” is not a URN")
    return int(cell)


def number(cell, most):
    if cell.casefold() in NOTHING:
        return None
    if not (cell.isascii() and cell.isdigit() and len(cell) < 8 and int(cell) <= most):
        raise ValueError(f"“{cell[:20]}” is not a number up to {most}")
    return int(cell)


def entry(cells, places):
    """A row as {our field: plain value}. ValueError names the column. Nothing of persons is in it."""
    told = {}
    for ours, at in places.items():
        cell = clean(cells[at])
        try:
            if ours == "urn":
                told[ours] = urn(cell)
            elif ours in DATES:
                told[ours] = day(cell)
            elif ours in NUMBERS:
                told[ours] = number(cell, MOST[ours])
            elif ours == "boards":
                told[ours] = cell.casefold() not in NO_BOARDERS
            else:
                told[ours] = plain(ours, cell)
        except ValueError as error:
            raise ValueError(f"column {COLUMNS[ours]}: {error}") from None
    if not told["name"]:
        raise ValueError("column EstablishmentName is empty")
    if told["status_code"] not in STATUSES:
        raise ValueError(
            f"column EstablishmentStatus (code): “{told['status_code'][:10]}” is none of 1, 2, 3 and 4"
        )
    if not told["type_code"]:
        raise ValueError("column TypeOfEstablishment (code) is empty")
    return told


def plain(ours, cell):
    if cell.casefold() in NOTHING:
        return ""
    if len(cell) > LENGTHS.get(ours, 10):
        raise ValueError(f"has {len(cell)} characters; {LENGTHS.get(ours, 10)} fit")
    return cell


def remarks(told):
    """What to say of a row that is read all the same, as sentences; the row is put right in place."""
    said = []
    who = f"{told['name']} ({told['urn']})"
    if not is_known(told["type_code"]):
        said.append(f"{who} is of a new type, {told['type_code']}: counted as “Other”.")
    if told["opened_on"] and told["closed_on"] and told["closed_on"] < told["opened_on"]:
        said.append(f"{who} closes before it opens, so its opening date is left out.")
        told["opened_on"] = None
    return said


def link(cells, places):
    """A row of the links file as [urn, other urn, kind, date]. ValueError names the column."""
    read = {}
    for ours, at in places.items():
        cell = clean(cells[at])
        try:
            read[ours] = {"urn": urn, "other": urn, "linked_on": day}.get(ours, str)(cell)
        except ValueError as error:
            raise ValueError(f"column {LINK_COLUMNS[ours]}: {error}") from None
    if not read["kind"] or len(read["kind"]) > 100:
        raise ValueError("column LinkType is empty or too long")
    return [read["urn"], read["other"], read["kind"], read["linked_on"]]


def date_of(name):
    """The date that a file's name ends with, such as edubasealldata20250131.csv; None where there is none."""
    for found in IN_A_NAME.finditer(name):
        try:
            return datetime.strptime(found[0], "%Y%m%d").date()  # noqa: DTZ007 -- a day, no instant
        except ValueError:
            continue
    return None
