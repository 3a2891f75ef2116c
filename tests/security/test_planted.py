"""One attack in every text of the database: no page, file, paper or feed lets it act, and the public reads no draft."""

import csv
import io
import random
from xml.etree import ElementTree

import openpyxl
import pytest
from django.apps import apps
from django.test.signals import template_rendered

from partnership.models import Person
from partnership.rules.spreadsheets import RISKY
from tests.doors.crawl import Crawl
from tests.doors.table import COLUMNS, all_doors
from tests.security import papers
from tests.security.planted import marks
from tests.security.walk import Forms, read

SITE = "http://testserver"
SEED = 8


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


@pytest.mark.shows("S-PDF")
def test_what_was_typed_stands_on_paper_as_text(planted):
    """And so asks for nothing from outside; what WeasyPrint does with what asks is shown with the printer itself.

    Every template of papers is drawn by this, with the attack in what was typed.
    """
    without, wrong, used = [], [], set()

    def look(template, drawn):
        without.extend([] if any("zq" in html for html in drawn) else [template])
        wrong.extend(f"{template}: {html[:200]}" for html in drawn if acts(html))

    def use(template, **_):
        used.add(template.name)

    template_rendered.connect(use)
    for template, (kind, make) in papers.PAPERS.items():
        with papers.nothing_printed() as drawn:
            for one in kind._base_manager.order_by("pk")[: papers.MOST]:
                made = make(one)
                drawn += [made] if isinstance(made, str) else []
        look(template, drawn)
    for template, address in papers.addresses(planted.world).items():
        with papers.nothing_printed() as drawn:
            assert planted.get("board_manager", address).status_code == 200, address
        look(template, drawn)
    template_rendered.disconnect(use)

    assert without == []
    assert wrong == []
    assert {f"print/{one.name}" for one in papers.TEMPLATES.glob("*.html")} - used == papers.NOTHING_TYPED


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
    printed = [
        read(client.get(address)).body
        for address, one in site.found.items()
        if one.response["Content-Type"] == "application/pdf"
    ]
    assert len(printed) > 3
    assert [name for name in hidden for paper in printed if name.encode() in paper] == []
