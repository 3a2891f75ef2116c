"""What is published of the review."""

from django.db.models import Prefetch

from partnership.access import Can
from reviews.models import (
    Artefact,
    Correction,
    Improvement,
    PublicationDecision,
    ReportComment,
    Stage,
    Telling,
)
from reviews.operations.publication import ADDED_AT
from reviews.rules.publication import DECIDED_AT, PUBLIC_AT, TOLD_AT
from reviews.views.steps.step import Deed, Step


def decides(person, case):
    """Whether the edition of the case names an office that they hold."""
    return case.edition.decides_reviews in person.roles


def live(person, case):
    """Whether something of the review is public now."""
    return hasattr(case, "review") and any(
        a.state == Artefact.State.LIVE for a in case.review.artefacts.all()
    )


def shown(case, person, today):
    if not hasattr(case, "review"):
        return {}
    review = case.review
    return {
        "decisions": list(review.publication_decisions.all()),
        "delays": [one for one in review.tellings.all() if one.about == Telling.About.DELAY],
        "improvements": list(review.improvements.all()),
        "corrections": [
            one for one in review.corrections.all() if not (one.applied_at or one.turned_down_at)
        ],
    }


PUBLICATION = Step(
    key="publication",
    title="Publication",
    there=lambda case: hasattr(case, "review"),
    duties=("publish", "advance_copies", "hold_review"),
    select=("edition", "review"),
    prefetch=(
        "review__artefacts",
        Prefetch("review__publication_decisions", PublicationDecision.objects.select_related("decided_by")),
        "review__publication_decisions__tellings",
        "review__tellings",
        Prefetch("review__comments", ReportComment.objects.select_related("made_by")),
        Prefetch("review__improvements", Improvement.objects.select_related("proposed_by")),
        Prefetch("review__corrections", Correction.objects.select_related("proposed_by")),
        "review__corrections__checks",
    ),
    shows=shown,
    deeds=(
        Deed("name_review", "Choose the review’s public name and summary", Can.RUN_CASES,
             (Stage.LCSPR_SETUP, Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION)),
        Deed("add_artefact", "Add a file to be checked and published", Can.RUN_CASES,
             ADDED_AT),
        Deed("comment_on_report", "Comment on the report", Can.COMMENT_ON_REVIEWS,
             (Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION)),
        Deed("decide_publication", "Decide how the review is published", Can.DECIDE_REVIEWS,
             DECIDED_AT, allowed=decides),
        Deed("tell", "Record who was told why it is not published in full, or late", Can.RUN_CASES,
             TOLD_AT, seldom=True),
        Deed("add_improvement", "Add an improvement", Can.RUN_CASES, PUBLIC_AT, allowed=live),
        Deed("correct_summary", "Correct the public summary", Can.RUN_CASES, PUBLIC_AT, allowed=live,
             seldom=True),
        Deed("link_repository", "Link to the national repository", Can.RUN_CASES, PUBLIC_AT, seldom=True),
    ),
)  # fmt: skip
