"""A case that the Panel disagrees on, page by page: decided anew, reviewed, held by a court, and published."""

import io
from datetime import timedelta

import pikepdf
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from partnership.models import Event, Letter
from partnership.operations.letters import post_letters
from partnership.operations.record import verify
from partnership.working_days import add_working_days
from reviews.models import Artefact, Case, Outcome, Stage
from reviews.operations.publication import publish_due
from reviews.rules.publication import CHECKLIST, plain
from tests.factories import reviews as made
from tests.factories.commissioning import ready_to_approve

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# What is said in the case, each with a word of its own that must come out nowhere.
ACCOUNT = "KANARIENACCOUNT: a baby was brought to hospital."
PANEL = "KANARIENPANEL: this concerns how two agencies worked together."
GROUNDS = "KANARIENGROUNDS: the Panel is right about the two agencies."
DRAFT_NOTE = "KANARIENNOTE: page four may change."
WRONG = "KANARIENWRONG: page 3, there was one call and not two."
FAMILY = "KANARIENFAMILY: they would like the name to be chosen with them."
COURT = "KANARIENCOURT: the jury has not been sworn."
HIDDEN = "KANARIENAUTHOR"

FIRST_GROUNDS = "Criteria (a) and (c) are met."  # as the factory decides


def paper(name="Child X report.pdf"):
    """A page with an author hidden in it, under a name that no reader should get."""
    return {"name": name, "mimeType": "application/pdf", "buffer": made.pdf(hidden=HIDDEN)}


def test_disagreed_by_the_panel_then_reviewed_held_and_published(cast, walk_as, sink):
    today = timezone.localdate()
    case = made.awaiting_panel(cast, outcome=Outcome.NONE, account=ACCOUNT)
    here = case.get_absolute_url()
    officer = walk_as(cast.officer)
    the_panel_does_not_agree(officer, here, today)
    decided_anew(walk_as(cast.advisor), case)
    assert [d.outcome for d in case.decisions.order_by("number")] == [Outcome.NONE, Outcome.LCSPR]
    the_panel_agrees(officer, here, today)

    ready_to_approve(cast, made.again(case))  # the register, the candidate's papers and the cost
    advisor = walk_as(cast.advisor)
    advisor.go(here).follow("Approve the appointment of the reviewer")
    advisor.fill(approved="yes", reasons="The experience fits.").press("Record your answer")
    officer.go(here).follow("Begin the review").press("Appoint the reviewer", here)
    officer.follow("Choose the review’s public name and summary")
    officer.fill(public_title="Baby Rowan", abstract="Bruises in babies who do not yet move.")
    officer.press("Save the name and summary", here)

    final_draft(walk_as(cast.reviewer), case)
    facts_law_and_family(officer, walk_as(cast.police_lead), cast.police, case, today)
    artefact = checked_and_signed(cast, walk_as, case)
    decided_how_to_publish(advisor, officer, here, artefact, today)

    # It is scheduled, and then a court asks to wait.
    manager = walk_as(cast.manager)
    manager.go(artefact.get_absolute_url()).follow("Schedule publication")
    manager.fill(publish_on=add_working_days(today, 7), hour="9")
    manager.press("Schedule it", artefact.get_absolute_url())
    officer.go(artefact.get_absolute_url()).follow("Record a hold")
    officer.fill(
        asked_by="court", asked_by_office="Clerk to the Crown Court", reason=COURT,
        review_on=today + timedelta(5),
    )  # fmt: skip
    officer.press("Record the hold", artefact.get_absolute_url())
    officer.sees("A hold is in force", "Clerk to the Crown Court")

    # At its hour it stays back, and the page says why. Once the hold is lifted, it is scheduled again.
    hour = made.fresh(artefact).publish_at
    with time_machine.travel(hour + timedelta(seconds=30)):
        assert publish_due() == []
        post_letters()
        assert unpublished(walk_as()) == (404, False)
        held_back = Letter.objects.get(
            recipient=cast.manager, subject__startswith="Not published at its hour"
        )
        manager = walk_as(cast.manager, anew=True)
        manager.go(held_back.path)
        manager.sees("due to be published, but it was not", "A hold is in force")
        manager.press("Lift this hold", artefact.get_absolute_url())
        manager.sees("Nothing is missing now", "due to be published, but it was not")
        manager.follow("Schedule publication")
        assert manager.page.input_value("[name=publish_on_day]") == str(
            add_working_days(timezone.localdate(), 1).day
        )
        manager.fill(publish_on=add_working_days(timezone.localdate(), 2), hour="10")
        manager.press("Schedule it", artefact.get_absolute_url())
        assert "due to be published, but it was not" not in manager.text()
        assert unpublished(walk_as()) == (404, False)

    # At its new hour everybody can read it, and nothing of what was said in the case.
    second = made.fresh(artefact).publish_at
    assert second > hour
    with time_machine.travel(second + timedelta(seconds=30)):
        assert publish_due() == [made.fresh(artefact)]
        post_letters()
        assert Case.objects.get().stage == Stage.PUBLISHED
        nothing_leaks(walk_as(), case, sink)
        walk_as(cast.officer, anew=True).go(here).sees("Published")

    assert verify().whole
    assert {"decided", "signed", "held", "lifted hold", "read draft"} <= set(
        Event.objects.values_list("verb", flat=True)
    )


