"""The former board's records: read in, held, reviewed, disposed of by two people; and requests for what is held."""

from partnership.models import Record, Series
from partnership.operations import records, subject_requests
from partnership.operations.uploads import hold_rows
from partnership.rules.records import CHECKLIST
from partnership.site.demo.paper import invented_report
from partnership.site.demo.time import at, working_day, working_days_ago

SERIES = (
    ("LSCB-MIN", "Minutes and papers of the former board"),
    ("LSCB-SCR", "Serious case reviews of the former board"),
    ("LSCB-TRN", "Training records of the former board"),
    ("LSCB-OFF", "Everyday administration of the former board"),
)
REGISTER = """Reference,Series,Title,Where it is,From year,To year,Basis for keeping it,Kept as
LSCB-0001,LSCB-MIN,"Board minutes and papers, volumes 1 to 6","County archive, bay 4",2006,2010,"Arrangements 2019, section 16",Minutes and papers of the board and its groups
LSCB-0002,LSCB-MIN,"Board minutes and papers, volumes 7 to 14","County archive, bay 4",2011,2019,"Arrangements 2019, section 16",Minutes and papers of the board and its groups
LSCB-0003,LSCB-MIN,Correspondence with the inquiry into child sexual abuse,"County archive, strong room",2015,2019,"Arrangements 2019, section 16",May matter to an inquiry into child abuse
LSCB-0004,LSCB-SCR,"Serious case review, box 1 of 3","County archive, strong room",2008,2010,Duty to review serious cases,Case reviews and what was gathered for them
LSCB-0005,LSCB-SCR,"Serious case review, box 2 of 3","County archive, strong room",2012,2013,Duty to review serious cases,Case reviews and what was gathered for them
LSCB-0006,LSCB-TRN,Attendance lists of courses,"County Hall, store 2",2012,2015,Evidence of training,Training records
LSCB-0007,LSCB-TRN,Evaluation sheets of courses,"County Hall, store 2",2013,2016,Evidence of training,Training records
LSCB-0008,LSCB-OFF,Bookings of rooms and catering,"County Hall, store 2",2014,2018,Everyday administration,Everyday administration
LSCB-0009,LSCB-OFF,Orders of leaflets and posters,"County Hall, store 2",2011,2017,Everyday administration,Everyday administration
"""  # noqa: E501 - a row of a register is as wide as it is
NO_INTEREST = dict.fromkeys(CHECKLIST, "no")
LATE = "The register of the former board was read in only now."


def register(people, today):
    """The inherited register is read in; holds; one box disposed of, one waiting, one not agreed."""
    yield at(working_day(today, 260), 10)
    for code, name in SERIES:
        records.add_series(by=people.officer, code=code, name=name, inherited=True)
    rows, notes = records.rows_of_file("register.csv", REGISTER.encode())
    hold_rows(records.PURPOSE, by=people.officer, rows=rows, notes=notes)
    records.import_records(by=people.officer)
    box = {one.reference: one for one in Record.objects.all()}
    records.place_hold(
        by=people.manager, series=Series.objects.get(code="LSCB-SCR"), kind="inquiry",
        asked_by_office="Secretary to the independent inquiry", from_on=working_day(today, 260),
        why="Survivors and later inquiries may ask for what the former board held.",
    )  # fmt: skip
    yield at(working_day(today, 240), 11)
    review(
        people.officer,
        box["LSCB-0008"],
        "dispose",
        "Room bookings of seven years ago; nobody has asked for them.",
    )
    review(
        people.officer, box["LSCB-0009"], "dispose", "Orders of leaflets; the leaflets themselves are kept."
    )
    records.review_retention(
        box["LSCB-0006"], by=people.officer, answers=NO_INTEREST | {"recent_contact": "yes"}, outcome="keep",
        keep_until=today.replace(year=today.year + 2, day=1), reason="An agency asked last year who had been trained.",
        late_reason=LATE,
    )  # fmt: skip
    yield at(working_day(today, 230), 15)
    first, second = (box[one].disposals.get() for one in ("LSCB-0008", "LSCB-0009"))
    records.agree_disposal(
        first,
        by=people.manager,
        agreed=True,
        answer="I looked through two of the five folders: bookings only.",
    )
    records.agree_disposal(
        second,
        by=people.manager,
        agreed=False,
        answer="There are complaints among the orders. Sort them out first.",
    )
    hold = records.place_hold(
        by=people.officer, held=box["LSCB-0006"], kind="complaint", asked_by_office="Complaints office of the council",
        from_on=working_day(today, 230), why="A complaint about who had been trained is being looked into.",
    )  # fmt: skip
    yield at(working_day(today, 222), 9)
    records.carry_out_disposal(
        first, by=people.officer, method="shredded", done_on=working_day(today, 222),
        content=invented_report("Certificate of destruction", ["One box, shredded as confidential waste."]),

        filename="certificate.pdf",
    )  # fmt: skip
    yield at(working_day(today, 120), 9)
    records.lift_hold(hold, by=people.manager, reason="The complaint was answered, and not taken further.")
    yield at(working_day(today, 9), 14)
    review(
        people.officer,
        box["LSCB-0007"],
        "dispose",
        "Their figures are in the training reports, which are kept.",
    )


def review(by, box, outcome, reason):
    records.review_retention(
        box, by=by, answers=NO_INTEREST, outcome=outcome, reason=reason, late_reason=LATE
    )


def requests(people, today):
    """One request answered in part; one decided and waiting for a second person; one that has just come in."""
    yield at(working_day(today, 150), 10)
    came = working_day(today, 150)
    asked = subject_requests.register_request(
        by=people.officer, kind="foi", subject_kind="record", subject="LSCB-0001", received_on=came,
        asked_for="How many boxes of minutes are held, and where.",
    )  # fmt: skip
    yield at(working_day(today, 144), 10)
    box = Record.objects.get(reference="LSCB-0001")
    subject_requests.withhold(
        asked, by=people.officer, items=[f"event-{one.key.partition('-')[2]}" for one in entries(people, asked)],
        exemption="foi_personal", reason="Entries of the record say which officer did what.",
    )  # fmt: skip
    subject_requests.decide_request(
        asked, by=people.officer, outcome="part", exemption="foi_personal",
        reasons=f"{box.title} are listed; who entered them is not.",
    )  # fmt: skip
    yield at(working_day(today, 142), 10)
    subject_requests.check_request(asked, by=people.manager, passed=True)
    subject_requests.make_package(asked, by=people.officer)
    subject_requests.answer_subject_request(asked, by=people.officer)
    yield at(working_days_ago(today, 8), 10)
    second = subject_requests.register_request(
        by=people.officer, kind="subject_access", subject_kind="person", subject=people.reviewer.email,
        received_on=working_days_ago(today, 8), asked_for="Everything that the portal holds about them.",
    )  # fmt: skip
    yield at(working_days_ago(today, 4), 10)
    subject_requests.decide_request(
        second, by=people.officer, outcome="released", reasons="All of it is their own."
    )
    yield at(working_days_ago(today, 2), 10)
    subject_requests.register_request(
        by=people.second_officer, kind="foi", subject_kind="record", subject="LSCB-0004",
        received_on=working_days_ago(today, 2), asked_for="Whether the boxes of a review are still kept.",
    )  # fmt: skip


def entries(people, asked):
    """What is held of it that is an entry of the record."""
    return [
        one for one in subject_requests.found_for(asked, by=people.officer) if one.key.startswith("event-")
    ]


STORIES = (register, requests)
