"""Which processes are ours: a record of each one started, and the stopping of exactly those."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

PROC = Path("/proc")
MARK = "PORTAL_STATE"  # carried in the environment of everything we start; tells our orphans from strangers


def _stat(pid):
    """The fields of /proc/<pid>/stat after the name, which may itself hold spaces and brackets."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def _ps(pid, column):
    shown = subprocess.run(
        ["/bin/ps", "-o", f"{column}=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return shown.stdout.strip()


def identity(pid):
    """What tells this process from a later one with the same number; None once it has ended."""
    if (PROC / "self" / "stat").exists():
        fields = _stat(pid)
        if fields is None or fields[0] in "ZX":
            return None
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}/{fields[19]}"
    state = _ps(pid, "stat")
    return None if not state or state.startswith("Z") else _ps(pid, "lstart")


def command_of(pid):
    """The command line of a process as a list, empty when it cannot be read."""
    if PROC.is_dir():
        try:
            return (PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")[:-1]
        except OSError:
            return []
    return _ps(pid, "command").split()


def processes_in(folder):
    """The processes whose working folder is this one: PostgreSQL's, for its data folder."""
    found = []
    for entry in PROC.glob("[0-9]*") if PROC.is_dir() else ():
        try:
            if (entry / "cwd").readlink() == folder and identity(int(entry.name)):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def _orphans(session, mark):
    """What is left of a session that we started, after its leader has gone."""
    found = []
    for entry in PROC.glob("[0-9]*") if PROC.is_dir() else ():
        fields = _stat(entry.name)
        if fields is None or fields[3] != str(session) or fields[0] in "ZX":
            continue
        try:
            environment = (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if f"{MARK}={mark}".encode() in environment:
            found.append(int(entry.name))
    return found


def send(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    return True


def wait_until(condition, seconds, pause=0.02):
    """True as soon as the condition holds, False when it still does not after so many seconds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= end:
            return False
        time.sleep(pause)
    return True


def end(pid, started, number=signal.SIGTERM, grace=5):
    """Ask the process that started then to stop, and end it by force when it has not after the grace."""
    if identity(pid) != started or not send(pid, number):
        return
    if not wait_until(lambda: identity(pid) != started, grace) and identity(pid) == started:
        send(pid, signal.SIGKILL)
        wait_until(lambda: identity(pid) != started, 5)


class Records:
    """One small file per process started, so that the next start can stop what a killed one left running."""

    def __init__(self, state):
        self.state = state
        self.folder = state / "run"

    def keep(self, name, pid, number):
        self.folder.mkdir(mode=0o700, exist_ok=True)
        record = {"pid": pid, "started": identity(pid), "signal": int(number)}
        fresh = self.folder / f"{name}.new"
        fresh.write_text(json.dumps(record))
        fresh.replace(self.folder / f"{name}.json")

    def drop(self, name):
        (self.folder / f"{name}.json").unlink(missing_ok=True)

    def recover(self):
        """Stop what an earlier start left running, by name; a stranger who now has its number is spared."""
        stopped = []
        for path in sorted(self.folder.glob("*.json")) if self.folder.is_dir() else ():
            try:
                record = json.loads(path.read_text())
                pid, started, number = int(record["pid"]), record["started"], int(record["signal"])
            except (ValueError, KeyError, TypeError):
                path.unlink()
                continue
            left = _orphans(pid, self.state)
            if started and identity(pid) == started:
                stopped.append(path.stem)
                end(pid, started, number)
                left = _orphans(pid, self.state)
            for orphan in left:
                end(orphan, identity(orphan), signal.SIGTERM, grace=2)
            path.unlink()
        return stopped
