"""Requests that no browser sends: headers, methods, hosts, addresses and amounts made up to see what gives."""

import random
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from tests.doors.table import COLUMNS, all_doors
from tests.doors.test_doors import addresses
from tests.security.test_objects import plainly
from tests.security.walk import Intruder, read, writes_of

SEED = 8
EVIL = "evil.example"
ROOT = Path(django_settings.BASE_DIR)


@pytest.fixture
def intruder(world):
    return Intruder(world)


def some(doors, number):
    """The first door of so many names, chosen alike each time."""
    first = {}
    for door in doors:
        first.setdefault(door.name, door)
    return random.Random(SEED).sample(sorted(first.values(), key=str), min(number, len(first)))


def public():
    return [d for d in all_doors() if d.method == "GET" and d.answer("anonymous") == 200]


def private():
    return [d for d in all_doors() if d.method == "GET" and d.answer("anonymous") == 302 and 200 in d.answers]


def opens_for(door):
    return COLUMNS[door.answers.index(200)]


@pytest.mark.parametrize("query", ["agency=%00", "group=%00", "agency=a%00b", "%00=1"])
def test_what_no_word_holds_never_reaches_the_database(sign_in, query):
    """Pages that look by a name from the address itself, and not through a form that would refuse it."""
    assert sign_in("board_manager").get(f"{reverse('open_on_log')}?{query}").status_code == 200


# Caches ----------------------------------------------------------------------------------------------------

SPOOFED = {
    "X-Forwarded-Host": EVIL,
    "X-Forwarded-Server": EVIL,
    "X-Host": EVIL,
    "Forwarded": f"host={EVIL};proto=https",
    "X-Forwarded-Port": "6666",
    "X-Forwarded-Scheme": "nothttps",
    "X-Forwarded-Prefix": f"//{EVIL}",
    "X-Original-URL": "/home/",
    "X-Rewrite-URL": "/home/",
    "X-HTTP-Method-Override": "DELETE",
    "X-Method-Override": "POST",
    "X-HTTP-Method": "PUT",
    "X-WAP-Profile": f"https://{EVIL}/",
    "Referer": f"https://{EVIL}/",
    "Origin": f"https://{EVIL}",
}


@pytest.mark.shows("S-CACHE", "S-HOST")
def test_no_header_that_a_cache_leaves_aside_changes_a_public_page(intruder):
    """Nor a word after a question mark, nor a body sent along with a GET: a cache would keep it for everybody."""
    changed = []
    for door in some(public(), 40):
        address = intruder.address(door)
        plain = intruder.get("anonymous", address)
        spoofed = intruder.get("anonymous", address, headers=SPOOFED)
        asked = intruder.get("anonymous", address, {"utm_source": f"{EVIL}\"'><b>", "_method": "DELETE"})
        client = intruder.client("anonymous")
        fat = read(
            client.generic("GET", address, f"q={EVIL}", content_type="application/x-www-form-urlencoded")
        )
        if plainly(plain) != plainly(spoofed):
            changed.append(f"{door} by a header")
        if EVIL in asked.body.decode(errors="replace") + str(asked.headers) + str(spoofed.headers):
            changed.append(f"{door} says what it was asked")
        if EVIL in fat.body.decode(errors="replace"):
            changed.append(f"{door} by a body")
        if "public" in plain.headers.get("Cache-Control", "") and "Cookie" not in plain.headers.get(
            "Vary", ""
        ):
            changed.append(f"{door} is kept for whoever has a session too")

    assert changed == []


SUFFIXES = ("x.css", ".css", "%2fx.css", ";x.css", "%00.css", "?x.css", "%0ax.css", "..%2fstatic%2fx.css")


@pytest.mark.shows("S-CACHE")
def test_no_page_of_somebody_is_found_under_the_name_of_a_public_file(intruder):
    """Whatever is put behind its address: there is no such page, or no cache may keep it."""
    kept = []
    for number, door in enumerate(some(private(), 60)):
        suffix = SUFFIXES[number % len(SUFFIXES)]
        response = intruder.get(opens_for(door), intruder.address(door) + suffix)
        if response.status_code != 404 and "no-store" not in response.headers.get("Cache-Control", ""):
            kept.append(f"{door} {suffix}: {response.status_code}")

    assert kept == []


# Methods ---------------------------------------------------------------------------------------------------

METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "LOCK")


