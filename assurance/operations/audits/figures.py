"""What audits come to in numbers: grades, agencies’ own beside the joint ones, and what changed since then."""

from dataclasses import dataclass, field

from assurance.models import Audit, AuditTool
from assurance.rules.audits import (
    LEAST_CASES,
    Change,
    Grade,
    Judgement,
    Stage,
    distribution,
    grade_question,
)
from partnership.models import Answer, Question, Return
from partnership.rules.actions import CHECKED


def scale_labels(scale):
    """The labels of a scale, best first."""
    return [point.label for point in scale.points.all()]


def final_grades(cases):
    """The grade of each case as it stands: moderated where it was moderated, else joint. `cases` have their grades."""
    finals = []
    for case in cases:
        grades = sorted(case.grades.all(), key=lambda one: (one.kind == Grade.MODERATED, one.pk))
        finals += grades[-1:]
    return finals


def of_grades(audit, *, everything=False):
    """[(label, number or None)] of an audit's final grades, as `rules.audits.distribution` says what is shown."""
    cases = audit.cases.standing().prefetch_related("grades")
    labels = [grade.label for grade in final_grades(cases)]
    return distribution(labels, scale_labels(audit.scale), everything=everything)


def agency_grades(audit):
    """tool id → the answer in which the agency graded its own work, of tools that were submitted."""
    questions = Question.objects.filter(section__questionnaire=audit.questionnaire_id)
    asks = grade_question(list(questions))
    answers = Answer.objects.filter(
        question=asks,
        assurance_return__audit_tool__case__audit=audit,
        assurance_return__state=Return.State.SUBMITTED,
    ).select_related("assurance_return__audit_tool", "assurance_return__submitted_by")
    return {answer.assurance_return.audit_tool.pk: answer for answer in answers}


def progress(audit):
    """How many tools are asked for, came and were set aside, by agency: [(organisation, {asked, came, set_aside})]."""
    rows = {agency.pk: (agency, {"asked": 0, "came": 0, "set_aside": 0}) for agency in audit.agencies.all()}
    tools = AuditTool.objects.filter(case__audit=audit, case__replaced_at=None).select_related(
        "assurance_return"
    )
    for tool in tools:
        counts = rows.get(tool.organisation_id, (None, {}))[1]
        if not counts:
            continue
        counts["set_aside" if tool.set_aside_at else "asked"] += 1
        counts["came"] += bool(
            not tool.set_aside_at and tool.assurance_return.state == Return.State.SUBMITTED
        )
    return list(rows.values())


@dataclass(frozen=True)
class Comparison:
    """A re-audit beside the audit before it. Numbers are set beside each other only where the scale is the same."""

    earlier: object
    lines: list
    before: list
    now: list
    same_scale: bool
    actions: list
    changes: dict = field(default_factory=dict)


def compare(audit, *, everything=False):
    """What became of the audit before: line by line, grades with each scale's own labels, and its actions; or None."""
    if audit.earlier_id is None:
        return None
    earlier = audit.earlier
    lines = list(audit.lines.select_related("earlier_line"))
    links = [
        link
        for one in earlier.recommendations.prefetch_related(
            "action_links__action__organisation", "action_links__action__owner"
        )
        for link in one.action_links.all()
    ]
    return Comparison(
        earlier=earlier,
        lines=lines,
        before=of_grades(earlier, everything=everything),
        now=of_grades(audit, everything=everything),
        same_scale=earlier.scale_id == audit.scale_id,
        actions=[link.action for link in links],
        changes={
            Change(change).label: sum(line.change == change for line in lines) for change in Change.values
        },
    )


@dataclass(frozen=True)
class AuditSummary:
    """One reported audit, as others may be told of it. Numbers that could tell of a family are None."""

    reference: str
    theme: str
    method: str
    source: str
    reported_on: object
    agencies: int
    cases: int | None
    scale: str
    grades: list
    findings: list
    judgements: dict
    changes: dict
    recommendations: list
    actions: int
    actions_verified: int
    actions_embedded: int
    learning: list
    reaudit_on: object
    earlier: str
    summary: str
    address: str


@dataclass(frozen=True)
class AuditsBetween:
    """Multi-agency audits from one day to another: what was begun, what was reported, and what it found."""

    commissioned: int
    reported: int
    under_way: int
    audits: list

    @property
    def themes(self):
        return [one.theme for one in self.audits]


def audits_between(start, end):
    """What the yearly report and “How are we doing?” may say of audits: counts, themes, grades, findings.

    `audits` are those reported from `start` to `end`, the earliest first; `under_way` are those that stood unfinished
    on `end`. Grades are (label, number or None) and None is not to be shown. Twelve questions, however many audits.
    """
    standing = Audit.objects.standing()
    found = (
        standing.reported()
        .filter(reported_on__gte=start, reported_on__lte=end)
        .order_by("reported_on", "pk")
        .select_related("scale", "earlier")
        .prefetch_related(
            "agencies",
            "cases__grades",
            "lines",
            "scale__points",
            "recommendations__action_links__action",
            "learning_links__point",
        )
    )
    audits = [summarised(audit) for audit in found]
    begun = standing.filter(commissioned_on__lte=end)
    return AuditsBetween(
        commissioned=begun.filter(commissioned_on__gte=start).count(),
        reported=len(audits),
        under_way=begun.exclude(stage__in=[Stage.REPORTED, Stage.CLOSED], reported_on__lte=end).count(),
        audits=audits,
    )


def summarised(audit):
    cases = [case for case in audit.cases.all() if case.replaced_at is None]
    labels = [grade.label for grade in final_grades(cases)]
    lines, recommendations = list(audit.lines.all()), list(audit.recommendations.all())
    every = [link.action.state for one in recommendations for link in one.action_links.all()]
    states = [state for state in every if state != "withdrawn"]
    return AuditSummary(
        reference=audit.reference,
        theme=audit.theme,
        method=audit.get_method_display(),
        source=audit.get_source_display(),
        reported_on=audit.reported_on,
        agencies=len(audit.agencies.all()),
        cases=len(cases) if len(cases) >= LEAST_CASES else None,
        scale=audit.scale.name,
        grades=distribution(labels, scale_labels(audit.scale)),
        findings=[(line.question, line.finding, line.get_judgement_display()) for line in lines],
        judgements={
            Judgement(value).label: sum(line.judgement == value for line in lines)
            for value in Judgement.values
        },
        changes={Change(value).label: sum(line.change == value for line in lines) for value in Change.values},
        recommendations=[one.text for one in recommendations],
        actions=len(states),
        actions_verified=sum(state in CHECKED for state in states),
        actions_embedded=states.count("embedded"),
        learning=[link.point.text for link in audit.learning_links.all()],
        reaudit_on=audit.reaudit_on,
        earlier=audit.earlier.reference if audit.earlier else "",
        summary=audit.summary,
        address=audit.get_absolute_url(),
    )
