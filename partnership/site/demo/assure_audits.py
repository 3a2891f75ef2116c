"""The invented year of multi-agency audits and the timetable."""

from datetime import timedelta

from assurance.models import Audit, TimetableEntry
from assurance.operations import audits as operations
from assurance.operations import timetable as timetables
from assurance.rules.timetable import Kind
from partnership.models import BusinessPlan, Group, Meeting, Question, Questionnaire, Return
from partnership.operations.questionnaires import save_answers, submit
from partnership.rules.questionnaires import Given
from partnership.rules.years import year_began
from partnership.site.demo.paper import invented_report
from partnership.site.demo.time import at, working_day, working_days_ago
from partnership.working_days import add_working_days, on_or_before

TOOL = "multi-agency-audit-tool"
AGENCIES = {
    "leicestershire-county-council": "county_lead",
    "leicestershire-police": "police_lead",
    "university-hospitals-of-leicester": "hospital_lead",
    "leicestershire-partnership-trust": "trust_lead",
}
LINES = """Was the bruise referred on the same day, whoever saw it first?
Was the baby seen by a doctor within the day?
Were parents told what happens and why, and were they heard?"""
BANDS = (
    ("under_1", "white", "no", "in_need"), ("under_1", "asian", "no", "none"), ("1_4", "white", "yes", "protection"),
    ("under_1", "mixed", "no", "early_help"), ("unborn", "white", "no", "protection"),
    ("under_1", "black", "not_known", "in_need"), ("1_4", "white", "no", "none"), ("under_1", "white", "no", "in_need"),
)  # fmt: skip
WORDS = (
    "The first person who saw the mark measured it and drew it, and the record says at what time.",
    "The call to children’s social care was made after the shift had ended, by somebody else.",
    "Supervision asked the right question: what is it like to be this child?",
)


def tool():
    """The shipped audit tool; a questionnaire with a scale where it is not there."""
    found = Questionnaire.objects.exclude(offered_at=None).order_by("code", "-version")
    return found.filter(code=TOOL).first() or found.filter(code="section-11-self-assessment").first()


def delivery():
    return Group.objects.get(code="planning-and-delivery")


def answer_of(question, number):
    """An invented answer; `number` makes agencies and cases differ. None for what may be left out."""
    kind = question.kind
    if kind == Question.Kind.SCALE:
        values = sorted(point.value for point in question.scale.points.all())
        return {"value": values[-1 - number % min(3, len(values))]}
    if kind == Question.Kind.YES_NO:
        return {"text": "no" if "concern" in f"{question.code} {question.topic}" else "yes"}
    if kind == Question.Kind.NUMBER:
        return {"number": 2 + number}
    if kind == Question.Kind.DATE:
        return {"text": "2026-01-15"}
    if kind == Question.Kind.TABLE:
        return {"rows": [["0" if one.get("kind") == "number" else "See above" for one in question.columns]]}
    if kind == Question.Kind.EVIDENCE:
        return None
    return {"text": WORDS[(question.pk + number) % len(WORDS)]}


def fill(people, audit, code, case, number, *, whole=True, late_reason=""):
    """One agency’s tool on one case: everything and handed in, or a beginning."""
    lead = getattr(people, AGENCIES[code])
    opened = Return.objects.get(round=audit.round, organisation=people[code], about=case)
    asked = Question.objects.filter(section__questionnaire=audit.questionnaire_id)
    questions = list(asked.select_related("section", "scale").prefetch_related("scale__points"))
    given = [(one, answer_of(one, number)) for one in (questions if whole else questions[:2])]
    save_answers(opened, [Given(question=one, seen=0, **said) for one, said in given if said], by=lead)
    if whole:
        submit(opened, by=lead, declared_office="Executive lead for safeguarding", late_reason=late_reason)


def commission(people, **given):
    return operations.commission(
        by=people.learning_officer, group=delivery(), questionnaire=tool(),
        agencies=[people[code] for code in AGENCIES], **given,
    )  # fmt: skip


def choose(people, audit, number, pool):
    operations.select_cases(
        audit, by=people.learning_officer, how="lot", held_by=people["university-hospitals-of-leicester"],
        focus=audit.practice_focus, pool=pool, number=number,
    )  # fmt: skip


def describe(people, audit):
    for case, bands in zip(audit.cases.standing(), BANDS * 2, strict=False):
        names = ("age_band", "ethnicity", "disability", "plan")
        operations.describe_case(case, by=people.learning_officer, **dict(zip(names, bands, strict=True)))


