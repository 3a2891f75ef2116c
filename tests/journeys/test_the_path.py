"""From an incident to a published review, walked in a real browser by everybody whose step it is."""

import io
from datetime import timedelta

import pikepdf
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from partnership.models import Event, Letter
from partnership.operations.record import verify
from partnership.working_days import add_working_days, on_or_before
from reviews.models import Artefact, Case, CostShare, Reviewer, Stage
from reviews.rules.rapid_review import SECTION_NAMES
from tests.factories.reviews import ANSWERED
from tests.faults.conftest import wait_until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

CHECKLIST = [
    "pseudonym", "names", "ages", "days", "places", "family", "relatives", "together", "pictures", "hidden", "public",
]  # fmt: skip


def pdf():
    """A page with things hidden in it: an author, and a file attached."""
    document = pikepdf.new()
    document.add_blank_page()
    document.docinfo["/Author"] = "Somebody Real"
    document.attachments["secret.txt"] = b"CANARY-ATTACHED"
    out = io.BytesIO()
    document.save(out)
    return {"name": "Child X report.pdf", "mimeType": "application/pdf", "buffer": out.getvalue()}


def test_from_an_incident_to_a_published_review(cast, walk_as, worker, sink):
    today = timezone.localdate()
    yesterday = on_or_before(today - timedelta(1))

    # A partner lead refers an incident.
    lead = walk_as(cast.police_lead)
    lead.go(reverse("reviews:refer")).fill(not_a_live_concern=True).press("Start a referral")
    lead.fill(agreed_by_office="Head of public protection").press("Continue")
    lead.fill(incident_on=yesterday, incident_precision="day").press("Continue")
    lead.press("Continue")  # nobody is sure yet where it was
    lead.fill(age="0", outcome="seriously_harmed", sex="unknown", ethnicity="unknown", looked_after="no")
    for flag in (
        "disabled",
        "child_in_need_plan",
        "child_protection_plan",
        "care_leaver",
        "known_to_agencies",
    ):
        lead.fill(**{flag: "unknown"})
    lead.press("Continue").fill(another="no").press("Continue")
    account = "A baby was brought to hospital with an injury that nobody could explain."
    lead.fill(account=account).press("Continue").fill(abuse_or_neglect="yes").press("Continue")
    lead.fill(known=["police"]).press("Continue").fill(media_interest="no").press("Continue")
    lead.sees("Head of public protection", "A baby was brought to hospital")
    lead.press("Refer this incident")
    case = Case.objects.get()
    lead.sees(case.reference)

    # The local authority's own lead may record its notification; here staff do, and the clocks appear.
    officer = walk_as(cast.officer)
    here = case.get_absolute_url()
    officer.go(reverse("reviews:list")).sees(case.reference)
    officer.go(reverse("reviews:screen", args=[case.pk]))
    officer.fill(aware_on=yesterday, responsible_authority=cast.county.pk).press("Begin screening", here)
    officer.go(reverse("reviews:notify", args=[case.pk]))
    officer.fill(
        aware_on=yesterday, sent_on=yesterday, sent_time="23:59", sent_by_office="Head of safeguarding"
    )
    officer.press("Record the notification", here)
    due = add_working_days(yesterday, 15)
    officer.go(reverse("diary")).sees("Send the rapid review to the Panel", f"{due:%-d %b %Y}")

    # Agencies are asked, and answer; one was not involved.
    officer.go(reverse("reviews:ask_agencies", args=[case.pk]))
    officer.fill(
        organisations=[cast.police.pk, cast.hospital.pk],
        scope="The child and both parents, for twelve months before the incident.",
    )
    officer.press("Ask these agencies", here)
    asked = case.requests.get(organisation=cast.police)
    lead.go(reverse("home")).sees(case.reference)
    answering = reverse("reviews:answer", args=[asked.pk])
    lead.go(answering).fill(said="yes").press("Send your first answer", answering)
    lead.go(reverse("reviews:answer_summary", args=[asked.pk]))
    lead.fill(summary="One call to the address eight months before.")
    lead.press("Save and go to your answer", answering)
    lead.go(reverse("reviews:upload_rows", args=[asked.pk]))
    lead.fill(rows="3 March 2025\t\tCustody record\tOfficers attended the address.\tyes")
    lead.press("Check the rows")
    lead.press("Add this row", reverse("reviews:answer_chronology", args=[asked.pk]))
    lead.sees("Officers attended the address.")
    lead.go(reverse("reviews:answer_actions", args=[asked.pk]))
    lead.fill(immediate_action="None was needed.").press("Save and go to your answer", answering)
    lead.go(reverse("reviews:send_answer", args=[asked.pk]))
    lead.fill(signed_off_office="Head of public protection").press("Send your answer", answering)
    hospital = walk_as(cast.hospital_lead)
    answer = hospital.page.goto(hospital.address + reverse("reviews:answer", args=[asked.pk]))
    assert answer.status == 404  # another agency's request does not exist for them
    theirs = reverse("reviews:answer", args=[case.requests.get(organisation=cast.hospital).pk])
    hospital.go(theirs).fill(said="no").press("Send your first answer")
    hospital.fill(signed_off_office="Named nurse").press("Send your answer", theirs)
    officer.go(here).sees("Not involved")
    officer.go(reverse("reviews:chronology", args=[case.pk])).sees("Officers attended the address.")

    # The group meets, the report is written, the chair recommends.
    officer.go(reverse("reviews:hold_meeting", args=[case.pk]))
    officer.fill(
        meeting_on=today, **{f"attended-{row}-presence": "present" for row in range(len(cast.partners))}
    )
    officer.press("Record the meeting")
    officer.go(reverse("reviews:draft", args=[case.pk]))
    officer.fill(**{section: f"About {section}: nothing more is known." for section in SECTION_NAMES})
    officer.fill(**ANSWERED)
    officer.press("Save and go to the case", here)
    chair = walk_as(cast.chair)
    chair.go(reverse("reviews:recommend", args=[case.pk]))
    chair.fill(recommendation="lcspr", reasons="Agencies each held a part of the picture.")
    chair.press("Send it to the decision maker", here)

    # Nobody but the Independent Advisor decides; the decision is frozen.
    deciding = reverse("reviews:decide", args=[case.pk])
    for person, status in ((cast.manager, 403), (cast.chair, 403), (cast.signatories[0], 404)):
        other = walk_as(person)
        assert other.page.goto(other.address + deciding).status == status
    advisor = walk_as(cast.advisor)
    advisor.go(reverse("home")).sees(case.reference)
    advisor.go(deciding)
    advisor.fill(outcome="lcspr", grounds="The learning of an earlier review did not hold.", no_conflict=True)
    advisor.press("Record the decision", here)
    advisor.sees("The learning of an earlier review did not hold.")
    assert advisor.page.goto(advisor.address + deciding).status == 409

    # What went to the Panel, and what it said.
    officer.go(reverse("reviews:make_report", args=[case.pk])).press("Make the document")
    officer.go(reverse("reviews:send_to_panel", args=[case.pk])).fill(sent_on=today).press("Record it", here)
    officer.go(reverse("reviews:hear_from_panel", args=[case.pk]))
    officer.fill(kind="agrees", received_on=today).press("Record the reply", here)

    # The review, its name, and its file.
    officer.go(reverse("reviews:add_reviewer"))
    officer.fill(
        name="External reviewer", office="Independent consultant", email="reviewer@portal.test",
        experience="Eight years of leading reviews.", since_on=today, person=cast.reviewer.pk,
    )  # fmt: skip
    officer.press("Add the reviewer")
    officer.go(reverse("reviews:set_terms", args=[case.pk]))
    officer.fill(
        questions="What was known in the year before.", period_from=today - timedelta(365), period_to=today,
        methodology="Conversations with practitioners.",
    )  # fmt: skip
    officer.press("Set the terms", "/commissioning/")
    officer.go(reverse("reviews:consider", args=[case.pk]))
    officer.fill(reviewer=Reviewer.objects.get().pk).press("Add this candidate", "/candidates/")
    candidate = officer.page.url.removeprefix(officer.address)
    for deed, button, given in (
        ("shortlist", "Save the shortlist", {"shortlisted": "yes", "reason": "Knows such cases."}),
        ("ask-conflict", "Save what they declared", {"conflict": "none"}),
        ("assess-work", "Save the assessment", {"assessed": "Two reports."}),
        ("take-reference", "Save the reference", {"from_office": "Manager", "taken_on": today, "said": "Good."}),
        ("interview", "Record the interview",
         {"held_on": today, "for_partnership": "Manager", "for_group": "Chair", "notes": "Clear."}),
        ("choose", "Save the choice", {"chosen": "yes", "reason": "Earlier work, references, interview."}),
    ):  # fmt: skip
        officer.go(f"{candidate}{deed}/").fill(**given).press(button, candidate)
    officer.go(reverse("reviews:set_cost", args=[case.pk]))
    officer.fill(amount="5000.50", **{f"share_{cast.county.pk}": "5000.50"}, reason="Twenty days.")
    officer.press("Set the cost").sees("The cost is not agreed by: Leicestershire County Council.")
    share = CostShare.objects.get()
    walk_as(cast.signatories[0]).go(reverse("reviews:agree_cost", args=[share.pk])).fill(agreed=True).press(
        "Agree to this share"
    )
    advisor.go(reverse("reviews:approve_appointment", args=[case.pk]))
    advisor.fill(approved="yes", reasons="The experience fits.").press("Record your answer")
    officer.go(reverse("reviews:begin_review", args=[case.pk])).press("Appoint the reviewer", here)
    walk_as(cast.reviewer).go(reverse("reviews:my_review")).sees(
        case.reference, "What was known in the year before."
    )
    officer.go(reverse("reviews:name_review", args=[case.pk]))
    officer.fill(public_title="Baby Alder", abstract="Bruises in babies who do not yet move.")
    officer.press("Save the name and summary")
    officer.go(reverse("reviews:add_artefact", args=[case.pk]))
    officer.fill(kind="report", title="Baby Alder: review report", file=pdf()).press("Add the file")
    artefact = Artefact.objects.get()
    with pikepdf.open(artefact.document.file.path) as kept:
        assert (list(kept.attachments), "/Author" in kept.docinfo) == ([], False)

    # Two other people check it; every statutory partner signs; copies are recorded.
    checking = reverse("reviews:check_anonymity", args=[artefact.pk])
    for person in (cast.second_officer, cast.manager):
        walk_as(person).go(checking).fill(looked_for=CHECKLIST, passed="yes").press("Record my check")
    for part in ("accuracy", "legal", "family"):
        without = f"{reverse('reviews:go_on_without', args=[case.pk])}?part={part}"
        walk_as(cast.manager).go(without).fill(reason="It is being done elsewhere.").press(
            "Let partners sign"
        )
    for signatory in cast.signatories:
        walk_as(signatory).go(reverse("reviews:sign", args=[artefact.pk])).fill(agreed=True).press("Sign")
    advisor.go(reverse("reviews:comment_on_report", args=[case.pk]))
    advisor.fill(text="It answers its questions.").press("Record the comment", here)
    advisor.go(reverse("reviews:decide_publication", args=[case.pk])).sees("It answers its questions.")
    advisor.fill(mode="full").press("Record the decision", here)
    for recipient in ("panel", "secretary_of_state"):
        officer.go(reverse("reviews:send_copy", args=[artefact.pk]))
        officer.fill(recipient=recipient, sent_on=today).press("Record the copy")

    # It is scheduled. Before its hour the public sees nothing of it, whatever it tries.
    manager = walk_as(cast.manager)
    manager.go(reverse("reviews:schedule", args=[artefact.pk]))
    manager.fill(publish_on=add_working_days(today, 7), hour="9")  # the first day that the copies allow
    manager.press("Schedule it")
    anybody = walk_as()
    assert "Alder" not in anybody.go(reverse("public:reviews")).page.content()
    assert "Alder" not in anybody.go(reverse("public:reviews") + "?q=Alder").text().replace("“Alder”", "")
    assert anybody.page.goto(anybody.address + reverse("public:review", args=["baby-alder"])).status == 404

    # At its hour the worker publishes it, and everybody can read it.
    hour = Artefact.objects.get().publish_at
    with time_machine.travel(hour + timedelta(seconds=30)), worker() as ring:
        ring("reviews.tasks.publish_due")
        wait_until(lambda: Artefact.objects.filter(state=Artefact.State.LIVE).exists(), 30)
        ring("partnership.tasks.promise_reminders")
        ring("partnership.tasks.post_letters")
        wait_until(lambda: not Letter.objects.filter(state="promised").exists(), 60)
    assert Case.objects.get().stage == Stage.PUBLISHED
    anybody.go(reverse("public:reviews")).sees("Baby Alder")
    anybody.go(reverse("public:review", args=["baby-alder"])).sees(
        "Bruises in babies", "Baby Alder: review report"
    )
    assert case.reference not in anybody.page.content()
    with anybody.page.expect_download() as download:
        anybody.page.locator("main a[href*='/reviews/baby-alder/']").first.click()
    assert download.value.suggested_filename == "baby-alder-report.pdf"

    # Letters for all of it came, and say nothing of the case but its reference.
    subjects = {message["Subject"] for message in sink.messages}
    for expected in (
        f"LRSCP: A referral has come in: {case.reference}",
        f"LRSCP: Information is asked of you: {case.reference}",
        f"LRSCP: For your decision: {case.reference}",
        f"LRSCP: For your signature: {case.reference}",
        "LRSCP: A review has been published",
    ):
        assert expected in subjects
    for message in sink.messages:
        words = message.get_body(("plain",)).get_content()
        assert "baby was brought" not in words.lower()
        if "published" in message["Subject"]:
            assert case.reference not in words

    # And all of it is on the record, which is whole.
    assert verify().whole
    assert {"referred", "decided", "signed", "read"} <= set(Event.objects.values_list("verb", flat=True))
