"""The invented year of other settings, of contact with schools, and of the authorities' education reports."""

from datetime import date, timedelta

from partnership.rules.years import AcademicYear, academic_year
from partnership.site.demo.paper import invented_report
from partnership.site.demo.time import at, working_day
from partnership.working_days import add_months, on_or_before
from schools.models import EducationReport, School
from schools.operations import education, engagement, notifications
from schools.operations import settings as registers
from schools.operations import settings_assurance as assurance
from schools.rules.settings import quarter_of

COUNTY, RUTLAND = "leicestershire-county-council", "rutland-county-council"
CONTACTS = (  # months after the year began, authority, kind, title, what was shared, who else was there
    (
        1,
        COUNTY,
        "heads_secondary",
        "Secondary heads, autumn",
        "What the neglect review taught, and whom to call.",
        {},
    ),
    (1, COUNTY, "heads_primary", "Primary heads, autumn", "The new referral form, and thresholds.", {}),
    (
        1,
        RUTLAND,
        "leads_forum",
        "Safeguarding leads’ forum, autumn",
        "Online harm: what pupils told us.",
        {"early_years": 9},
    ),
    (
        1,
        RUTLAND,
        "bulletin",
        "Education Bulletin, October",
        "Private fostering, and the new guidance.",
        {"early_years": 41},
    ),
    (
        2,
        COUNTY,
        "briefing",
        "Headteacher briefing",
        "Filtering and monitoring; the yearly return.",
        {"governors": 60},
    ),
    (
        2,
        RUTLAND,
        "bulletin",
        "Education Bulletin, November",
        "Anti-bullying week, and who helps.",
        {"early_years": 41},
    ),
    (5, COUNTY, "heads_primary", "Primary heads, spring", "What the yearly returns showed.", {}),
    (
        5,
        RUTLAND,
        "leads_forum",
        "Safeguarding leads’ forum, spring",
        "Children missing education.",
        {"mod_welfare": 2},
    ),
    (
        6,
        RUTLAND,
        "roadshow",
        "Roadshow",
        "Safer recruitment in small settings.",
        {"early_years": 22, "out_of_school": 11},
    ),
    (
        8,
        COUNTY,
        "leads_forum",
        "Safeguarding leads’ network",
        "Two audits, and what they ask of schools.",
        {"governors": 12},
    ),
    (9, RUTLAND, "visit", "Keeping in touch, summer", "How referrals went, and what the school needs.", {}),
)
SETTINGS = (  # kind, name, authority, provider, places, district, whose children are there
    (
        "childrens_home",
        "Juniper House (invented)",
        COUNTY,
        "Juniper Care (invented)",
        4,
        "Charnwood",
        [COUNTY],
    ),
    (
        "childrens_home",
        "Damson Lodge (invented)",
        COUNTY,
        "Damson Homes (invented)",
        3,
        "Melton",
        ["leicester-city-council"],
    ),
    ("childrens_home", "Medlar House (invented)", RUTLAND, "Damson Homes (invented)", 3, "Oakham", [COUNTY]),
    (
        "fostering",
        "Hazel Fostering (invented)",
        COUNTY,
        "Hazel Families (invented)",
        40,
        "Blaby",
        [COUNTY, RUTLAND],
    ),
    (
        "custody",
        "Beech Grange secure unit (invented)",
        COUNTY,
        "Invented custody service",
        24,
        "Out of the area",
        [COUNTY],
    ),
    ("early_years", "Snowdrop Nursery (invented)", RUTLAND, "Snowdrop (invented)", 52, "Uppingham", []),
)
COUNTS = (  # authority, kind, how many, of which gave assurance, with a concern open
    (COUNTY, "group", 310, 288, 3),
    (COUNTY, "childminders", 402, 371, 2),
    (COUNTY, "out_of_school", 96, 71, 0),
    (RUTLAND, "group", 34, 33, 0),
    (RUTLAND, "childminders", 27, 25, 0),
)
QUESTION = (
    "Who tells the authority of a safeguarding incident, how soon, and how do you know that it happens?"
)
BEFORE = {  # of the year before the portal was there: what the authority knew otherwise
    "adherence": "Schools confirmed this on paper, before the portal. The safeguarding team holds their letters.",
    "inspections": "Inspectors’ reports were read as they came out. None of them found safeguarding ineffective.",
    "action": "No concern was open when the year ended.",
    "survey": "The audit was made on paper for the last time. From now on it is asked through the portal.",
    "activity": "We met every head once. Small rural schools asked for more help with online harm, and will have it. "
    "Not every meeting of that year was entered in the portal.",
}
WORDS = {
    "support": "Training was open to all schools, governors, out-of-school clubs and Rutland’s MoD welfare team.",
}


