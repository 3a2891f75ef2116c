"""Feedback letters, actions and whether they stuck, and the Independent Advisor's verification."""

import io
from datetime import date, datetime

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from assurance.models import FeedbackLetter, LetterBatch, LookBack, ScrutinyAction, Verification
from assurance.operations.scrutiny import feedback as operations
from assurance.operations.scrutiny import follow_up, verification
from assurance.rules.scrutiny_events import rank, sorted_scores
from partnership.access import Refused
from partnership.models import Action, Letter, Questionnaire
from partnership.operations import actions
from partnership.operations.pdf_text import text_of
from partnership.operations.people import appoint
from partnership.printing.pdf import CannotPrint
from tests.factories import scrutiny as made
from tests.factories.assurance import LONDON, TODAY, open_round, return_of, submitted

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
LATER = datetime(2027, 6, 10, 10, tzinfo=LONDON)
BOTTOM = "We found nothing that shows it."


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to(TODAY, tick=False)


@pytest.fixture
def opened(cast):
    return made.police_return(cast)


@pytest.fixture
def settled(cast, opened):
    made.final(opened, cast.officer, cast.police_lead, value=0, note=BOTTOM)
    return opened


def ask(cast, opened, **given):
    return follow_up.ask_for_action(
        opened, by=cast.officer,
        **{"gap": "No audit of voice", "title": "Audit voice", "target_on": date(2026, 9, 30), **given},
    )  # fmt: skip


# Actions -------------------------------------------------------------------------------------------------


def test_an_action_is_not_asked_for_before_the_agency_may_know(cast, opened):
    with pytest.raises(Refused, match="This would tell the agency what was found"):
        ask(cast, opened)
    made.scored(opened, cast.officer)
    with pytest.raises(Refused, match="This would tell the agency what was found"):
        ask(cast, opened)
    assert not Action.objects.exists()


def test_an_action_closes_a_gap_and_stands_among_the_agencys(cast, settled, sign_in):
    link = ask(cast, settled)
    assert (link.action.organisation, link.action.origin) == (cast.police, settled.round.reference)
    assert Action.objects.asked_of(cast.police_lead).get() == link.action
    assert ScrutinyAction.objects.visible_to(cast.county_lead).count() == 0
    with pytest.raises(Refused, match="This action has already been asked for"):
        ask(cast, settled)
    page = sign_in(cast.police_lead).get(reverse("assurance:scrutiny_return", args=[settled.pk]))
    assert "No audit of voice" in page.text


def test_ask_for_action_begins_with_the_gap_that_was_found(cast, settled, sign_in):
    address = reverse("assurance:ask_for_action", args=[settled.pk])
    assert BOTTOM in sign_in(cast.officer).get(f"{address}?question=rating").text


def next_return(cast, time_machine):
    time_machine.move_to(LATER, tick=False)
    asked = open_round(
        cast, [cast.police], Questionnaire.objects.get(code="one-of-each"), title="Assurance 2026/27",
        about_from=date(2026, 4, 1), about_until=date(2027, 3, 31), opens_on=date(2027, 6, 1),
        due_on=date(2027, 6, 30), closes_on=date(2027, 7, 30),
    )  # fmt: skip
    return submitted(return_of(asked, cast.police), cast.police_lead)


def test_the_next_round_shows_last_time_and_whether_actions_stuck(cast, settled, sign_in, time_machine):
    link = ask(cast, settled)
    actions.claim(link.action, by=cast.police_lead, evidence="Forty notes read")
    actions.verify(link.action, by=cast.officer)
    later = next_return(cast, time_machine)
    page = sign_in(cast.officer).get(reverse("assurance:scrutiny_return", args=[later.pk]))
    assert page.context["last"]["return"] == settled
    assert BOTTOM in page.text
    address = reverse("assurance:look_back", args=[later.pk, link.pk])
    assert (
        sign_in(cast.officer).post(address, {"finding": "stuck", "shown_by": "Answer 3"}).status_code == 302
    )
    link.action.refresh_from_db()
    assert link.action.state == Action.State.EMBEDDED
    assert "Seen with the return" in link.action.embedded_evidence
    with pytest.raises(Refused, match="Whether this action has lasted has already been recorded"):
        follow_up.look_back(link, later, by=cast.officer, finding="not", shown_by="Answer 4")


