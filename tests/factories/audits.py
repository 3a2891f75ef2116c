"""Multi-agency audits and the timetable, made through the deeds that people do.

Today is meant to be TODAY, so that tools are due in the future.
"""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from assurance.models import AuditTool
from assurance.operations import audits as operations
from assurance.operations import timetable as timetables
from assurance.rules.timetable import window
from partnership.models import (
    Question,
    Questionnaire,
    Return,
    Scale,
    ScalePoint,
    Section,
)
from partnership.operations import questionnaires
from tests.factories.doing import delivery

TODAY = datetime(2026, 3, 31, 10, 0, tzinfo=UTC)  # the last day of a year, and British Summer Time
BANDS = {"age_band": "under_1", "ethnicity": "white", "disability": "no", "plan": "protection"}
OFFICE = "Head of safeguarding"
PDF = b"%PDF-1.7 what was made"


def grading_scale(code="audit-grade", labels=("Outstanding", "Good", "Requires improvement", "Inadequate")):
    scale = Scale.objects.create(code=code, name=f"Grades of {code}")
    for value, label in zip(range(len(labels), 0, -1), labels, strict=True):
        ScalePoint.objects.create(scale=scale, value=value, label=label)
    return scale


def tool(code="audit-tool-of-tests", scale=None):
    """A tool with a text, a question about an immediate concern, and the agency's own grade."""
    asks = Questionnaire.objects.filter(code=code).first()
    if asks:
        return asks
    asks = Questionnaire.objects.create(code=code, title="Audit tool", source="Made up")
    section = Section.objects.create(questionnaire=asks, position=1, title="The work")
    Question.objects.create(section=section, position=1, code="practice", text="What was done well?")
    Question.objects.create(
        section=section, position=2, code="immediate-concern", text="Is the child safe now?", kind="yes_no"
    )
    Question.objects.create(
        section=section, position=3, code="grade", text="How good was it?", kind="scale", topic="grade",
        scale=scale or grading_scale(code),
    )  # fmt: skip
    return asks


def commissioned(cast, **changes):
    """An audit of babies by the police, the county and the hospital, asked for today."""
    today = timezone.localdate()
    given = {
        "group": delivery(cast),
        "theme": "Bruises on babies",
        "method": "thematic",
        "source": "review",
        "why": "Three reviews found that nobody referred the bruise.",
        "lines": "Was the bruise referred on the same day?\nWas the baby seen by a doctor?",
        "practice_focus": "Babies seen with a bruise",
        "period_from": today - timedelta(180),
        "period_until": today - timedelta(30),
        "agencies": [cast.police, cast.county, cast.hospital],
        "tools_due_on": today + timedelta(20),
        "report_due_on": today + timedelta(60),
    } | changes
    given.setdefault("questionnaire", None)
    given["questionnaire"] = given["questionnaire"] or tool()
    return operations.commission(by=cast.officer, **given)


def with_cases(cast, number=2, audit=None, **changes):
    """With so many cases drawn from the county's list of forty, each described."""
    audit = audit or commissioned(cast, **changes)
    operations.select_cases(
        audit, by=cast.officer, how="lot", held_by=cast.county, focus="Babies with a bruise", pool=40,
        number=number,
    )  # fmt: skip
    for case in audit.cases.all():
        operations.describe_case(case, by=cast.officer, **BANDS)
    return audit


def asked(cast, number=2, **changes):
    """The agencies have been asked for their tools."""
    return operations.send_tools(with_cases(cast, number, **changes), by=cast.officer)


def tool_of(audit, organisation, case="A1"):
    return AuditTool.objects.get(case__audit=audit, case__number=int(case[1:]), organisation=organisation)


def lead_of(cast, organisation):
    return {
        cast.police.pk: cast.police_lead, cast.county.pk: cast.county_lead, cast.hospital.pk: cast.hospital_lead,
    }[organisation.pk]  # fmt: skip


