"""Reading a round's submitted answers for analysis, in a fixed number of queries whatever there is of them."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Avg, Count, Max, Min, Q, Sum
from django.db.models.functions import Left

from assurance.models import ModeratedScore
from assurance.rules.analysis import (
    YES_NO_LABELS,
    Asked,
    Given,
    by_kind,
    cell,
    change,
    opens,
    ranked,
    spread,
)
from partnership.models import Answer, Organisation, Question, Return, Round, ScalePoint

LONGEST_REASON = 1000  # characters of a reason that the overview shows; the whole is in the return


@dataclass
class Gathered:
    """Everything of one round that is counted: its questions, its submitted returns and their answers."""

    round: object
    questions: list
    returns: list = field(default_factory=list)
    givens: dict = field(default_factory=lambda: defaultdict(list))  # question id → its answers
    moderated: dict = field(default_factory=dict)  # (return id, question id) → (value, label, aside)

    @property
    def kinds(self):
        return {one.pk: one.organisation.kind for one in self.returns}

    @property
    def bodies(self):
        return {one.pk: one.organisation_id for one in self.returns}

    @property
    def names(self):
        return {one.pk: one.called_then for one in self.returns}

    def asked_of(self, question):
        """Ids of the returns that were asked it: a conditional question only where an earlier answer opened it."""
        if question.asked_if is None:
            return {one.pk for one in self.returns}
        before = next(one for one in self.questions if one.pk == question.asked_if)
        opened = {given.return_id for given in self.givens[before.pk] if opens(question, given)}
        return opened & self.asked_of(before)

    def spread(self, question):
        return spread(question, self.givens[question.pk], len(self.asked_of(question)))

    def moderated_spread(self, question):
        """How the moderated scores of one question fall, of the returns whose moderation is settled; None of none."""
        scores = {return_id: score for (return_id, of), score in self.moderated.items() if of == question.pk}
        if not scores:
            return None
        givens = [
            Given(return_id, question.pk, value=value, label=label or "", aside=aside)
            for return_id, (value, label, aside) in scores.items()
        ]
        return spread(question, givens, len(givens))

    def by_kind(self, question):
        return by_kind(question, self.givens[question.pk], self.kinds)


def questions_of(questionnaire_ids):
    """Questionnaire id → its questions in order, as the analysis knows them."""
    found = defaultdict(list)
    for one in (
        Question.objects.filter(section__questionnaire__in=questionnaire_ids)
        .select_related("section", "scale")
        .prefetch_related("scale__points")
        .order_by("section__position", "position")
    ):
        labels = ()
        if one.kind == Question.Kind.YES_NO:
            labels = YES_NO_LABELS
        elif one.scale:
            labels = tuple((point.value, point.label) for point in one.scale.points.all())
        found[one.section.questionnaire_id].append(
            Asked(
                pk=one.pk, code=one.code, text=one.text, kind=one.kind, unit=one.unit,
                scale=one.scale.name if one.scale else "", labels=labels, section=one.section.title,
                asked_if=one.asked_if_id, asked_if_values=tuple(one.asked_if_values),
            )
        )  # fmt: skip
    return found


def answers_of(rounds):
    """Round id → question id → the answers of its submitted returns, without their words."""
    found = defaultdict(lambda: defaultdict(list))
    for round_id, return_id, question_id, kind, value, label, scale, number, short, aside, reason, written in (
        Answer.objects.filter(
            assurance_return__round__in=rounds, assurance_return__state=Return.State.SUBMITTED
        )
        .order_by("assurance_return__organisation__name")
        .annotate(short=Left("text", 10), why=Left("not_applicable_reason", LONGEST_REASON))
        .annotate(written=Q(text__regex=r"\S") | ~Q(rows=[]))
        .values_list(
            "assurance_return__round_id", "assurance_return_id", "question_id", "question__kind", "value", "label",
            "scale_name", "number", "short", "not_applicable", "why", "written",
        )
    ):  # fmt: skip
        if kind == Question.Kind.YES_NO:
            value = {"yes": 1, "no": 0}.get(short)
            label = dict(YES_NO_LABELS).get(value, "")
        found[round_id][question_id].append(
            Given(
                return_id=return_id, question_id=question_id, value=value, label=label, scale_name=scale,
                number=number, aside=aside, reason=reason,
                present=written or value is not None or number is not None,
            )
        )  # fmt: skip
    return found


def gather(asked, person):
    """A round's answers for somebody who reads returns: of submitted ones only, and settled moderations."""
    returns = list(
        asked.returns.filter(pk__in=Return.objects.visible_to(person).submitted().values("pk"))
        .select_related("organisation")
        .prefetch_related("organisation__former_names")
        .order_by("organisation__name", "about")
    )
    for one in returns:
        name = one.organisation.name_on(asked.due_on)
        one.called_then = f"{name} ({one.about})" if one.about else name
    gathered = Gathered(asked, questions_of([asked.questionnaire_id])[asked.questionnaire_id], returns)
    gathered.givens |= answers_of([asked.pk])[asked.pk]
    gathered.moderated = moderated_scores(asked, person)
    return gathered


