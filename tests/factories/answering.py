"""Returns with questions of the newer kinds: conditional ones, tables and evidence."""

from datetime import date

from partnership.models import Question, Section
from partnership.operations import questionnaires as operations
from tests.factories.assurance import DATES, answer, answered, one_of_each, question

LAST_YEAR = {
    "about_from": date(2024, 4, 1),
    "about_until": date(2025, 3, 31),
    "opens_on": date(2025, 6, 1),
    "due_on": date(2025, 6, 30),
    "closes_on": date(2025, 7, 31),
}
THIS_YEAR = DATES
COLUMNS = [{"title": "Service", "kind": "text"}, {"title": "Children", "kind": "number"}]
PDF = b"%PDF-1.7\n%nobody\n"


def every_kind():
    """One of each, and a third section: a question on the answer to “lead”, one on that one, a table, evidence."""
    asks = one_of_each("every-kind")
    lead = Question.objects.get(section__questionnaire=asks, code="lead")
    third = Section.objects.create(questionnaire=asks, position=3, title="In depth")
    trained = Question.objects.create(
        section=third, position=1, code="trained", text="Is the lead trained?", kind="yes_no",
        asked_if=lead, asked_if_values=["yes"],
    )  # fmt: skip
    Question.objects.create(
        section=third, position=2, code="training", text="Why is the lead not trained?",
        asked_if=trained, asked_if_values=["no"],
    )  # fmt: skip
    Question.objects.create(
        section=third, position=3, code="services", text="Which services?", kind="table", columns=COLUMNS
    )
    Question.objects.create(
        section=third, position=4, code="proof", text="What shows it?", kind="evidence", may_not_apply=True
    )
    return asks


def fully_answered(opened, by):
    """Every question of `every_kind` that is asked has its answer."""
    answered(opened, by)
    answer(opened, "trained", by, text="yes")
    answer(opened, "services", by, rows=[["Early help", "12"], ["Duty", "30"]])
    add_link(opened, by)
    return opened


def add_link(opened, by, **given):
    return operations.add_evidence(
        opened,
        question(opened.round, "proof"),
        by=by,
        **{
            "title": "Dip sample",
            "link": "https://example.org/sample",
            "dated_on": opened.round.about_from,
            **given,
        },
    )
