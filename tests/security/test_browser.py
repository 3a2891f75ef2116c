"""An attack in every text, and the pages as a real browser takes them: nothing runs, and no policy had to stop it."""

import random
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders

from tests.doors.table import COLUMNS
from tests.security.planted import LONG
from tests.security.test_planted import looked_through

pytestmark = pytest.mark.shows("S-XSS")

SEED = 9
HERE = "http://localhost"  # which a browser trusts as it does https
LISTEN = """
  window.said = [];
  document.addEventListener("securitypolicyviolation",
    (one) => said.push(`${one.effectiveDirective} ${one.blockedURI} ${one.sample}`));
"""
TAKEN = "[...document.querySelectorAll('[onerror], [src=\"/zq\"]')].map((one) => one.outerHTML)"


class Window:
    """A browser that is given pages which were asked for before, and says what of them acted."""

    def __init__(self, chromium):
        self.acted, self.answer, self.files = [], None, {}
        self.context = chromium.new_context(base_url=HERE)
        self.context.add_init_script(LISTEN)
        self.context.route("**/*", self.hand_over)
        self.page = self.context.new_page()
        self.page.on("dialog", self.dismiss)
        self.page.on("pageerror", lambda error: self.acted.append(str(error)))

    def dismiss(self, dialog):
        self.acted.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def hand_over(self, route):
        path = urlsplit(route.request.url).path
        if route.request.is_navigation_request():
            body, headers = self.answer
            route.fulfill(body=body, headers=headers)
        elif path == "/zq":
            self.acted.append("its picture was asked for")
            route.abort()
        elif path.startswith("/static/") and (found := self.file(path.removeprefix("/static/"))):
            route.fulfill(body=found, content_type=guess_type(path)[0])
        else:
            route.fulfill(status=404)

    def file(self, name):
        if name not in self.files:
            path = finders.find(name)
            self.files[name] = Path(path).read_bytes() if path else None
        return self.files[name]

    def show(self, body, headers):
        """What acted on that page, in words."""
        self.acted = []
        self.answer = body, headers
        self.page.goto("/shown/")
        return self.acted + self.page.evaluate("said") + self.page.evaluate(TAKEN)


@pytest.fixture
def window(chromium):
    window = Window(chromium)
    yield window
    window.context.close()


def told(response):
    return {name: value for name, value in response.headers.items() if name != "Set-Cookie"}


@pytest.mark.parametrize("share", [12, pytest.param(1, marks=pytest.mark.long)])
def test_no_planted_text_acts_in_a_browser_and_no_page_of_ours_breaks_its_policy(planted, window, share):
    doors = looked_through()
    wrong, seen = [], 0
    for door in random.Random(SEED).sample(doors, len(doors) // share):
        response = planted.get(COLUMNS[door.answers.index(200)], planted.address(door))
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            wrong += [f"{door}: {one}" for one in window.show(response.content.decode(), told(response))]
            seen += b"zq" in response.content

    assert wrong == []
    assert seen > 200 / share


def test_where_a_text_did_become_part_of_a_page_the_policy_would_stop_it_and_we_would_see(planted, window):
    """The same page with the attack in it as it was typed: its picture is asked for, and its script does not run."""
    response = planted.get("anonymous", "/")
    attack = LONG.format(column=0) % 0
    acted = window.show(
        response.content.decode().replace("<main", f"{attack}<script>alert(2)</script><main"), told(response)
    )

    assert "its picture was asked for" in acted
    assert sum("script-src" in one and "inline" in one for one in acted) == 2
    assert not [one for one in acted if "dialog" in one]