def moderated_scores(asked, person):
    """(return id, question id) → (value, label, does not apply), of settled moderations that the person may know of."""
    scores = ModeratedScore.objects.of_round(asked).visible_to(person).final().with_results()
    return {
        (return_id, question_id): (value, label, aside)
        for return_id, question_id, value, label, aside in scores.values_list(
            "return_id", "question_id", "result_value", "result_label", "result_aside"
        )
    }


def round_before(asked):
    """The round before that asked the same questionnaire, whatever its version, and got an answer; None if none did."""
    return (
        Round.objects.filter(
            questionnaire__code=asked.questionnaire.code, purpose=asked.purpose, due_on__lt=asked.due_on,
            returns__state=Return.State.SUBMITTED,
        )
        .order_by("-due_on", "-pk")
        .select_related("questionnaire")
        .distinct()
        .first()
    )  # fmt: skip


def changes(gathered, before):
    """Question id → what became of it since the round before, by the questions' codes."""
    questions = {one.code: one for one in questions_of([before.questionnaire_id])[before.questionnaire_id]}
    givens = answers_of([before.pk])[before.pk]
    bodies = dict(before.returns.submitted().values_list("pk", "organisation"))
    return {
        one.pk: change(
            one,
            gathered.givens[one.pk],
            questions.get(one.code),
            givens[questions[one.code].pk] if one.code in questions else [],
            gathered.bodies,
            bodies,
        )
        for one in gathered.questions
    }


@dataclass
class Row:
    """A question in the overview: how its answers fall, what the panel made of them, and what changed."""

    question: Asked
    spread: object
    moderated: object = None
    change: object = None


@dataclass
class Block:
    """Questions of one section with the same columns, for one table."""

    title: str
    kind: str
    columns: list
    rows: list
    number: int

    @property
    def caption(self):
        """Its own among the tables of the page."""
        words = {"scale": "on a scale", "yes_no": "yes or no", "number": "numbers"}
        return f"Table {self.number}: {self.title}, {words.get(self.kind, 'in words')}"

    def header(self, compared):
        """The table's columns, as the tag `table` takes them."""
        ends = ["Does not apply#", "No answer#", *(["Since the previous round"] if compared else [])]
        starts = ["Sum#", "Median#", "Range#", "Answered#"]
        if self.kind != "number":
            starts = [f"{label.replace('|', '/')}#" for label in self.columns]
        return "|".join(["Question", *starts, *ends])


def overview(gathered, before=None):
    """(blocks, strongest, weakest): every question of the round, cut into tables whose rows share their columns."""
    moved = changes(gathered, before) if before else {}
    rows = [
        Row(one, gathered.spread(one), gathered.moderated_spread(one), moved.get(one.pk))
        for one in gathered.questions
    ]
    blocks = []
    for row in rows:
        columns = [label for _, label, _ in row.spread.points]
        title, kind = row.question.section, row.question.kind
        shown = kind if kind in ("scale", "yes_no", "number") else "text"
        same = next(
            (one for one in blocks if (one.title, one.kind, one.columns) == (title, shown, columns)), None
        )
        if same:
            same.rows.append(row)
        else:
            blocks.append(Block(title, shown, columns, [row], len(blocks) + 1))
    return (blocks, *ranked([row.spread for row in rows]))


def heat(gathered):
    """(questions on a scale, [(name, kind, cells)]): the heat map, a row for each submitted return."""
    questions = [one for one in gathered.questions if one.kind == Question.Kind.SCALE]
    by_return = {
        (given.return_id, given.question_id): given for one in questions for given in gathered.givens[one.pk]
    }
    rows = [
        (
            one.called_then,
            one.organisation.get_kind_display(),
            [
                cell(question, by_return.get((one.pk, question.pk)), moderated_words(gathered, one, question))
                for question in questions
            ],
        )
        for one in gathered.returns
    ]
    return questions, rows


