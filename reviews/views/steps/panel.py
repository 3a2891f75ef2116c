"""What passes between the partnership and the national Panel."""

from django.db.models import Prefetch

from partnership.access import Can
from reviews.models import PanelMessage, Stage
from reviews.operations.panel_report import MADE_AT
from reviews.views.steps.step import Deed, Step

ANY = tuple(Stage)


def sent(person, case):
    """Whether anything has gone to the Panel."""
    return bool(case.panel_messages.all())


def asked(person, case):
    """Whether a question of the Panel's is open."""
    answered = {one.answers_id for one in case.panel_messages.all()}
    return any(
        one.kind == PanelMessage.Kind.ASKS and one.pk not in answered for one in case.panel_messages.all()
    )


PANEL = Step(
    key="panel",
    title="The national Panel",
    there=lambda case: bool(case.panel_messages.all()),
    duties=("rapid_review", "panel_reply", "answer_panel"),
    prefetch=(Prefetch("panel_messages", PanelMessage.objects.select_related("document", "deadline")),),
    deeds=(
        Deed("make_report", "Make the rapid review into a PDF", Can.RUN_CASES, MADE_AT),
        Deed("send_to_panel", "Record that it was sent to the Panel", Can.RUN_CASES, (Stage.RR_DECIDED,)),
        Deed("hear_from_panel", "Record the Panel’s reply", Can.RUN_CASES, (Stage.AWAIT_PANEL,)),
        Deed("answer_panel", "Record an answer to the Panel", Can.RUN_CASES, ANY, allowed=asked),
    ),
)  # fmt: skip
