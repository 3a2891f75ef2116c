"""Real parts that can be killed: a Redis, workers and beats of their own, and a post office."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress

import pytest
from django.conf import settings
from django.db import connection

from partnership.site.servers import processes
from partnership.site.servers.environment import answers, free_port
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


def wait_until(condition, seconds):
    """Wait for a condition, or fail after so many seconds."""
    assert processes.wait_until(condition, seconds, pause=0.05), f"It did not happen within {seconds} s"


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


class Supervised:
    """Celery programs in groups of their own, which the test kills and starts again as a supervisor would."""

    def __init__(self, env, folder):
        self.env = env
        self.folder = folder
        self.programs = []

    def start(self, *arguments):
        with (self.folder / f"{arguments[0]}-{len(self.programs)}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "partnership.site.celery", *arguments],
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.programs.append([process, arguments])
        return process

    def worker(self):
        return self.start(
            "worker", "--concurrency", "1", "--without-gossip", "--without-mingle", "-l", "info"
        )

    def beat(self):
        schedule = self.folder / f"schedule-{len(self.programs)}"
        return self.start("beat", "--schedule", str(schedule), "--pidfile=", "-l", "info")

    def restart_what_ended(self):
        for program in self.programs:
            if program[0].poll() is not None:
                self.programs.remove(program)
                self.start(*program[1])

    @staticmethod
    def kill(process):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self):
        for process, _ in self.programs:
            self.kill(process)


@pytest.fixture
def sink():
    with Sink() as sink, posting_to(sink):
        yield sink


@pytest.fixture
def redis():
    redis = Redis().start()
    yield redis
    redis.kill()


@pytest.fixture
def celery(transactional_db, redis, sink, tmp_path):
    """Celery's programs on this test's own database, Redis and post office."""
    live = connection.settings_dict
    account = f"{live['USER']}:{live['PASSWORD']}" if live["PASSWORD"] else live["USER"]
    env = {
        **os.environ,
        "DATABASE_URL": f"postgres://{account}@{live['HOST']}:{live['PORT']}/{live['NAME']}",
        "REDIS_URL": redis.url,
        "EMAIL_URL": sink.url,
        "SECRET_KEY": settings.SECRET_KEY,
        "DOCUMENT_ROOT": str(tmp_path / "documents"),
    }
    programs = Supervised(env, tmp_path)
    yield programs
    programs.stop()
