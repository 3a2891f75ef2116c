"""The register: a national file of 46,000 rows read into a report, by time and memory, against bare csv reading."""

import csv
import io
import tempfile
import time
import tracemalloc
from pathlib import Path

from django.core.management import call_command

from partnership.models import Organisation
from schools.models import School
from schools.operations import inspections as judged
from schools.operations import register as operations
from tests.factories import inspections
from tests.factories.cast import Cast
from tests.factories.gias import links, national, row

HEADING = "National file of schools"

ROWS, OURS = 46_000, 700
READING = 3  # times bare csv: each line is also measured, summed and decoded before, and looked at after
GROWING = 2.5  # times: as many schools again are brought in beside the first ones
MEMORY = 0.25  # of the file's size
INSPECTED = 22_000  # schools in Ofsted's file


def bare(path):
    """The least that any reader of the file does: every row through the csv module."""
    with path.open(encoding="cp1252", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def read_inspections(path):
    with path.open("rb") as file:
        return judged.read_ofsted(file, path.name)


def most_memory(work):
    """Bytes that Python holds at the most while it runs."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def seconds(work):
    """Processor seconds that it takes, and what it gives."""
    began = time.process_time()
    given = work()
    return time.process_time() - began, given


def figures(say):
    call_command("flush", verbosity=0, interactive=False)
    cast = Cast()
    cast.organisation("leicester-city-council", "Leicester City Council", Organisation.Kind.LOCAL_AUTHORITY)
    ours = [
        row(110_001 + n, ("855", "857", "856")[n % 3], type_code=("01", "34")[n % 2]) for n in range(OURS)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edubasealldata20260102.csv"
        say(f"Writing a national file of {ROWS} rows …")
        path.write_bytes(national(ours, ROWS - OURS))
        size = path.stat().st_size

        def read():
            with path.open("rb") as file:
                return operations.read_register(
                    file, by=cast.officer, name=path.name, links=io.BytesIO(links([]))
                )

        say("Bringing in the first half of our schools …")
        half = operations.read_register(
            io.BytesIO(national(ours[: OURS // 2], 0)), by=cast.officer, name="edubasealldata20260101.csv"
        )
        first, _ = seconds(lambda: operations.apply_register(half, by=cast.officer))
        assert School.objects.count() == OURS // 2
        say(f"Reading {size / 1e6:.0f} MB …")
        limit = min(seconds(lambda: bare(path))[0] for _ in range(2))
        reading, report = seconds(read)
        assert (report.rows, report.kept) == (ROWS, OURS)
        second, _ = seconds(lambda: operations.apply_register(report, by=cast.officer))
        assert School.objects.count() == OURS
        say("Measuring memory …")
        peak = most_memory(read)
        ofsted = Path(folder) / "state-funded.csv"
        ofsted.write_bytes(
            inspections.csv_file([inspections.card(110_001 + n) for n in range(INSPECTED)]).getvalue()
        )
        say(f"Reading {ofsted.stat().st_size / 1e6:.0f} MB of Ofsted …")
        limit_ofsted = min(seconds(lambda: bare(ofsted))[0] for _ in range(2))
        reading_ofsted, found = seconds(lambda: read_inspections(ofsted))
        assert found.rows == INSPECTED
        assert found.found, "No row is of a school of ours"
        peak_ofsted = most_memory(lambda: read_inspections(ofsted))
        size_ofsted = ofsted.stat().st_size
    return [
        {
            "what": f"{ROWS:,} rows of the register read and compared", "measured": reading, "limit": limit,
            "unit": "s", "beside": "reading the file with csv", "most": READING,
        },
        {
            "what": f"further {OURS // 2} schools applied", "measured": second, "limit": first, "unit": "s",
            "beside": "the first as many", "most": GROWING,
        },
        {
            "what": "memory while it is read", "measured": peak / 1e6, "limit": size / 1e6, "unit": "MB",
            "beside": "the size of the file", "most": MEMORY,
        },
        {
            "what": f"{INSPECTED:,} rows of Ofsted read", "measured": reading_ofsted, "limit": limit_ofsted,
            "unit": "s", "beside": "reading the file with csv",
        },
        {
            "what": "memory while it is read, Ofsted", "measured": peak_ofsted / 1e6, "limit": size_ofsted / 1e6,
            "unit": "MB", "beside": "the size of the file",
        },
    ]  # fmt: skip
