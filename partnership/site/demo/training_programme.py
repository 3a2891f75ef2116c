"""The invented year of training: last year's and this year's needs, the programme, courses, venues and sessions."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from partnership.models import Organisation
from partnership.rules.years import financial_year
from partnership.site.demo.time import at, working_day
from partnership.working_days import on_or_before
from training.models import Course, Need, NeedEvidence, Programme, Session, Venue
from training.operations import commissioning, needs_scoring
from training.operations import needs as analysing
from training.operations import programme as operations

FACE, ONLINE, ELEARNING = Course.Delivery.FACE_TO_FACE, Course.Delivery.ONLINE, Course.Delivery.ELEARNING

VENUES = (
    ("Larch Community Centre", "4 Invented Road, Market Larch", "LE99 2AA", "leicestershire", 30,
     "Level entrance, accessible toilet, hearing loop, twelve parking spaces, a quiet room."),
    ("Oakham Invented Hall", "1 Made-up Lane, Oakham", "LE99 6ZZ", "rutland", 24,
     "One step with a ramp, accessible toilet, parking on the street."),
    ("Training Room, Invented House", "9 Nowhere Street, Leicester", "LE99 9ZZ", "leicester", 18,
     "Lift to the second floor, hearing loop, prayer room. No parking; the bus stops outside."),
)  # fmt: skip

# title, level, delivery, hours, what it is about, what one can do afterwards, for whom, and what else
COURSES = (
    ("Safeguarding children: the basics", 1, ELEARNING, "1.5", "What everybody who meets children has to know.",
     "Recognise signs of harm, and know whom to tell.", "Everybody who works or volunteers with children.",
     {"address": "https://learning.example/basics", "asks_manager": False, "lasts_months": 36}),
    ("Working together to safeguard children", 2, FACE, "6", "How agencies work as one around a child.",
     "Take part in a child protection conference, share information lawfully, and challenge a colleague.",
     "Everybody who works regularly with children or their parents.", {"lasts_months": 36}),
    ("Bruises and injuries in babies", 2, FACE, "3", "Why a baby who does not move about does not bruise.",
     "Refer on the same day, whoever saw it first, and say why.",
     "Health visitors, midwives, nursery staff, social workers, police officers.", {"half_day": True}),
    ("Hearing children where there is domestic abuse", 3, FACE, "6", "What life is like for a child who lives with it.",
     "Ask a child on their own, write down their words, and act on them.",
     "Social workers, police officers, school safeguarding leads.",
     {"prerequisite": "Working together to safeguard children"}),
    ("Neglect: seeing it early", 2, ONLINE, "3", "How small signs add up.",
     "Use the neglect tool with a family, and keep a chronology that shows change.",
     "Everybody who visits families.", {"half_day": True}),
    ("Exploitation of children", 2, ONLINE, "2", "Criminal and sexual exploitation in the county today.",
     "Recognise it, use the screening tool, and make a plan with the child.",
     "Youth workers, schools, housing, police.", {"half_day": True}),
    ("Resolving professional disagreement", 3, ONLINE, "1.5", "When you think that another agency is wrong.",
     "Use each stage of the procedure, in writing and in time.", "Everybody at level 2 and above.",
     {"half_day": True, "asks_manager": False}),
    ("Interpreters and culture in safeguarding", 2, FACE, "3", "Working through an interpreter, and with respect.",
     "Book and brief an interpreter, and never use a family member.", "Everybody who visits families.",
     {"half_day": True}),
    ("Safeguarding leads: supervision and decisions", 4, FACE, "6", "For those who carry decisions for others.",
     "Give reflective supervision, and record a decision with its reasons.",
     "Designated and named leads and their deputies.",
     {"prerequisite": "Working together to safeguard children", "lasts_months": 24}),
)  # fmt: skip
TRAINER_TEACHES = (1, 2, 3, 4)

# by analysis: evidence by hand, and needs: title, able to, audience, level, people, scores, taken up, why, course
EVIDENCE = (
    ("national", "Bruises on babies who cannot move about were missed in a third of the cases looked at.",
     "Invented national study"),
    ("partners", "Districts’ housing officers say that they do not know how to refer exploitation.",
     "Planning and Delivery Group"),
    ("national", "Interpreters were offered in fewer than half of the cases where they were needed.",
     "Invented national review"),
    ("evaluation", "Three months after the course, six of ten had used the neglect tool with a family.",
     "Last year’s evaluation"),
)  # fmt: skip
NEEDS = (
    ("Bruises on babies", "Refer every bruise on a baby who does not move about on the same day.",
     "Health visitors, midwives, nursery staff, social workers", 2, 340, (3, 2, 3, 2), True,
     "Babies are the largest group in our reviews, and night shifts have had no training.",
     ("Bruises and injuries in babies",), (0,)),
    ("Children who live with domestic abuse", "Ask each child on their own, and act on what they say.",
     "Social workers, police officers, schools", 3, 260, (3, 2, 2, 3), True,
     "A priority of the plan that young people asked for themselves.",
     ("Hearing children where there is domestic abuse",), (1,)),
    ("Working together", "Know what each agency does, and share what must be shared.",
     "New staff of every agency", 2, 600, (2, 3, 2, 3), True,
     "Every agency asks for it each year, and it is the condition of two other courses.",
     ("Working together to safeguard children", "Safeguarding children: the basics"), (1,)),
    ("Neglect", "See neglect early, and use the tool with the family.", "Everybody who visits families", 2, 420,
     (3, 2, 2, 1), True, "The tool is new, and evaluation says that the course makes people use it.",
     ("Neglect: seeing it early",), (3,)),
    ("Exploitation", "Recognise exploitation, and screen for it.", "Youth workers, schools, housing, police", 2, 380,
     (3, 2, 1, 2), True, "Housing officers asked for it.", ("Exploitation of children",), (1,)),
    ("Interpreters", "Work with an interpreter from the first visit on.", "Everybody who visits families", 2, 300,
     (2, 1, 3, 1), True, "Four of twenty cases had none.", ("Interpreters and culture in safeguarding",), (2,)),
    ("Challenge between agencies", "Say so, in time and in writing, when another agency is wrong.",
     "Everybody at level 2 and above", 3, 200, (2, 1, 2, 2), True, "Few escalations reach stage two in time.",
     ("Resolving professional disagreement",), (1,)),
    ("Leads’ supervision", "Give supervision that makes people think.", "Designated and named leads", 4, 90,
     (2, 0, 2, 2), True, "Leads ask for it, and nobody else offers it for all agencies.",
     ("Safeguarding leads: supervision and decisions",), (1,)),
    ("Trauma and the brain", "Understand what trauma does to a child.", "Everybody", 2, 900, (1, 3, 1, 0), False,
     "Each agency teaches it already, and free e-learning is there. Looked at again next year.", (), (3,)),
    ("Online harm", "Talk with children about what they meet online.", "Schools, foster carers", 2, 250,
     (2, 2, 1, 1), False, "The national service offers it free of charge; we point to it instead.", (), (1,)),
)  # fmt: skip
CODES = ("risk", "many", "gap", "together")
PLAN = {  # by need: sessions, places, cost
    "Bruises on babies": (4, 80, 1_600), "Children who live with domestic abuse": (3, 60, 2_400),
    "Working together": (4, 96, 2_800), "Neglect": (4, 100, 1_200), "Exploitation": (3, 90, 900),
    "Interpreters": (2, 40, 800), "Challenge between agencies": (2, 50, 400), "Leads’ supervision": (2, 30, 1_500),
}  # fmt: skip

# days from today of each course's sessions, spread over the year behind and the months ahead; never on one day at one
# place with one trainer
SESSIONS = {
    1: (-290, -198, -107, 24, 93),
    2: (-262, -170, -86, 33, 101),
    3: (-241, -149, -65, 40),
    4: (-227, -135, -51, 19, 82),
    5: (-212, -121, -37, 52),
    6: (-184, -72, 61),
    7: (-163, -44, 68),
    8: (-128, 75),
}
CAN = "Tuesdays and Thursdays, with six weeks’ notice"
HOURS = {"6": 6, "3": 3, "2": 2, "1.5": 1.5}


def first_year(today):
    return financial_year(today) - 1


def bring_courses(people, today):
    """Venues, courses, who provides them and who teaches, a year and more ago."""
    yield at(working_day(today, 380), 10)
    for name, address, postcode, area, holds, access in VENUES:
        operations.add_venue(
            by=people.learning_officer, name=name, address=address, postcode=postcode, area=area, holds=holds,
            access=access, contact="The caretaker, on the telephone",
        )  # fmt: skip
    made = {}
    for title, level, delivery, hours, summary, aims, audience, more in COURSES:
        before = made.get(more.get("prerequisite"))
        course = operations.add_course(
            by=people.learning_officer, title=title, summary=summary, aims=aims, audience=audience, level=level,
            delivery=delivery, hours=Decimal(hours), **{**more, "prerequisite": before},
        )  # fmt: skip
        made[title] = operations.offer_course(course, by=people.learning_officer)
    yield at(working_day(today, 376), 11)
    theirs = [made[COURSES[n][0]] for n in TRAINER_TEACHES]
    commissioning.keep_pool_trainer(
        by=people.learning_officer, person=people.trainer, teaches=theirs, note=CAN,
        organisation=Organisation.objects.filter(code="leicestershire-county-council").first(),
    )  # fmt: skip
    commissioning.add_commission(
        theirs[2], by=people.learning_officer, provider="An invented charity for families", cost=4_800,
        chosen_how="Three providers were asked for a price and an outline. This one was the second cheapest, and the "
        "only one with people who have lived through it among its trainers.",
        starts_on=working_day(today, 370), ends_on=today + timedelta(200), contract="TC-114",
        trainers=[people.trainer], quality="A session was watched. Clear, and every agency’s part was in it.",
        quality_checked_on=working_day(today, 377), review_on=today + timedelta(120),
    )  # fmt: skip
    commissioning.add_commission(
        theirs[0], by=people.learning_officer, provider="Partners’ own trainers", in_house=True, cost=0,
        chosen_how="The trainers’ pool teaches it.", starts_on=working_day(today, 370), ends_on=today + timedelta(360),
        trainers=[people.trainer],
    )  # fmt: skip
    for title, course in made.items():
        if course not in (theirs[0], theirs[2]) and course.delivery != ELEARNING:
            commissioning.add_commission(
                course, by=people.learning_officer, provider="Partners’ own trainers", in_house=True, cost=0,
                chosen_how=f"The group looked at {title.lower()} and found that partners can teach it themselves.",
                starts_on=working_day(today, 370), ends_on=today + timedelta(360),
            )  # fmt: skip
    yield at(working_day(today, 60), 15)
    commissioning.keep_pool_trainer(
        by=people.learning_officer, person=people.trainer, teaches=theirs, note=CAN,
        organisation=Organisation.objects.filter(code="leicestershire-county-council").first(),
        observed_on=working_day(today, 65), observed="Holds a large group well. Leaves time for questions.",
    )  # fmt: skip


def last_years_needs(people, today):
    """The analysis of last year, agreed a year ago, and its programme."""
    yield at(working_day(today, 374), 10)
    yield from one_year(people, first_year(today), today, ago=373, whole=True)


def this_years_needs(people, today):
    """This year's analysis, with what was not taken up last year looked at again, and its programme."""
    begins = max(working_day(today, 330), on_or_before(date(financial_year(today), 1, 12)))
    days = (today - begins).days
    yield at(begins, 10)
    yield from one_year(people, financial_year(today), today, ago=days - 1, whole=False)


