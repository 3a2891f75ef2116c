"""A yearly report lives in public: no word of a draft, a comment or a correction is read before it is published."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assurance.models import Companion, YearlyReport
from assurance.operations import yearly_report as operations
from tests.factories import report_work as around
from tests.factories import yearly_report as made
from tests.security.in_public import InPublic

pytestmark = [pytest.mark.shows("S-DR", "S-CACHE"), pytest.mark.django_db]


class PublicReport(InPublic):
    """The report of one year in its versions, and the summary for children beside it."""

    pages = (
        "/",
        "/yearly-reports/",
        "/yearly-reports/feed.atom",
        "/sitemap.xml",
        "/find/",
        "/yearly-reports/2030-31/",
    )
    searches = ("/find/?q=",)

    def __init__(self):
        super().__init__()
        self.let_out = {}  # what each version says, from its publication on; by its slug or the companion's key

    def fresh(self):
        return YearlyReport.objects.order_by("version").last()

    @property
    def summary(self):
        return Companion.objects.order_by("version").last()

    # The report -------------------------------------------------------------------------------------------

    def begin(self):
        report = made.started(self.cast)
        operations.add_section(report, by=self.cast.officer, title=f"Priority {self.word()}")
        taken_out = operations.add_section(report, by=self.cast.officer, title=f"Another {self.word()}")
        operations.remove_section(taken_out, by=self.cast.officer)

    def write(self):
        """Each section anew, and what a colleague wrote at the same time set aside."""
        for section in self.fresh().sections.all():
            fixed = section.kind in section.ONCE
            operations.write_section(
                section, by=self.cast.officer, seen=section.revision, text=f"We did {self.word()}.",
                title=section.title if fixed else f"Priority {self.word()}", difference=f"It helped {self.word()}.",
            )  # fmt: skip
        operations.set_aside(section, by=self.cast.manager, title=section.title, text=f"Or {self.word()}.")

    def ask_around(self):
        """Members comment on a kept draft of which a paper is printed, and a committee reads it."""
        window = operations.ask_for_comments(
            self.fresh(), by=self.cast.officer, asks=f"Is {self.word()} fair?", closes_on=made.soon()
        )
        said = operations.comment(window, by=self.cast.police_lead, text=f"No: {self.word()}.")
        operations.close_comments(window, by=self.cast.officer)
        operations.answer_report_comment(
            said, by=self.cast.officer, answer="not", answer_text=f"Because {self.word()}."
        )
        consulted = around.consulted(self.cast, self.fresh(), meets_in=0)
        operations.record_committee(
            consulted,
            by=self.cast.officer,
            considered_on=timezone.localdate(),
            comments=f"More {self.word()}.",
        )
        operations.answer_committee(
            consulted, by=self.cast.officer, answer=f"Yes, {self.word()}.", what_changed=self.word()
        )

    def scrutinise(self):
        operations.send_report(self.fresh(), by=self.cast.officer, due_on=made.soon())
        operations.scrutinise(self.fresh(), by=self.cast.advisor, text=f"I have read {self.word()} of it.")

    def send_back(self):
        operations.return_report(self.fresh(), by=self.cast.officer, why=f"Look again at {self.word()}.")

    def render(self):
        operations.ask_endorsements(self.fresh(), by=self.cast.officer, due_on=made.soon())
        made.endorse_all(self.cast, self.fresh())
        operations.render_report(self.fresh(), by=self.cast.officer)
        operations.render_waiting()

    def publish(self):
        report = operations.publish_report(
            self.fresh(),
            by=self.cast.manager,
            recipients=[f"The {self.word()} Panel"],
            late_reason=self.word(),
        )
        statement = report.statements.standing().exclude(signed_at=None).get()
        said = [report.title, report.correction_note, statement.text]
        for section in report.sections.all():
            said += [section.title, section.text, section.difference]
        self.let_out[report.slug] = said

    def correct(self):
        operations.correct_report(self.fresh(), by=self.cast.manager, note=f"Wrong: {self.word()}.")

    # The summary for children -----------------------------------------------------------------------------

    def begin_summary(self):
        operations.start_companion(self.fresh(), by=self.cast.officer, kind="for-children")

    def write_summary(self):
        operations.write_companion(
            self.summary, by=self.cast.officer, seen=self.summary.revision, title=f"For you: {self.word()}",
            text=f"You told us {self.word()}.",
        )  # fmt: skip

    def print_summary(self):
        operations.hear_young_people(
            self.summary, by=self.cast.officer, heard_on=timezone.localdate() - timedelta(1),
            heard_from=f"A group in {self.word()}", heard_said=f"Too {self.word()}.", heard_changed=self.word(),
        )  # fmt: skip
        operations.put_companion_forward(self.summary, by=self.cast.officer)
        operations.print_waiting()

    def let_summary_out(self):
        operations.let_companion_out(self.summary, by=self.cast.second_officer)

    def correct_summary(self):
        operations.correct_companion(self.summary, by=self.cast.officer, note=f"Wrong: {self.word()}.")

    # What the public may read now -------------------------------------------------------------------------

    def read_now(self):
        pages, files = {}, {}
        beside = list(Companion.objects.exclude(let_out_at=None).order_by("version"))[-1:]
        for report in YearlyReport.objects.published():
            pages[reverse("public:yearly_report", args=[report.slug])] = self.let_out[report.slug]
            pages[reverse("public:yearly_report_pdf", args=[report.slug])] = self.let_out[report.slug]
            for one in beside:
                said = [one.title, one.text, one.correction_note]
                for name in ("public:companion", "public:companion_pdf"):
                    pages[reverse(name, args=[report.slug, one.kind])] = said
        return pages, files

    def all_addresses(self):
        for slug in YearlyReport.objects.values_list("slug", flat=True):
            names = ("public:yearly_report", "public:yearly_report_pdf")
            self.addresses |= {reverse(name, args=[slug]) for name in names}
            names = ("public:companion", "public:companion_pdf")
            self.addresses |= {
                reverse(name, args=[slug, kind]) for name in names for kind in Companion.Kind.values
            }
        return self.addresses

    def found_by(self, word, pages, files):
        """A report leads to the newest of its year alone."""
        may, _ = super().found_by(word, pages, files)
        newest = {reverse("public:yearly_report", args=[one.slug]) for one in YearlyReport.objects.newest()}
        return may & newest, may & newest


def test_no_word_of_a_yearly_report_is_read_before_it_is_published(cast, settings):
    settings.PAGES_KEPT = 30
    PublicReport.cast = cast
    one = PublicReport()
    deeds = (
        "begin", "write", "ask_around", "write", "scrutinise", "send_back", "write", "scrutinise",
        "begin_summary", "write_summary", "write_summary", "print_summary", "let_summary_out", "render", "publish",
        "correct_summary", "write_summary", "correct", "write", "scrutinise", "print_summary", "let_summary_out",
        "render", "publish",
    )  # fmt: skip
    try:
        for deed in deeds:
            getattr(one, deed)()
            one.the_public_reads_what_is_live_and_nothing_else()
    finally:
        one.teardown()

    assert [len(said) > 20 for said in one.let_out.values()] == [True, True]
