"""Sessions that were held, and what people said of them."""

from datetime import datetime, timedelta

from partnership.access import Role
from tests.factories import training as made
from tests.factories.training import LONDON
from training.models import Booking, Course, Evaluation, Guest, Register, Score, Session
from training.operations import evaluation as operations

STATEMENTS = ("describe a child’s day in the child’s words", "say when to ask a child again")


def course(cast, title="Hearing the child", statements=STATEMENTS, stages=None):
    """A course whose statements are set."""
    found = made.course(title)
    stages = stages or operations.stages_of(found)
    return operations.set_evaluation(found, by=cast.learning_officer, statements=statements, stages=stages)


def learners(cast, number, name="Learner"):
    return [
        cast.person(f"{name} {n}", Role.PRACTITIONER, organisation=cast.hospital)
        for n in range(1, number + 1)
    ]


def held(
    cast,
    of,
    people,
    *,
    at=datetime(2026, 5, 12, 9, 30, tzinfo=LONDON),
    outcome="present",
    absent=0,
    guests=(),
):
    """A session that was held and whose register is closed: a booking of each person, of whom the last `absent` did
    not come; `guests` are the email addresses of people who came without a booking or an account."""
    session = made.session(of, starts_at=at, capacity=max(12, len(people)), state=Session.State.HELD)
    Booking.objects.bulk_create(
        Booking(
            session=session, learner=person, organisation=cast.hospital, state=Booking.State.BOOKED,
            manager_name="Team manager", manager_email="team.manager@hospital.example",
            outcome="no_show" if number >= len(people) - absent else outcome,
            outcome_by=cast.trainer, outcome_at=at + timedelta(hours=3), organisation_on_the_day=cast.hospital,
        )
        for number, person in enumerate(people)
    )  # fmt: skip
    Guest.objects.bulk_create(
        Guest(
            session=session, name=f"Guest of {email}", email=email, organisation_name="Larch Nursery",
            outcome="present", outcome_by=cast.trainer, outcome_at=at + timedelta(hours=3), added_by=cast.trainer,
        )
        for email in guests
    )  # fmt: skip
    Register.objects.create(session=session, closed_by=cast.trainer, closed_at=at + timedelta(hours=4))
    return session


def said(session, moment, values, *, respondent="learner", asked_on=None):
    """Every booking asked; those with a value in `values`, in order, gave it to each statement."""
    day = session.starts_at.date()
    statements = Course.objects.get(pk=session.course_id).statements.filter(retired_on=None)
    made_ = []
    for booking, value in zip(session.bookings.order_by("pk"), values, strict=True):
        one = Evaluation.objects.create(
            booking=booking, moment=moment, respondent=respondent, asked_on=asked_on or day,
            closes_on=(asked_on or day) + timedelta(28), answered_on=None if value is None else day,
        )  # fmt: skip
        if value is not None:
            Score.objects.bulk_create(Score(evaluation=one, statement=s, value=value) for s in statements)
        made_.append(one)
    return made_
