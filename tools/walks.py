"""Walk each role's main job in a running demo, count pages and fields, and write down what was walked.

`make demo` in one window, `make walks` in another; it changes the demo, so begin with `make demo-reset`. A page
counts each time that it is loaded, home included; a question counts once, a date or a group of choices too.
"""

import json
import os
import re
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
ADDRESS = f"http://localhost:{os.environ.get('PORT') or 8000}"
FIGURES = ROOT / "partnership" / "data" / "walks.json"
WRITTEN = ROOT / "docs" / "walks.md"
WORDS = "Seen in the last audit."
# Whether a question says that it may be left out.
OPTIONAL = """field => Boolean(
    [...(field.labels || []), field.closest("fieldset")?.querySelector("legend")]
        .some((one) => one?.textContent.includes("(optional)")))"""
TODAY = date.today()  # noqa: DTZ011 - a demo on this machine has its day


class Walk:
    """Somebody at the portal, who knows no address: from home, by what links and buttons say."""

    def __init__(self, browser, who):
        self.page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        self.page.set_default_timeout(60_000)
        self.way, self.pages, self.fields = [], 0, 0
        if who:
            self.page.goto(f"{ADDRESS}/demo/")
            self.page.get_by_role("button", name=re.compile(f"^Be {re.escape(who)}$", re.I)).first.click()
        else:
            self.page.goto(f"{ADDRESS}/")
        self.page.wait_for_load_state()
        self.arrive("Home")

    def arrive(self, way):
        """Whatever was clicked has led to a page without an error on it."""
        self.page.wait_for_load_state()
        self.pages += 1
        self.way.append(way)
        wrong = self.page.locator(".govuk-error-summary")
        if wrong.count():
            sys.exit(f"After {way} at {self.page.url}: {wrong.inner_text()}")

    def heading(self):
        return self.page.locator("h1").first.inner_text()

    def follow(self, words):
        drawn = [
            self.page.get_by_role("link", name=words, exact=True),
            self.page.locator("main").get_by_role("link", name=words),
            self.page.locator("a[role=button]", has_text=words),
        ]
        link = next((one for one in drawn if one.count()), None)
        if link is None:
            sys.exit(f"Nothing on “{self.heading()}” ({self.page.url}) leads to “{words}”.")
        said = " ".join(link.first.inner_text().split())
        link.first.click()
        self.arrive(f"“{said}”")
        return self

    def press(self, words):
        button = self.page.get_by_role("button", name=words)
        if not button.count():
            sys.exit(f"No button on “{self.heading()}” ({self.page.url}) says “{words}”.")
        said = " ".join(button.first.inner_text().split())
        button.first.click()
        self.arrive(f"button “{said}”")
        return self

    def offers(self, words):
        return self.page.get_by_role("button", name=words).count() > 0

    def tasks(self, prefix):
        """What a task list of the page calls its tasks."""
        links = self.page.locator(f".govuk-task-list a[aria-describedby*='{prefix}-']")
        return [" ".join(words.split()) for words in links.all_inner_texts()]

    def said(self):
        """What the page says that it came to: its banner, or its heading."""
        banner = self.page.locator(".govuk-notification-banner__heading, .govuk-panel__title")
        return " ".join(
            (banner.first if banner.count() else self.page.locator("h1").first).inner_text().split()
        )

    def fill(self, **values):
        """Answer these questions, by the names of their fields."""
        for name, value in values.items():
            self.fields += 1
            if isinstance(value, date):
                for part in ("day", "month", "year"):
                    self.page.fill(f"[name={name}_{part}]", str(getattr(value, part)))
                continue
            field = self.page.locator(f"[name='{name}']")
            kind = field.first.get_attribute("type")
            if kind in ("radio", "checkbox"):
                one = field if value is True else self.page.locator(f"[name='{name}'][value='{value}']")
                one.first.check()
            elif field.first.evaluate("field => field.tagName") == "SELECT":
                field.first.select_option(
                    **({"index": value} if isinstance(value, int) else {"value": value})
                )
            else:
                field.first.fill(str(value))
        return self

    def answer_all(self, **given):
        """Answer every question that must be and has no answer yet: as `given`, by the first choice, or in words.

        An answer may bring further questions into view, so the page is gone through until it shows no new one.
        """
        seen, known = set(), None
        while known != len(seen):
            known = len(seen)
            self.answer_shown(seen, given)
        return self

    def answer_shown(self, seen, given):
        """The questions in view whose names are not yet `seen`."""
        for field in self.page.locator("main form [name]:visible").all():
            name, kind = field.get_attribute("name"), field.get_attribute("type") or ""
            stem = re.sub(r"_(day|month|year)$", "", name)
            if stem in seen or kind in ("hidden", "submit", "file", "search") or stem.endswith("_aside"):
                continue  # “does not apply” is for whoever has no answer
            if field.evaluate(OPTIONAL) and not stem.endswith(("late_reason", "_why")):
                continue
            seen.add(stem)
            if stem in given:
                self.fill(**{stem: given[stem]})
            elif stem != name:
                if not field.input_value():
                    self.fill(**{stem: TODAY - timedelta(1)})
            elif kind in ("radio", "checkbox"):
                choices = self.page.locator(f"[name='{name}']")
                if not choices.evaluate_all("all => all.some(one => one.checked)"):
                    choices.first.check()
                    self.fields += 1
            elif field.evaluate("field => field.tagName") == "SELECT":
                if not field.input_value():
                    self.fill(**{name: 1})
            elif field.evaluate("field => field.tagName") != "BUTTON" and not field.input_value():
                number = field.get_attribute("inputmode") in ("numeric", "decimal") or kind == "number"
                self.fill(**{name: "10:00" if "time" in name else "1" if number else WORDS})


