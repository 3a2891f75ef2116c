"""Full disks and crashes in the act: no half file, no row without its file, and what is left over is swept."""

import hashlib
import io
import random
import resource
import signal
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError, connection
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Document
from partnership.operations.documents import keep
from partnership.operations.stored_files import LEFT_ALONE, sweep_files
from partnership.views.errors import failed
from tests.factories import assurance as assured
from tests.factories.pictures import chunk, png
from tests.faults.children import child

pytestmark = pytest.mark.fault

LARGE = 1_500_000  # bytes
ROOM = 1_000_000
FULL = "the portal’s disk is full or out of reach. Nothing was saved."


def kept(by=None, size=LARGE):
    content = png(chunk(b"IDAT", b"0" * size))
    return keep(content, by=by, title="Paper", filename="paper.png", download_name="paper")


def files(settings):
    return sorted(path.name for path in Path(settings.DOCUMENT_ROOT).rglob("*") if path.is_file())


def rows():
    return sorted(Path(name).name for name in Document.objects.values_list("file", flat=True))


@contextmanager
def disk_full():
    """No file of this process grows beyond ROOM, as if the disk were full in the middle of a larger one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def large_pdf():
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.pages[0].Contents = made.make_stream(random.Random(11).randbytes(LARGE))
        made.save(out)
    return out.getvalue()


@pytest.mark.shows("F11")
def test_a_disk_that_is_full_in_the_middle_of_a_file_leaves_no_half_and_no_row(cast, settings, witnessed):
    kept(cast.officer, size=100)
    with disk_full(), pytest.raises(Refused, match=FULL):
        kept(cast.officer)

    witnessed(
        "F11", fault="The disk is full in the middle of a document", how="a limit on the size of files", n=1,
        lost=len(set(rows()) - set(files(settings))), half_files=len(set(files(settings)) - set(rows())),
    )  # fmt: skip
    assert files(settings) == rows()
    assert len(rows()) == 1


@pytest.mark.shows("F11")
def test_a_page_says_that_the_disk_is_full_and_keeps_what_was_typed(cast, sign_in, settings):
    client, file = sign_in("learning_officer"), large_pdf()
    answers = {
        "title": "A leaflet for heads", "kind": "leaflet", "audiences": ["practitioners"], "language": "en",
        "summary": "What to do in the first hour.",
    }  # fmt: skip
    send = lambda: client.post(  # noqa: E731 -- twice the same
        reverse("add_library_item"), answers | {"file": SimpleUploadedFile("a.pdf", file)}
    )
    with disk_full():
        page = send()

    assert page.status_code == 200, page.content
    assert FULL in page.content.decode()
    assert answers["summary"] in page.content.decode()
    assert (files(settings), rows()) == ([], [])
    assert send().status_code == 302  # once there is room again
    assert files(settings) == rows()
    assert len(rows()) == 1


@pytest.mark.shows("F11")
@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (OperationalError("could not extend file: No space left on device"), 503),
        (InterfaceError("the connection is closed"), 503),
        (OSError(28, "No space left on device"), 503),  # also of an upload while it arrives
        (OSError(13, "Permission denied"), 500),
        (KeyError("a mistake of ours"), 500),
    ],
)
def test_what_is_away_or_full_is_out_of_service_and_anything_else_is_our_fault(problem, status):
    try:
        raise problem
    except Exception:
        answer = failed(RequestFactory().get("/"))

    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) == (status == 503)
    assert b"either saved in full or not at all" in answer.content


# What PostgreSQL says where a table cannot grow: its own code for a full disk, from within the statement.
NO_ROOM = """
    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
    END $$;
    CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON partnership_answer FOR EACH ROW EXECUTE FUNCTION no_room();
