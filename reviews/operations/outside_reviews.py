"""Reviews by the national Panel and by other areas: registered, considered by a day, and acted on."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import LearningPoint
from partnership.operations import actions, learning
from partnership.operations.deadlines import meet, open_fixed
from partnership.operations.record import record
from reviews.models import OutsideReview
from reviews.operations.letters import holders, write
from reviews.rules.learning import check_considered


@transaction.atomic
def register_outside_review(
    *,
    by,
    title,
    source,
    summary,
    group,
    consider_by,
    source_name="",
    published_on=None,
    address="",
    themes="",
):
    """Put a review from elsewhere on the register, for a group to consider by a day."""
    today = timezone.localdate()
    if not title.strip() or not summary.strip():
        raise Refused("Give its title, and say in short what it found.")
    if published_on and published_on > today:
        raise Refused("It was published in the future. Check its date.")
    if consider_by < today:
        raise Refused("The day by which to consider it has passed. Choose a date in the future.")
    if address and OutsideReview.objects.filter(address=address).exists():
        raise Refused("A review with this address is on the register already.")
    if OutsideReview.objects.filter(title=title.strip(), source=source, published_on=published_on).exists():
        raise Refused("A review with this title and date is on the register already.")
    deadline = open_fixed(
        "consider_outside_review", "Consider a review from elsewhere", consider_by, by=by, rule="agreed date",
        source="The register of reviews from elsewhere", reference="Outside review", path="", group=group,
        starts_on=today,
    )  # fmt: skip
    review = OutsideReview.objects.create(
        title=title.strip(), source=OutsideReview.Source(source), source_name=source_name.strip(),
        published_on=published_on, address=address, summary=summary.strip(), themes=themes.strip(), group=group,
        deadline=deadline, registered_by=by,
    )  # fmt: skip
    deadline.reference, deadline.path = review.reference, review.get_absolute_url()
    deadline.save(update_fields=["reference", "path"])
    record("registered", review, by=by, source=review.source, consider_by=str(consider_by))
    return review


def lock(review):
    return (
        OutsideReview.objects.select_for_update(of=("self",), no_key=True)
        .select_related("deadline", "group")
        .get(pk=review.pk)
    )


@transaction.atomic
def consider_outside_review(review, *, by, outcome, reasons, considered_on, late_reason=""):
    """Record that the group has considered it, what it decided to do, and why."""
    review = lock(review)
    if review.considered_on:
        raise Refused(f"It was considered on {review.considered_on:%-d %B %Y} already.")
    check_considered(
        outcome=outcome,
        reasons=reasons,
        considered_on=considered_on,
        published_on=review.published_on,
        today=timezone.localdate(),
    )
    review.outcome = OutsideReview.Outcome(outcome)
    review.reasons = reasons.strip()
    review.considered_on = considered_on
    review.recorded_by = by
    review.save(update_fields=["outcome", "reasons", "considered_on", "recorded_by"])
    meet(review.deadline, by=by, done_on=considered_on, late_reason=late_reason)
    record("considered", review, by=by, why=review.reasons, outcome=review.outcome)
    return review


@transaction.atomic
def open_action_from(review, *, by, title, target_on, organisations, detail=""):
    """Ask each of these organisations to do something because of it."""
    review = lock(review)
    if not title.strip() or not organisations:
        raise Refused("Say what is to be done, and choose who is to do it.")
    if target_on < timezone.localdate():
        raise Refused("The day by which it is to be done has passed. Choose a date in the future.")
    same = review.actions.outstanding().filter(title=title.strip(), target_on=target_on)
    if same.filter(organisation__in=organisations).exists():
        raise Refused("That action is open already.")
    opened = [
        actions.open_action(
            by=by, title=title.strip(), detail=detail.strip(), origin=review.reference, target_on=target_on,
            organisation=one, group=review.group, restricted=False,
        )
        for one in organisations
    ]  # fmt: skip
    review.actions.add(*opened)
    for action in opened:
        write(
            "case_step", "An action for your agency", f"action:{action.pk}:opened",
            holders(Role.PARTNER_LEAD, organisation=action.organisation), case=review,
            path=action.get_absolute_url(), due_on=target_on,
        )  # fmt: skip
    return opened


@transaction.atomic
def note_learning_from(review, *, by, text, theme=""):
    """Note what it teaches us."""
    review = lock(review)
    if review.learning_points.filter(text=text.strip()).exists():
        raise Refused("This learning point is already recorded.")
    point = learning.note(
        by=by, text=text, theme=theme, origin=LearningPoint.Origin.NATIONAL, reference=review.reference
    )
    review.learning_points.add(point)
    return point
