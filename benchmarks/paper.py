"""What is kept of a run: the table on the screen, the JSON file, and docs/speed.md drawn from that file."""

import json
import os
import platform
from pathlib import Path

import django
from django.db import connection
from django.utils import timezone

from benchmarks.figures import few_digits, gate_of, kept, ratio_of, verdict

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
PAGE = HERE.parent / "docs" / "speed.md"


def machine():
    """What it ran on, so that nobody compares milliseconds of two machines."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (postgres,) = cursor.fetchone()
    return {
        "on": timezone.localtime().strftime("%-d %B %Y, %H:%M"),
        "cores": len(os.sched_getaffinity(0)),
        "busy": round(os.getloadavg()[1], 1),
        "python": platform.python_version(),
        "django": django.get_version(),
        "postgresql": postgres.split()[0],
    }


def keep(found, ran, path):
    """Put what this run found into the file, in place of what it has of the same parts."""
    held = json.loads(path.read_text()) if path.is_file() else {}
    held |= {name: {"ran": ran, "figures": figures} for name, figures in found.items()}
    path.write_text(json.dumps(held, indent=1, ensure_ascii=False) + "\n")
    return held


def table(figures):
    """Every figure with its limit, their ratio and its gate, as lines for the screen."""
    lines = [f"\n{'what':66} {'measured':>11} {'limit':>11} {'ratio':>7} {'gate':>10} {'':6} {'queries':>7}"]
    for one in figures:
        lines.append(
            f"{named(one):66} {few_digits(one['measured']):>8} {one['unit']:2} {few_digits(one.get('limit')):>8} "
            f"{one['unit'] if one.get('limit') else '':2} {few_digits(ratio_of(one)):>7} {gate_of(one):>10} "
            f"{verdict(one):6} {one.get('queries', ''):>7}"
        )
    return "\n".join(lines)


def named(figure):
    return f"{figure['what']}, {figure['size']}" if figure.get("size") else figure["what"]


def judged(figures):
    """How many of them have a gate, and those that miss theirs."""
    verdicts = [(kept(one), one) for one in figures]
    return sum(verdict is not None for verdict, _ in verdicts), [
        one for verdict, one in verdicts if verdict is False
    ]


def shown(figure):
    """A figure as the one number that its gate judges."""
    ratio = ratio_of(figure)
    return f"{few_digits(figure['measured'])} {figure['unit']}" if ratio is None else f"{few_digits(ratio)} ×"


# heading, whether numbers stand in that column, and what is written into it
COLUMNS = (
    ("What", False, named),
    ("Measured", True, lambda one: f"{few_digits(one['measured'])} {one['unit']}"),
    ("Limit", True, lambda one: f"{few_digits(one['limit'])} {one['unit']}" if one.get("limit") else ""),
    ("Ratio", True, lambda one: few_digits(ratio_of(one))),
    ("Gate", True, gate_of),
    ("Kept?", False, verdict),
    ("Queries", True, lambda one: str(one.get("queries", ""))),
    ("KB", True, lambda one: few_digits(one.get("kilobytes"))),
    ("Requests/s, 1 client", True, lambda one: few_digits(one.get("rps"))),
    ("p95 ms", True, lambda one: few_digits(one.get("p95"))),
    ("Requests/s, 8 clients", True, lambda one: few_digits(one.get("rps_8"))),
    ("p95 ms", True, lambda one: few_digits(one.get("p95_8"))),
)


def markdown(figures):
    """Their table, without the columns in which nothing stands, and under it their notes."""
    cells = [[write(one) for _, _, write in COLUMNS] for one in figures]
    used = [place for place in range(len(COLUMNS)) if any(row[place] for row in cells)]
    lines = [
        "| " + " | ".join(COLUMNS[place][0] for place in used) + " |",
        "|" + "|".join("--:" if COLUMNS[place][1] else "---" for place in used) + "|",
        *("| " + " | ".join(row[place] for place in used) + " |" for row in cells),
    ]
    notes = [f"- {named(one)}: {one['note']}" for one in figures if one.get("note")]
    return [*lines, *([""] if notes else []), *notes]


def chapter(module, part):
    """What one module measured, on which machine, beside what; and what it says about it."""
    ran = part["ran"]
    besides = list(dict.fromkeys(one["beside"] for one in part["figures"] if one.get("beside")))
    return [
        f"## {module.HEADING}",
        "",
        f"{module.__doc__.strip()}",
        "",
        *([f"Limit: {'; '.join(besides)}.", ""] if besides else []),
        *markdown(part["figures"]),
        "",
        f"Measured on {ran['on']}, {ran['cores']} cores (load {ran['busy']} at the end), Python {ran['python']}, "
        f"Django {ran['django']}, PostgreSQL {ran['postgresql']}"
        + (", a short run." if ran["quick"] else "."),
        *(["", module.SAID.strip()] if getattr(module, "SAID", "") else []),
    ]


def page(held, modules):
    """docs/speed.md: the gates that are missed first, then a chapter for each module that has been run."""
    every = [one for name in modules if name in held for one in held[name]["figures"]]
    gates, missed = judged(every)
    lines = [
        "# How fast it is",
        "",
        "Written by `make bench` from `benchmarks/results.json`. Each figure stands beside its limit, measured in the "
        "same run, and their ratio is judged: milliseconds are those of one machine. "
        f"**{gates - len(missed)} of {gates} gates are kept.**",
        "",
        *(f"- Missed: {named(one)}: {shown(one)} where {gate_of(one)} is asked." for one in missed),
    ]
    for name, module in modules.items():
        if name in held:
            lines += ["", *chapter(module, held[name])]
    return "\n".join(lines) + "\n"
