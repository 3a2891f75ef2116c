"""gunicorn with two sync workers, as shipped but for its threads; what its workers cost; and a load on it."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from partnership.site.servers.environment import CHECKOUT, answers, free_port
from tests.faults.children import environment
from tests.faults.web import HOST, SHIPPED


def settings_as_shipped(folder):
    """The settings as shipped behind a proxy, on the database that this process measures in."""
    return environment(**SHIPPED, STATIC_ROOT=str(folder / "static"), DOCUMENT_ROOT=str(folder / "documents"))


def collect_static(folder):
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"],
        cwd=CHECKOUT,
        env=settings_as_shipped(folder),
        check=True,
    )


class Server:
    """One gunicorn: its port, and how much processor its workers have used."""

    def __init__(self, application, folder, log):
        self.port = free_port()
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{self.port}"),
                *("--workers", "2", "--no-control-socket"),
            ],
            cwd=CHECKOUT,
            env=settings_as_shipped(folder),
            stdout=log,
            stderr=log,
        )

    def wait(self):
        until = time.monotonic() + 60
        while not answers("127.0.0.1", self.port) or len(self.workers()) < 2:
            assert self.process.poll() is None, "gunicorn ended at its start"
            assert time.monotonic() < until, "gunicorn does not listen"
            time.sleep(0.1)
        return self

    def workers(self):
        pid = self.process.pid
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()

    def used(self):
        """Seconds of processor that the workers have used so far, to the nanosecond."""
        return sum(int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in self.workers()) / 1e9

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:  # on a machine so busy that its workers do not come to an end
            self.process.kill()
            self.process.wait()


@contextmanager
def serving(folder, *applications):
    """These applications, each by a server of its own, for as long as the block lasts."""
    with (folder / "servers.log").open("ab") as log:
        servers = [Server(application, folder, log) for application in applications]
        try:
            yield [server.wait() for server in servers]
        finally:
            for server in servers:
                server.stop()


def request_for(address, session=""):
    """The bytes of a GET as the proxy passes it on."""
    cookie = f"Cookie: __Host-session={session}\r\n" if session else ""
    return (
        f"GET {address} HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.7\r\n"
        f"User-Agent: Mozilla/5.0 (X11; Linux x86_64) bench\r\nAccept: text/html\r\n{cookie}Connection: close\r\n\r\n"
    ).encode()


def load(server, request, clients, times):
    """What so many clients met: waits in seconds, statuses, bytes; and the workers' processor for one request."""
    before = server.used()
    child = subprocess.run(
        [sys.executable, "-m", "benchmarks.load", str(server.port), str(clients), str(times)],
        cwd=CHECKOUT, input=request, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    met = json.loads(child.stdout)
    return {**met, "processor": (server.used() - before) / times, "rps": times / met["seconds"]}
