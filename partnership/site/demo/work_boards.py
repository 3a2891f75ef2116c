"""What sub-groups, boards and the Child Death Overview Panel are asked, and answer."""

from datetime import timedelta

from django.utils import timezone

from partnership.models import Group, LinkedBoard, Meeting
from partnership.operations import boards, child_deaths, highlights
from partnership.operations.planning import plan_meeting
from partnership.rules.highlights import DUE
from partnership.rules.years import days_of_year, financial_year
from partnership.site.demo.time import at, working_day
from partnership.working_days import add_working_days, on_or_before

SUBGROUPS = ("case-review-group", "multi-agency-audit", "learning-and-development", "policy-and-procedures")
SAID = {
    "case-review-group": {
        "done": "Two rapid reviews were finished in time, and one review was commissioned.",
        "risks": "The reviewer’s second draft may come late: one agency answers slowly.",
        "decisions": "That the learning event in spring is paid from the training budget.",
        "learning": "Rapid reviews work best where the agencies’ first question is what life was like for the child.",
        "voice": "A brother and a grandmother were spoken to. What they said stands at the head of the report, and the "
        "group asked each agency what it had known of it.",
    },
    "multi-agency-audit": {
        "done": "The audit of supervision was finished; the re-audit of recording is under way.",
        "risks": "Records of one agency came three weeks late.",
        "decisions": "",
        "learning": "Supervision notes tell more of the case than of the child.",
        "voice": "Four members of the advisory group read the audit tool and changed two questions: who listened to "
        "you, and what happened then.",
    },
    "learning-and-development": {
        "done": "Eleven courses were held, nine of them full.",
        "risks": "Two trainers leave at the end of the year.",
        "decisions": "Whether courses on neglect are offered at weekends.",
        "learning": "People remember the film made with young people longer than any slide.",
        "voice": "Young people made a film on being listened to; every course now begins with it.",
    },
    "policy-and-procedures": {
        "done": "The threshold document was reviewed and consulted on.",
        "risks": "",
        "decisions": "That the threshold document goes to the partnership for approval.",
        "learning": "Practitioners look for one page; the long text is read by those who train.",
        "voice": "The advisory group said which words of the threshold document hurt. Seven were replaced.",
    },
}
GIVEN_BY = {"case-review-group": "chair", "learning-and-development": "learning_chair",
            "policy-and-procedures": "policy_chair"}  # fmt: skip


def meeting_between(people, first, last, *, newest=True):
    """The Planning and Delivery Group's meeting in that time, the newest or the next; planned if there is none."""
    group = Group.objects.get(code="planning-and-delivery")
    found = Meeting.objects.filter(group=group, starts_at__date__range=(first, last))
    found = (
        found.exclude(state=Meeting.State.CANCELLED).order_by("-starts_at" if newest else "starts_at").first()
    )
    if found:
        return found
    day = on_or_before(first + (last - first) / 2)
    return plan_meeting(
        group,
        by=people.administrator,
        starts_at=at(day, 14),
        ends_at=at(day, 16),
        place="County Hall",
        despite=True,
    )


def last_meeting(people, today):
    return meeting_between(people, today - timedelta(125), today - timedelta(20))


def next_meeting(people, today):
    return meeting_between(people, today + timedelta(3), today + timedelta(110), newest=False)


def write_and_send(people, report, **changes):
    writer = getattr(people, GIVEN_BY.get(report.group.code, "officer"))
    written = highlights.write_highlight(
        report, by=writer, seen=report.revision, **SAID[report.group.code] | changes
    )
    return highlights.send_highlight(
        written, by=writer,
        late_reason="The group met a week later than planned." if timezone.localdate() > report.deadline.due_on else "",
    )  # fmt: skip


def ask_all(people, meeting):
    groups = list(Group.objects.filter(code__in=SUBGROUPS))
    due_on = DUE.due(meeting.held_on)
    return highlights.ask_highlights(meeting, by=people.officer, groups=groups, due_on=due_on)


