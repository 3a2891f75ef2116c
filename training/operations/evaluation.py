"""Setting up what a course asks, asking people in time, and taking their answers."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Appointment, Letter
from partnership.operations import links
from partnership.operations.letters import promise_all
from partnership.operations.record import record
from partnership.rules.childs_detail import check_no_detail
from training.models import Booking, Course, Evaluation, Guest, Remark, Score, Session, Stage, Statement
from training.models.evaluation import Moment, Respondent
from training.rules.attendance import CAME
from training.rules.evaluation import (
    LEAST,
    MOST_STATEMENTS,
    REACTIONS,
    REMIND_AFTER,
    STAGES,
    STILL_ASKS,
    asks_on,
    check_answers,
    check_offset,
    closes,
    remarks_asked,
)

PURPOSE = "say what training changed"


# What a course asks -----------------------------------------------------------------------------------------


def stages_of(course):
    """(moment, respondent) → days: the course's own, or what holds for every course without any."""
    own = {(stage.moment, stage.respondent): stage.offset_days for stage in course.stages.all()}
    return own or {(moment, respondent): days for moment, respondent, days in STAGES}


@transaction.atomic
def set_evaluation(course, *, by, statements, stages):
    """What people of this course are asked, and when. `stages` is (moment, respondent) → days from the session's day.

    A statement that somebody has answered is not reworded: the new words are a new one, and the old one retires.
    """
    course = Course.objects.select_for_update(no_key=True).get(pk=course.pk)
    words = list(dict.fromkeys(text.strip() for text in statements if text.strip()))
    if not words:
        raise Refused("Enter at least one thing people can do after the course.")
    if len(words) > MOST_STATEMENTS:
        raise Refused(f"People answer {MOST_STATEMENTS} statements with care, not {len(words)}. Remove some.")
    for (moment, _), days in stages.items():
        check_offset(moment=moment, offset_days=days)
    if not stages:
        raise Refused("Enter at least one time to ask people.")
    today = timezone.localdate()
    standing = {one.text: one for one in course.statements.filter(retired_on=None)}
    for text, one in standing.items():
        if text not in words:
            if one.scores.exists():
                one.retired_on = today
                one.save(update_fields=["retired_on"])
            else:
                one.delete()
    for position, text in enumerate(words, 1):
        Statement.objects.update_or_create(
            course=course, text=text, retired_on=None, defaults={"position": position}
        )
    course.stages.all().delete()
    Stage.objects.bulk_create(
        Stage(course=course, moment=moment, respondent=respondent, offset_days=days)
        for (moment, respondent), days in stages.items()
    )
    record("changed", course, by=by, statements=len(words), asked=len(stages))
    return course


# Asking -----------------------------------------------------------------------------------------------------


def candidates(moment, today):
    """Evaluations not made yet, of whoever it could be asked now: with a place before, in the room afterwards.

    Guests without an account are asked as well, at the address that they left; nobody knows their managers.
    """
    asking = Course.objects.filter(statements__isnull=False, statements__retired_on=None).values("pk")
    bookings = Booking.objects.filter(state=Booking.State.BOOKED, session__course__in=asking).select_related(
        "learner"
    )
    guests = Guest.objects.filter(booking=None, session__course__in=asking)
    if moment == Moment.BEFORE:
        within = {"session__state": Session.State.OPEN, "session__starts_at__date__gt": today}
        guests = guests.none()
    else:
        reach = timedelta(460) + STILL_ASKS  # the longest that a stage may wait, and lost days
        within = {
            "session__state": Session.State.HELD, "outcome__in": CAME,
            "session__starts_at__date__gte": today - reach, "session__starts_at__date__lte": today,
        }  # fmt: skip
    for kind, people in (("booking", bookings), ("guest", guests)):
        for one in (
            people.filter(**within)
            .select_related("session__course")
            .prefetch_related("session__course__stages")
        ):
            for (when, respondent), days in stages_of(one.session.course).items():
                if when == moment and (kind == "booking" or respondent == Respondent.LEARNER):
                    yield (
                        Evaluation(moment=moment, respondent=respondent, asked_on=today, **{kind: one}),
                        days,
                    )


def still_here(people, today):
    """Those of these people's ids who may sign in and hold a role that day: nobody else is written to."""
    held = Appointment.objects.on(today).filter(person__in=people, person__is_active=True)
    return set(held.values_list("person", flat=True))


def reached(one, here):
    """Whether whoever is asked may still be written to; of managers and guests the portal knows the address alone."""
    return one.guest_id or one.respondent == Respondent.MANAGER or one.booking.learner_id in here


@transaction.atomic
def ask(today=None):
    """Ask everybody whose day has come and who was not asked yet. Safe to repeat. Returns how many were asked."""
    today = today or timezone.localdate()
    new = []
    for moment in Moment:
        found = list(candidates(moment, today))
        of_these = Q(booking__in=[one.booking_id for one, _ in found]) | Q(
            guest__in=[one.guest_id for one, _ in found]
        )
        known = set(
            Evaluation.objects.filter(of_these, moment=moment).values_list("booking", "guest", "respondent")
        )
        here = still_here([one.booking.learner_id for one, _ in found if one.booking_id], today)
        for one, days in found:
            day = timezone.localdate(one.session.starts_at)
            if (one.booking_id, one.guest_id, one.respondent) in known or not one.to:
                continue
            if not reached(one, here):
                continue
            if asks_on(day=day, moment=moment, offset_days=days, today=today):
                one.closes_on = closes(day=day, moment=moment, asked_on=today)
                new.append(one)
    Evaluation.objects.bulk_create(new, ignore_conflicts=True)
    of_these = Q(booking__in=[one.booking_id for one in new]) | Q(guest__in=[one.guest_id for one in new])
    asked = Evaluation.objects.filter(of_these, asked_on=today).with_session()
    promise_all([letter(one, "asked") for one in asked])
    return len(new)


