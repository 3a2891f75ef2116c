"""The web server as the image starts it, on this test's database, and people who use it over HTTP, as its proxy does.

Every request comes on a connection of its own, as proxies send them unless told otherwise.
"""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from django.db import connection as database

from partnership.site.servers import processes
from partnership.site.servers.environment import answers, free_port
from tests.faults.children import CHECKOUT, environment

HOST = "portal.example"
TOKEN = "f" * 32
HANGS = 240  # seconds after which something will not happen any more, however busy the machine
SHIPPED = {
    "TLS": "true",
    "TRUSTED_PROXY": "true",
    "DEBUG": "false",
    "DEMO": "false",
    "LOG_LEVEL": "INFO",
    "ALLOWED_HOSTS": HOST,
    "SITE_URL": f"https://{HOST}",
    "WEB_CONCURRENCY": "2",
}


def shipped_command(port):
    """The command of the Dockerfile, at another address."""
    said = (CHECKOUT / "Dockerfile").read_text().rpartition("\nCMD ")[2].replace("\\\n", "")
    program, *rest = json.loads(said)
    rest[rest.index("--bind") + 1] = f"127.0.0.1:{port}"
    return [sys.executable, "-m", program, *rest]


class Web:
    """gunicorn, and whatever was answered: (what for, status or 0, seconds)."""

    def __init__(self, folder):
        self.port, self.answers, self.log = free_port(), [], folder / "web.log"
        env = environment(**SHIPPED, STATIC_ROOT=str(folder / "static"))
        collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
        subprocess.run(collect, cwd=CHECKOUT, env=env, check=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                shipped_command(self.port), cwd=CHECKOUT, env=env, stdout=log, stderr=log
            )
        assert processes.wait_until(lambda: answers("127.0.0.1", self.port), HANGS)
        assert processes.wait_until(lambda: len(self.workers()) == 2, HANGS)
        Browser(self, 0).ask("the first of all", "/healthz")
        self.answers.clear()

    def workers(self):
        said = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True
        )
        return {int(pid) for pid in said.stdout.split()}

    def restart_rolling(self):
        """SIGHUP: new workers take over, and the old ones end once they have answered. Returns when they have."""
        old = self.workers()
        os.kill(self.process.pid, signal.SIGHUP)
        assert processes.wait_until(lambda: not self.workers() & old and len(self.workers()) == 2, HANGS)

    def stop(self):
        self.process.terminate()
        self.process.wait(HANGS)

    def failed(self):
        """What was not answered, or with an error."""
        return [one for one in self.answers if not 200 <= one[1] < 400]

    def percentile(self, what, share=0.95):
        """Milliseconds within which that share of those requests was answered."""
        took = sorted(seconds for name, _, seconds in self.answers if name == what)
        return round(1000 * took[int(share * (len(took) - 1))])


@contextmanager
def web_server(folder):
    web = Web(folder)
    try:
        yield web
    finally:
        web.stop()


class Browser:
    """One person at a browser, signed in where there is a session; the proxy tells where they are."""

    def __init__(self, web, number, session=None):
        self.web = web
        self.headers = {
            "Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": f"192.0.2.{number % 250}",
            "User-Agent": "Mozilla/5.0 (X11; Linux x86_64)", "Connection": "close",
        }  # fmt: skip
        if session:
            self.headers |= {"Cookie": f"__Host-session={session}; __Host-csrf={TOKEN}"}

    def ask(self, what, path, data=None):
        """The status (0 without an answer), the page and where it leads on to."""
        began, status, page, on = time.monotonic(), 0, "", ""
        connection = HTTPConnection("127.0.0.1", self.web.port, timeout=HANGS)
        try:
            if data is None:
                connection.request("GET", path, headers=self.headers)
            else:
                body = urlencode({"csrfmiddlewaretoken": TOKEN, **data})
                more = {"Origin": f"https://{HOST}", "Content-Type": "application/x-www-form-urlencoded"}
                connection.request("POST", path, body, self.headers | more)
            answer = connection.getresponse()
            page, on = answer.read().decode(errors="replace"), answer.headers.get("Location", "")
            status = answer.status
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()
        self.web.answers.append((what, status, time.monotonic() - began))
        return status, page, on


def hidden(page, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def in_threads(works):
    """Do all of them side by side, and pass on what went wrong in any."""
    raised = []

    def run(work):
        try:
            work()
        except Exception as problem:
            raised.append(problem)
        finally:
            database.close()

    threads = [threading.Thread(target=run, args=(work,), daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]
