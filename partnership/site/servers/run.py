"""`python -m partnership.site.servers.run ARGS…`: this Python with ARGS, and servers for as long as it runs.

    … run -m pytest tests/reviews -k late        … run -m benchmarks

DATABASE_URL and REDIS_URL in the environment are used when they are set; otherwise both servers are our own,
in a folder of this run below `.test/`, and are gone with it.

What runs makes and empties databases, so it comes as the owner of their tables; the account that does the portal's
work otherwise is in APPLICATION_DATABASE_URL, for tests that try what it may not do.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from . import Trouble
from .environment import CHECKOUT
from .own import database_and_broker
from .postgres import Cluster
from .processes import Records
from .state import Busy, State
from .supervisor import Stopped, Supervisor, say
from .unprivileged import noted_home, remove_home

RUNS = CHECKOUT / ".test"


def sweep():
    """Stop and remove what earlier runs left behind when they were killed."""
    for folder in sorted(RUNS.iterdir()) if RUNS.is_dir() else ():
        state = State(folder)
        try:
            state.open()
        except (Busy, NotADirectoryError):
            continue
        Records(state.folder).recover()
        Cluster(None, noted_home(state.folder), {}).recover()
        clear(state)


def clear(state):
    remove_home(state.folder)
    shutil.rmtree(state.folder, ignore_errors=True)
    state.close()


def environment(folder, addresses):
    """Every variable that the settings read, so that no file on this machine has a say in the tests."""
    owner = addresses["MIGRATION_DATABASE_URL"]
    # Each worker, and each process that a test starts, would compile every module anew: half a minute of each run.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **inherited,
        **addresses,
        "DATABASE_URL": owner or addresses["DATABASE_URL"],
        "MIGRATION_DATABASE_URL": "",
        "APPLICATION_DATABASE_URL": addresses["DATABASE_URL"] if owner else "",
        "SECRET_KEY": "for-tests-only-0123456789abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
        "SITE_URL": "http://localhost:8000",
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "EMAIL_FROM": "Portal <portal@example.org>",
        "DOCUMENT_ROOT": str(folder / "documents"),
        "STATIC_ROOT": str(folder / "static"),
        "TLS": "false",
        "DEMO": "false",
        "DEBUG": "false",
        "TRUSTED_PROXY": "false",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
        "DJANGO_SETTINGS_MODULE": "partnership.site.settings",
    }


def run(arguments):
    """The exit code of this Python run with the arguments between start and stop of the servers."""
    RUNS.mkdir(mode=0o711, exist_ok=True)
    sweep()
    state = State(Path(tempfile.mkdtemp(prefix="run-", dir=RUNS)))
    state.open()
    supervisor = Supervisor(state.folder, say)
    supervisor.listen_to_signals()
    try:
        addresses = database_and_broker(supervisor, state, os.environ.get, durable=False)
        return _run(arguments, environment(state.folder, addresses))
    except Stopped:
        return 130
    finally:
        supervisor.stop()
        clear(state)


def _run(arguments, env):
    """A terminal's Ctrl-C reaches the child as well; a termination is passed on to it."""
    child = subprocess.Popen([sys.executable, *arguments], cwd=CHECKOUT, env=env)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    code = child.wait()
    return 128 - code if code < 0 else code


def main():
    arguments = sys.argv[1:]
    if not arguments:
        sys.exit("Say what to run, for example: -m pytest")
    try:
        sys.exit(run(arguments))
    except Trouble as trouble:
        sys.exit(str(trouble))


if __name__ == "__main__":
    main()
