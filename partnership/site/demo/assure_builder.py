"""The invented year of questionnaires written and revised."""

from partnership.models import Question, Questionnaire
from partnership.operations import questionnaire_building as operations
from partnership.site.demo.time import at, working_day, working_days_ago
from partnership.working_days import add_working_days

LIGHTS = [
    {
        "value": 3,
        "label": "Green",
        "descriptor": "Every member of staff does it, and a check this year showed so.",
    },
    {"value": 2, "label": "Amber", "descriptor": "Most do it, and a plan says when the others will."},
    {"value": 1, "label": "Red", "descriptor": "It depends on who is on duty."},
]
ONLINE = [
    (
        "What staff do",
        "Answer for the teams that work with children and families.",
        [
            {"text": "Do staff ask children what happens to them online?", "kind": "scale"},
            {
                "text": "What do children tell you about it?",
                "guidance": "In your words, not in a child’s.",
                "topic": "voice_of_the_child",
            },
            {"text": "Has your agency written guidance on it?", "kind": "yes_no"},
            {
                "text": "When was it last looked at?",
                "kind": "date",
                "after": ("Has your agency written guidance on it?",),
            },
        ],
    ),
    (
        "In figures",
        "",
        [
            {
                "text": "Which training did staff have on it?",
                "kind": "table",
                "columns": [
                    {"title": "Course", "kind": "text"},
                    {"title": "How many attended", "kind": "number"},
                    {"title": "What they do differently", "kind": "text"},
                ],
                "required": False,
            },
            {"text": "What shows what you wrote?", "kind": "evidence", "required": False},
        ],
    ),
]  # fmt: skip


def fresh(questionnaire):
    return Questionnaire.objects.get(pk=questionnaire.pk)


def ask(section, by, given, scale):
    """Add one question as its form would, with its condition."""
    given = dict(given)
    after = given.pop("after", ())
    given.setdefault("kind", Question.Kind.TEXT)
    if given["kind"] == Question.Kind.SCALE:
        given["scale"] = scale
    seen = fresh(section.questionnaire).revision
    question = operations.add_question(section, by=by, seen=seen, **given)
    for text in after:
        source = Question.objects.select_related("section").get(
            section__questionnaire=section.questionnaire, text=text
        )
        seen = fresh(section.questionnaire).revision
        operations.ask_only_if(question, by=by, seen=seen, source=source, answers=["yes"])


def a_question_in_between(people, today):
    """A short questionnaire by invitation: written, looked at by a colleague, taken back once, and offered."""
    begun = working_day(today, 75)
    yield at(begun, 14)
    scale = operations.start_scale(by=people.officer, name="Traffic light with checks", points=LIGHTS)
    asks = operations.start_questionnaire(
        by=people.officer, title="Children’s lives online: a question in between", basis="invitation",
        introduction="Ten minutes, before the Planning and Delivery Group looks at online harm.\n\n"
        "Write about services and numbers. Do not name a child, a family or a member of staff.",
        source="Planning and Delivery Group; our own words",
    )  # fmt: skip
    for title, guidance, questions in ONLINE:
        seen = fresh(asks).revision
        section = operations.add_question_section(
            asks, by=people.officer, seen=seen, title=title, guidance=guidance
        )
        for given in questions:
            ask(section, people.officer, given, scale)
    yield at(add_working_days(begun, 2), 10)
    operations.offer_questionnaire(asks, by=people.officer)
    yield at(add_working_days(begun, 3), 16)
    operations.take_back_questionnaire(asks, by=people.second_officer)
    section = fresh(asks).sections.first()
    given = {"text": "What would help your staff to ask more often?", "required": False}
    ask(section, people.second_officer, given, scale)
    yield at(add_working_days(begun, 4), 9)
    operations.offer_questionnaire(asks, by=people.officer)


def next_years_report(people, today):
    """The agency report's next version, under way: priorities of the plan in force, and a plainer question."""
    begun = working_days_ago(today, 7)
    yield at(begun, 11)
    last = Questionnaire.objects.offered().filter(code="agency-assurance-report").order_by("-version").first()
    draft = operations.next_version(last, by=people.officer)
    yield at(add_working_days(begun, 1), 15)
    wanting = [title for _, title in operations.priorities_in_force(today)]
    for title in wanting[1:2]:
        operations.ask_about_priority(draft, by=people.officer, title=title)
    yield at(add_working_days(begun, 3), 10)
    question = Question.objects.select_related("section__questionnaire", "scale").get(
        section__questionnaire=draft, code="how-well"
    )
    operations.change_question(
        question, by=people.second_officer, seen=fresh(draft).revision, text=question.text,
        kind=question.kind, topic=question.topic, required=True,
        guidance="For example audits, inspections, supervision, complaints and compliments, what practitioners say. "
        "Say how many you looked at.",
    )  # fmt: skip


STORIES = [a_question_in_between, next_years_report]
