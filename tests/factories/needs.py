"""A needs analysis and a programme at every stage, brought about by the deeds that people do."""

from django.utils import timezone

from partnership.models import Group, Person, Seat
from partnership.rules.years import financial_year
from tests.factories import programme as courses
from training.models import NeedEvidence, NeedsAnalysis
from training.operations import commissioning, needs_scoring
from training.operations import needs as operations

SAYS = {
    "title": "Bruises on babies",
    "able_to": "Know that a baby who does not move about does not bruise, and refer on the same day.",
    "audience": "Health visitors, midwives, social workers",
    "level": 2,
    "people": 340,
}
HIGH = {"risk": 3, "many": 2, "gap": 3, "together": 1}
LOW = {"risk": 1, "many": 1, "gap": 0, "together": 0}
NATIONAL = {
    "kind": "national",
    "words": "Bruises on babies are missed in every third national review.",
    "source": "Child Safeguarding Practice Review Panel",
}


def learning(cast):
    """The Learning and Development Group's chair and a member; the group is made when it is first asked for."""
    group, new = Group.objects.get_or_create(
        code="learning-and-development",
        defaults={
            "name": "Multi-Agency Learning and Development Group", "area": "LLR", "kind": Group.Kind.SUBGROUP,
            "parent": cast.partnership,
        },
    )  # fmt: skip
    if new:
        cast.person("Learning chair", "group_chair", seat=cast.seat(group, Seat.Kind.CHAIR))
        cast.person("Learning member", "group_member", seat=cast.seat(group, Seat.Kind.MEMBER))
    return group


def chair():
    return Person.objects.get(name="Learning chair")


def member():
    return Person.objects.get(name="Learning member")


def begun(cast, year=None):
    """An analysis of that year, or of the one that begins next April; a far year is given to it afterwards."""
    learning(cast)
    now = financial_year(timezone.localdate())
    year = year or now + 1
    near = year if abs(year - now) < 2 else now + 1
    analysis = operations.start_needs(near, by=cast.learning_officer)
    if near != year:
        NeedsAnalysis.objects.filter(pk=analysis.pk).update(year=year, reference=f"LNA-{year}")
        NeedEvidence.objects.filter(year=near).update(year=year)
        analysis.refresh_from_db()
    return analysis


def with_need(cast, analysis, **says):
    """One national issue by hand, and the need that rests on it."""
    evidence = NeedEvidence.objects.filter(year=analysis.year, words=NATIONAL["words"]).first()
    if evidence is None:
        evidence = operations.add_need_evidence(
            analysis, by=cast.learning_officer, known_on=timezone.localdate(), **NATIONAL
        )
    return operations.add_need(analysis, by=cast.learning_officer, evidence=[evidence], **SAYS | says)


def scoring(cast, year=None):
    """Two needs that wait for scores: one that matters and one that matters less."""
    analysis = begun(cast, year)
    with_need(cast, analysis)
    with_need(cast, analysis, title="Writing chronologies")
    analysis.refresh_from_db()
    return needs_scoring.begin_scoring(analysis, by=cast.learning_officer, seen=analysis.revision)


def decided(cast, year=None):
    """The first need is taken up and the second not."""
    analysis = scoring(cast, year)
    first, second = analysis.needs.all()
    needs_scoring.score_need(first, by=cast.learning_officer, values=HIGH)
    needs_scoring.score_need(second, by=cast.learning_officer, values=LOW)
    needs_scoring.decide_need(
        first, by=cast.learning_officer, seen=1, decision="taken_up", why="Babies died."
    )
    needs_scoring.decide_need(
        second,
        by=cast.learning_officer,
        seen=1,
        decision="not_taken_up",
        why="Each agency teaches it itself.",
    )
    analysis.refresh_from_db()
    return analysis


def with_group(cast, year=None):
    analysis = decided(cast, year)
    return needs_scoring.put_needs(analysis, by=cast.learning_officer, seen=analysis.revision)


def agreed(cast, year=None):
    analysis = with_group(cast, year)
    return needs_scoring.agree_needs(
        analysis,
        by=chair(),
        seen=analysis.revision,
        agreed_how="LDG-2026-1, decision 3",
        late_reason="Leave.",
    )


def planned(cast, year=None, **line):
    """A programme of £10,000 whose one need has a course, two sessions, forty places and £2,000."""
    programme = commissioning.start_programme(agreed(cast, year), by=cast.learning_officer)
    programme = commissioning.write_programme(
        programme, by=cast.learning_officer, seen=1, budget=10_000, margin_percent=15,
        margin_source="Our choice", introduction="",
    )  # fmt: skip
    commissioning.plan_need(
        programme.lines.get(), by=cast.learning_officer, seen=2,
        **{"courses": [courses.offered(cast)], "sessions": 2, "places": 40, "cost": 2_000} | line,
    )  # fmt: skip
    programme.refresh_from_db()
    return programme


def put(cast, year=None, **line):
    programme = planned(cast, year, **line)
    return commissioning.put_programme(programme, by=cast.learning_officer, seen=programme.revision)


def programme(cast, year=None, **line):
    """An agreed one."""
    found = put(cast, year, **line)
    return commissioning.agree_programme(
        found, by=chair(), seen=found.revision, agreed_how="LDG-2026-2, decision 1"
    )