def finished(people, today):
    """Reported eleven months ago, with actions since, and due again in three weeks."""
    begun = working_day(today, 430)
    yield at(begun, 10)
    audit = commission(
        people, theme="Bruises on babies who are not mobile", method="thematic", source="review",
        why="Three reviews found a bruise that was seen and referred by nobody, or a day later.", lines=LINES,
        practice_focus="Babies seen with a bruise in an emergency department",
        period_from=begun - timedelta(200), period_until=begun - timedelta(20),
        tools_due_on=add_working_days(begun, 25), report_due_on=add_working_days(begun, 70),
    )  # fmt: skip
    choose(people, audit, 8, 46)
    operations.replace_case(
        audit.cases.get(number=3), by=people.learning_officer, reason="The records are held by another area."
    )
    describe(people, audit)
    yield at(add_working_days(begun, 3), 9)
    audit = operations.send_tools(audit, by=people.learning_officer)
    cases = list(audit.cases.standing())
    for number, code in enumerate(AGENCIES):
        yield at(add_working_days(begun, 15 + 3 * number), 14)
        for which, case in enumerate(cases):
            if code == "leicestershire-partnership-trust" and which == 0:
                lead = getattr(people, AGENCIES[code])
                operations.set_aside_tool(
                    case.tools.get(organisation=people[code]),
                    by=lead,
                    reason="The child was never known to us.",
                )
            else:
                fill(people, audit, code, case.reference, number + which)
    planned = operations.plan_session(
        audit, by=people.learning_officer, planned_on=add_working_days(begun, 35), place="County Hall, room 2"
    )
    yield at(add_working_days(begun, 26), 10)
    audit = operations.begin_discussion(audit, by=people.learning_officer)
    yield at(add_working_days(begun, 35), 16)
    yield from discussed(people, audit, planned, cases, begun)


def discussed(people, audit, planned, cases, begun):
    """The joint session, grades, findings, the report and what followed."""
    offices = ("Head of service", "Detective inspector", "Named nurse", "Named nurse")
    held = operations.hold_session(
        planned, by=people.learning_officer, held_on=planned.planned_on,
        attendance=[
            (people[code], number != 3, office if number != 3 else "")
            for number, (code, office) in enumerate(zip(AGENCIES, offices, strict=True))
        ],
    )  # fmt: skip
    values = sorted((point.value for point in audit.scale.points.all()), reverse=True)
    for number, case in enumerate(cases):
        operations.grade_case(
            case, by=people.learning_officer, session=held, value=values[1 + (number % 4 == 3)],
            reason="All agreed after the chronologies were laid side by side.",
            good_practice="The mark was drawn and measured." if number % 2 else "",
        )  # fmt: skip
        operations.record_voice(
            case, by=people.learning_officer, whose="parent", consent="given" if number % 3 else "not_asked",
            included="spoke" if number % 3 else "no", consent_on=planned.planned_on if number % 3 else None,
            said="They told us what would happen and who would come." if number % 3 else "",
            not_included_because="" if number % 3 else "Nobody had a number that worked.",
        )  # fmt: skip
    operations.moderate_case(
        cases[0],
        by=people.manager,
        value=values[2],
        reason="The doctor saw the baby on the next day, not the same.",
    )
    yield at(add_working_days(begun, 40), 10)
    operations.take_out_voice(
        cases[1].voices.get(), by=people.learning_officer, withdrawn=True,
        reason="They rang, and no longer want to be part of it.",
    )  # fmt: skip
    audit = operations.begin_writing(audit, by=people.learning_officer)
    texts = (
        ("Most were referred on the same day. Night shifts referred later than day shifts.", "mixed"),
        ("Every baby who was referred was seen within the day.", "good"),
        ("Parents were told what happens. Fathers were asked less often than mothers.", "develop"),
    )
    for line, (finding, judgement) in zip(audit.lines.all(), texts, strict=True):
        operations.write_finding(
            line, by=people.learning_officer, seen=0, finding=finding, judgement=judgement
        )
    first = operations.recommend(
        audit,
        by=people.learning_officer,
        text="Night shifts refer a bruise on the same day as day shifts do.",
    )
    second = operations.recommend(
        audit,
        by=people.learning_officer,
        text="Both parents are asked what they saw, and the record says so.",
    )
    operations.open_audit_action(
        first, by=people.learning_officer, title="Train night shifts in the bruising pathway",
        target_on=add_working_days(begun, 130), organisations=[people["university-hospitals-of-leicester"]],
    )  # fmt: skip
    operations.open_audit_action(
        second, by=people.learning_officer, title="Add “who was asked” to the assessment form",
        target_on=add_working_days(begun, 130), organisations=[people["leicestershire-county-council"]],
    )  # fmt: skip
    operations.note_audit_learning(
        audit, by=people.learning_officer, text="Whoever sees the bruise makes the call, before the shift ends.",
        theme="Babies",
    )  # fmt: skip
    audit = operations.write_summary(
        audit, by=people.learning_officer, seen="",
        summary="Babies with a bruise are seen by a doctor within a day once somebody refers them. Who sees them at "
        "night waits for the morning. Mothers are asked what happened; fathers often are not.",
    )  # fmt: skip
    yield at(add_working_days(begun, 60), 15)
    told(people, audit)


def told(people, audit):
    """The report is made and put before both groups, where they meet."""
    audit.refresh_from_db()
    again = on_or_before(audit.commissioned_on + timedelta(430 + 21))
    pdf = invented_report("Bruises on babies who are not mobile", ["The report of an invented audit."])
    audit = operations.keep_report(
        audit, pdf, 1, by=people.learning_officer, seen=audit.revision, reaudit_on=again
    )
    for kind in (Group.Kind.DELIVERY, Group.Kind.PARTNERSHIP):
        meeting = (
            Meeting.objects.filter(group__kind=kind, state=Meeting.State.PLANNED, starts_at__date__gt=audit.reported_on)
            .order_by("starts_at")
            .first()
        )  # fmt: skip
        if meeting:
            operations.present_audit(audit, by=people.officer, meeting=meeting)


