"""Pages at three sizes of data, against a bare Django view on the same server in the same rounds, by the processor that
two sync workers of gunicorn spend on a request, with the settings as shipped behind a proxy.
"""

import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import bare, county
from benchmarks.figures import Figure
from benchmarks.load import visit
from benchmarks.serving import collect_static, load, request_for, serving
from reviews.models import Artefact
from reviews.operations.publication import check_correction, correct_summary, withdraw
from tests.factories import policies
from tests.factories.browser import in_mid_session, signed_in
from tests.factories.cast import Cast

HEADING = "Pages"
QUICK = False
SIZES = {"a county": 1, "ten years of a county": 10, "150 partnerships": 150}
WORDS = "supervision+weekend"
ONE, EIGHT = 16, 32  # requests of one client, and of eight clients together, in each round
GATED = 10  # counties' years: larger data than any one partnership has are measured, and not judged
GROWS = 1.5  # times the wait at one county: from there on the plan of the slowest statement is shown


@dataclass(frozen=True)
class Page:
    """A page to be measured: who asks for it, its gate, and whether it is a list."""

    name: str
    address: str
    who: str = ""
    most: float | None = None
    is_list: bool = False


def pages_of(cases, newest):
    """Every page that is measured. An address with a query is kept by no cache of ours."""
    case = cases[-1].get_absolute_url()
    asked = newest.get_absolute_url()
    return [
        Page("published reviews", "/reviews/?fresh=1", most=3.0, is_list=True),
        Page("published reviews, as kept", "/reviews/", most=0.6, is_list=True),
        Page("one published review", "/reviews/child-1/?fresh=1", most=2.5),
        Page("diary", "/diary/", "officer", most=5, is_list=True),
        Page("one case", case, "officer", most=5),
        Page("partner lead's home", "/home/", "police_lead", most=4),
        Page("round of 400 schools", asked, "officer", most=6),
        Page("search of the portal", f"/search/?q={WORDS}", "officer", most=4.5),
        Page("search of published reviews", f"/reviews/?q={WORDS}", most=4.5, is_list=True),
        Page("search of the public site", f"/find/?q={WORDS}", most=4.5),
        Page("public front page", "/?fresh=1"),
        Page("board officer's home", "/home/", "officer"),
        Page("case board", "/cases/", "officer", is_list=True),
        Page("overview of cases", "/cases/overview/", "officer"),
        Page("catalogue of courses", "/courses/?fresh=1", is_list=True),
        Page("one course", "/courses/course-0/?fresh=1"),
    ]


def figures(say):
    rounds = 2 if QUICK else 5
    sizes = {size: times for size, times in SIZES.items() if times == 1 or not QUICK}
    found, waits, plans = [], {}, {}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        collect_static(folder)
        for size, times in sizes.items():
            say(f"Pages: filling {size} …")
            call_command("flush", verbosity=0, interactive=False)
            cast = Cast()
            pages = pages_of(*county.fill(cast, times))
            with connection.cursor() as cursor:
                bare.lay_rows(cursor)
            holds = ", ".join(f"{number:,} × {kind}" for kind, number in county.held().items())
            sessions = {
                who: in_mid_session(signed_in(getattr(cast, who))).session.session_key
                for who in {page.who for page in pages if page.who}
            }
            met = by_turns(pages, sessions, folder, rounds, say)
            limit = met.pop("bare")
            found += limits(limit, met.pop("text"), size, holds)
            for page in pages:
                found.append(figure(page, met[page], limit, size, judged=times <= GATED))
                waits.setdefault(page.name, []).append(1000 * statistics.median(met[page]["waits"]))
                if waits[page.name][-1] > GROWS * waits[page.name][0]:
                    plans[page.name] = plan_of_slowest(page, cast)
        found += purge(folder, cast, say)
    found += growth(waits, list(sizes), plans)
    return found


