"""Children: started, watched, started again when they end or stand still, and stopped in good order."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from . import Trouble
from .environment import CHECKOUT
from .processes import MARK, Records
from .unprivileged import Account

LONGEST_PAUSE = 5  # seconds between two starts of a child that keeps ending
STEADY = 10  # seconds after which a child's earlier ends are forgiven, as Docker's restart forgives them
LARGEST_LOG = 5_000_000  # bytes


class Stopped(Exception):
    """The person asked us to stop."""


@dataclass
class Child:
    """One process that we keep running."""

    name: str
    title: str
    argv: list[str]
    log: Path
    env: dict = field(default_factory=lambda: dict(os.environ))
    cwd: Path = CHECKOUT
    account: Account | None = None
    stop_signal: int = signal.SIGTERM
    grace: float = 5
    before_start: Callable[[], None] = lambda: None
    is_ready: Callable[[int], bool] | None = None  # None: it shows itself elsewhere, by its heartbeat
    patience: float = 60  # seconds until it must be ready
    is_server: bool = False  # stopped after those that use it

    process: subprocess.Popen | None = None
    started_at: float = 0
    starts_again_at: float | None = None
    ends: int = 0


class Supervisor:
    def __init__(self, state, say=print):
        self.state = state
        self.records = Records(state)
        self.say = say
        self.children = []
        self.asked_to_stop = threading.Event()

    # Starting --------------------------------------------------------------------------------------------

    def start(self, child):
        """Start a child and wait until it is ready; its log's last lines are the reason when it is not."""
        began = time.monotonic()
        self.say(f"Starting {child.title} … ", end="")
        self.children.append(child)
        self._launch(child)
        if child.is_ready is None:
            self.say("started")
            return
        while not child.is_ready(child.process.pid):
            if child.process.poll() is not None or time.monotonic() - began > child.patience:
                self.say("failed")
                raise Trouble(
                    f"{sentence(child.title)} did not start. {child.log} ends with:\n{last_lines(child.log)}"
                )
            self.pause(0.05)
        self.say(f"ready in {time.monotonic() - began:.1f} s")

    def _launch(self, child):
        child.before_start()
        child.log.parent.mkdir(mode=0o700, exist_ok=True)
        if child.log.exists() and child.log.stat().st_size > LARGEST_LOG:
            child.log.replace(child.log.with_suffix(".log.1"))
        with child.log.open("ab") as log:
            child.process = subprocess.Popen(
                child.argv,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=child.cwd,
                env={**child.env, MARK: str(self.state)},
                start_new_session=True,  # a terminal's Ctrl-C reaches us alone, so that we choose the order
                **(child.account.as_popen() if child.account else {}),
            )
        self.records.keep(child.name, child.process.pid, child.stop_signal)
        child.started_at, child.starts_again_at = time.monotonic(), None

    def pause(self, seconds):
        """Wait, and stop waiting when the person asks us to stop."""
        if self.asked_to_stop.wait(seconds):
            raise Stopped

    def listen_to_signals(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN:
                continue  # started by nohup: meant to outlive the terminal
            signal.signal(number, lambda *_: self.asked_to_stop.set())

    # Watching --------------------------------------------------------------------------------------------

    def look_after(self):
        """Start again what has ended, with growing pauses."""
        now = time.monotonic()
        for child in self.children:
            if child.starts_again_at is not None:
                if now >= child.starts_again_at:
                    self._launch(child)
                continue
            if child.process.poll() is None:
                continue
            _end_group(child.process.pid)
            child.ends = 0 if now - child.started_at > STEADY else child.ends + 1
            pause = min(LONGEST_PAUSE, 0.5 * 2**child.ends)
            child.starts_again_at = now + pause
            self.say(
                f"{time.strftime('%H:%M:%S')} {sentence(child.title)} {_how_it_ended(child.process.returncode)}; "
                f"starting it again in {pause:g} s."
            )

    def restart(self, child, reason):
        """End a child that stands still; `look_after` starts it again."""
        self.say(f"{time.strftime('%H:%M:%S')} {sentence(child.title)} {reason}; it is stopped.")
        self._stop([child])

    # Stopping --------------------------------------------------------------------------------------------

    def stop(self):
        """Stop everything: first who uses the servers, together; then the servers, last started first."""
        self._stop([child for child in self.children if not child.is_server])
        for child in reversed([child for child in self.children if child.is_server]):
            self._stop([child])
        for child in self.children:
            self.records.drop(child.name)
        self.children.clear()

    def _stop(self, children):
        running = [child for child in children if child.process and child.process.poll() is None]
        for child in running:
            child.process.send_signal(child.stop_signal)
        end = time.monotonic() + max((child.grace for child in running), default=0)
        for child in running:
            try:
                child.process.wait(max(0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()
            _end_group(child.process.pid)


def _end_group(leader):
    """End what a child started and left behind. The group is ours: each child leads a session of its own."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _how_it_ended(code):
    return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"


def sentence(title):
    """A title at the beginning of a sentence."""
    return title[0].upper() + title[1:]


def last_lines(path, count=15):
    try:
        return "\n".join(path.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return "(nothing)"


def say(line="", end="\n"):
    """Print at once, also into a pipe."""
    sys.stdout.write(line + end)
    sys.stdout.flush()
