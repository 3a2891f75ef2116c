"""F17: every fault at random for minutes, and at the end exactly those letters that an oracle says are owed.

FAULT_MINUTES=20 FAULT_SEED=7 make faults ARGS="-k random" runs it longer, or in another order.
"""

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from partnership.models import Deadline
from tests.faults import oracle
from tests.faults.portal import BACK_WITHIN, seconds_until
from tests.faults.reminders import invent, told_of

pytestmark = [pytest.mark.fault, pytest.mark.long]

MINUTES = float(os.environ.get("FAULT_MINUTES", "2"))
SEED = int(os.environ.get("FAULT_SEED", "17"))
AT_ONCE = 2  # letters in the hands of one worker's processes


class Mix:
    """Faults and work by turns, as the seed has it. `unknowable` counts letters that may be sent once more."""

    def __init__(self, portal, seed):
        self.portal, self.chance = portal, random.Random(seed)
        self.owed, self.done, self.number = {}, set(), 0
        self.unknowable, self.happened = 0, Counter()
        self.lasting = {}  # what is to be mended: its name, when, and how

    def work(self):
        """People write things down and do some of them; what was answered with success is known."""
        connection.close()
        today = timezone.localdate()
        made = [
            invent(self.portal.cast, self.chance, f"X-{self.number + n:05}", today)
            for n in range(self.chance.randint(3, 8))
        ]
        self.number += len(made)
        with suppress(OperationalError):
            Deadline.objects.bulk_create([row for _, row in made])
            self.owed |= {owed.reference: owed for owed, _ in made}
        if self.owed and self.chance.random() < 0.5:
            reference = self.chance.choice(sorted(self.owed))
            self.done.add(reference)  # before it is tried: nobody can know of one that was cut off
            with suppress(OperationalError):
                Deadline.objects.filter(reference=reference).update(ended_on=today, ended_reason="Ended")
        self.ring()

    def ring(self, times=1):
        with suppress(BrokerError, RedisError, OSError):
            self.portal.ring("promise_reminders", times)

    def fault(self):
        name = self.chance.choice(FAULTS)
        self.happened[name.replace("_", " ")] += 1
        getattr(self, name)()

    def until(self, name, mend):
        """A fault that lasts while others happen."""
        self.lasting.setdefault(name, (time.monotonic() + self.chance.uniform(2, 8), mend))

    def mend(self, all_of_it=False):
        for name, (when, mend) in list(self.lasting.items()):
            if all_of_it or time.monotonic() > when:
                del self.lasting[name]
                mend()

    # F1 to F7 ------------------------------------------------------------------------------------------------

    def worker_killed(self):
        self.unknowable += AT_ONCE
        with suppress(ProcessLookupError):
            self.portal.kill("worker")

    def pool_killed(self):
        self.unknowable += AT_ONCE
        for pid in self.portal.pool_children():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def timetable_killed(self):
        with suppress(ProcessLookupError):
            self.portal.kill("beat")

    def redis_killed(self):
        if "redis" not in self.lasting:
            self.portal.take_away("broker")
            self.until("redis", lambda: self.portal.start_again("broker"))

    def redis_emptied(self):
        if "redis" not in self.lasting:
            self.portal.redis().flushall()

    def postgresql_crashed(self):
        self.unknowable += AT_ONCE * 2  # a second worker may be there
        self.portal.crash_postgres(self.chance.choice(["immediate", "backend", "fast"]))

    def mail_refused(self):
        self.portal.sink.refuse_connections()
        self.until("mail", self.portal.sink.accept)

    def mail_closing(self):
        self.portal.sink.answer_everything("421 4.3.2 closing", times=self.chance.randint(1, 5))

    def mail_later(self):
        self.portal.sink.answer("451 4.7.1 try later", times=self.chance.randint(1, 5))

    def mail_hanging(self):
        self.portal.sink.delay = 60
        self.until("mail", self.portal.sink.accept)

    def mail_dropped(self):
        self.unknowable += 1
        self.portal.sink.drop_after_data(keep=True, times=1)

    def everything_twice(self):
        if "second" not in self.lasting:
            for name in ("worker", "beat"):
                self.portal.second(name)
            self.unknowable += AT_ONCE
            self.until("second", self.portal.end_extras)

    def backlog(self):
        self.ring(times=20)


FAULTS = [
    "worker_killed", "pool_killed", "timetable_killed", "redis_killed", "redis_emptied", "postgresql_crashed",
    "mail_refused", "mail_closing", "mail_later", "mail_hanging", "mail_dropped", "everything_twice", "backlog",
]  # fmt: skip


def seen_at(sink):
    """Every reminder as it came: address, what it is called, reference."""
    return [
        (message["X-Sink-To"], *message["Subject"].partition(": ")[2].rsplit(": ", 1))
        for message in list(sink.messages)
    ]


@pytest.mark.shows("F17")
def test_a_random_mix_of_faults_ends_with_exactly_the_letters_that_are_owed(portal, witnessed):
    days = {timezone.localdate()}
    mix = Mix(portal, SEED)
    ends = time.monotonic() + MINUTES * 60
    while time.monotonic() < ends:
        mix.mend()
        mix.work()
        mix.fault()
        time.sleep(mix.chance.uniform(0.5, 3))
    mix.mend(all_of_it=True)
    portal.sink.accept()
    mended = time.monotonic()
    people, today = told_of(portal.cast), timezone.localdate()
    days.add(today)
    must, may = set(), set()
    for owed in mix.owed.values():
        for day in days:
            may |= oracle.letters(owed, day, people)
        if owed.reference not in mix.done:
            must |= oracle.letters(owed, today, people)
    mix.ring()
    seconds_until(lambda: must <= set(seen_at(portal.sink)) and portal.all_gone())
    recovery = time.monotonic() - mended

    came = Counter(seen_at(portal.sink))
    kept = set(Deadline.objects.values_list("reference", flat=True))
    lost = len(must - set(came)) + len(set(mix.owed) - kept)
    twice = sum(came.values()) - len(came)
    witnessed(
        "F17", fault="a random mix of F1 to F7", how=f"{MINUTES:g} minutes, seed {SEED}, against an independent oracle",
        n=len(must), lost=lost, twice=twice, at_most=mix.unknowable, recovery=recovery,
        faults=sum(mix.happened.values()), kinds_of_fault=len(mix.happened), deadlines=len(mix.owed),
    )  # fmt: skip
    assert lost == 0, sorted(must - set(came))[:5]
    assert set(came) <= may, sorted(set(came) - may)[:5]
    assert twice <= mix.unknowable
    for letter in (one for one, times in came.items() if times > 1):
        same = {m["Message-ID"] for m in portal.sink.messages if is_of(m, letter)}
        assert len(same) == 1, letter
    assert recovery <= BACK_WITHIN


def is_of(message, letter):
    address, called, reference = letter
    return message["X-Sink-To"] == address and message["Subject"].endswith(f"{called}: {reference}")