def by_turns(pages, sessions, folder, rounds, say):
    """Every target once in each round: its processor per request, and what one client and eight clients met."""
    with serving(folder, "benchmarks.bare:application()", "partnership.site.wsgi") as (limit, portal):
        targets = {"bare": (limit, request_for("/")), "text": (limit, request_for("/text/"))}
        targets |= {page: (portal, request_for(page.address, sessions.get(page.who))) for page in pages}
        met = {
            target: {"processor": [], "waits": [], "waits_8": [], "rps": [], "rps_8": []}
            for target in targets
        }
        for server, request in targets.values():  # whatever is made once is made now
            load(server, request, 4, 8)
        for number in range(rounds):
            say(f"  round {number + 1} of {rounds} …")
            for target, (server, request) in targets.items():
                one, eight = load(server, request, 1, ONE), load(server, request, 8, EIGHT)
                assert one["statuses"] == eight["statuses"] == [200], (
                    target,
                    one["statuses"],
                    eight["statuses"],
                )
                held = met[target]
                held["processor"].append(
                    (one["processor"] * ONE + eight["processor"] * EIGHT) / (ONE + EIGHT)
                )
                held["waits"] += one["waits"]
                held["waits_8"] += eight["waits"]
                held["rps"].append(one["rps"])
                held["rps_8"].append(eight["rps"])
                held["bytes"] = one["bytes"]
    return met


def measured(met):
    """What stands beside a page's processor time."""
    return {
        "measured": 1000 * statistics.median(met["processor"]),
        "unit": "ms",
        "rps": statistics.median(met["rps"]),
        "p95": 1000 * statistics.quantiles(met["waits"], n=20)[-1],
        "rps_8": statistics.median(met["rps_8"]),
        "p95_8": 1000 * statistics.quantiles(met["waits_8"], n=20)[-1],
        "kilobytes": met["bytes"] / 1000,
    }


def limits(bare_met, text, size, holds):
    """The bare view itself, and the least that the server can do."""
    limit = measured(bare_met)
    return [
        Figure(what="the bare view", size=size, note=f"the data of {size}: {holds}.", **limit),
        Figure(
            what="a word of text without a database", size=size, limit=limit["measured"], beside=BESIDE,
            **measured(text),
        ),
    ]  # fmt: skip


BESIDE = (
    "a Django view without middleware, with one query of 25 rows and a small template, on the same server"
)


def figure(page, met, limit, size, judged):
    gate = {"most": page.most} if page.most and judged else {}
    return Figure(
        what=page.name, size=size, limit=measured(limit)["measured"], beside=BESIDE, **measured(met), **gate
    )


def growth(waits, sizes, plans):
    """How much longer one client waits for each page with 150 times the rows."""
    return [
        Figure(
            what=f"growth: wait for {name}", size=f"{sizes[-1]} beside {sizes[0]}", measured=taken[-1], unit="ms",
            limit=taken[0], **({"note": plans[name]} if name in plans else {}),
        )
        for name, taken in waits.items()
        if len(taken) > 1
    ]  # fmt: skip


def plan_of_slowest(page, cast):
    """What PostgreSQL says of the slowest statement of that page: how it reaches each table."""
    client = signed_in(getattr(cast, page.who)) if page.who else Client()
    client.get(page.address)
    with CaptureQueriesContext(connection) as queries:
        client.get(page.address)
    # Who asks is known by statements that are planned once; Django has no words of these, and they are the quickest.
    statements = [one for one in queries.captured_queries if (one["sql"] or "").startswith("SELECT")]
    slowest = max(statements, key=lambda one: float(one["time"]))
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + slowest["sql"].replace("%", "%%"), [])
        lines = [line.strip().removeprefix("->").strip() for (line,) in cursor.fetchall()]
    scans = [line.split("  (cost")[0] for line in lines if " Scan " in line]
    return f"slowest statement {float(slowest['time']) * 1000:.0f} ms: {'; '.join(dict.fromkeys(scans))}."


