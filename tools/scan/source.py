"""Scanners of the source: bandit, ruff's rules of security without their exceptions, detect-secrets, deploy checks."""

import json
import re
import sys

from tools.scan.place import ROOT, VENV, run

CODE = ["partnership", "reviews", "assurance", "training", "schools", "manage.py"]


def bandit():
    told = json.loads(run(VENV / "bandit", "-r", "-q", "-f", "json", *CODE, cwd=ROOT).stdout)
    for one in told["results"]:
        yield finding(
            "bandit", "S" + one["test_id"][1:], one["filename"], one["line_number"], one["issue_text"]
        )


def ruff():
    """Every place, also those that a comment excuses: the reason has to stand in settled.toml, too."""
    told = run(
        sys.executable, "-m", "ruff", "check", "--select", "S", "--ignore-noqa", "--output-format", "json", *CODE,
        cwd=ROOT,
    )  # fmt: skip
    for one in json.loads(told.stdout):
        path = one["filename"].removeprefix(f"{ROOT}/")
        yield finding("ruff", one["code"], path, one["location"]["row"], one["message"])


def secrets():
    told = run(VENV / "detect-secrets", "scan", "--exclude-files", r"(\.lock|package-lock\.json)$", cwd=ROOT)
    for path, ones in json.loads(told.stdout)["results"].items():
        for one in ones:
            yield finding("detect-secrets", one["type"], path, one["line_number"], one["type"])


def deploy():
    """`manage.py check --deploy`, with the settings that tools/check gives a real portal."""
    done = run("sh", "tools/check", cwd=ROOT)
    if not re.search(r"deploy settings … ok", done.stdout):
        yield finding("check --deploy", "deploy", "partnership/site/settings.py", 0, done.stdout[-200:])


def finding(tool, rule, place, line, says):
    return {"tool": tool, "rule": rule, "place": place.removeprefix("./"), "line": line, "says": says}


SCANNERS = {"bandit": bandit, "ruff": ruff, "detect-secrets": secrets, "check --deploy": deploy}


def figures():
    return {name: list(scanner()) for name, scanner in SCANNERS.items()}
