"""The reviewer's own workspace: their review of today, what was shared with them, and nothing else of the case."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Deadline, Event
from reviews.models import ReviewerAppointment
from reviews.operations import under_way as operations
from reviews.operations.review import name_review, remove_reviewer
from tests.factories import commissioning as commission
from tests.factories import reviews as made


def address(name, thing):
    return reverse(f"reviews:{name}", args=[thing.pk])


def answers(client, path):
    """What the client is answered there; a file is read to its end, and so closed."""
    response = client.get(path)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def furnished(cast, case, by):
    """One of everything that a reviewer may see of their review, each with a word of its own."""
    review, today = case.review, timezone.localdate()
    things = {
        "request": operations.ask_in_writing(review, by=cast.officer, text="KANARIENREQUEST", due_on=today),
        "draft": operations.send_draft(
            review, by=by, content=made.pdf(), filename="a.pdf", note="KANARIENDRAFT"
        ),
        "paper": operations.share_paper(
            review,
            by=cast.officer,
            kind="document",
            title="KANARIENPAPER",
            content=made.pdf(),
            filename="a.pdf",
        ),
        "report": operations.share_paper(review, by=cast.officer, kind="rapid_review"),
    }
    operations.hold_event(
        review, by=cast.officer, held_on=today, kind="group", number=2, heard="KANARIENHEARD"
    )
    operations.hold_review_meeting(
        review, by=cast.officer, held_on=today, attendance="x", decisions="KANARIENDECIDED"
    )
    appointment = review.reviewers.get(person=by)
    operations.keep_notes(appointment, by=by, text="KANARIENNOTES", seen=0)
    return things


def paths(things):
    return {
        address("answer_request", things["request"]),
        address("draft_file", things["draft"]),
        address("shared_paper", things["paper"]),
        address("shared_paper", things["report"]),
        reverse("reviews:send_draft", args=[things["draft"].review.case_id]),
    }


def test_my_review_shows_the_reviewer_what_is_theirs(cast, case_in_review, sign_in):
    artefact = made.artefact(cast, "checking", case=case_in_review)
    case = artefact.review.case
    things = furnished(cast, case, cast.reviewer)
    due = Deadline.objects.get(duty="publish")
    client = sign_in(cast.reviewer)

    page = client.get(reverse("reviews:my_review")).text

    assert artefact.review.terms.questions in page
    assert f"{due.due_on:%-d %B %Y}" in page
    assert address("artefact_file", artefact) in page
    for word in ("DRAFT", "PAPER", "HEARD", "DECIDED", "NOTES"):
        assert f"KANARIEN{word}" in page, word
    assert "KANARIENREQUEST" in client.get(address("answer_request", things["request"])).text
    assert {answers(client, path) for path in paths(things)} == {200}
    assert "What was found on facts." in client.get(address("shared_paper", things["report"])).text


def test_another_reviewer_sees_nothing_of_it_whatever_number_they_guess(cast, case_in_review, sign_in):
    things = furnished(cast, case_in_review, cast.reviewer)
    other = cast.person("Other reviewer", Role.EXTERNAL_REVIEWER)
    commission.begun(
        cast, made.agreed(cast), reviewer=commission.on_register(cast, other), questions="Theirs"
    )
    client = sign_in(other)

    page = client.get(reverse("reviews:my_review")).text
    assert "Theirs" in page
    assert "KANARIEN" not in page
    assert {path: answers(client, path) for path in paths(things)} == dict.fromkeys(paths(things), 404)
    notes = reverse("reviews:keep_notes", args=[things["request"].appointment_id])
    assert client.post(notes, {"text": "Mine", "seen": 1}).status_code == 404


def test_my_review_is_empty_from_the_day_after_the_appointment_ends(cast, case_in_review, sign_in):
    artefact = made.artefact(cast, "checking", case=case_in_review)
    things = furnished(cast, artefact.review.case, cast.reviewer)
    last = timezone.localdate() + timedelta(30)
    ReviewerAppointment.objects.update(ends_on=last)
    closed = paths(things) | {address("artefact_file", artefact)}

    with time_machine.travel(f"{last} 12:00Z", tick=False):
        client = sign_in(cast.reviewer)
        assert {answers(client, path) for path in closed} == {200}
    with time_machine.travel(f"{last + timedelta(1)} 12:00Z", tick=False):
        client = sign_in(cast.reviewer)
        page = client.get(reverse("reviews:my_review")).text
        assert "You are not appointed to a review at the moment" in page
        assert "KANARIEN" not in page
        assert {answers(client, path) for path in closed} == {404}
        with pytest.raises(Refused, match="while appointed"):
            operations.keep_notes(ReviewerAppointment.objects.get(), by=cast.reviewer, text="x", seen=1)


def test_whoever_is_removed_sees_nothing_from_that_moment_and_their_successor_no_paper_of_theirs(
    cast, case_in_review, sign_in
):
    case = case_in_review
    made.in_review(cast, named=False)  # another review of the same reviewer keeps their role
    things = furnished(cast, case, cast.reviewer)
    client = sign_in(cast.reviewer)
    remove_reviewer(
        case.review, by=cast.manager, reason="The work stopped.", agreed_on=timezone.localdate(),
        offices=dict.fromkeys(cast.partners, "Chief executive"),
    )  # fmt: skip

    assert {answers(client, path) for path in paths(things)} == {404}
    assert "KANARIEN" not in client.get(reverse("reviews:my_review")).text

    newcomer = type(cast.reviewer).objects.create_user("new@portal.test", name="Another reviewer")
    commission.begun(cast, made.again(case), reviewer=commission.on_register(cast, newcomer))
    successor = sign_in(newcomer)
    page = successor.get(reverse("reviews:my_review")).text
    assert "KANARIENPAPER" not in page
    assert "KANARIENNOTES" not in page
    for name in ("paper", "report"):
        assert successor.get(address("shared_paper", things[name])).status_code == 404
    assert successor.get(address("answer_request", things["request"])).status_code == 404


def test_a_paper_taken_back_is_gone_and_each_reading_before_was_recorded(cast, case_in_review, sign_in):
    things = furnished(cast, case_in_review, cast.reviewer)
    paper, client = things["paper"], sign_in(cast.reviewer)

    for _ in range(2):
        b"".join(client.get(address("shared_paper", paper)).streaming_content)
    sign_in(cast.officer).post(address("unshare_paper", paper))

    assert client.get(address("shared_paper", paper)).status_code == 404
    assert "KANARIENPAPER" not in client.get(reverse("reviews:my_review")).text
    read = Event.objects.about(paper).filter(verb="read shared paper")
    assert [event.actor_id for event in read] == [str(cast.reviewer.pk)] * 2


def test_my_review_reviewer_opens_no_case_and_no_other_page(cast, ready_artefact, sign_in):
    artefact = ready_artefact
    case = artefact.review.case
    client = sign_in(cast.reviewer)

    closed = [case.get_absolute_url(), artefact.get_absolute_url(), reverse("reviews:list")]
    closed += [
        address(name, case)
        for name in (
            "draft",
            "decide",
            "commissioning",
            "set_terms",
            "check_progress",
            "share_paper",
            "hold_event",
        )
    ]
    assert [answers(client, path) for path in closed] == [403] * len(closed)


def test_nobody_else_reads_the_reviewers_notes(cast, case_in_review, sign_in):
    case = case_in_review
    furnished(cast, case, cast.reviewer)

    for who in ("manager", "officer", "advisor", "chair"):
        client = sign_in(getattr(cast, who))
        assert "KANARIENNOTES" not in client.get(case.get_absolute_url()).text
        assert client.get(reverse("reviews:my_review")).status_code == 403
    assert [e.pk for e in Event.objects.all() if "KANARIENNOTES" in f"{e.label}{e.facts}{e.why}"] == []


def test_keep_notes_tells_of_another_window_and_loses_nothing_typed(cast, case_in_review, sign_in):
    appointment = case_in_review.review.reviewers.get()
    client = sign_in(cast.reviewer)
    path = reverse("reviews:keep_notes", args=[appointment.pk])

    assert client.post(path, {"text": "First", "seen": 0}).status_code == 302
    page = client.post(path, {"text": "Typed beside", "seen": 0})

    assert "Your notes were saved in another window" in page.text
    assert "Typed beside" in page.text
    assert ReviewerAppointment.objects.get().notes.text == "First"


def test_send_draft_is_the_reviewers_while_the_review_is_under_way(cast, case_in_review, sign_in):
    case = case_in_review
    file = {"file": made_file(), "final": "no", "note": "Chapters one to three"}

    answer = sign_in(cast.reviewer).post(address("send_draft", case), file)

    assert answer.url == reverse("reviews:my_review")
    draft = case.review.drafts.get()
    assert (draft.sent_by, draft.final, draft.note) == (cast.reviewer, False, "Chapters one to three")


def made_file():
    return SimpleUploadedFile("somebodys-name.pdf", made.pdf(), "application/pdf")


def test_my_review_asks_the_database_the_same_for_one_review_and_three(
    cast, sign_in, django_assert_max_num_queries
):
    made.artefact(cast)
    client = sign_in(cast.reviewer)
    client.get(reverse("reviews:my_review"))
    with django_assert_max_num_queries(50) as one:
        client.get(reverse("reviews:my_review"))
    for number in range(2):
        case = made.in_review(cast, named=False)
        name_review(case.review, by=cast.officer, public_title=f"Other {number}", abstract="x")

    with django_assert_max_num_queries(len(one)):
        page = client.get(reverse("reviews:my_review"))

    assert len(page.context["spaces"]) == 3