"""


@pytest.mark.shows("F11")
@time_machine.travel(assured.TODAY, tick=False)
def test_a_database_without_room_is_out_of_service_and_saves_all_or_nothing(cast, sign_in, witnessed):
    police = assured.return_of(assured.open_round(cast, [cast.police]), cast.police)
    part = police.round.questionnaire.sections.first()
    client, address = sign_in("partner_lead"), reverse("assurance:section", args=[police.pk, part.pk])
    client.raise_request_exception = False
    send = lambda: client.post(address, assured.typed(police, part, voice="In a forum.", rating="2"))  # noqa: E731
    with connection.cursor() as cursor:
        cursor.execute(NO_ROOM)
        full = send()
        kept = police.answers.count()
        readable = client.get(address).status_code
        cursor.execute("DROP TRIGGER no_room ON partnership_answer; DROP FUNCTION no_room")
    again = send()

    witnessed(
        "F11", fault="PostgreSQL has no room for a row", how="its error 53100 at that statement", n=1,
        lost=2 - police.answers.count(), half_saved=kept, answered=full.status_code,
    )  # fmt: skip
    assert (full.status_code, full.headers["Retry-After"], kept, readable) == (503, "30", 0, 200)
    assert b"either saved in full or not at all" in full.content
    assert (again.status_code, police.answers.count()) == (302, 2)


def whole(settings):
    """That every row has its file, with the bytes that it was kept with."""
    for document in Document.objects.all():
        content = (Path(settings.DOCUMENT_ROOT) / document.file.name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == document.checksum


# Says each document once it is kept for good; then stops between a file and its row until it is killed.
KEEPS = """
import sys, time
from django.db import transaction
from partnership.models import Document
from partnership.operations.documents import keep
from tests.factories.pictures import chunk, png
number, size = int(sys.argv[1]), int(sys.argv[2])
def paper(n):
    content = png(chunk(b"IDAT", str(n).encode() * size))
    return keep(content, by=None, title="Paper", filename="a.png", download_name="paper")
print("begun")
for n in range(number):
    print(paper(n).pk)
with transaction.atomic():
    paper(number)
    print("in the act")
    time.sleep(600)
"""


@pytest.mark.shows("F12")
@pytest.mark.django_db(transaction=True)
def test_a_crash_between_file_and_commit_leaves_a_file_that_is_swept(settings, witnessed):
    with child(KEEPS, 2, 50_000) as worker:
        said = [worker.stdout.readline().strip() for _ in range(4)]
        worker.send_signal(signal.SIGKILL)
    assert said[-1] == "in the act"
    assert list(Document.objects.order_by("pk").values_list("pk", flat=True)) == [int(pk) for pk in said[1:3]]
    over = set(files(settings)) - set(rows())
    assert len(over) == 1

    now = timezone.now()
    assert sweep_files(now + LEFT_ALONE - timedelta(minutes=5)) == (0, 0)  # it might yet get its row
    swept = sweep_files(now + LEFT_ALONE + timedelta(minutes=5))
    witnessed(
        "F12", fault="Killed between the file and the commit", how="kill -9 at that point", n=3,
        lost=len(set(rows()) - set(files(settings))), swept=swept[0],
    )  # fmt: skip
    assert swept == (1, 0)
    assert files(settings) == rows()
    whole(settings)


@pytest.mark.shows("F12")
@pytest.mark.django_db
def test_nothing_is_swept_where_a_document_has_no_file_or_a_file_is_not_ours(cast, settings):
    """A folder of another database, or of another day's backup, is all files without rows: it must survive."""
    lost, other = kept(size=9), kept(size=9)
    folder = Path(settings.DOCUMENT_ROOT) / "documents"
    (folder / ("a" * 32)).write_bytes(b"of another database")
    (folder / "README").write_text("of whoever runs the portal")
    later = timezone.now() + 2 * LEFT_ALONE
    Path(lost.file.path).unlink()

    assert sweep_files(later) == (0, 1)
    assert (folder / ("a" * 32)).exists()

    lost.file.storage.save(lost.file.name, io.BytesIO(b"restored"))
    assert sweep_files(later) == (1, 0)
    assert {path.name for path in folder.iterdir()} == {
        Path(lost.file.name).name, Path(other.file.name).name, "README",
    }  # fmt: skip


@pytest.mark.long
@pytest.mark.shows("F12")
@pytest.mark.django_db(transaction=True)
def test_twenty_kills_at_any_moment_lose_no_document_that_was_said_to_be_kept(settings, witnessed):
    seed, said = 12, []
    chance = random.Random(seed)
    kills = 20
    for _ in range(kills):
        with child(KEEPS, 100_000, 300_000) as worker:
            assert worker.stdout.readline() == "begun\n"
            time.sleep(chance.uniform(0.01, 0.4))
            worker.send_signal(signal.SIGKILL)
            said += [int(line) for line in worker.stdout.read().splitlines()[:-1] if line.isdigit()]
    have = set(Document.objects.values_list("pk", flat=True))
    over = set(files(settings)) - set(rows())
    swept, missing = sweep_files(timezone.now() + 2 * LEFT_ALONE)
    witnessed(
        "F12", fault="Killed while it keeps documents", how=f"{kills} × kill -9, seed {seed}", n=len(said),
        lost=len(set(said) - have) + missing, kills=kills, left_over=len(over), swept=swept,
    )  # fmt: skip
    assert set(said) <= have
    assert (swept, missing) == (len(over), 0)
    assert files(settings) == rows()
    whole(settings)
