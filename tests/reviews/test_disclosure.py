"""By what the public may choose: whatever is chosen together, never too few are left."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from reviews.rules.disclosure import offered

FACETS = ("kind", "theme", "age", "year")
ITEMS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from([{"practice"}, {"thematic"}]),
            "theme": st.sets(st.sampled_from(["neglect", "babies", "violence"])),
            "age": st.sampled_from([{"baby"}, {"teens"}]),
            "year": st.sampled_from([{"2024"}, {"2025"}, {"2026"}]),
        }
    ),
    max_size=40,
)


def having(items, chosen):
    return [item for item in items if all(value is None or value in item[facet] for facet, value in chosen)]


@given(ITEMS, st.integers(1, 8))
def test_mistake_21_no_choice_of_what_is_offered_leaves_fewer_than_the_minimum(items, minimum):
    found = offered(items, FACETS, minimum)

    every_choice = product(*[[(facet, value) for value in [None, *found.get(facet, [])]] for facet in FACETS])
    for chosen in every_choice:
        if any(value for _, value in chosen):
            assert len(having(items, chosen)) >= minimum


@given(ITEMS, st.integers(1, 8))
def test_a_value_is_left_out_only_when_it_would_leave_too_few_or_leaves_all(items, minimum):
    found = offered(items, FACETS, minimum)

    if not found:
        for facet in FACETS:
            for value in set().union(*[item[facet] for item in items]):
                assert len(having(items, [(facet, value)])) < minimum or len(
                    having(items, [(facet, value)])
                ) == len(items)


def test_two_filters_that_are_harmless_alone_and_not_together_are_not_both_offered():
    items = [
        {"kind": {kind}, "theme": {theme}, "age": {"baby"}, "year": {"2026"}}
        for kind, theme, times in (
            ("practice", "neglect", 8), ("practice", "babies", 5),
            ("thematic", "neglect", 5), ("thematic", "babies", 4),
        )
        for _ in range(times)
    ]  # fmt: skip

    assert offered(items, FACETS, 5) == {"kind": ["practice", "thematic"], "theme": ["neglect"]}
    assert offered(items, FACETS, 4) == {"kind": ["practice", "thematic"], "theme": ["neglect", "babies"]}
    assert offered(items[:4], FACETS, 5) == {}
