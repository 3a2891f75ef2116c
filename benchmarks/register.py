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
from schools.operations import register as operations
from tests.factories.cast import Cast
from tests.factories.gias import links, national, row

HEADING = "National file of schools"

ROWS, OURS = 46_000, 700
READING = 3  # times bare csv: each line is also measured, summed and decoded before, and looked at after
GROWING = 2.5  # times: as many schools again are brought in beside the first ones
MEMORY = 4  # the part of the file that is held at most: one in so many


def bare(path):
    """The least that any reader of the file does: every row through the csv module."""
    with path.open(encoding="cp1252", newline="") as file:
        return sum(1 for _ in csv.reader(file))


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
        assert reading < READING * limit, (
            f"Reading takes {reading / limit:.1f} times as long as bare csv, not {READING}"
        )
        second, _ = seconds(lambda: operations.apply_register(report, by=cast.officer))
        assert School.objects.count() == OURS
        assert second < GROWING * first, (
            f"The second {OURS // 2} schools take {second / first:.1f} times as long as the first"
        )
        say("Measuring memory …")
        tracemalloc.start()
        try:
            read()
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < size / MEMORY, "The file is held in memory"
    return [
        {"what": f"{ROWS} rows read and compared (limit: bare csv)", "measured": reading, "limit": limit, "unit": "s"},
        {"what": f"further {OURS // 2} applied (limit: the first)", "measured": second, "limit": first, "unit": "s"},
        {"what": "memory while reading (limit: the file)", "measured": peak / 1e6, "limit": size / 1e6, "unit": "MB"},
    ]  # fmt: skip
