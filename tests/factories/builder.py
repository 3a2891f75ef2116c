"""Questionnaires being written, made through the deeds that staff use."""

from partnership.models import Questionnaire
from partnership.operations import questionnaire_building as operations
from partnership.operations import questionnaires as rounds
from tests.factories.assurance import DATES

POINTS = [
    {"value": 2, "label": "Green", "descriptor": "It exceeds what is asked."},
    {"value": 1, "label": "Amber", "descriptor": "It meets the minimum."},
    {"value": 0, "label": "Red", "descriptor": "It is below the minimum."},
]


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def scale(cast, name="Traffic light", points=POINTS):
    return operations.start_scale(by=cast.officer, name=name, points=points)


def begun(cast, title="Safe at night", basis="duty"):
    return operations.start_questionnaire(by=cast.officer, title=title, basis=basis)


def section(cast, questionnaire, title="In words", **more):
    seen = fresh(questionnaire).revision
    return operations.add_question_section(questionnaire, by=cast.officer, seen=seen, title=title, **more)


def question(cast, part, text, kind="text", **more):
    seen = fresh(part.questionnaire).revision
    return operations.add_question(part, by=cast.officer, seen=seen, text=text, kind=kind, **more)


def changed(question, by, seen=None, **changes):
    """Change a question as its form does: everything that it holds goes with what is new."""
    names = ("text", "guidance", "kind", "scale", "unit", "required", "may_not_apply", "topic", "columns")
    given = {name: getattr(question, name) for name in names} | changes
    seen = fresh(question.section.questionnaire).revision if seen is None else seen
    return operations.change_question(question, by=by, seen=seen, **given)


def condition(cast, question, source, *answers):
    seen = fresh(question.section.questionnaire).revision
    return operations.ask_only_if(question, by=cast.officer, seen=seen, source=source, answers=answers)


def written(cast, title="Safe at night", **more):
    """A version being written that could be offered: a lead yes or no, since when, a rating, a table, evidence."""
    asks = begun(cast, title, **more)
    first = section(cast, asks)
    lead = question(cast, first, "Is there a lead?", "yes_no")
    since = question(cast, first, "From what date?", "date")
    condition(cast, since, lead, "yes")
    question(cast, first, "How good is it?", "scale", scale=scale(cast), may_not_apply=True)
    second = section(cast, asks, "In figures")
    question(cast, second, "How many staff?", "number", unit="people")
    columns = [{"title": "Course", "kind": "text"}, {"title": "Places", "kind": "number"}]
    question(cast, second, "Which courses?", "table", columns=columns, required=False)
    question(cast, second, "What shows it?", "evidence", required=False)
    return fresh(asks)


def offered(cast, title="Safe at night"):
    return operations.offer_questionnaire(written(cast, title), by=cast.officer)


def asked(cast, title="Safe at night"):
    """Offered, and frozen by a round of the police."""
    asks = offered(cast, title)
    rounds.open_round(asks, by=cast.officer, title="Nights 2025/26", organisations=[cast.police], **DATES)
    return fresh(asks)


def by_code(questionnaire):
    sections = questionnaire.sections.prefetch_related("questions")
    return {one.code: one for part in sections for one in part.questions.all()}


def texts(questionnaire):
    """What it asks, section by section."""
    return [
        (part.title, [one.text for one in part.questions.all()])
        for part in Questionnaire.objects.get(pk=questionnaire.pk).sections.prefetch_related("questions")
    ]
