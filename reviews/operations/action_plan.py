"""A case's recommendations, whether the group accepts them, and the actions that answer them."""

import hashlib

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Action, Group
from partnership.operations import actions
from partnership.operations.record import record
from reviews.models import Artefact, CaseAction, Recommendation
from reviews.operations.case import lock
from reviews.operations.letters import chairs, holders, write
from reviews.rules.learning import check_acted_on, check_answer, check_learns, check_reworded
from reviews.rules.publication import check_seen


@transaction.atomic
def add_recommendation(case, *, by, text, source):
    """Write down one recommendation, under the next number of the case."""
    case = lock(case)
    check_learns(case.stage)
    if not text.strip():
        raise Refused("Say what is recommended.")
    same = case.recommendations.filter(text=text.strip()).first()
    if same:
        raise Refused(f"This is there already, as recommendation {same.number}.")
    last = case.recommendations.aggregate(last=Max("number"))["last"] or 0
    recommendation = Recommendation.objects.create(
        case=case,
        number=last + 1,
        text=text.strip(),
        source=Recommendation.Source(source),
        added_by=by,
    )
    record("added recommendation", case, by=by, number=recommendation.number, source=recommendation.source)
    return recommendation


@transaction.atomic
def correct_recommendation(recommendation, *, by, text, source, reason, as_published=False, seen=""):
    """It was written down wrongly. What the group answered stands, and whoever chairs it is told of the right words.

    What stood there is not kept: a name may be why it is corrected. `seen` is the mark of what the page showed.
    """
    case = lock(recommendation.case)
    check_learns(case.stage)
    recommendation = Recommendation.objects.select_for_update(no_key=True).get(pk=recommendation.pk)
    check_seen(seen=seen, now=mark_of(recommendation), what="The recommendation")
    facts = {"text": text.strip(), "source": Recommendation.Source(source)}
    changed = [name for name, value in facts.items() if getattr(recommendation, name) != value]
    check_reworded(
        changed=changed,
        text=text,
        reason=reason,
        published=is_published(recommendation),
        as_published=as_published,
    )
    same = case.recommendations.exclude(pk=recommendation.pk).filter(text=text.strip()).first()
    if same:
        raise Refused(f"This is there already, as recommendation {same.number}.")
    for name in changed:
        setattr(recommendation, name, facts[name])
    recommendation.save(update_fields=changed)
    entry = record(
        "corrected recommendation", case, by=by, why=reason, number=recommendation.number, changed=changed
    )
    if recommendation.answer:
        write(
            "case_step", "A recommendation that your group answered has been corrected",
            f"recommendation:{recommendation.pk}:{entry.pk}", chairs(), case=case,
            path=recommendation.get_absolute_url(),
        )  # fmt: skip
    return recommendation


def mark_of(recommendation):
    """What changes as soon as its words or where it comes from do."""
    return hashlib.sha256(repr([recommendation.text, recommendation.source]).encode()).hexdigest()


def is_published(recommendation):
    """Whether the report that recommends it has been public, so that its words are those of a published file."""
    return (
        recommendation.source == Recommendation.Source.REVIEW
        and Artefact.objects.filter(
            review__case=recommendation.case_id, kind=Artefact.Kind.REPORT, live_at__isnull=False
        )
        .exclude(state=Artefact.State.WITHDRAWN)
        .exists()
    )


@transaction.atomic
def answer_recommendation(recommendation, *, by, answer, reason, answered_on, seen=""):
    """Record whether the group accepts it, and why. A later answer replaces it; the record keeps both.

    `seen` is the answer that the page showed, so that nobody replaces one that they have not read.
    """
    case = lock(recommendation.case)
    check_learns(case.stage)
    recommendation = Recommendation.objects.select_for_update(no_key=True).get(pk=recommendation.pk)
    if seen and seen != seen_of(recommendation):
        raise Refused(
            "Someone has recorded another answer since you opened this page. Read it, and send this again."
        )
    check_answer(
        answer=answer,
        reason=reason,
        answered_on=answered_on,
        added_on=timezone.localdate(recommendation.added_at),
        today=timezone.localdate(),
    )
    old = recommendation.answer
    standing = recommendation.action_links.exclude(action__state=Action.State.WITHDRAWN)
    if answer == Recommendation.Answer.NOT_ACCEPTED and standing.exists():
        raise Refused(
            "Actions answer this recommendation already. Say first, on the page of each, that it is no longer needed."
        )
    recommendation.answer = Recommendation.Answer(answer)
    recommendation.answer_reason = reason.strip()
    recommendation.answered_on = answered_on
    recommendation.answer_recorded_by = by
    recommendation.save(update_fields=["answer", "answer_reason", "answered_on", "answer_recorded_by"])
    record(
        "answered recommendation", case, by=by, why=reason, number=recommendation.number,
        answer=recommendation.answer, old=old, answered_on=str(answered_on),
    )  # fmt: skip
    return recommendation


def seen_of(recommendation):
    """A mark of the answer that stands, for the page that shows it."""
    return f"{recommendation.answer or 'none'} {recommendation.answered_on or ''} {len(recommendation.answer_reason)}"


def group_of_reviews():
    """The group on whose log a case's actions are: the one that reviews cases today, or None."""
    return Group.objects.on(timezone.localdate()).filter(reviews_cases=True).first()


@transaction.atomic
def open_action(case, *, by, title, target_on, detail="", organisations=(), owner=None, recommendation=None):
    """Ask each of these organisations, or one person, to do something by a day. Each does and shows its own."""
    case = lock(case)
    check_learns(case.stage)
    if not title.strip():
        raise Refused("Say what is to be done.")
    if not organisations and owner is None:
        raise Refused("Choose who is to do it.")
    if target_on < timezone.localdate():
        raise Refused("The day by which it is to be done has passed. Choose a date in the future.")
    if recommendation:
        recommendation = Recommendation.objects.select_for_update(no_key=True).get(
            pk=recommendation.pk, case=case
        )
        check_acted_on(recommendation.answer)
    asked = [{"organisation": one} for one in organisations] + ([{"owner": owner}] if owner else [])
    same = Action.objects.outstanding().filter(case_link__case=case, title=title.strip(), target_on=target_on)
    if any(same.filter(**whom).exists() for whom in asked):
        raise Refused("That action is open already. Check the action plan before you send this again.")
    group = group_of_reviews()
    opened = []
    for whom in asked:
        action = actions.open_action(
            by=by, title=title.strip(), detail=detail.strip(), origin=case.reference, target_on=target_on,
            group=group, restricted=True, **whom,
        )  # fmt: skip
        CaseAction.objects.create(case=case, action=action, recommendation=recommendation)
        opened.append(action)
        if "organisation" in whom:
            write(
                "case_step", "An action for your agency", f"action:{action.pk}:opened",
                holders(Role.PARTNER_LEAD, organisation=whom["organisation"]), case=case,
                path=action.get_absolute_url(), due_on=target_on,
            )  # fmt: skip
    record(
        "opened actions", case, by=by, actions=len(opened), target_on=str(target_on),
        recommendation=recommendation and recommendation.number,
    )  # fmt: skip
    return opened