@transaction.atomic
def remind(today=None):
    """Remind everybody once who was asked some days ago and has not answered, while they still can."""
    today = today or timezone.localdate()
    late = list(
        Evaluation.objects.select_for_update(of=("self",), no_key=True)
        .counted()
        .filter(
            answered_on=None, reminded_on=None, asked_on__lte=today - REMIND_AFTER, closes_on__gte=today,
        )
        .exclude(booking__session__state=Session.State.CANCELLED)
        .with_session()
        .order_by("pk")
    )  # fmt: skip
    here = still_here([one.booking.learner_id for one in late if one.booking_id], today)
    late = [one for one in late if reached(one, here)]
    Evaluation.objects.filter(pk__in=[one.pk for one in late]).update(reminded_on=today)
    promise_all([letter(one, "reminded") for one in late])
    return len(late)


def letter(one, step):
    session = one.session
    return Letter(
        key=f"evaluation:{one.pk}:{step}",
        kind="evaluation",
        recipient=None,
        address=one.to,
        subject=f"What did it change? {session.reference}"
        if one.moment == Moment.LATER
        else f"Tell us about your training: {session.reference}",
        reference=session.reference,
        label=str(session.course)[:200],
        due_on=one.closes_on,
        path=reverse("evaluate", args=[links.make(PURPOSE, one.pk, one.to)]),
        secret=True,
    )


# Answering --------------------------------------------------------------------------------------------------


def find(secret):
    """What is asked by a link, if whoever it was written to is still the one who is asked; else None."""
    link = links.read(PURPOSE, secret, lasts=timedelta(120))
    if link is None:
        return None
    found = (
        Evaluation.objects.counted()
        .filter(pk=link.about)
        .exclude(booking__session__state=Session.State.CANCELLED)
        .with_session()
        .first()
    )
    return found if found and found.to.lower() == link.to else None


def statements_of(evaluation):
    return list(evaluation.session.course.statements.filter(retired_on=None))


def reactions_of(evaluation):
    """What is asked beside the course's statements: only of learners straight after the session."""
    after = evaluation.moment == Moment.AFTER and evaluation.respondent == Respondent.LEARNER
    return REACTIONS if after else []


@transaction.atomic
def answer(evaluation, *, scores, reactions, remarks):
    """Take somebody's answers, once. `scores` is statement id → value, `reactions` and `remarks` are by code.

    What they wrote is kept apart from who they are.
    """
    one = Evaluation.objects.select_for_update(of=("self",), no_key=True).with_session().get(pk=evaluation.pk)
    today = timezone.localdate()
    check_answers(open_now=today <= one.closes_on, answered=one.answered_on is not None)
    check_no_detail(*remarks.values())
    known = {statement.pk for statement in statements_of(one)}
    if scores.keys() != known:
        raise Refused(
            "The questions have changed since you opened this page. Check them and send your answers again."
        )
    Score.objects.bulk_create(
        [
            *(Score(evaluation=one, statement_id=pk, value=value) for pk, value in scores.items()),
            *(Score(evaluation=one, reaction=code, value=value) for code, value in reactions.items()),
        ]
    )
    Remark.objects.bulk_create(
        Remark(
            session=one.session,
            moment=one.moment,
            respondent=one.respondent,
            asked=code,
            text=text.strip(),
        )
        for code, text in remarks.items()
        if text.strip() and code in dict(remarks_asked(one.moment, one.respondent))
    )
    one.answered_on = today
    one.save(update_fields=["answered_on"])
    record("answered", one, by=None)
    return one


def remarks_to_look_through(course):
    """What people of a course wrote, in no order; with `from_session` only where enough of that session answered."""
    answered = (
        Evaluation.objects.counted()
        .with_about()
        .filter(
            about=OuterRef("session"), moment=OuterRef("moment"), respondent=OuterRef("respondent"),
            answered_on__isnull=False,
        )
        .order_by()
        .values("about")
        .annotate(number=Count("pk"))
        .values("number")
    )  # fmt: skip
    found = list(
        Remark.objects.filter(session__course=course, hidden_because="")
        .select_related("session")
        .annotate(answered=Subquery(answered))
    )
    for one in found:
        one.from_session = one.session if (one.answered or 0) >= LEAST else None
    return found


@transaction.atomic
def hide_remark(remark, *, by, reason):
    """Show a remark to nobody any more, because it could tell who somebody is."""
    if not reason.strip():
        raise Refused("Enter why it should not be shown.")
    Remark.objects.filter(pk=remark.pk).update(hidden_because=reason.strip())
    record("hid", remark.session, by=by, what="a remark")
