"""Whoever sends or reads a byte a second keeps nobody waiting: what stands before the web server waits for them.

The web server is the image's, and before it nginx with the very file that docker-compose.yml gives it.
"""

import os
import re
import select
import shutil
import socket
import subprocess
import threading
import time
from contextlib import ExitStack, contextmanager

import pytest
from django.conf import settings

from partnership.site.servers.environment import CHECKOUT, answers, free_port
from partnership.site.servers.processes import wait_until
from tests.faults.web import HANGS, HOST, TOKEN, Browser, in_threads, web_server

pytestmark = [
    pytest.mark.fault,
    pytest.mark.long,
    pytest.mark.shows("S-DOS"),
    pytest.mark.django_db(transaction=True),
]

SLOW = 60  # clients of each kind; web has eight threads
PEOPLE = 12
SOON = 10  # seconds: a page takes a tenth of one, and the machine may be busy
HEAD = f"Host: {HOST}\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.1\r\n"
# With its cookie and from our own page, so that the portal reads the form before it judges it.
FORM = (
    f"POST /account/login/ HTTP/1.1\r\n{HEAD}Content-Type: application/x-www-form-urlencoded\r\n"
    f"Cookie: __Host-csrf={TOKEN}\r\nOrigin: https://{HOST}\r\n"
)


def program():
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, "There is no nginx on this machine: apt-get install nginx"
    return found


class Front:
    """nginx as shipped, but for its port, its folder, and where web is."""

    def __init__(self, web, folder):
        self.web, self.port, self.answers = web, free_port(), web.answers
        folder.mkdir()
        said = (CHECKOUT / "tools" / "front.conf").read_text()
        for shipped, here in {
            "listen 8000;": f"listen 127.0.0.1:{self.port};",
            "http://web:8000": f"http://127.0.0.1:{web.port}",
            "/tmp/": f"{folder}/",
        }.items():
            assert shipped in said
            said = said.replace(shipped, here)
        (folder / "front.conf").write_text(said)
        own = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
        command = [program(), "-e", "stderr", "-c", str(folder / "front.conf"), "-g", own]
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        assert wait_until(lambda: answers("127.0.0.1", self.port), HANGS)

    def stop(self):
        self.process.terminate()
        self.process.wait(HANGS)


@pytest.fixture
def web(cast, tmp_path):
    with web_server(tmp_path) as web:
        yield web


@pytest.fixture
def front(web, tmp_path):
    front = Front(web, tmp_path / "front")
    yield front
    front.stop()


def slow_form(line):
    """Says that much is to come, and sends a byte of it each time."""
    line.sendall(f"{FORM}Content-Length: 100000\r\n\r\n".encode())
    while True:
        yield line.sendall(b"x")


def slow_head(line):
    """Never comes to the end of its headers."""
    line.sendall(f"GET / HTTP/1.1\r\n{HEAD}X-Slow: ".encode())
    while True:
        yield line.sendall(b"x")


def largest_file():
    """The address of the largest file that anybody may fetch."""
    folder = settings.BASE_DIR / "static"
    files = [one for one in folder.rglob("*") if one.is_file()]
    return f"/static/{max(files, key=lambda one: one.stat().st_size).relative_to(folder)}"


def slow_reader(line):
    """Asks for something large ten times over, and reads a byte of it each time."""
    ask = f"GET {largest_file()} HTTP/1.1\r\n{HEAD}\r\n".encode()
    line.sendall(ask * 10)
    while True:
        yield line.recv(1)


@contextmanager
def slow_clients(port, kind):
    """So many of them at work from now to the end, each in its turn once a second; all are there at the beginning."""
    end = threading.Event()
    with ExitStack() as open_lines:
        clients = []
        for _ in range(SLOW):
            line = open_lines.enter_context(socket.socket())
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.settimeout(1)
            line.connect(("127.0.0.1", port))
            clients.append(kind(line))
        clients = [one for one in clients if goes_on(one)]
        assert len(clients) == SLOW

        def work():
            at_work = clients
            while not end.wait(1):
                at_work = [one for one in at_work if goes_on(one)]

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        try:
            yield
        finally:
            end.set()
            thread.join()


def goes_on(client):
    """Whether that client is still listened to."""
    try:
        next(client)
    except (OSError, StopIteration):
        return False
    return True


def test_slow_clients_keep_nobody_waiting(front):
    """Sixty that send a form, sixty that send headers and sixty that read, all by a byte a second, all at once."""
    with (
        slow_clients(front.port, slow_form),
        slow_clients(front.port, slow_head),
        slow_clients(front.port, slow_reader),
    ):
        time.sleep(3)
        front.answers.clear()
        in_threads([lambda n=n: Browser(front, n).ask("a page", "/") for n in range(PEOPLE)])
        in_threads(
            [
                lambda n=n: Browser(front, n).ask(
                    "a form", "/account/login/", {"login": "a", "password": "b"}
                )
                for n in range(PEOPLE)
            ]
        )

    asked = [(status, round(seconds, 1)) for _, status, seconds in front.answers]
    assert len(asked) == 2 * PEOPLE
    assert {status for status, _ in asked} <= {
        200,
        403,
    }  # a form without its page's token is answered all the same
    assert max(seconds for _, seconds in asked) < SOON


def test_the_web_server_alone_keeps_people_waiting_for_slow_clients(web):
    """Why something stands before it. A worker that took fewer of them than it has threads goes on answering."""
    with slow_clients(web.port, slow_form), ExitStack() as open_lines:
        time.sleep(2)
        lines = [
            open_lines.enter_context(socket.create_connection(("127.0.0.1", web.port))) for _ in range(PEOPLE)
        ]
        for line in lines:
            line.sendall(f"GET /healthz HTTP/1.1\r\n{HEAD}\r\n".encode())
        time.sleep(SOON)
        answered, _, _ = select.select(lines, [], [], 0)

    assert len(answered) < PEOPLE


def test_what_the_front_answers_itself_is_a_sentence(front, web):
    """A request beyond measure, and a portal that is not there."""
    with socket.create_connection(("127.0.0.1", front.port), HANGS) as line:
        line.sendall(f"{FORM}Content-Length: {10**9}\r\n\r\n".encode())
        said = line.recv(2000).decode()
    assert said.startswith("HTTP/1.1 413")
    assert "Send fewer or smaller files" in said
    web.process.terminate()
    web.process.wait(HANGS)
    status, page, _ = Browser(front, 1).ask("a page", "/")
    assert (status, "Go back and send it again" in page) == (503, True)


def test_what_the_portal_answers_comes_through_unchanged(front, web):
    """Status, headers and bytes, also of a file of which a part is asked for and of an address with two slashes."""
    for path in ("/", "/nowhere/", "//nowhere//?next=//x", "/account/login/", largest_file()):
        through, straight = (Browser(one, 1) for one in (front, web))
        assert plainly(through.ask("through", path)) == plainly(straight.ask("straight", path))


def plainly(answer):
    """Its status and its page, without what is drawn by lot for each answer."""
    return answer[0], re.sub(r"[\w-]{32,}", "…", answer[1])
