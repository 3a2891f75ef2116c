"""`make demo`: the whole portal on this machine, with an invented year in it, until Ctrl-C."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

from . import Trouble
from .environment import CHECKOUT, answers, can_listen, configured, free_port, is_on, write
from .own import database_and_broker
from .processes import MARK, Records
from .state import Busy, State
from .supervisor import Child, Stopped, Supervisor, last_lines, say

STATE = CHECKOUT / ".demo"
REMARK = "Written by `make demo` at each start, and read by settings.py, so that manage.py reaches the demo."
LOOK_EVERY = 10  # seconds between two looks at /readyz
STANDS_STILL = 60  # seconds that worker and beat are given to show progress


def chosen_port():
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Trouble(f"PORT={text} is not a port: choose a number such as 8010.")
    port = int(text)
    if not can_listen(port):
        raise Trouble(
            f"Port {port} is taken by another program, or may not be used: choose another one, for example "
            f"`make demo PORT={port + 10 if port < 65000 else 8010}`."
        )
    return port


def refuse_a_real_portal():
    if is_on(configured("TLS")):
        raise Trouble(
            "TLS is on, so this is the place of a real portal: the demo, in which anybody may be anybody, "
            "does not start here."
        )


def environment(state, keys, addresses, port):
    """The demo's own values for everything that the settings read."""
    return {
        **addresses,
        "SECRET_KEY": keys["secret_key"],
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "SITE_URL": f"http://localhost:{port}",
        "EMAIL_URL": f"smtp://127.0.0.1:{keys['letters_port']}",
        "EMAIL_FROM": "Safeguarding portal demo <portal@example.org>",
        "DOCUMENT_ROOT": str(state.folder / "documents"),
        "STATIC_ROOT": str(state.folder / "static"),
        "DEMO": "true",
        "TLS": "false",
        "DEBUG": "false",
        "TRUSTED_PROXY": "false",
        "LOG_LEVEL": configured("LOG_LEVEL") or "INFO",
    }


def children(state, env, port, letters_port):
    """The portal's own processes, in the order of their start."""
    # None of them is told the account that owns the tables.
    env = {**os.environ, **env, "MIGRATION_DATABASE_URL": "", "PYTHONUNBUFFERED": "1"}
    celery = [sys.executable, "-m", "celery", "-A", "partnership.site.celery"]

    def child(name, title, argv, **more):
        return Child(
            name=name, title=title, argv=argv, env=env, log=state.folder / "logs" / f"{name}.log", **more
        )

    return [
        child(
            "letters",
            "the letter box",
            [
                *(sys.executable, "-m", "partnership.site.servers.letters", "--port", str(letters_port)),
                *("--folder", str(state.folder / "letters")),
            ],
            is_ready=lambda pid: answers("127.0.0.1", letters_port),
            is_server=True,
        ),
        child(
            "web",
            "the web server",
            [
                *(sys.executable, "-m", "gunicorn", "partnership.site.wsgi", "--bind", f"127.0.0.1:{port}"),
                # Threads, as browsers open connections ahead of time and would hold a single-minded worker.
                *("--workers", "2", "--threads", "4", "--graceful-timeout", "4", "--no-control-socket"),
            ],
            is_ready=lambda pid: ask(port, "/healthz")[0] == 200,
        ),
        child(
            "worker",
            "the worker",
            [
                *celery,
                "worker",
                "--concurrency",
                "2",
                "--without-gossip",
                "--without-mingle",
                "--loglevel",
                "info",
            ],
        ),
        child(
            "beat",
            "the timetable",
            [
                *celery,
                "beat",
                "--schedule",
                str(state.folder / "timetable"),
                "--pidfile=",
                "--loglevel",
                "info",
            ],
        ),
    ]


