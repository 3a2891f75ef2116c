"""One attack in every text of the database: no page, file, paper or feed lets it act, and the public reads no draft."""

import csv
import io
import random
from contextlib import contextmanager
from xml.etree import ElementTree

import openpyxl
import pikepdf
import pytest
from django.apps import apps

from assurance.models import Companion, DoingReport, FeedbackLetter, YearlyReport
from assurance.models.audits import Audit
from assurance.operations import doing_paper
from assurance.operations.audits import reporting
from assurance.operations.scrutiny import feedback
from assurance.operations.yearly_report import paper_making, rendering
from partnership.models import BusinessPlan, Person
from partnership.operations import plan_progress
from partnership.printing import pdf
from partnership.rules.spreadsheets import RISKY
from reviews.models import Briefing, Case
from reviews.operations import briefing, evidence_contents, panel_report
from schools.models import ChaseContact, EducationReport
from schools.operations import education
from schools.operations.chasing import letters
from tests.doors.crawl import Crawl
from tests.doors.table import COLUMNS, all_doors
from tests.security.planted import marks, plant
from tests.security.walk import Forms, Intruder, read
from training.models import Certificate, NeedsAnalysis, Session
from training.operations import certificate_paper, needs_paper, register_paper

SITE = "http://testserver"
SEED = 8


@pytest.fixture
def planted(world):
    intruder = Intruder(world)
    plant()
    return intruder


def acts(html):
    """Whether the attack became a part of the page."""
    return any(given.get("src") == "/zq" or "onerror" in given for _, given in Forms(html, "/").elements)


def opened(planted, doors):
    """Each of these doors as whoever first may look through it; what changes about it by the attack is left out."""
    for door in doors:
        who = COLUMNS[door.answers.index(200)]
        yield door, planted.get(who, planted.address(door))


def looked_through():
    return [door for door in all_doors() if door.method == "GET" and 200 in door.answers]


