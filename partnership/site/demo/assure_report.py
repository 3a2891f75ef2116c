"""The invented work around the yearly reports: comments, committees, what goes out beside one, and the next draft."""

from datetime import date, timedelta

from assurance.models import Companion, YearlyReport
from assurance.operations import yearly_report
from partnership.access import Refused
from partnership.models import Committee
from partnership.site.demo.report import year_before
from partnership.site.demo.time import at, working_day
from partnership.working_days import add_working_days

PUBLISHED_AGO = 55  # calendar days: as demo/report.py tells it
CHILDREN = """## What this is about

We are the people who work to keep children safe in Leicestershire and Rutland. Every year we say how it went.

## What you told us

You want to keep the same worker. You want letters that say what happens next.

## What we did about it

- Two places changed who works when, so that your worker stays with you.
- Each letter to you now ends with what happens next.
- Babies with a bruise see a doctor on the same day.

## What we did not do

We do not know yet if we keep every child safe, whatever their language or faith. We said that we would find out. We
will try again this year.

## If you are worried

You can talk to a teacher, a nurse or somebody else you trust. You can call Childline at any time.
The number is 0800 1111, and it is free.
"""
COMMENTS = (
    ("county_signatory", "priority", "Say how many records were looked at, and by whom.", "accepted",
     "Ten records, and which agencies looked at them: both are in the text now."),
    ("observer", None, "It is long for a member of the public. Could it begin with one page?", "partly",
     "The plan on one page and a summary for children go out beside it. The report keeps its chapters."),
    ("police_signatory", "no_progress", "“Do not know” sounds harsher than it is.", "not",
     "We do not know. The chapter is there to say so, and the Independent Advisor reads it first."),
)  # fmt: skip
COMMITTEES = (
    ("scrutiny", 24, "Members asked what had changed for children who go missing.",
     "The report does not cover it. It is proposed as a focus of next year’s audits.", ""),
    ("health", 27, "", "", ""),
    ("cabinet", 31, "The Cabinet asked that the chapter on money say what each partner gives.",
     "Each partner’s contribution stands in its table.", "The table of contributions comes first in the chapter."),
)  # fmt: skip


def report_of(year):
    return YearlyReport.objects.filter(period_from=date(year, 4, 1)).order_by("-version").first()


def around_the_published_one(people, today):
    """Members comment on the draft, committees read it, and two companions go out with it."""
    published_on = working_day(today, PUBLISHED_AGO)
    began = add_working_days(published_on, -40)
    year = year_before(published_on)

    def day(number):
        return add_working_days(began, number)

    yield at(day(1), 10)
    report = report_of(year)
    window = yearly_report.ask_for_comments(
        report, by=people.officer, closes_on=day(5),
        asks="Is it fair to the year? Is anything missing that you did or learnt?",
    )  # fmt: skip
    keys = {one.kind: one.pk for one in report.sections.all()}
    said = []
    for number, (who, kind, words, answer, why) in enumerate(COMMENTS):
        yield at(day(2 + number), 14)
        made = yearly_report.comment(window, by=getattr(people, who), text=words, section=keys.get(kind))
        said.append((made, answer, why))
    yield at(day(4), 16)
    yearly_report.say_nothing(window, by=people.health_signatory)
    yield at(day(6), 9)
    if yearly_report.close_due_windows():
        window.refresh_from_db()
    report.refresh_from_db()
    babies = report.sections.get(kind="priority")
    write(
        babies,
        people.officer,
        babies.text.replace("ten records:", "ten records, read by three agencies together:"),
    )
    for made, answer, why in said:
        yearly_report.answer_report_comment(made, by=people.officer, answer=answer, answer_text=why)
    yield from committees(people, report, day)


def committees(people, report, day):
    """Sent when the partners are asked to endorse; considered, and answered within days. The companions in between."""
    yield at(day(17), 9)
    asked = []
    for kind, meets, comments, answer, changed in COMMITTEES:
        for number, committee in enumerate(Committee.objects.on(day(17)).filter(kind=kind)[:2]):
            said, told = (comments, answer) if number == 0 else ("", "")  # the second has nothing to add
            one = yearly_report.consult_on_report(
                report, by=people.officer, committee=committee, sent_on=day(17), meets_on=day(meets)
            )
            asked.append((day(meets), one, said, told, changed))
    yield at(day(20), 10)
    beside = [
        yearly_report.start_companion(report, by=people.officer, kind=kind) for kind in Companion.Kind.values
    ]
    children = next(one for one in beside if one.kind == Companion.Kind.CHILDREN)
    children = yearly_report.write_companion(
        children, by=people.officer, seen=children.revision, title=children.title, text=CHILDREN
    )
    yield at(day(22), 17)
    children = yearly_report.hear_young_people(
        children, by=people.officer, heard_on=day(22), heard_from="Young People’s Advisory Group",
        heard_said="“Babies with a bruise” came too early. Begin with what we said. Say whom we can call.",
        heard_changed="It begins with what they said, and ends with whom to call.",
    )  # fmt: skip
    yield at(day(23), 11)
    for one in beside:
        yearly_report.put_companion_forward(one, by=people.officer)
    yearly_report.print_waiting()
    for meets_on, one, comments, answer, changed in asked:
        yield at(meets_on, 18)
        yearly_report.record_committee(one, by=people.officer, considered_on=meets_on, comments=comments)
        if comments:
            yearly_report.answer_committee(one, by=people.officer, answer=answer, what_changed=changed)
    yield at(day(35), 11)
    for one in beside:
        yearly_report.let_companion_out(one, by=people.second_officer)


def this_years_draft(people, today):
    """The running year's draft: begun, half written by two people, and shown to members with a gap in it."""
    year = year_before(working_day(today, PUBLISHED_AGO)) + 1
    yield at(working_day(today, 4), 13)
    report = report_of(year)
    babies = report.sections.filter(kind="priority").first() or yearly_report.add_section(
        report, by=people.officer, title="Safeguarding babies"
    )
    voices = yearly_report.add_section(report, by=people.officer, title="Children from diverse backgrounds")
    write(babies, people.officer, "A second audit of ten records is under way; it reports in the spring.")
    yearly_report.move_section(voices, by=people.officer, up=True)
    yield at(working_day(today, 3), 14)
    introduction = report.sections.get(kind="introduction")
    seen = introduction.revision
    write(
        introduction, people.officer, "This is the year in which we ask whether what we changed has stayed."
    )
    theirs = "The year began with two questions: did it stick, and whom did we miss?"
    try:  # a colleague had the page open all the while
        yearly_report.write_section(
            introduction, by=people.second_officer, seen=seen, title=introduction.title, text=theirs
        )
    except Refused:
        yearly_report.set_aside(introduction, by=people.second_officer, title=introduction.title, text=theirs)
    yearly_report.answer_requirement(
        report, "education", by=people.officer, section=report.sections.get(kind="arrangements")
    )
    yearly_report.answer_requirement(
        report, "reforms", by=people.officer, why_not="No national reform began within this year."
    )
    yield at(working_day(today, 2), 15)
    window = yearly_report.ask_for_comments(
        report, by=people.officer, closes_on=today + timedelta(12),
        asks="An early look: are these the right priorities, and what has to be in it?",
    )  # fmt: skip
    yield at(working_day(today, 1), 16)
    yearly_report.comment(
        window, by=people.observer, text="Please say what families told us, and not only children."
    )


def write(section, by, text):
    return yearly_report.write_section(
        section, by=by, seen=section.revision, title=section.title, text=text, difference=section.difference
    )


STORIES = [around_the_published_one, this_years_draft]