def one_year(people, year, today, *, ago, whole):
    """From evidence to an agreed programme in about three weeks of that time."""
    analysis = analysing.start_needs(year, by=people.learning_officer)
    by_hand = [
        analysing.add_need_evidence(
            analysis, by=people.learning_officer, kind=kind, words=words, source=source,
            known_on=timezone.localdate(),
        )
        for kind, words, source in (EVIDENCE[:3] if whole else EVIDENCE)
    ]  # fmt: skip
    proposed = list(NeedEvidence.objects.filter(year=year, standing="proposed"))
    analysing.pick_evidence(analysis, by=people.learning_officer, picked=[*by_hand, *proposed[:6]])
    proposed = list(NeedEvidence.objects.filter(pk__in=[one.pk for one in proposed[:6]]))  # picked now
    analysis.refresh_from_db()
    analysing.introduce_needs(
        analysis, by=people.learning_officer, seen=analysis.revision,
        introduction="Members of the partnership and of its sub-groups were asked in the autumn, practitioners by the "
        "survey. Reviews, audits and national issues were read for what people could not do.",
    )  # fmt: skip
    carried = {} if whole else {old.title: old for old in analysing.to_carry(analysis)}
    for title, able_to, audience, level, number, _, _, _, _, rests in NEEDS[: 9 if whole else 10]:
        if title in carried:
            analysing.carry_need(analysis, carried[title], by=people.learning_officer)
            continue
        evidence = [by_hand[n] for n in rests if n < len(by_hand)] or by_hand[:1]
        analysing.add_need(
            analysis, by=people.learning_officer, title=title, able_to=able_to, audience=audience, level=level,
            people=number, evidence=[*evidence, *proposed[level : level + 1]],
        )  # fmt: skip
    yield at(working_day(today, ago - 5), 10)
    analysis.refresh_from_db()
    needs_scoring.begin_scoring(analysis, by=people.learning_officer, seen=analysis.revision)
    says = {row[0]: row for row in NEEDS}
    for need in analysis.needs.all():
        _, _, _, _, _, scores, taken_up, why, _, _ = says[need.title]
        given = dict(zip(CODES, scores, strict=True))
        needs_scoring.score_need(need, by=people.learning_officer, values=given)
        needs_scoring.score_need(
            need, by=people.officer, values=given | {"gap": max(0, given["gap"] - need.number % 3)}
        )
        needs_scoring.decide_need(
            need, by=people.learning_officer, seen=need.revision,
            decision=Need.Decision.TAKEN_UP if taken_up else Need.Decision.NOT_TAKEN_UP, why=why,
        )  # fmt: skip
    yield at(working_day(today, ago - 8), 14)
    analysis.refresh_from_db()
    needs_scoring.put_needs(analysis, by=people.learning_officer, seen=analysis.revision)
    yield at(working_day(today, ago - 14), 16)
    analysis.refresh_from_db()
    due = analysis.deadline.due_on
    needs_scoring.agree_needs(
        analysis, by=people.learning_chair, seen=analysis.revision,
        agreed_how="winter meeting, decision 2",
        late_reason="The analysis was brought into the portal after its day." if timezone.localdate() > due else "",
    )  # fmt: skip
    yield at(working_day(today, ago - 16), 10)
    yield from the_programme(people, analysis, says, today, ago - 16)


