"""F1 and F2: the worker is killed while it sends letters, whole or one of its processes."""

import os
import random
import signal
import time

import pytest

from partnership.operations.letters import promise_reminders
from tests.faults import reminders
from tests.faults.portal import BACK_WITHIN, seconds_until, wait_until

pytestmark = [pytest.mark.fault, pytest.mark.long]

KILLS = 6
PROCESSES = 2  # of the worker, each with a letter in its hands when it is killed


def kill_while_it_sends(portal, kill, kills, seed):
    """Kill so many times, half of them right between acceptance and commit, spread over the letters."""
    chance = random.Random(seed)
    struck = []
    for number in range(kills):
        come = (number + 1) * reminders.NUMBER // (kills + 2) + chance.randint(0, 10)
        if number % 2:
            portal.sink.when_kept = lambda: strike_once(portal, come, kill, struck)  # noqa: B023 -- waited for
            wait_until(lambda: len(struck) > number, 120)  # noqa: B023
            portal.sink.when_kept = lambda: None
        else:
            wait_until(lambda: len(portal.sink.messages) >= come, 120)  # noqa: B023
            kill()
            struck.append(come)
    return kills


def strike_once(portal, come, kill, struck):
    if len(portal.sink.messages) >= come and come not in struck:
        kill()
        struck.append(come)


def settled(portal, references, witnessed, row, *, fault, how, kills, recovery):
    seen = reminders.figures(portal.sink, references)
    in_flight = kills * PROCESSES
    witnessed(row, fault=fault, how=how, **seen, at_most=in_flight, recovery=recovery, kills=kills)
    assert seen["lost"] == 0
    assert seen["twice"] <= in_flight
    reminders.check_the_record_agrees(references)
    assert recovery <= BACK_WITHIN


@pytest.mark.shows("F1")
def test_the_worker_killed_again_and_again_while_it_sends_loses_nothing(portal, witnessed):
    references = reminders.due(portal.cast)
    portal.sink.answer_slowly()
    portal.ring("promise_reminders")
    kills = kill_while_it_sends(portal, lambda: portal.kill("worker"), KILLS, seed=1)
    recovery = seconds_until(portal.all_gone)

    settled(
        portal, references, witnessed, "F1", fault="worker killed while it sends", kills=kills, recovery=recovery,
        how="kill -9 to its whole group, half of them between the mail server's yes and our commit",
    )  # fmt: skip


@pytest.mark.shows("F2")
def test_a_process_of_the_workers_pool_killed_loses_nothing(portal, witnessed):
    references = reminders.due(portal.cast)
    portal.sink.answer_slowly()
    portal.ring("promise_reminders")

    def kill():
        for pid in portal.pool_children():
            os.kill(pid, signal.SIGKILL)

    kills = kill_while_it_sends(portal, kill, KILLS, seed=2)
    recovery = seconds_until(portal.all_gone)

    settled(
        portal, references, witnessed, "F2", fault="the worker's own processes killed", kills=kills,
        recovery=recovery, how="kill -9 to each process of its pool, as the system does for want of memory",
    )  # fmt: skip


@pytest.mark.shows("F1")
def test_a_worker_that_stands_still_is_found_by_its_progress_and_started_again(portal, witnessed):
    references = reminders.due(portal.cast, 30)
    os.killpg(portal.pid("worker"), signal.SIGSTOP)  # alive for whoever asks the system, and doing nothing
    promise_reminders()
    began = time.monotonic()
    wait_until(lambda: portal.manage("alive", "worker")[0] == 1, 120, pause=5)
    wait_until(lambda: any("shows no progress" in line for line in portal.said), 180)
    found = time.monotonic() - began
    recovery = seconds_until(lambda: len(portal.sink.messages) >= len(references) and portal.all_gone())

    seen = reminders.figures(portal.sink, references)
    witnessed(
        "F1", fault="worker stands still", how="its processes are stopped and not ended", **seen, recovery=recovery,
        found_after=f"{found:.0f} s",
    )  # fmt: skip
    assert (seen["lost"], seen["twice"]) == (0, 0)
    assert portal.manage("alive", "worker")[0] == 0
    assert recovery <= BACK_WITHIN
