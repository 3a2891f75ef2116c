"""What goes out beside the report: easy to read, agreed by two, with or after it, and frozen."""

import hashlib
import io

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from assurance.models import Companion, ReportPaper, YearlyReport
from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report import paper_making
from assurance.rules.reading_ease import reading_ease, syllables
from partnership.access import Refused
from partnership.models import BusinessPlan, Priority
from partnership.printing.pdf import CannotPrint
from tests.factories import report_work as around
from tests.factories import yearly_report as factory

ADDRESS = "/yearly-reports/2025-26/for-children/"


def publish(cast, report):
    return operations.publish_report(factory.fresh(report), by=cast.manager, recipients=["The Panel"])


# How easy it is to read -----------------------------------------------------------------------------------


def test_reading_ease_is_that_of_the_formula():
    ease = reading_ease("The cat sat on the mat. The dog ran.")

    assert (ease.words, ease.sentences) == (9, 2)
    assert ease.score == 100  # 206.835 - 1.015 × 4.5 - 84.6 × 1 = 117.7, and 100 is the easiest
    assert (ease.age, ease.called, ease.aim_met) == (5, "Very easy", True)


def test_a_hard_text_is_called_so_with_what_makes_it_hard():
    hard = (
        "Safeguarding partnerships demonstrate accountability through comprehensive multidisciplinary evaluation of "
        "organisational responsibilities, notwithstanding considerable operational difficulties and uncertainty "
        "regarding the implementation of recommendations."
    )
    ease = reading_ease(hard)

    assert (ease.score, ease.called, ease.aim_met) == (0, "Hard", False)
    assert ease.long_sentences == (hard,)
    assert "accountability" in ease.hard_words


@pytest.mark.parametrize(
    ("word", "count"), [("cat", 1), ("make", 1), ("little", 2), ("asked", 1), ("wanted", 2), ("family", 3)]
)
def test_syllables_are_counted_by_rule(word, count):
    assert syllables(word) == count


def test_signs_and_placed_figures_are_no_words_to_read():
    assert reading_ease("## Hello\n\n- **You** {figure:x}\n- [us](https://a.example)").words == 3
    assert reading_ease("{table:x}") is None


# Writing --------------------------------------------------------------------------------------------------


def test_the_plan_on_a_page_begins_with_the_priorities_of_the_approved_plan(cast):
    report = factory.started(cast)
    plan = BusinessPlan.objects.create(
        reference="BP-2026", title="Plan", starts_on=report.period_until.replace(month=4, day=1),
        ends_on=report.period_until.replace(year=2028), introduction="Few enough to be finished.",
        state="approved", approved_on=timezone.localdate(), approved_by_decision="1", started_by=cast.officer,
    )  # fmt: skip
    facts = {"plan": plan, "rationale": "Why", "measure": "By an audit.", "lead_organisation": cast.police}
    Priority.objects.create(number=1, title="Neglect", outcome="Nobody waits.", **facts)
    Priority.objects.create(number=2, title="Gone", outcome="-", dropped_on=timezone.localdate(), **facts)
    made = operations.start_companion(report, by=cast.officer, kind="plan-on-a-page")

    assert made.text == (
        "Few enough to be finished.\n\n## 1. Neglect\n\n**What good looks like:** Nobody waits.\n\n"
        "**How we will know:** By an audit.\n"
    )
    with pytest.raises(Refused, match="already"):
        operations.start_companion(report, by=cast.officer, kind="plan-on-a-page")


def test_writing_shows_how_it_reads_saves_by_itself_and_keeps_the_text_of_who_comes_second(cast, sign_in):
    made = around.companion(cast)
    page, client = f"/assurance/reports/beside/{made.pk}/write/", sign_in(cast.officer)
    typed = {"version": made.revision, "title": made.title, "text": "We listened. {figure:actions_opened}"}
    preview = client.post(page, typed | {"deed": "preview"}).text
    assert '<p class="govuk-body">We listened. 0</p>' in preview
    assert "Fairly easy" in preview
    saved = client.post(page, typed, headers={"X-Requested-With": "fetch"})
    assert saved.json() == {"version": made.revision + 1}
    second = sign_in(cast.second_officer).post(page, typed | {"text": "Another text."})
    assert "What Board officer saved while you were writing" in second.text
    assert "Another text.</textarea>" in second.text
    wrong = client.post(page, typed | {"version": made.revision + 1, "text": "{figure:nobody}"})
    assert "There is no figure called “nobody”" in wrong.text


def test_what_young_people_said_is_noted_by_group_and_never_a_must(cast, sign_in):
    made = around.companion(cast)
    day = timezone.localdate()
    fields = {"heard_on_day": day.day, "heard_on_month": day.month, "heard_on_year": day.year}
    page = f"/assurance/reports/beside/{made.pk}/"
    assert "They have not been asked" in sign_in(cast.observer).get(page).text
    sign_in(cast.officer).post(
        f"{page}heard/", {**fields, "heard_from": "Advisory Group", "heard_said": "Say it shorter."}
    )

    assert "Say it shorter." in sign_in(cast.observer).get(page).text


# Going out ------------------------------------------------------------------------------------------------