@pytest.mark.shows("S-XSS")
@pytest.mark.parametrize("share", [12, pytest.param(1, marks=pytest.mark.long)])
def test_no_page_lets_a_planted_text_become_a_part_of_it(planted, share):
    """A share of all pages, chosen alike each time; `make faults` looks at each."""
    doors = looked_through()
    chosen = random.Random(SEED).sample(doors, len(doors) // share)
    wrong, there = [], 0
    for door, response in opened(planted, chosen):
        there += response.status_code == 200
        if response.status_code >= 500:
            wrong.append(f"{door} fell over")
        if "zq" in str(response.headers):
            wrong.append(f"{door} has it in a header: {response.headers}")
        if response["Content-Type"].startswith("text/html") and acts(response.body.decode()):
            wrong.append(f"{door} is attacked")

    assert wrong == []
    assert there > 0.98 * len(chosen)


SHEETS = ("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def running(response):
    """The cells of a CSV or Excel file that a spreadsheet would run."""
    if response["Content-Type"].startswith("text/csv"):
        rows = csv.reader(io.StringIO(response.body.decode("utf-8-sig"), newline=""), strict=True)
        return [cell for row in rows for cell in row if cell.lstrip(" \u00a0").startswith(RISKY)]
    book = openpyxl.load_workbook(io.BytesIO(response.body))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    return [str(cell.value) for cell in cells if cell.data_type == "f"]


@pytest.mark.shows("S-CSV")
def test_no_file_for_a_spreadsheet_holds_a_formula_that_somebody_typed(planted):
    """Every file of every page, in both kinds where it comes in two."""
    ran, held = [], set()

    def look(door, response):
        if response.status_code != 200:
            ran.append(f"{door}: {response.status_code}")
        elif response["Content-Type"].startswith(SHEETS):
            ran.extend(f"{door}: {cell[:60]}" for cell in running(response))
            if b"zq" in response.body or response.body.startswith(b"PK"):
                held.add(str(door))

    ending = ("csv", "xlsx", "file", "export", "table", "download", "template")
    files = [door for door in looked_through() if any(one in door.name.rpartition(":")[2] for one in ending)]
    for door, response in opened(planted, files):
        if response["Content-Type"].startswith(SHEETS) or response.status_code >= 500:
            look(door, response)
    for number, door in enumerate(listings()):
        who = COLUMNS[door.answers.index(200)]
        for kind in ("csv", "xlsx") if number % 4 == 0 else ("csv",):  # all are written by the same few lines
            look(door, planted.get(who, planted.address(door), {"file": kind}))

    assert ran == []
    assert len(held) > 35


def listings():
    """The first door of each page whose list is taken away as a file by the page's own address."""
    names = {
        "assurance:rounds", "diary", "actions", "people", "letters", "record", "organisations", "meetings",
        "decisions", "records", "reviews:list", "schools:inspections", "schools:register", "schools:contacts",
        "training:charges", "training:courses", "training:sessions",
    }  # fmt: skip
    first = {}
    for door in looked_through():
        if door.name in names:
            first.setdefault(door.name, door)
    assert set(first) == names
    return list(first.values())


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


# Every paper that the portal makes of what people typed: its template, of which rows it is made, and how.
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
}
MOST = 6  # of each kind; they are drawn alike


@pytest.mark.shows("S-PDF")
def test_what_was_typed_stands_on_paper_as_text(planted):
    """And so asks for nothing from outside; what WeasyPrint does with what asks is shown with the printer itself."""
    without, wrong = [], []
    for template, (kind, make) in PAPERS.items():
        with nothing_printed() as drawn:
            for one in kind._base_manager.order_by("pk")[:MOST]:
                made = make(one)
                drawn += [made] if isinstance(made, str) else []
        without += [] if any("zq" in html for html in drawn) else [template]
        wrong += [f"{template}: {html[:200]}" for html in drawn if acts(html)]

    assert without == []
    assert wrong == []


# What the public reads, by model: which fields of which rows. Whatever else shows a mark in a public byte is a leak.
OUT = {"let_out_at__isnull": False}

PUBLIC = {
    "assurance.Companion": ({"title", "text", "correction_note"}, OUT),
    "assurance.YearlyReport": ({"title", "correction_note"}, {"state": "published"}),
    "partnership.BusinessPlan": ({"title", "introduction"}, OUT),
    "partnership.Committee": ({"name"}, {}),
    "partnership.DisputePolicy": ({"source", "title", "principles"}, {}),
    "partnership.DisputeStage": ({"acts", "name"}, {}),
    "partnership.Edition": ({"title", "summary", "source"}, {"published_on__isnull": False}),
    "partnership.Group": ({"name"}, {}),
    "partnership.LibraryItem": ({"summary", "text", "title"}, OUT),
    "partnership.LinkedBoard": ({"name"}, {}),
    "partnership.Organisation": ({"name"}, {}),
    "partnership.Policy": ({"summary", "title"}, {"versions__state": "published"}),
    "partnership.PolicyVersion": ({"text", "what_changed"}, {"state": "published"}),
    "partnership.Power": ({"office"}, {}),
    "partnership.Priority": (
        {"measure", "outcome", "rationale", "title"},
        {"plan__let_out_at__isnull": False},
    ),
    "partnership.Said": ({"done", "said", "why_not"}, OUT),
    "partnership.TermsOfReference": (
        {"frequency", "membership", "reason", "remit", "source"},
        {"draft": False},
    ),
    "reviews.Artefact": ({"title"}, {"state": "live"}),
    "reviews.Review": ({"abstract", "public_title"}, {"artefacts__state__in": ["live", "archived"]}),
    "training.Course": ({"aims", "audience", "summary", "title"}, {"state": "offered"}),
    "training.Venue": ({"access", "address"}, {}),
}
# Published because a policy is withdrawn, by the words of its own page.
WITHDRAWN = ("partnership.Policy", "withdrawn_because")


def is_public(label, field, key):
    if (label, field) == WITHDRAWN:
        return apps.get_model(label)._base_manager.filter(pk=key, withdrawn_on__isnull=False).exists()
    fields, condition = PUBLIC.get(label, ((), {}))
    found = apps.get_model(label)._base_manager.filter(pk=key, **condition)
    return field in fields and found.exists()


@pytest.mark.shows("S-DR")
def test_no_public_byte_holds_a_text_that_is_not_public(planted, settings, client):
    """Pages, searches, feeds, the site's map, pages that are not there, headers, and files with what they hide."""
    settings.SITE_URL = SITE
    site = Crawl(client, SITE)
    hidden = Person.objects.values_list("name", flat=True)
    leaks, public = set(), set()

    def look(where, text):
        for one in marks(text) - public:
            if is_public(*one):
                public.add(one)
            else:
                leaks.add((where, *one))

    for address, one in site.found.items():
        look(address, str(one.response.headers))
        if not one.response.streaming:
            look(address, one.response.content.decode(errors="replace"))
    for address in (
        "/nowhere/",
        "/reviews/nowhere/",
        "/learning/nowhere/file/",
        "/policies/nowhere/",
        "/find/?q=zq",
    ):
        look(address, client.get(address).content.decode())
    for address in (
        "/reviews/feed.atom",
        "/learning/feed.atom",
        "/yearly-reports/feed.atom",
        "/policies/feed.atom",
    ):
        ElementTree.fromstring(client.get(address).content)  # noqa: S314 - our own
    assert leaks == set()
    assert len(public) > 60
    assert {label for label, _, _ in public} > {"reviews.Review", "partnership.Policy", "training.Course"}
    papers = [
        read(client.get(address)).body
        for address, one in site.found.items()
        if one.response["Content-Type"] == "application/pdf"
    ]
    assert len(papers) > 3
    assert [name for name in hidden for paper in papers if name.encode() in paper] == []
