"""What schools answered: one return section by section, and a whole round question by question."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import median

from partnership.models import Answer, Question, Return, Round, Section
from partnership.operations.questionnaires import questions_of
from partnership.rules.answers import one_scale
from partnership.rules.questionnaires import applies
from partnership.rules.shares import share
from partnership.rules.suppression import small
from partnership.working_days import add_months
from schools.models import AskedSchool

GAPS = {"training_12_months": 12, "training_24_months": 24}
STANDARDS = ("must", "should")


def sections_answered(opened):
    """Each section of one return with the questions that were asked, and their answers."""
    answers = {
        answer.question_id: answer
        for answer in opened.answers.select_related("question", "saved_by").prefetch_related("evidence")
    }
    questions = [one for one in questions_of(opened) if applies(one, answers)]
    found = []
    for section in Section.objects.filter(questionnaire=opened.round.questionnaire_id):
        rows = [
            {"question": one, "answer": answers.get(one.pk)}
            for one in questions
            if one.section_id == section.pk
        ]
        found.append({"section": section, "rows": rows, "scale": one_scale(row["answer"] for row in rows)})
    return found


@dataclass
class Told:
    """What the received returns say to one question, beside what those of the year before said."""

    question: Question
    priority: bool = False
    answered: int = 0
    not_applicable: int = 0
    counts: list = field(
        default_factory=list
    )  # of a choice: (words, number, % of those, % last year or None)
    below: list = field(default_factory=list)  # of a standard: (asked school, what it said)
    average: float | None = None  # of a scale
    before: float | None = None  # of a scale, last year
    total: object = None  # of a number
    middle: object = None
    total_before: object = None
    kept_back: bool = False
    gaps: list = field(default_factory=list)  # of a training date: (asked school, the date or nothing)

    @property
    def change(self):
        """In points of the scale, on last year."""
        return None if self.average is None or self.before is None else round(self.average - self.before, 2)


def round_before(opened):
    """The round of the same authority that was about the time before, if there was one."""
    return (
        Round.objects.filter(
            purpose=Round.Purpose.SCHOOLS, run_by=opened.run_by, questionnaire__code=opened.questionnaire.code,
            about_until__lt=opened.about_until,
        )
        .order_by("-about_until", "-pk")
        .first()
    )  # fmt: skip


def received_of(opened):
    """return id → AskedSchool, of those whose answers count: submitted as they stand, and signed by the head."""
    found = AskedSchool.objects.filter(
        round=opened, school_return__state=Return.State.SUBMITTED
    ).with_standing()
    return {one.school_return_id: one for one in found if one.signed_at}


def answers_to(returns):
    """code → (return id, value, label, number, text, whether it does not apply), of choices, numbers and dates."""
    found = defaultdict(list)
    rows = (
        Answer.objects.filter(assurance_return__in=list(returns))
        .exclude(question__kind__in=[Question.Kind.TEXT, Question.Kind.TABLE, Question.Kind.EVIDENCE])
        .values_list(
            "assurance_return", "question__code", "value", "label", "number", "text", "not_applicable"
        )
        .order_by("assurance_return")
    )
    for opened, code, *said in rows.iterator(chunk_size=5000):
        found[code].append((opened, *said))
    return found


def told_by(opened, *, whole):
    """Every question of the round but those in words, in order, as Told; in a fixed number of queries.

    `whole`: for the business unit and the authority. Whoever else reads gets no small number of children.
    """
    received, last = received_of(opened), round_before(opened)
    now, before = answers_to(received), answers_to(received_of(last)) if last else {}
    questions = Question.objects.filter(section__questionnaire=opened.questionnaire_id).in_order()
    return [
        told(question, now.get(question.code, []), before.get(question.code, []), received, opened, whole)
        for question in questions
        if question.kind
        in (Question.Kind.SCALE, Question.Kind.YES_NO, Question.Kind.NUMBER, Question.Kind.DATE)
    ]


def told(question, rows, before, received, opened, whole):
    one = Told(question, priority=question.topic.startswith("priority_"))
    one.not_applicable = sum(row[5] for row in rows)
    rows = [row for row in rows if not row[5]]
    before = [row for row in before if not row[5]]
    if question.kind == Question.Kind.SCALE:
        of_scale(one, [row for row in rows if row[1] is not None], before, received)
    elif question.kind == Question.Kind.YES_NO:
        of_yes_no(one, [row for row in rows if row[4]], before, received)
    elif question.kind == Question.Kind.NUMBER:
        of_number(one, [row[3] for row in rows if row[3] is not None], before, whole)
    else:
        of_date(one, rows, received, opened)
    return one


def of_scale(one, rows, before, received):
    points = {point.value: point.label for point in one.question.scale.points.all()}
    numbers, then = Counter(row[1] for row in rows), [row[1] for row in before if row[1] is not None]
    last = Counter(then)
    one.answered = len(rows)
    one.counts = [
        (label, numbers[value], share(numbers[value], len(rows)), share(last[value], len(then)))
        for value, label in sorted(points.items(), reverse=True)
    ]
    if rows:
        one.average = round(sum(row[1] for row in rows) / len(rows), 2)
    if then:
        one.before = round(sum(then) / len(then), 2)
    if one.question.topic in STANDARDS or one.priority:
        one.below = [(received[row[0]], row[2]) for row in rows if row[1] < max(points)]


def of_yes_no(one, rows, before, received):
    numbers, then = Counter(row[4] for row in rows), [row[4] for row in before if row[4]]
    last = Counter(then)
    one.answered = len(rows)
    one.counts = [
        (words, numbers[value], share(numbers[value], len(rows)), share(last[value], len(then)))
        for value, words in (("yes", "Yes"), ("no", "No"))
    ]
    if one.question.topic in STANDARDS or one.priority:
        one.below = [(received[row[0]], "No") for row in rows if row[4] == "no"]


def of_number(one, numbers, before, whole):
    then = [row[3] for row in before if row[3] is not None]
    one.answered, one.total = len(numbers), sum(numbers) if numbers else None
    one.middle, one.total_before = median(numbers) if numbers else None, sum(then) if then else None
    if not whole:
        # The middle of few schools would be one school's own number.
        one.kept_back = small(one.total) or small(one.total_before) or 0 < len(numbers) < 5
        one.middle = None
        if one.kept_back:
            one.total = one.total_before = None


def of_date(one, rows, received, opened):
    dates = {row[0]: row[4] for row in rows if row[4]}
    one.answered = len(dates)
    months = GAPS.get(one.question.topic)
    if months:
        oldest = add_months(opened.about_until, -months).isoformat()
        one.gaps = [(received[pk], said) for pk, said in dates.items() if said < oldest]
