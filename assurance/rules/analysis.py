"""What a round's answers come to: spreads, groups, comparison with the round before, ranks. No database here.

A scale's labels are those given with the answers: the same point may be called otherwise in another round, and then
the two are not compared. What does not apply leaves every number but its own.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median

from partnership.rules.suppression import LEAST, suppressed

YES_NO_LABELS = ((1, "Yes"), (0, "No"))
RANKED = ("scale", "yes_no")  # kinds of question whose answers are points in an order
SHAPES = ("○", "◔", "◑", "◕", "●")  # from the lowest fifth of a scale to its highest


@dataclass(frozen=True)
class Given:
    """One answer in a submitted return, without its words. A yes counts as the point 1 and a no as the point 0."""

    return_id: int
    question_id: int
    value: int | None = None
    label: str = ""
    scale_name: str = ""
    number: object = None
    aside: bool = False
    reason: str = ""
    present: bool = True


@dataclass(frozen=True)
class Asked:
    """A question as the analysis knows it."""

    pk: int
    code: str
    text: str
    kind: str
    unit: str = ""
    scale: str = ""
    labels: tuple = ()  # (value, label) of its scale today
    section: str = ""
    asked_if: int | None = None  # the question on whose answer it is asked
    asked_if_values: tuple = ()

    @property
    def points(self):
        return tuple(value for value, _ in self.labels)

    @property
    def ranked(self):
        return self.kind in RANKED

    def position(self, value):
        """Where a point lies on its scale, from 0, the lowest, to 1. Scales are kept with the best on top."""
        lowest, highest = min(self.points), max(self.points)
        return Fraction(value - lowest, highest - lowest) if highest > lowest else Fraction(1)


@dataclass
class Spread:
    """How the answers to one question fall. `silent` gave none; for `aside` it does not apply."""

    question: Asked
    points: list = field(default_factory=list)  # (value, label, number), the highest point first
    answered: int = 0
    aside: int = 0
    silent: int = 0
    mean: Fraction | None = None  # of positions
    numbers: "Numbers | None" = None

    @property
    def typical(self):
        """The label of the middle answer; of two in the middle, the lower one."""
        passed = 0
        for _, label, number in reversed(self.points):
            passed += number
            if number and 2 * passed >= self.answered:
                return label
        return ""

    @property
    def percent(self):
        return None if self.mean is None else round(100 * self.mean)


@dataclass(frozen=True)
class Numbers:
    """What some numbers come to."""

    count: int
    total: object
    middle: object
    lowest: object
    highest: object


def numbers_of(values, *, added=True):
    """Sum, median and range; None where there is nothing to count. Shares are not `added` up."""
    values = sorted(values)
    if not values:
        return None
    return Numbers(len(values), sum(values) if added else None, median(values), values[0], values[-1])


def opens(question, given):
    """Whether an answer is one of those on which the question is asked, as rules.questionnaires.applies says it."""
    said = {1: "yes", 0: "no"}.get(given.value) if not given.scale_name else str(given.value)
    return given.present and not given.aside and said in question.asked_if_values


def spread(question, givens, submitted):
    """How the answers to one question fall among so many submitted returns."""
    told = [given for given in givens if given.present and not given.aside]
    aside = sum(given.aside for given in givens)
    found = Spread(question, answered=len(told), aside=aside, silent=max(submitted - len(told) - aside, 0))
    if question.ranked:
        found.points = points_of(question, told)
        positions = [question.position(given.value) for given in told if given.value is not None]
        found.mean = sum(positions, Fraction(0)) / len(positions) if positions else None
    elif question.kind == "number":
        given = [given.number for given in told if given.number is not None]
        found.numbers = numbers_of(given, added=question.unit != "%")
    return found


def points_of(question, told):
    """(value, label, number) for each label as it was answered, and for each point of the scale that nobody chose."""
    counted = Counter((given.value, given.label) for given in told if given.value is not None)
    used = {value for value, _ in counted}
    empty = [(value, label, 0) for value, label in question.labels if value not in used]
    return sorted(
        [*((value, label, number) for (value, label), number in counted.items()), *empty], reverse=True
    )


# Groups -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Group:
    """Some kinds of agency and how their answers fall: one kind, or those too small to stand alone, together."""

    kinds: tuple
    spread: Spread


def by_kind(question, givens, kinds):
    """How the answers fall by kind of agency, or nothing where that would say what a small group answered.

    `kinds` is return id → kind. A kind with fewer than LEAST answers stands together with other small ones, and the
    next smallest joins them until they are two kinds at least and LEAST answers: so nothing that is left when kinds
    are subtracted from the whole is smaller. The groups always add up to the whole.
    """
    told = defaultdict(list)
    for given in givens:
        if given.present and not given.aside:
            told[kinds[given.return_id]].append(given)
    counts = suppressed({kind: len(answers) for kind, answers in told.items()}, LEAST)
    hidden = sorted(kind for kind, number in counts.items() if number is None)
    shown = sorted(kind for kind, number in counts.items() if number is not None)
    if not shown or (sum(len(told[kind]) for kind in hidden) < LEAST and hidden):
        return []
    groups = [Group((kind,), spread(question, told[kind], len(told[kind]))) for kind in shown]
    if hidden:
        together = [given for kind in hidden for given in told[kind]]
        groups.append(Group(tuple(hidden), spread(question, together, len(together))))
    return groups if len(groups) > 1 else []


# Change since the round before ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """What became of one question since the round before. `why_not` says why the two cannot be compared."""

    why_not: str = ""
    note: str = ""
    higher: int = 0
    same: int = 0
    lower: int = 0
    before: Spread | None = None

    @property
    def both(self):
        return self.higher + self.same + self.lower


def change(question, givens, before, givens_before, same_body, same_body_before):
    """How one question changed for those who answered it both times.

    `before` is the question of that code in the previous round, if there is one; the last two say whose return each is.
    """
    why_not = not_comparable(question, givens, before, givens_before)
    if why_not:
        return Change(why_not=why_not)
    then = points_by_body(before, givens_before, same_body_before)
    now = points_by_body(question, givens, same_body)
    moves = Counter((now[body] > then[body]) - (now[body] < then[body]) for body in now.keys() & then.keys())
    return Change(
        note="" if question.text == before.text else "It was worded differently.",
        higher=moves[1], same=moves[0], lower=moves[-1],
        before=spread(before, givens_before, len(same_body_before)),
    )  # fmt: skip


def points_by_body(question, givens, body_of):
    """Organisation → what it answered, as something that can be compared."""
    return {
        body_of[given.return_id]: given.number if question.kind == "number" else given.value
        for given in givens
        if given.present and not given.aside and (given.value is not None or given.number is not None)
    }


KIND_WORDS = {
    "scale": "a choice on a scale", "text": "text", "number": "a number", "date": "a date",
    "yes_no": "yes or no", "table": "a table", "evidence": "evidence",
}  # fmt: skip


def not_comparable(question, givens, before, givens_before):
    """Why a question cannot be compared with the round before, in a sentence; empty if it can."""
    if before is None:
        return "It was not asked in the previous round."
    if question.kind != before.kind:
        return f"It asked for {KIND_WORDS[before.kind]} in the previous round."
    if question.kind not in (*RANKED, "number"):
        return "Answers in words are not counted."
    if question.unit != before.unit:
        return f"It used a different unit in the previous round: {before.unit or 'none'}."
    if question.scale != before.scale:
        return f"It was on another scale in the previous round: {before.scale}."
    if set(question.points) != set(before.points):
        return "Its scale had other points in the previous round."
    now, then = labels_given(givens), labels_given(givens_before)
    for value in sorted(now.keys() & then.keys(), reverse=True):
        if now[value] != then[value]:
            words = " or ".join(f"‘{label}’" for label in sorted(then[value]))
            return f"The words of its scale have changed: the point {value} was called {words}."
    if not then and question.ranked:
        return "Nobody answered it in the previous round."
    return ""


def labels_given(givens):
    found = defaultdict(set)
    for given in givens:
        if given.value is not None and given.label:
            found[given.value].add(given.label)
    return found


# Ranks and the heat map -------------------------------------------------------------------------------------------


def ranked(spreads, number=3):
    """(strongest, weakest): the questions on a scale whose answers lie highest and lowest, each on its own scale.

    No question is in both, and nothing is ranked where fewer than two were answered.
    """
    scored = [one for one in spreads if one.question.kind == "scale" and one.mean is not None]
    scored.sort(key=lambda one: (-one.mean, one.question.code))
    if len(scored) < 2:
        return [], []
    number = min(number, len(scored) // 2)
    return scored[:number], scored[: -number - 1 : -1]


@dataclass(frozen=True)
class Cell:
    """One organisation's answer to one question, in words, with a shape and a level from 0 to 4 for the eye."""

    words: str
    shape: str = ""
    level: int | None = None
    moderated: str = ""

    @property
    def plain(self):
        """All of it for a spreadsheet."""
        return f"{self.words}; moderated: {self.moderated}" if self.moderated else self.words


def cell(question, given, moderated=None):
    if given is None or (not given.present and not given.aside):
        return Cell("No answer", moderated=moderated or "")
    if given.aside:
        return Cell("Does not apply", shape="–", moderated=moderated or "")
    level = round(4 * question.position(given.value))
    return Cell(given.label, shape=SHAPES[level], level=level, moderated=moderated or "")


def in_words(spread_):
    """The heat map's column as a sentence, for whoever does not see it."""
    parts = [f"{number} answered ‘{label}’" for _, label, number in spread_.points if number]
    parts += [f"for {spread_.aside} it does not apply"] if spread_.aside else []
    parts += [f"{spread_.silent} gave no answer"] if spread_.silent else []
    return "; ".join(parts) or "Nobody has answered"
