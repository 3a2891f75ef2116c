"""What a run of the fault tests measured: kept as docs/faults.json, and drawn from there as docs/faults.md."""

import json
import os
import platform
from pathlib import Path

from django.utils import timezone

from tests.faults.portal import BACK_WITHIN

WORDS = """\
# What faults cost, as measured

`make faults` kills, fills and cuts off real servers, and writes this page from [faults.json](faults.json) at its end;
nothing here is typed. *Lost* counts letters that never came, or what somebody was told is saved and is not there.
*Twice* counts letters that came once more than they should, each under the same Message-ID, beside how often nobody can
know: once for each process killed, as its letter may be between the mail server's yes and our commit. *Back after* is
how long after the end of the fault everything was as it should be.

"""
HEAD = (
    "| row | what happens | how | N | lost | twice | back after | also | held |\n"
    "|---|---|---|--:|--:|--:|--:|---|---|\n"
)


class Report:
    """The entries of this run. `others` of an entry are further figures, by name."""

    def __init__(self):
        self.entries = []

    def add(self, test, row, *, fault, how, n, lost=0, twice=0, at_most=0, recovery=None, **others):
        """Note what a test measured, before it judges it."""
        self.entries.append(
            {
                "row": row, "fault": fault, "how": how, "n": n, "lost": lost, "twice": twice, "at_most": at_most,
                "recovery": None if recovery is None else round(recovery, 1),
                "others": {name.replace("_", " "): value for name, value in others.items()},
                "test": test, "held": None,
            }
        )  # fmt: skip

    def judge(self, test, held):
        """A test has ended: what it noted held, or did not."""
        for entry in self.entries:
            if entry["test"] == test:
                entry["held"] = held

    def write(self, path, whole):
        """Write the JSON and the page beside it. A run of some tests leaves the others' figures as they are."""
        ran = {entry["test"] for entry in self.entries}
        before = [] if whole or not path.exists() else json.loads(path.read_text())["entries"]
        entries = self.entries + [entry for entry in before if entry["test"] not in ran]
        entries.sort(key=lambda entry: (place(entry["row"]), entry["test"], entry["fault"]))
        kept = {"measured": f"{timezone.localdate():%d %B %Y}", "on": machine(), "entries": entries}
        path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
        path.with_suffix(".md").write_text(page(kept))


def place(row):
    """F2 comes before F10; what is no fault, such as a load, comes last."""
    number = row.removeprefix("F")
    return int(number) if number.isdigit() else 99


def machine():
    """What it was measured on, how busy that was, and how long everything was given to be well again."""
    return (
        f"{os.cpu_count()} processors with a load of {os.getloadavg()[2]:.0f} over the last quarter of an hour, "
        f"Python {platform.python_version()}, everything to be back after {BACK_WITHIN:.0f} s"
    )


def page(kept):
    """docs/faults.md, as the JSON has it."""
    rows = "".join(line(entry) for entry in kept["entries"])
    return f"{WORDS}Last measured on {kept['measured']}: {kept['on']}.\n\n{HEAD}{rows}"


def line(entry):
    twice = f"{entry['twice']} of {entry['at_most']}" if entry["at_most"] else entry["twice"]
    recovery = "–" if entry["recovery"] is None else f"{entry['recovery']} s"
    others = "; ".join(f"{name} {value}" for name, value in entry["others"].items())
    held = {True: "yes", False: "**no**", None: "?"}[entry["held"]]
    cells = [
        entry["row"],
        entry["fault"],
        entry["how"],
        entry["n"],
        entry["lost"],
        twice,
        recovery,
        others,
        held,
    ]
    return f"| {' | '.join(str(cell) for cell in cells)} |\n"


def chosen_path():
    """Where FAULT_REPORT says that the figures go; None when nobody asked for them."""
    chosen = os.environ.get("FAULT_REPORT")
    return Path(chosen) if chosen else None
