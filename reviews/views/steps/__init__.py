"""The steps of a case, in the order in which its page shows them."""

from reviews.models import Stage
from reviews.views.steps.decision import DECISION
from reviews.views.steps.dispute import DISPUTE
from reviews.views.steps.family import BEFORE_SIGN_OFF, FAMILY
from reviews.views.steps.information import INFORMATION
from reviews.views.steps.learning import LEARNING
from reviews.views.steps.notification import NOTIFICATION
from reviews.views.steps.panel import PANEL
from reviews.views.steps.publication import PUBLICATION
from reviews.views.steps.rapid_review import RAPID_REVIEW
from reviews.views.steps.review import REVIEW
from reviews.views.steps.routes import CLOSING, LOCAL, ROUTES
from reviews.views.steps.step import Deed, Step
from reviews.views.steps.under_way import UNDER_WAY

STEPS = (
    NOTIFICATION,
    FAMILY,
    INFORMATION,
    RAPID_REVIEW,
    DECISION,
    DISPUTE,
    PANEL,
    REVIEW,
    UNDER_WAY,
    BEFORE_SIGN_OFF,
    PUBLICATION,
    ROUTES,
    LOCAL,
    LEARNING,
    CLOSING,
)
DEEDS = tuple(deed for step in STEPS for deed in step.deeds)
DEEDS_AT = {stage.value: tuple(deed for deed in DEEDS if stage in deed.stages) for stage in Stage}

__all__ = ["DEEDS", "DEEDS_AT", "STEPS", "Deed", "Step"]