def month_on(year, months):
    number = 8 + months
    return on_or_before(date(year.begins + number // 12, number % 12 + 1, 14))


def lead(people, code):
    return people.education_lead if code == COUNTY else people.rutland_education


def contact_with_schools(people, today):
    """What both authorities did with schools in two academic years and in the one that runs, until today.

    What was before the register is entered once there is one.
    """
    running, registered = academic_year(today), working_day(today, 425)
    for year in (AcademicYear(running.begins - back) for back in (2, 1, 0)):
        for months, code, kind, title, shared, others in CONTACTS:
            held_on = month_on(year, months)
            if held_on >= today:
                return
            yield at(max(held_on, registered), 16)
            open_now = School.objects.in_scope().filter(authority__code=code)
            wanted = {"heads_secondary": "secondary", "heads_primary": "primary"}.get(kind)
            there = list(open_now.filter(kind=wanted) if wanted else open_now)
            if kind == "visit":
                there = there[::2]
            if not there and not others:
                others = {"others": 6}
            engagement.record_engagement(
                by=lead(people, code), authority=people[code], kind=kind, held_on=held_on, title=title, shared=shared,
                by_whom="Education safeguarding team", schools=there, **others,
            )  # fmt: skip


def homes_and_agencies(people, today):
    """Settings, what they were asked and answered, an inspection that was followed up, and who is late."""
    yield at(on_or_before(today - timedelta(150)), 10)
    made = [
        registers.add_setting(
            by=lead(people, code), authority=people[code], kind=kind, name=name, provider=provider, places=places,
            area=area, email=f"manager@{name.split()[0].lower()}.example",
            placed_from=[people[one] for one in placed],
        )
        for kind, name, code, provider, places, area, placed in SETTINGS
    ]  # fmt: skip
    for code, kind, number, assured, concerns in COUNTS:
        registers.give_settings_count(
            by=lead(people, code), authority=people[code], kind=kind, number=number, assured=assured,
            concerns=concerns, counted_on=on_or_before(today - timedelta(150)),
        )  # fmt: skip
    issue = registers.record_issue(
        made[0], by=people.education_lead, inspected_on=on_or_before(today - timedelta(170)),
        outcome="Requires improvement", raised="Records of staff training were not complete.", concern=True,
    )  # fmt: skip
    yield at(on_or_before(today - timedelta(140)), 11)
    registers.follow_up_issue(
        issue, by=people.education_lead, text="A placement officer visited. All training is on record now."
    )
    asked = assurance.ask_assurance(
        by=people.officer, settings=made, question=QUESTION, due_on=today - timedelta(105)
    )
    for request, judged in zip(asked[:4], ("assured", "partly", "assured", "assured"), strict=True):
        yield at(on_or_before(today - timedelta(115)), 15)
        answered = assurance.answer_setting(
            request, office="Registered manager",
            answer="The manager on duty, on the same day; our log is checked each week.",
        )  # fmt: skip
        assurance.judge_answer(
            answered, by=people.officer, judged=judged,
            judged_why="" if judged == "assured" else "Nobody checks the log while the manager is away.",
        )  # fmt: skip
    yield at(on_or_before(today - timedelta(90)), 9)
    assurance.chase_settings()


def notifications_of_a_quarter(people, today):
    """Counts of three quarters that are over, of both authorities, and a check of the procedures."""
    first = quarter_of(today)
    for back in (3, 2, 1):
        over = quarter_of(add_months(first, -3 * back))
        yield at(on_or_before(add_months(over, 3) - timedelta(1)), 12)
        for code, size in ((COUNTY, 3), (RUTLAND, 1)):
            notifications.give_notifications(
                by=lead(people, code), authority=people[code], starts_on=over, counts=counts_of(size, back)
            )
    notifications.record_check(
        by=people.education_lead, authority=people[COUNTY], checked_on=quarter_of(today) - timedelta(7),
        looked_at="Notifications of the quarter, against the register of placements.",
        found="Three moves into the area were never notified. The network wrote to the placing authorities.",
        works=False,
    )  # fmt: skip


def counts_of(size, back):
    """Counts of one quarter: of a larger and a smaller authority, and better from quarter to quarter."""
    given = {
        ("out_city", "transfer"): (4 * size - back, 1 + back, size // 2),
        ("out_other", "transfer"): (8 * size, 2 * back, 0),
        ("in_city", "transfer"): (6 * size - back, 4, back),
        ("in_other", "incident"): (3 * size, 1, 0),
    }
    return {
        about: {
            "in_time": in_time,
            "late": late,
            "not_made": not_made,
            "followed_up": max(late + not_made - 1, 0),
        }
        for about, (in_time, late, not_made) in given.items()
    }


def education_reports(people, today):
    """The report before last accepted of both authorities; of the newest one is handed in, and one being written."""
    running = academic_year(today)
    newest = AcademicYear(running.begins - 1)
    before = AcademicYear(running.begins - 2)
    yield at(on_or_before(date(before.begins + 1, 6, 15)), 9)
    education.open_education_reports()
    yield at(on_or_before(date(before.begins + 1, 10, 14)), 10)
    for report in EducationReport.objects.filter(begins=before.begins):
        submit(people, report, BEFORE | WORDS)
    yield at(on_or_before(date(before.begins + 1, 11, 4)), 10)
    for report in EducationReport.objects.filter(begins=before.begins):
        education.accept_report(report, by=people.officer, seen=report.revision)
    yield at(on_or_before(date(newest.begins + 1, 6, 15)), 9)
    education.open_education_reports()
    yield at(on_or_before(date(newest.begins + 1, 9, 14)), 10)
    for report in EducationReport.objects.filter(begins=newest.begins):
        education.draft_report(report, by=lead(people, report.authority.code))
        section = report.sections.get(code="support")
        education.write_section(
            section, by=lead(people, report.authority.code), seen=section.revision, text=WORDS["support"]
        )
    handed_in = at(on_or_before(date(newest.begins + 1, 10, 20)), 10)
    yield handed_in
    submit(people, EducationReport.objects.get(begins=newest.begins, authority=people[RUTLAND]), {})
    yield max(handed_in + timedelta(hours=1), at(working_day(today, 3), 9))
    education.draft_report(
        EducationReport.objects.get(begins=newest.begins, authority=people[COUNTY]), by=people.education_lead
    )


def submit(people, report, words):
    by = lead(people, report.authority.code)
    education.draft_report(report, by=by)
    for code, text in words.items():
        section = report.sections.get(code=code)
        education.write_section(section, by=by, seen=section.revision, text=text)
    report.refresh_from_db()
    pdf = invented_report(str(report), ["The authority’s report, of which this is an invented copy."])
    education.keep_submitted(report, pdf, 1, by=by, seen=report.revision)


STORIES = [contact_with_schools, homes_and_agencies, notifications_of_a_quarter, education_reports]
