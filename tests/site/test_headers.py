"""No answer of any kind goes out without the headers that tell the browser to be strict."""

import re
from pathlib import Path

import pytest
from django.conf import settings as shipped
from django.test import Client
from django.urls import reverse

from partnership.site import front_page

DIRECTIVES = {
    "default-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
TOLD = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}
TWO_YEARS = "max-age=63072000; includeSubDomains; preload"


@pytest.fixture
def as_shipped(settings, tmp_path):
    """The settings that TLS brings, and one gathered static file."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.STATIC_ROOT = str(tmp_path)
    (tmp_path / "probe.css").write_text("p {}")


def every_kind(sign_in, monkeypatch):
    """One answer of each kind: what it is called, the status that it has to have, the answer."""

    portal = Client(raise_request_exception=False)

    def client():
        fresh = Client(raise_request_exception=False)
        fresh.handler = portal.handler  # which starts once
        return fresh

    officer = sign_in("board_officer")
    member = sign_in("partner_lead")
    yield "public page", 200, client().get("/", secure=True)
    yield "sign-in", 200, client().get("/account/login/", secure=True)
    yield "home", 200, officer.get("/home/", secure=True)
    yield "download", 200, officer.get(f"{reverse('organisations')}?file=csv", secure=True)
    yield "feed", 200, client().get("/reviews/feed.atom", secure=True)
    yield "robots", 200, client().get("/robots.txt", secure=True)
    yield "health", 200, client().get("/healthz", secure=True)
    yield "static file", 200, client().get("/static/probe.css", secure=True)
    yield (
        "static file not changed",
        304,
        client().get(
            "/static/probe.css", secure=True, headers={"If-Modified-Since": "Fri, 31 Dec 2100 00:00:00 GMT"}
        ),
    )
    yield "no such static file", 404, client().get("/static/none.css", secure=True)
    yield "to https", 301, client().get("/reviews/")
    yield "to sign-in", 302, client().get("/home/", secure=True)
    yield "without the last stroke", 301, client().get("/reviews", secure=True)
    yield "another host", 400, client().get("/", secure=True, headers={"Host": "evil.example"})
    yield "another host, plain", 400, client().get("/", headers={"Host": "evil.example"})
    many = {f"f{number}": "1" for number in range(shipped.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    yield "too many fields", 400, client().post("/account/login/", many, secure=True)
    yield "from elsewhere", 403, Client(enforce_csrf_checks=True).post("/account/login/", {}, secure=True)
    yield "not for this role", 403, member.get(reverse("diary"), secure=True)
    yield "no such page", 404, client().get("/nothing-here/", secure=True)
    yield "no such thing", 404, officer.get(reverse("send_back", args=[999_999]), secure=True)
    yield "another method", 405, officer.get(reverse("verify", args=[999_999]), secure=True)
    yield (
        "too long",
        413,
        client().post(
            "/account/login/", {"login": "x" * (shipped.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}, secure=True
        ),
    )
    monkeypatch.setattr(front_page, "render", lambda *_, **__: 1 / 0)
    yield "error", 500, client().get("/", secure=True)


def lacking(answer, secure):
    """What an answer leaves out or says otherwise."""
    policy = {part.strip() for part in answer.headers.get("Content-Security-Policy", "").split(";")}
    yield from (
        f"{name}: {answer.headers.get(name)}" for name in TOLD if answer.headers.get(name) != TOLD[name]
    )
    yield from DIRECTIVES - policy
    yield from (part for part in policy if re.search(r"unsafe|\*|http:|https:|blob:", part))
    if secure and answer.headers.get("Strict-Transport-Security") != TWO_YEARS:
        yield "Strict-Transport-Security"
    if "Access-Control-Allow-Origin" in answer.headers:
        yield "open to scripts of other sites"
    if answer.headers.get("Content-Disposition", "").startswith("attachment") != ("sandbox" in policy):
        yield "a download is not in its sandbox, or a page is"
    if answer.status_code != 304 and answer.content_of and "Content-Type" not in answer.headers:
        yield "Content-Type"
    yield from (
        f"{name} says what runs here" for name in ("Server", "X-Powered-By") if name in answer.headers
    )


@pytest.mark.shows("S-HDR")
def test_every_kind_of_answer_tells_the_browser_to_be_strict(cast, sign_in, as_shipped, monkeypatch):
    wrong = []
    for name, status, answer in every_kind(sign_in, monkeypatch):
        answer.content_of = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code != status:
            wrong.append(f"{name}: {answer.status_code}, not {status}")
        wrong += [f"{name}: {what}" for what in lacking(answer, answer.wsgi_request.is_secure())]

    assert not wrong, "\n".join(map(str, wrong))


INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son(?:click|load|submit|change|error|input|key\w+|mouse\w+)=|javascript:",
    re.IGNORECASE,
)
DATA = re.compile(r'<script[^>]*type="application/(?:ld\+)?json"')


@pytest.mark.shows("S-HDR")
def test_no_page_has_scripts_or_styles_within_itself():
    """Sheets that are printed, letters and drawings as files are no pages; data is no script."""
    found = []
    for path in sorted((Path(shipped.BASE_DIR) / "templates").rglob("*.html")):
        if {"print", "email", "printing"} & set(path.parts):
            continue
        text = re.sub(
            r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        found += [f"{path.name}: {one.group()}" for one in INLINE.finditer(DATA.sub("", text))]

    assert found == []
