"""Every paper that the portal makes of what people typed, as the HTML from which it is printed."""

import io
from contextlib import contextmanager

import pikepdf
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from assurance.models import Companion, DoingReport, FeedbackLetter, YearlyReport
from assurance.models.audits import Audit
from assurance.operations import doing_paper
from assurance.operations.audits import reporting
from assurance.operations.scrutiny import feedback
from assurance.operations.yearly_report import paper_making, rendering
from assurance.rules.indicators.periods import period_of
from assurance.rules.timetable import window
from partnership.models import BusinessPlan, Meeting, Minutes
from partnership.operations import minutes_paper, pack_contents, packs, plan_progress
from partnership.printing import pdf
from partnership.rules.meetings import Audience
from reviews.models import Briefing, Case
from reviews.operations import briefing, evidence_contents, panel_report
from schools.models import ChaseContact, EducationReport
from schools.operations import education
from schools.operations.chasing import letters
from training.models import Certificate, NeedsAnalysis, Session
from training.operations import certificate_paper, needs_paper, register_paper

TEMPLATES = settings.BASE_DIR / "templates" / "print"


@contextmanager
def nothing_printed():
    """The HTML of each paper, which is not made into one."""
    drawn, out = [], io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out)

    def run(html, path, *_):
        drawn.append(html)
        path.write_bytes(out.getvalue())
        return {"made": True, "pages": 1}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "run", run)
        patch.setattr(pdf, "finish", lambda content: content)
        yield drawn


def pack(meeting):
    """What the portal itself writes of a pack for whoever is shown most."""
    contents = packs.contents_of(meeting, Audience.RESTRICTED)
    return pack_contents.written(meeting, Audience.RESTRICTED, contents, {})


# Every paper of rows: its template, of which rows it is made, and how.
PAPERS = {
    "print/plan.html": (BusinessPlan, plan_progress.print_plan),
    "print/plan_summary.html": (BusinessPlan, lambda plan: plan_progress.print_plan(plan, summary=True)),
    "print/briefing.html": (Briefing, briefing.print_briefing),
    "print/case_summary.html": (Case, evidence_contents.summary_pdf),
    "print/panel_report.html": (
        Case,
        lambda case: hasattr(case, "rapid_review") and panel_report.page_of(case, "people"),
    ),
    "print/companion.html": (Companion, lambda one: paper_making.drawn_companion(one)[1]),
    "print/report.html": (
        YearlyReport,
        lambda one: (
            one.gather
            and rendering.print_page(edition := rendering.edition_of(one), rendering.html_edition(edition))
        ),
    ),
    "print/doing.html": (DoingReport, doing_paper.print_doing),
    "print/audit_report.html": (Audit, reporting.print_report),
    "print/feedback_letter.html": (FeedbackLetter, feedback.print_letter),
    "print/education_report.html": (EducationReport, education.print_report),
    "print/chase_letters.html": (ChaseContact, letters.print_one),
    "print/register_sheet.html": (Session, register_paper.print_sheet),
    "print/certificate.html": (Certificate, certificate_paper.print_certificate),
    "print/needs_analysis.html": (NeedsAnalysis, needs_paper.print_needs),
    "print/minutes.html": (Minutes, lambda one: minutes_paper.as_html(one, Audience.RESTRICTED)[0]),
    "print/pack.html": (Meeting, pack),
}
MOST = 6  # of each kind; they are drawn alike


def addresses(world):
    """The address of each paper that is made of no one row but of what somebody asks for there and then."""
    today = timezone.localdate()
    quarter = period_of("quarter", today).before
    return {
        "print/return.html": reverse("assurance:print_return", args=[world.deep_sent.pk]),
        "print/timetable.html": reverse("assurance:timetable_pdf", args=[window(today)[0].year]),
        "print/indicators.html": reverse(
            "assurance:indicator_quarter_pdf", args=[quarter.year, quarter.number]
        ),
        "print/yearly_evaluation.html": reverse(
            "training:yearly_evaluation_pdf", args=[world.written_year.year]
        ),
    }


NOTHING_TYPED = {"print/invented_report.html"}  # what the demo prints of what we wrote ourselves
