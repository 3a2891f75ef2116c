"""`make mutate`: take guards out, one at a time, and say how many a test notices.

    make mutate ARGS="--sample 60 --seed 1"           60 guards by chance, the same for the same seed
    make mutate ARGS="--only reviews.views"  every guard of a module, or of a package

First all doors of the table behind which the guard stands are knocked at, within one process. What they do not notice
is written into a copy of the checkout, and the tests that name the function or its module are run there. Tests that do
not end without the guard, and do end with it, have noticed too: that guard is told as hung.
"""

import argparse
import ast
import datetime as dt
import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from tools.mutation import guards

ROOT = guards.ROOT

RESULTS = Path(__file__).parent / "results.json"
FILES = 8  # test files that are run for one guard, those that name it most often first
# Walks and breakdowns, which name everything and take minutes; at the doors was knocked before.
NOT_ASKED = ("doors", "journeys", "faults")
SECONDS = 300  # for the tests of one guard; most end within a minute
HUNG = "hung"
SAID = {"": "NOT NOTICED", None: "NOT JUDGED: its tests do not end with it either"}
PYTEST = [sys.executable, "-m", "pytest", "-n", "0", "-q", "--reuse-db", "--show-capture=no", "--tb=no"]


def by_doors(guards, copy, until):
    """What the doors noticed by then, guard by guard."""
    asked = copy.parent / "guards.json"
    asked.write_text(json.dumps([asdict(one) for one in guards]))
    out = asked.with_suffix(".noticed")
    out.touch()
    env = {**os.environ, "GUARDS": str(asked), "UNTIL": str(until)}
    done = subprocess.run([*PYTEST, "tests/guards.py"], cwd=copy, env=env, check=False)
    if done.returncode:
        sys.exit("The doors could not be knocked at, or answered otherwise with every guard in its place.")
    lines = out.read_text().splitlines()
    return dict(json.loads(line) for line in lines)


def likely(guard, texts):
    """The test files that name what the guard stands in, or its module, most often first."""
    module = Path(guard.path).stem
    words = {guard.place: 10, module: 2, guard.place.removesuffix("Form").lower(): 1}
    scores = {}
    for path, text in texts.items():
        score = sum(
            weight * len(re.findall(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text))
            for word, weight in words.items()
        )
        if module in path.stem:
            score += 20
        if score:
            scores[path] = score
    return sorted(scores, key=scores.get, reverse=True)[:FILES]


def by_tests(guard, copy, texts):
    """The first test that fails without the guard, in a copy of the checkout; empty when all pass, None if unknown."""
    files = [str(one.relative_to(copy)) for one in likely(guard, texts)]
    if not files:
        return ""
    path = copy / guard.path
    before = path.read_text(encoding="utf-8")
    path.write_text(ast.unparse(guard.taken_out()), encoding="utf-8")
    try:
        done = tested(files, copy)
    finally:
        path.write_text(before, encoding="utf-8")
    if done is None:
        return HUNG if tested([*files, "--create-db"], copy) else None  # who was killed left rows behind
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return failed.group(1) if failed else "" if done.returncode in (0, 5) else done.stdout[-200:]


def tested(files, copy):
    """What those tests said in that copy up to the first that failed; None if they did not end."""
    command = [*PYTEST, "-x", *files]
    try:
        return subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return None


def copied(folder):
    """The checkout as it is, without what is only made."""
    copy = folder / "checkout"
    shutil.copytree(
        ROOT,
        copy,
        ignore=shutil.ignore_patterns(".git", ".venv", ".scan", ".demo", ".test", "*cache*", ".documents"),
    )
    (copy / ".venv").symlink_to(ROOT / ".venv")
    return copy


def asked():
    reader = argparse.ArgumentParser(prog="make mutate")
    reader.add_argument("--sample", type=int, help="how many guards by chance, instead of all")
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--only", default="", help="a module or package, such as reviews.views")
    reader.add_argument("--kind", default="", help="guards of this kind only, such as visible_to")
    reader.add_argument(
        "--doors", action="store_true", help="knock at doors only; what they leave is not tested further"
    )
    reader.add_argument("--minutes", type=float, help="stop then; the sample is what was judged by then")
    return reader.parse_args()


def main():
    told = asked()
    until = time.time() + told.minutes * 60 if told.minutes else math.inf
    with tempfile.TemporaryDirectory(prefix="guards-") as name:
        copy = guards.ROOT = copied(Path(name))  # so that nobody's work on the checkout disturbs a long run
        every = [one for one in guards.all_guards(told.only) if told.kind in one.kind]
        dice = random.Random(told.seed)  # noqa: S311 - a sample that can be drawn again
        drawn = dice.sample(every, min(told.sample or len(every), len(every)))
        found = by_doors(drawn, copy, until)
        judged = [one for one in drawn if str(one) in found]
        at_doors = [one for one in judged if found[str(one)]]
        left = [one for one in judged if not found[str(one)]]
        print(f"{len(at_doors)} of {len(judged)} are noticed at a door.", flush=True)
        texts = {
            path: path.read_text(encoding="utf-8")
            for path in (copy / "tests").rglob("test_*.py")
            if path.parent.name not in NOT_ASKED
        }
        for one in left:
            if told.doors or time.time() > until:
                found[str(one)] = None
                continue
            found[str(one)] = by_tests(one, copy, texts)
            print(f"{one}: {SAID.get(found[str(one)], found[str(one)])}", flush=True)
    conclude(told, every, judged, len(at_doors), found)


def conclude(told, every, judged, at_doors, found):
    """Say what was noticed, and keep it when it was a sample of everything."""
    unknown = [str(one) for one in judged if found[str(one)] is None]
    survivors = [str(one) for one in judged if found[str(one)] == ""]
    kinds = {}
    for one in judged:
        counts = kinds.setdefault(one.kind, [0, 0])
        counts[0] += bool(found[str(one)])
        counts[1] += 1
    report = {
        "on": f"{dt.date.today():%-d %B %Y}",  # noqa: DTZ011 - the day of whoever measures
        "guards": len(every),
        "sample": len(judged),
        "seed": told.seed,
        "at_doors": at_doors,
        "noticed": len(judged) - len(survivors) - len(unknown),
        "kinds": dict(sorted(kinds.items())),
        "hung": [str(one) for one in judged if found[str(one)] == HUNG],
        "survivors": survivors,
        "not_judged": unknown,
    }
    print(json.dumps(report, indent=1))
    if not told.only and not told.kind:
        RESULTS.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    sys.exit(len(survivors) > 0.05 * len(judged))


if __name__ == "__main__":
    main()
