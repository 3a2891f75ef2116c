"""The invented year of training: who came to the programme's sessions, and what they say it changed."""

from datetime import timedelta
from random import Random

from django.db.models import Q
from django.utils import timezone

from partnership.models import Organisation
from partnership.rules.years import financial_year, first_day
from partnership.site.demo.time import at, working_day
from partnership.site.demo.training_programme import COURSES
from partnership.site.demo.training_workforce import workforce
from partnership.working_days import on_or_before
from training.models import Booking, Course, Evaluation, Register, Remark, Score, Session, Statement
from training.operations import attendance, evaluation, yearly_evaluation
from training.rules.booking import SEATED
from training.rules.evaluation import REACTIONS, STAGES, remarks_asked

# what people can do after each course; the last two courses are those of the stories of places and of registers
STATEMENTS = {
    "Working together to safeguard children": (
        "say what each agency does for a child", "share information lawfully, and write down why",
        "challenge a colleague of another agency"),
    "Bruises and injuries in babies": (
        "say why a bruise on a baby who does not move about is a reason to refer",
        "refer on the same day, whoever saw it first", "explain the referral to parents"),
    "Hearing children where there is domestic abuse": (
        "speak with each child on their own", "write down a child’s words as the child said them",
        "say what life is like for a child who lives with it"),
    "Neglect: seeing it early": (
        "use the neglect tool together with a family", "keep a chronology that shows what changed"),
    "Exploitation of children": (
        "recognise signs of exploitation", "use the screening tool", "make a plan together with a child"),
    "Resolving professional disagreement": (
        "say in writing why another agency is wrong", "use each stage of the procedure in time"),
    "Interpreters and culture in safeguarding": (
        "book and brief an interpreter", "say why no relative interprets"),
    "Safeguarding leads: supervision and decisions": (
        "give supervision that makes people think", "record a decision with its reasons"),
    "When to refer, and what to write": (
        "decide whether to refer", "write a referral that says what is feared"),
    "Seeing neglect early": (
        "name the first signs of neglect", "act on them with others"),
}  # fmt: skip
# how people score before, straight after and later; what they wrote, by question
SCORES = {"before": (2, 2, 3, 3, 4), "after": (3, 4, 4, 5, 5), "later": (3, 3, 4, 4, 5)}
REMARKS = {
    "different": ("I shall ask the child first, and on their own.", "Write down what I saw before what I think.",
                  "Ring the other agency instead of waiting for its letter.", "Bring the tool to supervision."),
    "better": ("More time for the example in the afternoon.", "Send the slides beforehand, please.",
               "Have somebody from housing there."),
    "did": ("Used the tool with two families. One of them has help at home now.",
            "Referred on the same day, and said why. The baby was seen that night.",
            "Asked for an interpreter at the first visit: the child told us far more."),
    "hindered": ("Too little time between visits.", "Nobody else of my team has been on the course yet."),
    "seen": ("Their records say what the child said.", "They speak up in conferences."),
}  # fmt: skip
PLACES_AHEAD = timedelta(42)
FIRST = "Working together to safeguard children"
LEADS = ("county_lead", "rutland_lead", "police_lead", "health_lead", "hospital_lead", "trust_lead")
NEEDS = ("A hearing loop, please.", "Large print.", "A seat near the door.", "A space to pray at noon.")


def what_courses_ask(people, today):
    """Each course says what people can do after it, before its first session."""
    for days_ago in (365, 340, 119):
        yield at(working_day(today, days_ago), 12)
        for course in Course.objects.filter(title__in=STATEMENTS, statements=None):
            evaluation.set_evaluation(
                course, by=people.learning_officer, statements=STATEMENTS[course.title],
                stages={(moment, respondent): days for moment, respondent, days in STAGES},
            )  # fmt: skip


def weeks_of_training(people, today):
    """Week by week: places are taken, registers closed, people asked what it changed, and most of them answer."""
    chance = Random(7)
    titles = [title for title, *_ in COURSES]
    for weeks_ago in range(48, -1, -1):
        day = today - timedelta(7 * weeks_ago)
        yield at(day, 18) if weeks_ago else at(day, 0, 10)
        now = timezone.now()
        coming = Session.objects.filter(
            state="open", starts_at__gt=now, starts_at__lt=now + PLACES_AHEAD, bookings=None,
            course__title__in=titles,
        )  # fmt: skip
        for session in coming.select_related("course"):
            take_places(session, people, chance)
        for session in Session.objects.filter(state="open", ends_at__lt=now).exclude(bookings=None):
            close(session, people)
        evaluation.ask()
        answers(chance)
    evaluation.remind()


