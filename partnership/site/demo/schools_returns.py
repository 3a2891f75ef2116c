"""The invented year of the schools' returns: this year's round in both authorities, and last year's behind it.

Hundreds of schools answer in a demo as in life: their answers are written by the database in a few statements, as the
portal's own pages would have left them. The invented school and a few others do it by the deeds that people use.
"""

import json

from django.db import connection
from django.utils import timezone

from partnership.models import Answer, Question, Questionnaire, Return, ReturnVersion
from partnership.operations.questionnaires import questions_of, save_answers
from partnership.rules.answers import as_plain, checksum_of
from partnership.rules.questionnaires import Given, applies
from partnership.rules.years import AcademicYear, academic_year, year_words
from partnership.site.demo.time import at, working_day, working_days_ago
from partnership.working_days import add_working_days
from schools.models import AskedSchool, Contact, SchoolSigning
from schools.operations import priority_questions, returns, signing

COUNTY, RUTLAND = "leicestershire-county-council", "rutland-county-council"
OWN = "hawthorn-bank-school"
OFFICE = "Designated safeguarding lead"
WORDS = {
    "voice": "The school council meets each half-term, and a box takes worries. Supervision moved to the back gate.",
    "child-on-child-learnt": "Staff now stand in the corridor by the changing rooms, and reports fell.",
    "governor-seen": "Checked the record of checks in the spring, and asked how low-level concerns are logged.",
    "action-plan": "Refresh online safety lessons (head of computing, January); train two more deputies (head, March).",
}
# Most standards are met; a question's place and the school's number decide, so that every demo says the same.
ANSWERED = """
    INSERT INTO partnership_answer (assurance_return_id, question_id, text, number, value, label, scale_name, rows,
        not_applicable, not_applicable_reason, why_changed, to_review, revision, saved_by_id, saved_at)
    SELECT o.id, q.id,
        CASE q.kind WHEN 'yes_no' THEN CASE WHEN (o.n * 3 + q.n) %% 9 = 0 THEN 'no' ELSE 'yes' END
                    WHEN 'date' THEN (%(until)s::date - ((o.n * 37 + q.n * 11 + %(shift)s) %% 560)::int)::text
                    WHEN 'text' THEN coalesce(%(words)s::jsonb ->> q.code, 'We teach it, and look at it each term.')
                    ELSE '' END,
        CASE WHEN q.kind = 'number' THEN
            CASE q.code WHEN 'pupils' THEN 90 + (o.n * 29) %% 700 ELSE (o.n * 7 + q.n * 5 + %(shift)s) %% 14 END END,
        p.value, coalesce(p.label, ''), coalesce(s.name, ''), '[]'::jsonb, false, '', '', false, 1, %(by)s, %(at)s
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM partnership_return WHERE id = ANY (%(returns)s)) o
    CROSS JOIN (
        SELECT q.*, row_number() OVER (ORDER BY q.id) AS n FROM partnership_question q
        JOIN partnership_section t ON t.id = q.section_id
        WHERE t.questionnaire_id = %(asks)s AND q.kind IN ('yes_no', 'date', 'text', 'number', 'scale')
    ) q
    LEFT JOIN partnership_scale s ON s.id = q.scale_id
    LEFT JOIN LATERAL (
        SELECT value, label FROM partnership_scalepoint WHERE scale_id = q.scale_id ORDER BY value DESC
        OFFSET (CASE WHEN (o.n * 5 + q.n + %(shift)s) %% 11 = 0 THEN 1 WHEN (o.n + q.n * 7) %% 37 = 0 THEN 2 ELSE 0 END)
        LIMIT 1
    ) p ON true
"""


def contacted(organisation, offices, since):
    """Contacts of a school, where the register's story has not brought any."""
    there = set(
        Contact.objects.filter(organisation=organisation, ends_on=None).values_list("office", flat=True)
    )
    Contact.objects.bulk_create(
        Contact(
            organisation=organisation, office=office, name=f"{Contact.Office(office).label} (invented)",
            email=f"{office}.{organisation.code}@portal.example"[:254], starts_on=since,
        )
        for office in offices
        if office not in there
    )  # fmt: skip


def answered_by_many(opened, asked, by, shift):
    """Every question of these schools answered, in one statement. `shift` makes years differ."""
    with connection.cursor() as cursor:
        cursor.execute(
            ANSWERED,
            {
                "until": opened.about_until, "shift": shift, "words": json.dumps(WORDS), "by": by.pk,
                "at": timezone.now(), "asks": opened.questionnaire_id,
                "returns": [one.school_return_id for one in asked],
            },
        )  # fmt: skip


