"""Rendering by workers: once, whole or not at all, and again when one died."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
import tinyhtml5
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pypdf import PdfReader

from assurance.models import Rendering, YearlyReport
from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report import rendering as making
from partnership.access import Refused
from partnership.models import Document
from partnership.operations.attempts import claim
from partnership.printing.pdf import ROOT, CannotPrint
from tests.factories import yearly_report as factory


def file_of(rendering):
    with rendering.document.file.open("rb") as file:
        return file.read()


def test_a_rendering_keeps_both_editions(cast):
    report = factory.rendered(cast)
    done = report.renderings.get()

    assert (report.state, done.state, done.done, done.total) == ("rendered", "done", 11, 11)
    assert file_of(done).startswith(b"%PDF-")
    assert factory.WORDS["voice"] in done.html
    assert factory.STATEMENT in done.html
    assert done.document.download_name == "yearly-report-2025-26.pdf"


def outline_of(entries):
    """Every bookmark, whatever its level."""
    for one in entries:
        if isinstance(one, list):
            yield from outline_of(one)
        else:
            yield str(one["/Title"])


def test_both_editions_have_the_same_chapters_and_every_page_says_where_it_is(cast):
    report = factory.rendered(cast)
    done = report.renderings.get()
    pdf = PdfReader(io.BytesIO(file_of(done)))
    page = tinyhtml5.parse(done.html, namespace_html_elements=False)
    headings = [" ".join("".join(one.itertext()).split()) for one in page.iter("h2")]
    contents = [" ".join("".join(one.itertext()).split()) for one in page.find(".//nav").iter("a")]

    assert headings == ["Contents", *contents]
    assert list(report.sections.values_list("title", flat=True)) == contents[: report.sections.count()]
    assert [one for one in outline_of(pdf.outline) if one in headings] == headings
    texts = [" ".join(one.extract_text().split()) for one in pdf.pages]
    for number, text in enumerate(texts[1:], 2):
        assert f"Page {number} of {len(texts)}" in text
        assert report.title in text
    for heading in contents:
        assert any(heading in text for text in texts[2:])


def test_only_one_is_asked_for_at_a_time(cast):
    report = factory.rendering(cast)
    with pytest.raises(Refused, match="being made into a PDF"):
        operations.render_report(report, by=cast.officer)

    assert Rendering.objects.count() == 1


def test_a_finished_rendering_cannot_be_changed(cast):
    factory.rendered(cast)

    with pytest.raises(DatabaseError, match="finished rendering is frozen"), transaction.atomic():
        Rendering.objects.update(html="Other.")


def failing(words):
    def print_pdf(*args, **kwargs):
        raise words if isinstance(words, Exception) else CannotPrint(words)

    return print_pdf


def test_a_failure_says_why_and_the_report_can_be_rendered_again(cast, monkeypatch):
    report = factory.rendering(cast)
    monkeypatch.setattr(making, "print_pdf", failing("The report refers to something outside itself."))
    assert operations.render_waiting() == 0
    failed = report.renderings.get()

    assert (failed.state, failed.message) == ("failed", "The report refers to something outside itself.")
    assert factory.fresh(report).state == "endorsing"
    assert Document.objects.count() == 0
    monkeypatch.undo()
    operations.render_report(report, by=cast.officer)
    assert operations.render_waiting() == 1


def test_an_unexpected_failure_leaves_nothing_stuck(cast, monkeypatch):
    report = factory.rendering(cast)
    monkeypatch.setattr(making, "print_pdf", failing(ZeroDivisionError()))
    operations.render_waiting()

    assert report.renderings.get().message.startswith("The report could not be made into a PDF.")
    assert factory.fresh(report).state == "endorsing"


@pytest.mark.shows("F13")
def test_a_failed_second_rendering_leaves_the_first_file(cast, monkeypatch):
    report = factory.rendered(cast)
    first = report.renderings.get()
    operations.render_report(report, by=cast.officer)
    monkeypatch.setattr(making, "print_pdf", failing("No."))
    operations.render_waiting()

    assert report.renderings.get(state="done").document == first.document
    assert file_of(first).startswith(b"%PDF-")


def test_a_silent_attempt_is_begun_again_and_then_left_to_people(cast):
    report = factory.rendering(cast)
    for attempt in (1, 2, 3):
        claimed = claim(Rendering)
        assert claimed.attempt == attempt
        making.retry_stale(claimed.alive_at + timedelta(seconds=100))
        assert claim(Rendering) is None
        making.retry_stale(claimed.alive_at + timedelta(seconds=121))

    assert list(report.renderings.values_list("state", flat=True)) == ["failed"] * 3
    assert factory.fresh(report).state == "endorsing"


def test_a_worker_that_lost_its_turn_keeps_nothing(cast):
    report = factory.rendering(cast)
    slow = claim(Rendering)
    making.retry_stale(slow.alive_at + timedelta(seconds=121))
    assert making.finish(slow, "<p>x</p>", b"%PDF-1.7", 1) is False
    making.step(slow, 5, "Late words")

    assert Document.objects.count() == 0
    assert report.renderings.get(attempt=1).message.startswith("The worker stopped")


@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("F13")
def test_two_workers_make_it_once(cast, monkeypatch):
    factory.rendering(cast)
    made, together = [], threading.Barrier(2)

    def print_pdf(*args, **kwargs):
        made.append(1)
        return b"%PDF-1.7 in a test", 1

    monkeypatch.setattr(making, "print_pdf", print_pdf)

    def worker():
        together.wait()
        operations.render_waiting()
        connection.close()

    workers = [threading.Thread(target=worker) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    assert (len(made), Rendering.objects.count(), Document.objects.count()) == (1, 1, 1)
    assert Rendering.objects.get().state == "done"


WORKER = """
import django; django.setup()
from assurance.operations.yearly_report import rendering
import time
rendering.print_pdf = lambda *a, **k: (print("begun", flush=True), time.sleep(600))
rendering.render_waiting()
"""


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("F13")
def test_a_killed_worker_loses_nothing(cast):
    """kill -9 in the middle: never a half file, and the next worker makes the whole."""
    report = factory.rendering(cast)
    settings = connection.settings_dict
    address = f"postgres://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "partnership.site.settings"},
    )  # fmt: skip
    with worker:
        assert worker.stdout.readline() == "begun\n"
        worker.send_signal(signal.SIGKILL)
    assert report.renderings.get().state == "running"
    assert Document.objects.count() == 0
    Rendering.objects.update(alive_at=timezone.now() - timedelta(seconds=121))
    operations.render_waiting()

    assert list(report.renderings.order_by("attempt").values_list("state", flat=True)) == ["failed", "done"]
    assert factory.fresh(report).state == "rendered"


@pytest.mark.fault
@pytest.mark.shows("F13")
def test_the_process_that_makes_the_pdf_dies_with_its_worker(tmp_path):
    program = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-m', 'partnership.printing.child', sys.argv[1],"
        " str(os.getpid()), '1500000000', '120'], stdin=subprocess.PIPE)\n"
        "time.sleep(0.5)\n"
        "print(child.pid, flush=True); time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "out.pdf")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as worker:
        child = int(worker.stdout.readline())
        worker.kill()
    until = time.monotonic() + 5
    while time.monotonic() < until and running(child):
        time.sleep(0.05)

    assert not running(child)


def running(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[0] not in ("Z", "X")
    except FileNotFoundError:
        return False


def test_the_task_does_what_waits(cast, django_capture_on_commit_callbacks):
    from assurance.tasks import render_waiting_reports  # noqa: PLC0415 -- registers with Celery only here

    report = factory.rendering(cast)
    render_waiting_reports()

    assert YearlyReport.objects.get(pk=report.pk).state == "rendered"
