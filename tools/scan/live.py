"""Scanners that attack a running portal: wapiti as nobody and as two roles, sqlmap on what is searched for."""

import json
import re
from contextlib import ExitStack, contextmanager

from tools.scan.place import PLACE, VENV, run
from tools.scan.portal import portal
from tools.scan.sessions import signed_in

# Without those that ask other machines: ssrf, xxe, log4shell, wapp, takeover and their like.
MODULES = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,http_headers,https_redirect,methods,permanentxss,redirect,"
    "shellshock,sql,timesql,xss"
)
WHO = {
    "nobody": (None, "/"),
    "board officer": ("board_officer", "/home/"),
    "partner lead": ("partner_lead", "/home/"),
}
SEARCHED = [
    (None, "/find/?q=neglect"),
    (None, "/reviews/?q=neglect"),
    (None, "/learning/?q=neglect"),
    ("board_officer", "/search/?q=neglect"),
    ("board_officer", "/partnership/organisations/?q=school&sort=name&page=1"),
    ("board_officer", "/cases/?q=lr&sort=reference&page=1"),
    ("board_officer", "/diary/?q=report&sort=due"),
    ("partner_lead", "/search/?q=neglect"),
]


def wapiti(port, begin, seconds):
    report = PLACE / "wapiti.json"
    report.unlink(missing_ok=True)
    run(
        VENV / "wapiti", "-u", f"https://localhost:{port}{begin}", "--scope", "domain", "-m", MODULES,
        "--verify-ssl", "0", "-f", "json", "-o", report, "--flush-session", "--store-session", PLACE / "wapiti",
        "--max-scan-time", str(seconds), "--max-attack-time", str(max(20, seconds // 8)), "-d", "4",
        "--max-links-per-page", "40", "--max-files-per-dir", "30", "--no-bugreport", "--tasks", "4",
        "-x", f"https://localhost:{port}/account/logout/", "-x", f"https://localhost:{port}/static/*",
    )  # fmt: skip
    return json.loads(report.read_text())


def findings_of(told, who):
    for part in ("vulnerabilities", "anomalies"):
        for kind, ones in told[part].items():
            for one in ones:
                yield {
                    "tool": "wapiti",
                    "rule": kind,
                    "place": f"{one['method']} {without_numbers(one['path'])}",
                    "line": 0,
                    "says": f"{one['info'][:160]} ({who})",
                }


def without_numbers(path):
    return re.sub(r"\d+", "N", path)


def sqlmap(port, path):
    """Whether a parameter of that address lets sqlmap into the database, and what sqlmap said last."""
    done = run(
        VENV / "sqlmap", "-u", f"https://localhost:{port}{path}", "--batch", "--level", "2", "--risk", "2",
        "--dbms", "PostgreSQL", "--technique", "BEUT", "--time-sec", "5", "--flush-session", "--disable-coloring",
        "--ignore-code", "400,404,429", "--output-dir", PLACE / "sqlmap", "--threads", "2",
    )  # fmt: skip
    clean = "do not appear to be injectable" in done.stdout
    return clean, (re.findall(r"\[(?:CRITICAL|INFO)\] (.*)", done.stdout) or [done.stderr[-200:]])[-1][:200]


def figures(who, seconds):
    """What was found as that visitor, by scanner, and how many addresses each scanner looked at."""
    role, begin = WHO[who]
    tried = [path for of, path in SEARCHED if of == role]
    holes = []
    with visited_as(role) as port:
        report = wapiti(port, begin, seconds)
        for path in tried:
            clean, said = sqlmap(port, path)
            if not clean:
                place = path.split("?")[0]
                holes.append({"tool": "sqlmap", "rule": "injection", "place": place, "line": 0, "says": said})
    return {
        "found": {f"wapiti as {who}": list(findings_of(report, who)), f"sqlmap as {who}": holes},
        "told": {
            f"wapiti as {who}": {"pages": report["infos"].get("crawled_pages_nbr", 0), "seconds": seconds},
            f"sqlmap as {who}": {"pages": len(tried)},
        },
    }


@contextmanager
def visited_as(role):
    with ExitStack() as stack:
        sessions = {"/": stack.enter_context(signed_in(role))} if role else {}
        yield stack.enter_context(portal(sessions))