def test_it_goes_out_together_with_its_report_and_not_before(cast):
    report = around.rendered(cast)
    made = around.let_out(cast, report)
    assert [Client().get(ADDRESS).status_code, Client().get(f"{ADDRESS}pdf/").status_code] == [404, 404]
    assert made.published_on is None
    publish(cast, report)
    page, pdf = Client().get(ADDRESS), Client().get(f"{ADDRESS}pdf/")
    made = around.fresh(made)

    assert (page.status_code, pdf.status_code) == (200, 200)
    assert hashlib.sha256(pdf.content).hexdigest() == made.paper.document.checksum
    assert made.paper.document.checksum in page.text
    assert "Summary for children and young people" in Client().get("/yearly-reports/2025-26/").text
    assert made.published_on == timezone.localdate()


def test_nobody_lets_out_what_they_put_forward_themselves(cast):
    made = around.forward(cast, around.rendered(cast))
    with pytest.raises(Refused, match="Someone else must check it"):
        operations.let_companion_out(made, by=cast.officer)

    assert around.fresh(made).let_out_at is None


def test_it_waits_for_its_pdf_and_for_frozen_figures(cast):
    made = operations.put_companion_forward(around.companion(cast), by=cast.officer)
    with pytest.raises(Refused, match="The PDF is not ready yet"):
        operations.let_companion_out(made, by=cast.second_officer)
    early = around.forward(cast, factory.started(cast, 2024))
    with pytest.raises(Refused, match="figures may still change"):
        operations.let_companion_out(early, by=cast.second_officer)


def test_one_page_is_one_page(cast):
    made = around.forward(cast, factory.sent(cast), "plan-on-a-page", pages=2)
    with pytest.raises(Refused, match="Its PDF has 2 pages, and one is the most"):
        operations.let_companion_out(made, by=cast.second_officer)


def test_what_is_put_forward_is_not_written_until_it_is_taken_back(cast):
    made = around.forward(cast)
    facts = {"by": cast.officer, "seen": made.revision, "title": made.title, "text": "Other."}
    with pytest.raises(Refused, match="Take it back first"):
        operations.write_companion(made, **facts)
    operations.take_companion_back(made, by=cast.officer, reason="A word is wrong.")
    operations.write_companion(made, **facts)
    again = operations.put_companion_forward(made, by=cast.officer)

    assert operations.paper_of(again) is None  # the PDF was of the text before
    assert ReportPaper.objects.filter(companion=made).count() == 2


def test_the_report_is_not_published_beside_figures_that_are_no_longer_its_own(cast):
    report = around.rendered(cast)
    made = around.let_out(cast, report)
    Companion.objects.filter(pk=made.pk).update(text="Something else.")
    with pytest.raises(Refused, match="was released"):
        publish(cast, report)


def test_what_is_published_never_changes_and_a_correction_takes_its_place(cast):
    report = around.rendered(cast)
    made = around.let_out(cast, report)
    publish(cast, report)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Companion.objects.filter(pk=made.pk).update(title="Other")
    with pytest.raises(Refused, match="is published and cannot be changed"):
        operations.take_companion_back(made, by=cast.officer, reason="x")
    new = operations.correct_companion(around.fresh(made), by=cast.officer, note="A telephone number.")
    operations.write_companion(new, by=cast.officer, seen=1, title="Corrected", text="Call 0800 1111.")
    operations.put_companion_forward(new, by=cast.officer)
    around.print_quickly("<p>Call 0800 1111.</p>")
    assert "Call 0800" not in Client().get(ADDRESS).text
    operations.let_companion_out(new, by=cast.second_officer)
    page = Client().get(ADDRESS).text

    assert "Call 0800 1111." in page
    assert "What is corrected: A telephone number." in page


def test_a_corrected_report_keeps_what_went_out_beside_it(cast):
    report = around.rendered(cast)
    around.let_out(cast, report)
    publish(cast, report)
    operations.correct_report(factory.fresh(report), by=cast.officer, note="A date.")

    assert Client().get(ADDRESS).status_code == 200
    assert YearlyReport.objects.count() == 2


# Paper ----------------------------------------------------------------------------------------------------


def test_the_pdf_is_tagged_titled_and_in_english(cast):
    made = around.companion(cast, factory.sent(cast))
    operations.write_companion(
        made, by=cast.officer, seen=made.revision, title="For you",
        text="## What you told us\n\n- One\n- Two\n\n| Who | What |\n|---|---|\n| You | Asked |\n",
    )  # fmt: skip
    operations.put_companion_forward(made, by=cast.officer)
    assert operations.print_waiting() == 1
    paper = operations.paper_of(around.fresh(made))
    with paper.document.file.open("rb") as file, pikepdf.open(io.BytesIO(file.read())) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "For you" in str(pdf.docinfo["/Title"])
        assert pdf.Root.StructTreeRoot is not None
    assert (paper.state, paper.pages) == ("done", 1)
    assert '<h2 class="govuk-heading-m">What you told us</h2>' in paper.html


def test_a_failed_paper_says_why_and_can_be_asked_for_again(cast, monkeypatch, sign_in):
    made = operations.put_companion_forward(around.companion(cast), by=cast.officer)

    def fail(*args, **kwargs):
        raise CannotPrint("The paper took too long to lay out.")

    monkeypatch.setattr(paper_making, "print_pdf", fail)
    assert operations.print_waiting() == 0
    client, page = sign_in(cast.officer), f"/assurance/reports/beside/{made.pk}/"
    assert "The paper took too long to lay out." in client.get(page).text
    client.post(f"{page}print/")
    client.post(f"{page}print/")

    assert list(ReportPaper.objects.values_list("state", flat=True)) == ["waiting", "failed"]
