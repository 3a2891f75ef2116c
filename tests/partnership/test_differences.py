"""What changed between two texts, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from partnership.rules.differences import ADDED, KEPT, REMOVED, differences

TEXTS = st.text(alphabet="ab \n", max_size=30)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_their_differences(old, new):
    found = differences(old, new)

    assert "".join(text for kind, text in found if kind != ADDED) == old
    assert "".join(text for kind, text in found if kind != REMOVED) == new


def test_one_changed_word_is_told_alone():
    assert differences("The child was seen.\nTwice.", "The child was heard.\nTwice.") == [
        (KEPT, "The child was "),
        (REMOVED, "seen."),
        (ADDED, "heard."),
        (KEPT, "\nTwice."),
    ]


def test_a_very_long_passage_is_shown_whole_rather_than_slowly():
    old, new = "one " * 5000, "two " * 5000

    assert differences(old, new) == [(REMOVED, old), (ADDED, new)]