def highlights_of_last_quarter(people, today):
    """Four groups are asked; one is late, one is sent back with a question, all are received."""
    yield at(working_day(today, 175), 8)
    meeting = last_meeting(people, today)
    held = meeting.held_on
    yield at(add_working_days(held, -25), 9)
    reports = {report.group.code: report for report in ask_all(people, meeting)}
    yield at(add_working_days(held, -9), 11)
    for code in ("case-review-group", "learning-and-development"):
        write_and_send(people, reports[code])
    write_and_send(people, reports["policy-and-procedures"], voice="Seven words were replaced.")
    yield at(add_working_days(held, -6), 16)
    back = highlights.send_highlight_back(
        reports["policy-and-procedures"], by=people.planning_chair, question="Who said which words hurt?"
    )
    write_and_send(people, reports["multi-agency-audit"])
    yield at(add_working_days(held, -4), 10)
    write_and_send(people, back)
    yield at(held, 16)
    for report in reports.values():
        highlights.receive_highlight(report, by=people.planning_chair)
    yield at(add_working_days(held, 2), 10)
    partnership = Group.objects.get(code="lrscp")
    for code in ("multi-agency-audit", "case-review-group"):
        highlights.share_highlight(
            reports[code], by=people.officer, group=partnership, shared_on=timezone.localdate()
        )


def highlights_of_this_quarter(people, today):
    """The next meeting lies ahead: two groups have sent theirs, two have not."""
    yield at(add_working_days(today, -12), 9)
    reports = {report.group.code: report for report in ask_all(people, next_meeting(people, today))}
    yield at(add_working_days(today, -2), 9)
    write_and_send(people, reports["case-review-group"])
    yield at(add_working_days(today, -1), 9)
    write_and_send(people, reports["learning-and-development"])


OFFICES = {
    "strategic-partnership-board": "Board co-ordinator, Strategic Partnership Board",
    "youth-offending-service-management-board": "Head of the Youth Offending Service",
    "leicestershire-health-and-well-being-board": "Democratic services, Leicestershire County Council",
    "rutland-childrens-trust": "Trust co-ordinator, Rutland County Council",
    "leicestershire-and-rutland-safeguarding-adults-board": "Business office of the Safeguarding Adults Board",
    "leicestershire-corporate-parenting-board": "Democratic services, Leicestershire County Council",
}


def other_boards(people, today):
    """A year between boards: the yearly report passed on, two questions answered, one of them asked again, one late."""
    first = working_day(today, 300)
    yield at(first, 10)
    found = {board.code: board for board in LinkedBoard.objects.on(first)}
    for code, office in OFFICES.items():
        boards.name_contact(found[code], by=people.officer, office=office, email="", starts_on=first)
    adults = found["leicestershire-and-rutland-safeguarding-adults-board"]
    youth = found["youth-offending-service-management-board"]
    parenting = found["leicestershire-corporate-parenting-board"]
    yield at(working_day(today, 240), 10)
    for code in OFFICES:
        boards.pass_information(
            found[code], by=people.officer, what="Yearly report of the partnership", passed_on=timezone.localdate(),
            office="Board officer", audience="Anybody: it is published",
        )  # fmt: skip
    yield at(working_day(today, 200), 10)
    asked_of = OFFICES["youth-offending-service-management-board"]
    youths = boards.seek_assurance(
        youth, by=people.officer, question="How do you know that children held overnight are seen by a social worker?",
        asked_of=asked_of, due_on=add_working_days(timezone.localdate(), 20),
    )  # fmt: skip
    transition = boards.seek_assurance(
        adults, by=people.officer, question="How many young people pass to adult services with a plan in place?",
        asked_of=OFFICES["leicestershire-and-rutland-safeguarding-adults-board"],
        due_on=add_working_days(timezone.localdate(), 25),
    )  # fmt: skip
    yield at(working_day(today, 175), 10)
    boards.receive_assurance(
        youths, by=people.officer, received_on=timezone.localdate(), says="The policy asks for it."
    )
    yield at(working_day(today, 170), 10)
    again = boards.judge_assurance(
        youths, by=people.officer, enough=False, judgement="A policy does not show what is done.",
        question="In how many of the last 20 nights was a social worker there, and how soon?",
        due_on=add_working_days(timezone.localdate(), 30),
    ).again  # fmt: skip
    yield at(working_day(today, 158), 10)
    late = timezone.localdate() > transition.deadline.due_on
    boards.receive_assurance(
        transition, by=people.officer, received_on=timezone.localdate(),
        says="Of those who moved on last year, all but a few had a plan six months before.",
        late_reason="The board met later than planned." if late else "",
    )  # fmt: skip
    boards.judge_assurance(
        transition, by=people.officer, enough=True, judgement="The figures and two case examples show it."
    )
    yield at(working_day(today, 140), 10)
    boards.receive_assurance(
        again, by=people.officer, received_on=timezone.localdate(), says="In 17 of 20, within two hours."
    )
    boards.judge_assurance(again, by=people.officer, enough=True, judgement="The log of the nights shows it.")
    yield at(working_day(today, 50), 10)
    boards.seek_assurance(
        parenting, by=people.officer, question="How are children placed far away visited, and what do they say of it?",
        asked_of=OFFICES["leicestershire-corporate-parenting-board"],
        due_on=add_working_days(timezone.localdate(), 25),
    )  # fmt: skip


