"""What a row of Ofsted's monthly file says: which inspections, under which framework, with which outcomes.

Read by heading; headings drift from month to month, and the state-funded and the independent file differ. Source of
the headings: Ofsted, management information on state-funded and on non-association independent schools, as published
in 2024 to 2026.
"""

import re
from dataclasses import asdict, dataclass, field
from datetime import date

from partnership.access import Refused
from partnership.rules.action_files import read_day
from schools.rules.national_files import heading, said

KEY = "URN"
GRADES = {"1": "Outstanding", "2": "Good", "3": "Requires improvement", "4": "Inadequate"}
NOTHING_JUDGED = ("0", "9", "not applicable", "not judged", "no judgement", "not graded")
CATEGORIES = {
    "sm": "SM", "special measures": "SM",
    "swk": "SWK", "serious weaknesses": "SWK", "serious weakness": "SWK",
    "rsi": "RSI", "requires significant improvement": "RSI",
}  # fmt: skip
YES, NO = ("yes", "y", "effective"), ("no", "n", "not effective", "ineffective")
LINKS = ("Web link (opens in new window)", "Web link to Ofsted provider page (opens in new window)",
         "Web link to Ofsted provider page", "Web link")  # fmt: skip
CARD_AREAS = (
    "Inclusion", "Curriculum and teaching", "Achievement", "Attendance and behaviour",
    "Personal development and wellbeing", "Early years (where applicable)",
    "Post-16 provision (where applicable)", "Leadership and governance",
)  # fmt: skip
GRADED_AREAS = (
    "Quality of education", "Behaviour and attitudes", "Personal development",
    "Effectiveness of leadership and management", "Early years provision (where applicable)",
    "Sixth form provision (where applicable)",
)  # fmt: skip
# What only one of the files has: whether the eight parts of the independent school standards are met.
STANDARDS = re.compile(r"^part ([1-8])\b[.:]?\s*(.*)$")
COMPLIANCE = (
    "Most recent standard inspection: Overall compliance with ISS",
    "Overall standards - Standard inspections",
)

WRONG_LINK = re.compile(r"^https?://[^\s]+$")


@dataclass(frozen=True)
class Block:
    """Where one inspection of a row stands: headings under which each fact may be found, the first that is there."""

    framework: str
    number: tuple
    starts: tuple
    published: tuple
    urn: tuple
    same_urn: tuple
    ends: tuple = ()
    kind: tuple = ()
    overall: tuple = ()
    safe: tuple = ()
    category: tuple = ()
    areas: tuple = ()  # (area, headings)


def under(prefixes, names):
    return tuple((name, tuple(f"{prefix}{name}" for prefix in prefixes)) for name in names)