def the_programme(people, analysis, says, today, ago):
    programme = commissioning.start_programme(analysis, by=people.learning_officer)
    programme = commissioning.write_programme(
        programme, by=people.learning_officer, seen=programme.revision, budget=16_500,
        margin_percent=programme.margin_percent, margin_source=programme.margin_source,
        introduction="The margin is for what nobody could know when needs were agreed.",
    )  # fmt: skip
    for line in programme.lines.select_related("need"):
        sessions, places, cost = PLAN[line.need.title]
        programme.refresh_from_db()
        commissioning.plan_need(
            line, by=people.learning_officer, seen=programme.revision, sessions=sessions, places=places, cost=cost,
            courses=Course.objects.filter(title__in=says[line.need.title][8]),
        )  # fmt: skip
    programme.refresh_from_db()
    commissioning.put_programme(programme, by=people.learning_officer, seen=programme.revision)
    yield at(working_day(today, ago - 7), 15)
    commissioning.agree_programme(
        programme, by=people.learning_chair, seen=programme.revision,
        agreed_how="by correspondence, decision 5",
    )  # fmt: skip


def sessions_over_the_year(people, today):
    """Some thirty sessions, each planned and opened ten weeks before it: most of them held, some to come."""
    planned = sorted((day, number) for number, days in SESSIONS.items() for day in days)
    for day, number in planned:
        held_on = on_or_before(today + timedelta(day))
        yield at(min(on_or_before(held_on - timedelta(70)), working_day(today, 4)), 9, number)
        title, _, delivery, hours, *_ = COURSES[number]
        course = Course.objects.get(title=title)
        starts_at = datetime.combine(held_on, time(9, 30), timezone.get_current_timezone())
        online = delivery == ONLINE
        venues = list(Venue.objects.order_by("pk"))
        session = operations.plan_session(
            course, by=people.learning_officer, starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=HOURS[hours]),
            capacity=30 if online else (18, 20, 16)[number % 3], at_least=6,
            venue=None if online else venues[number % len(venues)],
            joining=f"https://meet.example/{title.split()[0].lower()}-{day + 400}" if online else "",
            instructions="Read the short briefing beforehand. Bring a case that you can talk about without names.",
            cost=300 if online else 700 if hours == "6" else 400,
            trainers=[people.trainer] if number in TRAINER_TEACHES else [people.learning_officer],
        )  # fmt: skip
        operations.open_session(session, by=people.learning_officer)


