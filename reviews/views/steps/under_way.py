"""The review under way: checks of its progress, what its reviewer was asked, drafts, meetings and events."""

from django.db.models import Prefetch

from partnership.access import Can, may
from reviews.models import ProgressCheck, ReviewDraft, SharedPaper, Stage, WrittenRequest
from reviews.models.case import chairs_reviews
from reviews.operations.under_way import WATCHED
from reviews.views.steps.step import Deed, Step

RUNS = (Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF)


def begun(case):
    return hasattr(case, "review") and bool(case.review.reviewers.all())


def shown(case, person, today):
    if not hasattr(case, "review"):
        return {}
    return {
        "overdue": [
            asked
            for asked in case.review.written_requests.all()
            if asked.deadline.outstanding and asked.deadline.due_on < today
        ],
        "papers": [paper for paper in case.review.shared_papers.all() if paper.unshared_at is None],
    }


def checks_as_chair(person, case):
    """The group's chair checks too; staff have the same deed by what they run."""
    return chairs_reviews(person) and not may(person, Can.RUN_CASES)


UNDER_WAY = Step(
    key="under_way",
    title="The review under way",
    there=begun,
    duties=("progress_check", "written_request"),
    repeated=("progress_check", "written_request"),
    prefetch=(
        Prefetch("review__progress_checks", ProgressCheck.objects.select_related("checked_by", "deadline")),
        Prefetch("review__written_requests", WrittenRequest.objects.select_related("deadline")),
        Prefetch("review__drafts", ReviewDraft.objects.select_related("document", "sent_by")),
        Prefetch("review__shared_papers", SharedPaper.objects.select_related("answer__request__organisation")),
        "review__meetings",
        "review__practitioner_events",
    ),
    deeds=(
        Deed("check_progress", "Check the time and quality of the review", Can.RUN_CASES, WATCHED),
        Deed("check_progress", "Check the time and quality of the review", Can.RECOMMEND_REVIEWS, WATCHED,
             allowed=checks_as_chair),
        Deed("ask_in_writing", "Ask the reviewer in writing", Can.RUN_CASES, RUNS),
        Deed("share_paper", "Share a paper with the reviewer", Can.RUN_CASES, RUNS),
        Deed("hold_review_meeting", "Record a meeting of the review panel", Can.RUN_CASES, RUNS),
        Deed("hold_event", "Record what practitioners said", Can.RUN_CASES, RUNS),
        Deed("send_draft", "Add a draft that came in another way", Can.RUN_CASES, RUNS),
    ),
    shows=shown,
)  # fmt: skip