def moderated_words(gathered, opened, question):
    score = gathered.moderated.get((opened.pk, question.pk))
    if score is None:
        return ""
    _, label, aside = score
    return "Does not apply" if aside else label


def kind_name(kind):
    return Organisation.Kind(kind).label


def group_name(group):
    """One kind's name; or which kinds stand together because too few of each answered."""
    return ", ".join(kind_name(kind) for kind in group.kinds)


# Over the years ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Year:
    """One question in one round: how many answered, and where they lie on which scale or what they sum to."""

    answered: int
    aside: int
    scale: str = ""
    percent: int | None = None
    total: object = None
    new_scale: bool = False


def years(code, purpose=Round.Purpose.ASSURANCE):
    """(rounds, rows): every round of one questionnaire, oldest first, and each question's Year or None in each.

    Questions go by their code; the newest text stands. Where a scale changes, the new one begins a series of its own.
    Counted by the database, so that ten years are a few hundred rows.
    """
    rounds = list(
        Round.objects.filter(questionnaire__code=code, purpose=purpose, returns__state=Return.State.SUBMITTED)
        .order_by("due_on", "pk")
        .distinct()
        .select_related("questionnaire")
    )
    texts, order = {}, {}
    for questions in questions_in_order([one.questionnaire_id for one in rounds]):
        for question in questions:
            if question.kind in ("scale", "yes_no", "number"):
                texts[question.code] = question
                order.setdefault(question.code, len(order))
    counted = counted_by_round(rounds)
    rows = []
    for question_code in sorted(texts, key=order.get):
        row, last = [], None
        for one in rounds:
            found = counted.get((one.pk, question_code))
            if found is None:
                row.append(None)
                continue
            year = as_year(found, last)
            row.append(year)
            last = (found["question__kind"], year.scale)
        rows.append((texts[question_code], row))
    return rounds, rows


def questions_in_order(questionnaire_ids):
    found = questions_of(questionnaire_ids)
    return [found[pk] for pk in dict.fromkeys(questionnaire_ids)]


def counted_by_round(rounds):
    """(round id, question code) → numbers, of submitted returns."""
    applies = Q(not_applicable=False)
    rows = (
        Answer.objects.filter(
            assurance_return__round__in=rounds,
            assurance_return__state=Return.State.SUBMITTED,
            question__kind__in=["scale", "yes_no", "number"],
        )
        .order_by()
        .values("assurance_return__round", "question__code", "question__kind", "question__scale")
        .annotate(
            points=Count("pk", filter=applies & Q(value__isnull=False)),
            yes=Count("pk", filter=applies & Q(text="yes")),
            no=Count("pk", filter=applies & Q(text="no")),
            counted=Count("pk", filter=applies & Q(number__isnull=False)),
            aside=Count("pk", filter=~applies),
            mean=Avg("value", filter=applies),
            total=Sum("number", filter=applies),
            scale_called=Max("scale_name"),
        )
    )
    found = {}
    ranges = scale_ranges({row["question__scale"] for row in rows} - {None})
    for row in rows:
        row["range"] = ranges.get(row["question__scale"])
        found[row["assurance_return__round"], row["question__code"]] = row
    return found


def scale_ranges(scales):
    return {
        row["scale"]: (row["lowest"], row["highest"])
        for row in ScalePoint.objects.filter(scale__in=scales)
        .order_by()
        .values("scale")
        .annotate(lowest=Min("value"), highest=Max("value"))
    }


def as_year(found, last):
    kind = found["question__kind"]
    if kind == "number":
        return Year(found["counted"], found["aside"], total=found["total"])
    if kind == "yes_no":
        answered = found["yes"] + found["no"]
        percent = round(100 * found["yes"] / answered) if answered else None
        return Year(answered, found["aside"], scale="Yes or no", percent=percent)
    lowest, highest = found["range"]
    percent = None
    if found["mean"] is not None:
        percent = round(100 * (found["mean"] - lowest) / (highest - lowest)) if highest > lowest else 100
    scale = found["scale_called"]
    return Year(
        found["points"], found["aside"], scale=scale, percent=percent,
        new_scale=last is not None and last != (kind, scale),
    )  # fmt: skip
