"""Where the scanners live: `.scan/` in the checkout, made from two locks with hashes at the first run."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
PLACE = ROOT / ".scan"
VENV = PLACE / "venv" / "bin"
OBSERVATORY = PLACE / "node_modules" / "@mdn" / "mdn-http-observatory"


def run(*argv, **more):
    return subprocess.run([str(one) for one in argv], capture_output=True, text=True, check=False, **more)


def made(*argv, **more):
    """The same, ending everything with what it said when it fails."""
    done = run(*argv, **more)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, argv))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def is_fresh(lock):
    """Whether that lock is the one of the last installation; notes it if not."""
    seen = PLACE / f"{lock.name}.seen"
    now = hashlib.sha256(lock.read_bytes()).hexdigest()
    return seen.exists() and seen.read_text() == now, lambda: seen.write_text(now)


def install():
    PLACE.mkdir(exist_ok=True)
    python, note = is_fresh(HERE / "requirements.lock")
    if not python:
        print("Installing the scanners …", flush=True)
        made(sys.executable, "-m", "venv", "--clear", PLACE / "venv")
        made(VENV / "pip", "install", "-q", "--require-hashes", "-r", HERE / "requirements.lock")
        note()
    node, note = is_fresh(HERE / "package-lock.json")
    if not node:
        print("Installing Mozilla's Observatory …", flush=True)
        for name in ("package.json", "package-lock.json"):
            (PLACE / name).write_bytes((HERE / name).read_bytes())
        # Without its scripts, which would fetch lists; those decide nothing for a host of this machine.
        made("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=PLACE)
        (OBSERVATORY / "conf" / "hsts-preload.json").write_text("{}")
        (OBSERVATORY / "conf" / "tld-list.json").write_text(json.dumps(["uk"]))
        note()
