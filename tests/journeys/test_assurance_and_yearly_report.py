"""A partner lead's assurance report, and the yearly report from its figures to its copies, in a real browser."""

from datetime import date, timedelta

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from assurance.models import ReportSection, YearlyReport
from partnership.models import Letter, Return, Round
from partnership.operations.letters import post_letters
from partnership.working_days import add_working_days
from tests.factories.assurance import agency_report
from tests.faults.conftest import wait_until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def answer_all(walker, section_page):
    """Answer whatever the section asks, as an agency that has something to say."""
    page = walker.page
    for area in page.locator("main textarea:visible").all():
        if not area.input_value():
            area.fill("We listened to forty children, changed how visits are made, and asked them again.")
    for group in page.locator("main fieldset:has(input[type=radio])").all():
        group.locator("input[type=radio]").first.check()
    for box in page.locator("main input[type=text]:visible").all():
        name = box.get_attribute("name")
        box.fill({"day": "4", "month": "3", "year": "2026"}.get(name.rsplit("_", 1)[-1], "120"))


def test_a_partner_lead_submits_an_assurance_report_and_staff_watch(cast, walk_as, sink):
    questionnaire = agency_report()
    today = timezone.localdate()
    officer = walk_as(cast.officer)
    officer.go(reverse("assurance:open_round"))
    officer.fill(
        questionnaire=questionnaire.pk,
        title="Agency assurance report 2025/26",
        about_from=date(2025, 4, 1),
        about_until=date(2026, 3, 31),
        opens_on=today,
        due_on=add_working_days(today, 20),
        closes_on=add_working_days(today, 30),
    )
    officer.press("Open the round")
    asked = Round.objects.get()
    assert {r.organisation for r in asked.returns.all()} >= {cast.police, cast.county, cast.hospital}

    lead = walk_as(cast.police_lead)
    mine = Return.objects.get(organisation=cast.police)
    lead.go(reverse("home")).sees("Agency assurance report 2025/26")
    lead.go(mine.get_absolute_url())
    sections = list(asked.questionnaire.sections.order_by("position"))
    for section in sections:
        lead.go(reverse("assurance:section", args=[mine.pk, section.pk]))
        answer_all(lead, section)
        lead.press("Save and continue")
    lead.go(reverse("assurance:submit", args=[mine.pk]))
    lead.fill(declared_office="Chief Officer for safeguarding", declaration=True)
    lead.press("Submit the return")
    mine.refresh_from_db()
    lead.sees(mine.checksum)

    officer.go(asked.get_absolute_url()).sees("Submitted", "Not started")
    other = walk_as(cast.health_lead)
    assert other.page.goto(other.address + mine.get_absolute_url()).status == 404
    post_letters()
    assert {m["To"] for m in sink.messages} >= {cast.police_lead.email, cast.health_lead.email}


def test_the_yearly_report_from_its_figures_to_its_copies(cast, walk_as, worker, sink):
    officer = walk_as(cast.officer)
    officer.go(reverse("assurance:start_report"))
    officer.page.locator("[name=year]").first.check()
    officer.press("Start the report")
    report = YearlyReport.objects.get()
    officer.go(reverse("assurance:report_figures", args=[report.pk])).press("Gather the figures again")

    officer.go(reverse("assurance:add_section", args=[report.pk]))
    officer.fill(kind="priority", title="Priority: safeguarding babies").press("Add")
    for section in ReportSection.objects.filter(report=report):
        officer.go(reverse("assurance:write_section", args=[section.pk]))
        text = officer.page.locator("[name=text]").input_value()
        officer.fill(text=f"{text}\n\nWhat we did, **said plainly**, and what we did not manage.".strip())
        if officer.page.locator("[name=difference]").count():
            officer.fill(difference="Babies are seen two days earlier than a year ago; parents told us so.")
        officer.press("Save")

    # Scrutiny by the Independent Advisor, then each statutory partner's endorsement.
    soon = add_working_days(timezone.localdate(), 5)
    officer.go(reverse("assurance:send_report", args=[report.pk])).fill(due_on=soon).press("Ask for scrutiny")
    assert (
        walk_as(cast.manager)
        .page.goto(officer.address + reverse("assurance:scrutinise", args=[report.pk]))
        .status
        == 403
    )
    advisor = walk_as(cast.advisor)
    advisor.go(reverse("assurance:scrutinise", args=[report.pk]))
    advisor.fill(text="I saw the evidence. Progress for babies is real; for schools it is not shown yet.")
    advisor.press("Sign the statement")
    officer.go(reverse("assurance:ask_endorsements", args=[report.pk])).fill(due_on=soon)
    officer.press("Ask the partners")
    for signatory in cast.signatories:
        walk_as(signatory).go(reverse("assurance:endorse", args=[report.pk])).fill(agreed=True).press(
            "Endorse the report"
        )

    # The worker makes the PDF; the page says how far it is and reloads itself.
    officer.go(report.get_absolute_url()).press("Make the PDF")
    with worker() as ring:
        ring("assurance.tasks.render_waiting_reports")
        wait_until(lambda: YearlyReport.objects.get().state == YearlyReport.State.RENDERED, 120)
    officer.go(report.get_absolute_url())

    anybody = walk_as()
    anybody.go(reverse("public:yearly_reports"))
    assert "safeguarding babies" not in anybody.page.content()
    address = reverse("public:yearly_report", args=[report.slug])
    assert anybody.page.goto(anybody.address + address).status == 404
    officer.go(reverse("assurance:publish_report", args=[report.pk])).fill(sure=True).press(
        "Publish the report"
    )
    report.refresh_from_db()

    anybody.go(
        reverse("public:yearly_reports")
    ).page.reload()  # within half a minute a browser shows what it has
    anybody.sees(report.title)
    anybody.go(address).sees("Priority: safeguarding babies", "Progress for babies is real")
    with pikepdf.open(report.rendering.document.file.path) as pdf:
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("en-GB", True)
        assert "/StructTreeRoot" in pdf.Root
    copies = list(report.copies.all())
    assert {copy.deadline.due_on for copy in copies} == {report.published_on + timedelta(7)}
    for copy in copies:
        officer.go(reverse("assurance:record_copy", args=[copy.pk])).fill(sent_on=timezone.localdate())
        officer.press("Save")
    post_letters()
    assert not Letter.objects.filter(state="promised").exists()
    assert sink.messages
