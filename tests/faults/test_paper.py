"""The process that prints ends in the middle, whatever ends it: the version before stays, and asking again works."""

import os
import signal
from pathlib import Path

import pikepdf
import pytest

from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report import rendering as making
from partnership.models import Document
from partnership.printing.pdf import print_pdf
from tests.factories import yearly_report as factory

pytestmark = [pytest.mark.fault, pytest.mark.long, pytest.mark.shows("F13"), pytest.mark.django_db]


def children():
    """The processes that this one has started."""
    tasks = Path("/proc/self/task").glob("*/children")
    return [int(pid) for one in tasks for pid in one.read_text().split()]


def killed(at):
    """Printing whose process is killed as it tells of this step."""

    def printed(html, *, on_step, **more):
        before = set(children())

        def step(number, words):
            on_step(number, words)
            if number == at:
                for pid in set(children()) - before or before:
                    os.kill(pid, signal.SIGKILL)

        return print_pdf(html, on_step=step, **more)

    return printed


def too_large(html, **more):
    rows = "<tr><td>x</td></tr>" * 3000
    return print_pdf(html.replace("</body>", f"<table>{rows}</table></body>"), memory=200_000_000, **more)


ENDS = {
    "kill -9 at its first step": (killed(1), "could not be made into a PDF"),
    "kill -9 while it lays pages out": (killed(5), "could not be made into a PDF"),
    "kill -9 while it finishes": (killed(7), "could not be made into a PDF"),
    "over its time": (lambda *a, **k: print_pdf(*a, **k, seconds=0.5), "took too long"),
    "over its memory": (too_large, "more memory"),
}


def test_whatever_ends_the_printing_the_version_before_stays_whole(cast, monkeypatch, witnessed):
    report = factory.rendered(cast)
    first = report.renderings.get()
    with first.document.file.open("rb") as file:
        kept = file.read()
    for what, (printed, sentence) in ENDS.items():
        operations.render_report(report, by=cast.officer)
        monkeypatch.setattr(making, "print_pdf", printed)
        made = operations.render_waiting()
        monkeypatch.undo()
        last = report.renderings.latest("pk")
        documents = Document.objects.count()
        with first.document.file.open("rb") as file:
            same = file.read() == kept
        witnessed(
            "F13", fault=f"The process that prints: {what}", how="the yearly report’s second printing", n=1,
            lost=int(not same), half_documents=documents - 1,
        )  # fmt: skip
        assert (made, documents, same) == (0, 1, True), what
        assert (last.state, sentence in last.message) == ("failed", True), last.message
        report = factory.fresh(report)
        assert report.state == "endorsing"

    operations.render_report(report, by=cast.officer)
    assert [operations.render_waiting() for _ in range(3)] == [1, 0, 0]  # asking again works, and asks once
    second = report.renderings.filter(state="done").exclude(pk=first.pk).get()
    assert (second.document.version, second.document.replaces) == (2, first.document)
    with second.document.file.open("rb") as file, pikepdf.open(file) as pdf:
        assert len(pdf.pages) == second.pages
