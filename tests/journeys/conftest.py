"""A real browser, a real broker with its worker, and a post office: what a journey is walked with."""

from contextlib import contextmanager

import pytest
from celery.contrib.testing.worker import start_worker

from partnership.site.celery import app as celery_app
from tests.factories.browser import signed_in
from tests.faults.conftest import Redis
from tests.sink import Sink, posting_to


class Walker:
    """One person at the portal. Fields are known by their names, buttons by what they say."""

    def __init__(self, page, address):
        self.page = page
        self.address = address

    def go(self, path):
        answer = self.page.goto(self.address + path)
        assert answer.status == 200, f"{path} answered {answer.status}: {self.heading()}"
        return self

    def heading(self):
        return self.page.locator("h1").first.inner_text()

    def text(self):
        return self.page.locator("main").inner_text()

    def sees(self, *words):
        shown = self.text()
        for word in words:
            assert word in shown, f"{word!r} is not on “{self.heading()}”:\n{shown}"
        return self

    def fill(self, **values):
        for name, value in values.items():
            if hasattr(value, "year"):
                for part in ("day", "month", "year"):
                    self.page.fill(f"[name={name}_{part}]", str(getattr(value, part)))
                continue
            fields = self.page.locator(f"[name='{name}']")
            kind = fields.first.get_attribute("type")
            if kind == "file":
                fields.set_input_files(value)
            elif kind in ("radio", "checkbox"):
                for one in value if isinstance(value, list) else [value]:
                    chosen = fields if one is True else self.page.locator(f"[name='{name}'][value='{one}']")
                    chosen.first.check()
            elif fields.first.evaluate("field => field.tagName") == "SELECT":
                fields.first.select_option(str(value))
            else:
                fields.first.fill(str(value))
        return self

    def press(self, words, lands_on=None):
        """Press the button of that name; the page that follows must not be an error."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).click()
        summary = self.page.locator(".govuk-error-summary")
        assert not summary.count(), f"After “{words}”: {summary.inner_text()}"
        if lands_on:
            assert lands_on in self.page.url, f"After “{words}” at {self.page.url}: {self.text()}"
        return self

    def follow(self, words):
        """Take the way that the page offers, be it drawn as a link or as a button."""
        drawn = self.page.get_by_role("link", name=words).or_(
            self.page.locator("a[role=button]", has_text=words)
        )
        assert drawn.count(), f"Nothing on “{self.heading()}” leads to “{words}”:\n{self.text()}"
        with self.page.expect_navigation():
            drawn.first.click()
        return self

    def unfold(self, words):
        self.page.locator("summary", has_text=words).first.click()
        return self

    def take(self, words):
        """Download what the link of that name leads to: the name that the browser gives it, and its bytes."""
        with self.page.expect_download() as taken:
            self.page.get_by_role("link", name=words).first.click()
        return taken.value.suggested_filename, taken.value.path().read_bytes()


@pytest.fixture
def walk_as(chromium, live_server, settings):
    """A browser of one's own for each person: signed in as them, or as nobody. Any script error fails.

    Days later a person signs in `anew`.
    """
    settings.SITE_URL = live_server.url
    walkers, troubles = {}, []

    def sign_in(context, person):
        cookie = signed_in(person).cookies["session"].value
        context.clear_cookies()
        context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])

    def walker(person=None, *, anew=False):
        if person not in walkers:
            context = chromium.new_context(viewport={"width": 1280, "height": 900})
            if person:
                sign_in(context, person)
            page = context.new_page()
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.on(
                "console", lambda said: troubles.append(said.text) if "Security Policy" in said.text else None
            )
            walkers[person] = Walker(page, live_server.url)
        elif anew:
            sign_in(walkers[person].page.context, person)
        return walkers[person]

    yield walker
    for one in walkers.values():
        one.page.context.close()
    assert not troubles, troubles


@pytest.fixture
def sink():
    with Sink() as sink, posting_to(sink):
        yield sink


@pytest.fixture
def worker(transactional_db, sink):
    """A worker on a real Redis, started for as long as a `with` lasts; it shares the test's own clock."""
    redis = Redis().start()
    before = celery_app.conf.broker_url
    celery_app.conf.broker_url = redis.url
    celery_app._after_fork()  # forget the connections to the broker before

    @contextmanager
    def running():
        with start_worker(celery_app, pool="solo", perform_ping_check=False, shutdown_timeout=20):
            yield lambda task: celery_app.send_task(task, ignore_result=True)

    yield running
    celery_app.conf.broker_url = before
    celery_app._after_fork()
    redis.kill()
