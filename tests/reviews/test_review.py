"""Beginning a review, its name in public, and what its reviewer sees."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, Deadline
from reviews.models import Artefact, Review, ReviewerAppointment, Stage
from reviews.operations import publication
from reviews.operations import review as operations
from reviews.operations.panel import hear_from_panel
from reviews.rules.publication import CHECKLIST
from tests.factories import reviews as made

TERMS = {
    "basis": "Two reviews, references, interview.",
    "terms": "What was known, and what was done.",
    "no_conflict": "on",
}


def address(name, case):
    return reverse(f"reviews:{name}", args=[case.pk])


def begin(case, by, reviewer, **changes):
    given = {"terms": "What was known", "basis": "Interview", "no_conflict": True}
    return operations.begin_review(case, by=by, reviewer=reviewer, **given | changes)


# Beginning ------------------------------------------------------------------------------------------------


def test_begin_review_counts_six_months_from_the_decision_and_not_from_the_appointment(cast):
    with time_machine.travel("2025-08-31 10:00Z", tick=False):
        case = made.awaiting_panel(cast)
    with time_machine.travel("2025-11-20 10:00Z", tick=False):
        hear_from_panel(case, by=cast.officer, kind="agrees", received_on=date(2025, 11, 20), summary="")
        begin(case, cast.officer, cast.reviewer)

    due = Deadline.objects.get(duty="publish")
    assert (due.starts_on, due.due_on, due.target_on) == (
        date(2025, 8, 31), date(2026, 2, 28), date(2026, 2, 27)
    )  # fmt: skip


def test_begin_review_gives_somebody_without_a_role_the_reviewers_role_until_their_last_day(cast, sign_in):
    case = made.agreed(cast)
    newcomer = type(cast.reviewer).objects.create_user("new@portal.test", name="Another reviewer")
    last = timezone.localdate() + timedelta(90)

    answer = sign_in(cast.manager).post(
        address("begin_review", case),
        TERMS
        | {"reviewer": newcomer.pk}
        | {"ends_on_day": last.day, "ends_on_month": last.month, "ends_on_year": last.year},
    )

    assert answer.status_code == 302
    assert made.again(case).stage == Stage.LCSPR_ACTIVE
    held = Appointment.objects.get(person=newcomer)
    assert (held.role, held.ends_on) == (Role.EXTERNAL_REVIEWER, last)


def test_begin_review_offers_nobody_who_holds_another_role(cast, sign_in):
    newcomer = type(cast.reviewer).objects.create_user("new@portal.test", name="Another reviewer")

    form = sign_in(cast.manager).get(address("begin_review", made.agreed(cast))).context["form"]

    assert set(form.fields["reviewer"].queryset) == {cast.reviewer, newcomer}


def test_begin_review_with_nobody_to_appoint_says_how_to_invite_somebody(cast, sign_in):
    case = made.agreed(cast)
    Appointment.objects.create(
        person=cast.reviewer, role=Role.PRACTITIONER, organisation=cast.hospital, starts_on=date(2020, 1, 1)
    )

    page = sign_in(cast.manager).get(address("begin_review", case)).content.decode()

    assert "Invite the reviewer as an external reviewer first" in page
    assert reverse("people") in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"terms": " "}, "Give the terms of reference"),
        ({"basis": " "}, "Give the terms of reference, and on what basis"),
        ({"no_conflict": False}, "declared no conflict of interest"),
        ({"ends_on": date(2020, 1, 1)}, "would end before it begins"),
    ],
)
def test_begin_review_says_what_is_missing(cast, changes, sentence):
    case = made.agreed(cast)

    with pytest.raises(Refused, match=sentence):
        begin(case, cast.officer, cast.reviewer, **changes)

    assert not ReviewerAppointment.objects.exists()


@pytest.mark.parametrize("make", [made.decided, made.in_review])
def test_begin_review_only_where_a_review_is_being_commissioned(cast, make):
    case = make(cast)
    before = ReviewerAppointment.objects.count()

    with pytest.raises(Refused, match="No review is being commissioned"):
        begin(case, cast.officer, cast.reviewer)

    assert ReviewerAppointment.objects.count() == before


def test_begin_review_after_a_reviewer_was_lost_leaves_the_time_limit_as_it_was(cast):
    """The case goes back to being commissioned: the first clock goes on and no second one begins."""
    case = made.in_review(cast)
    type(case).objects.filter(pk=case.pk).update(stage=Stage.LCSPR_SETUP)

    begin(made.again(case), cast.officer, cast.reviewer)

    assert Deadline.objects.filter(duty="publish").count() == 1


# The name -------------------------------------------------------------------------------------------------


def test_name_review_gives_an_address_that_stays_when_the_name_changes(cast, sign_in):
    case = made.in_review(cast, named=False)
    client = sign_in(cast.officer)

    client.post(address("name_review", case), {"public_title": "Child Rowan", "abstract": "About bruises."})
    client.post(address("name_review", case), {"public_title": "Child Hazel", "abstract": "About bruises."})

    review = Review.objects.get(case=case)
    assert (review.public_title, review.slug) == ("Child Hazel", "child-rowan")


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
def test_name_review_stays_as_it_was_checked(cast, sign_in, state):
    """Otherwise what the public reads could change after two people had found that it identifies nobody."""
    review = made.artefact(cast, state).review
    before = (review.public_title, review.abstract)

    page = sign_in(cast.manager).get(address("name_review", review.case)).content.decode()
    with pytest.raises(Refused, match="have been checked together with a file"):
        operations.name_review(review, by=cast.manager, public_title="Somebody's real name", abstract="x")

    review.refresh_from_db()
    assert (review.public_title, review.abstract) == before
    assert "so they stay as they are" in page


def test_name_review_stays_from_the_first_of_the_two_checks_on(cast):
    artefact = made.artefact(cast, "checking")
    publication.check_anonymity(artefact, by=cast.officer, passed=True, looked_for=CHECKLIST)

    with pytest.raises(Refused, match="have been checked together with a file"):
        operations.name_review(artefact.review, by=cast.manager, public_title="Other", abstract="x")


def test_name_review_is_open_again_once_the_file_is_replaced(cast):
    artefact = made.artefact(cast, "ready")
    publication.replace_file(artefact, by=cast.manager, content=made.pdf("v2"), filename="v2.pdf")

    renamed = operations.name_review(artefact.review, by=cast.manager, public_title="Other", abstract="x")

    assert renamed.public_title == "Other"


# The reviewer's own page ----------------------------------------------------------------------------------


def test_my_review_shows_the_reviewer_terms_due_date_and_files(cast, sign_in):
    artefact = made.artefact(cast, "checking")
    due = Deadline.objects.get(duty="publish")

    page = sign_in(cast.reviewer).get(reverse("reviews:my_review")).content.decode()

    assert artefact.review.terms.questions in page
    assert f"{due.due_on:%-d %B %Y}" in page
    assert reverse("reviews:artefact_file", args=[artefact.pk]) in page


def test_my_review_shows_no_review_of_another_reviewer(cast, sign_in):
    made.in_review(cast)
    other = cast.person("Other reviewer", Role.EXTERNAL_REVIEWER)
    another_case = made.agreed(cast)
    begin(another_case, cast.officer, other, terms="The other terms of reference")
    theirs = made.artefact(cast, case=made.again(another_case_named(another_case, cast)))

    client = sign_in(cast.reviewer)

    assert "The other terms of reference" not in client.get(reverse("reviews:my_review")).content.decode()
    assert client.get(reverse("reviews:artefact_file", args=[theirs.pk])).status_code == 404
    assert (
        sign_in(other).get(reverse("reviews:my_review")).context["appointments"].get().review == theirs.review
    )


def another_case_named(case, cast):
    operations.name_review(case.review, by=cast.officer, public_title="Another", abstract="x")
    return case


def test_my_review_is_empty_from_the_day_after_the_appointment_ends(cast, sign_in):
    artefact = made.artefact(cast, "checking")
    last = timezone.localdate() + timedelta(30)
    ReviewerAppointment.objects.update(ends_on=last)
    file = reverse("reviews:artefact_file", args=[artefact.pk])

    with time_machine.travel(f"{last} 12:00Z", tick=False):
        client = sign_in(cast.reviewer)
        answer = client.get(file)
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    with time_machine.travel(f"{last + timedelta(1)} 12:00Z", tick=False):
        client = sign_in(cast.reviewer)
        page = client.get(reverse("reviews:my_review")).content.decode()
        assert "You are not appointed to a review today" in page
        assert artefact.title not in page
        assert client.get(file).status_code == 404


def test_my_review_reviewer_opens_no_case_and_no_other_page(cast, sign_in):
    artefact = made.artefact(cast, Artefact.State.READY)
    client = sign_in(cast.reviewer)

    closed = [
        artefact.review.case.get_absolute_url(),
        artefact.get_absolute_url(),
        reverse("reviews:list"),
        address("draft", artefact.review.case),
        address("decide", artefact.review.case),
    ]
    assert [client.get(path).status_code for path in closed] == [403] * len(closed)


def test_my_review_asks_the_database_the_same_for_one_review_and_three(
    cast, sign_in, django_assert_max_num_queries
):
    made.artefact(cast)
    client = sign_in(cast.reviewer)
    client.get(reverse("reviews:my_review"))
    with django_assert_max_num_queries(50) as one:
        client.get(reverse("reviews:my_review"))
    made.artefact(cast)
    made.artefact(cast)

    with django_assert_max_num_queries(len(one)):
        page = client.get(reverse("reviews:my_review"))

    assert len(page.context["appointments"]) == 3
