"""Backing up and restoring: the database and the documents that its rows name, with a checksum of every file.

The database comes first, and the rows of that very moment say which documents belong to it. A file is written before
its row, and a new version is a new file: so whatever the rows name is there already, and what is kept meanwhile
belongs to the next backup. The other way round, rows could name files that came after the documents had been copied.
"""

import hashlib
import json
import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql

from partnership.models import Document, Letter
from partnership.operations import pulse, record
from partnership.operations.stored_files import stored_names
from partnership.site import owner
from partnership.site.programs import POSTGRES_FOLDERS

DUMP, MANIFEST, SUMS, DOCUMENTS = "database.dump", "manifest.json", "SHA256SUMS", "documents"
LETTERS_APART = (
    1_000_000  # letters of after a restore are numbered so far from those that went and are not known
)


class Trouble(Exception):
    """What keeps a backup from being made or restored, in a sentence for the operator."""


@dataclass
class Made:
    """What a backup holds, and what it could not: documents that are missing or are not what was kept."""

    folder: Path
    rows: int
    documents: int
    faults: list


# Making one ---------------------------------------------------------------------------------------------------


def back_up(into, *, keep=None):
    """A new folder in `into`, whole or not there at all. With `keep`, only so many of the newest stay."""
    into = Path(into)
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"portal-{timezone.now().astimezone(UTC):%Y%m%dT%H%M%SZ}"
    half, whole = into / f"{name}.part", into / name
    for left in into.glob("portal-*.part"):
        shutil.rmtree(left)
    half.mkdir(mode=0o700)
    with snapshot() as taken:
        run("pg_dump", "--format=custom", f"--snapshot={taken}", "--no-owner", "--no-privileges",
            f"--file={half / DUMP}")  # fmt: skip
        rows = count_rows()
        chain = record.verify()
        named = documents_named()
        migrations = list_migrations()
    sums = {DUMP: checksum(half / DUMP)}
    faults, missing = copy_documents(named, half, sums)
    faults += [f"the record is broken at {len(chain.broken)} place(s)"] if chain.broken else []
    manifest = {
        "made_at": timezone.now().isoformat(),
        "server": connection.pg_version,
        "migrations": migrations,
        "rows": rows,
        "record": {"entries": chain.entries, "head": chain.head},
        "without": missing,
    }
    (half / MANIFEST).write_text(json.dumps(manifest, indent=1))
    sums[MANIFEST] = checksum(half / MANIFEST)
    (half / SUMS).write_text("".join(f"{value}  {name}\n" for name, value in sorted(sums.items())))
    os.sync()
    half.rename(whole)
    pulse.beat("backup")
    if keep:
        for old in sorted(into.glob("portal-*Z"))[:-keep]:
            shutil.rmtree(old)
    return Made(whole, sum(rows.values()), len(sums) - 2, faults)


