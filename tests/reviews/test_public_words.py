"""What stands beside a published file: text found by search, learning, improvements, a corrected summary, the feed."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.learning import note
from reviews.models import Artefact, Correction, Review
from reviews.operations import publication as operations
from tests.factories import reviews as made
from tests.reviews.test_public_reviews import HIDDEN, published, written

S = Artefact.State
ATOM = "{http://www.w3.org/2005/Atom}"


def found(words):
    return {review.public_title for review in Client().get(published(), {"q": words}).context["page"]}


def page_of(artefact):
    return Client().get(artefact.review.get_absolute_url()).content.decode()


# Search in the files --------------------------------------------------------------------------------------


def test_search_finds_the_text_of_a_file_while_it_is_live_and_not_a_moment_longer(cast):
    artefact = made.artefact(
        cast,
        S.SCHEDULED,
        case=made.in_review_as(cast, "Child Rowan", "About it."),
        content=written("Midwives escalated"),
    )
    assert found("midwives") == set()
    assert Artefact.objects.filter(words=None).count() == 1
    with time_machine.travel(artefact.publish_at, tick=False):
        operations.publish_due()
    assert found("MIDWIVES escalating") == {"Child Rowan"}

    operations.withdraw(made.fresh(artefact), by=cast.manager, reason="Emergency")

    assert found("midwives") == set()
    assert Artefact.objects.filter(words=None).count() == 1


@pytest.mark.shows("S-DR")
def test_the_database_itself_keeps_no_words_of_what_is_not_live(cast, ready_artefact):
    artefact = ready_artefact

    with pytest.raises(DatabaseError, match="artefact_is_searched_only_while_live"), transaction.atomic():
        Artefact.objects.filter(pk=artefact.pk).update(words="secret")


# Learning and improvements --------------------------------------------------------------------------------


def test_a_review_shows_its_public_learning_and_no_other(cast, live):
    reference = live.review.case.reference
    note(by=cast.officer, text="Ask who made the call.", origin="review", reference=reference, public=True)
    note(by=cast.officer, text="Canary private.", origin="review", reference=reference)
    note(by=cast.officer, text="Canary of another.", origin="review", reference="LR-2001-001", public=True)

    page = page_of(live)

    assert "Ask who made the call." in page
    assert "Canary" not in page
    assert reference not in page
    assert found("call") == {live.review.public_title}


def test_an_improvement_is_public_once_somebody_else_has_checked_it(cast, live, sign_in):
    case = live.review.case
    officer = sign_in(cast.officer)
    officer.post(reverse("reviews:add_improvement", args=[case.pk]), {"text": "Midwives ask each other now."})
    improvement = live.review.improvements.get()
    check = reverse("reviews:check_improvement", args=[improvement.pk])

    assert "Midwives ask" not in page_of(live)
    own = officer.post(check, {"passed": "yes"}).content.decode()
    assert "The person who wrote it cannot check it" in own
    assert sign_in(cast.chair).post(check, {"passed": "yes"}).status_code == 302

    assert "Midwives ask each other now." in page_of(live)
    assert found("midwives") == {live.review.public_title}
    operations.take_down_improvement(improvement, by=cast.manager, reason="It says too much.")
    assert "Midwives ask" not in page_of(live)
    assert found("midwives") == set()


def test_add_improvement_takes_no_reference_and_waits_for_something_live(cast):
    live, ready = made.artefact(cast, S.LIVE), made.artefact(cast, S.READY)

    with pytest.raises(Refused, match="must not hold the case's reference"):
        operations.add_improvement(live.review, by=cast.officer, text=f"See {live.review.case.reference}.")
    with pytest.raises(Refused, match="Nothing of this review is public"):
        operations.add_improvement(ready.review, by=cast.officer, text="Better.")


def test_an_improvement_that_somebody_turned_down_is_never_public(cast, live):
    improvement = operations.add_improvement(live.review, by=cast.officer, text="Ward 9 changed its rota.")

    operations.check_improvement(improvement, by=cast.chair, passed=False, note="It names a ward.")

    assert "rota" not in page_of(live)
    with pytest.raises(Refused, match="checked already"):
        operations.check_improvement(improvement, by=cast.manager, passed=True)


# A summary put right --------------------------------------------------------------------------------------


def test_correct_summary_replaces_it_after_two_others_and_keeps_the_old(cast):
    artefact = made.artefact(
        cast, S.LIVE, case=made.in_review_as(cast, "Child Rowan", "About a baby in June.")
    )
    review = artefact.review
    correction = operations.correct_summary(
        review, by=cast.officer, new="About a baby.", reason="A month is too much."
    )

    with pytest.raises(Refused, match="The person who wrote it cannot check it"):
        operations.check_correction(correction, by=cast.officer, passed=True)
    operations.check_correction(correction, by=cast.manager, passed=True)
    with pytest.raises(Refused, match="You have checked it already"):
        operations.check_correction(correction, by=cast.manager, passed=True)
    assert "About a baby in June." in page_of(artefact)
    operations.check_correction(correction, by=cast.chair, passed=True)

    page = page_of(artefact)
    assert "About a baby." in page
    assert "June" not in page
    assert (Correction.objects.get().old, made.fresh(artefact).state) == ("About a baby in June.", S.LIVE)


def test_correct_summary_that_one_turns_down_changes_nothing(cast, live):
    before = live.review.abstract
    correction = operations.correct_summary(live.review, by=cast.officer, new="Anna.", reason="Shorter.")

    with pytest.raises(Refused, match="Another summary is being checked already"):
        operations.correct_summary(live.review, by=cast.officer, new="Other.", reason="x")
    operations.check_correction(correction, by=cast.chair, passed=False, note="A name.")

    assert Review.objects.get(pk=live.review.pk).abstract == before
    with pytest.raises(Refused, match="checked already"):
        operations.check_correction(correction, by=cast.manager, passed=True)


# Archived -------------------------------------------------------------------------------------------------


def test_archive_waits_for_the_least_time_and_leaves_a_page_at_the_same_address(cast, sign_in):
    with time_machine.travel("2026-02-02 10:00Z", tick=False):
        artefact = made.artefact(cast, S.LIVE, content=written("Midwives"))
    assert f"{artefact.keep_until}" == "2027-02-11"
    operations.link_repository(artefact.review, by=cast.officer, link="https://example.org/NC1")
    with (
        time_machine.travel("2027-02-10 23:00Z", tick=False),
        pytest.raises(Refused, match="It stays public until 11 February 2027 at least"),
    ):
        operations.archive(artefact, by=cast.manager, reason="Old.")

    with time_machine.travel("2027-02-11 00:30Z", tick=False):
        archive = reverse("reviews:archive", args=[artefact.pk])
        done = sign_in(cast.manager).post(archive, {"reason": "Old."})
        page, file = (
            Client().get(path) for path in (artefact.review.get_absolute_url(), artefact.public_address())
        )

    assert done.status_code == 302
    assert (page.status_code, file.status_code) == (200, 200)
    for answer in (page, file):
        html = answer.content.decode()
        assert artefact.review.public_title in html
        assert "is no longer here" in html
        assert "11 February 2026" in html
        assert "https://example.org/NC1" in html
        assert artefact.review.abstract not in html
        assert "Old." not in html
    assert found("midwives") == set()
    assert artefact.review.public_title in Client().get(published()).content.decode()


def test_a_briefing_stays_when_the_report_is_archived(cast):
    with time_machine.travel(timezone.now() - timedelta(500), tick=False):
        report = made.artefact(cast, S.LIVE)
        briefing = made.artefact(cast, S.LIVE, case=made.again(report.review.case), kind="briefing")
    operations.archive(report, by=cast.manager, reason="Old.")

    page = page_of(report)

    assert briefing.public_address() in page
    assert report.public_address() not in page
    assert "the file is no longer here" in page


def test_a_review_given_to_the_repository_without_our_name_is_not_linked_from_here(cast):
    live = made.artefact(cast, S.LIVE, kind="improvements")
    operations.link_repository(live.review, by=cast.officer, link="https://example.org/NC1")
    assert "https://example.org/NC1" in page_of(live)

    made.decided_to_publish(cast, live.review, "repository")

    assert "https://example.org/NC1" not in page_of(live)
    with pytest.raises(Refused, match="a link would say whose it is"):
        operations.link_repository(live.review, by=cast.officer, link="https://example.org/NC2")


# The feed, and filters ------------------------------------------------------------------------------------


def entries():
    answer = Client().get(reverse("public:reviews_feed"))
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content), answer.content.decode()  # noqa: S314 -- our own


def test_the_feed_holds_what_is_live_under_an_id_that_stays(cast):
    live = made.artefact(cast, S.LIVE, case=made.in_review_as(cast, "Child Rowan", "About bruises."))
    for state in HIDDEN[:-1]:
        made.artefact(cast, state, case=made.in_review_as(cast, f"Canary {state}", "Canary."))

    feed, text = entries()

    ids = [entry.find(f"{ATOM}id").text for entry in feed.iter(f"{ATOM}entry")]
    assert ids == [f"tag:localhost,{live.live_on}:{live.public_address()}"]
    assert [entry.find(f"{ATOM}title").text for entry in feed.iter(f"{ATOM}entry")] == [
        "Child Rowan: full report"
    ]
    assert "Canary" not in text
    assert live.review.case.reference not in text
    assert entries()[1] == text
    operations.withdraw(live, by=cast.manager, reason="Emergency")
    assert list(entries()[0].iter(f"{ATOM}entry")) == []
    for path in (published(), reverse("public:home")):
        assert 'href="/reviews/feed.atom"' in Client().get(path).content.decode()


def test_mistake_21_filters_appear_only_where_every_choice_leaves_enough(cast, settings):
    settings.PUBLIC_FILTER_MINIMUM = 2
    for kind, theme in (("thematic", "babies"), ("thematic", "neglect"), ("practice_review", "neglect")):
        artefact = made.artefact(cast, S.LIVE)
        Review.objects.filter(pk=artefact.review.pk).update(public_kind=kind, themes=[theme])

    page = Client().get(published())
    assert list(page.context["choose"].fields) == ["kind"]  # both thematic; a theme with it would leave one
    assert [value for value, _ in page.context["choose"].fields["kind"].choices] == ["", "thematic"]
    chosen = Client().get(published(), {"kind": "thematic"})
    assert chosen.context["page"].paginator.count == 2
    for beyond in ({"kind": "practice_review"}, {"theme": "babies"}, {"year": "2026"}, {"kind": "x"}):
        assert Client().get(published(), beyond).context["page"].paginator.count == 3
    both = Client().get(published(), {"kind": "thematic", "q": "learning"})
    assert (both.context["chosen"], both.context["page"].paginator.count) == ({}, 3)

    settings.PUBLIC_FILTER_MINIMUM = 5
    assert Client().get(published()).context["choose"] is None
