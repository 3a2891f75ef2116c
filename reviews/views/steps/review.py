"""The review: who carries it out, and under which terms."""

from django.db.models import Prefetch

from partnership.access import Can
from reviews.models import ReviewerAppointment, Stage
from reviews.views.steps.step import Deed, Step

REVIEW = Step(
    key="review",
    title="The review",
    there=lambda case: hasattr(case, "review"),
    select=("review",),
    prefetch=(
        Prefetch("review__reviewers", ReviewerAppointment.objects.select_related("person")),
        "review__terms_versions",
    ),
    deeds=(Deed("begin_review", "Begin the review", Can.RUN_CASES, (Stage.LCSPR_SETUP,)),),
)
