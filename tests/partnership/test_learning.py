"""What was learnt is noted once, with where it came from."""

import pytest

from partnership.access import Refused
from partnership.models import Event, LearningPoint
from partnership.operations.learning import note


def test_note_keeps_what_was_learnt_and_who_noted_it(cast):
    point = note(
        by=cast.officer, text=" Whoever sees the bruise makes the call. ", origin="review",
        reference="LR-2026-001", theme="Babies",
    )  # fmt: skip

    assert (point.text, point.origin, point.noted_by, point.public) == (
        "Whoever sees the bruise makes the call.", LearningPoint.Origin.REVIEW, cast.officer, False,
    )  # fmt: skip
    assert Event.objects.about(point).get().facts == {"origin": "review", "public": False}


@pytest.mark.parametrize(
    ("text", "reference", "sentence"),
    [
        (" ", "LR-2026-001", "Say what was learnt."),
        ("Something", " ", "Give the reference of what taught it, such as a case or an audit."),
    ],
)
def test_note_without_its_words_or_source_is_refused(cast, text, reference, sentence):
    with pytest.raises(Refused) as refused:
        note(by=cast.officer, text=text, origin="audit", reference=reference)

    assert str(refused.value) == sentence
    assert not LearningPoint.objects.exists()
