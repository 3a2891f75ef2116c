"""What passes between the partnership and the national Panel."""

from partnership.access import Can
from reviews.models import Stage
from reviews.views.steps.step import Deed, Step

PANEL = Step(
    key="panel",
    title="The national Panel",
    there=lambda case: bool(case.panel_messages.all()),
    duties=("rapid_review",),
    prefetch=("panel_messages",),
    deeds=(
        Deed("send_to_panel", "Record that it was sent to the Panel", Can.RUN_CASES, (Stage.RR_DECIDED,)),
        Deed("hear_from_panel", "Record the Panel’s reply", Can.RUN_CASES, (Stage.AWAIT_PANEL,)),
        Deed("answer_panel", "Record an answer to the Panel", Can.RUN_CASES, (Stage.AWAIT_PANEL,), "If it asked."),
    ),
)  # fmt: skip