def the_panel_does_not_agree(officer, here, today):
    officer.go(here).follow("Record the Panel’s reply")
    officer.fill(kind="disagrees", received_on=today, summary=PANEL)
    officer.press("Record the reply", here)
    officer.sees("Rapid review: for decision", "The Panel does not agree", PANEL)


def decided_anew(advisor, case):
    """The Advisor reads what the Panel wrote as criterion (d), beside the first decision, which stays."""
    here = case.get_absolute_url()
    advisor.go(here).follow("Decide what follows")
    assert advisor.page.input_value("[name=panels_view]") == PANEL
    assert advisor.page.locator("[name=criteria][value=d]").is_checked()
    advisor.unfold("No further review").sees(FIRST_GROUNDS)
    advisor.fill(
        outcome="lcspr", grounds=GROUNDS, differs_because="The Panel sees more to learn.",
        superseded_because="The Panel did not agree.", no_conflict=True,
    )  # fmt: skip
    advisor.press("Record the decision", here).sees(GROUNDS, f"(d) The Panel said: {PANEL}")
    advisor.unfold("Superseded: the decision of").sees(FIRST_GROUNDS)


def the_panel_agrees(officer, here, today):
    officer.go(here).follow("Make the rapid review into a PDF").press("Make the document")
    officer.go(here).follow("Record that it was sent to the Panel")
    officer.fill(sent_on=today).press("Record it", here)
    officer.follow("Record the Panel’s reply").fill(kind="agrees", received_on=today)
    officer.press("Record the reply", here).sees("The Panel agrees")


def final_draft(reviewer, case):
    """From their own page, the only one that they have of the case."""
    reviewer.go(reverse("reviews:my_review")).sees(case.reference, "No draft has been sent yet.")
    reviewer.follow("Send a draft").fill(file=paper("draft.pdf"), final="yes", note=DRAFT_NOTE)
    reviewer.press("Send the draft", reverse("reviews:my_review")).sees("Draft 1", "Final")


def facts_law_and_family(officer, lead, agency, case, today):
    """One agency corrects a fact and is answered, a lawyer has looked, and the mother has read the report."""
    waits = reverse("reviews:before_sign_off", args=[case.pk])
    officer.go(case.get_absolute_url()).follow("See what partners wait for before they sign")
    officer.sees("No agency has been asked", "No legal check", "No family members are recorded.")
    officer.follow("Ask agencies to check the facts").fill(organisations=agency.pk)
    officer.press("Ask these agencies", waits)
    lead.go(reverse("home")).follow("Check the facts in a draft report")
    assert lead.take("Read draft 1")[0] == "draft-1.pdf"
    lead.fill(answer="wrong", corrections=WRONG, signed_off_office="Head of public protection")
    lead.press("Send your answer").sees("Your answer", WRONG)
    officer.go(waits).sees(WRONG)
    officer.follow("Respond").fill(response="Page 3 says one call now.").press("Record the response", waits)
    officer.follow("Record the legal check")
    officer.fill(checked_on=today, by_office="County solicitor’s office", finding="nothing")
    officer.press("Record it", waits).follow("Open the family’s page").follow("Record a member of the family")
    officer.fill(
        role="Mother of child 1", contact_office="Family liaison officer", because="A meeting is arranged."
    )
    officer.press("Record them", reverse("reviews:family", args=[case.pk]))
    for kind, state in (("meeting", "informed"), ("sight_of_report", "report_seen")):
        officer.follow("Record a contact").fill(kind=kind, note=FAMILY, state=state)
        officer.press("Record the contact").sees(FAMILY)
    officer.sees("Has seen the report")
    officer.go(waits)
    assert officer.page.locator("main .govuk-tag", has_text="Done").count() == 3


