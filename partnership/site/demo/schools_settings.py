"""The invented year of other settings, of contact with schools, and of the authorities' education reports."""

from datetime import date, timedelta

from partnership.rules.years import AcademicYear, academic_year
from partnership.site.demo.paper import invented_report
from partnership.site.demo.time import at
from partnership.working_days import on_or_before
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
QUESTION = (
    "Who tells the authority of a safeguarding incident, how soon, and how do you know that it happens?"
)
WORDS = {
    "activity": "We met every head once. Small rural schools asked for more help with online harm, and will have it.",
    "support": "Training was open to all schools, governors, out-of-school clubs and Rutland’s MoD welfare team.",
}


def month_on(year, months):
    number = 8 + months
    return on_or_before(date(year.begins + number // 12, number % 12 + 1, 14))


def lead(people, code):
    return people.education_lead if code == COUNTY else people.rutland_education


def contact_with_schools(people, today):
    """What both authorities did with schools in the last academic year, and in the one that runs until today."""
    running = academic_year(today)
    for year in (AcademicYear(running.begins - 1), running):
        for months, code, kind, title, shared, others in CONTACTS:
            held_on = month_on(year, months)
            if held_on >= today:
                return
            yield at(held_on, 16)
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
    for code, numbers in ((COUNTY, (310, 288, 3)), (RUTLAND, (34, 33, 0))):
        number, assured, concerns = numbers
        registers.give_settings_count(
            by=lead(people, code), authority=people[code], kind="group", number=number, assured=assured,
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
    """Counts of the last quarter that is over, and a check of the procedures."""
    over = quarter_of(quarter_of(today) - timedelta(1))
    yield at(on_or_before(quarter_of(today) - timedelta(1)), 12)
    counts = {
        ("out_city", "transfer"): {"in_time": 11, "late": 2, "not_made": 1, "followed_up": 3},
        ("out_other", "transfer"): {"in_time": 24, "late": 6, "not_made": 0, "followed_up": 6},
        ("in_city", "transfer"): {"in_time": 17, "late": 5, "not_made": 3, "followed_up": 7},
        ("in_other", "incident"): {"in_time": 8, "late": 1, "not_made": 0, "followed_up": 1},
    }
    notifications.give_notifications(
        by=people.education_lead, authority=people[COUNTY], starts_on=over, counts=counts
    )
    notifications.record_check(
        by=people.education_lead, authority=people[COUNTY], checked_on=quarter_of(today) - timedelta(7),
        looked_at="Notifications of the quarter, against the register of placements.",
        found="Three moves into the area were never notified. The network wrote to the placing authorities.",
        works=False,
    )  # fmt: skip


def education_reports(people, today):
    """The report before last accepted of both authorities; the newest, begun by itself, being written."""
    running = academic_year(today)
    newest = AcademicYear(running.begins - 1)
    before = AcademicYear(running.begins - 2)
    yield at(on_or_before(date(before.begins + 1, 6, 15)), 9)
    education.open_education_reports()
    yield at(on_or_before(date(before.begins + 1, 10, 14)), 10)
    for report in EducationReport.objects.filter(begins=before.begins):
        submit(people, report)
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


def submit(people, report):
    by = lead(people, report.authority.code)
    education.draft_report(report, by=by)
    for code, text in WORDS.items():
        section = report.sections.get(code=code)
        education.write_section(section, by=by, seen=section.revision, text=text)
    report.refresh_from_db()
    pdf = invented_report(str(report), ["The authority’s report, of which this is an invented copy."])
    education.keep_submitted(report, pdf, 1, by=by, seen=report.revision)


STORIES = [contact_with_schools, homes_and_agencies, notifications_of_a_quarter, education_reports]