def purge(folder, cast, say):
    """How long both workers still show a page that they have kept, after the commit of a deed that changes it."""
    say("Pages: what was kept is gone …")
    first, second = Artefact.objects.live().select_related("review").order_by("-live_at")[:2]
    taken, corrected = first.review, second.review
    proposed = correct_summary(
        corrected, by=cast.officer, new="Agencies learnt to ask.", reason="A place was named"
    )
    check_correction(proposed, by=cast.second_officer, passed=True, seen=str(proposed.pk))
    policy = policies.policy(cast, title="Bruises on babies")
    deeds = (
        ("publication", "/policies/", b"Bruises on babies", True, lambda: policies.published(cast, policy)),
        (
            "withdrawal", "/reviews/", taken.public_title.encode(), False,
            lambda: withdraw(first, by=cast.manager, reason="A name was left in it"),
        ),
        (
            "redaction", "/reviews/", corrected.abstract.encode(), False,
            lambda: check_correction(proposed, by=cast.manager, passed=True, seen=str(proposed.pk)),
        ),
    )  # fmt: skip
    found = []
    with serving(folder, "partnership.site.wsgi") as (portal,):
        for deed, address, words, shown, carry_out in deeds:
            request = request_for(address)
            for _ in range(10):
                assert (words in visit(portal.port, request)[2]) is not shown, deed
            carry_out()
            began, last_old, fresh = time.perf_counter(), 0, 0
            while fresh < 20:
                _, _, page = visit(portal.port, request)
                is_new = (words in page) is shown
                fresh = fresh + 1 if is_new else 0
                last_old = last_old if is_new else time.perf_counter() - began
                assert time.perf_counter() - began < 60, f"{deed} is never seen"
            found.append(
                Figure(
                    what=f"old page shown after {deed}, for", measured=1000 * last_old, unit="ms", most=1000
                )
            )
    return found


SAID = """
Healthchecks' dashboard costs 11 times the bare view, pretalx' list of speakers 31, Wagtail's list 44, its admin's home
48 and pretalx' organiser's dashboard 49, as shipped, measured beside the same kind of view; a careful ordinary Django
page 3.9 (list), 2.5 (detail) and 5.5 (dashboard). The figure that is judged is the processor of the workers; requests a
second and waits are those of a machine that also runs PostgreSQL and the clients, on as many cores as stand above. In
production each worker has four threads, so that a slow reader holds none; the bare view and the portal have one here.

What was done, and what it gave (multiples of the bare view, before and after):

- Public pages are kept by each worker until the record has a new entry, which is asked before each answer: the list of
  published reviews from 8.1 to 0.5. Nothing that was withdrawn or corrected is shown once more.
- Statements whose SQL is the same at each request are written once (`partnership/models/written.py`): writing them cost
  more than asking them. What a person may know of is written once for each kind of person and asked with their own ids
  (`partnership/models/readers.py`): a partner lead's home from 18.1 to 3.6, the diary from 17.8 to 4.7, the board of
  cases from 11.4 to 5.4, the search of the portal from 13.3 to 3.2, that of the public site from 16.6 to 2.7.
- A case's page asks once which parts the case has and reads only those (`partnership/models/whole.py`), where most of
  some forty lookups found nothing. What agencies answered and older entries of what happened stand on pages of their
  own: from 43.8 to 11.1, from 52 questions to 10, and from 105 to 45 kilobytes.
- A round of schools is read by columns in one statement, schools that stand alike are judged once, and its response by
  kind and trust has a page of its own: from 27.8 to 5.1, and from 58 to 33 kilobytes.
- Who asks is known in two statements instead of three; header, navigation and footer are drawn once for each kind of
  reader and filled with one person's name and token: the cheapest page of a signed-in person from 2.2 to 1.7.
- Days in words, options of a select, coloured tags, plain cells and bars of time used are remembered or drawn by a line
  of Python instead of a template each; pages go without their templates' indentation, a tenth of their length; the
  steps of a bar are one path. What the public may choose reviews by is found anew only when one comes or goes.
- Nobody asks which language is in force, since there is one; the address of a page that is opened by its number is
  sought once; what a worker has loaded is left out of the collection of garbage. With agencies read by columns and the
  rows of drawings filled in by a line of Python, a case's page went from 10.5 to 7.0 at ten years of a county.
- Lists and the catalogue are told by their elements instead of a class in each cell, arrows of headings are drawn by
  the style sheet, and lines of templates that draw nothing send none: the diary from 33 to 25 kilobytes, the board of
  cases from 33 to 22, the catalogue of courses from 29 to 25.

- Which column of an answer is whose is found out once for each written question, a case's root is planned once, what
  stands around tables and folded parts is drawn once: at ten years of a county a case's page from 7.0 to 5.8, the diary
  from 5.5 to 4.4, a partner lead's home from 4.2 to 3.1.

What is left: a case's page at ten years, whose cost is its statements and some 350 pieces of templates. Where a wait
grows with the data, the plans above say why: the diary and the board officer's home count all dates that are
outstanding, and the overview of cases all that ever were, which are fourteen hundred in a county and two hundred
thousand in the largest size.
"""
