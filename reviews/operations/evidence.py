"""One case, whole, in one file for inspectors: asked for, made by a worker, taken, and removed after some days."""

import csv
import hashlib
import io
import tempfile
import zipfile
from itertools import chain
from pathlib import PurePath

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from partnership.operations import attempts
from partnership.operations.attempts import step
from partnership.operations.doorbell import ring
from partnership.operations.record import record
from partnership.rules.spreadsheets import safe_cell
from reviews.models import Case, EvidencePack
from reviews.operations.case import lock as lock_case
from reviews.operations.evidence_contents import clocks_of, documents_of, events_of, records_of, summary_pdf
from reviews.rules.evidence import KEPT, check_reason, check_takeable

TASK = "reviews.tasks.make_waiting_packs"
State = EvidencePack.State
PIECE = 256 * 1024  # bytes in memory at a time, however large a document is


@transaction.atomic
def ask_for_pack(case, *, by, reason):
    """Ask for the pack of a case. Asked for twice, it is made once."""
    case = lock_case(case)
    check_reason(reason)
    waiting = case.evidence_packs.filter(state__in=[State.WAITING, State.RUNNING]).first()
    if waiting:
        return waiting
    pack = EvidencePack.objects.create(case=case, reason=reason.strip(), asked_by=by)
    record("asked for", pack, by=by, why=pack.reason, case=case.reference)
    ring(TASK)
    return pack


@transaction.atomic
def take_pack(pack, *, by):
    """Somebody takes it away: that is on the record."""
    pack = (
        EvidencePack.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case")
        .get(pk=pack.pk)
    )
    check_takeable(
        state=pack.state, expires_at=pack.expires_at, removed=pack.removed_at is not None, now=timezone.now()
    )
    record("took", pack, by=by, checksum=pack.checksum, case=pack.case.reference)
    return pack


# What happens by itself ------------------------------------------------------------------------------------


def make_waiting():
    """Make every pack that waits, also what a dead worker left, and remove what has expired. Safe to run twice."""
    now = timezone.now()
    retry_stale(now)
    remove_expired(now)
    return attempts.make_waiting(EvidencePack, work)


def retry_stale(now):
    attempts.retry_stale(
        EvidencePack,
        now,
        begin_again=lambda pack, **more: EvidencePack.objects.create(
            case_id=pack.case_id, reason=pack.reason, **more
        ),
    )


@transaction.atomic
def remove_expired(now):
    """The files of packs that can no longer be taken are removed; that they were made and taken stays."""
    old = EvidencePack.objects.select_for_update(skip_locked=True, no_key=True).filter(
        state=State.DONE, removed_at=None, expires_at__lte=now
    )
    for pack in old:
        stored, storage = pack.file.name, pack.file.storage
        pack.file = ""
        pack.removed_at = now
        pack.save(update_fields=["file", "removed_at"])
        record("removed", pack, by=None, checksum=pack.checksum)
        transaction.on_commit(lambda stored=stored, storage=storage: storage.delete(stored))


def work(pack):
    """Make it and keep it; whether that went well."""
    return attempts.through(pack, make, called="The pack")


def make(pack):
    with tempfile.TemporaryFile() as out:
        members = fill(out, pack)
        return finish(pack, out, members)


@transaction.atomic
def finish(pack, out, members):
    """Keep the file, all or nothing; whether this worker still had the turn."""
    pack = attempts.lock_mine(pack)
    if pack is None:
        return False
    size, digest = out.tell(), checksum(out)
    out.seek(0)
    pack.file.save("", File(out), save=False)
    attempts.finish(
        pack, file=pack.file, size=size, checksum=digest, members=members, expires_at=timezone.now() + KEPT
    )
    record("made", pack, by=None, checksum=pack.checksum, size=pack.size, members=members)
    return True


def checksum(file):
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


# What is in it ---------------------------------------------------------------------------------------------


def fill(out, pack):
    """Write everything into the open file, piece by piece; how many files it holds. Names say nothing."""
    case = Case.objects.get(pk=pack.case_id)
    documents = documents_of(case)
    total = len(documents) + 4
    step(pack, 0, "Writing the summary", total=total)
    manifest = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        pdf = summary_pdf(case, on_look=lambda: step(pack, 0, "Writing the summary"))
        put(archive, manifest, "case-summary.pdf", "Summary of the case", [pdf])
        step(pack, 1, "Writing what happened")
        put(archive, manifest, "events.csv", "What was done, by whom and when", csv_of(*events_of(case)))
        put(archive, manifest, "clocks.csv", "Dates due, with rule and source", csv_of(*clocks_of(case)))
        step(pack, 2, "Writing what we hold")
        for name, what, heads, rows in records_of(case):
            put(archive, manifest, f"records/{name}.csv", what, csv_of(heads, rows))
        for number, (document, what) in enumerate(documents, 1):
            step(pack, 2 + number, f"Adding file {number} of {len(documents)}")
            name = f"documents/{number:03}{PurePath(document.download_name).suffix}"
            with document.file.open("rb") as file:
                put(archive, manifest, name, what, pieces_of(file), kept=document.checksum)
        step(pack, total - 1, "Writing the list of checksums")
        rows = [[row["file"], row["what"], row["bytes"], row["sha256"], row["kept"]] for row in manifest]
        heads = ["file", "what it is", "bytes", "sha256", "sha256 when it was kept"]
        archive.writestr("manifest.csv", b"".join(csv_of(heads, rows)))
        archive.writestr("SHA256SUMS", "".join(f"{row['sha256']}  {row['file']}\n" for row in manifest))
    return len(manifest) + 2


def put(archive, manifest, name, what, pieces, kept=""):
    """Copy a file into the archive piece by piece, and note its size and checksum as they were copied."""
    member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))  # when it was made says nothing
    member.compress_type = zipfile.ZIP_DEFLATED
    digest, size = hashlib.sha256(), 0
    with archive.open(member, "w", force_zip64=True) as inside:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            inside.write(piece)
    manifest.append({"file": name, "what": what, "bytes": size, "sha256": digest.hexdigest(), "kept": kept})


def pieces_of(file):
    return iter(lambda: file.read(PIECE), b"")


def csv_of(heads, rows):
    """Rows as the lines of a CSV file that a spreadsheet opens without running anything in it."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    for row in chain([heads], rows):
        yield written(writer, line, row)


def written(writer, line, row):
    writer.writerow([safe_cell(cell) for cell in row])
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text.encode()
