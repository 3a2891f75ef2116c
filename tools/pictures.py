"""Take the README's pictures from a running demo: `make demo` in one window, `make pictures` in another."""

import os
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ADDRESS = f"http://localhost:{os.environ.get('PORT') or 8000}"
FOLDER = Path(__file__).resolve().parents[1] / "docs" / "tour"

# whom to be (nobody for the public site), the address, the picture's name, width. `{Decided}` in an address is the
# number of the first case on the list that stands there: which number that is, changes with the invented year. An
# address with "first" is the first thing on that list, or the first that it calls as what follows.
TOUR = [
    (None, "/", "public-home", 1280),
    (None, "/structure/", "structure", 1280),
    ("Board officer", "/home/", "home-of-a-board-officer", 1280),
    ("Board officer", "/cases/{Review: under way}/", "case", 1280),
    ("Board officer", "/assurance/", "assurance", 1280),
    ("Board officer", "/assurance/rounds/ first S11SA-", "round", 1280),
    ("Board officer", "/assurance/letters/1/", "feedback-letter", 1280),
    ("Board officer", "/assurance/audits/ first Bruises", "audit", 1280),
    ("Board officer", "/assurance/timetable/", "timetable", 1280),
    ("Board officer", "/assurance/indicators/", "indicators", 1280),
    ("Board officer", "/assurance/doing/ first", "how-are-we-doing", 1280),
    ("Board officer", "/assurance/reports/ first", "yearly-report", 1280),
    ("Education lead, county council", "/schools/returns/ first", "school-returns", 1280),
    ("Board officer", "/schools/education/ first", "education-report", 1280),
    (None, "/courses/", "courses", 1280),
    ("Learning officer", "/training/programme/ first", "programme", 1280),
    ("Trainer", "/training/registers/ first", "register-phone", 375),
    ("Learning officer", "/training/evaluation/ first", "evaluation", 1280),
    ("Board officer", "/partnership/", "partnership", 1280),
    ("Board officer", "/money/", "money", 1280),
    ("Board officer", "/meetings/ first", "meeting", 1280),
    ("Partner lead, police", "/home/", "home-of-a-partner-lead-phone", 375),
    ("Independent Advisor", "/cases/{Rapid review: for decision}/decide/", "decide", 1280),
]


def main():
    browser_at = shutil.which("chromium") or sys.exit("Install chromium first.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_at, args=["--no-sandbox", "--disable-gpu"]
        )
        for who, address, name, width in TOUR:
            page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
            if who:
                page.goto(f"{ADDRESS}/demo/")
                page.get_by_role("button", name=re.compile(f"^Be {re.escape(who)}$", re.I)).first.click()
                page.wait_for_load_state()
            if stage := re.search(r"{(.+)}", address):
                address = address.replace(stage[0], case_at(page, stage[1]))
            if " first" in address:
                address = first_of(page, *address.split(" first"))
            answer = page.goto(ADDRESS + address)
            if answer.status != 200:
                sys.exit(f"{address} answered {answer.status} to {who or 'the public'}")
            page.screenshot(path=FOLDER / f"{name}.png")
            print(name)
        browser.close()


def first_of(page, address, called):
    """Where the first row of that list leads; of the rows that hold these words, if any are given."""
    page.goto(ADDRESS + address)
    return (
        page.locator("tbody tr", has_text=called.strip())
        .first.get_by_role("link")
        .first.get_attribute("href")
    )


def case_at(page, stage):
    """The number of the first case that stands there, as it is on the list of whoever is signed in."""
    page.goto(f"{ADDRESS}/cases/")
    link = page.locator("tbody tr", has_text=stage).first.get_by_role("link").first
    return link.get_attribute("href").strip("/").split("/")[-1]


if __name__ == "__main__":
    main()
