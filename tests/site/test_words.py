"""The house's language: one glossary, plain British English, and none of the turns that were once mended."""

import ast
import html
import re
from pathlib import Path

import pytest

from partnership.rules import glossary

ROOT = Path(__file__).parents[2]
APPS = ("partnership", "reviews", "assurance", "schools", "training")
LAYERS = ("forms", "rules", "operations", "views", "models")

# Understood by everybody, or a name rather than a shortening: each with its reason.
KNOWN = {
    "AA": "the level of a standard for accessible pages",
    "ADASS": "in the source of a number: directors of adult social services",
    "BMJ": "in the name of a journal that is cited",
    "BSL": "said in full wherever it stands",
    "BT": "an operator of PDF, in what is drawn and not read",
    "CSV": "a kind of file, offered beside Excel",
    "DRAFT": "printed large across a paper",
    "EASS": "said in full wherever it stands",
    "EHRC": "said in full wherever it stands",
    "GP": "what everybody calls a family doctor",
    "HTML": "a kind of page",
    "ID": "what everybody calls a number that names one thing",
    "IT": "what everybody calls the computer department",
    "MB": "how large a file is",
    "NHS": "what everybody calls the health service",
    "ONE": "in the name of a journal that is cited",
    "PAMMS": "in the source of a number: a system for assuring care providers",
    "PDF": "a kind of file",
    "PIN": "the number that unlocks a device",
    "RFC": "in the source of a code that mail servers give",
    "TOML": "a kind of file, for whoever writes questionnaires as one",
    "UK": "the country",
    "URL": "how software names a web address",
    "UTF": "how a spreadsheet program names a way to save",
    "ZIP": "a kind of file",
}

EVERYWHERE = {
    "say what the link leads to": r"click here",
    "say it, or leave it out": r"please note",
    "write “for example”, “that is” or “and so on”": r"\b(?:e\.g\.|i\.e\.|etc\b)",
    "write dates like 22 November 2026": r"\b(?:19|20)\d\d-[01]\d-[0-3]\d\b",
    "write “email”, as GOV.UK does": r"\be-mail",
    "nothing here is to be shouted": r"[a-z]!(?:\s|$)",
    "spell as in Britain": r"\b(?:color|behavior|favorite|center|organiz|recogniz|analyz|summariz|prioritiz"
    r"|canceled|enrollment|fulfill|labeled|program of)\w*",
}

ODD = (
    "Where it stands",
    "Take it along",
    "What speaks for",
    "Something speaks against",
    "Nothing to answer here",
    "Do you agree that they come",
    "Brought into the portal",
    "are like that",
    "is like that",
    "load the page anew",
    "asked anew",
    "upload it anew",
    "invited anew",
    "Write on in it",
    "What came of it",
    "What became of it",
    "Show that it is you",
    "second proof that it is you",
    "Let them start afresh",
    "what is held",
    "Kept back",
    "Put it right",
    "Say that it is done",
    "The public reads it",
    "back from the public",
    "Look at your email",
    "Read in a ledger",
    "Choose one that lies ahead",
    "a day to come",
    "Ring 999",
)


def shown_by_template(path):
    """The text of a template with the words in its tags, without mark-up, styles and comments."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(
        r"\{% comment.*?endcomment %\}|\{#.*?#\}|<style.*?</style>|<script.*?</script>", " ", text, flags=re.S
    )
    text = re.sub(r"<!DOCTYPE[^>]*>", " ", text)
    text = re.sub(r"\{%\s*(\w+)(.*?)%\}", lambda tag: " ".join(re.findall(r'"([^"]* [^"]*)"', tag[2])), text)
    text = re.sub(r"\{\{.*?\}\}", " ", text)
    text = re.sub(r"<[^>]*>", " ", text)
    return html.unescape(text)


def shown_by_module(path):
    """The sentences of a module that somebody may read: no docstrings, no queries, no patterns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            said = node.value
            if re.search(r"[a-z] [a-z]", said) and "\n" not in said and "\\" not in said and "%(" not in said:
                yield said


@pytest.fixture(scope="module")
def shown():
    """Where it is written → what is shown, of every app."""
    found = {
        path: shown_by_template(path)
        for path in (ROOT / "templates").rglob("*")
        if path.suffix in {".html", ".txt"}
    }
    for app in APPS:
        for layer in LAYERS:
            for path in (ROOT / app / layer).rglob("*.py"):
                found[path] = "\n".join(shown_by_module(path))
    return {str(path.relative_to(ROOT)): text for path, text in found.items()}


def test_no_abbreviation_is_shown_that_the_glossary_does_not_explain(shown):
    explained = {
        word for term in glossary.TERMS for name in term.names for word in re.findall(r"[A-Za-z]+", name)
    }
    unknown = {
        (word, where)
        for where, text in shown.items()
        for word in re.findall(r"(?<![\w/.-])[A-Z]{2,}s?(?![\w/-])", text)
        if word.removesuffix("s") not in explained | KNOWN.keys()
    }
    assert not unknown


@pytest.mark.parametrize(("instead", "pattern"), EVERYWHERE.items())
def test_no_word_is_shown_that_the_house_does_not_use(shown, instead, pattern):
    found = {
        where: hit[0] for where, text in shown.items() if (hit := re.search(pattern, text, re.IGNORECASE))
    }
    assert not found, instead


def test_what_is_written_beside_the_portal_says_email_too():
    """The README, the documents and the data that pages are drawn from. docs/speed.md is written by a machine."""
    files = [ROOT / "README.md", ROOT / ".env.example", *(ROOT / "docs").glob("*.md")]
    files += [path for app in APPS for path in (ROOT / app).rglob("*.toml")]
    files = [path for path in files if path.name != "speed.md"]
    assert len(files) > 20
    assert not [
        str(path) for path in files if re.search(r"\be-mail", path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]


@pytest.mark.parametrize("turn", ODD)
def test_no_odd_turn_comes_back(shown, turn):
    assert not [where for where, text in shown.items() if turn in text]


def test_the_extractors_would_find_what_they_look_for(tmp_path):
    page, module = tmp_path / "page.html", tmp_path / "module.py"
    page.write_text(
        '{% load x %}<p class="no">Click <b>here</b></p>{% submit "Write on in it" %}', encoding="utf-8"
    )
    module.write_text('"""Not shown."""\nraise Refused("It came on 2026-01-02 by ABC.")', encoding="utf-8")
    assert shown_by_template(page).split() == ["Click", "here", "Write", "on", "in", "it"]
    assert list(shown_by_module(module)) == ["It came on 2026-01-02 by ABC."]


def test_every_word_of_the_glossary_is_explained_once_and_its_source_is_said():
    names = [name.lower() for term in glossary.TERMS for name in term.names]
    assert len(names) == len(set(names))
    assert all(term.meaning.endswith(".") and term.source for term in glossary.TERMS)


def test_glossary_explains_each_word_where_a_link_can_lead_to(client, db):
    page = client.get("/glossary/").text
    assert all(f'id="{term.anchor}"' in page for term in glossary.TERMS)
    assert "Local Child Safeguarding Practice Review (LCSPR)" in page
    assert 'href="/glossary/"' in client.get("/").text
