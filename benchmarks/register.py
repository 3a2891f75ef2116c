"""The register: a national file of 46,000 rows read into a report, by time and memory, against bare csv reading."""

import csv
import io
import os
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

ROWS, OURS = 46_000, 700
TIMES = 3  # the ratio that a whole import may cost beyond reading the rows at all


def bare(path):
    """The least that any reader of the file does: every row through the csv module."""
    with path.open(encoding="cp1252", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def seconds(work):
    began = time.process_time()
    work()
    return time.process_time() - began


def figures(say):
    call_command("flush", verbosity=0, interactive=False)
    cast = Cast()
    cast.organisation("leicester-city-council", "Leicester City Council", Organisation.Kind.LOCAL_AUTHORITY)
    ours = [
        row(110_001 + n, ("855", "857", "856")[n % 3], type_code=("01", "34")[n % 2]) for n in range(OURS)
    ]
    handle, name = tempfile.mkstemp(prefix="edubasealldata20260102", suffix=".csv")
    os.close(handle)
    path = Path(name)
    try:
        say(f"Writing a national file of {ROWS} rows …")
        path.write_bytes(national(ours, ROWS - OURS))
        size = path.stat().st_size

        def read():
            with path.open("rb") as file:
                return operations.read_register(
                    file, by=cast.officer, name="edubasealldata20260102.csv", links=io.BytesIO(links([]))
                )

        say(f"Reading {size / 1e6:.0f} MB …")
        limit = min(seconds(lambda: bare(path)) for _ in range(3))
        reading = min(seconds(read) for _ in range(2))
        report = read()
        applying = seconds(lambda: operations.apply_register(report, by=cast.officer))
        assert School.objects.count() == OURS
        say("Measuring memory …")
        tracemalloc.start()
        read()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    finally:
        path.unlink()
    assert reading + applying < TIMES * limit + 5, "An import costs far more than reading its rows"
    assert peak < size / 4, "The file is held in memory"
    return [
        {"what": f"{ROWS} rows read and compared (limit: bare csv)", "measured": reading, "limit": limit, "unit": "s"},
        {"what": f"{OURS} of ours applied (limit: bare csv)", "measured": applying, "limit": limit, "unit": "s"},
        {"what": "memory while reading (limit: the file)", "measured": peak / 1e6, "limit": size / 1e6, "unit": "MB"},
    ]  # fmt: skip
