"""The invented year of training: registers, certificates, and how agencies train their own staff."""

from datetime import timedelta
from decimal import Decimal

from partnership.models import Question, Questionnaire
from partnership.operations import questionnaires
from partnership.rules.questionnaires import Given
from partnership.rules.years import year_words
from partnership.site.demo.assurance import about
from partnership.site.demo.time import at, working_day
from partnership.site.demo.training_workforce import workforce
from partnership.working_days import add_working_days
from training.models import Booking, Course, Session, Venue
from training.operations import attendance, certificates, programme

# what became of each of seven people, session by session; how many days ago it was
HELD = (
    (330, ("present", "present", "late", "no_show", "present", "present", "present")),
    (150, ("present", "partly", "present", "present", "no_show", "present", "late")),
    (28, ("present", "present", "present", "late", "present", "no_show", "partly")),
)
AGENCIES = {  # by level: people who need it, and the part of a hundred that is up to date
    "leicestershire-county-council": ("county_lead", (2400, 91), (640, 88), (310, 84), (42, 95)),
    "rutland-county-council": ("rutland_lead", (380, 94), (92, 90), (48, 92), (9, 100)),
    "leicestershire-police": ("police_lead", (3900, 86), (1200, 79), (140, 74), (18, 89)),
    "university-hospitals-of-leicester": ("hospital_lead", (9800, 89), (5100, 83), (900, 71), None),
    "leicestershire-partnership-trust": ("trust_lead", (5200, 93), (2900, 90), (1100, 86), (25, 96)),
}
SILENT = ("leicester-leicestershire-and-rutland-icb",)


def course():
    """One that lasts a year, so that its oldest certificates run out within the story."""
    return Course.objects.get_or_create(
        slug="seeing-neglect-early",
        defaults={
            "title": "Seeing neglect early", "summary": "What neglect looks like before it is plain to see.",
            "aims": "Notice the first signs of neglect, name them, and act with others.",
            "audience": "Everybody who visits families at home.", "level": Course.Level.WORKING,
            "delivery": Course.Delivery.FACE_TO_FACE, "hours": Decimal("3.0"), "half_day": True, "asks_manager": False,
            "lasts_months": 10, "state": Course.State.OFFERED,
        },
    )[0]  # fmt: skip


def venue():
    return Venue.objects.get_or_create(
        name="Larch Hall",
        defaults={
            "address": "1 Invented Street, Market Larch", "postcode": "LE99 1AB", "holds": 30,
            "access": "No steps, hearing loop, parking for blue badges.",
        },
    )[0]  # fmt: skip


def session_of(people, day, learners):
    """A morning of the course with these people booked on it, planned some weeks before."""
    session = Session.objects.create(
        course=course(), reference=programme.next_reference(day.year), starts_at=at(day, 9, 30),
        ends_at=at(day, 12, 30), venue=venue(), capacity=12, cost=Decimal("480.00"), state=Session.State.OPEN,
    )  # fmt: skip
    session.trainers.add(people.trainer)
    booked = [
        Booking.objects.create(
            session=session, learner=one, organisation=one.agency, job=one.job,
            state=Booking.State.BOOKED, booked_at=at(day - timedelta(20), 10),
            access_needs="A seat near the screen, please." if one == learners[0] else "",
        )
        for one in learners
    ]  # fmt: skip
    return session, booked


