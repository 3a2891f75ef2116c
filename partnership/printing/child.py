"""The process that makes one PDF and nothing else: no settings, no database, no network, little memory.

Run as `python -m partnership.printing.child OUT PARENT MEMORY PROCESSOR`: HTML comes in on standard input, the
PDF goes to the file OUT, and each step is told on standard output as one line of JSON. It ends with the process
PARENT, and may take up to MEMORY bytes and PROCESSOR seconds.
"""

import ctypes
import json
import logging
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1

PANGO_MISSING = (
    "The PDF cannot be made: a system library is missing. Ask whoever runs the portal to install "
    "libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0 and fonts-dejavu-core."
)
STEPS = {
    "Step 1": "Reading the report",
    "Step 2": "Reading the styles",
    "Step 3": "Applying the styles",
    "Step 4": "Building the pages",
    "Step 5": "Laying out the pages",
    "Step 6": "Tagging the PDF",
    "Step 7": "Finishing the PDF",
}


def tell(**said):
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def limit(parent, memory, processor):
    """Bound memory and time, and die with the parent: a killed worker leaves nothing running."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)  # it died before we could ask to be told
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Telling(logging.Handler):
    """Passes WeasyPrint's own steps on."""

    def emit(self, entry):
        text = entry.getMessage()
        for number, (start, words) in enumerate(STEPS.items(), 1):
            if text.startswith(start):
                tell(step=number, message=words)


def fetcher_class(weasyprint):
    class PortalFetcher(weasyprint.urls.URLFetcher):
        """Fetches nothing: a report is whole in itself. Whatever it asks for is noted, and fails it."""

        def __init__(self):
            super().__init__(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=False)
            self.blocked = []

        def fetch(self, url, headers=None):
            if not url.lower().startswith("data:"):
                self.blocked.append(url[:200])
                raise ValueError("Nothing is fetched from outside the report")
            return super().fetch(url, headers)

    return PortalFetcher


def make(html, out):
    """Write the PDF, or tell why not. What to do about it is in the words."""
    try:
        import weasyprint  # noqa: PLC0415 -- slow import, and absent libraries must give a sentence
    except OSError:
        tell(failed="missing", message=PANGO_MISSING)
        return
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(Telling())
    progress.propagate = False
    fetcher = fetcher_class(weasyprint)()
    document = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url="portal:report").render()
    if fetcher.blocked:
        tell(failed="blocked", blocked=fetcher.blocked[:5])
        return
    document.write_pdf(out, pdf_variant="pdf/ua-1")
    if fetcher.blocked:
        tell(failed="blocked", blocked=fetcher.blocked[:5])
        return
    tell(made=True, pages=len(document.pages))


def main():
    limit(*(int(argument) for argument in sys.argv[2:5]))
    html = sys.stdin.buffer.read().decode()
    try:
        make(html, sys.argv[1])
    except MemoryError:
        tell(failed="memory")
    except RecursionError:
        tell(failed="nested")


if __name__ == "__main__":
    main()
