"""The invented section 11 rounds: last year's, and this year's with agencies in every stage; and one being prepared."""

from datetime import timedelta

from partnership.access import Role
from partnership.models import Person, Question, Questionnaire
from partnership.operations import questionnaires as operations
from partnership.operations.people import appoint
from partnership.rules.questionnaires import Given, applies
from partnership.rules.years import year_words
from partnership.site.demo.assurance import about
from partnership.site.demo.people import LONG_AGO
from partnership.site.demo.time import at, working_day, working_days_ago
from partnership.working_days import add_working_days

NEXT_DOOR = "leicester-safeguarding-children-partnership-board"
OFFICE = "Executive lead for safeguarding"
# who answers for whom: those of the cast, then leads of agencies that no other story needs
CAST = {
    "leicestershire-county-council": "county_lead",
    "rutland-county-council": "rutland_lead",
    "leicestershire-police": "police_lead",
    "leicester-leicestershire-and-rutland-icb": "health_lead",
    "university-hospitals-of-leicester": "hospital_lead",
    "leicestershire-partnership-trust": "trust_lead",
}
LEADS = (
    "blaby", "charnwood", "harborough", "hinckley-and-bosworth", "melton", "north-west-leicestershire",
    "oadby-and-wigston", "leicestershire-fire-and-rescue", "national-probation-service", "cafcass",
    "east-midlands-ambulance-service", "youth-offending-team", "mod-welfare-team-rutland",
    "voluntary-and-community-sector",
)  # fmt: skip
NOBODY = ("residential-homes", "foster-care-agencies", "youth-custody-homes", "early-years-settings")
LAST_YEAR = (*CAST,)
EVIDENCE = (
    "Forty case files were read in the spring; thirty-six met the standard, and the others have a plan.",
    "The board receives a report each quarter. It asked for a second look at supervision, and has had it.",
    "New starters are trained before they see families. Nine in ten had their refresher in time.",
    "Children told us through their council that letters were hard to read, and the letters were rewritten.",
    "We are not sure that this reaches every team. A survey of staff will tell by the summer.",
)


def bring_leads(people):
    """Somebody who answers for each agency of LEADS, once."""
    for code in LEADS:
        address = f"lead.{code}@portal.example"
        if Person.objects.filter(email=address).exists():
            continue
        person = Person.objects.create_user(
            address, name=f"Partner lead, {people[code].called}"[:150], invented=True
        )
        appoint(
            person, Role.PARTNER_LEAD, by=None, starts_on=LONG_AGO, organisation=people[code],
            office="Designated safeguarding lead",
        )  # fmt: skip


def lead_of(people, code):
    if code in CAST:
        return getattr(people, CAST[code])
    return Person.objects.get(email=f"lead.{code}@portal.example")


def reply(question, number, better):
    """An invented answer; `number` makes agencies differ, and `better` lifts the odd one by a point."""
    place = number + question.position + 2 * question.section.position
    if question.may_not_apply and place % 5 == 0:
        return Given(
            question, not_applicable=True, not_applicable_reason="We employ nobody who works with families."
        )
    if question.kind == "scale":
        values = sorted(point.value for point in question.scale.points.all())
        low = place % 7 == 0 or (question.section.position == 2 and place % 2)
        at_place = len(values) - 1 - (2 if low else place % 2) + (better and place % 3 == 0)
        return Given(question, value=values[max(0, min(at_place, len(values) - 1))])
    if question.kind == "yes_no":
        return Given(question, text="yes")
    if question.kind == "number":
        return Given(question, number=40 + 35 * number)
    if question.kind == "date":
        return Given(question, text=f"2025-0{1 + number % 8}-15")
    return Given(question, text=EVIDENCE[place % len(EVIDENCE)])


def answer(people, opened, code, number, questions, *, share=1.0, better=False):
    """The first part of what is asked, or all of it; evidence is added by those who have some."""
    given = {}
    for question in questions[: int(len(questions) * share)]:
        if question.kind not in ("evidence", "table") and applies(question, given):
            given[question.pk] = reply(question, number, better)
    givens = list(given.values())
    operations.save_answers(opened, givens, by=lead_of(people, code))


def all_questions(asked):
    return Question.objects.filter(section__questionnaire=asked.questionnaire).in_order()


def send(people, opened, code, **given):
    operations.submit(opened, by=lead_of(people, code), declared_office=OFFICE, **given)


def of(asked, people, code):
    return asked.returns.select_related("round__questionnaire", "organisation", "deadline").get(
        organisation=people[code]
    )


def section_11():
    return (
        Questionnaire.objects.filter(code="section-11-self-assessment")
        .exclude(offered_at=None)
        .latest("version")
    )