def test_what_has_not_stuck_embeds_nothing(cast, settled, time_machine):
    link = ask(cast, settled)
    later = next_return(cast, time_machine)
    follow_up.look_back(link, later, by=cast.officer, finding="not", shown_by="The gap is named again.")
    assert (LookBack.objects.get().finding, Action.objects.get().state) == ("not", "open")
    with pytest.raises(Refused, match="earlier rounds"):
        follow_up.look_back(link, settled, by=cast.officer, finding="not", shown_by="Itself")


# Letters -------------------------------------------------------------------------------------------------


def test_strengths_stand_at_the_top_of_any_scale_and_areas_in_its_lower_half():
    scores = [
        {"code": "a", "rank": rank(3, [0, 1, 2, 3]), "own_rank": 1},
        {"code": "b", "rank": rank(2, [0, 1, 2, 3]), "own_rank": 1.0},
        {"code": "c", "rank": rank(2, [0, 1, 2, 3]), "own_rank": 2 / 3},
        {"code": "d", "rank": rank(1, [1, 2, 3]), "own_rank": None},
        {"code": "e", "rank": rank(None, [1, 2, 3]), "own_rank": None},
    ]
    strengths, areas = sorted_scores(scores)
    assert ([one["code"] for one in strengths], [one["code"] for one in areas]) == (["a"], ["b", "d"])


def test_a_letter_is_drafted_from_final_scores_alone(cast, opened):
    made.shared(opened, cast.officer)
    with pytest.raises(Refused, match="You can draft the letter once the moderated scores are final"):
        operations.draft_letter(opened, by=cast.officer)


def test_draft_letter_holds_what_the_record_says(cast, settled):
    letter = operations.draft_letter(settled, by=cast.officer)
    assert letter.areas == f"- In words: How good is it? Poor. {BOTTOM}"
    assert "1 April 2025 to 31 March 2026" in letter.opening
    assert operations.draft_letter(settled, by=cast.manager) == letter
    (score,) = operations.contents_of(letter)["scores"]
    assert (score["own"], score["moderated"], score["result"], score["scale"]) == (
        "Middling", "Poor", "Poor", "Three words",
    )  # fmt: skip


def test_write_letter_tells_two_writers_of_each_other(cast, settled, sign_in):
    letter = operations.draft_letter(settled, by=cast.officer)
    operations.write_letter(letter, by=cast.manager, seen=1, strengths="Theirs")
    typed = {"opening": "", "strengths": "Mine", "areas": "Audits", "closing": "", "seen": "1"}
    address = reverse("assurance:write_letter", args=[letter.pk])
    browser = sign_in(cast.officer)
    answer = browser.post(address, typed)
    assert all(
        text in answer.text for text in ("Theirs", "Mine", "Board manager saved this while you were writing")
    )
    assert browser.post(address, typed | {"seen": "2"}).status_code == 302
    letter.refresh_from_db()
    assert letter.strengths == "Mine"


def test_approve_letter_is_the_board_managers_and_of_what_was_seen(cast, settled):
    letter = operations.draft_letter(settled, by=cast.officer)
    with pytest.raises(Refused, match="Only the board manager can approve feedback letters"):
        operations.approve_letter(letter, by=cast.officer, seen=1)
    operations.write_letter(letter, by=cast.officer, seen=1, strengths="Supervision")
    with pytest.raises(Refused, match="Someone else saved this while you were writing"):
        operations.approve_letter(letter, by=cast.manager, seen=1)
    operations.approve_letter(letter, by=cast.manager, seen=2)
    with pytest.raises(Refused, match="The letter is approved"):
        operations.write_letter(letter, by=cast.officer, seen=2, strengths="Changed")


