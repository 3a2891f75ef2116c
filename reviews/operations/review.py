"""Beginning the review: the reviewer, the terms, and the name it will have in public."""

from itertools import count

from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from partnership.access import Refused, Role
from partnership.operations.people import appoint
from partnership.operations.record import record
from reviews.models import Artefact, Review, ReviewerAppointment, Stage, Terms
from reviews.operations.case import clock, lock, move, start_clock
from reviews.rules.publication import check_without_reference


@transaction.atomic
def begin_review(case, *, by, reviewer, terms, basis, no_conflict, ends_on=None):
    """Appoint a reviewer under terms of reference. Six months run from the decision, not from today."""
    case = lock(case)
    if case.stage != Stage.LCSPR_SETUP:
        raise Refused("No review is being commissioned for this case. Open the case to see where it stands.")
    review = case.review
    today = timezone.localdate()
    if ends_on and ends_on < today:
        raise Refused("The appointment would end before it begins. Check its last day.")
    if not terms.strip() or not basis.strip():
        raise Refused("Give the terms of reference, and on what basis the reviewer was chosen.")
    if not no_conflict:
        raise Refused("Confirm that the reviewer has declared no conflict of interest.")
    ReviewerAppointment.objects.create(
        review=review,
        person=reviewer,
        starts_on=today,
        ends_on=ends_on,
        basis=basis,
        no_conflict=no_conflict,
    )
    if Role.EXTERNAL_REVIEWER not in reviewer.roles:
        appoint(reviewer, Role.EXTERNAL_REVIEWER, by=by, ends_on=ends_on)
    Terms.objects.create(review=review, version=review.terms_versions.count() + 1, questions=terms, set_by=by,
                         why="The review is begun." if review.terms else "")  # fmt: skip
    if clock(case, "publish") is None:  # it goes on when a reviewer is replaced
        start_clock(case, "publish_by", review.begun_on, by=by, role=Role.BOARD_MANAGER)
    move(case, Stage.LCSPR_ACTIVE, by=by, reviewer=reviewer.pk)
    return review


@transaction.atomic
def name_review(review, *, by, public_title, abstract, public_kind="", themes=None, age_stage=""):
    """Choose the review's public name, abstract, kind, themes and age stage; what is not given stays as it is.

    The address follows from the name, and then stays. All of it is checked for anonymity together with the file,
    so it does not change under a checked file.
    """
    review = (
        Review.objects.select_for_update(of=("self",), no_key=True).select_related("case").get(pk=review.pk)
    )
    if not public_title.strip():
        raise Refused("Choose the name under which the review will be known in public.")
    if not abstract.strip():
        raise Refused("Write the summary that the public will read.")
    check_without_reference(f"{public_title} {abstract}", review.case.reference)
    if any(checked(artefact) for artefact in review.artefacts.all()):
        raise Refused(
            "The public name and summary have been checked together with a file. Replace that file first, or "
            "withdraw it if it has been published; then everything is checked again."
        )
    if review.slug is None:
        review.slug = free_slug(public_title)
    review.public_title = public_title.strip()
    review.abstract = abstract.strip()
    review.public_kind = public_kind or review.public_kind
    review.themes = sorted(themes) if themes is not None else review.themes
    review.age_stage = age_stage or review.age_stage
    review.save(update_fields=["slug", "public_title", "abstract", "public_kind", "themes", "age_stage"])
    record("named", review, by=by, slug=review.slug)
    return review


def checked(artefact):
    """Whether anybody has already looked at it, under the name that the review has now."""
    S = Artefact.State
    beyond = artefact.state not in (S.DRAFT, S.CHECKING, S.WITHDRAWN)
    return beyond or artefact.anonymity_checks.filter(document=artefact.document_id, passed=True).exists()


def free_slug(public_title):
    """The address for a public name, numbered when another review already has it. One at a time."""
    slug = slugify(public_title)[:70].strip("-")
    if not slug:
        raise Refused("Choose a name with letters in it.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reviews_review_slug'))")
    taken = set(Review.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in count(2))
    return slug if slug not in taken else next(one for one in numbered if one not in taken)
