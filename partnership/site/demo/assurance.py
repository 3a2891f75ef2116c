"""The invented rounds of assurance: last year's, answered, and this year's, under way."""

from datetime import timedelta
from decimal import Decimal

from partnership.models import Question, Questionnaire
from partnership.operations.questionnaires import open_round, save_answer, submit
from partnership.rules.years import days_of_year, financial_year, year_words
from partnership.site.demo.time import at, working_day, working_days_ago
from partnership.working_days import add_working_days

ASKED = {
    "leicestershire-county-council": "county_lead",
    "rutland-county-council": "rutland_lead",
    "leicestershire-police": "police_lead",
    "leicester-leicestershire-and-rutland-icb": "health_lead",
    "university-hospitals-of-leicester": "hospital_lead",
    "leicestershire-partnership-trust": "trust_lead",
    "hawthorn-bank-school": "school_lead",
}
SENTENCES = (
    "Supervision of every open case is now recorded within ten working days; a sample of forty showed it.",
    "We asked children what had changed. They said that fewer people come, and that the same person comes back.",
    "Waiting for a first visit has gone from nine working days to five since the spring.",
    "We do not yet know whether this reached families who are new to the county, and will look at that next.",
)


def about(today):
    """The financial year before the one that runs today: its first and last day."""
    return days_of_year(financial_year(today) - 1)


def questions_of(questionnaire):
    return Question.objects.filter(section__questionnaire=questionnaire).select_related("scale", "section")


def reply(question, number):
    """An invented answer of the kind that the question wants; `number` makes agencies differ."""
    if question.kind == Question.Kind.SCALE:
        values = sorted(question.scale.points.values_list("value", flat=True))
        return {"value": values[-1 - number % min(2, len(values))]}
    if question.kind == Question.Kind.NUMBER:
        return {"number": Decimal(40 + 35 * number)}
    if question.kind == Question.Kind.YES_NO:
        return {"text": "yes"}
    if question.kind == Question.Kind.DATE:
        return {"text": f"{2025 + number % 2}-0{1 + number % 8}-15"}
    if question.kind == Question.Kind.TABLE:
        return {
            "rows": [row_of(question.columns, what, number) for what in ("Referrals made", "Cases audited")]
        }
    return {"text": SENTENCES[(question.pk + number) % len(SENTENCES)]}


def row_of(columns, what, number):
    """One row of a table: what it is about, figures in columns of numbers, a sentence in the others."""
    cells = [str(60 + 20 * number + 5 * place) if column["kind"] == "number" else SENTENCES[place % 4]
             for place, column in enumerate(columns)]  # fmt: skip
    return [what, *cells[1:]]


def answer(people, opened, lead, number, share=1.0):
    """Answer the first part, or all, of a return; evidence is added by those who have some."""
    questions = list(questions_of(opened.round.questionnaire).exclude(kind=Question.Kind.EVIDENCE))
    for question in questions[: int(len(questions) * share)]:
        save_answer(opened, question, by=getattr(people, lead), seen=0, **reply(question, number))


def open_it(people, *, by, opens, due, period, title):
    return open_round(
        Questionnaire.objects.offered().filter(code="agency-assurance-report").order_by("-version").first(),
        by=by,
        title=title,
        organisations=[people[code] for code in ASKED],
        about_from=period[0],
        about_until=period[1],
        opens_on=opens,
        due_on=due,
        closes_on=add_working_days(due, 20),
        message="Say what difference you made, and what you do not know yet.",
    )


def last_round(people, today):
    """Everybody answered; one was late and said why."""
    opens = working_day(today, 300)
    due = add_working_days(opens, 30)
    start, end = about(today - timedelta(300))
    yield at(opens, 9)
    asked = open_it(
        people, by=people.officer, opens=opens, due=due, period=(start, end),
        title=f"Agency assurance report {year_words(start.year)}",
    )  # fmt: skip
    for number, (code, lead) in enumerate(ASKED.items()):
        late = code == "leicestershire-partnership-trust"
        yield at(add_working_days(due, 4 if late else -12 + number), 11)
        opened = asked.returns.get(organisation=people[code])
        answer(people, opened, lead, number)
        submit(
            opened, by=getattr(people, lead), declared_office="Executive lead for safeguarding",
            late_reason="The author was ill; the executive lead finished the return." if late else "",
        )  # fmt: skip


def this_round(people, today):
    """Some have answered, some are in the middle, some have not begun."""
    opens = working_days_ago(today, 20)
    due = add_working_days(today, 6)
    start, end = about(today)
    yield at(opens, 9)
    asked = open_it(
        people, by=people.officer, opens=opens, due=due, period=(start, end),
        title=f"Agency assurance report {year_words(start.year)}, autumn",
    )  # fmt: skip
    for number, (code, share) in enumerate(
        [
            ("rutland-county-council", 1.0),
            ("university-hospitals-of-leicester", 1.0),
            ("leicestershire-police", 0.6),
            ("leicestershire-county-council", 0.25),
        ]
    ):
        yield at(working_days_ago(today, 9 - 2 * number), 15)
        opened = asked.returns.get(organisation=people[code])
        answer(people, opened, ASKED[code], number + 1, share)
        if share == 1.0:
            submit(opened, by=getattr(people, ASKED[code]), declared_office="Executive lead for safeguarding")


STORIES = [last_round, this_round]
