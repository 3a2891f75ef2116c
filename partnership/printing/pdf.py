"""HTML in, a tagged PDF out, made in a process of its own with limits on time and memory."""

import contextlib
import io
import json
import logging
import os
import selectors
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pikepdf

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 150  # by the clock
PROCESSOR = 120  # seconds of it
MEMORY = 1_500_000_000  # bytes of address space
LOOK = 2.0  # seconds between two signs of life

# What the child is given of our environment: no secret, no database address.
PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONPYCACHEPREFIX",
)


OUT_OF_MEMORY = (
    b"MemoryError",
    b"annot allocate memory",
    b"ut of memory",
    b"failed to allocate",
    b"creating thread",
    b"error return without exception set",
)

# The libraries underneath end the process when they get no memory: SIGTRAP, SIGABRT, SIGSEGV.
ENDED_BY_LIBRARY = (-5, -6, -11)


class CannotPrint(Exception):
    """The PDF was not made. The text is a sentence that says what to do."""


SENTENCES = {
    "blocked": "{called} refers to something outside itself ({what}), which the portal never fetches. "
    "Take it out of the text, and try again.",
    "memory": "{called} needed more memory than one report may have. "
    "Shorten its longest tables, and try again.",
    "nested": "{called}’s text is nested too deeply. Make its lists simpler, and try again.",
    "time": "{called} took too long to lay out. Shorten its longest tables, and try again.",
    "broken": "{called} could not be made into a PDF. Try again; if that fails too, "
    "ask whoever runs the portal to look at the log.",
}


def print_pdf(
    html,
    *,
    called="The report",
    on_step=None,
    on_look=None,
    seconds=SECONDS,
    memory=MEMORY,
    processor=PROCESSOR,
):
    """The PDF of this HTML as bytes, and its number of pages; CannotPrint with a sentence otherwise.

    `called` is what that sentence calls it. `on_step(number, message)` is called at each step, `on_look()` every
    few seconds in between.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.pdf"
        said = run(html, out, on_step or ignore, on_look or ignore, seconds, (memory, processor))
        if not said.get("made"):
            raise CannotPrint(sentence(said, called))
        return finish(out.read_bytes()), said["pages"]


def ignore(*_):
    return None


def sentence(said, called):
    if said.get("message"):
        return said["message"]
    words = SENTENCES[said.get("failed", "broken")]
    return words.format(called=called, what=", ".join(said.get("blocked", [])))


def run(html, out, on_step, on_look, seconds, limits):
    """Start the child, follow it until its end or ours, and give its last word."""
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    child = subprocess.Popen(  # noqa: S603 -- our own module, no shell
        [sys.executable, "-m", "partnership.printing.child", str(out), *map(str, (os.getpid(), *limits))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
    )
    with child:
        feeder = threading.Thread(target=feed, args=(child, html.encode()), daemon=True)
        complaints = []
        listener = threading.Thread(target=lambda: complaints.append(child.stderr.read()), daemon=True)
        feeder.start()
        listener.start()
        try:
            said = follow(child, on_step, on_look, time.monotonic() + seconds)
        finally:
            if child.poll() is None:
                child.kill()
            child.wait()
        feeder.join(5)
        listener.join(5)
    if not said and child.returncode:
        said = {"failed": why_ended(child.returncode, b"".join(complaints))}
    return said


def feed(child, content):
    with contextlib.suppress(BrokenPipeError), child.stdin:
        child.stdin.write(content)


def follow(child, on_step, on_look, until):
    """Read the child's lines as they come; its last word, or that its time is over."""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        rest = b""
        while True:
            if time.monotonic() > until:
                return {"failed": "time"}
            if not selector.select(timeout=LOOK):
                on_look()
                continue
            piece = os.read(child.stdout.fileno(), 65536)
            if not piece:
                child.wait(timeout=30)
                return {}
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                said = json.loads(line)
                if "step" in said:
                    on_step(said["step"], said["message"])
                else:
                    child.wait(timeout=30)
                    return said


def why_ended(code, complaints):
    """The kind of end, from how the process ended and what it said last, which goes to the log."""
    last = complaints.strip().rpartition(b"\n")[2][:300].decode(errors="replace")
    log.warning("The process that makes the PDF ended with %s: %s", code, last)
    if code == -24:  # SIGXCPU
        return "time"
    if code in ENDED_BY_LIBRARY or any(words in complaints for words in OUT_OF_MEMORY):
        return "memory"
    return "broken"


def finish(content):
    """The same PDF with a scope on every header cell and printable links, which WeasyPrint leaves out."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for cell, row_head in header_cells(pdf.Root.StructTreeRoot):
            give_scope(pdf, cell, "/Row" if row_head else "/Column")
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                if annotation.get("/Subtype") == "/Link":
                    annotation.F = int(annotation.get("/F", 0)) | 4
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def children(element):
    kids = element.get("/K")
    if isinstance(kids, pikepdf.Array):
        return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
    return [kids] if isinstance(kids, pikepdf.Dictionary) else []


def header_cells(root):
    """Every TH of the structure, with whether it heads a row: it does outside a table's head."""
    stack = [(root, False)]
    while stack:
        element, in_head = stack.pop()
        kind = element.get("/S")
        in_head = (in_head or kind == "/THead") and kind != "/TBody"
        if kind == "/TH":
            yield element, not in_head
        stack.extend((kid, in_head) for kid in children(element) if "/S" in kid or kid is root)


def give_scope(pdf, cell, scope):
    """Set the scope, whatever attributes the cell has already."""
    attributes = cell.get("/A")
    held = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes] if attributes else []
    for one in held:
        if isinstance(one, pikepdf.Dictionary) and one.get("/O") == "/Table":
            if "/Scope" not in one:
                one.Scope = pikepdf.Name(scope)
            return
    held.append(pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name(scope)))
    cell.A = held[0] if len(held) == 1 else pikepdf.Array(held)
