"""Reviews, commissioned by the same deeds that people use: register, candidate, cost, approval, first day."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from partnership.access import Role
from reviews.models import Reviewer
from reviews.operations import commissioning as operations
from reviews.operations.register import add_reviewer
from reviews.operations.review import begin_review

QUESTIONS = "What agencies knew, and what they did with it."
COST = Decimal("9000.10")


def on_register(cast, person=None, **changes):
    """The register's entry of somebody who may review: the cast's own reviewer unless another is given."""
    person = person or cast.reviewer
    entry = Reviewer.objects.on_register().filter(person=person).first()
    facts = {
        "name": person.name,
        "office": "Independent consultant",
        "email": person.email,
        "experience": "Twenty years of social work, eight of leading reviews.",
        "previous_work": "Two reviews of injuries to babies.",
        "since_on": date(2024, 2, 29),
    }
    return entry or add_reviewer(by=cast.officer, person=person, **facts | changes)


def set_terms(cast, review, **changes):
    given = {
        "questions": QUESTIONS,
        "period_from": date(2024, 2, 29),
        "period_to": date(2025, 1, 31),
        "methodology": "Conversations with practitioners, then a learning event.",
    }
    return operations.set_terms(review, by=cast.officer, **given | changes)


def candidate(cast, review, reviewer=None, *, chosen=True):
    """Somebody of the register, seen through to being chosen."""
    today = timezone.localdate()
    found = operations.consider(review, by=cast.officer, reviewer=reviewer or on_register(cast))
    operations.shortlist(found, by=cast.officer, shortlisted=True, reason="Has reviewed such cases.")
    operations.ask_conflict(found, by=cast.officer, conflict="none")
    operations.assess_work(found, by=cast.officer, assessed="Two reports, both clear about why.")
    operations.take_reference(
        found,
        by=cast.officer,
        from_office="Business manager of another partnership",
        taken_on=today,
        said="Good.",
    )
    operations.interview(
        found, by=cast.officer, held_on=today, for_partnership="Board manager",
        for_group="Chair of the group", notes="Spoke of children first.",
    )  # fmt: skip
    if chosen:
        operations.choose(
            found, by=cast.officer, chosen=True, reason="Two reviews, references and interview."
        )
    found.refresh_from_db()
    return found


def set_cost(cast, review, *, amount=COST, agreed=True):
    """Shared by the first two partners, each of whose signatories agrees."""
    half = (amount / 2).quantize(Decimal("0.01"))
    shares = {cast.partners[0]: half, cast.partners[1]: amount - half}
    cost = operations.set_cost(
        review, by=cast.officer, amount=amount, shares=shares, reason="Thirty days of work."
    )
    for share in cost.shares.all() if agreed else ():
        operations.agree_cost(share, by=cast.signatories[cast.partners.index(share.organisation)])
    return cost


def ready_to_approve(cast, case, *, reviewer=None, questions=QUESTIONS):
    """Terms, a chosen candidate and the agreed cost are there."""
    review = case.review
    set_terms(cast, review, questions=questions, why="A new reviewer." if review.terms else "")
    candidate(cast, review, reviewer)
    set_cost(cast, review)
    return review


def ready_to_begin(cast, case, **words):
    """Whoever decides has approved as well."""
    review = ready_to_approve(cast, case, **words)
    decider = {Role.INDEPENDENT_ADVISOR: cast.advisor}.get(case.edition.decides_reviews, cast.signatories[0])
    operations.approve_appointment(review, by=decider, approved=True, reasons="Fits the questions.")
    return review


def begun(cast, case, *, ends_on=None, **words):
    """The reviewer is appointed and at work."""
    ready_to_begin(cast, case, **words)
    return begin_review(case, by=cast.manager, ends_on=ends_on)
