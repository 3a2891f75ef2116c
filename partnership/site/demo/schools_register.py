"""The invented year of the register: some 330 invented schools, brought in by invented national files.

Kinds and numbers are near those which the arrangements of June 2019 counted; every name, number and person is made up.
"""

import csv
import io
from datetime import date, timedelta

from partnership.site.demo.time import at, working_day
from schools.models import School
from schools.operations import contacts
from schools.operations import register as operations
from schools.rules.gias import COLUMNS

FIRST_URN = 990_001  # no school of the country has such a number
LOCAL, ACADEMIES = ("4", "Local authority maintained schools"), ("10", "Academies")
SPECIAL, INDEPENDENT, COLLEGES = ("5", "Special schools"), ("3", "Independent schools"), ("1", "Colleges")
OWN_SPECIAL, OWN = ("10", "Other independent special school"), ("11", "Other independent school")
NO_PHASE = ("0", "Not applicable")
TRUSTS = (
    ("99101", "Copper Beech Learning Trust"), ("99102", "Fosse Meadow Academies Trust"),
    ("99103", "Rowan and Ash Education Trust"), ("99104", "Three Oaks Multi-Academy Trust"),
)  # fmt: skip
NAMES = (
    "Acorn", "Alder", "Bluebell", "Bracken", "Bramble", "Briar", "Cedar", "Chestnut", "Clover", "Cowslip", "Elder",
    "Fern", "Foxglove", "Gorse", "Hazel", "Heather", "Holly", "Ivy", "Juniper", "Larch", "Lime Tree", "Linden",
    "Maple", "Meadowsweet", "Mulberry", "Oak", "Orchard", "Pine", "Poplar", "Primrose", "Rowan", "Sorrel", "Spruce",
    "Sycamore", "Thistle", "Walnut", "Willow", "Yew",
)  # fmt: skip
PLACES = ("Bank", "Brook", "Field", "Green", "Hill", "Lane", "Mead", "Park", "Road", "Wood")
TOWNS = (
    "Upper Larchby",
    "Market Alderton",
    "Nether Rowanby",
    "Ashcombe Magna",
    "Lindenfield",
    "Great Maplewick",
)
# how many of what: authority, number, type, group, phase, ending of the name, youngest, oldest, whether of a trust
STOCK = (
    ("855", 83, ("01", "Community school"), LOCAL, ("2", "Primary"), "Primary School", 4, 11, False),
    ("855", 138, ("34", "Academy converter"), ACADEMIES, ("2", "Primary"), "Primary Academy", 4, 11, True),
    ("855", 1, ("05", "Foundation school"), LOCAL, ("4", "Secondary"), "School", 11, 16, False),
    ("855", 46, ("34", "Academy converter"), ACADEMIES, ("4", "Secondary"), "Academy", 11, 18, True),
    ("855", 3, ("07", "Community special school"), SPECIAL, NO_PHASE, "Special School", 4, 19, False),
    ("855", 14, OWN_SPECIAL, SPECIAL, NO_PHASE, "House School", 7, 18, False),
    ("855", 14, OWN, INDEPENDENT, NO_PHASE, "College School", 3, 18, False),
    ("855", 6, ("18", "Further education"), COLLEGES, ("6", "16 plus"), "College", 16, 99, False),
    ("855", 1, ("14", "Pupil referral unit"), LOCAL, NO_PHASE, "Centre", 5, 16, False),
    ("857", 2, ("02", "Voluntary aided school"), LOCAL, ("2", "Primary"), "Church Primary School", 4, 11, False),
    ("857", 15, ("34", "Academy converter"), ACADEMIES, ("2", "Primary"), "Primary Academy", 4, 11, True),
    ("857", 3, ("34", "Academy converter"), ACADEMIES, ("4", "Secondary"), "Academy", 11, 18, True),
    ("857", 3, OWN, INDEPENDENT, NO_PHASE, "Hall School", 3, 18, False),
    ("857", 2, OWN_SPECIAL, SPECIAL, NO_PHASE, "Lodge School", 7, 18, False),
    ("857", 1, ("15", "Local authority nursery school"), LOCAL, ("1", "Nursery"), "Nursery School", 2, 5, False),
)  # fmt: skip
OFFICES = ("lead", "deputy", "head", "chair", "governor")


