"""Draw docs/asvs.md from docs/asvs.txt: each requirement of OWASP's standard, how it is met, and which tests hold it.

`python -m tools.asvs` writes it, `--check` says whether it is as it should be.
"""

import ast
import sys
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA, WRITTEN = ROOT / "docs" / "asvs.txt", ROOT / "docs" / "asvs.md"
STATES = {
    "met": "met",
    "part": "met in part",
    "no": "not met",
    "operator": "up to whoever runs it",
    "absent": "nothing of the kind here",
}


def read():
    """[(chapter, [requirement])]; a requirement is a dict with number, level, state, wanted, how, tests."""
    names, chapters = {}, []
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            name, _, test = line.partition(" = ")
            names[name] = f"tests/{test}"
        elif line.startswith("## "):
            chapters.append((line[3:], []))
        elif line and not line.startswith("#"):
            number, level, state, wanted, how, tests = [part.strip() for part in line.split("|")]
            chapters[-1][1].append(
                {
                    "number": number,
                    "level": int(level),
                    "state": state,
                    "wanted": wanted,
                    "how": how,
                    "tests": [names[one.strip()] for one in tests.split(",") if one.strip()],
                }
            )
    return chapters


def requirements():
    return [one for _, ones in read() for one in ones]


def drawn():
    every = requirements()
    lines = [
        "# OWASP ASVS 5.0, level by level",
        "",
        "Level 2, and level 3 where it concerns what is known about children. The wanted is said in our words; the "
        "standard's own are under the same numbers at owasp.org. Written by `make tables` from [asvs.txt](asvs.txt).",
        "",
        f"| Level | Requirements | {' | '.join(said.capitalize() for said in STATES.values())} | Held by a test |",
        f"|---|---:|{'---:|' * len(STATES)}---:|",
    ]
    for level in (1, 2, 3):
        ones = [one for one in every if one["level"] == level]
        counts = Counter(one["state"] for one in ones)
        numbers = " | ".join(str(counts[state]) for state in STATES)
        lines.append(f"| {level} | {len(ones)} | {numbers} | {sum(bool(one['tests']) for one in ones)} |")
    for chapter, ones in read():
        lines += [
            "",
            f"## {chapter}",
            "",
            "| | Level | Wanted | | How, or why not | Tests |",
            "|---|---|---|---|---|---|",
        ]
        for one in ones:
            tests = "<br>".join(link(test) for test in one["tests"])
            state = STATES[one["state"]] if one["state"] == "met" else f"**{STATES[one['state']]}**"
            lines.append(
                f"| {one['number']} | {one['level']} | {one['wanted']} | {state} | {one['how']} | {tests} |"
            )
    return "\n".join(lines) + "\n"


def link(test):
    path, name = test.split("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../{path})"


@cache
def functions(path):
    file = ROOT / path
    tree = ast.parse(file.read_text(encoding="utf-8")) if file.exists() else ast.Module([], [])
    return {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def faults():
    """What is wrong with the table, in sentences."""
    wrong = []
    numbers = Counter(one["number"] for one in requirements())
    wrong += [f"{number} stands twice in docs/asvs.txt." for number, count in numbers.items() if count > 1]
    for one in requirements():
        if one["state"] not in STATES:
            wrong.append(f"{one['number']}: {one['state']} is no state.")
        if not one["how"] and not one["tests"]:
            wrong.append(f"{one['number']} says neither how nor which test.")
        for test in one["tests"]:
            path, name = test.split("::")
            if name not in functions(path):
                wrong.append(f"{one['number']}: there is no {test}.")
    if not WRITTEN.exists() or WRITTEN.read_text(encoding="utf-8") != drawn():
        wrong.append("docs/asvs.md is not what docs/asvs.txt says: make tables.")
    return wrong


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit("\n".join(faults()) or None)
    WRITTEN.write_text(drawn(), encoding="utf-8")
