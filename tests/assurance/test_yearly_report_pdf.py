"""The PDF: nothing fetched, nothing unbounded, and tagged so that it can be read aloud."""

import io
import os
import re
import socket
import subprocess
import sys
import threading

import pikepdf
import pytest

from assurance.printing.text import narrative
from partnership.printing.pdf import ROOT, CannotPrint, header_cells, print_pdf

DATA = {
    "figures": {"asked": {"shown": "1,204"}, "odd": {"shown": "<b>*4*</b>"}},
    "tables": {
        "agencies": {
            "caption": "Agencies", "columns": "Agency|Returns#", "rows": [["Police & fire", 3], ["<i>Health</i>", 2]],
            "source": "Returns", "empty": "None.",
        },
        "nothing": {"caption": "Nothing", "columns": "A|B", "rows": [], "source": "", "empty": "There was none."},
    },
    "charts": {
        "agencies": {
            "title": "Returns", "headings": "Agency|Returns#", "rows": [["Police", 3], ["Health", 2]], "unit": "",
            "maximum": None, "source": "Returns", "beneath": None,
        }
    },
}  # fmt: skip


def page(body, head=""):
    return f'<!DOCTYPE html><html lang="en-GB"><head><title>A report</title>{head}</head><body>{body}</body></html>'


class Listener:
    """A local web server that only counts who knocks."""

    def __enter__(self):
        self.hits = 0
        self.server = socket.create_server(("127.0.0.1", 0))
        self.server.settimeout(0.2)
        self.over = False
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()
        return self

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server.getsockname()[1]}"

    def listen(self):
        while not self.over:
            try:
                visitor, _ = self.server.accept()
            except TimeoutError:
                continue
            self.hits += 1
            visitor.close()

    def __exit__(self, *_):
        self.over = True
        self.thread.join()
        self.server.close()


BODIES = [
    '<img src="{at}">',
    '<a rel="attachment" href="{at}">x</a>',
    '<object data="{at}"></object>',
    '<embed src="{at}">',
    '<div style="background: url({at})">x</div>',
    '<ul style="list-style-image: url({at})"><li>x</ul>',
    '<svg width="9" height="9"><image href="{at}" width="9" height="9"/></svg>',
]
HEADS = [
    '<link rel="attachment" href="{at}">',
    '<link rel="stylesheet" href="{at}">',
    "<style>@import url({at});</style>",
    "<style>p::before {{ content: url({at}); }}</style>",
    "<style>@font-face {{ font-family: F; src: url({at}); }} body {{ font-family: F; }}</style>",
]


# asked for by nothing that WeasyPrint draws, but it must stay so
SILENT = ['<div style="content: url({at})">x</div>', '<svg width="9" height="9"><use href="{at}#a"/></svg>']


@pytest.mark.shows("S-PDF")
def test_nothing_on_the_network_is_fetched():
    with Listener() as listener:
        body = "<p>x</p>" + "".join(
            part.format(at=f"{listener.address}/{n}") for n, part in enumerate(BODIES + SILENT)
        )
        head = "".join(part.format(at=f"{listener.address}/head{n}") for n, part in enumerate(HEADS))
        with pytest.raises(CannotPrint, match="refers to something outside itself"):
            print_pdf(page(body, head))

        assert listener.hits == 0


