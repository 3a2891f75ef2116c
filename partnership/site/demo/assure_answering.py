"""The invented year of returns that several colleagues answer: sections given away, evidence, and one reopened."""

from datetime import timedelta
from decimal import Decimal

from partnership.models import Organisation, Person, Question, Questionnaire, Section
from partnership.operations import questionnaires as operations
from partnership.site.demo.time import at, working_days_ago
from partnership.working_days import add_working_days

CODE = "answered-together"
SUPERVISION = [{"title": "Team", "kind": "text"}, {"title": "Staff supervised", "kind": "number"}]
TABLE = [["Duty and assessment", "18"], ["Early help", "31"], ["Children in care", "24"]]
LINK = "https://www.gov.uk/government/publications/working-together-to-safeguard-children--2"


def asks():
    """A short questionnaire with every kind of question, as a sub-group might write it."""
    found = Questionnaire.objects.filter(code=CODE).first()
    if found:
        return found
    written = Questionnaire.objects.create(
        code=CODE,
        title="Supervision and training check",
        introduction="Invented for the demo: what a short check between two yearly reports looks like.",
        source="Invented for the demo",
    )
    first = Section.objects.create(
        questionnaire=written, position=1, title="Supervision",
        guidance="Say what happens, and what shows it.",
    )  # fmt: skip
    policy = Question.objects.create(
        section=first, position=1, code="policy", kind="yes_no",
        text="Do you have a policy for safeguarding supervision?",
    )  # fmt: skip
    Question.objects.create(
        section=first, position=2, code="reviewed", kind="date", text="When was the policy last reviewed?",
        asked_if=policy, asked_if_values=["yes"],
    )  # fmt: skip
    Question.objects.create(
        section=first, position=3, code="meanwhile", text="What do you do without a policy?",
        asked_if=policy, asked_if_values=["no"],
    )  # fmt: skip
    Question.objects.create(
        section=first, position=4, code="teams", kind="table", columns=SUPERVISION,
        text="How many staff were supervised, team by team?",
    )  # fmt: skip
    second = Section.objects.create(questionnaire=written, position=2, title="Training")
    Question.objects.create(
        section=second, position=1, code="trained", kind="number", unit="%",
        text="Which share of staff is up to date with training?", may_not_apply=True,
    )  # fmt: skip
    Question.objects.create(
        section=second, position=2, code="difference", text="What difference did training make to children?",
        topic="difference",
    )  # fmt: skip
    Question.objects.create(
        section=second, position=3, code="shown_by", kind="evidence", text="What shows it?", required=False
    )
    return written


def answer(opened, by, seen=0, **given):
    for code, said in given.items():
        question = Question.objects.select_related("section").get(
            section__questionnaire=opened.round.questionnaire_id, code=code
        )
        operations.save_answer(opened, question, by=by, seen=seen, **said)


def give(opened, part, *, by, name):
    """The section to somebody new, who exists in the demo only."""
    email = f"{name.lower().replace(' ', '.')}@portal.example"
    given = operations.give_section(opened, part, by=by, name=name, email=email)
    Person.objects.filter(pk=given.person_id).update(invented=True)
    return given


def ask(people, opens, due, closes, number):
    """The check of one half-year, asked of three agencies."""
    codes = ("leicestershire-police", "university-hospitals-of-leicester", "rutland-county-council")
    return operations.open_round(
        asks(), by=people.officer, title=f"Supervision and training check {number}",
        organisations=list(Organisation.objects.filter(code__in=codes)),
        about_from=opens - timedelta(183), about_until=opens - timedelta(1),
        opens_on=opens, due_on=due, closes_on=closes,
        message="Ask the people who know: each section can be given to a colleague.",
    )  # fmt: skip


def return_of(asked, people, code):
    return asked.returns.select_related("round", "organisation", "deadline").get(organisation=people[code])


def evidence(opened, by, title, dated_on, until=None):
    question = Question.objects.get(section__questionnaire=opened.round.questionnaire_id, code="shown_by")
    operations.add_evidence(opened, question, by=by, title=title, link=LINK, dated_on=dated_on, until=until)


def answered_together(people, today):
    """Half a year ago: sections given away, a figure put right after the return was opened again."""
    opens = working_days_ago(today, 150)
    due = add_working_days(opens, 20)
    yield at(opens, 9)
    asked = ask(people, opens, due, add_working_days(due, 30), "1")
    police = return_of(asked, people, "leicestershire-police")
    yield at(add_working_days(opens, 2), 10)
    lead = people.police_lead
    training = police.round.questionnaire.sections.get(position=2)
    given = give(police, training, by=lead, name="Training sergeant")
    yield at(add_working_days(opens, 9), 14)
    answer(police, given.person, trained={"number": Decimal(61)},
           difference={"text": "Officers ask to see a child alone: eight visits of ten show it."})  # fmt: skip
    evidence(police, given.person, "Dip sample of visits", opens)
    operations.finish_section(given, by=given.person)
    yield at(add_working_days(opens, 15), 11)
    answer(police, lead, policy={"text": "yes"}, teams={"rows": TABLE},
           reviewed={"text": (opens - timedelta(90)).isoformat()})  # fmt: skip
    operations.submit(police, by=lead, declared_office="Assistant Chief Constable")
    yield at(add_working_days(opens, 18), 10)
    asking = operations.ask_to_reopen(police, by=lead, reason="The table left one team out.")
    yield at(add_working_days(opens, 19), 10)
    operations.answer_reopening(asking, by=people.officer, agreed=True, until=add_working_days(due, 5))
    yield at(add_working_days(opens, 21), 10)
    police = return_of(asked, people, "leicestershire-police")
    answer(police, lead, seen=1, teams={"rows": [*TABLE, ["Child exploitation team", "9"]]})
    operations.submit(police, by=lead, declared_office="Assistant Chief Constable")


def under_way(people, today):
    """Now: last time's answers brought forward and being reviewed, a jump to explain, a section with a colleague."""
    opens = working_days_ago(today, 12)
    yield at(opens, 9)
    asked = ask(people, opens, add_working_days(today, 8), add_working_days(today, 25), "2")
    police = return_of(asked, people, "leicestershire-police")
    yield at(add_working_days(opens, 4), 10)
    lead = people.police_lead
    operations.carry_forward(police, by=lead)
    answer(police, lead, trained={"number": Decimal(94)})
    hospital = return_of(asked, people, "university-hospitals-of-leicester")
    yield at(add_working_days(opens, 5), 10)
    give(
        hospital,
        hospital.round.questionnaire.sections.get(position=2),
        by=people.hospital_lead,
        name="Practice educator",
    )
    answer(hospital, people.hospital_lead, policy={"text": "no"},
           meanwhile={"text": "Each team leader keeps a diary of supervision; a policy is being written."})  # fmt: skip
    rutland = return_of(asked, people, "rutland-county-council")
    yield at(add_working_days(opens, 8), 10)
    by = people.rutland_lead
    answer(rutland, by, policy={"text": "yes"}, teams={"rows": TABLE[:2]}, trained={"number": Decimal(88)},
           reviewed={"text": (opens - timedelta(200)).isoformat()},
           difference={"text": "Fewer referrals come back for want of detail."})  # fmt: skip
    evidence(rutland, by, "Audit of referrals", opens, until=opens + timedelta(365))
    operations.submit(rutland, by=by, declared_office="Director of Children’s Services")
    yield at(add_working_days(opens, 10), 10)
    operations.ask_to_reopen(rutland, by=by, reason="The share of staff trained was that of last month.")


STORIES = [answered_together, under_way]