def filled(cast, audit, organisation, case="A1", value=3, concern="no"):
    """The agency's lead answers everything on that case and hands it in."""
    lead = lead_of(cast, organisation)
    opened = Return.objects.get(round=audit.round, organisation=organisation, about=case)
    for question in Question.objects.filter(section__questionnaire=audit.questionnaire_id):
        given = {
            "text": {"text": "The bruise was measured and drawn."},
            "yes_no": {"text": concern},
            "scale": {"value": value},
        }[question.kind]
        questionnaires.save_answer(opened, question, by=lead, seen=0, **given)
    return questionnaires.submit(opened, by=lead, declared_office=OFFICE)


def discussing(cast, number=2, **changes):
    """One tool has come, and the agencies talk about the cases without the others."""
    audit = asked(cast, number, **changes)
    filled(cast, audit, cast.police)
    return operations.begin_discussion(
        audit, by=cast.officer, reason="The others come to the session with theirs."
    )


def heard(cast, case, said="They came at once and told us what would happen."):
    """A parent agreed to be spoken with about that case."""
    return operations.record_voice(
        case, by=cast.officer, whose="parent", included="spoke", consent="given", consent_on=timezone.localdate(),
        said=said, organisation=cast.county,
    )  # fmt: skip


def session(cast, audit):
    """A joint session that was held today, to which the police and the county came."""
    planned = operations.plan_session(audit, by=cast.officer, planned_on=timezone.localdate(), place="Room 1")
    return operations.hold_session(
        planned, by=cast.officer, held_on=timezone.localdate(),
        attendance=[(cast.police, True, "Detective inspector"), (cast.county, True, "Team manager"),
                    (cast.hospital, False, "")],
    )  # fmt: skip


def graded(cast, audit, values=None):
    """Every case has its joint grade: the values in turn, or 3."""
    held = session(cast, audit)
    for number, case in enumerate(audit.cases.standing()):
        value = values[number % len(values)] if values else 3
        operations.grade_case(
            case, by=cast.officer, session=held, value=value, reason="Agreed by all who came.",
            good_practice="A drawing of the bruise.",
        )  # fmt: skip
    return audit


def writing(cast, number=2, values=None, **changes):
    """Every line has its finding, there is a recommendation, and a summary."""
    audit = graded(cast, discussing(cast, number, **changes), values)
    audit = operations.begin_writing(audit, by=cast.officer)
    earlier = audit.earlier
    for line in audit.lines.all():
        compared = (
            {"earlier_line": line.earlier_line, "change": "improved", "change_words": "More were referred."}
            if earlier and line.earlier_line
            else {}
        )
        operations.write_finding(
            line, by=cast.officer, seen=0, finding="Most were referred on the same day.", judgement="mixed",
            **compared,
        )  # fmt: skip
    operations.recommend(audit, by=cast.officer, text="Every ward has the pathway on its wall.")
    return operations.write_summary(
        audit, by=cast.officer, seen="", summary="Babies were seen sooner than a year ago. Nights are later."
    )


def reported(cast, number=6, values=None, *, reaudit_in=180, pdf=PDF, **changes):
    """Reported, with a file that was not printed here. Re-audited in so many days, or never with 0."""
    audit = writing(cast, number, values, **changes)
    again = {"reaudit_on": timezone.localdate() + timedelta(reaudit_in)} if reaudit_in else {}
    again = again or {"no_reaudit_because": "Too few cases to compare."}
    return operations.keep_report(audit, pdf, 3, by=cast.officer, seen=audit.revision, **again)


def planned_session(cast, audit):
    """A joint session that is still to come."""
    return operations.plan_session(
        audit, by=cast.officer, planned_on=timezone.localdate() + timedelta(25), place="Room 2"
    )


def last_day_of_the_year():
    """Within the timetable whatever day today is."""
    return window(timezone.localdate())[1]


def entry(cast, kind="deep_dive", planned_on=date(2026, 6, 30), **more):
    more.setdefault("title", "Deep dive: neglect")
    more.setdefault("group", delivery(cast))
    return timetables.plan_entry(by=cast.officer, kind=kind, planned_on=planned_on, **more)
