"""What is published of the review."""

from django.db.models import Prefetch

from partnership.access import Can
from reviews.models import Artefact, Stage
from reviews.views.steps.step import Deed, Step

PUBLICATION = Step(
    key="publication",
    title="Publication",
    there=lambda case: hasattr(case, "review"),
    duties=("publish", "advance_copies"),
    prefetch=(Prefetch("review__artefacts", Artefact.objects.select_related("document")),),
    deeds=(
        Deed("name_review", "Choose the review’s public name and summary", Can.RUN_CASES,
             (Stage.LCSPR_SETUP, Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION)),
        Deed("add_artefact", "Add a file to be checked and published", Can.RUN_CASES,
             (Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION, Stage.PUBLISHED)),
    ),
)  # fmt: skip
