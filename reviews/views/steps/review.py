"""The review: how it is commissioned, who carries it out, and under which terms."""

from django.db.models import Prefetch
from django.utils import timezone

from partnership.access import Can
from reviews.models import ReviewerAppointment, Stage, Terms
from reviews.views.steps.step import Deed, Step

NOT_SIGNED = (Stage.LCSPR_SETUP, Stage.LCSPR_ACTIVE)


def theirs(person, case):
    """Whether the arrangements of the case's day give this person the approval."""
    return case.edition.decides_reviews in person.roles


def without_reviewer(person, case):
    """Whether nobody carries the review out today: it is being commissioned, or an appointment ran out."""
    today = timezone.localdate()
    return case.stage == Stage.LCSPR_SETUP or not any(
        one.in_force(today) and one.removed_on is None for one in case.review.reviewers.all()
    )


REVIEW = Step(
    key="review",
    title="The review",
    there=lambda case: hasattr(case, "review"),
    duties=("tell_who_reviews",),
    select=("review",),
    prefetch=(
        Prefetch("review__reviewers", ReviewerAppointment.objects.select_related("person")),
        Prefetch("review__terms_versions", Terms.objects.select_related("set_by")),
        "review__costs",
        "review__costs__shares",
    ),
    deeds=(
        Deed("commissioning", "Commission the review", Can.RUN_CASES, NOT_SIGNED,
             "Terms, candidates, cost and approval, before the reviewer begins.", allowed=without_reviewer),
        Deed("approve_appointment", "Approve the appointment of the reviewer", Can.DECIDE_REVIEWS, NOT_SIGNED,
             "Once a candidate is chosen and the cost is agreed.",
             allowed=lambda person, case: theirs(person, case) and without_reviewer(person, case)),
        Deed("begin_review", "Begin the review", Can.RUN_CASES, NOT_SIGNED, allowed=without_reviewer),
        Deed("tell_who_reviews", "Record that the Panel was told who reviews", Can.RUN_CASES,
             (Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF), allowed=lambda person, case: untold(case)),
        Deed("remove_reviewer", "Remove the reviewer", Can.INVITE_PEOPLE, (Stage.LCSPR_ACTIVE,),
             "With the agreement of every statutory partner. No time limit stops.",
             allowed=lambda person, case: not without_reviewer(person, case), seldom=True),
    ),
    shows=lambda case, person, today: {"decides": theirs(person, case)},
)  # fmt: skip


def untold(case):
    """Whether the Panel has still to be told who carries the review out."""
    return any(
        link.deadline.duty == "tell_who_reviews" and link.deadline.outstanding for link in case.clocks.all()
    )
