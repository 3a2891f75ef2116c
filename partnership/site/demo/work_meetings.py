"""A year of meetings: planned by rule, called, with agendas, papers and packs."""

from datetime import date, time, timedelta

from partnership.models import Appointment, Group, Meeting
from partnership.operations import agenda, cycle, papers, planning
from partnership.rules.cycle import on_working_day
from partnership.site.demo.paper import invented_report
from partnership.site.demo.time import at
from partnership.working_days import add_months, add_working_days

# group, weekday, hour, minutes, where it meets
HABITS = [
    ("lrscp", 2, 14, 120, "County Hall, Glenfield, committee room 1"),
    ("planning-and-delivery", 1, 10, 150, "County Hall, Glenfield, committee room 2"),
    ("case-review-group", 3, 10, 120, "Catmose House, Oakham, council chamber"),
    ("multi-agency-audit", 0, 14, 120, "Online"),
    ("learning-and-development", 0, 10, 90, "Online"),
    ("policy-and-procedures", 4, 10, 90, "Online"),
]
JOIN = "https://meet.portal.example/"
# group, title, what for, by whom, minutes, audience, and the paper that goes with it
ITEMS = [
    ("lrscp", "Neglect: what our audits found", "discuss", "Planning and Delivery Group chair", 25, "everybody",
     "Neglect: findings of three audits"),
    ("lrscp", "Resources for the coming year", "decide", "Board manager", 15, "members", "Budget options"),
    ("planning-and-delivery", "Safer sleep: one year on", "discuss", "Designated nurse", 20, "everybody",
     "Safer sleep: figures of the year"),
    ("planning-and-delivery", "Section 11: what agencies said", "discuss", "Board officer", 20, "members",
     "Section 11: summary of returns"),
    ("case-review-group", "Reviews under way", "discuss", "Board officer", 30, "restricted", "Reviews under way"),
    ("case-review-group", "Learning from elsewhere", "note", "Learning officer", 15, "members",
     "What the national Panel published"),
    ("policy-and-procedures", "Threshold document: what changes", "decide", "Policy and Procedures Group chair", 30,
     "everybody", "Threshold document, draft"),
]  # fmt: skip
TEXT = (
    "# What this paper is about\n\nInvented for the demo. Three things to think about before the meeting:\n\n"
    "- what we know now that we did not know last time\n- what differs between places\n- what children said\n\n"
    "## What the group is asked\n\nTo say which of the proposals it supports, and who takes each forward."
)


def school_holidays(people, first):
    """The days of two school years on which nobody meets."""
    for year in (first.year, first.year + 1):
        cycle.close_days(
            by=people.administrator, name=f"Summer holidays {year}", starts_on=date(year, 7, 20),
            ends_on=date(year, 8, 31),
        )  # fmt: skip
        cycle.close_days(
            by=people.administrator, name=f"Christmas and New Year {year}", starts_on=date(year, 12, 21),
            ends_on=date(year + 1, 1, 3),
        )  # fmt: skip


def set_habits(people):
    for code, weekday, hour, lasts, place in HABITS:
        cycle.set_habit(
            Group.objects.get(code=code), by=people.administrator, weekday=weekday, starts=time(hour), lasts=lasts,
            place=place, joining=f"{JOIN}{code}", papers_due_days=8, sent_out_days=5,
        )  # fmt: skip


def first_day(today):
    """The cycle began eight months ago: most of it lies behind, and its last meetings are to come."""
    return add_months(today.replace(day=1), -8)


def a_year_of_meetings(people, today):
    """The cycle is proposed and accepted; agendas are filled, papers asked for and handed in, meetings called."""
    first = first_day(today)
    yield at(on_working_day(first - timedelta(25)))
    school_holidays(people, first)
    set_habits(people)
    proposed = cycle.propose_cycle(by=people.administrator, starts_on=first)
    for row in proposed.rows.select_related("group"):
        if not Appointment.objects.on(row.held_on).filter(seat__group=row.group).exists():
            cycle.adjust_row(
                row, by=people.administrator, starts_at=row.starts_at, ends_at=row.ends_at, left_out=True
            )
    yield at(on_working_day(first - timedelta(20)), 11)
    cycle.accept_cycle(proposed, by=people.manager, despite=True)
    steps = sorted(
        (
            step
            for meeting in Meeting.objects.filter(proposed_as__cycle=proposed).select_related("group")
            for step in steps_of(people, meeting, first)
        ),
        key=lambda step: step[0],
    )
    for instant, step in steps:
        yield instant
        step()


def steps_of(people, meeting, first):
    """What is done for a meeting, and when: items stand in the forward plan some two months before."""
    day = meeting.held_on
    yield at(max(add_working_days(day, -45), on_working_day(first)), 9), lambda: fill(people, meeting)
    yield at(add_working_days(day, -9), 15), lambda: bring(people, meeting)
    yield at(add_working_days(day, -6), 16), lambda: planning.call_meeting(meeting, by=people.administrator)


def fill(people, meeting):
    """Items of the group, each with a paper that is asked of somebody."""
    for code, title, purpose, presenter, minutes, audience, paper in ITEMS:
        if code != meeting.group.code:
            continue
        close = meeting.items.filter(standing="close").first()
        item = agenda.add_item(
            meeting, by=people.officer, title=title, purpose=purpose, presenter=presenter, minutes_allotted=minutes,
            audience=audience, before=close,
        )  # fmt: skip
        papers.ask_for_paper(
            item, by=people.officer, title=paper, audience=audience, due_on=papers.due_by(meeting),
            owner=people.officer,
        )  # fmt: skip


def bring(people, meeting):
    """Papers come in: texts as a rule, and one as a PDF."""
    for number, paper in enumerate(papers.papers_not_in(meeting)):
        given = {"text": TEXT} if number else {"content": the_paper(), "filename": "paper.pdf"}
        papers.hand_in_paper(paper, by=people.officer, **given)


def the_paper():
    return invented_report("A paper for a meeting", ("What we know now.", "What we ask the group to decide."))


STORIES = (a_year_of_meetings,)
