"""Rolling restarts and migrations while people work: nobody is turned away, and nothing that was saved is gone."""

import os
import re
import threading
import time
from datetime import timedelta
from functools import partial

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse
from django.utils import timezone

from partnership.models import Answer
from partnership.operations.record import verify
from partnership.site.servers import processes
from tests.factories import assurance as made
from tests.factories.browser import signed_in
from tests.faults.web import HANGS, Browser, hidden, in_threads, web_server

pytestmark = [
    pytest.mark.fault,
    pytest.mark.long,
    pytest.mark.shows("F15"),
    pytest.mark.django_db(transaction=True),
]

READERS, WRITERS = 6, 4
RESTARTS, MIGRATIONS = (int(n) for n in os.environ.get("RESTARTS", "5,3").split(","))
PAGES = ("public:home", "public:reviews", "public:structure", "home", "diary")


class Traffic:
    """People who read and write until they are told to stop; `saved` is what each writer was told is kept."""

    def __init__(self, web, cast):
        self.web, self.cast = web, cast
        self.over = threading.Event()
        self.saved = {}

    def reads(self, number, session):
        browser = Browser(self.web, number, session)
        while not self.over.is_set():
            for name in PAGES:
                browser.ask("reading", reverse(name))
                time.sleep(0.05)

    def writes(self, opened, session):
        browser, turn = Browser(self.web, opened.pk, session), 0
        section = opened.round.questionnaire.sections.first()
        question = section.questions.get(code="voice")
        address = reverse("assurance:section", args=[opened.pk, section.pk])
        while not self.over.is_set():
            turn += 1
            status, page, _ = browser.ask("reading", address)
            if status == 200:
                words = f"Version {turn} of {opened.pk}"
                data = {"version": hidden(page, "version"), f"q{question.pk}": words}
                if browser.ask("saving", address, data)[0] == 302:
                    self.saved[opened.pk] = words
            time.sleep(0.05)

    def goes_on(self):
        """Wait until people have done somewhat more, however busy the machine is."""
        before = len(self.web.answers)
        assert processes.wait_until(lambda: len(self.web.answers) > before + 5 * (READERS + WRITERS), HANGS)

    def lost(self):
        """What writers were told is kept, and is not there or a later version of it."""
        kept = dict(Answer.objects.values_list("assurance_return_id", "text"))
        number = lambda words: int(re.search(r"\d+", words)[0])  # noqa: E731
        return sum(number(kept.get(pk, "0")) < number(words) for pk, words in self.saved.items())


@pytest.fixture
def traffic(cast, tmp_path):
    """A web server, and ten people who use it until the test's own work is done."""
    today = timezone.localdate()
    opened = made.open_round(
        cast, made.many_organisations(cast, WRITERS), opens_on=today, due_on=today + timedelta(20),
        closes_on=today + timedelta(30),
    )  # fmt: skip
    returns = list(opened.returns.select_related("round__questionnaire", "organisation"))
    leads = [one.organisation.appointments.get().person for one in returns]
    sessions = [signed_in(person).session.session_key for person in leads]
    officer = signed_in(cast.officer).session.session_key
    with web_server(tmp_path) as web:
        traffic = Traffic(web, cast)

        def during(work):
            def then_stop():
                try:
                    traffic.goes_on()
                    work()
                    traffic.goes_on()
                finally:
                    traffic.over.set()

            began = time.monotonic()
            in_threads(
                [
                    then_stop,
                    *(partial(traffic.reads, n, officer) for n in range(READERS)),
                    *(partial(traffic.writes, *pair) for pair in zip(returns, sessions, strict=True)),
                ]
            )
            return time.monotonic() - began

        traffic.during = during
        yield traffic


def judge(traffic, witnessed, took, **row):
    web = traffic.web
    witnessed(
        "F15", n=len(web.answers), lost=traffic.lost(), not_2xx_or_3xx=len(web.failed()), seconds=round(took),
        p95_ms=web.percentile("reading"), longest_ms=web.percentile("reading", 1), **row,
    )  # fmt: skip
    assert web.failed() == []
    assert len(traffic.saved) == WRITERS
    assert traffic.lost() == 0
    assert verify().whole


def test_a_rolling_restart_turns_nobody_away(traffic, witnessed):
    def restart():
        for _ in range(RESTARTS):
            traffic.web.restart_rolling()
            traffic.goes_on()

    took = traffic.during(restart)
    judge(traffic, witnessed, took, fault="Rolling restart under traffic", how=f"{RESTARTS} × gunicorn HUP")


def the_next_release():
    """A release's migrations as docs/upgrades.md asks for them: what is added is optional, an index is built beside."""
    first = migrations.Migration("next_0001", "partnership")
    first.operations = [
        migrations.AddField("answer", "tone", models.CharField(max_length=20, blank=True, db_default="")),
        migrations.AddField("letter", "colour", models.CharField(max_length=20, null=True)),
    ]
    second = migrations.Migration("next_0002", "partnership")
    second.atomic = False
    second.operations = [AddIndexConcurrently("answer", models.Index(fields=["tone"], name="answer_tone"))]
    return first, second


def migrate(steps, state, backwards=False):
    states = [state]
    for one in steps:
        states.append(one.mutate_state(states[-1], preserve=True))
    pairs = list(zip(steps, states, strict=False))
    for one, before in reversed(pairs) if backwards else pairs:
        with connection.schema_editor(atomic=one.atomic) as editor:
            getattr(one, "unapply" if backwards else "apply")(before.clone(), editor)


def test_a_migration_forwards_and_back_under_traffic_turns_nobody_away(traffic, witnessed):
    state, steps = MigrationLoader(connection).project_state(), the_next_release()

    def release():
        for _ in range(MIGRATIONS):
            migrate(steps, state)
            traffic.web.restart_rolling()
            traffic.goes_on()
            migrate(steps, state, backwards=True)

    took = traffic.during(release)
    judge(
        traffic, witnessed, took, fault="A release forwards and back under traffic",
        how=f"{MIGRATIONS} × columns and an index, HUP, and back",
    )  # fmt: skip
