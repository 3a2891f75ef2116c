"""Short texts beside what is live: improvements made since, a summary put right, the repository's link."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.record import record
from reviews.models import Correction, CorrectionCheck, Improvement
from reviews.operations.publication.artefact import in_force, lock_review
from reviews.rules.publication import CHECKERS, check_repository_link, check_seen, check_without_reference


def check_live(review):
    """Refused where the public could not read it: nothing of the review is live."""
    if not review.artefacts.live().exists():
        raise Refused("Nothing of this review is public at the moment, so there is nothing to add to.")


@transaction.atomic
def add_improvement(review, *, by, text):
    """Say in a few sentences what has got better since. The public reads it once somebody else has checked it."""
    review = lock_review(review)
    if not text.strip():
        raise Refused("Say what has improved.")
    check_live(review)
    check_without_reference(text, review.case.reference)
    if review.improvements.filter(text=text.strip(), taken_down_at=None).exclude(passed=False).exists():
        raise Refused("That has been added already.")
    improvement = Improvement.objects.create(review=review, text=text.strip(), proposed_by=by)
    record("proposed improvement", review, by=by, improvement=improvement.pk)
    return improvement


def lock_improvement(improvement):
    return (
        Improvement.objects.select_for_update(of=("self",), no_key=True)
        .select_related("review__case")
        .get(pk=improvement.pk)
    )


@transaction.atomic
def check_improvement(improvement, *, by, passed, note=""):
    """Somebody else looks whether it identifies anybody. With their yes the public reads it."""
    improvement = lock_improvement(improvement)
    if improvement.checked_at:
        raise Refused("It has been checked already.")
    if improvement.proposed_by == by:
        raise Refused("The person who wrote it cannot check it. Another person must.")
    if not passed and not note.strip():
        raise Refused("Say what has to change, without writing who could be identified.")
    improvement.checked_by, improvement.checked_at = by, timezone.now()
    improvement.passed, improvement.note = passed, note.strip()
    improvement.save(update_fields=["checked_by", "checked_at", "passed", "note"])
    record("checked improvement", improvement.review, by=by, improvement=improvement.pk, passed=passed)
    return improvement


@transaction.atomic
def take_down_improvement(improvement, *, by, reason):
    """The public stops reading it at once."""
    improvement = lock_improvement(improvement)
    if not improvement.passed or improvement.taken_down_at:
        raise Refused("It is not public.")
    if not reason.strip():
        raise Refused("Say why you are taking it down.")
    improvement.taken_down_by, improvement.taken_down_at = by, timezone.now()
    improvement.taken_down_reason = reason.strip()
    improvement.save(update_fields=["taken_down_by", "taken_down_at", "taken_down_reason"])
    record("took down improvement", improvement.review, by=by, why=reason, improvement=improvement.pk)
    return improvement


@transaction.atomic
def correct_summary(review, *, by, new, reason):
    """Propose another public summary for a review that is live. Two others check it, then it replaces the old one."""
    review = lock_review(review)
    if not new.strip():
        raise Refused("Write the summary that the public will read.")
    if not reason.strip():
        raise Refused("Say why it must change.")
    check_live(review)
    check_without_reference(new, review.case.reference)
    if new.strip() == review.abstract:
        raise Refused("That is the summary as it stands. Change it first.")
    if review.corrections.open().exists():
        raise Refused("Another summary is being checked already. Wait until it is.")
    correction = Correction.objects.create(
        review=review, old=review.abstract, new=new.strip(), reason=reason.strip(), proposed_by=by
    )
    record("proposed summary", review, by=by, correction=correction.pk)
    return correction


@transaction.atomic
def check_correction(correction, *, by, passed, note="", seen=""):
    """One of two others looks at the corrected summary. The second yes replaces the old one; a no ends it."""
    review = lock_review(correction.review)
    correction = Correction.objects.select_for_update(of=("self",), no_key=True).get(pk=correction.pk)
    if correction.applied_at or correction.turned_down_at:
        raise Refused("It has been checked already.")
    check_seen(seen=seen, now=str(correction.pk), what="The summary")
    if correction.proposed_by == by:
        raise Refused("The person who wrote it cannot check it. 2 other people must.")
    if correction.checks.filter(checked_by=by).exists():
        raise Refused("You have checked it already. Another person must check it as well.")
    if not passed and not note.strip():
        raise Refused("Say what has to change, without writing who could be identified.")
    CorrectionCheck.objects.create(correction=correction, checked_by=by, passed=passed, note=note.strip())
    record("checked summary", review, by=by, correction=correction.pk, passed=passed)
    if not passed:
        correction.turned_down_at = timezone.now()
        correction.save(update_fields=["turned_down_at"])
    elif correction.checks.count() >= CHECKERS:
        correction.applied_at = timezone.now()
        correction.save(update_fields=["applied_at"])
        review.abstract = correction.new
        review.save(update_fields=["abstract"])
        record("replaced summary", review, by=by, correction=correction.pk)
    return correction


@transaction.atomic
def link_repository(review, *, by, link):
    """Give the address at which the national repository of case reviews keeps it. Empty takes it away."""
    review = lock_review(review)
    decision = in_force(review)
    check_repository_link(link=link, mode=decision and decision.mode)
    review.repository_link = link
    review.save(update_fields=["repository_link"])
    record("linked", review, by=by, link=link)
    return review
