"""Invented rows for pages: so many counties' cases, reviews, deadlines, actions and rounds, in few statements."""

import random
from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from benchmarks.asking import answers, eighty_questions, schools_of
from benchmarks.asking import submit as submitted
from benchmarks.filling import in_bulk
from partnership.models import (
    Action,
    Answer,
    Deadline,
    Document,
    LearningPoint,
    Organisation,
    Question,
    Return,
    Round,
)
from reviews.models import (
    Artefact,
    Case,
    CaseAction,
    CaseDeadline,
    InformationAnswer,
    InformationRequest,
    Review,
    Stage,
)
from schools.models import AskedSchool, School
from schools.operations import returns
from training.models import Booking, Course, Session, Venue

# of one county: cases a year, agencies asked in each, schools of its round, courses that it offers
CASES, AGENCIES, SCHOOLS, COURSES = 30, 30, 400, 200
STAGES = (
    Stage.RR_GATHERING, Stage.RR_DECISION, Stage.AWAIT_PANEL, Stage.LCSPR_ACTIVE, Stage.LEARNING, Stage.CLOSED,
)  # fmt: skip
OPEN = 25  # cases, the newest, in which agencies have not answered yet
WORDS = ["supervision", "weekend", "family", "school", "worker", "visit", "health", "neglect"] + [
    f"word{n}" for n in range(800)
]


