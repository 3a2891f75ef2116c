"""What the portal is built from: licences, what is behind, and what is known to be weak.

    make dependencies      docs/licences.md anew; versions behind and known advisories, where they can be asked for

Advisories are asked of the open database OSV by name and version. Where it cannot be reached that is said, and the
command ends with 2: not knowing is not the same as knowing of none. An advisory ends it with 1.
"""

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = ROOT / "docs" / "licences.md"
LOCKS = {
    "requirements.lock": "production",
    "requirements-demo.lock": "the demo's servers",
    "requirements-dev.lock": "tests and checks",
}
ADVISORIES = "https://api.osv.dev/v1/querybatch"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)(?: *; *([^\\]+?))? *\\?$", re.MULTILINE)


def locked(lock):
    """{name: (version, number of hashes)} of a lock; a name may stand twice, for different Pythons."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    found = list(PINNED.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)]
    return {
        (one[1].lower(), one[2]): text.count("--hash=sha256:", one.end(), end)
        for one, end in zip(found, ends, strict=True)
    }


def without_hashes():
    return [
        f"{name} {version} in {lock}"
        for lock in LOCKS
        for (name, version), hashes in locked(lock).items()
        if not hashes
    ]


def purposes():
    """What each locked package is for: the first lock that names it."""
    found = {}
    for lock, purpose in LOCKS.items():
        for name, version in locked(lock):
            found.setdefault(name, (version, purpose))
    return found


def licence(name):
    """As the package says it itself, in a word or two."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "not installed on this machine"
    if told.get("License-Expression"):
        return told["License-Expression"]
    classified = [
        one.split(" :: ")[-1] for one in told.get_all("Classifier", []) if one.startswith("License ::")
    ]
    words = (told.get("License") or "").strip().splitlines()
    return ", ".join(classified) or (words[0][:60] if words else "says none")


def drawn():
    lines = [
        "# What the portal is built from, and under which licences",
        "",
        "Written by `make dependencies` from the locks and from what each package says of itself. Every file of every "
        "package is installed by its hash. The design system in static/vendor is MIT, see the notes beside it.",
    ]
    for purpose in LOCKS.values():
        lines += ["", f"## For {purpose}", "", "| Package | Version | Licence |", "|---|---|---|"]
        lines += [
            f"| {name} | {version} | {licence(name)} |"
            for name, (version, of) in sorted(purposes().items())
            if of == purpose
        ]
    return "\n".join(lines) + "\n"


def behind():
    """[(name, version here, newest)] as pip finds them; None where it cannot ask."""
    done = subprocess.run(
        [sys.executable, "-m", "pip", "list", "--outdated", "--format", "json", "--disable-pip-version-check"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        return None
    ours = purposes()
    return [
        (one["name"], one["version"], one["latest_version"])
        for one in json.loads(done.stdout)
        if one["name"].lower() in ours
    ]


def advisories():
    """{package: ids of what is known against its version}; None where nobody can be asked."""
    asked = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
        for name, (version, _) in sorted(purposes().items())
    ]
    request = urllib.request.Request(
        ADVISORIES, json.dumps({"queries": asked}).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - the address above
            results = json.load(answer)["results"]
    except (urllib.error.URLError, OSError, ValueError, KeyError):
        return None
    return {
        one["package"]["name"]: [known["id"] for known in result["vulns"]]
        for one, result in zip(asked, results, strict=True)
        if result.get("vulns")
    }


def main():
    WRITTEN.write_text(drawn(), encoding="utf-8")
    print("docs/licences.md is written.")
    bare = without_hashes()
    print("Without hashes: " + (", ".join(bare) or "none."))
    late = behind()
    if late is None:
        print("Versions behind: the package index cannot be asked from here.")
    else:
        print(f"Versions behind: {len(late)}.")
        for name, here, newest in late:
            print(f"  {name} {here}, newest {newest}")
    known = advisories()
    if known is None:
        print("Known advisories: the database cannot be asked from here.")
        sys.exit(2)
    print(f"Known advisories: {len(known)}.")
    for name, ids in known.items():
        print(f"  {name}: {', '.join(ids)}")
    sys.exit(1 if known or bare else 0)


if __name__ == "__main__":
    main()
