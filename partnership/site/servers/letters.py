"""A post office that delivers nothing: it keeps letters, and can be told to misbehave as real ones do.

As a program, `python -m … --port N --folder F`, it keeps each letter as an .eml file for the demo.
"""

import argparse
import asyncio
import email
import email.policy
import signal
import socket
import threading
from datetime import datetime
from pathlib import Path

from aiosmtpd.controller import Controller


class Sink:
    """An SMTP server on 127.0.0.1 that keeps what it accepts in `messages`, oldest first.

    How it treats the next letters: accept(), refuse_connections(), answer("451 try later", times=None),
    answer_everything("421 closing"), drop_after_data(keep=True), and `delay` in seconds before each answer.
    """

    def __init__(self, port=0):
        self.port = port
        self.messages = []
        self.delay = 0.0
        self.attempts = 0
        self._changed = threading.Condition()
        self._reply = None  # (step, line, times): "DATA" after the letter, "MAIL" at its beginning
        self._drops = None  # (keep, times)
        self._controller = None

    # Its life ---------------------------------------------------------------------------------------------

    def start(self):
        if not self.port:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                self.port = probe.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def stop(self):
        if self._controller:
            self._controller.stop()
            self._controller = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    @property
    def url(self):
        """What EMAIL_URL is set to."""
        return f"smtp://127.0.0.1:{self.port}"

    # How it behaves ---------------------------------------------------------------------------------------

    def accept(self):
        """Take letters again, at once, on the same port."""
        self._reply = self._drops = None
        self.delay = 0.0
        if self._controller is None:
            self.start()

    def refuse_connections(self):
        """Be down: nobody listens on the port until accept()."""
        self.stop()

    def answer(self, line, times=None):
        """Answer each letter with this line, such as "451 later" or "550 no such box"; then accept again."""
        self._reply = ("DATA", line, times)

    def answer_everything(self, line, times=None):
        """Answer at the beginning of each letter, before its text is sent."""
        self._reply = ("MAIL", line, times)

    def drop_after_data(self, keep=True, times=None):
        """Hang up in place of the last answer: the sender cannot know whether the letter was kept."""
        self._drops = (keep, times)

    # What came --------------------------------------------------------------------------------------------

    def clear(self):
        self.messages.clear()
        self.attempts = 0

    def wait_for(self, count, seconds=10):
        """The messages as soon as there are so many; AssertionError when they do not come."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.messages) >= count, seconds):
                raise AssertionError(f"{len(self.messages)} of {count} letters came within {seconds} s")
        return list(self.messages)

    def addressed_to(self, address):
        return [message for message in self.messages if address in message["X-Sink-To"].split(", ")]

    def keep(self, message):
        """Called for each letter that is accepted."""
        with self._changed:
            self.messages.append(message)
            self._changed.notify_all()

    # What aiosmtpd calls ----------------------------------------------------------------------------------

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        line = self._reply_at("MAIL")
        if line:
            return line
        envelope.mail_from = address
        envelope.mail_options.extend(mail_options)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.attempts += 1
        if self.delay:
            await asyncio.sleep(self.delay)
        line = self._reply_at("DATA")
        if line:
            return line
        message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        message["X-Sink-To"] = ", ".join(envelope.rcpt_tos)
        if self._drops:
            keep, times = self._drops
            self._drops = None if times == 1 else (keep, times and times - 1)
            if keep:
                self.keep(message)
            server.transport.abort()
            return "250 nobody hears this"
        self.keep(message)
        return "250 OK"

    def _reply_at(self, step):
        if self._reply is None or self._reply[0] != step:
            return None
        _, line, times = self._reply
        self._reply = None if times == 1 else (step, line, times and times - 1)
        return line


class Folder(Sink):
    """A sink that keeps each letter as a file, and none in memory."""

    def __init__(self, port, folder):
        super().__init__(port)
        self.folder = folder

    def keep(self, message):
        stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
        to = "".join(
            letter if letter.isalnum() or letter in "@.-" else "_" for letter in message["X-Sink-To"]
        )
        (self.folder / f"{stamp} {to[:80]}.eml").write_bytes(message.as_bytes())


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--folder", type=Path, required=True)
    chosen = options.parse_args()
    chosen.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    over = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    with Folder(chosen.port, chosen.folder):
        while not over.wait(3600):
            pass


if __name__ == "__main__":
    main()
