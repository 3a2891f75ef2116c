"""What the content security policy would block, or escaping would miss, is in no template."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from partnership.templatetags import scripts

pytestmark = pytest.mark.urls("tests.look.specimen")

ROOT = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html"))
# email programs read no stylesheet of ours; a PDF's stylesheet never meets a browser
OWN_STYLE = ("email/", "print/")
# the HTML edition and its companions are drawn by our own templates from cleaned text, and kept as they were published
SAFE_FILTER = {"public/companion.html", "public/yearly_report.html"}

SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.I)
STYLE = re.compile(r"<style\b|\sstyle\s*=", re.I)
HANDLER = re.compile(r"\son[a-z]+\s*=\s*[\"']|javascript:", re.I)
SAFE = re.compile(r"\|\s*safe\b|\|\s*safeseq\b|autoescape off", re.I)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(name):
    get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_script_style_or_handler_in_it(name):
    text = (ROOT / name).read_text()

    assert SCRIPT.findall(text) == []
    assert HANDLER.findall(text) == []
    if not name.startswith(OWN_STYLE):
        assert STYLE.findall(text) == []


def test_nothing_is_marked_safe_in_a_template():
    found = {name for name in TEMPLATES if SAFE.search((ROOT / name).read_text())}

    assert found == SAFE_FILTER


@pytest.mark.parametrize(
    ("name", "title"),
    [("500.html", "Something went wrong"), ("503.html", "The portal is out of service for a moment")],
)
def test_the_pages_of_last_resort_need_nothing(name, title, monkeypatch):
    """But for the address of one script, which is told also where no file is to be found."""
    monkeypatch.setattr(scripts, "staticfiles_storage", NoFiles())
    scripts.told.cache_clear()
    html = get_template(name).render()
    scripts.told.cache_clear()

    assert title in html
    text = (ROOT / name).read_text()
    assert "{%" not in text.replace("{% load scripts %}", "").replace('{% script "early.js" %}', "")


class NoFiles:
    """A storage that no file was gathered into."""

    def stored_name(self, name):
        raise ValueError(name)

    def open(self, name):
        raise FileNotFoundError(name)


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "403_csrf.html", "404.html", "409.html", "413.html", "429.html"]
)
def test_an_error_page_says_what_to_do_even_without_any_context(name):
    html = get_template(name).render()

    assert html.count("<h1") == 1
    assert '<p class="govuk-body' in html


def test_vendored_files_carry_no_branding_and_are_as_recorded():
    vendor = Path(settings.BASE_DIR) / "static" / "vendor"
    for path in vendor.rglob("*.css"):
        text = path.read_text()
        assert not any(mark in text for mark in ("GDS Transport", "@font-face", "url(", "sourceMappingURL"))
    assert "sourceMappingURL" not in (vendor / "govuk-frontend" / "govuk-frontend.min.js").read_text()
    assert {path.suffix for path in vendor.rglob("*") if path.is_file()} == {".css", ".js", ".json", ""}
