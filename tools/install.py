"""Set up this checkout: its own .venv from a lock with hashes, and the few system libraries it needs.

`install.py demo|test|check`. Standard library only, for any Python from 3.11. A second run is instant.
Nothing but the checkout is changed, except that apt installs missing packages when it may.
"""

# It runs the machine's own apt, sudo and Python, with arguments from this file alone.

import ctypes
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".portal"
DEV = "requirements-dev.lock"
LOCKS = {"demo": "requirements-demo.lock", "test": DEV, "faults": DEV, "check": DEV}


def has_library(*names):
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def has_program(*names):
    places = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/bin"])
    return any(shutil.which(name, path=places) for name in names)


def apt_offers(name):
    known = shutil.which("apt-cache") and subprocess.run(
        ["apt-cache", "show", "--no-all-versions", name], capture_output=True, check=False
    )
    return bool(known) and known.returncode == 0


def has_font():
    return any(Path("/usr/share/fonts").rglob("DejaVuSans.ttf")) or sys.platform == "darwin"


def has_postgres():
    return has_program("postgres") or any(Path("/usr/lib/postgresql").glob("*/bin/postgres"))


# Debian's package, how to see that its thing is here, and what is missed without it.
FOR_PDF = (
    (
        "libpango-1.0-0",
        lambda: has_library("libpango-1.0.so.0", "libpango-1.0.dylib"),
        "yearly report as PDF",
    ),
    ("libpangoft2-1.0-0", lambda: has_library("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"), "the same"),
    (
        "libharfbuzz-subset0",
        lambda: has_library("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib"),
        "the same",
    ),
    ("fonts-dejavu-core", has_font, "the same"),
)
FOR_TESTS = (
    (
        "chromium",
        lambda: has_program("chromium", "chromium-browser", "google-chrome"),
        "test in a browser",
    ),
    (
        "chromium-headless-shell",
        lambda: has_program("chromium-headless-shell") or not apt_offers("chromium-headless-shell"),
        "quick test in a browser",
    ),
    ("redis-server", lambda: has_program("redis-server", "valkey-server"), "test on a real Redis"),
    ("postgresql", has_postgres, "test on the machine's PostgreSQL"),
)
FOR_FAULTS = (("nginx", lambda: has_program("nginx"), "test of slow clients"),)
SYSTEM = {
    "demo": FOR_PDF,
    "test": FOR_PDF + FOR_TESTS,
    "faults": FOR_PDF + FOR_TESTS + FOR_FAULTS,
    "check": (),
}


def say(text, end="\n"):
    print(text, end=end, flush=True)


def root_prefix():
    """What to put before apt-get; None when we may not use it."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def apt_install(packages):
    """Install with apt when we may; False when we may not or it did not work."""
    prefix = root_prefix()
    if prefix is None:
        return False
    say(f"Installing {', '.join(packages)} with apt …")
    quiet = {"stdout": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    apt = [
        *prefix,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    if subprocess.run(install, stderr=subprocess.DEVNULL, **quiet).returncode == 0:
        return True
    subprocess.run([*apt, "update"], **quiet)
    return subprocess.run(install, **quiet).returncode == 0


def system_packages(purpose):
    """Bring what is missing; say in one sentence what to install when we may not."""
    missing = [(name, loss) for name, is_here, loss in SYSTEM[purpose] if not is_here()]
    if not missing or apt_install([name for name, _ in missing]):
        return
    losses = dict.fromkeys(loss for _, loss in missing if loss != "the same")
    say(
        f"Not here, and not ours to install: {' '.join(name for name, _ in missing)}. "
        f"Without them there is no {' and no '.join(losses)}; "
        f"install them with: sudo apt-get install {' '.join(name for name, _ in missing)}"
    )


def make_venv():
    """Our own .venv, made anew when its Python has gone or the checkout has moved."""
    if PYTHON.exists():
        works = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
        if works and stamp().get("path", str(VENV)) == str(VENV):
            return
        say("The .venv of this checkout no longer works here: making it anew.")
    try:
        import ensurepip  # noqa: F401, PLC0415
        import venv  # noqa: F401, PLC0415
    except ImportError:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not apt_install([package]):
            sys.exit(
                "Python's venv module is missing, and installing it is not ours to do: "
                f"sudo apt-get install {package}"
            )
    say(f"Making .venv with Python {sys.version.split()[0]} …")
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True)
    if made.returncode:
        sys.exit(f"The .venv could not be made: {made.stdout.strip()} {made.stderr.strip()}")


def stamp():
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def fingerprint(lock):
    return hashlib.sha256((CHECKOUT / lock).read_bytes()).hexdigest()


def is_installed(purpose):
    """Whether .venv holds this lock, or the one of everything, exactly as they are now."""
    known = stamp()
    if known.get("path") != str(VENV) or not PYTHON.exists():
        return False
    return any(known.get(lock) == fingerprint(lock) for lock in {LOCKS[purpose], LOCKS["test"]})


def install(lock):
    """Install the lock: every file must have the hash that the lock names."""
    packages = sum(" ==" in line or "==" in line for line in (CHECKOUT / lock).read_text().splitlines())
    say(f"Installing up to {packages} packages from {lock} …")
    began = time.monotonic()
    command = [
        *(
            PYTHON,
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--no-input",
            "--progress-bar",
            "off",
        ),
        *("--require-hashes", "--only-binary", ":all:", "-r", lock),
    ]
    said = []
    with subprocess.Popen(
        command,
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as pip:
        fetched = 0
        for line in pip.stdout:
            said.append(line)
            if line.startswith("Collecting "):
                fetched += 1
                if sys.stdout.isatty():
                    say(f"\r  {fetched} fetched", end="")
                elif fetched % 20 == 0:
                    say(f"  {fetched} fetched")
            elif line.startswith("Installing collected"):
                say(("\r" if sys.stdout.isatty() else "") + f"  {fetched} fetched, installing …")
    if pip.returncode:
        sys.exit("".join(said[-15:]) + "The packages could not be installed; the lines above say why.")
    say(f"  done in {time.monotonic() - began:.0f} s")
    known = {**stamp(), "path": str(VENV), lock: fingerprint(lock)}
    if lock == LOCKS["test"]:
        known.pop(LOCKS["demo"], None)
    STAMP.write_text(json.dumps(known, indent=1))


def main():
    purpose = sys.argv[1] if len(sys.argv) == 2 else ""
    if purpose not in LOCKS:
        sys.exit("Say for what: install.py demo, test, faults or check.")
    if not os.access(CHECKOUT, os.W_OK):
        sys.exit(f"{CHECKOUT} may not be written to by this user.")
    folder = os.open(CHECKOUT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another set-up of this checkout is at work; waiting for it …")
        fcntl.flock(folder, fcntl.LOCK_EX)
    if not is_installed(purpose):
        make_venv()
        install(LOCKS[purpose])
    system_packages(purpose)


if __name__ == "__main__":
    main()
