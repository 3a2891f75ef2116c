"""Every list that people sort and take away: the file is what the page shows, and every order can be had."""

import csv
import datetime as dt
import re
from html.parser import HTMLParser
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from partnership.models import Event
from partnership.rules.money import pounds
from partnership.rules.sayings import day, day_short
from partnership.site import urls
from partnership.views.listings import A_PAGE, LISTINGS

# who opens it, where it is not the board manager; what its address holds
WHO = {"training:agency_bookings": "partner_lead"}
OF = {
    "agency_log": lambda world: world.cast.police.code,
    "assurance:round": lambda world: world.round.pk,
    "group_log": lambda world: world.cast.crg.code,
    "origin_log": lambda world: "MAA-2026-01",
    "schools:chasing": lambda world: world.county_returns.pk,
    "schools:round": lambda world: world.county_returns.pk,
    "spending": lambda world: world.budget.pk,
}
BLANKS = re.compile(r"\s+")


class Table(HTMLParser):
    """The rows of the sorted table of a page: the text of each cell."""

    def __init__(self, text):
        super().__init__()
        self.inside, self.rows, self.cell, self.labels = False, [], None, set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "div" and "portal-table-scroll--list" in attrs.get("class", ""):
            self.inside = True
        elif self.inside and tag == "tr":
            self.end_cell()
            self.rows.append([])
        elif self.inside and tag in ("td", "th"):
            self.end_cell()
            self.cell = []
            self.labels |= {attrs["data-label"]} if "data-label" in attrs else set()
        elif tag in ("br", "li", "small") and self.cell is not None:
            self.cell.append(" ")

    def handle_endtag(self, tag):
        if self.inside and tag in ("td", "th", "table"):
            self.end_cell()
        if tag == "table":
            self.inside = False

    def end_cell(self):
        """A cell ends where the next one begins, whether or not it says so."""
        if self.cell is not None:
            self.rows[-1].append(plain("".join(self.cell)))
        self.cell = None

    def handle_data(self, data):
        if self.inside and self.cell is not None:
            self.cell.append(data)


def plain(text):
    return BLANKS.sub(" ", str(text)).strip()


def sayings(value):
    """The ways in which a page may say what stands in a cell of a file."""
    yield value
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        on = dt.date.fromisoformat(value)
        yield from (day(on), day_short(on))
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        yield pounds(float(value))
    if ";" in value:
        yield value.replace(";", "")


def tells(cell, value):
    """Whether the page's cell says what the file's cell holds; a text may be cut there, but not otherwise."""
    value = plain(value)
    if not value or any(plain(one) in cell for one in sayings(value)):
        return True
    begun = cell.split("…")[0].strip()
    return "…" in cell and bool(begun) and value.startswith(begun)


def page_of(world, sign_in, name, query=""):
    browser = sign_in(WHO.get(name, "board_manager"))
    of = [OF[name](world)] if name in OF else []
    return browser.get(f"{reverse(name, args=of)}?{query}")


assert urls.urlpatterns  # all lists enter themselves once the addresses are known


@pytest.fixture(params=sorted(LISTINGS))
def name(request):
    return request.param


def test_every_list_is_taken_away_as_it_is_shown(world, sign_in, name):
    """Same rows, same order, same columns: as CSV, as Excel, and on the record."""
    listing = LISTINGS[name]
    sort = next((one.name for one in listing.columns if one.by), "")
    page = page_of(world, sign_in, name, f"sort=-{sort}")
    shown = page.context["shown"]
    drawn = Table(page.text)
    rows = drawn.rows[1:]
    answer = page_of(world, sign_in, name, f"sort=-{sort}&file=csv")
    table = list(csv.reader(answer.content.decode("utf-8-sig").splitlines(keepends=True)))
    excel = page_of(world, sign_in, name, f"sort=-{sort}&file=xlsx")
    sheet = list(load_workbook(BytesIO(excel.content)).active.iter_rows(values_only=True))

    heads = [one["text"] for one in shown.heads]
    assert drawn.labels <= set(heads[1:])  # what a phone shows beside each cell
    assert rows, f"Nothing stands in {name}: furnish the world with a row of it"
    told = [one for one in shown.columns if one.value]
    assert [one.label for one in told] == table[0] == list(sheet[0])
    since = name == "record"  # where the first file's own entry stands by the second
    assert len(table) - 1 == len(sheet) - 1 - since == shown.number
    assert len(rows) == min(shown.number, A_PAGE)
    for cells, written in zip(rows, table[1:], strict=False):
        for column, value in zip(told, written, strict=True):
            cell = cells[heads.index(column.under or column.label)]
            assert tells(cell, value.removeprefix("'")), (column.label, value, cell)
    taken = Event.objects.filter(verb="took out", label=listing.title).order_by("-pk")[0]
    assert taken.facts == {"rows": shown.number + since}


def test_every_column_sorts_both_ways_and_keeps_all_rows(world, sign_in, name):
    """Each is one whitelisted name of the address, marked in its heading and in words."""
    listing = LISTINGS[name]
    for column in (one for one in listing.columns if one.by):
        for sign, direction in (("", "ascending"), ("-", "descending")):
            page = page_of(world, sign_in, name, f"sort={sign}{column.name}")
            assert page.status_code == 200
            if not column.under:
                assert page.text.count(f'aria-sort="{direction}"') == 1, column.label
            assert f'value="{sign}{column.name}" selected' in page.text or page.context["shown"].number < 2


def test_an_unknown_order_and_a_page_beyond_the_end_are_harmless(world, sign_in, name):
    page = page_of(world, sign_in, name, "sort=-person__password&page=999")
    assert page.status_code == 200
    assert page.context["shown"].page.number == page.context["shown"].page.paginator.num_pages
    assert page_of(world, sign_in, name, "file=pdf").status_code == 404


def test_columns_stand_under_columns_of_the_page_and_bear_one_name_each():
    for listing in LISTINGS.values():
        heads = {one.label for one in listing.columns if not one.under}
        assert {one.under for one in listing.columns if one.under} <= heads
        assert len({one.name for one in listing.columns}) == len(listing.columns)
