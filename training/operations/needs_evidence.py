"""What speaks for a need, found wherever the partnership keeps it, in words that everybody who reads it may read."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.models import Answer, BusinessPlan, LearningPoint, Priority, Return, Survey
from partnership.models.surveys import Audience
from partnership.operations.survey_results import results
from partnership.rules.years import first_day, last_day
from training.models import NeedsAnalysis, YearlyEvaluation
from training.rules.needs import ABOUT_TRAINING


@dataclass(frozen=True)
class Found:
    """One piece of evidence; `key` says what it is of, so that it is proposed once a year."""

    kind: str
    key: str
    words: str
    known_on: date
    source: str
    path: str = ""


def since(year):
    """The first instant of what is new for this year's analysis: since the one before was agreed, or two years."""
    before = NeedsAnalysis.objects.filter(year__lt=year, state=NeedsAnalysis.State.AGREED).first()
    if before:
        return before.agreed_at
    return datetime.combine(first_day(year - 2), time(), timezone.get_default_timezone())


def priorities(year):
    """What the business plan of that year, or of today, wants to change."""
    today = timezone.localdate()
    in_year = Q(plan__starts_on__lte=last_day(year), plan__ends_on__gte=first_day(year))
    now = Q(plan__starts_on__lte=today, plan__ends_on__gte=today)
    for one in (
        Priority.objects.standing()
        .filter(in_year | now, plan__state__in=[BusinessPlan.State.APPROVED, BusinessPlan.State.CLOSED])
        .select_related("plan")
    ):
        yield Found(
            "priority", f"priority:{one.pk}", f"{one.title}. What good looks like: {one.outcome}", one.plan.approved_on,
            str(one), one.get_absolute_url(),
        )  # fmt: skip


def learning(year):
    """Learning points in their own words: those of audits and from elsewhere, and of reviews what is public."""
    told = Q(public=True) | Q(origin__in=[LearningPoint.Origin.AUDIT, LearningPoint.Origin.NATIONAL])
    for point in LearningPoint.objects.filter(told, noted_at__gte=since(year)):
        yield Found(
            "audit" if point.origin == LearningPoint.Origin.AUDIT else "learning", f"learning:{point.pk}", point.text,
            timezone.localdate(point.noted_at), f"Learning point, {point.get_origin_display().lower()}",
        )  # fmt: skip


def returns(year):
    """Of each round: how many answered a question about training below the best answer. No agency is named."""
    counted = {}
    answers = (
        Answer.objects.filter(
            Q(question__topic__in=ABOUT_TRAINING["topics"]) | Q(question__code__in=ABOUT_TRAINING["codes"]),
            assurance_return__state=Return.State.SUBMITTED,
            assurance_return__submitted_at__gte=since(year),
            assurance_return__about="",
            value__isnull=False,
        )
        .select_related("question", "assurance_return__round")
        .prefetch_related("question__scale__points")
    )
    for answer in answers:
        counted.setdefault((answer.assurance_return.round, answer.question), []).append(answer)
    for (asked, question), given in counted.items():
        best = max(question.scale.points.all(), key=lambda point: point.value)
        below = [one for one in given if one.value < best.value]
        if not below:
            continue
        newest = max(one.assurance_return.submitted_at for one in given)
        yield Found(
            "returns", f"returns:{asked.pk}:{question.pk}",
            f"“{question.text}” {len(below)} of {len(given)} that answered said less than “{best.label}”.",
            timezone.localdate(newest), asked.title, asked.get_absolute_url(),
        )  # fmt: skip


def surveys(year):
    """What practitioners answered, where enough of them did. What may be shown, the survey itself decides."""
    closed = Survey.objects.closed(timezone.localdate()).filter(
        audience=Audience.PRACTITIONERS, closes_on__gte=since(year).date()
    )
    for survey in closed:
        for row in results(survey)["questions"]:
            if row["total"] is None or not row["total"].shows:
                continue
            given = ", ".join(
                f"{label}: {row['total'].counts[value]}" for value, label in row["options"].items()
            )
            yield Found(
                "survey", f"survey:{survey.pk}:{row['question'].pk}",
                f"“{row['question'].text}” {row['total'].answered} answered. {given}.",
                survey.closed_on or survey.closes_on, str(survey), survey.get_absolute_url(),
            )  # fmt: skip


def evaluations(year):
    """What the group agreed that a year of training means for the next: in its words, which tell of nobody."""
    agreed = YearlyEvaluation.objects.filter(state=YearlyEvaluation.State.AGREED, agreed_at__gte=since(year))
    for one in agreed.exclude(next_year=""):
        yield Found(
            "evaluation", f"evaluation:{one.pk}", one.next_year, timezone.localdate(one.agreed_at), str(one),
            reverse("training:yearly_evaluation", args=[one.year]),
        )  # fmt: skip


EVERYWHERE = (priorities, learning, returns, surveys, evaluations)


def find_evidence(year):
    """Everything that the partnership knows for that year's analysis today."""
    return [one for source in EVERYWHERE for one in source(year)]