def test_an_unsent_letter_is_nobodys_but_the_judges(cast, settled, sign_in):
    letter = made.approved(cast, settled)
    for person in (cast.police_lead, cast.county_lead, cast.signatories[2]):
        assert sign_in(person).get(letter.get_absolute_url()).status_code == 404
    appoint(
        cast.officer, "partner_lead", by=cast.manager, organisation=cast.police, starts_on=date(2026, 1, 1)
    )
    assert not FeedbackLetter.objects.visible_to(type(cast.officer).objects.get(pk=cast.officer.pk)).exists()


def test_letters_are_sent_by_the_worker_and_kept(cast, settled, sign_in, monkeypatch):
    ask(cast, settled)
    letter = made.approved(cast, settled)
    monkeypatch.setattr(operations, "print_pdf", lambda html, **_: (PDF, 1))
    batch = operations.send_letters(settled.round, by=cast.officer)
    with pytest.raises(Refused, match="Letters for this round are already being sent"):
        operations.send_letters(settled.round, by=cast.officer)
    assert operations.send_waiting() == 1
    assert operations.send_waiting() == 0
    letter.refresh_from_db()
    batch.refresh_from_db()
    assert (letter.state, letter.sent_by, batch.state, batch.done) == ("sent", cast.officer, "done", 1)
    posted = Letter.objects.filter(key__startswith=f"feedback:{letter.pk}:sent")
    assert {one.recipient for one in posted} == {cast.police_lead, cast.signatories[2]}
    assert not any(
        word in f"{one.subject} {one.label}" for one in posted for word in (BOTTOM, "Poor", "voice")
    )
    pdf = sign_in(cast.police_lead).get(reverse("assurance:letter_pdf", args=[letter.pk]))
    assert pdf.getvalue() == PDF
    # what changes afterwards changes nothing in it
    actions.move_target(Action.objects.get(), by=cast.officer, target_on=date(2026, 12, 1), reason="Later")
    assert operations.contents_of(letter)["actions"][0]["due_on"] == date(2026, 9, 30)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        FeedbackLetter.objects.update(strengths="Other words")


def test_a_letter_rewritten_while_it_is_printed_is_not_sent_as_it_was(cast, settled, monkeypatch):
    letter = made.approved(cast, settled)

    def meanwhile(html, **_):
        monkeypatch.setattr(operations, "print_pdf", lambda html, **_: (PDF, 1))
        again = operations.reopen_letter(letter, by=cast.manager)
        again = operations.write_letter(again, by=cast.officer, seen=again.revision, strengths="Other words")
        operations.approve_letter(again, by=cast.manager, seen=again.revision)
        return PDF, 1

    monkeypatch.setattr(operations, "print_pdf", meanwhile)
    operations.send_letters(settled.round, by=cast.officer)
    operations.send_waiting()
    letter.refresh_from_db()
    assert (letter.state, letter.document, letter.strengths) == ("approved", None, "Other words")
    assert not Letter.objects.filter(key__startswith=f"feedback:{letter.pk}:sent").exists()

    operations.send_letters(settled.round, by=cast.officer)
    operations.send_waiting()
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_a_letter_that_cannot_be_printed_says_why_and_can_be_sent_again(cast, settled, monkeypatch):
    made.approved(cast, settled)

    def broken(*_, **__):
        raise CannotPrint("The letter took too long to lay out.")

    monkeypatch.setattr(operations, "print_pdf", broken)
    operations.send_letters(settled.round, by=cast.officer)
    operations.send_waiting()
    assert (LetterBatch.objects.get().state, LetterBatch.objects.get().message) == (
        "failed", "The letter took too long to lay out.",
    )  # fmt: skip
    monkeypatch.setattr(operations, "print_pdf", lambda html, **_: (PDF, 1))
    operations.send_letters(settled.round, by=cast.officer)
    operations.send_waiting()
    assert FeedbackLetter.objects.get().state == "sent"


def test_the_letters_pdf_is_tagged_and_says_everything(cast, settled):
    ask(cast, settled)
    letter = made.approved(cast, settled)
    content, pages = operations.print_letter(letter)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert (str(pdf.Root.Lang), "/StructTreeRoot" in pdf.Root) == ("en-GB", True)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"].startswith("Feedback on Assurance 2025/26: Leicestershire Police")
    text = " ".join(text_of(content).split())
    for words in ("Middling", "Poor", BOTTOM, "Audit voice", "30 September 2026", made.PANEL):
        assert words in text
    assert pages <= 2