def submitted_by_many(opened, asked, by, *, signed):
    """These submitted what they answered, but for those that closed meanwhile; of `signed` the head signed it, too."""
    asked_still = set(
        AskedSchool.objects.filter(pk__in=[one.pk for one in asked], stopped_on=None).values_list(
            "pk", flat=True
        )
    )
    asked = [one for one in asked if one.pk in asked_still]
    questions = {one.pk: one for one in questions_of(asked[0].school_return)}
    answers = {}
    for answer in Answer.objects.filter(
        assurance_return__in=[one.school_return_id for one in asked]
    ).order_by("question__section__position", "question__position"):
        answer.question = questions[answer.question_id]
        answers.setdefault(answer.assurance_return_id, []).append(answer)
    now, versions, signings = timezone.now(), [], []
    for one in asked:
        sent = one.school_return
        by_question = {answer.question_id: answer for answer in answers[sent.pk]}
        kept = [as_plain(a, a.question) for a in answers[sent.pk] if applies(a.question, by_question)]
        sent.state, sent.submitted_by, sent.submitted_at = Return.State.SUBMITTED, by, now
        sent.declared_office, sent.checksum = OFFICE, checksum_of(kept)
        sent.deadline.done_on, sent.deadline.late = timezone.localdate(), False
        versions.append(
            ReturnVersion(
                assurance_return=sent, number=1, answers=kept, checksum=sent.checksum, submitted_by=by,
                submitted_at=now, declared_office=OFFICE,
            )
        )  # fmt: skip
        signings.append(
            SchoolSigning(
                asked_school=one, office=SchoolSigning.Office.HEAD, checksum=sent.checksum,
                asked_name="Headteacher (invented)", email=f"head.{sent.organisation_id}@portal.example", asked_by=by,
                asked_at=now, name="Headteacher (invented)" if one in signed else "",
                signed_at=now if one in signed else None,
            )
        )  # fmt: skip
    deadlines = [one.school_return.deadline for one in asked]
    type(deadlines[0]).objects.bulk_update(deadlines, ["done_on", "late"])
    Return.objects.bulk_update(
        [one.school_return for one in asked],
        ["state", "submitted_by", "submitted_at", "declared_office", "checksum"],
    )
    ReturnVersion.objects.bulk_create(versions)
    SchoolSigning.objects.bulk_create(signings)


def asked_in(opened):
    """The schools of a round but the invented one, which answers by itself."""
    return list(
        AskedSchool.objects.filter(round=opened, stopped_on=None)
        .exclude(school_return__organisation__code=OWN)
        .select_related("school_return__deadline", "school_return__round")
        .order_by("school__urn")
    )


def opened_for(people, asks, code, by, year, opens, due, closes):
    if not returns.asked_of(people[code]):
        return None
    return returns.open_round(
        asks, by=by, authority=people[code], title=f"Safeguarding through Education {year_words(year)}",
        about_from=AcademicYear(year).starts_on, about_until=AcademicYear(year).ends_on,
        opens_on=opens, due_on=due, closes_on=closes,
        message="Answer with your safeguarding governor. The authority helps at the termly leads’ forum.",
    )  # fmt: skip


def newest():
    return Questionnaire.objects.offered().filter(code=returns.QUESTIONNAIRE).order_by("-version").first()


def school_year_before(today):
    """In which year the school year began that was over by then."""
    return academic_year(today).begins - 1


def fill(opened, by):
    """One school answers every question by hand."""
    givens = []
    for question in questions_of(opened):
        given = {
            Question.Kind.NUMBER: {"number": 60 if question.code == "pupils" else 6},
            Question.Kind.YES_NO: {"text": "yes"},
            Question.Kind.DATE: {"text": str(opened.round.about_until.replace(month=6, day=12))},
        }.get(question.kind, {"text": WORDS.get(question.code, "We teach it each term.")})
        if question.kind == Question.Kind.SCALE:
            given = {"value": max(point.value for point in question.scale.points.all())}
        givens.append(Given(question=question, **given))
    save_answers(opened, givens, by=by)


def last_year(people, today):
    """Last year's round: nearly every school answered, and the head signed."""
    opens = working_day(today, 420)
    yield at(opens, 9)
    rounds = []
    for code, by in ((COUNTY, people.education_lead), (RUTLAND, people.rutland_education)):
        opened = opened_for(
            people, newest(), code, by, school_year_before(today) - 1, opens, add_working_days(opens, 40),
            add_working_days(opens, 70),
        )  # fmt: skip
        rounds += [(opened, by)] if opened else []
    yield at(add_working_days(opens, 30), 9)
    for opened, by in rounds:
        some = [one for number, one in enumerate(asked_in(opened)) if number % 23]
        if some:
            answered_by_many(opened, some, by, 4)
            submitted_by_many(opened, some, by, signed=some)
    yield at(add_working_days(opens, 72), 9)
    returns.close_rounds()


