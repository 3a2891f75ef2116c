"""A second machine: an empty database server with its two accounts, an empty folder, and the portal on them."""

import os
import subprocess
import sys

import psycopg
from django.conf import settings

from partnership.site.servers.environment import CHECKOUT, free_port
from partnership.site.servers.own import database_and_broker
from partnership.site.servers.processes import Records
from partnership.site.servers.reset import reset
from partnership.site.servers.state import State
from partnership.site.servers.supervisor import Child, Supervisor


def quiet(line="", end="\n"):
    """The supervisor's words, which nobody reads here."""


class Machine:
    """Servers, folders and programs of its own; everything that it writes into a log lies in `logs`."""

    def __init__(self, folder, sink):
        self.state = State(folder)
        self.state.open()
        self.supervisor = Supervisor(self.state.folder, quiet)
        Records(self.state.folder).recover()
        self.addresses = database_and_broker(self.supervisor, self.state, lambda name: "")
        self.documents, self.logs = folder / "documents", folder / "logs"
        self.port = free_port()
        self.env = {
            **os.environ,
            "DATABASE_URL": self.addresses["DATABASE_URL"],
            "REDIS_URL": self.addresses["REDIS_URL"],
            "EMAIL_URL": sink.url,
            "SECRET_KEY": settings.SECRET_KEY,
            "DOCUMENT_ROOT": str(self.documents),
            "STATIC_ROOT": str(folder / "static"),
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": settings.SITE_URL,
            "DEBUG": "false",
            "DEMO": "false",
            "TLS": "false",
            "LOG_LEVEL": "INFO",
            "MIGRATION_DATABASE_URL": "",
        }

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def manage(self, *arguments, as_owner=False):
        """One of the portal's commands, to its end; fails with what it said."""
        env = self.env | (
            {"MIGRATION_DATABASE_URL": self.addresses["MIGRATION_DATABASE_URL"]} if as_owner else {}
        )
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=CHECKOUT, env=env, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, name, *arguments, is_ready=None):
        """One of the portal's programs, which writes into `logs`/name.log."""
        self.supervisor.start(
            Child(
                name=name, title=name, argv=[sys.executable, "-m", *arguments], env=self.env,
                log=self.logs / f"{name}.log", is_ready=is_ready,
            )
        )  # fmt: skip

    def web(self, answers):
        self.manage("collectstatic", "--no-input")
        self.start(
            "web", "gunicorn", "partnership.site.wsgi", "--bind", f"127.0.0.1:{self.port}", "--threads", "2",
            "--no-control-socket", is_ready=lambda pid: answers("127.0.0.1", self.port),
        )  # fmt: skip

    def worker(self):
        self.start("worker", "celery", "-A", "partnership.site.celery", "worker", "--concurrency", "1",
                   "--without-gossip", "--without-mingle", "--loglevel", "info")  # fmt: skip

    def sql(self, statement, *values, as_owner=False):
        url = self.addresses["MIGRATION_DATABASE_URL" if as_owner else "DATABASE_URL"]
        with psycopg.connect(url, autocommit=True) as connection:
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else None

    def remove(self):
        self.supervisor.stop()
        self.state.close()
        reset(self.state.folder)
