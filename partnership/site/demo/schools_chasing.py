"""The invented year of chasing and inspections: letters, calls and replies, and what inspectors found."""

import csv
import io
from datetime import date, timedelta

from partnership.models import Round
from partnership.operations import attempts
from partnership.site.demo.paper import invented_report
from partnership.site.demo.time import at, working_day
from partnership.working_days import on_or_before
from schools.models import AskedSchool, ChaseHold, Concern, PrintedLetters, School
from schools.operations import chasing, inspections
from schools.operations.chasing.letters import to_print
from schools.operations.inspections.concerns import lead_of

SWEEPS = (84, 60, 45, 31, 17, 6)  # days ago; the last one comes after the day of the formal letters
AREAS = (
    "Inclusion", "Curriculum and teaching", "Achievement", "Attendance and behaviour",
    "Personal development and wellbeing", "Leadership and governance",
)  # fmt: skip
CARD = (
    "URN", "School name", "Inspection number of latest full inspection", "Inspection type",
    "Inspection start date", "Inspection end date", "Publication date", "URN at time of latest full inspection",
    "Category of concern", "Safeguarding standards", *AREAS,
)  # fmt: skip
EARLIER = (
    "Inspection number of latest OEIF graded inspection",
    "Inspection start date of latest OEIF graded inspection",
    "Publication date of latest OEIF graded inspection", "Latest OEIF overall effectiveness",
    "Latest OEIF quality of education", "Latest OEIF  safeguarding is effective?",
)  # fmt: skip
OF_COUNTY, OF_RUTLAND = 48, 12  # schools in the invented file


def in_term(day):
    """That day, or the last before it on which schools are open: inspectors come in term."""
    day = on_or_before(day)
    if (day.month, day.day) > (7, 20) and day.month < 9:
        day = on_or_before(date(day.year, 7, 17))
    return day


def ofsted_file(schools, today):
    """An invented file with the real headings: most schools are well, the second of its cards and the last are not."""
    out = io.StringIO()
    writer = csv.DictWriter(out, (*CARD, *EARLIER), restval="NULL")
    writer.writeheader()
    worst, last = 3, (len(schools) - 1) // 3 * 3
    for number, school in enumerate(schools):
        row = {"URN": school.urn, "School name": school.name}
        if number % 3:
            first = in_term(today - timedelta(700 + number * 9))
            row |= dict(zip(EARLIER, (
                f"10{school.urn}", day(first), day(on_or_before(first + timedelta(35))),
                "2" if number % 7 else "3", "2", "Yes",
            ), strict=True))  # fmt: skip
        else:
            first = in_term(today - timedelta(110 + number * 3))
            grades = dict.fromkeys(AREAS, "Expected standard") | {AREAS[number % 6]: "Strong standard"}
            if number == worst:
                grades |= {"Leadership and governance": "Urgent improvement"}
            row |= dict(zip(CARD[2:10], (
                f"11{school.urn}", "S5 Inspection", day(first), day(first + timedelta(1)),
                day(on_or_before(first + timedelta(30))), school.urn, "SWK" if number == worst else "NULL",
                "Not met" if number in (worst, last) else "Met",
            ), strict=True)) | grades  # fmt: skip
        writer.writerow(row)
    return io.BytesIO(out.getvalue().encode("cp1252"))


def day(one):
    return f"{one:%d/%m/%Y}"


