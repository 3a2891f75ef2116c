"""Statements written once find what Django's own prefetching finds, and ask only for what is there."""

import pytest
from django.db import connection
from django.db.models import Prefetch
from django.test.utils import CaptureQueriesContext

from partnership.models.whole import Whole
from reviews.models import Case, CaseDeadline, Cost, InformationRequest
from reviews.views.case import CASE, with_its_steps
from tests.factories import reviews as made

STAGES = [
    made.refer_case, made.not_notified, made.gathering, made.drafting, made.decided, made.awaiting_panel, made.agreed,
    made.in_review, made.live,
]  # fmt: skip


def case_of(thing):
    return getattr(getattr(thing, "review", None), "case", thing)


def laid(row):
    """What hangs on a row and is at hand, with what hangs on that."""
    return {
        name: [(one, laid(one), sorted(one._state.fields_cache)) for one in rows]
        for name, rows in getattr(row, "_prefetched_objects_cache", {}).items()
    }


def laid_on(case):
    """The same of a case, and of the two single rows on which more hangs."""
    return [laid(case), *(laid(getattr(case, name, None)) for name in ("rapid_review", "review"))]


@pytest.mark.parametrize("make", STAGES)
def test_a_case_holds_what_prefetching_would_have_laid_there(cast, make):
    pk = case_of(make(cast)).pk

    (found,) = CASE(pk)
    with CaptureQueriesContext(connection) as queries:
        held = laid(found)
        held = laid_on(found)

    assert not queries
    assert held == laid_on(with_its_steps().get(pk=pk))


@pytest.mark.parametrize("make", STAGES)
def test_what_there_is_nothing_of_is_not_asked_for(cast, make):
    pk = case_of(make(cast)).pk
    CASE(pk)

    with CaptureQueriesContext(connection) as queries:
        (found,) = CASE(pk)
    with CaptureQueriesContext(connection) as prefetching:
        with_its_steps().get(pk=pk)

    tables = [query["sql"].split(" FROM ")[1].split()[0] for query in queries.captured_queries[1:]]
    assert len(tables) == len(set(tables))
    assert len(queries) < len(prefetching)
    assert found.clocks.all() or len(queries) <= 3


def test_nobody_finds_a_case_that_is_not_among_those_they_may_know_of(cast):
    one, other = made.refer_case(cast), made.refer_case(cast)

    none = Case.objects.visible_to(cast.outsider)

    assert CASE.among(Case.objects.visible_to(cast.officer), one.pk) == one
    with CaptureQueriesContext(connection) as queries:
        assert CASE.among(none, one.pk) is None
    assert not queries
    assert CASE.among(Case.objects.filter(pk=other.pk), one.pk) is None
    assert CASE.among(Case.objects.filter(pk=other.pk), other.pk) == other
    assert CASE.among(Case.objects.all(), 0) is None
    assert CASE(0) == []


def test_a_change_is_seen_at_once(cast):
    case = made.gathering(cast)
    (before,) = CASE(case.pk)
    before.requests.first().deadline.__class__.objects.update(label="Another label")
    Case.objects.update(account="Another account")

    (after,) = CASE(case.pk)

    assert after.account == "Another account"
    assert {one.deadline.label for one in after.requests.all()} == {"Another label"}


def test_rows_know_the_row_on_which_they_hang(cast):
    whole = Whole(lambda: Case.objects.prefetch_related("requests", "requests__answers"))
    (found,) = whole(made.answered(cast).pk)

    with CaptureQueriesContext(connection) as queries:
        assert all(one.case is found for one in found.requests.all())
        assert [one.request for one in found.requests.all()[0].answers.all()] == [found.requests.all()[0]]
    assert not queries


@pytest.mark.parametrize(
    "lookup",
    [
        "edition",
        "clocks__deadline",
        Prefetch("requests", InformationRequest.objects.prefetch_related("answers")),
    ],
)
def test_what_it_cannot_read_is_said_before_anything_is_asked(cast, lookup):
    with pytest.raises(ValueError, match=r"select_related|beside it"):
        Whole(lambda: Case.objects.prefetch_related(lookup))(1)


def test_what_hangs_on_parts_may_be_named_before_them(cast):
    case = made.agreed(cast)
    whole = Whole(
        lambda: Case.objects.select_related("review").prefetch_related(
            "review__costs__shares", "review__costs", Prefetch("clocks", CaseDeadline.objects.order_by("-pk"))
        )
    )

    (found,) = whole(case.pk)

    assert list(found.clocks.all()) == list(case.clocks.order_by("-pk"))
    assert list(found.review.costs.all()) == list(Cost.objects.filter(review=found.review))
