"""Closing a case, once everything is there, and opening it again for something new."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Action, LearningPoint
from partnership.operations.deadlines import end
from partnership.operations.record import record
from reviews.models import Artefact, Closure, Reopening, Stage
from reviews.operations.case import agree_date, check_unconflicted, clock, lock, move
from reviews.operations.letters import business_unit, chairs, holders, write
from reviews.operations.routes import answer, end_what_waits
from reviews.rules.case import check_move
from reviews.rules.closing import check_closing, check_reopening, stands_in_the_way
from reviews.rules.publication import check_seen
from reviews.rules.routes import check_ahead, check_answered, check_other_person, check_said

SAID = (
    "impact",
    "nothing_captured_because",
    "not_shared_because",
    "panel_told_on",
    "panel_not_told_because",
    "family_told_on",
    "family_not_told_because",
)


def facts_of(case):
    """What stands in the way of closing this case now, as rules.closing.stands_in_the_way is given it."""
    local_review = case.local_review if case.stage == Stage.LOCAL_REVIEW else None
    return {
        "open_actions": Action.objects.filter(origin=case.reference).outstanding().count(),
        "open_dissemination": case.disseminations.open().count(),
        "local_review_under_way": case.stage == Stage.LOCAL_REVIEW
        and not (local_review and local_review.finished_on),
        "scheduled": Artefact.objects.filter(review__case=case, state=Artefact.State.SCHEDULED).count(),
        "waits_to_be_agreed": case.findings_not_met.filter(agreed=None).exists(),
    }


def captured(case):
    """How many actions and learning points the case has led to."""
    learnt = LearningPoint.objects.filter(reference=case.reference).count()
    return Action.objects.filter(origin=case.reference).count() + learnt


def already_there(case):
    """What whoever closes it need not say, for it is there: what was captured, and what was passed on."""
    return {
        "captured": captured(case),
        "disseminated": case.disseminations.filter(deadline__done_on__isnull=False).count(),
    }


def in_the_way(case):
    """What has to be done elsewhere before this case can be closed, as sentences."""
    return stands_in_the_way(**facts_of(case))


@transaction.atomic
def close(case, *, by, **said):
    """Close a case whose actions are done, whose learning was passed on, and of which the Panel and family know.

    `said` is what SAID names. Everything that is missing is told at once.
    """
    case = lock(case)
    check_move(case.stage, Stage.CLOSED)
    said = {name: said.get(name) or (None if name.endswith("_on") else "") for name in SAID}
    check_closing(facts=facts_of(case), said=said | already_there(case) | {"today": timezone.localdate()})
    closure = Closure.objects.create(
        case=case,
        closed_by=by,
        **{name: value.strip() if isinstance(value, str) else value for name, value in said.items()},
    )
    end_what_waits(case, by=by, why="closed")
    move(case, Stage.CLOSED, by=by)
    people = chairs() | holders(case.edition.decides_reviews)
    write("case_step", "A case was closed", f"closure:{closure.pk}", people.distinct(), case=case,
          path=case.get_absolute_url())  # fmt: skip
    return closure


@transaction.atomic
def ask_to_reopen(case, *, by, to, new_information):
    """The manager asks for a closed case to be opened again; the office that decides agrees or does not."""
    case = lock(case)
    check_reopening(
        to=to,
        closed=case.is_over,
        rapid_review=hasattr(case, "rapid_review"),
        new_information=new_information,
    )
    if case.reopenings.filter(agreed=None).exists():
        raise Refused("This has already been asked and is waiting for an answer.")
    asked = Reopening.objects.create(case=case, to=to, new_information=new_information.strip(), asked_by=by)
    write(
        "case_step", "You are asked to agree to open a case again", f"reopening:{asked.pk}",
        holders(case.edition.decides_reviews), case=case,
        path=reverse("reviews:agree_to_reopen", args=[case.pk]), urgent=True,
    )  # fmt: skip
    record("asked to open it again", case, by=by, why=new_information, to=str(to))
    return asked


@transaction.atomic
def agree_to_reopen(case, *, by, agreed, note="", seen=""):
    """The office that decides answers. Opened again, the case keeps its number, and every date stays as it was.

    `seen` is the number of what was asked.
    """
    case = lock(case)
    asked = Reopening.objects.select_for_update(no_key=True).filter(case=case, agreed=None).first()
    if asked is None:
        raise Refused("Nobody has asked for this case to be opened again.")
    check_seen(seen=seen, now=str(asked.pk), what="The request")
    check_other_person(
        roles=by.roles, decides=case.edition.decides_reviews, asked_by=asked.asked_by_id, by=by.pk
    )
    check_unconflicted(case, by)
    check_answered(agreed=agreed, note=note, refusal="Say why you do not agree, so that the manager knows.")
    answer(asked, by=by, agreed=agreed, note=note, office=case.edition.decides_reviews)
    subject = "A case was opened again" if agreed else "A case stays closed"
    write("case_step", subject, f"reopening:{asked.pk}:answered", business_unit(), case=case,
          path=case.get_absolute_url())  # fmt: skip
    if agreed:
        move(case, asked.to, by=by, why=asked.new_information)
    else:
        record("did not agree to open it again", case, by=by, why=note)
    return asked


# Screened and found to be notified again, it still was notified before.
RESUMED_FROM = (Stage.REFERRED, Stage.SCREENING, Stage.SIN_DUE)


@transaction.atomic
def resume_notified(case, *, by, reason, due_on):
    """A case opened again had been notified before, and that notification stands: its rapid review is taken up.

    The time limits of that day ended with the case and stay ended; the review is due when it is agreed now.
    """
    case = lock(case)
    if case.stage not in RESUMED_FROM or not hasattr(case, "notification"):
        raise Refused("This is for a case that was notified, closed and opened again.")
    check_said(reason, "Say why the earlier notification stands.")
    check_ahead(due_on, timezone.localdate(), "The day on which the rapid review is to be with the Panel")
    for duty in ("notify", "inform_partners"):
        running = clock(case, duty)
        if running:  # screened anew: it began to run again
            end(running, by=by, reason=f"The Panel was notified on {case.notification.sent_on:%-d %B %Y}")
    agree_date(
        case, "rapid_review", "Send the rapid review to the Panel", due_on, by=by,
        rule="Agreed when the case was opened again", source="Agreed by the partnership",
        starts_on=timezone.localdate(), role=Role.BOARD_OFFICER,
    )  # fmt: skip
    return move(case, Stage.NOTIFIED, by=by, why=reason, resumed=True)
