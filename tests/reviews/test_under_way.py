"""The review under way: checks at an interval, requests in writing, meetings, events, drafts and papers."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Deadline, Document, Event, Letter
from partnership.operations.letters import post_letters
from reviews.models import InformationAnswer, ProgressCheck, ReviewDraft, SharedPaper, Stage, WrittenRequest
from reviews.operations import publication
from reviews.operations import under_way as operations
from reviews.operations.case import lock, move
from reviews.operations.chronology import merged
from tests.factories import commissioning as commission
from tests.factories import reviews as made

CHECK = {"time": "on_time", "quality": "good", "note": "Gone through with the reviewer."}


def address(name, thing):
    return reverse(f"reviews:{name}", args=[thing.pk])


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def ask(cast, review, **changes):
    given = {"text": "What is written so far?", "due_on": timezone.localdate() + timedelta(14)}
    return operations.ask_in_writing(review, by=cast.officer, **given | changes)


# Checks ---------------------------------------------------------------------------------------------------


def test_check_progress_opens_the_next_one_thirty_days_from_the_day_of_this(cast, sign_in):
    with time_machine.travel("2026-01-05 10:00Z", tick=False):
        case = made.in_review(cast)
    with time_machine.travel("2026-01-31 10:00Z", tick=False):
        answer = sign_in(cast.officer).post(
            address("check_progress", case), CHECK | day("checked_on", date(2026, 1, 30))
        )

    assert answer.status_code == 302
    checks = Deadline.objects.filter(duty="progress_check").order_by("pk")
    assert [(d.starts_on, d.due_on, d.done_on, d.late) for d in checks] == [
        (date(2026, 1, 5), date(2026, 2, 4), date(2026, 1, 30), False),
        (date(2026, 1, 30), date(2026, 3, 1), None, None),
    ]
    assert checks[0].progress_check.checked_by == cast.officer
    assert "regulation 14" in checks[1].source
    assert checks[1].force == "local"


def test_an_overdue_check_shows_on_the_case_and_asks_why(cast, sign_in):
    with time_machine.travel("2026-01-05 10:00Z", tick=False):
        case = made.in_review(cast)
    with time_machine.travel("2026-02-05 10:00Z", tick=False):
        client = sign_in(cast.officer)
        step = next(
            s for s in client.get(case.get_absolute_url()).context["steps"] if s["key"] == "under_way"
        )
        assert [(clock["deadline"].duty, clock["late"]) for clock in step["clocks"]] == [
            ("progress_check", True)
        ]
        diary = client.get(reverse("diary")).text
        assert "Check the time and quality of the review" in diary
        typed = CHECK | day("checked_on", date(2026, 2, 5))
        assert "Say why it is late" in client.post(address("check_progress", case), typed).text
        assert not ProgressCheck.objects.exists()
        assert (
            client.post(address("check_progress", case), typed | {"late_reason": "Illness"}).status_code
            == 302
        )

        drawn = client.get(case.get_absolute_url())

    assert Deadline.objects.get(duty="progress_check", done_on__isnull=False).late_reason == "Illness"
    step = next(s for s in drawn.context["steps"] if s["key"] == "under_way")
    assert [clock["deadline"].due_on for clock in step["clocks"]] == [date(2026, 3, 7)]
    assert "Illness" in drawn.text


def test_check_progress_is_never_edited_and_never_goes_back(cast):
    with time_machine.travel(timezone.now() - timedelta(9), tick=False):
        review = made.in_review(cast).review
    operations.check_progress(review, by=cast.officer, checked_on=timezone.localdate(), **CHECK)

    with pytest.raises(Refused, match="A later check"):
        operations.check_progress(
            review, by=cast.officer, checked_on=timezone.localdate() - timedelta(1), **CHECK
        )
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        ProgressCheck.objects.update(quality="poor")


def test_what_is_only_due_while_the_review_runs_ends_when_it_is_over(cast, case_in_review):
    case = case_in_review
    asked = ask(cast, case.review)
    case = lock(case)
    move(case, Stage.LCSPR_SIGNOFF, by=cast.officer)
    assert Deadline.objects.outstanding().filter(duty__in=["progress_check", "written_request"]).count() == 2
    move(case, Stage.PUB_DECISION, by=cast.officer)

    ended = Deadline.objects.filter(duty__in=["progress_check", "written_request"])
    assert {d.ended_reason for d in ended} == {"The case is having its review published"}
    with pytest.raises(Refused, match="not under way"):
        operations.answer_request(asked, by=cast.reviewer, answer="Late")


# Requests in writing --------------------------------------------------------------------------------------


def test_ask_in_writing_is_due_and_its_letter_holds_the_reference_and_a_link_alone(cast, case_in_review):
    case = case_in_review
    asked = ask(cast, case.review, text="KANARIEN")
    post_letters()

    letter = Letter.objects.get(recipient=cast.reviewer, key__startswith="request:")
    assert (letter.reference, letter.path) == (case.reference, asked.get_absolute_url())
    assert asked.deadline.owner == cast.reviewer
    assert asked.deadline.path == asked.get_absolute_url()
    assert [m.body for m in mail.outbox if "KANARIEN" in m.body + m.subject] == []
    assert [e.pk for e in Event.objects.all() if "KANARIEN" in f"{e.label}{e.facts}{e.why}"] == []


def test_answer_request_keeps_words_and_document_and_is_answered_once(cast, case_in_review, sign_in):
    case = case_in_review
    asked = ask(cast, case.review)
    client = sign_in(cast.reviewer)

    assert (
        "Write the answer, or choose a document"
        in client.post(address("answer_request", asked), {"answer": " "}).text
    )
    operations.answer_request(
        asked, by=cast.reviewer, answer="Three chapters.", content=made.pdf(), filename="names.pdf"
    )

    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by, asked.deadline.late) == ("Three chapters.", cast.reviewer, False)
    assert asked.document.download_name == f"answer-{asked.pk}.pdf"
    file = client.get(address("request_file", asked))
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    with pytest.raises(Refused, match="already"):
        operations.answer_request(asked, by=cast.reviewer, answer="Again")


def test_answer_request_late_says_why(cast):
    with time_machine.travel("2026-01-05 10:00Z", tick=False):
        asked = ask(cast, made.in_review(cast).review, due_on=date(2026, 1, 9))
    with time_machine.travel("2026-01-12 10:00Z", tick=False):
        with pytest.raises(Refused, match="Say why it was late"):
            operations.answer_request(asked, by=cast.reviewer, answer="Words")
        operations.answer_request(asked, by=cast.reviewer, answer="Words", late_reason="Leave")

    asked.deadline.refresh_from_db()
    assert (asked.deadline.late, asked.deadline.late_reason) == (True, "Leave")


def test_what_was_asked_in_writing_by_mistake_is_withdrawn_and_the_reviewer_told(
    cast, case_in_review, sign_in
):
    asked, other = ask(cast, case_in_review.review), ask(cast, case_in_review.review, text="Who was heard?")
    officer, reviewer = sign_in(cast.officer), sign_in(cast.reviewer)
    assert address("withdraw_request", asked) in officer.get(asked.get_absolute_url()).text
    assert address("withdraw_request", asked) not in reviewer.get(asked.get_absolute_url()).text

    assert (
        "Say why you are withdrawing"
        in officer.post(address("withdraw_request", asked), {"reason": " "}).text
    )
    officer.post(address("withdraw_request", asked), {"reason": "Meant for another review."})

    asked.deadline.refresh_from_db()
    assert (asked.deadline.outstanding, asked.text) == (False, "What is written so far?")
    page = reviewer.get(asked.get_absolute_url()).text
    assert "Meant for another review." in page
    assert "You do not need to answer" in page
    labels = Letter.objects.filter(path=asked.get_absolute_url()).order_by("pk").values_list("label", "state")
    assert list(labels) == [
        ("A request in writing", Letter.State.CANCELLED),
        ("A written request to you was withdrawn. You need do nothing.", Letter.State.PROMISED),
    ]
    assert Event.objects.get(verb="withdrew written request").why == "Meant for another review."
    assert officer.get(address("withdraw_request", asked)).status_code == 409
    operations.answer_request(other, by=cast.reviewer, answer="Three practitioners.")
    with pytest.raises(Refused, match=r"^This request has been answered"):
        operations.withdraw_request(other, by=cast.officer, reason="Too late.")


def test_nothing_is_asked_of_a_reviewer_whose_appointment_has_ended(cast):
    with time_machine.travel("2026-01-05 10:00Z", tick=False):
        case = made.agreed(cast)
        commission.begun(cast, case, ends_on=date(2026, 1, 31))
    with (
        time_machine.travel("2026-02-01 10:00Z", tick=False),
        pytest.raises(Refused, match="Nobody is appointed"),
    ):
        ask(cast, made.again(case).review)

    assert not WrittenRequest.objects.exists()


def test_an_appointment_that_ran_out_is_begun_anew_and_no_clock_starts_again(cast, sign_in):
    with time_machine.travel("2026-01-05 10:00Z", tick=False):
        case = made.agreed(cast)
        commission.begun(cast, case, ends_on=date(2026, 1, 31))
        before = list(Deadline.objects.values_list("pk", "due_on"))
    with time_machine.travel("2026-02-02 10:00Z", tick=False):
        assert sign_in(cast.manager).post(address("begin_review", case), {"x": "y"}).status_code == 302

    assert list(Deadline.objects.values_list("pk", "due_on")) == before
    assert case.review.reviewers.count() == 2


# Meetings, events, drafts ---------------------------------------------------------------------------------


def test_hold_event_keeps_a_number_and_what_was_heard(cast, case_in_review, sign_in):
    case = case_in_review
    typed = {"kind": "workshop", "number": "0", "heard": "All thought another had rung."}
    typed |= day("held_on", timezone.localdate())
    client = sign_in(cast.officer)

    assert client.post(address("hold_event", case), typed).status_code == 200
    assert client.post(address("hold_event", case), typed | {"number": "14"}).status_code == 302

    event = case.review.practitioner_events.get()
    assert (event.number, event.heard) == (14, "All thought another had rung.")


@pytest.mark.parametrize("deed", ["hold_event", "hold_review_meeting"])
def test_what_is_recorded_has_happened_since_the_decision(cast, case_in_review, deed):
    review = case_in_review.review
    words = {
        "hold_event": {"kind": "group", "number": 3, "heard": "x"},
        "hold_review_meeting": {"attendance": "x", "decisions": "x"},
    }[deed]

    for off in (1, -1):
        with pytest.raises(Refused, match=r"Record it once|before the review was decided"):
            getattr(operations, deed)(
                review, by=cast.officer, held_on=timezone.localdate() + timedelta(off), **words
            )


def test_send_draft_numbers_versions_and_the_final_one_moves_on_to_sign_off(cast, case_in_review):
    case = case_in_review
    for number in (1, 2):
        draft = operations.send_draft(case.review, by=cast.reviewer, content=made.pdf(), filename="a.pdf")
        assert draft.version == number
    assert made.again(case).stage == Stage.LCSPR_ACTIVE

    operations.send_draft(case.review, by=cast.reviewer, content=made.pdf(), filename="b.pdf", final=True)

    assert made.again(case).stage == Stage.LCSPR_SIGNOFF
    assert list(case.review.drafts.values_list("version", "final")) == [(3, True), (2, False), (1, False)]
    assert {d.download_name for d in Document.objects.filter(review_draft__isnull=False)} == {
        "draft-1.pdf", "draft-2.pdf", "draft-3.pdf",
    }  # fmt: skip
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        ReviewDraft.objects.update(note="Edited")


def test_a_file_to_be_published_still_moves_the_case_on_without_a_draft(cast, case_in_review):
    case = case_in_review
    publication.add_artefact(
        case.review,
        by=cast.manager,
        kind="report",
        title="What we learnt",
        content=made.pdf(),
        filename="a.pdf",
    )

    assert made.again(case).stage == Stage.LCSPR_SIGNOFF


def test_reading_a_draft_is_recorded_each_time(cast, case_in_review, sign_in):
    review = case_in_review.review
    draft = operations.send_draft(review, by=cast.reviewer, content=made.pdf(), filename="a.pdf")

    for who in ("reviewer", "advisor", "advisor"):
        b"".join(sign_in(getattr(cast, who)).get(address("draft_file", draft)).streaming_content)

    read = Event.objects.about(review).filter(verb="read draft")
    assert sorted(event.actor_id for event in read) == sorted(
        [str(cast.reviewer.pk), str(cast.advisor.pk), str(cast.advisor.pk)]
    )


# Papers ---------------------------------------------------------------------------------------------------


def test_share_paper_shows_one_agencys_answer_as_it_was_and_no_other(cast, case_in_review, sign_in):
    case = case_in_review
    answers = InformationAnswer.objects.filter(request__case=case, submitted_at__isnull=False)
    theirs = answers.get(request__organisation=cast.hospital)
    other = InformationAnswer.objects.filter(request__case=made.answered(cast)).first()

    page = sign_in(cast.officer).get(address("share_paper", case))
    assert set(page.context["form"].fields["answer"].queryset) == set(answers)
    with pytest.raises(Refused, match="for this case"):
        operations.share_paper(case.review, by=cast.officer, kind="answer", answer=other)
    paper = operations.share_paper(case.review, by=cast.officer, kind="answer", answer=theirs)
    with pytest.raises(Refused, match="has that paper already"):
        operations.share_paper(case.review, by=cast.officer, kind="answer", answer=theirs)

    assert paper.called == "What University Hospitals of Leicester NHS Trust answered"
    page = sign_in(cast.reviewer).get(address("shared_paper", paper)).text
    assert "No, we were not involved" in page
    assert "Officers attended the address twice" not in page


def test_share_paper_takes_a_document_with_a_title_and_says_what_is_missing(cast, case_in_review, sign_in):
    case = case_in_review
    page = sign_in(cast.officer).post(address("share_paper", case), {"kind": "document"}).text

    assert "Say what the document is called, without anybody’s name" in page
    assert "Choose the document" in page
    assert not SharedPaper.objects.exists()


def test_the_case_page_asks_the_database_the_same_for_one_of_each_and_three(
    cast, sign_in, django_assert_max_num_queries
):
    case = made.in_review(cast)
    review, today = case.review, timezone.localdate()

    def one_more():
        ask(cast, review)
        operations.check_progress(review, by=cast.officer, checked_on=today, **CHECK)
        operations.send_draft(review, by=cast.reviewer, content=made.pdf(), filename="a.pdf")
        operations.hold_event(review, by=cast.officer, held_on=today, kind="group", number=2, heard="x")
        operations.hold_review_meeting(review, by=cast.officer, held_on=today, attendance="x", decisions="x")
        operations.share_paper(
            review, by=cast.officer, kind="document", title="A plan", content=made.pdf(), filename="a.pdf"
        )

    one_more()
    for who, path in ((cast.officer, case.get_absolute_url()), (cast.reviewer, reverse("reviews:my_review"))):
        client = sign_in(who)
        client.get(path)
        with django_assert_max_num_queries(120) as one:
            client.get(path)
        if who is cast.officer:
            of_case, staff = len(one), client
        else:
            of_space, reviewer = len(one), client
    one_more()
    one_more()

    with django_assert_max_num_queries(of_case):
        staff.get(case.get_absolute_url())
    with django_assert_max_num_queries(of_space):
        reviewer.get(reverse("reviews:my_review"))


def test_share_paper_shows_the_merged_chronology_with_each_rows_agency(cast, case_in_review, sign_in):
    case = case_in_review
    row = merged(case).get()

    page = sign_in(cast.officer).get(address("share_paper", case))
    assert "chronology" in [kind for kind, _ in page.context["form"].fields["kind"].choices]
    paper = operations.share_paper(case.review, by=cast.officer, kind="chronology")

    shown = sign_in(cast.reviewer).get(address("shared_paper", paper)).text
    assert row.event in shown
    assert row.answer.request.organisation.name in shown