def what_came_up(people, today):
    """A session that nobody could plan, which the margin pays for; one that moves, and one that is cancelled."""
    yield at(working_day(today, 30), 11)
    course = Course.objects.get(title="Exploitation of children")
    starts_at = datetime.combine(
        on_or_before(today + timedelta(12)), time(13), timezone.get_current_timezone()
    )
    extra = operations.plan_session(
        course, by=people.learning_officer, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), capacity=20,
        joining="https://meet.example/extra", at_least=6, cost=300, trainers=[people.second_officer],
    )  # fmt: skip
    operations.open_session(extra, by=people.learning_officer)
    found = Programme.objects.filter(
        year=financial_year(starts_at.date()), state=Programme.State.AGREED
    ).first()
    if found:
        commissioning.use_margin(
            found, extra, by=people.learning_officer, issue="Young people are offered a new drug at three schools",
        )  # fmt: skip
    yield at(working_day(today, 3), 12)
    last = Session.objects.filter(
        course__title="Interpreters and culture in safeguarding", state="open"
    ).last()
    if last and last.starts_at > timezone.now():
        operations.cancel_session(
            last, by=people.learning_officer, reason="The hall is being repaired. A new date follows."
        )


STORIES = [bring_courses, last_years_needs, this_years_needs, sessions_over_the_year, what_came_up]
