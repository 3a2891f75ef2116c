"""Asking clamd whether a file carries malware. Where one is configured nothing is kept that it has not seen."""

import socket
import struct

import structlog
from django.conf import settings

from partnership.access import Refused

log = structlog.get_logger("portal.scanning")

PIECE = 1 << 20  # bytes sent at a time
SECONDS = 30
INFECTED = (
    "The file contains malware ({name}), so it was not kept. "
    "Tell whoever looks after computers in your organisation, and do not open it."
)
AWAY = "Files cannot be checked for malware at the moment, so nothing was kept. Try again in a few minutes."


def scan(content):
    """Whether it was looked into and found clean: False where no scanner is configured. Refused otherwise.

    A scanner that does not answer, or not with a verdict, keeps every file out.
    """
    if not settings.CLAMD:
        return False
    try:
        answer = ask(content)
    except OSError as error:
        log.error("the malware scanner does not answer", error=type(error).__name__)
        raise Refused(AWAY) from error
    if answer == "stream: OK":
        return True
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        name = answer.removeprefix("stream: ").removesuffix(" FOUND")
        log.warning("malware found", name=name)
        raise Refused(INFECTED.format(name=name[:80]))
    log.error("the malware scanner gives no verdict", answer=answer[:80])
    raise Refused(AWAY)


def ask(content):
    """What clamd says of these bytes, by its INSTREAM command; OSError where it cannot be reached in time."""
    with connected() as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack("!I", len(piece)) + piece)
        line.sendall(struct.pack("!I", 0))
        said = b""
        while piece := line.recv(4096):
            said += piece
            if len(said) > 4096:
                break
    return said.rstrip(b"\0\n").decode(errors="replace")


def connected():
    """A line to CLAMD: the path of a socket, or host:port."""
    if settings.CLAMD.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        try:
            line.connect(settings.CLAMD)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = settings.CLAMD.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)
