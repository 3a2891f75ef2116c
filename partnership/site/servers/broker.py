"""One broker of our own: the machine's Redis or Valkey, else a stand-in written in Python, for demos only."""

import os
import socket
import sys

from .environment import free_port
from .supervisor import Child
from .unprivileged import hand_over


class Broker:
    """Redis on 127.0.0.1 with a password; the stand-in knows no password and keeps nothing on disk."""

    def __init__(self, program, home, keys, account=None, durable=True):
        self.program = program
        self.home = home
        self.keys = keys
        self.account = account
        self.durable = durable

    @property
    def port(self):
        return self.keys["broker_port"]

    @property
    def url(self):
        secret = f":{self.keys['broker_password']}@" if self.program else ""
        return f"redis://{secret}127.0.0.1:{self.port}/0"

    def choose_port(self):
        self.keys["broker_port"] = free_port(self.keys.get("broker_port"))

    def child(self, log):
        """The broker as a child for the supervisor."""
        if self.program is None:
            return Child(
                name="broker",
                title="a stand-in for Redis (for demos only)",
                argv=[sys.executable, "-m", "partnership.site.servers.stand_in_broker", str(self.port)],
                log=log,
                is_ready=self._is_ready,
                is_server=True,
            )
        return Child(
            name="broker",
            title=self.program.name.removesuffix("-server").title(),
            argv=[str(self.program), str(self._write_configuration())],
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            cwd=self.home,
            log=log,
            account=self.account,
            is_ready=self._is_ready,
            is_server=True,
        )

    def _write_configuration(self):
        """A file, as everybody on the machine can read a password among the arguments."""
        data = self.home / "broker"
        data.mkdir(mode=0o700, exist_ok=True)
        path = self.home / "broker.conf"
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        lines = {
            "bind": "127.0.0.1",
            "port": self.port,
            "requirepass": self.keys["broker_password"],
            "dir": f'"{data}"',
            "appendonly": "yes" if self.durable else "no",
            "save": '""',
            "maxmemory-policy": "noeviction",
        }
        path.write_text("".join(f"{name} {value}\n" for name, value in lines.items()))
        for owned in (data, path):
            hand_over(owned, self.account)
        return path

    def _is_ready(self, pid):
        """It answers PING; while it reads its file from disk it answers with an error."""
        hello = f"AUTH {self.keys['broker_password']}\r\n" if self.program else ""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(f"{hello}*1\r\n$4\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\n") < (2 if hello else 1):
                    part = connection.recv(1024)
                    if not part:
                        break
                    answer += part
        except OSError:
            return False
        return b"PONG" in answer
