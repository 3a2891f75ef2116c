"""Where the servers may live when we are root: PostgreSQL refuses to run as root, so they run as nobody.

Only what is made here is handed to that account. Nobody else's folder is opened for it, and no user is
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
    tried = subprocess.run(
        ["/bin/sh", "-c", 'cd "$1" 2>/dev/null', "sh", str(folder)],
        cwd="/",
        check=False,
        **account.as_popen(),
    )
    return tried.returncode == 0


def hand_over(path, account):
    """Give one file or folder of ours to the account."""
    if account:
        os.chown(path, account.uid, account.gid, follow_symlinks=False)


def servers_home(state, account):
    """The folder that holds the servers' data, kept from start to start.

    It stays our own, so that nobody can lay a link where we write; only what is in it is handed over.
    """
    home = state / "servers"
    if account is None:
        home.mkdir(mode=0o700, exist_ok=True)
        return home
    noted = noted_home(state)
    if noted != home and noted.is_dir() and not noted.is_symlink() and noted.stat().st_uid == os.geteuid():
        return noted
    state.chmod(0o711)  # the account passes through to its own folders; the rest stays closed to it
    home.mkdir(exist_ok=True)
    home.chmod(0o711)
    if not can_enter(account, home):
        if any(home.iterdir()):
            raise Trouble(
                f"{home} holds the servers' data, and the account nobody can no longer reach it there: "
                "open the folders above it again, or remove the data with `make demo-reset`."
            )
        home.rmdir()
        # Unlike /tmp it is kept when the machine restarts.
        home = Path(tempfile.mkdtemp(prefix="portal-servers-", dir="/var/tmp"))
        home.chmod(0o711)
    (state / "servers-home").write_text(str(home))
    return home


def noted_home(state):
    """Where an earlier start put the servers' folder, reachable or not."""
    note = state / "servers-home"
    return Path(note.read_text().strip()) if note.is_file() else state / "servers"


def remove_home(state):
    """Remove the servers' folder, wherever it was put."""
    home = noted_home(state)
    if home.parent == Path("/var/tmp") and home.name.startswith("portal-servers-"):  # noqa: S108 -- made by us
        shutil.rmtree(home, ignore_errors=True)
    shutil.rmtree(state / "servers", ignore_errors=True)