def reports_of_the_panel(people, today):
    """The yearly report of the panel came, was considered, shared and published; one on its activity is asked for."""
    starts, ends = days_of_year(financial_year(today) - 1)
    if ends > today - timedelta(180):
        starts, ends = days_of_year(financial_year(today) - 2)
    yield at(working_day(today, 175), 9)
    meeting = last_meeting(people, today)
    held = meeting.held_on
    yield at(add_working_days(held, -20), 10)
    yearly = child_deaths.ask_child_death_report(
        by=people.officer,
        kind="yearly",
        covers_from=starts,
        covers_until=ends,
        due_on=add_working_days(held, -2),
    )
    yield at(add_working_days(held, -4), 10)
    child_deaths.receive_child_death_report(
        yearly, by=people.officer, received_on=timezone.localdate(),
        summary="Safer sleep on unusual nights and travel without seats are the themes. The panel asks the partnership "
        "to look at how families are prepared for both.",
        notified=34, reviewed=23, modifiable=8, given_also_to="Leicester Safeguarding Children Partnership",
    )  # fmt: skip
    yield at(add_working_days(held, 1), 10)
    child_deaths.consider_child_death_report(
        yearly, by=people.officer, meeting=meeting,
        considered_as="Noted. The safer sleep programme is asked what it says of unusual nights.",
    )  # fmt: skip
    for code in ("lrscp", "planning-and-delivery"):
        child_deaths.share_child_death_report(
            yearly, by=people.officer, group=Group.objects.get(code=code), shared_on=timezone.localdate()
        )
    yield at(add_working_days(held, 9), 10)
    child_deaths.note_child_death_publication(
        yearly,
        by=people.officer,
        published_on=timezone.localdate(),
        address="https://example.org/cdop-yearly-report",
    )
    yield at(add_working_days(today, -1), 10)
    child_deaths.ask_child_death_report(
        by=people.officer, kind="activity", covers_from=ends + timedelta(1), covers_until=today - timedelta(30),
        due_on=add_working_days(today, 12),
    )  # fmt: skip


def concerns_across(people, today):
    """One concern came from the panel and was taken up; another went to it, and waits."""
    yield at(working_day(today, 90), 11)
    concern = child_deaths.pass_concern(
        by=people.officer, direction="from_panel", passed_on=timezone.localdate(),
        office="Chair of the Child Death Overview Panel", their_reference="CDOP/26/014",
    )  # fmt: skip
    yield at(add_working_days(working_day(today, 90), 1), 9)
    child_deaths.acknowledge_concern(
        concern, by=people.officer, acknowledged_on=timezone.localdate(), acknowledged_by="Board officer",
        outcome="referred",
    )  # fmt: skip
    yield at(add_working_days(today, -1), 15)
    child_deaths.pass_concern(
        by=people.officer, direction="to_panel", passed_on=timezone.localdate(), office="Board officer"
    )


STORIES = (
    highlights_of_last_quarter,
    highlights_of_this_quarter,
    other_boards,
    reports_of_the_panel,
    concerns_across,
)
