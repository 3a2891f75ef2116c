"""One PostgreSQL of our own: made, started, recovered after any kill, reachable by password on 127.0.0.1."""

import os
import shutil
import signal
import subprocess

import psycopg
from psycopg import sql

from . import Trouble
from .environment import free_port
from .processes import command_of, end, identity, processes_in, wait_until
from .supervisor import Child
from .unprivileged import hand_over

APPLICATION = "portal"  # the account of web, worker and timetable, and the database's name
OWNER = "portal_owner"  # whose the tables are: it migrates, and empties test databases
KEEPER = "keeper"  # the server's superuser, for making the two accounts and nothing else
# What the server writes into its log: that it starts, stops or cannot go on, and no statement that failed nor the row
# that it failed on, which hold what somebody typed. The portal logs its own failures, without their values.
LOGGED = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}


class Cluster:
    """A data folder and the server on it. `durable=False` forgoes safety against power cuts, for tests."""

    def __init__(self, programs, home, keys, account=None, durable=True):
        self.programs = programs
        self.home = home
        self.keys = keys
        self.account = account
        self.durable = durable
        self.data = home.resolve() / "postgres"

    @staticmethod
    def release_of(home):
        """The release that made the data, None when there is none yet."""
        try:
            return int((home / "postgres" / "PG_VERSION").read_text())
        except FileNotFoundError:
            return None

    @property
    def port(self):
        return self.keys["postgres_port"]

    @property
    def url(self):
        return self._address(APPLICATION, "postgres_password")

    @property
    def owners_url(self):
        return self._address(OWNER, "owner_password")

    def _address(self, account, password):
        return f"postgres://{account}:{self.keys[password]}@127.0.0.1:{self.port}/{APPLICATION}"

    def make(self):
        """Make the data folder if there is none; a half-made one from an interrupted start is made again."""
        if (self.data / "PG_VERSION").exists():
            return
        half, secret = self.home / "postgres.new", self.home / "keeper"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        secret.touch(mode=0o600)
        secret.write_text(self.keys["keeper_password"])
        for path in (half, secret):
            hand_over(path, self.account)
        for locale in self._locales():
            made = subprocess.run(
                [
                    str(self.programs.folder / "initdb"),
                    *(f"--pgdata={half}", f"--username={KEEPER}", f"--pwfile={secret}"),
                    *("--auth=scram-sha-256", "--encoding=UTF8", "--text-search-config=english", *locale),
                    *(() if self.durable else ("--no-sync",)),
                ],
                capture_output=True,
                text=True,
                check=False,
                cwd=self.home,
                env=self._environment(),
                start_new_session=True,  # a Ctrl-C is answered when the folder is whole
                **(self.account.as_popen() if self.account else {}),
            )
            if made.returncode == 0:
                break
        secret.unlink()
        if made.returncode:
            raise Trouble(f"PostgreSQL could not make its data folder: {made.stderr.strip()}")
        half.rename(self.data)

    def _locales(self):
        """The same order of letters everywhere, as near as the release can come."""
        if self.programs.release >= 17:
            yield ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        yield ("--locale=C.UTF-8",)
        yield ("--locale=C",)

    def _environment(self):
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "LC_ALL": "C",
            "TZ": "UTC",
            "HOME": str(self.home),
        }

    def recover(self):
        """Stop a server that a killed start left on our data; forget a pid file that names a stranger."""
        note = self.data / "postmaster.pid"
        try:
            pid = int(note.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            note.unlink(missing_ok=True)
            return
        started = identity(pid)
        if started and self._is_ours(pid):
            end(pid, started, signal.SIGINT, grace=10)
        # Its own processes end when it is gone; starting before that would find the shared memory in use.
        for child in processes_in(self.data):
            child_started = identity(child)
            if not wait_until(lambda: identity(child) != child_started, 5):  # noqa: B023
                end(child, child_started, signal.SIGQUIT, grace=2)
        note.unlink(missing_ok=True)

    def _is_ours(self, pid):
        command = command_of(pid)
        return bool(command) and command[0].endswith("postgres") and str(self.data) in command

    def child(self, log):
        """The server as a child for the supervisor."""
        options = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "port": self.port,
            **LOGGED,
        }
        if not self.durable:
            options |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        return Child(
            name="postgres",
            title=self.programs.title,
            argv=[
                *(str(self.programs.folder / "postgres"), "-D", str(self.data)),
                *(part for name, value in options.items() for part in ("-c", f"{name}={value}")),
            ],
            env=self._environment(),
            cwd=self.home,
            log=log,
            account=self.account,
            stop_signal=signal.SIGINT,
            before_start=self.recover,
            is_ready=self._is_ready,
            is_server=True,
        )

    def _is_ready(self, pid):
        """What pg_ctl asks too: the eighth line of the server's own pid file."""
        try:
            lines = (self.data / "postmaster.pid").read_text().split("\n")
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def let_the_portal_in(self):
        """Make the two accounts, which are no superusers, and the database; old data gets its owner."""
        with self._keeper("postgres") as connection:
            for account, password in ((OWNER, "owner_password"), (APPLICATION, "postgres_password")):
                has = connection.execute("select 1 from pg_roles where rolname = %s", [account]).fetchone()
                connection.execute(
                    sql.SQL("{} role {} login {} password {}").format(
                        sql.SQL("alter" if has else "create"),
                        sql.Identifier(account),
                        sql.SQL("createdb" if account == OWNER else "nocreatedb"),
                        sql.Literal(self.keys[password]),
                    )
                )
            has = connection.execute("select 1 from pg_database where datname = %s", [APPLICATION]).fetchone()
            if not has:
                connection.execute(
                    sql.SQL("create database {} owner {}").format(
                        sql.Identifier(APPLICATION), sql.Identifier(OWNER)
                    )
                )
        with self._keeper(APPLICATION) as connection:
            connection.execute(
                sql.SQL("reassign owned by {} to {}").format(
                    sql.Identifier(APPLICATION), sql.Identifier(OWNER)
                )
            )

    def _keeper(self, database):
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user=KEEPER,
            password=self.keys["keeper_password"],
            dbname=database,
            autocommit=True,
        )

    def choose_port(self):
        self.keys["postgres_port"] = free_port(self.keys.get("postgres_port"))
