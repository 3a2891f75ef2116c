"""The programme of a year: made from agreed needs, agreed by the group, with a margin; who provides and who teaches."""

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Person
from partnership.operations.letters import promise
from partnership.operations.meanwhile import still_there
from partnership.operations.names import lock_name
from partnership.operations.record import record
from partnership.rules.childs_detail import check_words
from training.models import Commission, MarginUse, Need, NeedsAnalysis, PoolTrainer, Programme, ProgrammeNeed
from training.operations.needs import learning_group
from training.operations.programme import check_trainers, lock_session
from training.rules.commissioning import (
    check_commission,
    check_from,
    check_lines,
    check_margin_free,
    check_margin_use,
    check_move,
    check_observed,
    check_planning,
)
from training.rules.needs import MARGIN, check_how, check_seen, check_written_by

State = Programme.State


def lock(programme):
    return (
        Programme.objects.select_for_update(of=("self",), no_key=True)
        .select_related("analysis")
        .get(pk=programme.pk)
    )


def move(programme, to, *, by, why="", **changes):
    """The one door of a programme's state, of a programme that `lock` gave."""
    old = programme.state
    check_move(old, to)
    programme.state = to
    for field, value in changes.items():
        setattr(programme, field, value)
    programme.save(update_fields=["state", *changes])
    record("moved", programme, by=by, why=why, old=old, new=str(to))
    return programme


@transaction.atomic
def start_programme(analysis, *, by, budget=0):
    """Start the programme of a year with a line for each need that was taken up. Twice is once."""
    analysis = NeedsAnalysis.objects.select_for_update(no_key=True).get(pk=analysis.pk)
    check_from(analysis.state)
    there = Programme.objects.filter(analysis=analysis).first()
    if there:
        return there
    programme = Programme.objects.create(
        analysis=analysis, year=analysis.year, budget=budget, margin_percent=MARGIN["percent"],
        margin_source=MARGIN["source"], started_by=by,
    )  # fmt: skip
    ProgrammeNeed.objects.bulk_create(
        ProgrammeNeed(programme=programme, need=need)
        for need in analysis.needs.filter(decision=Need.Decision.TAKEN_UP)
    )
    record("started", programme, by=by)
    return programme


@transaction.atomic
def write_programme(programme, *, by, seen, budget, margin_percent, margin_source, introduction):
    """Its money, its margin with where that comes from, and what a reader should know."""
    programme = lock(programme)
    check_planning(programme.state)
    check_seen(seen=seen, now=programme.revision)
    programme.budget, programme.margin_percent = budget, margin_percent
    programme.margin_source, programme.introduction = margin_source.strip(), introduction.strip()
    programme.revision += 1
    programme.save(update_fields=["budget", "margin_percent", "margin_source", "introduction", "revision"])
    record("wrote", programme, by=by, margin_percent=margin_percent)
    return programme


@transaction.atomic
def plan_need(line, *, by, seen, courses, sessions, places, cost):
    """What one need is given: which courses, how many sessions and places, and what that costs."""
    programme = lock(line.programme)
    check_planning(programme.state)
    check_seen(seen=seen, now=programme.revision)
    line = (
        ProgrammeNeed.objects.select_for_update(no_key=True, of=("self",))
        .select_related("need__analysis")
        .get(pk=line.pk)
    )
    line.sessions, line.places, line.cost = sessions, places, cost
    line.save(update_fields=["sessions", "places", "cost"])
    line.need.courses.set(courses)
    programme.revision += 1
    programme.save(update_fields=["revision"])
    record("planned", line, by=by, sessions=sessions, places=places)
    return line


@transaction.atomic
def put_programme(programme, *, by, seen):
    """Give it to the Learning and Development Group, its margin untouched. Its chair is written to."""
    programme = lock(programme)
    check_move(programme.state, State.WITH_GROUP)
    check_seen(seen=seen, now=programme.revision)
    check_lines(list(programme.lines.select_related("need").prefetch_related("need__courses")))
    planned = programme.lines.aggregate(sum=Sum("cost"))["sum"] or 0
    check_margin_free(planned=planned, budget=programme.budget, percent=programme.margin_percent)
    moved = move(programme, State.WITH_GROUP, by=by, returned_because="")
    group = learning_group()
    tell(
        moved,
        f"put:{programme.revision}",
        "For the group to agree",
        Person.objects.chairing(group) if group else (),
    )
    return moved


@transaction.atomic
def return_programme(programme, *, by, reason):
    """Back to planning, with what the group wants otherwise; or an agreed one, because something changed."""
    programme = lock(programme)
    if not reason.strip():
        raise Refused("Enter what needs to change.")
    programme.revision += 1
    moved = move(
        programme, State.PLANNING, by=by, why=reason.strip(), returned_because=reason.strip(),
        agreed_by=None, agreed_at=None, agreed_how="", revision=programme.revision,
    )  # fmt: skip
    if programme.started_by != by:
        tell(moved, f"returned:{programme.revision}", "To be planned again", [programme.started_by])
    return moved


