"""Real parts that can be killed: a Redis, workers and beats of their own, and a post office."""

import shutil
import subprocess

import pytest

from partnership.site.servers.environment import answers, free_port
from tests.faults.machine import Machine
from tests.faults.portal import Portal, wait_until
from tests.faults.witness import Report, chosen_path
from tests.sink import Sink, posting_to

REPORT = Report()


def pytest_runtest_logreport(report):
    if report.when == "call":
        REPORT.judge(report.nodeid, report.passed)


def pytest_sessionfinish(session):
    path = chosen_path()
    if path and REPORT.entries:
        some = session.config.option.keyword or any("::" in argument for argument in session.config.args)
        REPORT.write(path, whole=not some)


@pytest.fixture
def witnessed(request):
    """witnessed("F1", fault=…, how=…, n=…, lost=…, twice=…, at_most=…, recovery=seconds, **others) for docs/faults.md.

    Called before the test judges the same figures; whether it held is added when the test has ended.
    """

    def note(row, **figures):
        REPORT.add(request.node.nodeid, row, **figures)

    return note


class Redis:
    """A Redis without a file: killed, it forgets everything."""

    def __init__(self):
        self.port = free_port()
        self.process = None

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def answers(self):
        return answers("127.0.0.1", self.port)

    def start(self):
        program = shutil.which("redis-server") or shutil.which("valkey-server")
        self.process = subprocess.Popen(
            [program, "--port", str(self.port), "--save", "", "--appendonly", "no", "--bind", "127.0.0.1"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(self.answers, 10)
        return self

    def kill(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture(scope="session")
def whole_portal(django_db_blocker):
    """The whole portal on servers of its own, started once for all tests that ask for it."""
    portal = Portal()
    with django_db_blocker.unblock():
        try:
            portal.start()
            yield portal
        finally:
            portal.stop()


@pytest.fixture
def portal(whole_portal, django_db_blocker):
    """The whole portal, running, with nobody in it but the cast, `portal.cast`. Models reach its database meanwhile."""
    with django_db_blocker.unblock(), whole_portal.reached_from_here():
        whole_portal.cast = whole_portal.afresh()
        yield whole_portal


@pytest.fixture
def sink():
    with Sink() as sink, posting_to(sink):
        yield sink


@pytest.fixture
def machine(tmp_path, sink):
    """A second machine, with nothing on it yet."""
    machine = Machine(tmp_path / "machine", sink)
    try:
        yield machine
    finally:
        machine.remove()


@pytest.fixture
def redis():
    redis = Redis().start()
    yield redis
    redis.kill()
