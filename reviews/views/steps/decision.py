"""The decision of the office that the arrangements name."""

from partnership.access import Can
from reviews.models import Stage
from reviews.views.steps.step import Deed, Step


def theirs(person, case):
    """Whether the arrangements of the case's day give this person the decision."""
    return case.edition.decides_reviews in person.roles


DECISION = Step(
    key="decision",
    title="Decision",
    there=lambda case: bool(case.decisions.all()),
    duties=("decide",),
    prefetch=("decisions__decided_by",),
    deeds=(
        Deed("decide", "Decide what follows", Can.DECIDE_REVIEWS, (Stage.RR_DECISION,), allowed=theirs),
        Deed("send_back", "Return the rapid review for work", Can.DECIDE_REVIEWS, (Stage.RR_DECISION,), allowed=theirs),
    ),
)  # fmt: skip