@transaction.atomic
def agree_programme(programme, *, by, seen, agreed_how):
    """The group agrees it, through its chair."""
    programme = lock(programme)
    check_move(programme.state, State.AGREED)
    check_seen(seen=seen, now=programme.revision)
    check_written_by(person=by, writers=[programme.started_by])
    check_how(agreed_how)
    return move(
        programme, State.AGREED, by=by, agreed_by=by, agreed_at=timezone.now(), agreed_how=agreed_how.strip()
    )


def tell(programme, key, subject, people):
    for person in people:
        promise(
            "asked", f"programme:{programme.pk}:{key}:{person.pk}", to=person,
            subject=f"{subject}: {programme.reference}", reference=programme.reference, label=subject, due_on=None,
            path=programme.get_absolute_url(),
        )  # fmt: skip


# The margin -----------------------------------------------------------------------------------------------


@transaction.atomic
def use_margin(programme, session, *, by, issue):
    """Let the margin pay for a session, and say for which issue that came up since."""
    check_words(issue)
    programme, session = lock(programme), lock_session(session)
    check_margin_use(
        programme_state=programme.state, session_state=session.state, issue=issue,
        used_already=MarginUse.objects.filter(session=session).exists(),
    )  # fmt: skip
    used = MarginUse.objects.create(programme=programme, session=session, issue=issue.strip(), used_by=by)
    record("used the margin", programme, by=by, session=session.reference, issue=used.issue)
    return used


GIVEN_BACK = "Somebody has given this back to the margin already."


@transaction.atomic
def undo_margin(used, *, by, reason):
    """The session belongs to the plan after all."""
    programme = lock(used.programme)
    used = still_there(MarginUse.objects.select_related("session"), used, sentence=GIVEN_BACK)
    if not reason.strip():
        raise Refused("Enter why the margin should no longer pay for it.")
    record("gave back to the margin", programme, by=by, why=reason.strip(), session=used.session.reference)
    used.delete()


# Commissioning --------------------------------------------------------------------------------------------

COMMISSION_FACTS = (
    "provider", "in_house", "chosen_how", "cost", "starts_on", "ends_on", "contract", "quality", "quality_checked_on",
    "review_on", "review",
)  # fmt: skip


@transaction.atomic
def add_commission(course, *, by, trainers=(), **facts):
    """Who provides a course, how they were chosen, what it costs, from when to when, and whether it is good."""
    commission = Commission(course=course, written_by=by, **facts)
    checked(commission, trainers)
    lock_name(f"commission {course.pk}")
    if same := Commission.objects.filter(course=course, revision=1, written_by=by, **facts).first():
        return same  # the button was pressed twice
    commission.save(force_insert=True)
    commission.trainers.set(trainers)
    record("commissioned", commission, by=by, provider=commission.provider)
    return commission


@transaction.atomic
def change_commission(commission, *, by, seen, trainers=(), **facts):
    """Change the record, such as by a quality check or a review. What it said before is in the record."""
    commission = Commission.objects.select_for_update(no_key=True).get(pk=commission.pk)
    check_seen(seen=seen, now=commission.revision)
    changed = [
        name for name in COMMISSION_FACTS if name in facts and getattr(commission, name) != facts[name]
    ]
    for name in changed:
        setattr(commission, name, facts[name])
    checked(commission, trainers)
    commission.revision += 1
    commission.written_by = by
    commission.save(update_fields=[*changed, "revision", "written_by"])
    commission.trainers.set(trainers)
    record("changed", commission, by=by, changed=", ".join(changed))
    return commission


def checked(commission, trainers):
    check_words(commission.chosen_how, commission.quality, commission.review)
    check_commission(
        chosen_how=commission.chosen_how, starts_on=commission.starts_on, ends_on=commission.ends_on,
        quality=commission.quality, quality_checked_on=commission.quality_checked_on,
    )  # fmt: skip
    check_trainers(list(trainers))


@transaction.atomic
def keep_pool_trainer(
    *, by, person, organisation=None, teaches=(), note="", observed_on=None, observed="", left_on=None
):
    """Enter somebody in the trainers' pool, or change what is said of them there: one entry a person."""
    lock_name(f"pool trainer {person.pk}")
    check_observed(observed=observed, observed_on=observed_on)
    check_words(note, observed)
    if left_on is None:
        check_trainers([person])
    entry, new = PoolTrainer.objects.update_or_create(
        person=person,
        defaults={
            "organisation": organisation, "note": note.strip(), "observed_on": observed_on,
            "observed": observed.strip(), "left_on": left_on,
        },
    )  # fmt: skip
    entry.teaches.set(teaches)
    record("entered in the pool" if new else "changed", entry, by=by)
    return entry