@pytest.mark.shows("S-AC1", "S-CSRF")
@pytest.mark.parametrize("number", [100, pytest.param(10_000, marks=pytest.mark.long)])
def test_no_other_method_does_or_shows_anything(intruder, number):
    """Of each address by one of them in turn: it is refused, and nothing is written."""
    wrong = []
    for turn, door in enumerate(some(all_doors(), number)):
        who = next(
            (r for r, a in zip(COLUMNS[1:], door.answers[1:], strict=True) if a in (200, 302)),
            "board_manager",
        )
        method = METHODS[turn % len(METHODS)]
        client = intruder.client(who)
        with writes_of(connection.execute_wrapper) as seen:
            response = client.generic(method, intruder.address(door))
        changed = [sql for sql, _ in seen if "django_session" not in sql and "partnership_cache" not in sql]
        if response.status_code not in (302, 400, 403, 404, 405, 409, 410) or changed:
            wrong.append(f"{method} {door} by {who}: {response.status_code} {changed[:1]}")

    assert wrong == []


@pytest.mark.shows("S-CSRF")
def test_nothing_is_sent_from_another_site_even_with_the_pages_token(intruder):
    """A foreign page that has got hold of a token is known by its Origin."""
    through = []
    doors = [d for d in all_doors() if d.method == "POST" and d.name != "answer_survey"]
    for door in some(doors, 60):
        who = next(
            (r for r, a in zip(COLUMNS[1:], door.answers[1:], strict=True) if a in (200, 302)),
            "board_manager",
        )
        client = intruder.client(who, enforce_csrf_checks=True)
        client.cookies["csrf"] = token = "t" * 32
        for origin in (f"https://{EVIL}", "null"):
            response = client.post(
                intruder.address(door), {"csrfmiddlewaretoken": token}, headers={"Origin": origin}
            )
            if response.status_code != 403:
                through.append(f"{door} by {who} from {origin}: {response.status_code}")

    assert through == []


@pytest.mark.shows("S-CSRF")
def test_one_form_alone_goes_without_the_pages_token():
    """It has no session that could be ridden on, and a token of its own."""
    assert {n for n, p in addresses().items() if getattr(p.callback, "csrf_exempt", False)} == {
        "answer_survey"
    }


# Hosts and ways to elsewhere -------------------------------------------------------------------------------


@pytest.mark.shows("S-HOST")
@pytest.mark.parametrize(
    "host", [EVIL, f"testserver@{EVIL}", f"testserver.{EVIL}", "testserver:80@x", "a b", "\u0131localhost"]
)
def test_a_request_for_another_host_is_refused(intruder, host):
    for door in some(public(), 6) + some(private(), 6):
        response = intruder.get(
            "anonymous", intruder.address(door), headers={"Host": host.encode().decode("latin-1")}
        )
        assert (response.status_code, EVIL in response.body.decode()) == (400, False), door


ELSEWHERE = [
    f"//{EVIL}", f"https://{EVIL}", f"https:{EVIL}", f"\\\\{EVIL}", f"/\\{EVIL}", f"///{EVIL}", f"/\t/{EVIL}",
    f"%09//{EVIL}", f"\x00//{EVIL}", "javascript:alert(1)", "data:text/html,x", f"https:///{EVIL}",
    f"http://testserver@{EVIL}", f"//testserver.{EVIL}", f"/home/\r\nSet-Cookie: x={EVIL}", f"\u3002//{EVIL}",
]  # fmt: skip


def as_a_browser_reads(where, base):
    """The address to which a browser goes: it drops tabs and ends of lines, and takes each \\ for a /."""
    return urljoin(base, re.sub(r"[\t\r\n]", "", where).lstrip("\0 ").replace("\\", "/"))


@pytest.mark.shows("S-RED")
def test_no_answer_leads_to_another_site(intruder):
    """Of every address that leads somewhere, asked and sent with a way to elsewhere by every usual name."""
    astray = []
    leading = [d for d in all_doors() if 302 in d.answers[1:]]
    signing = [d for d in public() if d.name.startswith(("account_", "mfa_"))]
    for turn, door in enumerate(some(leading, 60) + signing * 4):
        to = ELSEWHERE[turn % len(ELSEWHERE)]
        who = next(
            (r for r, a in zip(COLUMNS[1:], door.answers[1:], strict=True) if a == 302), "board_manager"
        )
        ways = dict.fromkeys(("next", "url", "back", "return", "return_to", "redirect", "to", "goto"), to)
        fields = {name: str(intruder.world.value(value)) for name, value in door.fields}
        for who_asks, response in (
            (who, intruder.post(who, intruder.address(door), {**ways, **fields})),
            (who, intruder.get(who, intruder.address(door), ways)),
            ("anonymous", intruder.get("anonymous", intruder.address(door), ways)),
        ):
            where = response.headers.get("Location", "/")
            if urlsplit(as_a_browser_reads(where, "http://testserver/account/")).netloc != "testserver":
                astray.append(f"{door} by {who_asks} with {to!r} → {where}")

    assert astray == []


# Amounts ---------------------------------------------------------------------------------------------------