def take_places(session, people, chance):
    """Some ten take places, each with their manager; one in twelve needs something so that they can take part."""
    Booking.objects.bulk_create(
        Booking(
            session=session, learner=one, organisation=one.agency, job=one.job, state=Booking.State.BOOKED,
            booked_at=timezone.now(), manager_name="Team manager",
            manager_email=f"team.manager@{one.email.partition('@')[2]}",
            access_needs=chance.choice(NEEDS) if chance.random() < 1 / 12 else "",
        )
        for one in who_comes(session, people, chance)
    )  # fmt: skip


def who_comes(session, people, chance):
    """People who were not on the course yet, are free that day, and attended what must be attended before."""
    course, day = session.course, timezone.localdate(session.starts_at)
    if course.level == Course.Level.LEADING:
        return leads(people)
    there = Booking.objects.filter(Q(session__course=course) | Q(session__starts_at__date=day))
    there = set(there.values_list("learner", flat=True))
    found = [one for one in workforce(people) if one.pk not in there]
    if course.prerequisite_id:
        before = Booking.objects.filter(session__course=course.prerequisite_id, outcome__in=SEATED)
        attended = set(before.values_list("learner", flat=True))
        found = [one for one in found if one.pk in attended]
    coming = chance.sample(found, min(len(found), chance.randint(8, 13), session.capacity - 1))
    if course.title == FIRST and not people.practitioner.bookings.exists():
        coming.append(
            as_learner(people.practitioner, people["leicestershire-county-council"], "Family support worker")
        )
    return coming


def leads(people):
    """Those for whom the course for leads is."""
    found = [getattr(people, name) for name in LEADS]
    agencies = Organisation.objects.in_bulk([one.organisations(*one.roles)[0] for one in found])
    return [as_learner(one, agencies[one.organisations(*one.roles)[0]], "Safeguarding lead") for one in found]


def as_learner(person, agency, job):
    person.agency, person.job = agency, job
    return person


def close(session, people):
    """Whoever taught marks who came, and closes the register on the same day."""
    if Register.objects.filter(session=session).exists():
        return
    by = session.trainers.first() or people.trainer
    unmarked = session.bookings.filter(state=Booking.State.BOOKED, outcome="")
    if unmarked.count() > 9:
        attendance.mark(unmarked.last(), by=by, outcome=Booking.Outcome.NO_SHOW)
    attendance.mark_rest(session, by=by)
    attendance.close_register(session, by=by)


def answers(chance):
    """Three of four of those just asked answer. Put beside each other at once: one by one they would take minutes."""
    today = timezone.localdate()
    scores, remarks, answered = [], [], []
    standing = {}
    for statement in Statement.objects.filter(retired_on=None):
        standing.setdefault(statement.course_id, []).append(statement)
    asked = Evaluation.objects.filter(asked_on=today, answered_on=None).with_session()
    for one in asked.order_by("pk"):
        if chance.random() > 0.76:
            continue
        for statement in standing[one.session.course_id]:
            scores.append(Score(evaluation=one, statement=statement, value=chance.choice(SCORES[one.moment])))
        if evaluation.reactions_of(one):
            scores += [
                Score(evaluation=one, reaction=code, value=chance.choice((3, 4, 4, 5, 5)))
                for code, _ in REACTIONS
            ]
        remarks += [
            Remark(
                session=one.session, moment=one.moment, respondent=one.respondent, asked=code,
                text=chance.choice(REMARKS[code]),
            )
            for code, _ in remarks_asked(one.moment, one.respondent)
            if chance.random() < 0.2
        ]  # fmt: skip
        one.answered_on = today
        answered.append(one)
    Score.objects.bulk_create(scores)
    Remark.objects.bulk_create(remarks)
    Evaluation.objects.bulk_update(answered, ["answered_on"])


def what_a_year_changed(people, today):
    """Last year's evaluation is written and agreed; this year's is begun."""
    year = financial_year(today)
    begins = min(on_or_before(first_day(year) + timedelta(70)), working_day(today, 14))
    yield at(begins, 11)
    last = yearly_evaluation.start(year - 1, by=people.learning_officer)
    last = yearly_evaluation.write(
        last, by=people.learning_officer, seen=last.revision,
        difference="People who came are surer that they can speak with a child alone, and managers say that they see "
        "it in records. Of those asked three months later, most had used what they learnt with a family.",
        not_changed="Whether children notice the difference is not known. Challenge between agencies grew least.",
        next_year="Offer the course on disagreement more often, and let housing and schools teach with us.",
    )  # fmt: skip
    yield at(working_day(begins, -7) if begins + timedelta(7) < today else today, 0, 20)
    yearly_evaluation.put(last, by=people.learning_officer)
    yearly_evaluation.agree(last, by=people.learning_chair)
    begun = max(working_day(today, 3), first_day(year))
    yield at(begun, 0, 30) if begun == today else at(begun, 9)
    yearly_evaluation.start(year, by=people.learning_officer)


STORIES = [what_courses_ask, weeks_of_training, what_a_year_changed]