def ask(port, path):
    """The status and the JSON that the portal answers; 0 and nothing when it does not."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=3) as answer:
            status, body = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        status, body = error.code, error.read()
    except OSError:
        return 0, {}
    try:
        return status, json.loads(body)
    except ValueError:
        return status, {}


class Progress:
    """Whether worker and beat get on with it: a process that merely exists may have stopped listening."""

    def __init__(self, supervisor, port):
        self.supervisor = supervisor
        self.port = port
        self.looked_at = time.monotonic()
        self.still = {"worker": 0, "beat": 0}

    def look(self):
        now = time.monotonic()
        if now - self.looked_at < LOOK_EVERY:
            return
        self.looked_at = now
        checks = ask(self.port, "/readyz")[1].get("checks", {})
        if not all(checks.get(name, {}).get("ok") for name in ("database", "broker")):
            return  # without these nobody can show progress, and a restart would not help
        for child in self.supervisor.children:
            if child.name not in self.still or child.starts_again_at is not None:
                continue
            stands = checks.get(child.name, {}).get("ok") is False
            if child.name == "worker" and checks.get("beat", {}).get("ok") is False:
                stands = False  # the timetable rings for the worker's heartbeat, and is silent itself
            self.still[child.name] = self.still[child.name] + 1 if stands else 0
            if self.still[child.name] > 1 and now - child.started_at > STANDS_STILL:
                self.still[child.name] = 0
                self.supervisor.restart(child, "shows no progress")


def run_to_its_end(supervisor, arguments, env):
    """One of our own programs, stopped with us when the person does not want to wait."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        env={**os.environ, **env, MARK: str(supervisor.state), "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )
    supervisor.records.keep("step", process.pid, 15)
    try:
        while process.poll() is None:
            supervisor.pause(0.05)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
        supervisor.records.drop("step")
    return process.returncode


def wait_until_ready(supervisor, port, logs):
    """Wait for /readyz, and for heartbeats of this start: those of the last one may still look fresh."""
    began = time.monotonic()
    supervisor.say("Waiting for the first heartbeats … ", end="")
    while True:
        status, answer = ask(port, "/readyz")
        checks = answer.get("checks", {})
        if status == 200 and all(is_heard(child, checks) for child in supervisor.children):
            supervisor.say(f"ready in {time.monotonic() - began:.1f} s")
            return
        if time.monotonic() - began > 120:
            ill = [name for name, check in checks.items() if not check.get("ok")]
            supervisor.say("failed")
            raise Trouble(
                f"Not ready after 120 s: {', '.join(ill) or 'the web server'}. See {logs}.\n"
                + "\n".join(last_lines(logs / f"{name}.log", 5) for name in ill or ["web"])
            )
        supervisor.look_after()
        supervisor.pause(0.2)


def is_heard(child, checks):
    age = checks.get(child.name, {}).get("age")
    return age is None or age <= time.monotonic() - child.started_at


def serve(state, supervisor):
    """Start everything, say where it is, and look after it until asked to stop."""
    refuse_a_real_portal()
    left = Records(state.folder).recover()
    if left:
        say(f"Stopped what a killed start had left running: {', '.join(left)}.")
    port = chosen_port()
    addresses = database_and_broker(supervisor, state, configured)
    keys = state.keys()
    keys["letters_port"] = free_port(keys.get("letters_port"))
    state.keep(keys)
    env = environment(state, keys, addresses, port)
    write(state.folder / "env", env, REMARK)

    people = state.folder / "people"
    if run_to_its_end(supervisor, ["-m", "partnership.site.servers.prepare", str(people)], env):
        raise Trouble("The portal's data could not be prepared; the lines above say why.")
    for child in children(state, env, port, keys["letters_port"]):
        supervisor.start(child)
    wait_until_ready(supervisor, port, state.folder / "logs")

    say(f"\nThe portal is at http://localhost:{port}/ and these invented people use it:\n")
    say("\n".join(f"  {line.strip()}" for line in people.read_text().splitlines()))
    say("\nIts letters are kept in .demo/letters, its logs in .demo/logs. Ctrl-C stops it; its data stays.")
    progress = Progress(supervisor, port)
    parent = os.getppid()
    while True:
        supervisor.look_after()
        progress.look()
        supervisor.pause(0.25)
        if "MAKELEVEL" in os.environ and os.getppid() != parent:
            raise Stopped  # `make` was killed: nobody is left who could stop us


def main():
    state = State(STATE)
    supervisor = Supervisor(state.folder, say)
    try:
        state.open()
        supervisor.listen_to_signals()
        serve(state, supervisor)
    except Stopped:
        say("\nStopping …")
    except Busy:
        sys.exit("The demo is already running in this checkout (or is being reset): stop that one first.")
    except Trouble as trouble:
        supervisor.stop()
        sys.exit(str(trouble))
    finally:
        supervisor.stop()
    say("Stopped. `make demo` starts it again with the same data.")


if __name__ == "__main__":
    main()
