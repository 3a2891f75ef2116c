"""The name under which the public knows a review."""

import pytest
from django.urls import reverse

from partnership.access import Refused
from reviews.models import Review
from reviews.operations import publication
from reviews.operations import review as operations
from reviews.rules.publication import CHECKLIST
from tests.factories import reviews as made


def address(name, case):
    return reverse(f"reviews:{name}", args=[case.pk])


def test_name_review_gives_an_address_that_stays_once_the_public_has_been_there(cast, sign_in):
    """Until then it follows: a first name that said too much is not left behind in the address."""
    case = made.in_review(cast, named=False)
    client = sign_in(cast.officer)

    client.post(address("name_review", case), {"public_title": "Child Rowan", "abstract": "About bruises."})
    client.post(address("name_review", case), {"public_title": "Child Hazel", "abstract": "About bruises."})

    review = Review.objects.get(case=case)
    assert (review.public_title, review.slug) == ("Child Hazel", "child-hazel")
    report = made.artefact(cast, "live", case=made.again(case))
    gone = publication.withdraw(report, by=cast.manager, reason="A brother was recognised.")
    with pytest.raises(Refused, match="have been checked together with a file"):
        operations.name_review(gone.review, by=cast.officer, public_title="Child Yew", abstract="x")
    assert Review.objects.get(case=case).slug == "child-hazel"


def test_name_review_numbers_a_name_that_is_taken(cast):
    slugs = []
    for title in ("Child Rowan", "Child Rowan 2", "Child Rowan", "Child Rowan and others", "Child Rowan"):
        review = made.in_review(cast, named=False).review
        slugs.append(operations.name_review(review, by=cast.officer, public_title=title, abstract="x").slug)

    assert slugs == [
        "child-rowan",
        "child-rowan-2",
        "child-rowan-3",
        "child-rowan-and-others",
        "child-rowan-4",
    ]


@pytest.mark.parametrize("written", ["{}", "Review {} of the county", "as lower: {l}", "spaced {s}"])
def test_mistake_17_name_review_never_takes_the_cases_reference(cast, written):
    case = made.in_review(cast, named=False)
    ref = case.reference
    text = written.format(ref, l=ref.lower(), s=ref.replace("-", " "))

    for given in ({"public_title": text, "abstract": "x"}, {"public_title": "Child Rowan", "abstract": text}):
        with pytest.raises(Refused, match="must not hold the case's reference"):
            operations.name_review(case.review, by=cast.officer, **given)


@pytest.mark.parametrize("title", ["…", "  ", "!!!"])
def test_name_review_needs_letters(cast, title):
    with pytest.raises(Refused, match="Choose"):
        operations.name_review(
            made.in_review(cast, named=False).review, by=cast.officer, public_title=title, abstract="x"
        )


@pytest.mark.parametrize("state", ["signing", "ready", "scheduled", "live"])
def test_name_review_stays_as_it_was_checked(cast, case_in_review, sign_in, state):
    """Otherwise what the public reads could change after two people had found that it identifies nobody."""
    review = made.artefact(cast, state, case=case_in_review).review
    before = (review.public_title, review.abstract)

    page = sign_in(cast.manager).get(address("name_review", review.case)).content.decode()
    with pytest.raises(Refused, match="have been checked together with a file"):
        operations.name_review(review, by=cast.manager, public_title="Somebody's real name", abstract="x")

    review.refresh_from_db()
    assert (review.public_title, review.abstract) == before
    assert "so you cannot change them now" in page


def test_name_review_stays_from_the_first_of_the_two_checks_on(cast, case_in_review):
    artefact = made.artefact(cast, "checking", case=case_in_review)
    publication.check_anonymity(artefact, by=cast.officer, passed=True, looked_for=CHECKLIST)

    with pytest.raises(Refused, match="have been checked together with a file"):
        operations.name_review(artefact.review, by=cast.manager, public_title="Other", abstract="x")


def test_name_review_is_open_again_once_the_file_is_replaced(cast, ready_artefact):
    artefact = ready_artefact
    publication.replace_file(artefact, by=cast.manager, content=made.pdf("v2"), filename="v2.pdf")

    renamed = operations.name_review(artefact.review, by=cast.manager, public_title="Other", abstract="x")

    assert renamed.public_title == "Other"
