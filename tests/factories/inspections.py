"""Ofsted's monthly files as they are published: the headings of each kind of file, and rows of invented schools."""

import csv
import io

from openpyxl import Workbook

from schools.operations import inspections as operations

AREAS = (
    "Inclusion", "Curriculum and teaching", "Achievement", "Attendance and behaviour",
    "Personal development and wellbeing", "Early years (where applicable)",
    "Post-16 provision (where applicable)", "Leadership and governance",
)  # fmt: skip
# State-funded schools, latest inspections, from November 2025: the double space is theirs.
STATE = (
    "Web Link (opens in new window)", "URN", "LAESTAB", "School name", "Ofsted phase", "Type of education",
    "Ofsted region", "Local authority", "Postcode", "Total number of pupils", "Most recent category of concern",
    "Inspection number of latest full inspection", "Inspection type", "Inspection start date",
    "Inspection end date", "Publication date",
    "Does the latest full inspection relate to the URN of the current school?",
    "URN at time of latest full inspection", "Category of concern", "Safeguarding standards",
    *(name for area in AREAS for name in (area, f"{area} - date of grade")),
    "Inspection number of latest OEIF graded inspection",
    "Inspection start date of latest OEIF graded inspection",
    "Publication date of latest OEIF graded inspection",
    "Does the latest OEIF graded inspection relate to the URN of the current school?",
    "URN at time of latest OEIF graded inspection", "Latest OEIF overall effectiveness",
    "Latest OEIF category of concern", "Latest OEIF quality of education", "Latest OEIF behaviour and attitudes",
    "Latest OEIF personal development", "Latest OEIF effectiveness of leadership and management",
    "Latest OEIF  safeguarding is effective?", "Latest OEIF early years provision (where applicable)",
    "Latest OEIF sixth form provision (where applicable)", "Latest ungraded inspection number",
    "Date of latest ungraded inspection", "Ungraded inspection publication date",
    "Ungraded inspection overall outcome",
)  # fmt: skip
# The snapshot of August 2025 and before, with the inspection before the latest one.
SNAPSHOT = (
    "Web link", "URN", "LAESTAB", "School name", "Ofsted phase", "Local authority", "Total number of pupils",
    "Inspection number of latest full inspection", "Inspection type", "Inspection start date",
    "Inspection end date", "Publication date",
    "Does the latest full inspection relate to the URN of the current school?",
    "URN at time of latest full inspection", "Overall effectiveness", "Category of concern",
    "Quality of education", "Behaviour and attitudes", "Personal development",
    "Effectiveness of leadership and management", "Safeguarding is effective?",
    "Early years provision (where applicable)", "Sixth form provision (where applicable)",
    "Previous full inspection number", "Previous inspection start date", "Previous inspection end date",
    "Previous publication date", "Does the previous full inspection relate to the URN of the current school?",
    "URN at time of previous full inspection", "Previous full inspection overall effectiveness",
    "Previous category of concern", "Previous quality of education", "Previous safeguarding is effective?",
)  # fmt: skip
INDEPENDENT = (
    "URN", "School name", "Local authority", "Web link to Ofsted provider page", "Inspection number",
    "First day of inspection", "Last day of inspection", "Publication date", "Safeguarding standards",
    "Most recent standard inspection: Overall compliance with ISS", "Part 1. Quality of education provided",
    "Part 3. Welfare, health and safety of pupils",
    "Inspection number of latest OEIF standard inspection",
    "Inspection start date of latest OEIF standard inspection",
    "Publication date of latest OEIF standard inspection", "Latest OEIF overall effectiveness",
    "Latest OEIF safeguarding is effective?", "Latest OEIF quality of education",
)  # fmt: skip


def card(urn, **more):
    """A report card on which all is as expected."""
    return {
        "URN": str(urn),
        "Inspection number of latest full inspection": f"104{urn}",
        "Inspection type": "S5 Inspection",
        "Inspection start date": "13/01/2026",
        "Inspection end date": "14/01/2026",
        "Publication date": "09/02/2026",
        "Does the latest full inspection relate to the URN of the current school?": "Yes",
        "URN at time of latest full inspection": str(urn),
        "Safeguarding standards": "Met",
        **dict.fromkeys(AREAS, "Expected standard"),
        "Early years (where applicable)": "Not applicable",
    } | {name.replace("__", " "): value for name, value in more.items()}


def graded(urn, **more):
    """A graded inspection of the earlier framework, in the columns that the newer file has for it."""
    return {
        "URN": str(urn),
        "Inspection number of latest OEIF graded inspection": f"103{urn}",
        "Inspection start date of latest OEIF graded inspection": "18/10/2023",
        "Publication date of latest OEIF graded inspection": "24/11/2023",
        "Does the latest OEIF graded inspection relate to the URN of the current school?": "Yes",
        "URN at time of latest OEIF graded inspection": str(urn),
        "Latest OEIF overall effectiveness": "2",
        "Latest OEIF quality of education": "2",
        "Latest OEIF behaviour and attitudes": "1",
        "Latest OEIF  safeguarding is effective?": "Yes",
        "Latest OEIF sixth form provision (where applicable)": "9",
    } | more


def table(rows, headings=STATE):
    return [list(headings), *([row.get(name, "NULL") for name in headings] for row in rows)]


def csv_file(rows, headings=STATE, *, encoding="cp1252", before=(), newline="\r\n"):
    """The file as bytes. `before` are lines above the headings."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=newline)
    writer.writerows([*([line] for line in before), *table(rows, headings)])
    return io.BytesIO(out.getvalue().encode(encoding))


def excel_file(rows, headings=STATE, *, before=()):
    book = Workbook()
    book.active.title = "Notes"
    book.active.append(["Management information"])
    sheet = book.create_sheet("Data")
    for line in [*([one] for one in before), *table(rows, headings)]:
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def brought_in(rows, *, by=None, headings=STATE):
    """A file of these rows, read and applied."""
    read = operations.read_ofsted(csv_file(rows, headings), "state-funded.csv")
    return operations.apply_ofsted(read.found, by=by, name=read.name, checksum=read.checksum, rows=read.rows)