def priorities(people, today):
    """The business unit adds this year's priority questions, before both authorities open their rounds."""
    yield at(working_days_ago(today, 62), 11)
    for _, title in priority_questions.priorities()[:2]:
        priority_questions.add_priority_question(
            by=people.officer, priority=title, kind=Question.Kind.SCALE,
            text="How far do your policy, training and teaching deal with this priority?",
        )  # fmt: skip
        priority_questions.add_priority_question(
            by=people.officer, priority=title, kind=Question.Kind.TEXT,
            text="What have you done about it this year that made a difference to children?",
        )  # fmt: skip
    version = priority_questions.in_work()
    if version:
        priority_questions.offer_priority_questions(version, by=people.officer)


def this_year(people, today):
    """This year's round: most answered, some wait for the head, some have begun, and some are silent and late."""
    opens = working_days_ago(today, 60)
    yield at(opens, 9)
    rounds = []
    for code, by in ((COUNTY, people.education_lead), (RUTLAND, people.rutland_education)):
        opened = opened_for(
            people, newest(), code, by, school_year_before(today), opens, add_working_days(opens, 45),
            add_working_days(opens, 110),
        )  # fmt: skip
        rounds += [(opened, by)] if opened else []
    yield at(add_working_days(opens, 35), 15)
    for opened, by in rounds:
        some = asked_in(opened)
        begun = [one for number, one in enumerate(some) if number % 9 != 4]
        sent = [one for number, one in enumerate(begun) if number % 8 != 5]
        if sent:
            answered_by_many(opened, begun, by, 0)
            submitted_by_many(opened, sent, by, signed=[one for n, one in enumerate(sent) if n % 15 != 7])
    yield at(add_working_days(opens, 44), 11)
    for opened, by in rounds:
        silent = [one for number, one in enumerate(asked_in(opened)) if number % 9 == 4]
        if len(silent) > 1:
            returns.extend(
                silent[0],
                by=by,
                due_on=add_working_days(opens, 70),
                reason="A new safeguarding lead in October.",
            )
            returns.excuse(
                silent[1], by=by, reason="It closes at the end of term; its children have new places."
            )


def one_school(people, today):
    """The invented school: last year its lead answered and submitted, its head sent it back once and then signed.

    This year it has been given longer, and its lead has yet to begin.
    """
    opens = working_day(today, 420)
    yield at(add_working_days(opens, 20), 14)
    asked = asked_of_own(people)
    if asked is None:
        return
    contacted(people[OWN], ("head", "governor"), opens)
    lead, sent = people.school_lead, Return.objects.select_related("round").get(pk=asked.school_return_id)
    fill(sent, lead)
    signing.submit(sent, by=lead, declared_office=OFFICE, looked=True)
    yield at(add_working_days(opens, 22), 12)
    signing.send_back(
        waiting(asked, "head"), reason="Governors agreed the policy in June: look at that date again."
    )
    yield at(add_working_days(opens, 24), 10)
    answer = sent.answers.select_related("question__section").get(question__code="policy-agreed-on")
    save_answers(
        sent,
        [
            Given(
                question=answer.question,
                seen=answer.revision,
                text=str(sent.round.about_until.replace(month=6, day=20)),
            )
        ],
        by=lead,
    )
    signing.submit(Return.objects.get(pk=sent.pk), by=lead, declared_office=OFFICE, looked=True)
    yield at(add_working_days(opens, 26), 16)
    signing.sign(waiting(asked, "head"), name="Headteacher (invented)")
    yield at(add_working_days(opens, 28), 18)
    signing.sign(
        waiting(asked, "governor"), name="Safeguarding governor (invented)",
        comment="I met the lead each term and saw the record of checks. We asked for a second deputy, and got one.",
    )  # fmt: skip
    opens = working_days_ago(today, 60)
    yield at(add_working_days(opens, 40), 10)
    returns.extend(
        asked_of_own(people), by=people.education_lead, due_on=add_working_days(opens, 75),
        reason="Its safeguarding lead was away for half of the term.",
    )  # fmt: skip


def asked_of_own(people):
    """The invented school in the newest round that asks it, if any does."""
    return (
        AskedSchool.objects.filter(school_return__organisation=people[OWN])
        .order_by("-round__about_until")
        .first()
    )


def waiting(asked, office):
    return asked.signings.get(office=office, signed_at=None, sent_back_at=None, ended_at=None)


STORIES = [last_year, priorities, this_year, one_school]