LATEST = Block(
    framework="report_card",  # or graded, where the file has an overall effectiveness here: see found_in
    number=("Inspection number of latest full inspection", "Inspection number"),
    kind=("Inspection type",),
    starts=("Inspection start date", "First day of inspection"),
    ends=("Inspection end date", "Last day of inspection"),
    published=("Publication date",),
    urn=("URN at time of latest full inspection",),
    same_urn=("Does the latest full inspection relate to the URN of the current school?",),
    overall=("Overall effectiveness",),
    safe=("Safeguarding is effective?",),
    category=("Category of concern",),
    areas=under(("",), (*CARD_AREAS, *GRADED_AREAS)),
)
EARLIER = Block(
    framework="graded",
    number=(
        "Inspection number of latest OEIF graded inspection",
        "Inspection number of latest OEIF standard inspection",
    ),
    kind=(
        "Inspection type of latest OEIF graded inspection",
        "Inspection type of latest OEIF standard inspection",
    ),
    starts=(
        "Inspection start date of latest OEIF graded inspection",
        "Inspection start date of latest OEIF standard inspection",
    ),
    ends=(
        "Inspection end date of latest OEIF graded inspection",
        "Inspection end date of latest OEIF standard inspection",
    ),
    published=(
        "Publication date of latest OEIF graded inspection",
        "Publication date of latest OEIF standard inspection",
    ),
    urn=("URN at time of latest OEIF graded inspection", "URN at time of latest OEIF standard inspection"),
    same_urn=("Does the latest OEIF graded inspection relate to the URN of the current school?",),
    overall=("Latest OEIF overall effectiveness",),
    safe=("Latest OEIF safeguarding is effective?",),
    category=("Latest OEIF category of concern",),
    areas=under(("Latest OEIF ",), GRADED_AREAS),
)
UNGRADED = Block(
    framework="ungraded",
    number=(
        "Latest ungraded inspection number",
        "Latest ungraded inspection number since last graded inspection",
    ),
    starts=("Date of latest ungraded inspection",),
    published=("Ungraded inspection publication date",),
    urn=("URN at time of the ungraded inspection", "URN at time of latest ungraded inspection"),
    same_urn=("Does the ungraded inspection relate to the URN of the current school?",),
    overall=("Ungraded inspection overall outcome",),
)
BEFORE = Block(
    framework="graded",
    number=(
        "Previous full inspection number",
        "Previous graded inspection number",
        "Previous inspection number",
    ),
    starts=("Previous inspection start date",),
    ends=("Previous inspection end date",),
    published=("Previous publication date",),
    urn=("URN at time of previous full inspection", "URN at time of previous inspection"),
    same_urn=("Does the previous full inspection relate to the URN of the current school?",),
    overall=("Previous full inspection overall effectiveness", "Previous overall effectiveness"),
    safe=("Previous safeguarding is effective?",),
    category=("Previous category of concern",),
    areas=under(("Previous ",), GRADED_AREAS),
)
BLOCKS = (LATEST, EARLIER, UNGRADED, BEFORE)


@dataclass
class Found:
    """One inspection as the file says it. Dates as 2026-01-13, so that it can be kept and compared as it is."""

    listed_urn: int
    urn: int
    framework: str
    starts_on: str
    number: str = ""
    kind: str = ""
    ends_on: str = ""
    published_on: str = ""
    overall: str = ""
    safeguarding: str = "not_said"
    category: str = ""
    areas: list = field(default_factory=list)
    link: str = ""

    @property
    def key(self):
        """The same in every month's file: by Ofsted's number, or by school, day and framework."""
        return (
            f"ofsted:{self.number}" if self.number else f"ofsted:{self.urn}:{self.starts_on}:{self.framework}"
        )

    def facts(self):
        """What is compared with what is kept: all but under which entry the file lists it."""
        return {name: value for name, value in asdict(self).items() if name != "listed_urn"}


def check_headings(table):
    """Refused unless the file tells of inspections in one of the known ways."""
    known = {heading(name) for block in BLOCKS for name in block.starts}
    if not known & set(table.headings):
        raise Refused(
            "The file has a column “URN” but none that says when a school was inspected, such as “Inspection start "
            "date”. Choose Ofsted’s file of latest inspections."
        )


def unknown_grades(found):
    """Grades in words that are not among those that Ofsted is known to use, so that somebody looks at them."""
    known = {
        *(grade.casefold() for grade in GRADES.values()), "exceptional", "strong standard", "expected standard",
        "needs attention", "urgent improvement", "met", "not met",
    }  # fmt: skip
    return sorted({grade for _, grade in found.areas if grade.casefold() not in known})


def read_urn(text):
    """A URN, or None where the cell holds none."""
    text = said(text).removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and 5 <= len(text) <= 7 else None


def found_in(row):
    """([Found], [sentences]): the inspections of one row, and what of it cannot be read."""
    urn = read_urn(row.get("urn", ""))
    if urn is None:
        return [], [f"“{row.get('urn', '')}” is not a URN."]
    found, wrong = [], []
    link = first(row, LINKS)
    for block in BLOCKS:
        try:
            one = inspection_of(row, block, urn)
        except Refused as refused:
            wrong.append(str(refused))
            continue
        if one is None or any(repeats(one, earlier) for earlier in found):
            continue
        one.link = link if WRONG_LINK.match(link) and len(link) <= 300 else ""
        found.append(one)
    recent = category_of(first(row, ("Most recent category of concern",)))
    full = [one for one in found if one.framework != "ungraded"]
    if recent and full:
        latest = max(full, key=lambda one: one.starts_on)
        latest.category = latest.category or recent
    return found, wrong


