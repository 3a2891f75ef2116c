"""Beginning the review: the reviewer, the terms, and the name it will have in public."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from partnership.access import Refused, Role
from partnership.operations.people import appoint
from partnership.operations.record import record
from reviews.models import Review, ReviewerAppointment, Stage
from reviews.operations.case import lock, move, start_clock


@transaction.atomic
def begin_review(case, *, by, reviewer, terms, basis, no_conflict, ends_on=None):
    """Appoint a reviewer under terms of reference. Six months run from the decision, not from today."""
    case = lock(case)
    review = case.review
    if not terms.strip() or not basis.strip():
        raise Refused("Give the terms of reference, and on what basis the reviewer was chosen.")
    if not no_conflict:
        raise Refused("Confirm that the reviewer has declared no conflict of interest.")
    ReviewerAppointment.objects.create(
        review=review,
        person=reviewer,
        starts_on=timezone.localdate(),
        ends_on=ends_on,
        basis=basis,
        no_conflict=no_conflict,
    )
    if Role.EXTERNAL_REVIEWER not in reviewer.roles:
        appoint(reviewer, Role.EXTERNAL_REVIEWER, by=by, ends_on=ends_on)
    review.terms = terms
    review.save(update_fields=["terms"])
    start_clock(case, "publish_by", review.begun_on, by=by, role=Role.BOARD_MANAGER)
    move(case, Stage.LCSPR_ACTIVE, by=by, reviewer=reviewer.pk)
    return review


@transaction.atomic
def name_review(review, *, by, public_title, abstract):
    """Choose the review's public name and abstract. The address follows from the name, and then stays."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    if not public_title.strip():
        raise Refused("Choose the name under which the review will be known in public.")
    if review.case.reference.lower() in f"{public_title} {abstract}".lower():
        raise Refused("The public name and summary must not hold the case's reference.")
    if review.slug is None:
        slug = slugify(public_title)[:70]
        if not slug:
            raise Refused("Choose a name with letters in it.")
        others = Review.objects.filter(slug__startswith=slug).count()
        review.slug = f"{slug}-{others + 1}" if others else slug
    review.public_title = public_title.strip()
    review.abstract = abstract.strip()
    review.save(update_fields=["slug", "public_title", "abstract"])
    record("named", review, by=by, slug=review.slug)
    return review