def day_of(number, cases):
    """The newest case is of yesterday; the others go back evenly, thirty of them a year."""
    return timezone.localdate() - timedelta(1 + (cases - 1 - number) * 360 // CASES % 7000)


def deadline(case, duty, due_on, done_on, organisation):
    late = None if done_on is None else done_on > due_on
    return Deadline(
        duty=duty, label=duty.replace("_", " ").capitalize(), reference=case.reference, path=case.get_absolute_url(),
        rule="5 working days after", source="bench", due_on=due_on, done_on=done_on, late=late,
        late_reason="Late" if late else "", organisation=organisation,
    )  # fmt: skip


def fill_cases(cast, number, agencies):
    """So many cases: each with two clocks, every agency's request and answer, five actions and a published review."""
    others = (
        Organisation(code=f"agency-{n}", name=f"Agency {n:03}", kind=Organisation.Kind.OTHER)
        for n in range(1, agencies)
    )
    asked_of = [cast.police, *in_bulk(others)]
    cases = in_bulk(
        Case(
            reference=f"LR-{day_of(n, number).year}-{n:05}", stage=STAGES[n % len(STAGES)], edition=cast.edition,
            guidance="2018", incident_on=day_of(n, number), aware_on=day_of(n, number), account="An incident.",
            responsible_authority=cast.county, referred_by=cast.police_lead, referred_for=cast.police,
            agreed_by_office="Head of safeguarding", referred_at=timezone.now() - timedelta(1 + number - n),
        )
        for n in range(number)
    )  # fmt: skip
    clocks = in_bulk(
        deadline(
            case,
            duty,
            case.aware_on + timedelta(days),
            case.aware_on + timedelta(days + n % 3 - 1),
            cast.county,
        )
        for n, case in enumerate(cases)
        for duty, days in (("notify", 7), ("rapid_review", 28))
    )
    in_bulk(CaseDeadline(case=cases[n // 2], deadline=clock) for n, clock in enumerate(clocks))
    fill_requests(cast, cases, asked_of)
    actions = in_bulk(
        Action(
            title=f"Action {n}", origin=case.reference, organisation=asked_of[n % len(asked_of)], group=cast.crg,
            original_target_on=case.aware_on + timedelta(90), target_on=case.aware_on + timedelta(90),
            opened_by=cast.officer,
        )
        for case in cases
        for n in range(5)
    )  # fmt: skip
    in_bulk(CaseAction(case=cases[n // 5], action=action) for n, action in enumerate(actions))
    fill_reviews(cast, cases)
    return cases


def fill_requests(cast, cases, agencies):
    """All have answered, but for the first agency (the police) and the last in the newest cases."""
    awaited = {case.pk for case in cases[-OPEN:]}

    def open_still(case, n):
        return case.pk in awaited and n in (0, len(agencies) - 1)

    asked = in_bulk(
        deadline(case, "agency_return", case.aware_on + timedelta(16),
                 None if open_still(case, n) else case.aware_on + timedelta(3), agency)
        for case in cases
        for n, agency in enumerate(agencies)
    )  # fmt: skip
    requests = in_bulk(
        InformationRequest(
            case=cases[n // len(agencies)], organisation=agencies[n % len(agencies)], deadline=one,
            scope="Two years.", asked_by=cast.officer,
        )
        for n, one in enumerate(asked)
    )  # fmt: skip
    in_bulk(
        InformationAnswer(
            request=one, involvement="involved", summary="What we did. " * 20, immediate_action="None needed.",
            signed_off_office="Head of safeguarding", signed_off_on=date(2026, 1, 1), written_by=cast.police_lead,
            submitted_by=cast.police_lead, submitted_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        for one in requests
        if one.deadline.done_on
    )  # fmt: skip


def sentence(chance, words):
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def fill_reviews(cast, cases):
    """Each case has a review with a report that is live, three public points of learning, and words to be found by."""
    chance = random.Random(8)
    reviews = in_bulk(
        Review(
            case=case, begun_on=case.aware_on, public_title=f"Child {n}: what we learnt", slug=f"child-{n}",
            abstract=" ".join(sentence(chance, 12) for _ in range(3)), themes=["neglect"], age_stage="baby",
        )
        for n, case in enumerate(cases)
    )  # fmt: skip
    files = in_bulk(
        Document(
            title="Report", file=f"documents/{n:032x}", download_name="report.pdf", content_type="application/pdf",
            size=400_000, checksum=f"{n:012x}{'0' * 52}", scan="clean", kept_by=cast.officer,
        )
        for n in range(len(cases))
    )  # fmt: skip
    artefacts = in_bulk(
        Artefact(
            review=review, kind="report", title="Report", document=file, state="live", added_by=cast.officer,
            publish_at=live_at, live_at=live_at, keep_until=timezone.localdate(live_at) + timedelta(365),
        )
        for n, (review, file) in enumerate(zip(reviews, files, strict=True))
        for live_at in [timezone.now() - timedelta(1 + len(cases) - n)]
    )  # fmt: skip
    words = [" ".join(sentence(chance, 15) for _ in range(20)) for _ in artefacts]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE reviews_artefact a SET words = to_tsvector('english', w.words) "
            "FROM unnest(%s::bigint[], %s::text[]) AS w (id, words) WHERE a.id = w.id",
            [[one.pk for one in artefacts], words],
        )
    in_bulk(
        LearningPoint(
            origin="review", reference=case.reference, public=True, text=sentence(chance, 15),
            noted_by=cast.officer, theme="neglect",
        )
        for case in cases
        for _ in range(3)
    )  # fmt: skip


def fill_rounds(cast, rounds, schools):
    """So many rounds among as many schools: the newest half submitted and half begun, the others all submitted."""
    asks = eighty_questions(returns.QUESTIONNAIRE)
    schools_of(cast.county, schools, 100_001)
    today = timezone.localdate()
    newest = returns.open_round(
        asks, by=cast.officer, authority=cast.county, title="The newest round", about_from=date(today.year - 1, 9, 1),
        about_until=date(today.year, 8, 31), opens_on=today - timedelta(30), due_on=today + timedelta(10),
        closes_on=today + timedelta(60),
    )  # fmt: skip
    questions = list(Question.objects.filter(section__questionnaire=asks))
    asked = list(newest.returns.order_by("pk"))
    in_bulk(
        answers(asked[::2], questions, cast.school_lead)
        + answers(asked[1::4], questions[:40], cast.school_lead)
    )
    submit(cast, [one.pk for one in asked[::2]])
    for number in range(1, rounds):
        before(cast, newest, number, questions[:5])
    return newest


def before(cast, newest, number, questions):
    """An earlier round of the same schools, each of which submitted, with the answers to a few questions."""
    due_on = newest.due_on - timedelta(number * 30)
    earlier = Round.objects.create(
        purpose=newest.purpose, run_by=cast.rutland, questionnaire=newest.questionnaire, opened_by=cast.officer,
        title=f"Earlier round {number}", reference=f"EARLIER-{number}", about_from=newest.about_from,
        about_until=newest.about_until, opens_on=due_on - timedelta(40), due_on=due_on, closes_on=due_on,
    )  # fmt: skip
    schools = list(School.objects.select_related("organisation"))
    done = in_bulk(
        Deadline(
            duty="school_return", label=earlier.title, reference=earlier.reference, path="/home/", rule="agreed",
            source="bench", due_on=due_on, done_on=due_on, late=False, organisation=school.organisation,
        )
        for school in schools
    )  # fmt: skip
    asked = in_bulk(
        Return(round=earlier, organisation=school.organisation, deadline=one)
        for school, one in zip(schools, done, strict=True)
    )
    in_bulk(
        AskedSchool(
            round=earlier, school=school, school_return=one, name=school.name, kind=school.kind, run=school.run,
            type_code=school.type_code, duty="A duty",
        )
        for school, one in zip(schools, asked, strict=True)
    )  # fmt: skip
    in_bulk(answers(asked, questions, cast.school_lead))
    submit(cast, [one.pk for one in asked])


def submit(cast, pks):
    submitted(Return.objects.filter(pk__in=pks), cast.school_lead)
    Deadline.objects.filter(assurance_return__in=pks, done_on=None).update(
        done_on=timezone.localdate(), late=False
    )


def fill_courses(cast, number):
    """So many courses on offer, three sessions each over half a year, each with four of its places taken."""
    hall = Venue.objects.create(
        name="Hall", address="1 Invented Street", postcode="LE99 1AB", area="leicestershire"
    )
    courses = in_bulk(
        Course(
            slug=f"course-{n}", title=f"Course {n:03}", summary="What it is about. " * 8, aims="What one can do. " * 20,
            audience="For whom it is. " * 10, level=n % 4 + 1, delivery=Course.Delivery.FACE_TO_FACE, hours=3,
            state=Course.State.OFFERED,
        )
        for n in range(number)
    )  # fmt: skip
    tomorrow = timezone.now() + timedelta(1)
    sessions = in_bulk(
        Session(
            course=course, reference=f"TR-{course.slug}-{n}", venue=hall, capacity=12, state=Session.State.OPEN,
            starts_at=starts, ends_at=starts + timedelta(hours=3),
        )
        for course in courses
        for n in range(3)
        for starts in [tomorrow + timedelta(n * 60 + course.pk % 50)]
    )  # fmt: skip
    people = [cast.practitioner, cast.police_lead, cast.health_lead, cast.school_lead]
    in_bulk(
        Booking(session=session, learner=person, organisation=cast.hospital, state=Booking.State.BOOKED)
        for session in sessions
        for person in people
    )


def fill(cast, times):
    """So many counties' years of rows, and a table of how many there are of each kind."""
    cases = fill_cases(cast, CASES * times, AGENCIES)
    newest = fill_rounds(cast, times, SCHOOLS)
    fill_courses(cast, COURSES)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return cases, newest


def held():
    """How many rows there are of what grows."""
    kinds = (Case, Deadline, InformationRequest, Action, Artefact, LearningPoint, Return, Answer)
    return {kind._meta.verbose_name: kind.objects.count() for kind in kinds}