def test_acknowledge_letter_is_the_agencys_once(cast, settled, sign_in):
    letter = made.sent(cast, settled, PDF)
    with pytest.raises(Refused, match="Only the agency"):
        operations.acknowledge_letter(letter, by=cast.county_lead)
    browser = sign_in(cast.police_lead)
    address = reverse("assurance:acknowledge_letter", args=[letter.pk])
    assert browser.post(address, {"words": "Thank you."}).status_code == 302
    assert browser.post(address, {"words": "Again."}).status_code == 409
    letter.refresh_from_db()
    assert (letter.acknowledged_by, letter.acknowledgement) == (cast.police_lead, "Thank you.")


def test_all_letters_of_a_round_are_drafted_at_once(cast, settled, sign_in):
    other = return_of(settled.round, cast.county)
    made.final(other, cast.officer, cast.county_lead, value=2, note="Two audits show it.")
    browser = sign_in(cast.officer)
    browser.post(reverse("assurance:draft_letters", args=[settled.round_id]))
    assert FeedbackLetter.objects.count() == 2
    page = browser.get(reverse("assurance:feedback_letters", args=[settled.round_id]))
    assert (page.context["to_draft"], page.context["to_send"]) == (0, 0)


# Verification --------------------------------------------------------------------------------------------


def test_verification_rests_on_evidence_that_was_looked_at(cast, opened, sign_in):
    begun = verification.begin_verification(opened.round, by=cast.advisor, opened=opened)
    assert verification.begin_verification(opened.round, by=cast.advisor, opened=opened) == begun
    with pytest.raises(Refused, match="at least one answer"):
        verification.give_verification(begun, by=cast.advisor, view="verified", statement="Seen.")
    sample = verification.sample_answer(begun, opened.answers.get(question__code="rating"), by=cast.advisor)
    with pytest.raises(Refused, match="Enter what you found for each answer in the sample, or remove it"):
        verification.give_verification(begun, by=cast.advisor, view="verified", statement="Seen.")
    with pytest.raises(Refused, match="which files, records or people"):
        verification.look_into(sample, by=cast.advisor, found="shows")
    verification.look_into(sample, by=cast.advisor, found="partly", looked_into="The audit of March")
    address = begun.get_absolute_url()
    assert sign_in(cast.manager).get(address).status_code == 404
    verification.give_verification(begun, by=cast.advisor, view="in_part", statement="Half of it is shown.")
    for person in (cast.manager, cast.police_lead):
        assert "Half of it is shown." in sign_in(person).get(address).text
    assert sign_in(cast.county_lead).get(address).status_code == 404
    assert (
        "Half of it is shown."
        in sign_in(cast.officer).get(reverse("assurance:scrutiny_round", args=[opened.round_id])).text
    )
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Verification.objects.update(statement="Other words")


def test_a_round_is_verified_by_lot_and_what_was_drawn_stays(cast, opened, sign_in):
    begun = verification.begin_verification(opened.round, by=cast.advisor)
    browser = sign_in(cast.advisor)
    assert browser.post(reverse("assurance:draw_sample", args=[begun.pk]), {"number": "4"}).status_code == 302
    assert begun.samples.filter(drawn=True).count() == 4
    with pytest.raises(Refused, match="drawn at random"):
        verification.drop_sample(begun.samples.first(), by=cast.advisor)
    # the agencies' own pages never show what was said of the round as a whole
    for sample in begun.samples.all():
        verification.look_into(sample, by=cast.advisor, found="none")
    verification.give_verification(begun, by=cast.advisor, view="not", statement="No evidence was kept.")
    assert sign_in(cast.police_lead).get(begun.get_absolute_url()).status_code == 404


def test_only_the_independent_advisor_verifies(cast, opened):
    with pytest.raises(Refused, match="Only the Independent Advisor can verify returns"):
        verification.begin_verification(opened.round, by=cast.manager)
