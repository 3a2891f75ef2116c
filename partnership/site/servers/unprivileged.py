"""Where the servers may live when we are root: PostgreSQL refuses to run as root, so they run as nobody.

Only folders made here are handed to that account. Nobody else's folder is opened for it, and no user is
added: when the checkout cannot be reached by the account, its folder lies in /var/tmp instead.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import Trouble


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int

    def as_popen(self):
        """The arguments that make a child process run as this account and nothing more."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def servers_account():
    """The account for the servers; None when that is our own, as it is for an ordinary user."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        raise Trouble(
            "PostgreSQL does not run as root and this machine has no account called nobody: "
            "run this command as an ordinary user."
        ) from None
    return Account(entry.pw_uid, entry.pw_gid)


def can_enter(account, folder):
    """Whether the account gets into the folder through all of its parents."""
    script = 'cd "$1" 2>/dev/null && test -w .'
    tried = subprocess.run(
        ["/bin/sh", "-c", script, "sh", str(folder)], cwd="/", check=False, **account.as_popen()
    )
    return tried.returncode == 0


def _own_folder(folder, account):
    folder.mkdir(mode=0o700, exist_ok=True)
    if account:
        os.chown(folder, account.uid, account.gid)
    return folder


def servers_home(state, account):
    """The folder that holds the servers' data, kept from start to start, open to their account alone."""
    if account is None:
        return _own_folder(state / "servers", None)
    note = state / "servers-home"
    if note.is_file():
        home = Path(note.read_text().strip())
        if home.is_dir() and not home.is_symlink() and home.stat().st_uid == account.uid:
            return home
    state.chmod(
        0o711
    )  # the account may pass through to its own folder; everything else in here is closed to it
    home = _own_folder(state / "servers", account)
    if not can_enter(account, home):
        if any(home.iterdir()):
            raise Trouble(
                f"{home} holds the servers' data, and the account nobody cannot reach it there: "
                "start the demo as the user who started it first, or remove its data with `make demo-reset`."
            )
        home.rmdir()
        home = Path(tempfile.mkdtemp(prefix="portal-servers-", dir="/var/tmp"))
        os.chown(home, account.uid, account.gid)
    note.write_text(str(home))
    return home


def remove_home(state):
    """Remove the servers' folder, wherever it was put."""
    note = state / "servers-home"
    if note.is_file():
        home = Path(note.read_text().strip())
        ours = home == state / "servers" or (
            home.parent == Path("/var/tmp") and home.name.startswith("portal-servers-")  # noqa: S108
        )
        if ours and home.is_dir() and not home.is_symlink():
            shutil.rmtree(home)
    shutil.rmtree(state / "servers", ignore_errors=True)
