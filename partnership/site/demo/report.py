"""The invented yearly reports: the last year's, published, and the running year's, being written."""

from datetime import timedelta

from assurance.models import ReportSection, YearlyReport
from assurance.operations import yearly_report
from partnership.rules.years import financial_year
from partnership.site.demo.time import at, working_day
from partnership.working_days import add_working_days

WORDS = {
    ReportSection.Kind.INTRODUCTION: "This year was about babies, about young people who are exploited outside the "
    "home, and about what we did not manage. The figures below are gathered by the portal; the words are ours.",
    ReportSection.Kind.NO_PROGRESS: "We said that we would know how well we keep children from diverse backgrounds "
    "safe. **We do not know it yet.** Two agencies began to record language and faith; five did not.",
    ReportSection.Kind.VOICE: "The Young People's Advisory Group led our December meeting. They asked for fewer "
    "changes of worker, and for letters that say what happens next.\n\n- Two agencies changed their rota.\n"
    "- Every letter to a young person now ends with what happens next.",
    ReportSection.Kind.TRAINING: "Most places were taken. Three months later managers report better chronologies; "
    "they see less change in supervision.",
}
PRIORITY = (
    "Agencies agreed one way to respond when a baby who cannot yet move has a bruise, and tested it by an audit of "
    "ten records: nine followed it."
)
DIFFERENCE = "Babies with a bruise are seen by a paediatrician on the same day; a year ago it took two."
STATEMENT = (
    "I have read the evidence behind this report and spoken with young people and practitioners. The partners speak "
    "of their year fairly. Progress for babies is shown; for children from diverse backgrounds it is not."
)
SIGNATORIES = {
    "leicestershire-county-council": "county_signatory",
    "rutland-county-council": "rutland_signatory",
    "leicestershire-police": "police_signatory",
    "leicester-leicestershire-and-rutland-icb": "health_signatory",
}


def year_before(day):
    """The financial year that ended before that day, by the calendar year in which it began."""
    return financial_year(day) - 1


def write(people, report, title):
    yearly_report.add_section(report, by=people.officer, title=title)
    for section in report.sections.all():
        words = (
            PRIORITY if section.kind == ReportSection.Kind.PRIORITY else WORDS.get(section.kind, section.text)
        )
        yearly_report.write_section(
            section,
            by=people.officer,
            seen=section.revision,
            title=section.title,
            text=words,
            difference=DIFFERENCE,
        )


def both_reports(people, today):
    published_on = working_day(today, 55)
    year = year_before(published_on)
    began = add_working_days(published_on, -40)
    yield at(began, 11)
    report = yearly_report.start_report(by=people.officer, year=year)
    write(people, report, "Safeguarding babies")
    yield at(add_working_days(began, 8), 11)
    due = add_working_days(began, 18)
    yearly_report.send_report(report, by=people.officer, due_on=due)
    yield at(add_working_days(began, 14), 15)
    yearly_report.scrutinise(report, by=people.advisor, text=STATEMENT)
    yield at(add_working_days(began, 16), 10)
    yearly_report.ask_endorsements(report, by=people.officer, due_on=add_working_days(began, 30))
    for number, (code, signatory) in enumerate(SIGNATORIES.items()):
        yield at(add_working_days(began, 20 + number), 14)
        yearly_report.endorse(report, people[code], by=getattr(people, signatory))
    yield at(add_working_days(began, 38), 10)
    yearly_report.render_report(report, by=people.officer)
    yearly_report.render_waiting()
    yield at(published_on, 10)
    report = YearlyReport.objects.get(pk=report.pk)
    yearly_report.publish_report(report, by=people.manager, recipients=yearly_report.usual_recipients())
    for number, copy in enumerate(report.copies.all()):
        sent_on = published_on + timedelta(1 + number)
        yield at(sent_on, 12)
        yearly_report.record_copy(copy, by=people.officer, sent_on=sent_on, how="By email")
    yield at(working_day(today, 4), 12)
    yearly_report.start_report(by=people.officer, year=year + 1)


STORIES = [both_reports]