def some_of(authority, number):
    """So many schools of an authority, from all through the list, of those in Ofsted's state-funded file."""
    found = School.objects.in_scope().filter(authority=authority).exclude(run=School.Run.INDEPENDENT)
    found = list(found.order_by("urn"))
    return found[:: max(len(found) // number, 1)][:number]


def by_hand(people, today):
    """Two inspections of association schools, which no file of Ofsted's has: the lead enters them."""
    independent = School.objects.in_scope().filter(
        authority__code="leicestershire-county-council", run=School.Run.INDEPENDENT
    )
    for number, school in enumerate(independent.order_by("urn")[:2]):
        first = in_term(today - timedelta(190 + 40 * number))
        inspections.add_inspection(
            school, by=people.education_lead, inspectorate="isi", framework="standards", starts_on=first,
            published_on=on_or_before(first + timedelta(40)), kind="Routine inspection",
            overall="All standards met", safeguarding="met",
        )  # fmt: skip


def inspected(people, today):
    """Ofsted's file of a month; two concerns, of which one is followed up and closed and one is still open."""
    yield at(working_day(today, 66), 11)
    schools = [
        *some_of(people["leicestershire-county-council"], OF_COUNTY),
        *some_of(people["rutland-county-council"], OF_RUTLAND),
    ]
    if len(schools) < OF_COUNTY:
        return
    read = inspections.read_ofsted(ofsted_file(schools, today), "state-funded-latest-inspections.csv")
    inspections.apply_ofsted(
        read.found, by=people.officer, name=read.name, checksum=read.checksum, rows=read.rows
    )
    concerns = list(Concern.objects.order_by("pk"))
    yield at(working_day(today, 62), 15)
    by_hand(people, today)
    yield at(working_day(today, 59), 15)
    for one in concerns:
        lead = lead_of(one.inspection.school.authority)
        inspections.record_what_was_done(
            one, by=lead, done_on=working_day(today, 60),
            text="Met the head and the chair of governors. Recruitment checks were not kept in one place.",
            outcome="The school has a plan with dates, and a partner school that helps.",
            review_on=working_day(today, -12), action_title="Look at the record of checks with the governors",
        )  # fmt: skip
        inspections.write_note(
            one.inspection, by=lead, kind="issue",
            text="Records of checks on staff were incomplete when the inspectors came.",
        )  # fmt: skip
    yield at(working_day(today, 20), 10)
    for one in concerns[:1]:
        inspections.close_concern(
            one, by=lead_of(one.inspection.school.authority),
            reason="The authority looked at the record of checks with the governors: it is complete.",
        )  # fmt: skip


def chased(people, today):
    """The rungs as their days come; then replies, a call, a pause, and the formal letters printed and posted."""
    for days in SWEEPS:
        yield at(today - timedelta(days), 8)
        chasing.sweep()
    yield at(today - timedelta(6), 11)
    formal = list(
        AskedSchool.objects.filter(chase_steps__rung="formal", stopped_on=None)
        .select_related("round")
        .order_by("school__urn")
        .distinct()
    )
    for number, one in enumerate(formal[:3]):
        say(number, one, by=people.officer, today=today)
    yield at(today - timedelta(5), 14)
    for one in Round.objects.filter(purpose=Round.Purpose.SCHOOLS).order_by("pk"):
        contacts = list(to_print(one)[:30])
        if contacts:
            posted(one, contacts, by=people.officer, on=today - timedelta(5))


def say(number, one, *, by, today):
    on = today - timedelta(6)
    if number == 0:
        chasing.record_reply(
            one, by=by, office="head", kind="will_send", received_on=on, expected_on=today + timedelta(9), hold=True,
            text="The safeguarding lead was away. They send it as soon as the governors have met.",
        )  # fmt: skip
    elif number == 1:
        chasing.record_contact(
            one, by=by, office="chair", channel="telephone", on=on,
            outcome="The chair had not seen the letter. It was sent again, and they take it up with the head.",
        )  # fmt: skip
    elif not ChaseHold.objects.filter(asked=one).exists():
        chasing.hold_chasing(
            one,
            by=by,
            until_on=today + timedelta(12),
            reason="A new head begins then, and asked for this time.",
        )


def posted(one, contacts, *, by, on):
    """One file of letters, printed and posted the same day. The demo keeps an invented page in the file's place."""
    chasing.ask_for_letters(one, by=by)
    batch = attempts.claim(PrintedLetters)
    pdf = invented_report("Letters to schools", ["Here stand the letters of that day, a page each."])
    chasing.printed(batch, contacts, pdf, len(contacts))
    chasing.mark_posted(one, by=by, contacts=contacts, posted_on=on)


STORIES = [chased, inspected]