def under_way(people, today):
    """Tools are coming in. One concern was raised while a case was looked at, and answered on the next morning."""
    begun = working_days_ago(today, 22)
    yield at(begun, 10)
    audit = commission(
        people, theme="Strategy discussions", method="thematic", source="indicator",
        why="A fifth of strategy discussions were held later than the same or the next day.",
        lines="Was the discussion held in time?\nWere health and education in the room?\nWas the child’s voice in it?",
        practice_focus="Strategy discussions of one quarter", period_from=begun - timedelta(120),
        period_until=begun - timedelta(30), tools_due_on=add_working_days(today, 4),
        report_due_on=add_working_days(today, 45),
    )  # fmt: skip
    choose(people, audit, 6, 112)
    describe(people, audit)
    yield at(working_days_ago(today, 18), 9)
    audit = operations.send_tools(audit, by=people.learning_officer)
    yield at(working_days_ago(today, 9), 11)
    for which, case in enumerate(audit.cases.all()):
        fill(people, audit, "leicestershire-police", case.reference, which)
    concern = operations.raise_concern(
        audit.cases.get(number=4), by=people.police_lead, organisation=people["leicestershire-county-council"],
        concern="Nobody has seen the child since the discussion. The plan has no next visit.",
    )  # fmt: skip
    yield at(working_days_ago(today, 8), 10)
    operations.answer_concern(
        concern,
        by=people.county_lead,
        response="A social worker saw the child this morning; visits are weekly now.",
    )
    yield at(working_days_ago(today, 6), 15)
    for which in (1, 2):
        fill(people, audit, "leicestershire-county-council", f"A{which}", which + 1)
    fill(people, audit, "university-hospitals-of-leicester", "A1", 2, whole=False)
    operations.plan_session(
        audit, by=people.learning_officer, planned_on=add_working_days(today, 9), place="Online"
    )
    yield at(working_days_ago(today, 2), 9)
    operations.chase_auditors(audit, by=people.learning_officer)


def planned(people, today):
    """Commissioned last week; its cases are still to be chosen."""
    begun = working_days_ago(today, 3)
    yield at(begun, 14)
    commission(
        people, theme="Handover between school nurses and schools", method="deep_dive", source="training",
        why="Learners said that plans get lost when a child changes school.",
        lines="Was the plan handed over in writing?\nDid the child know who had it?",
        practice_focus="Children with a plan who changed school", period_from=begun - timedelta(240),
        period_until=begun - timedelta(30), tools_due_on=add_working_days(today, 40),
        report_due_on=add_working_days(today, 90),
    )  # fmt: skip


def three_years(people, today):
    """Rolled forward each April; what was done says what came of it, and one deep dive is overdue."""
    day = working_day(today, 300)
    yield at(day, 11)
    timetables.refresh_timetable(
        by=people.manager, starts_on=year_began(day), plan=BusinessPlan.objects.order_by("-starts_on").first()
    )
    first = TimetableEntry.objects.filter(kind=Kind.PEER_REVIEW).first()
    timetables.move_entry(
        first, by=people.manager, planned_on=add_working_days(today, 200), whole_quarter=True,
        reason="The partnership that was asked has an inspection in that quarter.",
    )  # fmt: skip
    late = working_days_ago(today, 12)
    if late >= year_began(day):
        timetables.plan_entry(
            by=people.officer, kind=Kind.DEEP_DIVE, title="Deep dive: children who move between areas",
            planned_on=late, group=delivery(),
        )  # fmt: skip
    if year_began(today) != year_began(day) and today >= (april := add_working_days(year_began(today), 3)):
        yield at(april, 10)
        timetables.refresh_timetable(by=people.manager, starts_on=year_began(today))
    past = TimetableEntry.objects.filter(planned_on__lt=today, planned_on__gte=day)
    for entry in past.exclude(planned_on=late).order_by("planned_on"):
        yield at(on_or_before(entry.planned_on), 16)
        timetables.finish_entry(
            entry, by=people.officer, done_on=on_or_before(entry.planned_on),
            outcome="What it said is in the minutes of the group, with two actions.",
        )  # fmt: skip
    yield at(working_days_ago(today, 1), 12)
    link_audits()


def link_audits():
    """The audits that are there show how far the entries are that come next."""
    by = Audit.objects.order_by("pk").last().commissioned_by if Audit.objects.exists() else None
    coming = TimetableEntry.objects.filter(kind=Kind.AUDIT, done_on=None).order_by("planned_on")
    for entry, audit in zip(coming, Audit.objects.filter(reported_on=None).order_by("pk"), strict=False):
        timetables.link_entry(entry, by=by, audit=audit)


STORIES = [finished, under_way, planned, three_years]