def stock():
    """Every school of the first file as {our name of the column: text}; Hawthorn Bank is the first of them."""
    rows, number = [], 0
    for code, many, kind, group, phase, ending, lowest, highest, in_trust in STOCK:
        for _ in range(many):
            name = f"{NAMES[number % len(NAMES)]} {PLACES[number // len(NAMES)]} {ending}"
            trust = TRUSTS[number % len(TRUSTS)] if in_trust else ("", "")
            rows.append({
                "urn": FIRST_URN + number, "authority_code": code, "number": 2000 + number, "name": name,
                "type_code": kind[0], "type_name": kind[1], "group_code": group[0], "group_name": group[1],
                "status_code": "1", "status_name": "Open", "opened_on": "01-09-2012" if in_trust else "",
                "closed_on": "", "reason_closed": "Not applicable", "phase_code": phase[0], "phase_name": phase[1],
                "trust_code": trust[0], "trust_name": trust[1], "street": f"{number + 1} School Lane",
                "locality": "", "town": TOWNS[number % len(TOWNS)], "lowest_age": lowest, "highest_age": highest,
                "postcode": f"LE99 {number % 9 + 1}{chr(65 + number % 26)}{chr(65 + number // 26 % 26)}",
                "boards": "Boarding school" if ending == "College School" and number % 3 == 0 else "No boarders",
                "pupils": 60 + number * 37 % 900 if lowest < 16 else 2400, "ukprn": "", "changed_on": "",
                "website": "", "telephone": "",
            })  # fmt: skip
            number += 1
    rows[0]["name"] = "Hawthorn Bank School (invented)"
    return rows


def file_of(columns, rows):
    """An invented national file with the real names of its columns."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns.values())
    writer.writerows([row[name] for name in columns] for row in rows)
    return io.BytesIO(out.getvalue().encode("cp1252"))


def year_later(rows, converts_on):
    """The same schools a year on: one converted, one closed, one renamed, one soon to open. And the links of it."""
    last, said = f"{converts_on - timedelta(1):%d-%m-%Y}", f"{converts_on:%d-%m-%Y}"
    old, closes, renamed = rows[5], rows[9], rows[90]
    for one, why in ((old, "Academy Converter"), (closes, "Closure")):
        one |= {"status_code": "2", "status_name": "Closed", "closed_on": last, "reason_closed": why}
    renamed["name"] = "Bramble Hill Community Academy"
    new = rows[100] | {
        "urn": 995_001, "name": old["name"].replace("Primary School", "Primary Academy"), "opened_on": said,
        "number": "2901", "street": old["street"], "town": old["town"], "postcode": old["postcode"],
    }  # fmt: skip
    soon = rows[100] | {
        "urn": 995_002, "name": "Linden Gate Free School", "number": "2902", "status_code": "4",
        "status_name": "Proposed to open", "type_code": "35", "type_name": "Free schools", "opened_on": "",
    }  # fmt: skip
    links = f"URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n{old['urn']},995001,{new['name']},Successor,{said}\n"
    return [*rows, new, soon], io.BytesIO(links.encode())


def bring(people, rows, day, links=None):
    file = operations.read_register(
        file_of(COLUMNS, rows), by=people.officer, name=f"edubasealldata{day:%Y%m%d}.csv", links=links,
        links_name=f"links_edubasealldata{day:%Y%m%d}.csv" if links else "",
    )  # fmt: skip
    return operations.apply_register(file, by=people.officer)


def known_contacts(school, number, today):
    """What the authority's own list says of a school: most is there, some is old, some was never told."""
    for at_office, office in enumerate(OFFICES):
        if (number + at_office) % 23 == 0:
            continue
        months = (number * 5 + at_office * 3) % 27
        yield {
            "organisation": school.organisation, "office": office, "name": f"Invented {office} {school.urn}",
            "email": f"{office}.{school.urn}@school.example", "telephone": "0116 496 0000",
            "trained_on": today - timedelta(30 * months) if at_office < 2 and number % 11 else None,
            "confirmed_on": today - timedelta(20 + number % 60) if number % 6 else None,
        }  # fmt: skip


def registered(people, today):
    """The first file, the authorities' lists of contacts, and a year later what had changed."""
    begins = working_day(today, 430)
    yield at(begins, 9)
    rows = stock()
    bring(people, rows, begins)
    changes = working_day(today, 70)
    yield at(changes, 9)
    converts_on = date(changes.year, changes.month, 1)
    rows, links = year_later(rows, converts_on)
    bring(people, rows, changes, links)
    yield at(changes, 14)
    for lead in (people.education_lead, people.rutland_education):
        schools = School.objects.kept_by(lead).in_scope().select_related("organisation").order_by("urn")
        told = [
            row
            for number, school in enumerate(schools)
            if number % 19 != 18
            for row in known_contacts(school, number, changes)
        ]
        contacts.enter_contacts(told, by=lead)


def hawthorn_confirms(people, today):
    """The invented school of the demo checks its contacts after half-term, and confirms them."""
    yield at(working_day(today, 40), 8)
    contacts.ask_to_confirm()
    yield at(working_day(today, 24), 16)
    school = people["hawthorn-bank-school"]
    contacts.keep_contact(
        school, by=people.school_lead, office="lead", name="School safeguarding lead",
        email=people.school_lead.email, trained_on=today - timedelta(200),
    )  # fmt: skip
    contacts.keep_contact(
        school, by=people.school_lead, office="deputy", name="Deputy head of Hawthorn Bank",
        email="deputy@hawthorn-bank.example", trained_on=today - timedelta(790),
    )  # fmt: skip
    contacts.confirm_contacts(school, by=people.school_lead)
    contacts.ask_to_confirm()


STORIES = [registered, hawthorn_confirms]