@pytest.mark.shows("S-PDF")
@pytest.mark.parametrize("part", [*BODIES, *HEADS])
def test_no_file_of_the_machine_gets_into_the_report(part, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("a child's file")
    html = part.format(at=secret.as_uri())

    with pytest.raises(CannotPrint, match=r"secret\.txt"):
        print_pdf(page("<p>x</p>", html) if part in HEADS else page(html))


USES = "".join(f'<g id="g{n}">{f"""<use href="#g{n - 1}"/>""" * 10}</g>' for n in range(1, 7))
ENDLESS = {
    "many floats": '<div style="float:left; width:3px">x</div>' * 5_000,
    "drawings in drawings": f'<svg><defs><path id="g0" d="M0 0h1"/>{USES}</defs><use href="#g6"/></svg>',
}


@pytest.mark.shows("S-PDF")
def test_what_is_laid_out_without_end_is_ended_and_a_sentence_says_so():
    assert print_pdf(page("<h1>x</h1>"), processor=4)[1] == 1
    for body in ENDLESS.values():
        with pytest.raises(CannotPrint, match="took too long"):
            print_pdf(page(body), processor=4)


@pytest.mark.shows("F13", "S-PDF")
def test_a_page_that_takes_too_long_is_given_up_with_a_sentence():
    many = "<tr><td colspan=65534>x</td></tr>" * 60

    with pytest.raises(CannotPrint, match="took too long"):
        print_pdf(page(f"<table>{many}</table>"), seconds=3)


@pytest.mark.shows("S-PDF")
def test_a_page_nested_too_deeply_is_given_up_with_a_sentence():
    with pytest.raises(CannotPrint, match="nested too deeply"):
        print_pdf(page("<div>" * 3000))


@pytest.mark.shows("F13", "S-PDF")
def test_a_page_that_needs_too_much_memory_is_given_up_with_a_sentence():
    many = "<tr><td>x</td></tr>" * 3000

    with pytest.raises(CannotPrint, match="needed more memory"):
        print_pdf(page(f"<table>{many}</table>"), memory=200_000_000)


def test_the_child_is_given_no_secret():
    os.environ["A_SECRET_OF_THE_PORTAL"] = "x"
    try:
        seen = []
        original = subprocess.Popen

        class Watched(original):
            def __init__(self, *args, env, **kwargs):
                seen.append(env)
                super().__init__(*args, env=env, **kwargs)

        subprocess.Popen = Watched
        print_pdf(page("<h1>x</h1>"))
    finally:
        subprocess.Popen = original
        del os.environ["A_SECRET_OF_THE_PORTAL"]

    assert set(seen[0]) & {"A_SECRET_OF_THE_PORTAL", "DATABASE_URL", "SECRET_KEY", "REDIS_URL"} == set()


def test_without_the_system_library_the_sentence_says_what_to_install(tmp_path):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library pango')")
    child = subprocess.run(
        [
            sys.executable, "-m", "partnership.printing.child", str(tmp_path / "out.pdf"), str(os.getpid()),
            "1500000000", "60",
        ],
        input=b"<p>x", capture_output=True, cwd=ROOT, check=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip

    assert b"install libpango-1.0-0" in child.stdout


def test_steps_are_told_as_they_come():
    told = []
    _, pages = print_pdf(page("<h1>x</h1>"), on_step=lambda number, words: told.append(number))

    assert (told, pages) == (sorted(told), 1)
    assert len(told) >= 5


@pytest.fixture(scope="module")
def printed():
    text = "{figure:asked} were asked.\n\n{table:agencies}\n\n{chart:agencies}\n\n[Arrangements](https://portal.test/)"
    corner = "<table><tr><th></th><th>2025</th></tr><tr><th>Police</th><td>3</td></tr></table>"
    content, _ = print_pdf(page(f"<h1>A report</h1>{narrative(text, DATA)}{corner}"))
    return content


@pytest.fixture
def pdf(printed):
    with pikepdf.open(io.BytesIO(printed)) as opened:
        yield opened


def elements(pdf, kind):
    stack, found = [pdf.Root.StructTreeRoot], []
    while stack:
        element = stack.pop()
        if element.get("/S") == kind:
            found.append(element)
        kids = element.get("/K")
        kids = kids if isinstance(kids, pikepdf.Array) else [kids]
        stack += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
    return found


def test_the_pdf_is_tagged_and_says_its_language_and_title(pdf):
    assert pdf.Root.MarkInfo.Marked is True
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert str(pdf.docinfo["/Title"]) == "A report"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_every_header_cell_says_what_it_heads(pdf):
    cells = list(header_cells(pdf.Root.StructTreeRoot))
    scopes = [str(cell.A.Scope) for cell, _ in cells]

    assert len(cells) == len(elements(pdf, "/TH")) == 11
    assert set(scopes) == {"/Row", "/Column"}


def test_every_figure_has_words_for_it(pdf):
    assert [str(figure.Alt) for figure in elements(pdf, "/Figure")] == ["Returns: Police 3; Health 2"]


def test_links_are_printed(pdf):
    links = [a for one in pdf.pages for a in one.get("/Annots", []) if a.Subtype == "/Link"]

    assert links
    assert all(int(link.F) & 4 for link in links)


def test_a_name_becomes_the_shown_figure():
    assert narrative("{figure:asked} returns", DATA) == '<p class="govuk-body">1,204 returns</p>\n'


def test_a_figure_is_text_and_never_markup():
    assert "&lt;b&gt;*4*&lt;/b&gt;" in narrative("{figure:odd}", DATA)


def test_an_unknown_name_stays_as_typed():
    assert "{figure:unknown}" in narrative("{figure:unknown}", DATA)


def test_a_table_escapes_what_it_holds():
    html = narrative("{table:agencies}", DATA)

    assert "Police &amp; fire" in html
    assert "&lt;i&gt;Health&lt;/i&gt;" in html


def test_an_empty_table_is_a_sentence():
    assert "There was none." in narrative("{table:nothing}", DATA)


HOSTILE = [
    "<script>alert(1)</script>",
    '<img src="http://127.0.0.1:9/x">',
    "![x](http://127.0.0.1:9/x)",
    '<iframe src="file:///etc/passwd"></iframe>',
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    '<style>@import "http://127.0.0.1:9/x";</style>',
    '<a rel="attachment" href="file:///etc/passwd">x</a>',
    "<div style=\"background: url('http://127.0.0.1:9/x')\">x</div>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_never_becomes_more_than_text(text):
    assert re.findall(r"<[a-z][^>]*>", narrative(text, DATA)) == ['<p class="govuk-body">']


def test_hostile_text_is_printed_without_a_file_in_it():
    html = "".join(narrative(text, DATA) for text in HOSTILE)
    content, _ = print_pdf(page(f"<h1>x</h1>{html}"))

    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
