"""The rapid review."""

from django.db.models import Prefetch

from partnership.access import Can
from reviews.models import Attendance, Stage
from reviews.models.case import OVER, chairs_reviews
from reviews.views.steps.step import Deed, Step

STANDING = tuple(stage for stage in Stage if stage not in OVER)


def met(person, case):
    """Whether the rapid review meeting is recorded."""
    return hasattr(case, "rapid_review") and case.rapid_review.meeting_on is not None


RAPID_REVIEW = Step(
    key="rapid_review",
    title="Rapid review",
    there=lambda case: hasattr(case, "rapid_review"),
    duties=("rapid_review_meeting",),
    select=("rapid_review__drafted_by",),
    prefetch=(
        Prefetch("rapid_review__attendees", Attendance.objects.select_related("organisation")),
        "rapid_review__revisions",
    ),
    deeds=(
        Deed("hold_meeting", "Record the rapid review meeting", Can.RUN_CASES, (Stage.RR_GATHERING,)),
        Deed("amend_meeting", "Correct who attended the meeting", Can.RUN_CASES, (Stage.RR_DRAFTING,)),
        Deed("correct_meeting", "Correct the date of the meeting", Can.RUN_CASES, STANDING, allowed=met, seldom=True),
        Deed("draft", "Write the rapid review", Can.RUN_CASES, (Stage.RR_DRAFTING,)),
        Deed("recommend", "Recommend what should follow", Can.RECOMMEND_REVIEWS, (Stage.RR_DRAFTING,),
             allowed=lambda person, case: chairs_reviews(person)),
    ),
)  # fmt: skip
