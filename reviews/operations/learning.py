"""Noting what a case teaches, letting it out after a second look, and passing it on."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import LearningPoint
from partnership.operations import learning as points
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.record import record
from reviews.models import CaseLearning, Dissemination
from reviews.operations.case import lock
from reviews.operations.letters import business_unit, write
from reviews.rules.learning import check_learns, check_planned, check_reached, check_second_person
from reviews.rules.publication import check_without_reference


@transaction.atomic
def note_learning(case, *, by, text, theme="", for_public=False):
    """Note something that the case teaches. For the public only once somebody else has looked at it."""
    case = lock(case)
    check_learns(case.stage)
    if for_public:
        check_without_reference(f"{text} {theme}", case.reference)
    if case.learning_links.filter(point__text=text.strip()).exists():
        raise Refused(
            "This learning point is already recorded. Look at the case's learning before you send this again."
        )
    point = points.note(
        by=by, text=text, theme=theme, origin=LearningPoint.Origin.REVIEW, reference=case.reference
    )
    link = CaseLearning.objects.create(case=case, point=point, for_public=for_public)
    if for_public:
        write(
            "case_step", "Learning to be checked", f"learning:{link.pk}:check", business_unit().exclude(pk=by.pk),
            case=case, path=reverse("reviews:case_learning", args=[case.pk]),
        )  # fmt: skip
    record("noted learning", case, by=by, point=point.pk, for_public=for_public)
    return link


def lock_link(link):
    return (
        CaseLearning.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case", "point")
        .get(pk=link.pk)
    )


@transaction.atomic
def check_learning(link, *, by, passed, reason=""):
    """A second person says whether it identifies nobody: then the public may read it. Otherwise it stays inside."""
    link = lock_link(link)
    if not link.for_public:
        raise Refused("This learning point is not meant for the public.")
    check_second_person(checker=by.pk, noted_by=link.point.noted_by_id, done=link.checked_at is not None)
    if not passed and not reason.strip():
        raise Refused("Say why it should not be published, without writing who somebody is.")
    link.checked_by = by
    link.checked_at = timezone.now()
    link.kept_back_because = "" if passed else reason.strip()
    link.save(update_fields=["checked_by", "checked_at", "kept_back_because"])
    if passed:
        points.make_public(link.point, by=by)
    record(
        "checked learning", link.case, by=by, why=link.kept_back_because, point=link.point_id, passed=passed
    )
    return link


@transaction.atomic
def take_back(link, *, by, reason):
    """The public no longer reads it: an emergency, on the record."""
    link = lock_link(link)
    if not link.point.public:
        raise Refused("The public does not read this learning point.")
    if not reason.strip():
        raise Refused("Say why it should no longer be published.")
    link.kept_back_because = reason.strip()
    link.save(update_fields=["kept_back_because"])
    points.take_back(link.point, by=by, reason=reason)
    record("took back learning", link.case, by=by, why=reason.strip(), point=link.point_id)
    return link


# Passing it on ---------------------------------------------------------------------------------------------


@transaction.atomic
def plan_dissemination(case, *, by, audience, product, due_on, organisation=None):
    """Plan one way in which the learning reaches people, by a day: for an organisation, or for the business unit."""
    case = lock(case)
    check_learns(case.stage)
    check_planned(audience=audience, due_on=due_on, today=timezone.localdate())
    product = Dissemination.Product(product)
    same = case.disseminations.open().filter(
        audience=audience.strip(), product=product, organisation=organisation, deadline__due_on=due_on
    )
    if same.exists():
        raise Refused("That is already planned. Check the plan before you send this again.")
    deadline = open_fixed(
        "pass_learning_on", f"Pass learning on: {product.label.lower()}", due_on, by=by, rule="agreed date",
        source="The case's dissemination plan", reference=case.reference, path="",
        organisation=organisation, role="" if organisation else Role.LEARNING_OFFICER,
        starts_on=timezone.localdate(),
    )  # fmt: skip
    planned = Dissemination.objects.create(
        case=case,
        audience=audience.strip(),
        product=product,
        organisation=organisation,
        deadline=deadline,
        planned_by=by,
    )
    deadline.path = planned.get_absolute_url()
    deadline.save(update_fields=["path"])
    record("planned dissemination", case, by=by, product=product, due_on=str(due_on))
    return planned


def lock_dissemination(planned):
    planned = (
        Dissemination.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case", "deadline", "organisation")
        .get(pk=planned.pk)
    )
    if not planned.deadline.outstanding:
        raise Refused("This is done or no longer planned. Open it again to see its status.")
    return planned


@transaction.atomic
def record_dissemination(planned, *, by, done_on, reached, shown_by, late_reason=""):
    """Record that it was done, how many it reached, and what shows that it was read."""
    planned = lock_dissemination(planned)
    check_reached(reached=reached, shown_by=shown_by)
    planned.reached = reached
    planned.shown_by = shown_by.strip()
    planned.save(update_fields=["reached", "shown_by"])
    meet(planned.deadline, by=by, done_on=done_on, late_reason=late_reason)
    record("passed learning on", planned.case, by=by, product=planned.product, reached=reached)
    return planned


@transaction.atomic
def drop_dissemination(planned, *, by, reason):
    """It is no longer planned, for a stated reason. The row stays."""
    planned = lock_dissemination(planned)
    end(planned.deadline, by=by, reason=reason)
    record("dropped dissemination", planned.case, by=by, why=reason, product=planned.product)
    return planned
