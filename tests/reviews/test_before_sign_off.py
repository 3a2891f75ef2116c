"""From the final draft to the partners' signatures."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Event, Letter
from reviews.models import AccuracyCheck, GoneOnWithout, LegalCheck
from reviews.operations.before_sign_off import (
    ask_accuracy,
    check_accuracy,
    check_ready_to_sign,
    go_on_without,
    missing_before_sign_off,
    record_legal_check,
    respond_accuracy,
    stop_accuracy,
)
from reviews.operations.publication import add_artefact, check_anonymity
from reviews.operations.under_way import send_draft
from reviews.rules.before_sign_off import still_missing
from reviews.rules.publication import CHECKLIST
from tests.factories import family as made
from tests.factories import reviews

SECRET = "The ward sister had written it on page 12."


def test_three_things_are_missing_and_each_says_what(cast, drafted_case):
    case = drafted_case

    assert missing_before_sign_off(case.review) == {
        "accuracy": ["No agency has been asked whether the facts of the final draft are right."],
        "legal": ["No legal check of the final draft is recorded."],
        "family": ["No family members are recorded."],
    }


def test_when_the_three_are_done_nothing_is_missing(cast, drafted_case):
    case = made.ready_to_sign(cast, drafted_case)

    assert missing_before_sign_off(case.review) == {"accuracy": [], "legal": [], "family": []}


def test_a_newer_draft_begins_them_again_but_for_the_family(cast, drafted_case):
    case = made.ready_to_sign(cast, drafted_case)
    send_draft(case.review, by=cast.officer, content=reviews.pdf("B"), filename="second.pdf", final=True)

    missing = missing_before_sign_off(case.review)
    assert (bool(missing["accuracy"]), bool(missing["legal"]), missing["family"]) == (True, True, [])


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize("part", ["accuracy", "legal", "family"])
def test_what_was_gone_on_without_is_not_missing(part, asked):
    facts = {"asked": asked, "unanswered": ["A"], "unsettled": ["B"], "legal": "wait", "family": ["C"]}

    assert still_missing(**facts, without={part})[part] == []
    assert all(still_missing(**facts, without=set()).values())


def test_partners_sign_nothing_before_the_three(cast, drafted_case):
    case = drafted_case
    artefact = add_artefact(
        case.review,
        by=cast.officer,
        kind="report",
        title="What we learnt",
        content=reviews.pdf("A"),
        filename="a.pdf",
    )

    with pytest.raises(
        Refused, match=r"^Partners sign once these are done: No agency has been asked .* No family members"
    ):
        check_ready_to_sign(artefact)
    check_ready_to_sign(reviews.artefact(cast, case=case, kind="briefing", content=reviews.pdf("C")))
    made.ready_to_sign(cast, case)
    check_ready_to_sign(artefact)


def test_the_files_page_says_what_partners_wait_for_and_offers_no_signature_before(
    cast, drafted_case, sign_in
):
    case = drafted_case
    file = add_artefact(
        case.review, by=cast.officer, kind="report", title="What we learnt", content=reviews.pdf("A"),
        filename="a.pdf",
    )  # fmt: skip
    for checker in (cast.second_officer, cast.manager):
        check_anonymity(file, by=checker, passed=True, looked_for=CHECKLIST)
    made.member(cast, case)
    officer, signatory = sign_in(cast.officer), sign_in(cast.signatories[0])

    for_staff = officer.get(file.get_absolute_url()).content.decode()
    for_partner = signatory.get(file.get_absolute_url()).content.decode()

    signing = reverse("reviews:sign", args=[file.pk])
    assert "No legal check of the final draft is recorded." in for_staff
    assert reverse("reviews:before_sign_off", args=[case.pk]) in for_staff
    assert "It cannot be signed yet" in for_partner
    assert "Mother of child 1" not in for_partner
    assert signing not in for_partner
    for part in ("accuracy", "legal", "family"):
        go_on_without(case.review, by=cast.manager, part=part, reason="It is being done elsewhere.")
    assert signing in signatory.get(file.get_absolute_url()).content.decode()


def test_going_on_without_is_the_managers_and_says_why(cast, drafted_case, sign_in):
    case = drafted_case
    address = reverse("reviews:go_on_without", args=[case.pk])

    assert sign_in("board_officer").get(f"{address}?part=legal").status_code == 403
    page = sign_in("board_manager").post(address, {"part": "legal", "reason": " "})
    assert "Say why the partners can sign without it" in page.content.decode()
    sign_in("board_manager").post(address, {"part": "legal", "reason": "No proceedings; counsel is away."})

    assert missing_before_sign_off(case.review)["legal"] == []
    with pytest.raises(Refused, match=r"^Nothing is missing there"):
        go_on_without(case.review, by=cast.manager, part="legal", reason="Again.")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        GoneOnWithout.objects.update(reason="Something else")


# The facts ------------------------------------------------------------------------------------------------


def test_an_agency_is_written_to_without_a_word_of_the_report(cast, drafted_case):
    check = made.asked_about_facts(cast, drafted_case, cast.hospital)

    letter = Letter.objects.get(key__startswith=f"accuracy:{check.pk}:")
    assert (letter.recipient, letter.reference, letter.path) == (
        cast.hospital_lead,
        check.review.case.reference,
        check.get_absolute_url(),
    )


def test_no_agency_reads_what_another_said_of_the_facts(cast, drafted_case, sign_in):
    case = drafted_case
    hospitals = made.asked_about_facts(cast, case, cast.hospital)
    made.asked_about_facts(cast, case, cast.police)
    check_accuracy(
        hospitals, by=cast.hospital_lead, answer="wrong", corrections=SECRET, signed_off_office="Named nurse"
    )
    respond_accuracy(hospitals, by=cast.officer, response=f"Changed: {SECRET}")
    police = sign_in(cast.police_lead)

    known_to = [
        person
        for person in (cast.officer, cast.hospital_lead, cast.police_lead, cast.county_lead)
        if AccuracyCheck.objects.visible_to(person).filter(pk=hospitals.pk).exists()
    ]
    assert known_to == [cast.officer, cast.hospital_lead]
    for name in ("check_accuracy", "accuracy_draft"):
        assert police.get(reverse(f"reviews:{name}", args=[hospitals.pk])).status_code == 404
    assert (
        police.post(hospitals.get_absolute_url(), {"answer": "right", "signed_off_office": "X"}).status_code
        == 404
    )
    assert police.get(reverse("reviews:before_sign_off", args=[case.pk])).status_code == 403
    assert SECRET not in police.get(reverse("home")).content.decode()
    assert SECRET in sign_in(cast.hospital_lead).get(hospitals.get_absolute_url()).content.decode()
    assert SECRET not in " ".join(f"{e.label} {e.why} {e.facts}" for e in Event.objects.all())


def test_an_agency_asked_reads_the_draft_and_that_is_recorded(cast, drafted_case, sign_in):
    check = made.asked_about_facts(cast, drafted_case, cast.hospital)
    address = reverse("reviews:accuracy_draft", args=[check.pk])

    response = sign_in(cast.hospital_lead).get(address)
    content = b"".join(response.streaming_content)

    assert content.startswith(b"%PDF-")
    assert (response.status_code, response["Content-Disposition"]) == (
        200,
        'attachment; filename="draft-1.pdf"',
    )
    assert Event.objects.about(check).filter(verb="read draft").count() == 1
    assert sign_in("board_officer").get(address).status_code == 403


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"answer": ""}, "Say whether the facts"),
        ({"answer": "wrong", "corrections": " "}, "Say what is wrong"),
        ({"signed_off_office": ""}, "Say who in your agency"),
    ],
)
def test_an_answer_about_the_facts_is_whole(cast, drafted_case, change, sentence):
    check = made.asked_about_facts(cast, drafted_case, cast.hospital)
    facts = {"by": cast.hospital_lead, "answer": "right", "signed_off_office": "Named nurse"}

    with pytest.raises(Refused, match=f"^{sentence}"):
        check_accuracy(check, **facts | change)


def test_a_late_answer_about_the_facts_says_why(cast):
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        case = made.drafted(cast)
        (check,) = ask_accuracy(
            case.review, by=cast.officer, organisations=[cast.hospital], due_on=date(2026, 3, 16)
        )
    answer = {"by": cast.hospital_lead, "answer": "right", "signed_off_office": "Named nurse"}
    with time_machine.travel(datetime(2026, 3, 17, 9, tzinfo=UTC), tick=False):
        with pytest.raises(Refused, match="late"):
            check_accuracy(check, **answer)
        check_accuracy(check, **answer, late_reason="The author was ill.")
        with pytest.raises(Refused, match=r"^Your agency has answered"):
            check_accuracy(check, **answer)

    check.deadline.refresh_from_db()
    assert (check.deadline.late, check.deadline.late_reason) == (True, "The author was ill.")


def test_what_is_wrong_stays_missing_until_somebody_responds(cast, drafted_case):
    case = drafted_case
    check = made.asked_about_facts(cast, case, cast.hospital)
    check_accuracy(
        check, by=cast.hospital_lead, answer="wrong", corrections="Page 3.", signed_off_office="Nurse"
    )

    assert missing_before_sign_off(case.review)["accuracy"] == [
        "Said that something is wrong, and has had no response: University Hospitals of Leicester NHS Trust."
    ]
    respond_accuracy(check, by=cast.officer, response="Page 3 is put right.")
    assert missing_before_sign_off(case.review)["accuracy"] == []
    with pytest.raises(Refused, match=r"^A response is recorded already"):
        respond_accuracy(check, by=cast.officer, response="Something else.")
    check.refresh_from_db()
    assert check.response == "Page 3 is put right."


def test_an_agency_asked_about_an_old_draft_answers_no_more(cast):
    case = made.drafted(cast, final=False)
    check = made.asked_about_facts(cast, case, cast.hospital)
    send_draft(case.review, by=cast.officer, content=reviews.pdf("B"), filename="second.pdf")

    with pytest.raises(Refused, match=r"^A newer draft has come in"):
        check_accuracy(check, by=cast.hospital_lead, answer="right", signed_off_office="Nurse")


def test_agencies_are_asked_once_about_a_draft_and_for_a_day_ahead(cast, drafted_case):
    case = drafted_case
    made.asked_about_facts(cast, case, cast.hospital)

    with pytest.raises(Refused, match=r"^Choose at least one agency"):
        made.asked_about_facts(cast, case, cast.hospital)
    with pytest.raises(Refused, match=r"^The day by which agencies answer"):
        ask_accuracy(case.review, by=cast.officer, organisations=[cast.police], due_on=timezone.localdate())
    with pytest.raises(Refused, match=r"^There is no draft"):
        made.asked_about_facts(cast, reviews.in_review(cast), cast.police)


# The law --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"by_office": " "}, "Say which legal office"),
        ({"finding": "wait"}, "Say what has to change"),
        ({"checked_on": date(2026, 3, 3)}, "The legal check is in the future"),
        ({"checked_on": date(2026, 3, 1)}, "That draft came in on 2 March 2026"),
    ],
)
def test_a_legal_check_is_recorded_whole(cast, change, sentence):
    facts = {
        "by": cast.officer,
        "checked_on": date(2026, 3, 2),
        "by_office": "Solicitor",
        "finding": "nothing",
    }
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        case = made.drafted(cast)
        with pytest.raises(Refused, match=f"^{sentence}"):
            record_legal_check(case.review, **facts | change)

    assert not LegalCheck.objects.exists()


def test_the_newest_legal_check_counts(cast, drafted_case):
    case = drafted_case
    today = {"by": cast.officer, "checked_on": timezone.localdate(), "by_office": "Solicitor"}
    record_legal_check(case.review, **today, finding="wait", note="An inquest is open.")
    assert missing_before_sign_off(case.review)["legal"] == [
        "The legal check says that it has to wait for other proceedings."
    ]
    record_legal_check(case.review, **today, finding="nothing")
    assert missing_before_sign_off(case.review)["legal"] == []


def test_before_sign_off_page_asks_the_same_questions_whatever_its_length(cast, drafted_case, sign_in):
    case = drafted_case
    made.asked_about_facts(cast, case, cast.hospital)
    client = sign_in("board_officer")

    def questions():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("reviews:before_sign_off", args=[case.pk]))
        return len(asked)

    questions()
    one = questions()
    for agency in (cast.police, cast.county, cast.health):
        made.asked_about_facts(cast, case, agency)
    assert questions() == one


def test_an_agency_asked_by_mistake_reads_the_draft_no_more_and_is_told(cast, drafted_case, sign_in):
    case = drafted_case
    hospitals = made.asked_about_facts(cast, case, cast.hospital)
    made.asked_about_facts(cast, case, cast.police)
    lead, officer = sign_in(cast.hospital_lead), sign_in(cast.officer)
    draft = reverse("reviews:accuracy_draft", args=[hospitals.pk])
    assert b"".join(lead.get(draft).streaming_content).startswith(b"%PDF")
    address = reverse("reviews:stop_accuracy", args=[hospitals.pk])
    assert address in officer.get(reverse("reviews:before_sign_off", args=[case.pk])).content.decode()

    page = officer.post(address, {"reason": " "}).content.decode()
    assert "Say why you are no longer asking this agency" in page
    assert officer.post(address, {"reason": "It had no part in this."}).status_code == 302

    assert lead.get(draft).status_code == 409
    page = lead.get(hospitals.get_absolute_url()).content.decode()
    assert "Your agency is no longer asked about this draft" in page
    assert "It had no part in this." in page
    assert "Send your answer" not in page
    with pytest.raises(Refused, match=r"^Your agency is no longer asked about this draft: It had no part"):
        check_accuracy(hospitals, by=cast.hospital_lead, answer="right", signed_off_office="Named nurse")
    assert missing_before_sign_off(case.review)["accuracy"] == [
        f"Not answered about the facts: {cast.police.name}."
    ]
    letters = Letter.objects.filter(path=hospitals.get_absolute_url()).order_by("pk")
    assert [(one.label, one.state) for one in letters] == [
        ("Check the facts in a draft report", Letter.State.CANCELLED),
        ("You are no longer asked to check a draft report. You need do nothing.", Letter.State.PROMISED),
    ]
    event = Event.objects.filter(verb="no longer asked about the facts").get()
    assert (event.actor_id, event.why) == (str(cast.officer.pk), "It had no part in this.")
    assert officer.get(address).status_code == 409
    assert "No longer asked" in officer.get(case.get_absolute_url()).content.decode()


def test_an_agency_that_is_asked_no_longer_may_be_asked_again_about_the_same_draft(cast, drafted_case):
    check = made.asked_about_facts(cast, drafted_case, cast.hospital)
    stop_accuracy(check, by=cast.officer, reason="Another was meant.")
    assert missing_before_sign_off(drafted_case.review)["accuracy"] == [
        "No agency has been asked whether the facts of the final draft are right."
    ]

    again = made.asked_about_facts(cast, drafted_case, cast.hospital)

    assert (again.pk, again.stopped) == (check.pk, False)
    assert Letter.objects.filter(label="Check the facts in a draft report").count() == 2
    check_accuracy(again, by=cast.hospital_lead, answer="right", signed_off_office="Named nurse")
    assert missing_before_sign_off(drafted_case.review)["accuracy"] == []
    with pytest.raises(Refused, match=r"^That agency has answered, and its answer stands\."):
        stop_accuracy(again, by=cast.officer, reason="Again.")


def test_ask_and_answer_about_the_facts_through_the_pages(cast, drafted_case, sign_in):
    case = drafted_case
    due = timezone.localdate() + timedelta(12)
    response = sign_in("board_officer").post(
        reverse("reviews:ask_accuracy", args=[case.pk]),
        {
            "organisations": [cast.hospital.pk], "due_on_day": due.day, "due_on_month": due.month,
            "due_on_year": due.year,
        },
    )  # fmt: skip
    assert response.status_code == 302
    check = case.review.accuracy_checks.get()
    lead = sign_in(cast.hospital_lead)
    page = lead.post(
        check.get_absolute_url(), {"answer": "wrong", "corrections": "", "signed_off_office": "Nurse"}
    )
    assert "Say what is wrong and what is right, with the page" in page.content.decode()
    lead.post(check.get_absolute_url(), {"answer": "right", "signed_off_office": "Nurse"})

    check.refresh_from_db()
    assert (check.answer, check.deadline.late) == ("right", False)