def checked_and_signed(cast, walk_as, case):
    here = case.get_absolute_url()
    officer = walk_as(cast.officer)
    officer.go(here).follow("Add a file to be checked and published")
    officer.fill(kind="report", title="Baby Rowan: review report", file=paper()).press("Add the file")
    artefact = Artefact.objects.get()
    there = artefact.get_absolute_url()
    for person in (cast.second_officer, cast.manager):
        checker = walk_as(person)
        checker.go(here).follow("Baby Rowan: review report").follow("Check that it identifies nobody")
        checker.fill(looked_for=list(CHECKLIST), passed="yes").press("Record my check", there)
    for person in cast.signatories:
        signatory = walk_as(person)
        signatory.go(there).follow("Sign it off").fill(agreed=True).press("Sign", there)
        assert signatory.page.goto(signatory.address + here).status in (403, 404)  # the file, and no more
    return artefact


def decided_how_to_publish(advisor, officer, here, artefact, today):
    advisor.go(here).follow("Comment on the report")
    advisor.fill(text="It answers its questions.").press("Record the comment", here)
    advisor.follow("Decide how the review is published").sees("It answers its questions.")
    advisor.fill(mode="full").press("Record the decision", here)
    for recipient in ("panel", "secretary_of_state"):
        officer.go(artefact.get_absolute_url()).follow("Record a copy")
        officer.fill(recipient=recipient, sent_on=today).press("Record the copy", artefact.get_absolute_url())


def unpublished(anybody):
    """How the public site answers about it: the status of its address, and whether the list names it."""
    status = anybody.page.goto(anybody.address + reverse("public:review", args=["baby-rowan"])).status
    return status, "Rowan" in anybody.go(reverse("public:reviews")).page.content()


def nothing_leaks(anybody, case, sink):
    """The public reads the report under its public name; the case is in no page, feed, file, name or letter."""
    page = reverse("public:review", args=["baby-rowan"])
    anybody.go(reverse("public:reviews")).sees("Baby Rowan")
    anybody.go(page).sees("Bruises in babies who do not yet move.", "Baby Rowan: review report")
    name, content = anybody.take("Baby Rowan: review report")
    assert name == "baby-rowan-report.pdf"
    assert HIDDEN.encode() not in content
    with pikepdf.open(io.BytesIO(content)) as file:
        assert "/Author" not in file.docinfo

    feed = anybody.page.request.get(anybody.address + reverse("public:reviews_feed"))
    assert "Baby Rowan" in feed.text()
    public = [feed.text(), str(feed.headers), name]
    for path in (
        reverse("public:home"),
        reverse("public:reviews"),
        page,
        f"{reverse('public:reviews')}?q=Rowan",
    ):
        answer = anybody.page.request.get(anybody.address + path)
        public += [answer.url, answer.text(), str(answer.headers)]
    for text in public:
        assert "KANARIEN" not in text
        assert plain(case.reference) not in plain(text)

    assert not Letter.objects.filter(state="promised").exists()
    told = [m for m in sink.messages if m["Subject"] == "LRSCP: A review has been published"]
    assert told
    for message in sink.messages:
        assert "KANARIEN" not in str(message) + message.get_body(("plain",)).get_content()
    for message in told:
        assert plain(case.reference) not in plain(str(message) + message.get_body(("plain",)).get_content())
