"""Reading single-agency training returns: coverage by agency and level, against the year before."""

from dataclasses import dataclass

from partnership.models import Answer, Return, Round
from training.rules.single_agency import CODE, LEVELS, NONE, change, codes, coverage


@dataclass(frozen=True)
class AgencyLine:
    """One agency in one round: its coverage by level and the change on its return before; None while it is awaited."""

    given: Return
    levels: list
    changes: list

    @property
    def answered(self):
        return self.given.state == Return.State.SUBMITTED


@dataclass(frozen=True)
class RoundRead:
    """One round as a whole: lines by agency, totals by level with their change, and who has not answered."""

    asked: Round
    before: Round | None
    lines: list
    totals: list
    changes: list
    awaited: list
    checked: int  # agencies whose training was checked for quality


def rounds():
    """Every round of the return, the newest first."""
    return Round.objects.assurance().filter(questionnaire__code=CODE).order_by("-due_on", "-pk")


def read(asked):
    """What that round says, in a fixed number of queries. Last year's agency is the same organisation."""
    before = rounds().filter(due_on__lt=asked.due_on).first()
    now, then = answers_of(asked), answers_of(before) if before else {}
    last = {given.organisation_id: answers for given, answers in then.values()}
    lines, awaited, totals, totals_before = [], [], [NONE] * len(LEVELS), [NONE] * len(LEVELS)
    for given, answers in now.values():
        if given.state != Return.State.SUBMITTED:
            awaited.append(given)
            continue
        levels = [coverage(answers, level) for level in LEVELS]
        old = last.get(given.organisation_id)
        old_levels = [coverage(old, level) if old else None for level in LEVELS]
        lines.append(
            AgencyLine(given, levels, [change(a, b) for a, b in zip(levels, old_levels, strict=True)])
        )
        totals = [a + b for a, b in zip(totals, levels, strict=True)]
    for given, answers in then.values():
        if given.state == Return.State.SUBMITTED:
            totals_before = [
                a + coverage(answers, level) for a, level in zip(totals_before, LEVELS, strict=True)
            ]
    checked = sum(
        1 for given, answers in now.values()
        if given.state == Return.State.SUBMITTED and getattr(answers.get("quality-checked"), "text", "") == "yes"
    )  # fmt: skip
    changes = [change(a, b) for a, b in zip(totals, totals_before, strict=True)]
    return RoundRead(asked, before, lines, totals, changes, awaited, checked)


def answers_of(asked):
    """return id → (return, its answers by code). Drafts are there without what they say."""
    found = {
        one.pk: (one, {})
        for one in asked.returns.expected()
        .select_related("organisation", "deadline")
        .order_by("organisation__name")
    }
    wanted = [code for level in LEVELS for code in codes(level)] + ["quality-checked"]
    answers = Answer.objects.filter(
        assurance_return__round=asked,
        assurance_return__state=Return.State.SUBMITTED,
        question__code__in=wanted,
    )
    for answer in answers.select_related("question"):
        found[answer.assurance_return_id][1][answer.question.code] = answer
    return found
