"""The folder in which everything of one demo, or of one run of the tests, is kept."""

import fcntl
import json
import os
import secrets

from . import Trouble
from .unprivileged import servers_account, servers_home


class Busy(Trouble):
    """Another command is using the folder now."""


class State:
    """A folder of our own, its lock, and the passwords and ports that belong to it."""

    def __init__(self, folder):
        self.folder = folder.resolve()
        self._lock = None

    def open(self):
        """Make the folder, and take its lock: it goes by itself when this process ends, however it ends."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.folder.stat().st_uid != os.geteuid():
            raise Trouble(
                f"{self.folder} belongs to another user: start this as that user, or remove the folder."
            )
        self._lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            raise Busy(f"{self.folder} is in use.") from None

    def close(self):
        os.close(self._lock)

    def servers_home(self):
        """The folder of the servers' data, and the account that owns it when that is not our own."""
        account = servers_account()
        return servers_home(self.folder, account), account

    def keys(self):
        """Passwords made once, ports once chosen."""
        path = self.folder / "keys.json"
        try:
            keys = json.loads(path.read_text())
        except (FileNotFoundError, ValueError):
            keys = {}
        for name in (
            "keeper_password",
            "owner_password",
            "postgres_password",
            "broker_password",
            "secret_key",
        ):
            keys.setdefault(name, secrets.token_urlsafe(48))
        return keys

    def keep(self, keys):
        path = self.folder / "keys.json"
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(keys, indent=1))
        fresh.replace(path)