def repeats(one, earlier):
    """Whether a second place of the row tells of the same inspection: by number, or by day where one has none."""
    if one.number and earlier.number:
        return one.number == earlier.number
    return one.starts_on == earlier.starts_on and one.framework == earlier.framework


def inspection_of(row, block, urn):
    """The Found of one block of a row, or None where it tells of none; Refused where it cannot be read."""
    starts_on = day(first(row, block.starts))
    if not starts_on:
        return None
    areas = [[name, grade_of(first(row, names))] for name, names in block.areas]
    areas = [[name, grade] for name, grade in areas if grade]
    standards = first(row, ("Safeguarding standards",)) if block is LATEST else ""
    overall = grade_of(first(row, block.overall))
    framework = block.framework
    if block is LATEST:
        card = standards or any(name in CARD_AREAS for name, _ in areas)
        judged = overall or first(row, block.overall) or first(row, block.safe) or areas
        if not card and judged:
            framework = "graded"
        parts = standards_of(row)
        if parts and not card:
            areas += parts
            framework = "graded" if overall else "standards"
        if not card and not judged and not parts and starts_on == day(first(row, EARLIER.starts)):
            return None  # the dates of the earlier inspection, once more
        if not card and not judged and not parts:
            framework = "report_card" if starts_on >= "2025-11-10" else "graded"
    named = read_urn(first(row, block.urn))
    return Found(
        listed_urn=urn,
        urn=named or urn,
        framework=framework,
        starts_on=starts_on,
        number=number_of(first(row, block.number)),
        kind=first(row, block.kind)[:150],
        ends_on=last_day(starts_on, day(first(row, block.ends))),
        published_on=day(first(row, block.published)),
        overall=overall[:100],
        safeguarding=safeguarding_of(standards, first(row, block.safe)),
        category=category_of(first(row, block.category)),
        areas=areas,
    )


def last_day(starts_on, ends_on):
    if ends_on and ends_on < starts_on:
        raise Refused(f"It ends on {ends_on}, before it begins on {starts_on}.")
    return ends_on


def first(row, names):
    """What stands under the first of these headings that says something."""
    return next((text for name in names if (text := said(row.get(heading(name), "")))), "")


def day(text):
    """2026-01-13 of a date as Ofsted writes it, or nothing; Refused where it is no date."""
    if not text:
        return ""
    found = read_day(text)
    if not date(1990, 1, 1) <= found <= date(2100, 1, 1):
        raise Refused(f"“{text}” is not a likely inspection date.")
    return found.isoformat()


def number_of(text):
    return text.removesuffix(".0")[:30]


def grade_of(text):
    """A judgement in words; nothing where there was none, as Ofsted’s 0, 9 and “Not judged” say."""
    text = text.removesuffix(".0")
    return "" if text.casefold() in NOTHING_JUDGED else GRADES.get(text, text)[:100]


def safeguarding_of(standards, effective):
    """Met or not met of the renewed framework, else effective or not of the earlier one."""
    words, answer = standards.casefold(), effective.casefold()
    if words in ("met", "not met"):
        return words.replace(" ", "_")
    if answer in YES:
        return "effective"
    return "not_effective" if answer in NO else "not_said"


def category_of(text):
    return CATEGORIES.get(text.casefold(), "")


def standards_of(row):
    """[part, Met or Not met] of the independent school standards, and of all of them together."""
    found = []
    for name, cell in row.items():
        match, cell = STANDARDS.match(name), said(cell)
        if match and cell.casefold() in ("met", "not met"):
            found.append([f"Part {match[1]}: {match[2]}".rstrip(": ")[:150], cell.capitalize()])
    overall = first(row, COMPLIANCE)
    if overall:
        found.append(["Independent school standards as a whole", overall.capitalize()[:100]])
    return found
