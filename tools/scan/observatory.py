"""Mozilla's HTTP Observatory, its own scanner run here, on one address of each class."""

import json
import os
from contextlib import ExitStack

from tools.scan.place import OBSERVATORY, run
from tools.scan.portal import CERTIFICATE, portal
from tools.scan.sessions import signed_in

WANTED = 135
# What is scanned, where, and as whom: an anonymous visitor, or somebody with that role alone.
CLASSES = [
    ("public page", "/", None),
    ("sign-in", "/account/login/", None),
    ("not found (404)", "/nothing-here/", None),
    ("error (500)", "/scan-error/", None),
    ("static file", "/static/favicon.svg", None),
    ("home", "/home/", "board_officer"),
    ("list of cases", "/cases/", "board_officer"),
    ("download", "/partnership/organisations/?file=csv", "board_officer"),
    ("refused (403)", "/diary/", "partner_lead"),
]


def scanned(port, path):
    done = run(
        "node",
        OBSERVATORY / "src" / "scan.js",
        f"localhost:{port}{path}",
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(CERTIFICATE)},
    )
    try:
        told = json.loads(done.stdout)
        return told["scan"] | {"tests": told["tests"]}
    except (ValueError, KeyError):
        return {"error": (done.stdout + done.stderr).strip()[-300:]}


def look(port):
    for name, path, _ in CLASSES:
        told = scanned(port, path)
        yield {
            "class": name,
            "address": path,
            "grade": told.get("grade", "none"),
            "score": told.get("score", 0),
            "tests": {key: [one["pass"], one["scoreModifier"]] for key, one in told.get("tests", {}).items()},
            **({"error": told["error"]} if told.get("error") else {}),
        }


def figures():
    """Each class with its grade. Every address has a session of its own, begun with that request, as people's are."""
    with ExitStack() as stack:
        keys = {path.split("?")[0]: stack.enter_context(signed_in(role)) for _, path, role in CLASSES if role}
        port = stack.enter_context(portal(keys, lenient=True))
        return list(look(port))
