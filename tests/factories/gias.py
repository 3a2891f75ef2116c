"""Synthetic national files of the register of schools: the real header, invented rows, and every way to spoil them.

    content = national(schools=[row(100001, "855"), …], others=46_000)        bytes, Windows-1252
    links([(100001, 100002, "Successor")])                                     bytes

`others` are rows of the rest of the country; `row` takes the file's own column names through `**{"…": …}` or the
short names of SHORT.
"""

import csv
import io
from functools import cache
from itertools import islice

from schools.rules.gias import COLUMNS
from schools.rules.kinds import DATA, TYPES

SHORT = COLUMNS
HEADER = [
    line
    for line in (DATA / "gias_columns.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
GONE, HEADER = HEADER[135:], HEADER[:135]
AREAS = {"855": "Leicestershire", "856": "Leicester", "857": "Rutland"}
GROUPS = {
    "01": ("4", "Local authority maintained schools"),
    "34": ("10", "Academies"),
    "11": ("3", "Independent schools"),
}
STATUS = {"1": "Open", "2": "Closed", "3": "Open, but proposed to close", "4": "Proposed to open"}
PHASE = {
    "0": "Not applicable", "1": "Nursery", "2": "Primary", "3": "Middle deemed primary", "4": "Secondary",
    "5": "Middle deemed secondary", "6": "16 plus", "7": "All-through",
}  # fmt: skip
# what the file says of persons: invented, and never to be found in the portal
HEAD = {
    "HeadTitle (name)": "Dr", "HeadFirstName": "Zebedee", "HeadLastName": "Quillfeather",
    "HeadPreferredJobTitle": "Executive Head", "PropsName": "Ottoline Proprietor",
}  # fmt: skip
# the facts of the first row of the real file of January 2025, without its head
REAL = {
    "URN": "100000", "LA (code)": "201", "LA (name)": "City of London", "EstablishmentNumber": "3614",
    "EstablishmentName": "The Aldgate School", "TypeOfEstablishment (code)": "02",
    "TypeOfEstablishment (name)": "Voluntary aided school", "EstablishmentTypeGroup (code)": "4",
    "EstablishmentTypeGroup (name)": "Local authority maintained schools", "EstablishmentStatus (code)": "1",
    "EstablishmentStatus (name)": "Open", "OpenDate": "", "ReasonEstablishmentClosed (name)": "Not applicable",
    "CloseDate": "", "PhaseOfEducation (code)": "2", "PhaseOfEducation (name)": "Primary", "StatutoryLowAge": "3",
    "StatutoryHighAge": "11", "Boarders (name)": "No boarders", "NumberOfPupils": "244", "UKPRN": "10079319",
    "Trusts (code)": "", "Trusts (name)": "", "LastChangedDate": "15-11-2024", "Street": "St James's Passage",
    "Locality": "Duke's Place", "Town": "London", "Postcode": "EC3A 5DE", "SchoolWebsite": "www.thealdgateschool.org",
    "TelephoneNum": "02072831147", "ParliamentaryConstituency (name)": "Cities of London and Westminster\x92",
}  # fmt: skip


def row(urn, code="855", name=None, *, type_code="01", phase="2", status="1", **more):
    """One invented school as {column: text}: an open community primary school unless said otherwise."""
    group = GROUPS.get(
        type_code, ("10" if TYPES.get(type_code, {}).get("run") == "academy" else "9", "Other types")
    )
    told = dict.fromkeys(HEADER, "") | HEAD | {
        "URN": str(urn), "LA (code)": code, "LA (name)": AREAS.get(code, "Elsewhere"), "EstablishmentNumber": "2001",
        "EstablishmentName": name or f"Larch Lane School {urn}", "TypeOfEstablishment (code)": type_code,
        "TypeOfEstablishment (name)": TYPES.get(type_code, {"name": "A new type"})["name"].replace("’", "'"),
        "EstablishmentTypeGroup (code)": group[0], "EstablishmentTypeGroup (name)": group[1],
        "EstablishmentStatus (code)": status, "EstablishmentStatus (name)": STATUS.get(status, "Unheard of"),
        "ReasonEstablishmentClosed (name)": "Not applicable", "PhaseOfEducation (code)": phase,
        "PhaseOfEducation (name)": PHASE.get(phase, ""), "OpenDate": "01-09-1974", "StatutoryLowAge": "4",
        "StatutoryHighAge": "11", "Boarders (name)": "No boarders", "NumberOfPupils": "210",
        "LastChangedDate": "06-01-2026", "Street": "Larch Lane", "Town": "Market Larch", "Postcode": "LE99 1AA",
        "UKPRN": "10000001", "SchoolWebsite": "www.larch.example", "TelephoneNum": "01160000000",
    }  # fmt: skip
    columns = {SHORT.get(name, name): value for name, value in more.items()}
    assert set(columns) <= set(HEADER), set(columns) - set(HEADER)
    return told | columns


def closed(urn, on, code="855", name=None, **more):
    return row(urn, code, name, status="2", closed_on=on, **{"reason_closed": "Academy Converter"} | more)


@cache
def elsewhere(number):
    """Rows of the rest of the country, as text of CSV without its header; long and quoted as the real ones are."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    cells = list(
        row(
            0, "201", "Ashen Wood’s “Étoile” School", **{"SchoolSponsors (name)": "Sponsor, of " * 50}
        ).values()
    )
    for urn in range(500_000, 500_000 + number):
        cells[0] = str(urn)
        writer.writerow(cells)
    return out.getvalue()


def national(schools=(), others=5, *, header=HEADER, encoding="cp1252", newline="\r\n", bom=False):
    """A whole file as bytes, the rows of `schools` in its middle."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([one.get(column, "") for column in header] for one in schools)
    text = out.getvalue() + elsewhere(others)
    if newline != "\r\n":
        text = text.replace("\r\n", newline)
    return ("\ufeff" if bom else "").encode("utf-8") + text.encode(encoding)


def links(told=()):
    """A links file as bytes: (URN, other URN, type) each, both ways round where the type is a successor's."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate"])
    for urn, other, kind in told:
        writer.writerow([urn, other, "A school", kind, "01-09-2026"])
        if kind.startswith("Successor"):
            writer.writerow(
                [other, urn, "A school", kind.replace("Successor", "Predecessor", 1), "01-09-2026"]
            )
    return out.getvalue().encode("cp1252")


def some(number, code="855", start=110_001):
    """So many open schools of one authority."""
    return [row(urn, code) for urn in islice(range(start, start + number), number)]