def notification(walk):
    walk.follow("Cases").follow("Record a notification").answer_all().press("Record the notification")


def information(walk):
    walk.follow("Say whether your agency was involved")
    walk.fill(said="yes").answer_all().press("Send your first answer")
    walk.follow("Your involvement in short").answer_all().press("Save and go to your answer")
    walk.follow("What you did straight away").fill(immediate_action="None was needed.").press(
        "Save and go to your answer"
    )
    walk.follow("Sign off and send").answer_all().press("Send your answer")


def answer_sections(walk):
    """Every section of a return whose list of tasks is open, then its declaration."""
    walk.follow(walk.tasks("section")[0])
    while walk.offers("Save and continue"):
        walk.answer_all().press("Save and continue")
    walk.follow("Continue to the declaration").answer_all().press("Submit the return")


def answer_return(walk):
    answer_sections(walk.follow("Agency assurance report"))


def yearly_return(walk):
    answer_sections(walk.follow("Safeguarding through Education"))


def register(walk):
    walk.follow("Seeing neglect early")
    walk.press("Mark the rest as present")
    walk.follow("Close the register").answer_all().press("Close the register")


def decide(walk):
    walk.follow("Decide what follows").follow("Decide what follows")
    walk.fill(outcome="lcspr", grounds="The learning of an earlier review did not hold.", no_conflict=True)
    walk.press("Record the decision")


def send_minutes(walk):
    """Before the chair can agree to minutes, somebody in the business unit sends them; this is not counted."""
    walk.page.goto(f"{ADDRESS}/meetings/?show=past")
    walk.page.locator("tbody tr", has_text="Safeguarding Children Partnership").first.get_by_role(
        "link"
    ).first.click()
    walk.follow("Read the minutes").press("Send to the chair")


def minutes(walk):
    walk.follow("Minutes to agree").follow("Agree them").fill(agrees="yes").press("Record the answer")


def not_answered(walk):
    walk.follow("Returns of schools").fill(standing=1).press("Apply filters")


def book(walk):
    walk.follow("Training").follow("Courses").follow("Hearing children").follow("Book a place")
    walk.answer_all().fill(manager_email="team.manager@portal.example").press("Ask for a place")


def invite(walk):
    walk.follow("Partnership").follow("People").follow("Invite somebody")
    walk.fill(
        name="Named nurse",
        email=f"named.nurse.{TODAY:%j}@portal.example",
        role="practitioner",
        organisation=1,
    )
    walk.press("Send the invitation")


def read_review(walk):
    walk.follow("Published reviews").follow("Baby Rowan")


# key, who, their job, the walk
WALKS = [
    ("notification", "Board officer", "Record a serious incident notification", notification),
    ("information", "Partner lead, integrated care board", "Answer a request for information", information),
    ("return", "Partner lead, police", "Answer and submit an assurance report", answer_return),
    ("decide", "Independent Advisor", "Record what follows a rapid review", decide),
    ("minutes", "Independent Advisor", "Agree the minutes of a meeting, as its chair", minutes),
    ("school_return", "School safeguarding lead", "Answer an assurance report of a school", answer_return),
    ("yearly_return", "School safeguarding lead", "Answer the yearly return of a school", yearly_return),
    ("not_answered", "Education lead, county council", "See which schools have not answered", not_answered),
    ("book", "Family support worker", "Book a place on a course", book),
    ("register", "Trainer", "Keep and close the register of a session", register),
    ("invite", "Board manager", "Invite somebody and give them their role", invite),
    ("read_review", None, "Find a published review, and what changed since", read_review),
]


def main():
    browser_at = shutil.which("chromium") or sys.exit("Install chromium first.")
    wanted = sys.argv[1:]
    walked = {one["key"]: one for one in json.loads(FIGURES.read_text(encoding="utf-8"))}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_at, args=["--no-sandbox", "--disable-gpu"]
        )
        for key, who, job, walks in WALKS:
            if wanted and key not in wanted:
                continue
            if walks is minutes:
                send_minutes(Walk(browser, "Board officer"))
            walk = Walk(browser, who)
            walks(walk)
            ends = walk.said()
            walked[key] = {
                "key": key, "who": who or "The public", "job": job, "pages": walk.pages, "fields": walk.fields,
                "way": walk.way, "ends": ends,
            }  # fmt: skip
            print(f"{key}: {walk.pages} pages, {walk.fields} fields: {ends}")
            write([walked[name] for name, *_ in WALKS if name in walked])
        browser.close()


def write(walked):
    FIGURES.write_text(json.dumps(walked, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    lines = [
        "# Each role’s main job, walked",
        "",
        "Written by `make walks` from a real browser in the demo: from home, by what the pages say, without an address"
        " typed. Pages are counted as they load, home included; a question counts once.",
        "",
        "| Who | Job | Pages | Fields |",
        "|---|---|--:|--:|",
        *(f"| {one['who']} | {one['job']} | {one['pages']} | {one['fields']} |" for one in walked),
    ]
    for one in walked:
        lines += ["", f"## {one['who']}: {one['job'].lower()}", "", " → ".join(one["way"]), ""]
        lines += [f"Ends with: {one['ends']}"]
    WRITTEN.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