def section_11_last_year(people, today):
    """Most agencies answered; who was not asked then has no line to compare with."""
    opens = working_day(today, 420)
    due = add_working_days(opens, 40)
    start, end = about(opens)
    yield at(opens, 9)
    bring_leads(people)
    asked = operations.open_round(
        section_11(), by=people.officer, title=f"Section 11 self-assessment {year_words(start.year)}",
        organisations=[people[code] for code in LAST_YEAR], about_from=start, about_until=end, opens_on=opens,
        due_on=due, closes_on=add_working_days(due, 25),
    )  # fmt: skip
    questions = all_questions(asked)
    for number, code in enumerate(LAST_YEAR):
        yield at(add_working_days(due, -20 + number), 14)
        opened = of(asked, people, code)
        answer(people, opened, code, number, questions)
        send(people, opened, code)


def section_11_this_year(people, today):
    """Prepared, opened by itself on its day, and by now past its due date with agencies in every stage."""
    opens = working_days_ago(today, 50)
    due = add_working_days(opens, 36)
    start, end = about(today)
    yield at(opens - timedelta(12), 10)
    bring_leads(people)
    asked_of = [*CAST, *LEADS[:13], *NOBODY[:3]]
    planned = operations.plan_round(
        by=people.officer, title=f"Section 11 self-assessment {year_words(start.year)}",
        questionnaire=section_11(), organisations=[people[code] for code in asked_of], about_from=start,
        about_until=end, opens_on=opens, due_on=due, reopens_on=add_working_days(due, 5),
        closes_on=add_working_days(due, 30), shared_with=people[NEXT_DOOR], opens_by_itself=True,
        message="Rate what is in place today, not what is planned. Say what you would show us.",
    )  # fmt: skip
    yield at(opens, 6)
    operations.open_planned_rounds()
    planned.refresh_from_db()
    asked = planned.round
    questions = all_questions(asked)
    yield at(add_working_days(opens, 8), 10)
    operations.ask_too(
        asked, by=people.officer, organisation=people["voluntary-and-community-sector"],
        due_on=add_working_days(due, 3), reason="The reference group asked to answer for its members this year.",
    )  # fmt: skip
    operations.drop(
        of(asked, people, "youth-custody-homes"), by=people.officer,
        reason="No young person from the area is placed there this year.",
    )  # fmt: skip
    yield at(add_working_days(due, -6), 10)
    operations.extend(
        of(asked, people, "melton"), by=people.officer, due_on=add_working_days(due, 22),
        reason="The safeguarding lead is new since last month.",
    )  # fmt: skip
    operations.remind(asked, by=people.officer)
    prompt = [*CAST, *LEADS[:4], "leicestershire-fire-and-rescue"]
    for number, code in enumerate(prompt):
        yield at(add_working_days(due, -5 + number // 3), 11)
        opened = of(asked, people, code)
        answer(people, opened, code, number, questions, better=True)
        send(people, opened, code)
    for number, (code, share) in enumerate((("melton", 0.5), ("cafcass", 0.7), ("oadby-and-wigston", 0.3))):
        answer(people, of(asked, people, code), code, number, questions, share=share)
    yield at(add_working_days(due, 2), 10)
    operations.chase_all(asked, by=people.officer)
    for number, code in enumerate(("north-west-leicestershire", "voluntary-and-community-sector")):
        yield at(add_working_days(due, 3), 16)
        opened = of(asked, people, code)
        answer(people, opened, code, 20 + number, questions, better=True)
        late = code == "north-west-leicestershire"
        send(people, opened, code, late_reason="The return waited for its chief executive." if late else "")
    yield at(add_working_days(due, 8), 10)
    operations.give_copy(
        of(asked, people, "leicestershire-police"), by=people.officer, passed_on=add_working_days(due, 8),
        office="Safeguarding Boards' Business Office", audience="Its quality assurance group",
    )  # fmt: skip
    yield at(add_working_days(due, 11), 10)
    ambulance = of(asked, people, "east-midlands-ambulance-service")
    operations.escalate(
        ambulance, by=people.officer, way="challenge", target_on=add_working_days(due, 25),
        why="Two letters brought no answer, and the service answered in full last year.",
    )  # fmt: skip
    operations.escalate(
        ambulance, by=people.officer, way="chair", target_on=add_working_days(due, 25),
        why="To be taken up between chairs before the round closes.",
    )  # fmt: skip


def round_to_come(people, today):
    """Being prepared: whom it asks is chosen, its last dates are not."""
    yield at(working_days_ago(today, 4), 15)
    bring_leads(people)
    start, _ = about(today)
    operations.plan_round(
        by=people.second_officer, title="Districts: how the thresholds work", questionnaire=section_11(),
        organisations=[people[code] for code in LEADS[:7]], about_from=start,
        message="Only the districts are asked.",
    )  # fmt: skip


STORIES = [section_11_last_year, section_11_this_year, round_to_come]