AMOUNTS = {
    "a page beyond all": {"page": str(10**9)},
    "a page that is a number of digits": {"page": "9" * 400},
    "a word of 10 KB": {"q": "a" * 10_240},
    "a thousand words": {"q": " ".join(f"word{n}" for n in range(1000))},
    "a thousand operators": {"q": '" OR -( | & ! <-> :* ' * 300},
    "a thousand brackets": {"q": "(" * 1000},
}


@pytest.mark.shows("S-DOS")
def test_no_amount_in_a_question_makes_a_page_fall_over_or_ask_more_of_the_database(intruder):
    """The statements are no more than those of the page itself, and the answer is no error of ours."""
    wrong = []
    names = (
        "public:reviews", "public:search_site", "public:library", "public:courses", "public:policies", "search",
        "diary", "actions", "record", "people", "reviews:list", "schools:register", "training:courses", "decisions",
    )  # fmt: skip
    doors = {d.name: d for d in all_doors() if d.method == "GET" and 200 in d.answers and d.name in names}
    assert len(doors) == len(names)
    for door in doors.values():
        who = opens_for(door)
        for amount, data in AMOUNTS.items():
            response = intruder.get(who, intruder.address(door), data)
            if response.status_code not in (200, 404, 414):
                wrong.append(f"{door} with {amount}: {response.status_code}")

    assert wrong == []


@pytest.mark.shows("S-DOS")
@pytest.mark.parametrize(("fields", "long", "answer"), [(1001, 1, 400), (1, 6 * 1024 * 1024 + 1, 413)])
def test_a_form_with_too_much_in_it_is_refused_with_a_page(intruder, fields, long, answer):
    sent = {f"f{n}": "x" * long for n in range(fields)}
    address = "/my-letters/"
    client = intruder.client("board_manager", enforce_csrf_checks=True)
    client.cookies["csrf"] = "t" * 32
    response = client.post(address, sent)

    assert response.status_code == answer
    assert "<h1" in response.text


@pytest.mark.shows("S-DOS")
def test_a_form_with_too_many_files_is_refused(intruder):
    client = intruder.client("board_manager", enforce_csrf_checks=True)
    client.cookies["csrf"] = "t" * 32
    response = client.post(
        "/my-letters/", {f"f{n}": SimpleUploadedFile(f"{n}.pdf", b"%PDF-") for n in range(101)}
    )

    assert response.status_code == 400


@pytest.mark.shows("S-DOS")
def test_cookies_and_headers_beyond_measure_are_no_error_of_ours(intruder):
    for headers in (
        {"Cookie": "a=" + "b" * 60_000},
        {"Cookie": "; ".join(f"c{n}=1" for n in range(3000))},
        {"Accept-Language": ",".join(["en;q=0.1"] * 5000)},
    ):
        assert intruder.get("anonymous", "/", headers=headers).status_code in (200, 400)


# What is trusted -------------------------------------------------------------------------------------------

# Where text is called safe, how often, by file. Each place says in a comment by what it was made safe.
CALLED_SAFE = {
    "partnership/parts/drawings.py": 3,
    "partnership/parts/forms.py": 1,
    "partnership/parts/frame.py": 1,
    "partnership/parts/lists.py": 4,
    "partnership/parts/work.py": 1,
    "partnership/rules/markdown.py": 1,
    "partnership/operations/paper.py": 1,
    "partnership/forms/controls.py": 1,
    "partnership/forms/renderer.py": 1,
    "reviews/views/steps/information.py": 1,
    "assurance/operations/yearly_report/rendering.py": 1,
    "assurance/printing/run_chart.py": 2,
    "assurance/printing/text.py": 1,
    # plain text, in which nothing is a tag
    "templates/account/email/base_message.txt": 1,
    "templates/account/email/base_notification.txt": 1,
    "templates/account/email/password_reset_key_message.txt": 1,
    "templates/email/base.txt": 1,
    "templates/public/companion.html": 1,
    "templates/public/yearly_report.html": 1,
}
CALLS = re.compile(r"\b(mark_safe|SafeString|SafeText|SafeData|html_safe)\(")
SAFE = re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off|__html__")


@pytest.mark.shows("S-XSS", "S-PDF")
def test_text_is_called_safe_at_these_places_and_nowhere_else():
    found = {}
    for app in ("partnership", "reviews", "assurance", "training", "schools", "templates"):
        for path in (ROOT / app).rglob("*"):
            if path.suffix == ".py":
                number = len(CALLS.findall(path.read_text()))
            elif path.suffix in (".html", ".txt", ".svg", ".xml"):
                number = len(SAFE.findall(path.read_text()))
            else:
                continue
            if number:
                found[str(path.relative_to(ROOT))] = number

    assert found == CALLED_SAFE