def sessions_held(people, today):
    """Three sessions with everything that happens: late, no-shows, a substitute, a walk-in, and a correction."""
    for number, (days_ago, outcomes) in enumerate(HELD, 1):
        day = working_day(today, days_ago)
        yield at(day - timedelta(20), 10)
        session, booked = session_of(people, day, workforce(people)[(number - 1) * 7 : number * 7])
        yield at(day, 9, 35)
        for one, outcome in zip(booked[:-1], outcomes[:-1], strict=True):
            attendance.mark(one, by=people.trainer, outcome=outcome)
        attendance.send_substitute(
            booked[-1], by=people.trainer, name="Colleague of the trust", email=f"colleague-{number}@trust.example",
            organisation="Leicestershire Partnership NHS Trust",
        )  # fmt: skip
        attendance.add_guest(
            session, by=people.trainer, name="Nursery manager", email=f"manager-{number}@nursery.example",
            organisation="An invented nursery", outcome="late",
        )  # fmt: skip
        attendance.add_guest(
            session, by=people.trainer, name="Youth club volunteer", email="",
            organisation="An invented youth club",
        )  # fmt: skip
        yield at(day, 12, 45)
        attendance.close_register(session, by=people.trainer, note="The heating was off until ten.")
        if number == len(HELD) - 1:
            yield at(add_working_days(day, 2), 11)
            attendance.correct(
                booked[4],
                by=people.learning_officer,
                outcome="late",
                reason="Came by the back door; two saw them.",
            )
            certificates.certify(booked[1], by=people.learning_officer, agreed=True)


def waits_to_be_closed(people, today):
    """The last session was held, and its trainer has yet to say who came."""
    yield at(today, 0, 25)  # after the week's registers were closed
    session_of(people, working_day(today, 1), workforce(people)[21:27])


def learnt_elsewhere(people, today):
    """A practitioner records training elsewhere, and the learning officer looks at it."""
    yield at(working_day(today, 60), 16)
    recorded = certificates.record_elsewhere(
        by=people.practitioner, title="Graded care profile", provider="An invented trust", hours=Decimal("6.0"),
        attended_on=working_day(today, 90),
    )  # fmt: skip
    yield at(working_day(today, 55), 10)
    certificates.confirm_elsewhere(recorded, by=people.learning_officer)


def own_staff(people, today):
    """Each agency is asked how it trains its own staff; all answer but one."""
    opens = working_day(today, 100)
    due = add_working_days(opens, 30)
    start, end = about(opens)
    yield at(opens, 9)
    asked = questionnaires.open_round(
        Questionnaire.objects.filter(code="single-agency-training").exclude(offered_at=None).latest("version"),
        by=people.officer, title=f"Single-agency training {year_words(start.year)}",
        organisations=[people[code] for code in (*AGENCIES, *SILENT)], about_from=start, about_until=end,
        opens_on=opens, due_on=due, closes_on=add_working_days(due, 25),
    )  # fmt: skip
    for number, (code, (lead, *levels)) in enumerate(AGENCIES.items()):
        yield at(add_working_days(due, number - 8), 14)
        by = getattr(people, lead)
        opened = asked.returns.select_related("round__questionnaire", "organisation", "deadline").get(
            organisation=people[code]
        )
        questions = Question.objects.filter(section__questionnaire=asked.questionnaire).in_order()
        questionnaires.save_answers(opened, list(said(questions, levels, checked=number % 2 == 0)), by=by)
        questionnaires.submit(opened, by=by, declared_office="Executive lead for safeguarding")


def said(questions, levels, *, checked):
    for question in questions:
        if question.code.startswith("level-"):
            numbers = levels[int(question.code[6]) - 1]
            if numbers is None:
                yield Given(
                    question, not_applicable=True, not_applicable_reason="Nobody of ours leads at this level."
                )
            else:
                people, rate = numbers
                yield Given(
                    question, number=Decimal(people if "scope" in question.code else people * rate // 100)
                )
        elif question.kind == "table":
            yield Given(question, rows=[["Keeping children safe: yearly update", "1 and 2", "120"]])
        elif question.kind == "yes_no":
            yield Given(question, text="yes" if checked else "no")
        elif question.code not in (["quality-plan"] if checked else ["quality-how"]):
            yield Given(
                question, text="It is part of the yearly update; supervisors ask for an example of its use."
            )


STORIES = [sessions_held, waits_to_be_closed, learnt_elsewhere, own_staff]
