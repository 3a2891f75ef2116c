"""The yearly evaluation of training: figures of the year, what they mean, and the group's agreement."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Group
from partnership.operations.record import record
from partnership.rules.childs_detail import check_words
from partnership.rules.years import financial_year, first_day, last_day
from training.models import Session, YearlyEvaluation
from training.models.evaluation import Moment, Respondent
from training.operations.evaluation_results import TIMES, time_words, year_results
from training.operations.figures import figures_between
from training.rules.evaluation import per_cent
from training.rules.needs import GROUP

State = YearlyEvaluation.State
PARTS = ("difference", "not_changed", "next_year")


def years(today):
    """The years that could be evaluated, newest first: that of today, and those before in which sessions were held."""
    held = Session.objects.filter(state=Session.State.HELD).values_list("starts_at", flat=True)
    return sorted(
        {financial_year(timezone.localdate(at)) for at in held} | {financial_year(today)}, reverse=True
    )


def gather(year):
    """The year's figures as plain values, as a page shows them: nothing in them tells of one person."""
    begins, ends = first_day(year), last_day(year)
    figures = figures_between(begins, ends)
    people = figures.told
    told = year_results(begins, ends)
    rows = [
        {
            "course": course.title,
            "slug": course.slug,
            "cells": line.cells,
            "pairs": line.at_once.pairs,
            "asked": rates[Moment.AFTER, Respondent.LEARNER].asked,
            "answered": rates[Moment.AFTER, Respondent.LEARNER].answered,
        }
        for course, line, rates in told
    ]
    totals = {time: [0, 0] for time in TIMES}
    for _, _, rates in told:
        for time in TIMES:
            totals[time][0] += rates[time].asked
            totals[time][1] += rates[time].answered
    return {
        "sessions": figures.total.sessions,
        "courses": len(figures.by_course),
        "places": figures.total.places,
        "open_registers": figures.open_registers,
        "booked": people.booked,
        "came": people.came,
        "no_show": people.no_show,
        "courses_evaluated": rows,
        "rates": [
            {
                "words": time_words(*time),
                "asked": asked,
                "answered": answered,
                "rate": per_cent(answered, asked),
            }
            for time, (asked, answered) in totals.items()
            if asked
        ],
    }


def check_writing(evaluation):
    if evaluation.state != State.WRITING:
        raise Refused("This evaluation is with the group or agreed, so it cannot be changed.")


def lock(evaluation):
    return YearlyEvaluation.objects.select_for_update(no_key=True).get(pk=evaluation.pk)


@transaction.atomic
def start(year, *, by):
    """Begin the evaluation of a year, with its figures; what is begun already is given back."""
    if year > financial_year(timezone.localdate()):
        raise Refused("That year has not begun. Choose an earlier year.")
    group = Group.objects.filter(code=GROUP).first()
    if group is None:
        raise Refused("There is no Learning and Development Group to agree it. Add the group first.")
    evaluation, new = YearlyEvaluation.objects.get_or_create(
        year=year, defaults={"figures": gather(year), "group": group}
    )
    if new:
        record("began", evaluation, by=by, year=year)
    return evaluation


@transaction.atomic
def gather_again(evaluation, *, by):
    """Take today's figures instead of those that it holds; the words stay."""
    evaluation = lock(evaluation)
    check_writing(evaluation)
    evaluation.figures, evaluation.gathered_at = gather(evaluation.year), timezone.now()
    evaluation.save(update_fields=["figures", "gathered_at"])
    record("gathered", evaluation, by=by, year=evaluation.year)
    return evaluation


@transaction.atomic
def write(evaluation, *, by, seen, **texts):
    """Keep what it says. `seen` is the revision that the page showed: whoever saves second is told."""
    evaluation = lock(evaluation)
    check_writing(evaluation)
    check_words(*texts.values())
    if seen != evaluation.revision:
        raise Refused(
            "Someone else saved changes while you were writing. Yours are still here. Read theirs, then save again."
        )
    for name in PARTS:
        setattr(evaluation, name, texts[name].strip())
    evaluation.revision += 1
    evaluation.save(update_fields=[*PARTS, "revision"])
    record("wrote", evaluation, by=by, revision=evaluation.revision)
    return evaluation


@transaction.atomic
def put(evaluation, *, by):
    """Send it to the group, once it says what difference training made and what it means for next year."""
    evaluation = lock(evaluation)
    check_writing(evaluation)
    if not evaluation.difference or not evaluation.next_year:
        raise Refused(
            "Say what difference training made and what it means for next year, then send it to the group."
        )
    evaluation.state = State.WITH_GROUP
    evaluation.save(update_fields=["state"])
    record("put forward", evaluation, by=by, year=evaluation.year)
    return evaluation


@transaction.atomic
def send_back(evaluation, *, by):
    """Back to being written."""
    evaluation = lock(evaluation)
    if evaluation.state != State.WITH_GROUP:
        raise Refused("You can only take back an evaluation that is with the group.")
    evaluation.state = State.WRITING
    evaluation.save(update_fields=["state"])
    record("sent back", evaluation, by=by, year=evaluation.year)
    return evaluation


@transaction.atomic
def agree(evaluation, *, by):
    """Agree it for the group: nothing of it changes afterwards."""
    evaluation = lock(evaluation)
    if evaluation.state == State.AGREED:
        return evaluation
    if evaluation.state != State.WITH_GROUP:
        raise Refused("It has not been sent to the group yet.")
    if evaluation.group_id not in by.chaired:
        raise Refused("The chair of the Learning and Development Group agrees it.")
    evaluation.state, evaluation.agreed_by, evaluation.agreed_at = State.AGREED, by, timezone.now()
    evaluation.save(update_fields=["state", "agreed_by", "agreed_at"])
    record("agreed", evaluation, by=by, year=evaluation.year)
    return evaluation
