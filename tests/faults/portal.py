"""The whole portal on servers of its own, as it ships: supervised, watched by progress, and killed by the tests.

Its children are those of `make demo`, without the invented year; only the post office is the tests' own.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import psycopg
from celery import Celery
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from redis import Redis

from partnership.models import Letter
from partnership.site import owner
from partnership.site.servers import demo, processes
from partnership.site.servers.environment import CHECKOUT, free_port
from partnership.site.servers.own import database_and_broker
from partnership.site.servers.postgres import APPLICATION, OWNER
from partnership.site.servers.run import RUNS, clear
from partnership.site.servers.state import State
from partnership.site.servers.supervisor import Supervisor
from tests.factories.cast import Cast
from tests.sink import Sink

# Seconds after a fault's end in which everything is to be as it should be. FAULT_PATIENCE=3 gives a busy machine three
# times as long; the figures stay as they were measured.
BACK_WITHIN = 30 * float(os.environ.get("FAULT_PATIENCE", "1"))


class Watched(Sink):
    """A post office that tells at the instant when it has kept a letter and nobody knows it yet."""

    when_kept = staticmethod(lambda: None)

    def keep(self, message):
        super().keep(message)
        self.when_kept()

    def answer_slowly(self):
        """Ten milliseconds for a letter, as in the measurements that the limits come from."""
        self.delay = 0.01


class Portal:
    """PostgreSQL, Redis, web, worker and beat, started again by the supervisor that ships when they end."""

    def __init__(self):
        RUNS.mkdir(mode=0o711, exist_ok=True)
        self.state = State(Path(tempfile.mkdtemp(prefix="faults-", dir=RUNS)))
        self.state.open()
        self.said = []
        self.supervisor = Supervisor(self.state.folder, lambda line="", end="": self.said.append(line))
        self.lock = threading.RLock()  # the supervisor is one thread's at a time
        self.over = threading.Event()
        self.sink = Watched()
        self.gone = {}  # children that were taken away, by name
        self.thread = threading.Thread(target=self.look_after, daemon=True)

    # Its life ---------------------------------------------------------------------------------------------

    def start(self):
        self.addresses = database_and_broker(self.supervisor, self.state, lambda name: "")
        # What a process has given to the system outlives its kill, so that a hundred recoveries need not wait for the
        # disk each time. Commits wait for their log as ever; what only a power cut would lose, no kill can show.
        self.child("postgres").argv += ["-c", "fsync=off"]
        self.take_away("postgres", signal.SIGINT)
        self.start_again("postgres")
        self.sink.start()
        self.port = free_port()
        keys = self.state.keys()
        self.keys = keys
        shipped = demo.environment(
            self.state, keys | {"letters_port": self.sink.port}, self.addresses, self.port
        )
        ours = {"DEMO": "false", "SITE_URL": self.url, "LOG_LEVEL": "INFO", "SECRET_KEY": settings.SECRET_KEY}
        self.env = {**os.environ, **shipped, **ours}
        with self.reached_from_here():
            call_command("migrate", verbosity=0, interactive=False)
            owner.grant(APPLICATION)
        code, said = self.manage("collectstatic", "--no-input", "--verbosity", "0")
        assert code == 0, said
        self.mine = demo.children(self.state, self.env, self.port, self.sink.port)[1:]
        self.progress = demo.Progress(self.supervisor, self.port)
        for child in self.mine:
            self.supervisor.start(child)
        self.thread.start()
        return self

    def look_after(self):
        """What `make demo` does all the time."""
        while not self.over.wait(0.25):
            with self.lock:
                self.supervisor.look_after()
                self.progress.look()

    def stop(self):
        self.over.set()
        if self.thread.is_alive():
            self.thread.join()
        with self.lock:
            self.supervisor.stop()
        self.sink.stop()
        clear(self.state)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def reached_from_here(self):
        """This process's models read and write this portal's database meanwhile, as who owns and may empty it."""
        connection.close()
        was = dict(connections.settings["default"])
        connections.settings["default"].update(
            HOST="127.0.0.1", PORT=self.keys["postgres_port"], USER=OWNER, NAME=APPLICATION,
            PASSWORD=self.keys["owner_password"], CONN_HEALTH_CHECKS=False, CONN_MAX_AGE=0,
        )  # fmt: skip
        try:
            yield
        finally:
            connection.close()
            connections.settings["default"].update(was)

    # A test's beginning -------------------------------------------------------------------------------------

    def afresh(self):
        """Everything runs, nothing waits, nobody is known but the cast, which is returned."""
        self.end_extras()
        for pid in (self.pid("worker"), self.pid("beat")):
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGCONT)  # a failed test may have left it stopped
        for name in ("postgres", "broker", "worker", "beat"):
            self.start_again(name)
        self.sink.accept()
        self.sink.when_kept = lambda: None
        wait_until(self.is_ready, 120)
        self.redis().flushall()
        for turn in range(3):
            try:
                call_command("flush", verbosity=0, interactive=False)
                break
            except OperationalError:  # the worker held a table
                if turn == 2:
                    raise
                connection.close()
        self.sink.clear()
        self.said.clear()
        for child in self.supervisor.children:
            child.ends = 0
        return Cast()

    def is_ready(self):
        """Web, worker and beat, each by a sign of life of this start."""
        checks = demo.ask(self.port, "/readyz")[1].get("checks", {})
        return bool(checks) and all(
            checks[name]["ok"] and (age is None or age <= time.monotonic() - child.started_at)
            for name, child in ((child.name, child) for child in self.mine if child.name in checks)
            for age in [checks[name].get("age")]
        )

    # What can be done to it ---------------------------------------------------------------------------------

    def child(self, name):
        known = {child.name: child for child in self.supervisor.children}
        return (known | self.gone)[name]

    def pid(self, name):
        return self.child(name).process.pid

    def kill(self, name):
        """kill -9 to the process and all that it started; the supervisor finds out by itself."""
        os.killpg(self.pid(name), signal.SIGKILL)

    def pool_children(self, name="worker"):
        said = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.pid(name))], capture_output=True, text=True
        )
        return [int(pid) for pid in said.stdout.split()]

    def take_away(self, name, number=signal.SIGKILL):
        """End a server and leave it ended, until `start_again`."""
        with self.lock:
            child = self.child(name)
            self.supervisor.children.remove(child)
            self.gone[name] = child
            if child.process.poll() is None:
                child.process.send_signal(number)
                child.process.wait()
            with suppress(ProcessLookupError):
                os.killpg(child.process.pid, signal.SIGKILL)  # what it started and left behind

    def start_again(self, name):
        """Start a server that was taken away, and wait until it answers."""
        with self.lock:
            child = self.gone.pop(name, None)
            if child:
                child.starts_again_at = None
                self.supervisor.start(child)

    def crash_postgres(self, how="immediate"):
        """End PostgreSQL and start it again at once. Returns when it answers.

        immediate: no word to anybody and nothing written; fast: sessions ended in order; backend: one of its
        processes killed by -9, after which it ends all sessions and recovers by itself.
        """
        with self.lock:
            if how == "backend":
                self.kill_backend()
                time.sleep(0.1)
            else:
                self.take_away("postgres", signal.SIGQUIT if how == "immediate" else signal.SIGINT)
                self.start_again("postgres")
        wait_until(self.database_answers, 60)

    def kill_backend(self):
        """kill -9 to one of the processes that serve the portal."""
        with suppress(psycopg.OperationalError), psycopg.connect(self.addresses["DATABASE_URL"]) as asked:
            row = asked.execute(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
                " ORDER BY random()"
            ).fetchone()
            os.kill(row[0] if row else asked.info.backend_pid, signal.SIGKILL)

    def database_answers(self):
        try:
            with psycopg.connect(self.addresses["DATABASE_URL"], connect_timeout=2) as asked:
                return asked.execute("SELECT 1").fetchone() == (1,)
        except psycopg.OperationalError:
            return False

    def second(self, name):
        """One more worker or beat beside the first."""
        first = self.child(name)
        argv = [part + "-2" if part == str(self.state.folder / "timetable") else part for part in first.argv]
        if name == "worker":
            argv += ["--hostname", "second@%h"]
        child = replace(
            first, name=f"{name}-2", argv=argv, log=first.log.with_name(f"{name}-2.log"), process=None,
            starts_again_at=None, ends=0,
        )  # fmt: skip
        with self.lock:
            self.supervisor.start(child)
        return child

    def end_extras(self):
        with self.lock:
            for child in [child for child in self.supervisor.children if child.name.endswith("-2")]:
                os.killpg(child.process.pid, signal.SIGKILL)
                child.process.wait()
                self.supervisor.children.remove(child)

    def redis(self):
        return Redis.from_url(self.addresses["REDIS_URL"], socket_timeout=5)

    def broker_is_kept(self, kept):
        """Whether Redis writes what it holds to its file, from its next start on."""
        path = self.child("broker").cwd / "broker.conf"
        text = re.sub(
            r"^appendonly .*$", f"appendonly {'yes' if kept else 'no'}", path.read_text(), flags=re.M
        )
        path.write_text(text)

    def ring(self, task, times=1):
        """What the timetable does, now."""
        with Celery(broker=self.addresses["REDIS_URL"]) as doorbell:
            for _ in range(times):
                doorbell.send_task(f"partnership.tasks.{task}", ignore_result=True)

    def manage(self, *arguments):
        """A management command as an operator runs it; what it said, and its exit code."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=CHECKOUT,
            env=self.env,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr

    # What is seen of it ---------------------------------------------------------------------------------------

    def waiting(self):
        """How many letters are promised and have not gone."""
        try:
            return Letter.objects.filter(state="promised").count()
        except OperationalError:
            connection.close()
            return -1

    def answers(self):
        """Whether the web server answers at all."""
        return demo.ask(self.port, "/healthz")[0] == 200

    def all_gone(self):
        return self.waiting() == 0

    def log(self, name):
        return self.child(name).log.read_text(errors="replace")


def wait_until(condition, seconds, pause=0.05):
    """Wait for a condition, or fail after so many seconds."""
    assert processes.wait_until(condition, seconds, pause=pause), f"It did not happen within {seconds} s"


def seconds_until(condition, at_most=120):
    """How long it took until the condition held; waits longer than it may take, so that the figure is known."""
    began = time.monotonic()
    processes.wait_until(condition, at_most, pause=0.1)
    return time.monotonic() - began
