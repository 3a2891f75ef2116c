"""The yearly report as a PDF of about 20, 60 and 200 pages: processor seconds and memory, beside plain WeasyPrint."""

import subprocess
import sys
import tempfile
from pathlib import Path

from django.core.management import call_command

from assurance.models import ReportSection
from assurance.operations.yearly_report.content import edition_of, html_edition
from assurance.operations.yearly_report.rendering import print_page
from benchmarks.figures import few_digits
from partnership.printing.pdf import MEMORY, PROCESSOR
from tests.factories import yearly_report
from tests.factories.cast import Cast

QUICK = False
HEADING = "Yearly report"

CHAPTERS = (6, 22, 79)  # which make about 20, 60 and 200 pages
PLAIN = (
    "import sys, weasyprint; "
    "weasyprint.HTML(string=sys.stdin.read()).write_pdf(sys.argv[1], pdf_variant='pdf/ua-1')"
)
SMALL = """
import os, resource, subprocess, sys
command = [str(os.getpid()) if part == "PARENT" else part for part in sys.argv[1:]]
subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
PAGES = "import sys, pikepdf; print(len(pikepdf.open(sys.argv[1]).pages))"
MOST_MEMORY = 250  # megabytes for sixty pages
TEXT = (
    "Partners agreed one pathway for children at risk of exploitation, and tested it in an audit of twelve cases. "
    "Supervision of every open case is now recorded within ten working days; a sample of forty showed it. "
) * 6


def text_of_chapter():
    """About two pages: prose, a list, a chart and two tables of the gather."""
    return "\n\n".join(
        [
            TEXT, "### What was done", TEXT, "* one pathway\n* one audit\n* one training day", TEXT, "{chart:actions}",
            "{table:deadlines}", TEXT, "{table:returns_by_agency}", TEXT,
        ]
    )  # fmt: skip


def html_of(report, chapters):
    """The document of a report of so many chapters."""
    report.sections.filter(kind="other").delete()
    ReportSection.objects.bulk_create(
        ReportSection(
            report=report, kind="other", position=50 + number, title=f"Chapter {number + 1}", text=text_of_chapter(),
            written_by=report.started_by,
        )
        for number in range(chapters)
    )  # fmt: skip
    edition = edition_of(report)
    return print_page(edition, html_edition(edition))


def measured(command, html):
    """Processor seconds, and megabytes at the most, of a process that is fed this HTML.

    A small process starts it: one that is forked from us would begin with the most that we ever held.
    """
    done = subprocess.run(
        [sys.executable, "-c", SMALL, *command], input=html.encode(), stdout=subprocess.PIPE, check=True
    )
    seconds, kilobytes = done.stdout.split()
    return float(seconds), int(kilobytes) / 1024


def figures(say):
    call_command("flush", verbosity=0, interactive=False)
    report = yearly_report.written(Cast())
    found, took = [], {}
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder) / "ours.pdf", Path(folder) / "plain.pdf"
        limits = ("PARENT", str(MEMORY), str(PROCESSOR))
        child = [sys.executable, "-m", "partnership.printing.child", str(ours), *limits]
        for chapters in CHAPTERS[: 1 if QUICK else 3]:
            html = html_of(report, chapters)
            say(f"A report of {chapters} chapters …")
            rounds = [
                (measured(child, html), measured([sys.executable, "-c", PLAIN, str(plain)], html))
                for _ in range(2 if chapters < CHAPTERS[2] else 1)
            ]
            (seconds, memory), (limit, limit_memory) = (min(side) for side in zip(*rounds, strict=True))
            counted = subprocess.run(
                [sys.executable, "-c", PAGES, str(ours)], capture_output=True, check=True
            )
            pages = int(counted.stdout)
            size, took[chapters] = f"{pages} pages", seconds
            found += [
                {
                    "what": "yearly report", "size": size, "measured": seconds, "limit": limit, "unit": "s",
                    "beside": "bare WeasyPrint on the same HTML, tagged too", "most": 1.15,
                    "note": f"{few_digits(seconds / pages)} s of processor a page",
                },
                {
                    "what": "memory at the most", "size": size, "measured": memory, "unit": "MB",
                    **({"most": MOST_MEMORY} if 50 < pages <= 70 else {"limit": limit_memory}),
                },
            ]  # fmt: skip
    if len(took) == 3:
        _, middle, long = took.values()
        found.append(
            {
                "what": "time of the longest", "measured": long, "limit": middle, "unit": "s",
                "beside": "the middle one", "most": 3.8,
            }
        )  # fmt: skip
    return found
