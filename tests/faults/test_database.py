"""F5: PostgreSQL crashes while people submit, read and are reminded; what was answered with success is there."""

import random
import threading
import time

import pytest
import requests

from partnership.models import Event, Letter
from partnership.site.servers import processes
from tests.faults import reminders
from tests.faults.portal import BACK_WITHIN, seconds_until, wait_until
from tests.faults.submitting import PAUSE, Lead, asked

pytestmark = [pytest.mark.fault, pytest.mark.long]

CRASHES = 100
SUBMISSIONS = 300
PEOPLE = 3
AT_WORK = (
    6  # answers between two crashes, so that each comes in the middle of work, however busy the machine is
)


class UnderFire:
    """People who save and submit, and readers, for as long as PostgreSQL is crashed under them."""

    def __init__(self, portal, leads, answers):
        self.portal, self.leads, self.answers = portal, leads, answers
        self.crashes = 0
        self.outages = []
        self.over = threading.Event()
        self.threads = [
            *(threading.Thread(target=self.submit, args=(leads[one::PEOPLE],)) for one in range(PEOPLE)),
            threading.Thread(target=self.read),
        ]

    def submit(self, leads):
        """One return after another: drafts are saved until its crash has come, then it is submitted."""
        for number, lead in enumerate(leads):
            turn = 0
            while not self.over.is_set() and (
                lead.saved is None or self.crashes < number * CRASHES // len(leads)
            ):
                turn += 1
                lead.save(f"Draft {turn} of {lead.pk}")
                time.sleep(0.05)
            while not self.over.is_set() and not lead.submit():
                pass

    def read(self):
        with requests.Session() as browser:
            while not self.over.is_set():
                began, status = time.monotonic(), 0
                try:
                    status = browser.get(f"{self.portal.url}/reviews/", timeout=30).status_code
                except requests.RequestException:
                    browser.close()
                self.answers.append((began, time.monotonic(), status, "GET"))
                time.sleep(0.05 if 0 < status < 500 else PAUSE)

    def run(self, ways, seed):
        chance = random.Random(seed)
        for thread in self.threads:
            thread.start()
        try:
            for number in range(CRASHES):
                answered = self.answered()
                processes.wait_until(lambda: self.answered() >= answered + AT_WORK, 10)  # noqa: B023 -- at once
                time.sleep(chance.uniform(0, 0.3))
                began = time.monotonic()
                self.portal.crash_postgres(ways[number % len(ways)])
                self.outages.append((began, time.monotonic()))
                self.crashes = number + 1
            for thread in self.threads[:PEOPLE]:
                thread.join(300)
        finally:
            self.over.set()
            for thread in self.threads:
                thread.join()

    def answered(self):
        """How many answers were no error so far."""
        return sum(0 < status < 500 for _, _, status, _ in list(self.answers))

    def errors_once_it_is_back(self):
        """Answers of 500 and more, and none at all, to what was asked while PostgreSQL was there."""
        return [
            (status, method)
            for began, ended, status, method in self.answers
            if not 0 < status < 500 and not any(began < back and ended > away for away, back in self.outages)
        ]


@pytest.mark.shows("F5")
def test_no_acknowledged_submission_is_lost_in_a_hundred_crashes_of_postgresql(portal, witnessed):
    answers = []
    leads = [Lead(portal, opened, answers) for opened in asked(portal.cast, SUBMISSIONS)]
    fire = UnderFire(portal, leads, answers)
    fire.run(("immediate", "backend", "immediate", "fast"), seed=5)
    recovery = seconds_until(portal.all_gone)

    lost = [lead.pk for lead in leads if not lead.is_kept()]
    receipts = Letter.objects.filter(kind="received").count()
    told = Event.objects.filter(verb="submitted").count()
    code, said = portal.manage("verify_record")
    wrong = fire.errors_once_it_is_back()
    refused = sum(not 0 < status < 500 for _, _, status, _ in answers)
    witnessed(
        "F5", fault="PostgreSQL crashes while people save, submit and read", n=SUBMISSIONS, lost=len(lost),
        twice=max(0, told - SUBMISSIONS), recovery=recovery, crashes=fire.crashes, requests=len(answers),
        saved_and_told_so=sum(method == "POST" and status == 302 for *_, status, method in answers),
        turned_away_while_it_was_down=refused - len(wrong), errors_once_it_was_back=len(wrong),
        how="immediate shutdown, kill -9 of one of its processes, fast restart, by turns, at once started again",
    )  # fmt: skip
    assert lost == []
    assert [lead.pk for lead in leads if not lead.submitted] == []
    assert (told, receipts) == (SUBMISSIONS, SUBMISSIONS)
    assert wrong == []
    assert code == 0, said
    assert recovery <= BACK_WITHIN


@pytest.mark.shows("F5")
def test_postgresql_crashing_under_sweep_and_worker_loses_no_letter(portal, witnessed):
    crashes, at_once = 8, 2
    references = reminders.due(portal.cast)
    portal.sink.answer_slowly()
    for crash in range(crashes):
        portal.ring("promise_reminders")
        enough = crash * reminders.NUMBER // (crashes + 2)
        wait_until(lambda: len(portal.sink.messages) >= enough, 120)  # noqa: B023
        portal.crash_postgres(("immediate", "backend", "fast")[crash % 3])
    portal.ring("promise_reminders")
    wait_until(lambda: portal.waiting() > 0 or len(portal.sink.messages) >= reminders.NUMBER, 60)
    recovery = seconds_until(portal.all_gone)

    seen = reminders.figures(portal.sink, references)
    witnessed(
        "F5", fault="PostgreSQL crashes during sweeps and posting", **seen, at_most=crashes * at_once,
        how="immediate, one of its processes killed, fast, by turns", recovery=recovery, crashes=crashes,
    )  # fmt: skip
    assert seen["lost"] == 0
    assert seen["twice"] <= crashes * at_once
    reminders.check_the_record_agrees(references)
    assert recovery <= BACK_WITHIN