@contextmanager
def snapshot():
    """A transaction that sees one moment, which pg_dump sees too, by its name."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def copy_documents(named, half, sums):
    """Copy what rows name; answers faults, and the names of documents that are not there."""
    faults, missing = [], []
    for name, expected in named.items():
        source, target = Path(settings.DOCUMENT_ROOT) / name, half / DOCUMENTS / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, target)
        except FileNotFoundError:
            missing.append(name)
            continue
        sums[f"{DOCUMENTS}/{name}"] = checksum(target)
        if expected and sums[f"{DOCUMENTS}/{name}"] != expected:
            faults.append(f"{name} is not what was kept")
    still = stored_names() if missing else ()  # the others were disposed of while we were at it
    return [*(f"{name} is missing" for name in missing if name in still), *faults], missing


def documents_named():
    """Every stored file that a row names, with its checksum where the row knows it."""
    return dict.fromkeys(stored_names(), "") | dict(Document.objects.values_list("file", "checksum"))


def tables():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def count_rows():
    counts = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)).as_string(cursor.cursor)
            )
            counts[table] = cursor.fetchone()[0]
    return counts


def list_migrations():
    with connection.cursor() as cursor:
        cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


# Restoring one ------------------------------------------------------------------------------------------------


def restore(folder):
    """Put a backup into an empty database and an empty folder, and prove that what came out is what went in.

    Nothing is touched before every checksum is right. A letter that had gone does not go again; one that waited goes,
    under the number and Message-ID that it had. Everybody has to sign in anew.
    """
    folder = Path(folder)
    check_sums(folder)
    manifest = json.loads((folder / MANIFEST).read_text())
    with owner.as_owner() as application:
        if tables():
            raise Trouble("This database holds tables. A backup is restored into an empty one only.")
        put_documents(folder)
        run("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
            f"--dbname={connection.settings_dict['NAME']}", str(folder / DUMP))  # fmt: skip
        if application:
            owner.grant(application)
        check_restored(manifest)
        Session.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), coalesce(max(id), 0) + %s) FROM partnership_letter",
                [Letter._meta.db_table, LETTERS_APART],
            )
    return manifest


def check_sums(folder):
    """Every file is as it was backed up, and none is missing."""
    if not (folder / SUMS).is_file():
        raise Trouble(f"There is no whole backup in {folder}: it has no {SUMS}.")
    for line in (folder / SUMS).read_text().splitlines():
        expected, name = line.split("  ", 1)
        if not (folder / name).is_file():
            raise Trouble(f"{name} is missing from the backup.")
        if checksum(folder / name) != expected:
            raise Trouble(f"{name} is not what was backed up: its checksum differs.")


def put_documents(folder):
    """Documents before the rows that name them. Those that an interrupted restore left are put again."""
    root = Path(settings.DOCUMENT_ROOT)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    ours = {
        path.relative_to(folder / DOCUMENTS) for path in (folder / DOCUMENTS).rglob("*") if path.is_file()
    }
    if any(path.relative_to(root) not in ours for path in root.rglob("*") if path.is_file()):
        raise Trouble(f"{root} holds files already. A backup is restored into an empty folder only.")
    for name in sorted(ours):
        (root / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(folder / DOCUMENTS / name, root / name)
        (root / name).chmod(0o600)


def check_restored(manifest):
    """As many rows in every table, and the record whole, up to the same entry."""
    rows = count_rows()
    differ = sorted(
        table for table in manifest["rows"] | rows if manifest["rows"].get(table) != rows.get(table)
    )
    if differ:
        raise Trouble(f"Not as many rows as were backed up in: {', '.join(differ)}.")
    chain = record.verify()
    if {"entries": chain.entries, "head": chain.head} != manifest["record"] or not chain.whole:
        raise Trouble(
            "The record is not what was backed up. `manage.py verify_record` says where it is broken."
        )
    gone = [name for name in stored_names() if not (Path(settings.DOCUMENT_ROOT) / name).is_file()]
    if set(gone) - set(manifest["without"]):
        raise Trouble(f"{len(gone)} document(s) that rows name are missing.")


# The programs -------------------------------------------------------------------------------------------------


def checksum(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def program(name):
    """PostgreSQL's own program of at least the server's release: an older one cannot read a newer server."""
    server = connection.pg_version // 10000
    found = [shutil.which(name)] if shutil.which(name) else []
    for pattern in POSTGRES_FOLDERS:
        found += [str(path / name) for path in Path("/").glob(pattern.lstrip("/")) if (path / name).exists()]
    for candidate in found:
        said = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        digits = "".join(one if one.isdigit() else " " for one in said).split()
        if digits and int(digits[0]) >= server:
            return candidate
    raise Trouble(f"No {name} of PostgreSQL {server} or newer is installed here (Debian: postgresql-client).")


def run(name, *arguments):
    """One of PostgreSQL's programs on our database; the password travels in its environment, not in its arguments."""
    where = connection.settings_dict
    env = {
        "PATH": os.environ.get("PATH", os.defpath),
        "PGHOST": where["HOST"],
        "PGPORT": str(where["PORT"] or 5432),
        "PGUSER": where["USER"],
        "PGPASSWORD": where["PASSWORD"],
        "PGDATABASE": where["NAME"],
    }
    command = [program(name), *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Trouble(f"{name} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
