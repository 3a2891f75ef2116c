"""A section 11 round of 25 agencies, from opening to their feedback letters, in a real browser."""

from datetime import date

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from assurance.models import FeedbackLetter, Moderation
from assurance.operations.scrutiny import feedback, moderation
from partnership.management.commands.load_questionnaires import FOLDER
from partnership.models import Letter, Organisation, Participation, Question, Questionnaire, Return, Round
from partnership.operations.letters import post_letters
from partnership.operations.questionnaire_files import load_questionnaires
from partnership.operations.questionnaires import save_answers, submit
from partnership.rules.questionnaires import Given
from partnership.working_days import add_working_days
from tests.factories import scrutiny
from tests.factories.assurance import many_organisations
from tests.faults.conftest import wait_until
from tests.journeys.test_assurance_and_yearly_report import answer_all

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OFFICE = "Chief Officer for safeguarding"
AGENCIES = 25


def reply(question, number):
    """What an agency says to a question of that kind; `number` makes agencies differ."""
    if question.kind == Question.Kind.SCALE:
        values = sorted(point.value for point in question.scale.points.all())
        return {"value": values[number % len(values)]}
    return {
        Question.Kind.NUMBER: {"number": 12 + number},
        Question.Kind.YES_NO: {"text": "yes"},
        Question.Kind.DATE: {"text": "2026-02-03"},
        Question.Kind.TABLE: {"rows": [["1"] * len(question.columns)]},
    }.get(question.kind, {"text": f"We looked at {12 + number} records, and changed how visits are made."})


def answer_and_submit(opened, by, number):
    questions = Question.objects.filter(section__questionnaire=opened.round.questionnaire)
    asked = questions.exclude(kind=Question.Kind.EVIDENCE).select_related("section", "scale")
    givens = [Given(question=one, **reply(one, number)) for one in asked.prefetch_related("scale__points")]
    save_answers(opened, givens, by=by)
    submit(opened, by=by, declared_office=OFFICE)


def lead_of(organisation):
    return organisation.appointments.filter(role="partner_lead").select_related("person").first().person


