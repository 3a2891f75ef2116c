"""The factory brings a case to each stage by people's own deeds."""

import pytest

from reviews.models import Artefact
from tests.factories import reviews as made


@pytest.mark.parametrize(
    ("make", "stage"),
    [
        (made.refer_case, "referred"),
        (made.screened, "screening"),
        (made.notified, "notified"),
        (made.gathering, "rr_gathering"),
        (made.answered, "rr_gathering"),
        (made.drafting, "rr_drafting"),
        (made.for_decision, "rr_decision"),
        (made.decided, "rr_decided"),
        (made.awaiting_panel, "await_panel"),
        (made.agreed, "lcspr_setup"),
        (made.in_review, "lcspr_active"),
    ],
)
def test_each_stage_is_reached_by_deeds(cast, make, stage):
    assert make(cast).stage == stage


@pytest.mark.parametrize("state", Artefact.State.values)
def test_each_state_of_an_artefact_is_reached_by_deeds(cast, state):
    assert made.artefact(cast, state).state == state
