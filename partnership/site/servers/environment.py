"""The environment that the portal's settings read: from the person, from `.env`, or written for the demo."""

import os
import socket
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]


def read(path):
    """The KEY=value lines of a file; nothing when there is no such file."""
    values = {}
    if not path.is_file():
        return values
    for line in path.read_text().splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and not name.lstrip().startswith("#"):
            value = value.strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
                value = value[1:-1]
            values[name.strip()] = value
    return values


def write(path, values, remark):
    """Replace the file in one step, readable by nobody else."""
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    lines = [f"# {remark}", *(f"{name}={value}" for name, value in values.items())]
    fresh.write_text("\n".join(lines) + "\n")
    fresh.replace(path)


def configured(name):
    """What the person has set, in the environment or in `.env`."""
    return os.environ.get(name) or read(CHECKOUT / ".env").get(name) or ""


def is_on(value):
    return value.strip().lower() in {"1", "true", "yes", "on", "y", "t", "ok"}


def free_port(kept=None):
    """The kept port while nobody else has it, else one that is free now."""
    if kept and can_listen(kept):
        return kept
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def can_listen(port):
    """Whether 127.0.0.1:port is free for us, and nobody answers for localhost there by another address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return not answers("localhost", port)


def answers(host, port):
    """Whether a program accepts connections there."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False
