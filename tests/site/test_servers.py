"""The servers that the demo and the tests start: kept through any kill, and nobody else's touched."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest
import redis

from partnership.site.servers import Trouble, demo, processes
from partnership.site.servers.environment import CHECKOUT, read, write
from partnership.site.servers.own import database_and_broker
from partnership.site.servers.postgres import Cluster
from partnership.site.servers.processes import Records, identity, wait_until
from partnership.site.servers.reset import reset
from partnership.site.servers.state import Busy, State
from partnership.site.servers.supervisor import Child, Supervisor
from partnership.site.servers.unprivileged import can_enter


def quiet(line="", end="\n"):
    """The supervisor's words, which these tests do not read."""


class Started:
    """Both servers on one folder, as a start of the demo has them."""

    def __init__(self, folder):
        self.state = State(folder)
        self.state.open()
        self.supervisor = Supervisor(self.state.folder, quiet)

    def up(self):
        self.stopped = Records(self.state.folder).recover()
        addresses = database_and_broker(self.supervisor, self.state, lambda name: "")
        self.database, self.broker = addresses["DATABASE_URL"], addresses["REDIS_URL"]
        self.owners = addresses["MIGRATION_DATABASE_URL"]
        return self

    def pid(self, name):
        return next(child.process.pid for child in self.supervisor.children if child.name == name)

    def forget(self):
        """What is left when the supervisor itself is killed: the processes, the files, no memory."""
        left = list(self.supervisor.children)
        self.supervisor.children.clear()
        return left

    def sql(self, statement):
        with psycopg.connect(self.database, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchone() if cursor.description else None

    def as_owner(self, statement):
        """As who owns the tables, so that the portal's own account may read what is made."""
        with psycopg.connect(self.owners, autocommit=True) as connection:
            connection.execute(f"{statement}; grant select on all tables in schema public to portal")

    def down(self):
        self.supervisor.stop()
        self.state.close()


@pytest.fixture
def started(tmp_path):
    servers = Started(tmp_path / "state")
    try:
        yield servers.up()
    finally:
        servers.down()
        reset(tmp_path / "state")


@pytest.fixture
def stranger():
    process = subprocess.Popen(["sleep", "60"])
    yield process
    process.kill()
    process.wait()


def reap(children):
    for child in children:
        child.process.wait(10)


def test_the_portals_account_is_no_superuser_and_needs_its_password(started):
    assert started.sql("select usesuper, usecreatedb from pg_user where usename = current_user") == (
        False,
        False,
    )
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(started.database.replace(":", ":x", 2).replace("x//", "//"))
    with psycopg.connect(started.owners, autocommit=True) as owner:
        owner.execute("create extension btree_gist")
        owner.execute("create extension pg_trgm")
        owner.execute("create table theirs (n int)")
    for statement in ("create table kept (n int)", "drop table theirs", "create extension citext"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            started.sql(statement)


def test_a_killed_postmaster_is_started_again_with_its_data(started):
    started.as_owner("create table kept as select generate_series(1, 1000) as n")
    os.kill(started.pid("postgres"), signal.SIGKILL)
    child = started.supervisor.children[0]
    child.process.wait(5)
    started.supervisor.look_after()
    assert child.starts_again_at is not None
    assert wait_until(lambda: started.supervisor.look_after() or child.starts_again_at is None, 5)
    assert wait_until(lambda: child.is_ready(child.process.pid), 10)
    assert started.sql("select count(*) from kept") == (1000,)


def test_a_killed_redis_keeps_what_it_was_given(started):
    broker = redis.from_url(started.broker)
    if "loading" not in broker.info("persistence"):
        pytest.skip("the stand-in keeps nothing on disk")
    broker.lpush("queue", "first")
    time.sleep(1.1)  # it writes its file once a second
    os.kill(started.pid("broker"), signal.SIGKILL)
    child = started.supervisor.children[1]
    child.process.wait(5)
    assert wait_until(lambda: started.supervisor.look_after() or child.ends, 5)
    assert wait_until(lambda: started.supervisor.look_after() or child.starts_again_at is None, 5)
    assert wait_until(lambda: child.is_ready(child.process.pid), 10)
    assert broker.lrange("queue", 0, -1) == [b"first"]
    broker.close()


def test_a_start_after_the_supervisor_was_killed_stops_its_orphans_and_keeps_data(started):
    started.as_owner("create table kept as select 42 as n")
    port = started.sql("show port")
    left = started.forget()
    started.up()
    reap(left)
    assert sorted(started.stopped) == ["broker", "postgres"]
    assert started.sql("select n from kept") == (42,)
    assert started.sql("show port") == port


def test_a_start_after_everything_was_killed_keeps_data(started):
    started.as_owner("create table kept as select 42 as n")
    left = started.forget()
    for child in left:
        os.kill(child.process.pid, signal.SIGKILL)
    reap(left)
    started.up()
    assert started.stopped == []
    assert started.sql("select n from kept") == (42,)


def test_a_stranger_named_by_stale_files_is_spared(started, stranger):
    left = started.forget()
    for child in left:
        os.kill(child.process.pid, signal.SIGKILL)
    reap(left)
    home, _ = started.state.servers_home()
    note = home / "postgres" / "postmaster.pid"
    lines = note.read_text().split("\n")
    note.write_text("\n".join([str(stranger.pid), *lines[1:]]))
    record = started.state.folder / "run" / "postgres.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), "pid": stranger.pid}))
    started.up()
    assert stranger.poll() is None
    assert started.sql("select 1") == (1,)


def test_stopping_ends_our_own_processes_only(started, stranger):
    ours = [child.process.pid for child in started.supervisor.children]
    started.supervisor.stop()
    assert [identity(pid) for pid in ours] == [None, None]
    assert stranger.poll() is None
    assert list((started.state.folder / "run").iterdir()) == []


def test_what_a_killed_child_left_behind_is_ended_with_it(tmp_path):
    state = State(tmp_path / "state")
    state.open()
    supervisor = Supervisor(state.folder, quiet)
    script = "sleep 60 & echo $!; wait"
    child = Child("parent", "a parent", ["sh", "-c", script], log=state.folder / "logs" / "parent.log")
    supervisor.start(child)
    assert wait_until(lambda: child.log.read_text().strip(), 5)
    grandchild = int(child.log.read_text())
    supervisor.children.clear()
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()
    assert identity(grandchild)
    Records(state.folder).recover()
    assert identity(grandchild) is None
    state.close()


def test_a_child_that_does_not_start_shows_why(tmp_path):
    state = State(tmp_path / "state")
    state.open()
    child = Child(
        "poor",
        "the poor thing",
        ["sh", "-c", "echo no bread in the house; exit 3"],
        log=state.folder / "logs" / "poor.log",
        is_ready=lambda pid: False,
    )
    with pytest.raises(Trouble, match=r"The poor thing did not start(.|\n)*no bread in the house"):
        Supervisor(state.folder, quiet).start(child)
    state.close()


def test_a_folder_in_use_is_refused(tmp_path):
    state = State(tmp_path / "state")
    state.open()
    with pytest.raises(Busy):
        State(tmp_path / "state").open()
    with pytest.raises(Busy):
        reset(tmp_path / "state")
    state.close()
    assert reset(tmp_path / "state")
    assert not (tmp_path / "state").exists()


def test_data_of_a_release_that_is_gone_gets_a_sentence(tmp_path):
    state = State(tmp_path / "state")
    state.open()
    home, _ = state.servers_home()
    (home / "postgres").mkdir()
    (home / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(Trouble, match="made by PostgreSQL 9, which is no longer here"):
        database_and_broker(Supervisor(state.folder, quiet), state, lambda name: "")
    state.close()
    reset(tmp_path / "state")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the servers' folder to another account")
def test_root_keeps_data_where_nobodys_account_can_reach_it_and_owns_the_way_there(tmp_path):
    closed, opened = (
        State(tmp_path / "closed" / "state"),
        State(Path(tempfile.mkdtemp(dir="/var/tmp")) / "state"),
    )
    (tmp_path / "closed").mkdir(mode=0o700)
    opened.folder.parent.chmod(0o711)
    for state in (closed, opened):
        state.open()
        home, account = state.servers_home()
        assert can_enter(account, home)
        assert (home.stat().st_uid, home.stat().st_mode & 0o777) == (0, 0o711)
        assert state.servers_home() == (home, account)
    assert closed.servers_home()[0].parent == Path("/var/tmp")
    assert home == opened.folder / "servers"
    elsewhere = closed.servers_home()[0]
    for state in (closed, opened):
        state.close()
        reset(state.folder)
    assert not elsewhere.exists()
    assert (tmp_path / "closed").stat().st_mode & 0o777 == 0o700
    opened.folder.parent.rmdir()


def test_an_interrupted_making_of_the_data_folder_is_made_again(tmp_path):
    state = State(tmp_path / "state")
    state.open()
    home, _ = state.servers_home()
    (home / "postgres.new").mkdir()
    (home / "postgres.new" / "half").write_text("")
    servers = Started.__new__(Started)
    servers.state, servers.supervisor = state, Supervisor(state.folder, quiet)
    try:
        assert servers.up().sql("select 1") == (1,)
    finally:
        servers.down()
        reset(tmp_path / "state")


def test_a_taken_port_gets_a_sentence(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(Trouble, match=f"Port {port} is taken by another program"):
            demo.chosen_port()
    assert demo.chosen_port() == port
    monkeypatch.setenv("PORT", "eight")
    with pytest.raises(Trouble, match="PORT=eight is not a port"):
        demo.chosen_port()


def test_the_demo_does_not_start_where_a_real_portal_is(monkeypatch):
    monkeypatch.setenv("TLS", "on")
    with pytest.raises(Trouble, match="the place of a real portal"):
        demo.refuse_a_real_portal()


def test_a_server_that_is_configured_but_silent_gets_a_sentence(tmp_path):
    state = State(tmp_path / "state")
    state.open()
    with pytest.raises(Trouble, match=r"DATABASE_URL names a server at 127.0.0.1:1, and nothing answers"):
        database_and_broker(
            Supervisor(state.folder, quiet), state, {"DATABASE_URL": "postgres://u@127.0.0.1:1/x"}.get
        )
    state.close()
    reset(tmp_path / "state")


def test_an_environment_file_reads_as_it_was_written(tmp_path):
    path = tmp_path / "env"
    write(path, {"SECRET_KEY": "a=b#c", "SITE_URL": "http://localhost:8000"}, "A remark.")
    assert path.stat().st_mode & 0o777 == 0o600
    assert read(path) == {"SECRET_KEY": "a=b#c", "SITE_URL": "http://localhost:8000"}
    path.write_text("# KEY=no\nexport A='one two'\n\nB=\"three\"\nnonsense\n")
    assert read(path) == {"A": "one two", "B": "three"}


class Readyz:
    """What /readyz would answer, look after look."""

    def __init__(self, monkeypatch):
        self.checks = {name: {"ok": True} for name in ("database", "broker", "worker", "beat")}
        monkeypatch.setattr(demo, "ask", lambda port, path: (503, {"checks": self.checks}))


def test_a_worker_without_progress_is_started_again(tmp_path, monkeypatch):
    readyz = Readyz(monkeypatch)
    state = State(tmp_path / "state")
    state.open()
    supervisor = Supervisor(state.folder, quiet)
    child = Child("worker", "the worker", ["sleep", "60"], log=state.folder / "logs" / "worker.log")
    supervisor.start(child)
    first = child.process.pid
    progress = demo.Progress(supervisor, 0)

    def look(times=2):
        for _ in range(times):
            progress.looked_at -= demo.LOOK_EVERY + 1
            progress.look()
        supervisor.look_after()

    readyz.checks["worker"]["ok"] = False
    look()
    assert child.process.poll() is None, "it is given a minute"
    child.started_at -= demo.STANDS_STILL + 1
    readyz.checks["broker"]["ok"] = False
    look()
    assert child.process.poll() is None, "without a broker nobody can show progress"
    readyz.checks["broker"]["ok"] = True
    look()
    assert identity(first) is None
    child.starts_again_at = 0
    supervisor.look_after()
    assert child.process.pid != first
    assert child.process.poll() is None
    supervisor.stop()
    state.close()


def test_a_command_is_run_with_servers_that_end_with_it():
    program = (
        "import os, pathlib, psycopg; url = os.environ['DATABASE_URL'];"
        "print(psycopg.connect(url).execute('select pg_backend_pid(), 7').fetchone()[1], url); raise SystemExit(4)"
    )
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    done = subprocess.run(
        [sys.executable, "-m", "partnership.site.servers.run", "-c", program],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        env=env,
    )
    assert done.returncode == 4, done.stderr
    seven, url = done.stdout.splitlines()[-1].split()
    assert seven == "7"
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)


def test_a_process_is_known_by_more_than_its_number(stranger):
    known = identity(stranger.pid)
    assert known == identity(stranger.pid)
    processes.end(stranger.pid, "another time", grace=1)
    assert stranger.poll() is None
    processes.end(stranger.pid, known, grace=1)
    assert stranger.wait(5) == -signal.SIGTERM


def test_a_half_written_record_is_ignored(tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "web.json").write_text("{")
    assert Records(tmp_path).recover() == []
    assert Cluster.release_of(tmp_path) is None
