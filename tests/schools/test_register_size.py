"""The whole country passes through without being held, and what is far too large is turned away."""

import io
import tracemalloc
import zipfile

import pytest
import time_machine
from django.core.management import CommandError, call_command

from partnership.access import Refused
from schools.models import RegisterFile, School
from schools.operations import register as operations
from schools.rules import national_files
from tests.factories.gias import links, national, row, some

ROWS = 46_000


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    """A file of 46,000 rows with three of ours in it."""
    path = tmp_path_factory.mktemp("gias") / "edubasealldata20260201.csv"
    path.write_bytes(national([*some(2), row(110009, "857")], ROWS - 3))
    return path


def test_46_000_rows_are_read_in_a_fraction_of_their_size(cast, country):
    size = country.stat().st_size
    assert size > 50_000_000
    tracemalloc.start()
    try:
        with country.open("rb") as file:
            read = operations.read_register(file, by=cast.officer, name=country.name)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (read.rows, read.kept, read.size) == (ROWS, 3, size)
    assert peak < size / 4, f"{peak / 1e6:.0f} MB for a file of {size / 1e6:.0f} MB"


class Endless(io.RawIOBase):
    """A file ten times as large as any, made while it is read."""

    def __init__(self):
        self.given, self.piece = 0, national(some(50), 0)
        self.lines = self.piece.splitlines(keepends=True)

    def readline(self, limit=-1):
        line = self.lines[self.given % len(self.lines)] * 40  # long lines, so that the test is quick
        self.given += 1
        return line[:limit] if len(line) > limit else line

    def read(self, size=-1):
        return self.piece[:size]

    def seek(self, *where):
        self.given = 0


def test_ten_times_the_size_is_turned_away_in_bounded_memory(cast, monkeypatch):
    monkeypatch.setattr(national_files, "LONGEST_LINE", 1 << 20)
    monkeypatch.setattr(national_files, "MOST_BYTES", 8 * 1024 * 1024)
    tracemalloc.start()
    try:
        with pytest.raises(Refused, match="larger than"):
            national_files.look_through(Endless(), called="national file", most=national_files.MOST_BYTES)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * 1024 * 1024


def archive(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(f"extract/{name}.csv", content)
    out.seek(0)
    return out


def test_the_archive_in_which_it_comes_is_opened(cast):
    packed = archive(
        edubasealldata20260201=national(some(2)),
        links_edubasealldata20260201=links([(110001, 110002, "Successor")]),
    )
    file = operations.read_register(
        packed, by=cast.officer, name="extract.zip", links=packed, links_name="extract.zip"
    )
    assert (file.name, file.kept, file.dated_on.isoformat()) == (
        "edubasealldata20260201.csv",
        2,
        "2026-02-01",
    )
    assert len(file.links) == 2
    with pytest.raises(Refused, match="holds 0 files that could be"):
        operations.read_register(archive(other=b"x"), by=cast.officer, name="extract.zip")


@time_machine.travel("2026-02-03 10:00", tick=False)
def test_the_command_reports_first_and_applies_when_told(cast, tmp_path, capsys):
    path, told = tmp_path / "edubasealldata20260201.csv", tmp_path / "links.csv"
    path.write_bytes(national(some(2)))
    told.write_bytes(links([]))
    call_command("import_gias", path, links=told)
    assert School.objects.count() == 0
    assert "New: 2" in capsys.readouterr().out
    call_command("import_gias", path, links=told, apply=True)
    assert School.objects.count() == 2
    call_command("import_gias", path, links=told, apply=True)
    assert "now matches the file" in capsys.readouterr().out
    path.write_bytes(b"")
    with pytest.raises(CommandError, match="empty"):
        call_command("import_gias", path, apply=True)
    assert RegisterFile.objects.count() == 2
