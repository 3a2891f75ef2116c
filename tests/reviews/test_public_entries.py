"""What the public finds reviews by: the database keeps it, whatever changes."""

from datetime import timedelta

import pytest
from django.contrib.postgres.search import SearchVector
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.models import LearningPoint
from reviews.models import Artefact, Improvement, PublicEntry, Review
from reviews.views import public
from tests.factories import reviews as made

pytestmark = pytest.mark.django_db

S = Artefact.State


def found(word):
    """Whether that word finds the one review."""
    found, _ = PublicEntry.objects.having(word, 10)
    return [Review.objects.get(pk=pk).public_title for pk in found]


def test_every_part_of_what_is_public_finds_a_review_and_nothing_else_does(cast, live):
    """Each source is written, changed and taken back by itself, past every operation."""
    review = live.review
    kept = {"noted_by": cast.officer, "origin": "review", "reference": review.case.reference}
    point = LearningPoint.objects.create(text="Badgers", public=False, **kept)
    better = Improvement.objects.create(review=review, text="Otters", proposed_by=cast.officer)
    assert (found("badgers"), found("otters"), found("bruises")) == ([], [], ["Child Rowan"])

    LearningPoint.objects.filter(pk=point.pk).update(public=True)
    Improvement.objects.filter(pk=better.pk).update(
        checked_by=cast.manager, checked_at=timezone.now(), passed=True
    )
    Review.objects.filter(pk=review.pk).update(abstract="About weasels.")
    assert found("badgers otters weasels") == ["Child Rowan"]
    assert found("bruises") == []

    Improvement.objects.filter(pk=better.pk).update(
        taken_down_by=cast.manager, taken_down_at=timezone.now(), taken_down_reason="Wrong."
    )
    point.delete()
    assert (found("otters"), found("badgers"), found("weasels")) == ([], [], ["Child Rowan"])


def test_the_entry_goes_with_the_last_live_file_and_not_before(cast, live):
    beside = made.artefact(cast, S.LIVE, case=made.again(live.review.case), kind="summary")
    assert PublicEntry.objects.get().newest == beside.live_at

    for artefact, left in ((beside, [live.live_at]), (live, [])):
        Artefact.objects.filter(pk=artefact.pk).update(
            state=S.WITHDRAWN, words=None, withdrawn_by=cast.manager, withdrawn_at=timezone.now(),
            withdrawn_reason="Wrong.",
        )  # fmt: skip
        assert list(PublicEntry.objects.values_list("newest", flat=True)) == left


def test_a_search_that_finds_too_many_shows_the_newest_and_says_so(cast, live, client, monkeypatch):
    later = made.artefact(cast, S.LIVE, case=made.in_review_as(cast, "Child Hazel", "About bruises too."))
    newest = max(live, later, key=lambda one: (one.live_at, -one.review_id)).review
    monkeypatch.setattr(public, "MANY", 1)

    page = client.get("/reviews/", {"q": "bruises"})

    assert [one.pk for one in page.context["page"]] == [newest.pk]
    assert "More than 1 reviews have “bruises”. Here are the newest." in page.content.decode()
    monkeypatch.setattr(public, "MANY", 2)
    assert "2 reviews with “bruises”." in client.get("/reviews/", {"q": "bruises"}).content.decode()


def test_the_newest_of_many_are_the_same_whether_the_latest_have_the_word_or_older_ones(cast):
    now, entries = timezone.now(), []
    for days, word in enumerate(["otters", "otters", "otters", "badgers", "badgers"]):
        review = made.in_review_as(cast, f"Child {'ABCDE'[days]}", "About animals.").review
        words = SearchVector(Value(word), config="english")
        entries.append(
            PublicEntry.objects.create(review=review, newest=now - timedelta(days), names="", words=words).pk
        )

    for word, theirs in (("otters", entries[:3]), ("badgers", entries[3:])):
        assert PublicEntry.objects.having(word, 1) == (theirs[:1], True)
        assert PublicEntry.objects.having(word, 5) == (theirs, False)
    assert list(PublicEntry.objects.values_list("pk", flat=True)) == entries
    assert "JOIN" not in str(PublicEntry.objects.all().query)


@pytest.mark.parametrize("address", ["/reviews/", "/find/"])
def test_a_search_asks_as_many_questions_whatever_it_finds(live, client, address):
    asked = []
    for words in ("bruises", "nowhere", "nothing at all"):
        client.get(address, {"q": words})
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address, {"q": words})
        assert (live.review.public_title in page.text) == (words == "bruises")
        asked.append(len(queries))
    assert len(set(asked)) == 1, asked