def test_a_section_11_round_of_25_agencies_from_opening_to_feedback_letters(cast, walk_as, worker, sink):
    load_questionnaires(FOLDER)
    section_11 = Questionnaire.objects.filter(code="section-11-self-assessment").order_by("-version").first()
    others = many_organisations(cast, AGENCIES - 3)
    asked_of = [cast.police, cast.county, cast.hospital, *others]
    Participation.objects.bulk_create(
        Participation(organisation=one, kind=Participation.Kind.DELEGATE, starts_on=date(2019, 9, 29))
        for one in others
    )
    today = timezone.localdate()

    # The business unit opens the round; the other partners, who are chosen by themselves, are taken out.
    officer = walk_as(cast.officer)
    officer.go(reverse("assurance:open_round")).fill(
        questionnaire=section_11.pk, title="Section 11 self-assessment 2025/26", about_from=date(2025, 4, 1),
        about_until=date(2026, 3, 31), opens_on=today, due_on=add_working_days(today, 20),
        closes_on=add_working_days(today, 30),
    )  # fmt: skip
    for box in officer.page.locator("[name=organisations]").all():
        box.set_checked(int(box.get_attribute("value")) in {one.pk for one in asked_of})
    officer.press("Open the round")
    asked = Round.objects.get()
    assert set(asked.returns.values_list("organisation", flat=True)) == {one.pk for one in asked_of}

    # One lead answers in the browser, section by section; the others as well, which the page of the round shows.
    lead = walk_as(cast.police_lead)
    mine = Return.objects.get(organisation=cast.police)
    lead.go(reverse("home")).sees("Section 11 self-assessment 2025/26")
    for section in section_11.sections.order_by("position"):
        lead.go(reverse("assurance:section", args=[mine.pk, section.pk]))
        answer_all(lead, section)  # a rating opens further questions
        answer_all(lead, section)
        lead.press("Save and continue")
    lead.go(reverse("assurance:submit", args=[mine.pk])).fill(declared_office=OFFICE, declaration=True)
    lead.press("Submit the return")
    officer.go(asked.get_absolute_url()).sees("Not started")
    for number, one in enumerate(asked_of[1:]):
        organisation = Organisation.objects.get(pk=one.pk)
        opened = Return.objects.select_related("round__questionnaire").get(round=asked, organisation=one)
        answer_and_submit(opened, lead_of(organisation), number)
    officer.go(asked.get_absolute_url())
    assert "Not started" not in officer.page.locator("main table").last.inner_text()
    assert asked.returns.submitted().count() == AGENCIES
    officer.go(reverse("assurance:analysis", args=[asked.pk])).sees("25")

    # Moderation: one return in the browser, a score changed with its reason; the others agreed as self-assessed.
    scored = section_11.sections.filter(questions__kind="scale").order_by("position").distinct()
    officer.go(reverse("assurance:moderate", args=[mine.pk, scored.first().pk]))
    first = Question.objects.filter(section=scored.first(), kind="scale").order_by("position").first()
    own = mine.answers.get(question=first)
    other = next(point for point in first.scale.points.all() if point.value != own.value)
    officer.fill(
        **{f"q{first.pk}": other.value, f"q{first.pk}_note": "The audit found it in half of the records."}
    )
    officer.press("Save")
    for opened in Return.objects.filter(round=asked).select_related("round__questionnaire"):
        for section in scored:
            moderation.agree_rest(opened, section, by=cast.officer)
    lead.go(mine.get_absolute_url())
    assert "half of the records" not in lead.page.content()
    officer.go(reverse("assurance:share_scores", args=[mine.pk])).fill(panel=scrutiny.PANEL)
    officer.press("Share the scores")
    for one in Moderation.objects.exclude(assurance_return=mine).select_related(
        "assurance_return__organisation"
    ):
        shared = moderation.share_scores(
            one, by=cast.officer, seen=moderation.seen_of(one), panel=scrutiny.PANEL
        )
        accepted = scrutiny.replied(shared, lead_of(one.assurance_return.organisation))
        moderation.settle_scores(accepted, by=cast.officer, seen=moderation.seen_of(accepted))

    # The agency checks the facts, and accepts; the scores become final beside its own.
    lead.go(reverse("assurance:scrutiny_return", args=[mine.pk])).sees("half of the records")
    lead.go(reverse("assurance:send_reply", args=[mine.pk]))
    lead.press("Send the reply")
    officer.go(reverse("assurance:settle_scores", args=[mine.pk])).press("Make the scores final")

    # Feedback letters: drafted for all, each approved by the manager, sent by the worker, read by the agency.
    officer.go(reverse("assurance:feedback_letters", args=[asked.pk])).press("Draft the letters")
    assert FeedbackLetter.objects.count() == AGENCIES
    manager = walk_as(cast.manager)
    letter = FeedbackLetter.objects.get(assurance_return=mine)
    manager.go(reverse("assurance:feedback_letter", args=[letter.pk])).press("Approve the letter")
    for one in FeedbackLetter.objects.exclude(pk=letter.pk)[:2]:  # each takes the printer a second and a half
        feedback.approve_letter(one, by=cast.manager, seen=one.revision)
    officer.go(reverse("assurance:feedback_letters", args=[asked.pk])).press("Send all approved letters")
    with worker() as ring:
        ring("assurance.tasks.send_waiting_letters")
        wait_until(lambda: FeedbackLetter.objects.filter(state="sent").count() == 3, 120)
    letter.refresh_from_db()
    with pikepdf.open(letter.document.file.path) as pdf:
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("en-GB", True)
    lead.go(reverse("assurance:feedback_letter", args=[letter.pk])).sees("half of the records")
    assert walk_as(lead_of(others[0])).page.goto(lead.address + letter.get_absolute_url()).status == 404
    post_letters()
    assert not Letter.objects.filter(state="promised").exists()
    assert "half of the records" not in "".join(str(one) for one in sink.messages)
