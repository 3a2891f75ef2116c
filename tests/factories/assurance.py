"""Questionnaires, rounds and returns, made through the deeds that people use.

Today is meant to be TODAY: a round opened here takes answers on that day.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from partnership.management.commands.load_questionnaires import FOLDER
from partnership.models import Organisation, Question, Questionnaire, Scale, ScalePoint, Section
from partnership.operations import questionnaires as operations
from partnership.operations.questionnaire_files import load_questionnaires

LONDON = ZoneInfo("Europe/London")
TODAY = datetime(2026, 6, 10, 10, 0, tzinfo=LONDON)
DATES = {
    "about_from": date(2025, 4, 1),
    "about_until": date(2026, 3, 31),
    "opens_on": date(2026, 6, 1),
    "due_on": date(2026, 6, 30),
    "closes_on": date(2026, 7, 31),
}
OFFICE = "Director of Children's Services"


def agency_report():
    """The Agency Assurance Report as its file says."""
    load_questionnaires(FOLDER)
    return Questionnaire.objects.get(code="agency-assurance-report")


def label_three(scale):
    for value, label in ((2, "Good"), (1, "Middling"), (0, "Poor")):
        ScalePoint.objects.create(scale=scale, value=value, label=label, descriptor=f"It is {label.lower()}.")


def one_of_each(code="one-of-each"):
    """A questionnaire in two sections, with one question of each kind: text, scale, number, yes or no, date."""
    scale, new = Scale.objects.get_or_create(code="three", defaults={"name": "Three words"})
    if new:
        label_three(scale)
    asks = Questionnaire.objects.create(code=code, title="One of each", source="Made up")
    first = Section.objects.create(questionnaire=asks, position=1, title="In words")
    Question.objects.create(
        section=first,
        position=1,
        code="voice",
        text="How do you listen to children?",
        topic="voice_of_the_child",
    )
    Question.objects.create(
        section=first, position=2, code="rating", text="How good is it?", kind="scale", scale=scale,
        may_not_apply=True,
    )  # fmt: skip
    second = Section.objects.create(questionnaire=asks, position=2, title="In figures")
    Question.objects.create(
        section=second, position=1, code="staff", text="How many staff?", kind="number", unit="people",
        may_not_apply=True,
    )  # fmt: skip
    Question.objects.create(section=second, position=2, code="lead", text="Is there a lead?", kind="yes_no")
    Question.objects.create(section=second, position=3, code="reviewed", text="When reviewed?", kind="date")
    Question.objects.create(section=second, position=4, code="else", text="Anything else?", required=False)
    return asks


def open_round(cast, organisations=None, questionnaire=None, **changes):
    """A round of the police, the county and the hospital unless others are given."""
    return operations.open_round(
        questionnaire or one_of_each(),
        by=cast.officer,
        organisations=organisations or [cast.police, cast.county, cast.hospital],
        **{"title": "Assurance 2025/26", **DATES, **changes},
    )


def return_of(asked, organisation):
    return asked.returns.select_related("round", "organisation", "deadline").get(organisation=organisation)


def question(asked, code):
    return Question.objects.select_related("section", "scale").get(
        section__questionnaire=asked.questionnaire, code=code
    )


def answer(opened, code, by, seen=0, **given):
    return operations.save_answer(opened, question(opened.round, code), by=by, seen=seen, **given)


def answered(opened, by):
    """Every question of `one_of_each` but the optional one has its answer."""
    answer(opened, "voice", by, text="In a youth forum, every month.")
    answer(opened, "rating", by, value=1)
    answer(opened, "staff", by, number=1200)
    answer(opened, "lead", by, text="yes")
    answer(opened, "reviewed", by, text="2026-02-03")
    return opened


def submitted(opened, by, **given):
    answered(opened, by)
    return operations.submit(opened, by=by, declared_office=OFFICE, **given)


def many_organisations(cast, number):
    """So many district councils, each with a lead of its own."""
    made = []
    for one in range(number):
        district = cast.organisation(f"district-{one}", f"District {one}", Organisation.Kind.DISTRICT)
        cast.person(f"Lead of district {one}", "partner_lead", organisation=district)
        made.append(district)
    return made


def typed(opened, section, **values):
    """What a browser posts for a section: the questions' values by their code, and what the page had seen."""
    data = {"version": values.pop("version", "")}
    for one in section.questions.all():
        for suffix in ("", "_day", "_month", "_year", "_aside", "_reason"):
            name = f"{one.code}{suffix}"
            if name in values:
                data[f"q{one.pk}{suffix}"] = values.pop(name)
    assert not values, f"The section does not ask {values}."
    return data
