"""The portal as it is shipped, with TLS, on this machine: over the database of the demo, which scanning changes."""

import datetime as dt
import ipaddress
import json
import os
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tools.scan.place import PLACE, ROOT, made

CERTIFICATE, KEY = PLACE / "localhost.pem", PLACE / "localhost.key"


@cache
def certificate():
    """A certificate for localhost, of today, that only the scanners are told to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    CERTIFICATE.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    KEY.touch(mode=0o600)
    KEY.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def shipped(**more):
    """The settings of a real portal, but for its database, which is whatever the settings find: the demo's."""
    return {
        **os.environ,
        "TLS": "true",
        "DEMO": "false",
        "DEBUG": "false",
        "TRUSTED_PROXY": "false",
        "ALLOWED_HOSTS": "localhost",
        "EMAIL_URL": "dummymail://",
        "STATIC_ROOT": str(PLACE / "static"),
        "LOG_LEVEL": "INFO",
        **more,
    }


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def answers(port):
    trusted = ssl.create_default_context(cafile=str(CERTIFICATE))
    try:
        with urllib.request.urlopen(
            f"https://localhost:{port}/healthz", timeout=10, context=trusted
        ) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def portal(sessions=None, *, lenient=False):
    """Its port, while it runs; `sessions` says by what addresses begin with whose session is theirs: {"/": key}."""
    PLACE.mkdir(exist_ok=True)
    certificate()
    port = free_port()
    env = shipped(
        SITE_URL=f"https://localhost:{port}",
        SCAN_SESSIONS=json.dumps(sessions or {}),
        SCAN_LENIENT="yes" if lenient else "",
    )
    if not (PLACE / "static").exists():
        made(
            sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0", cwd=ROOT, env=env
        )
    log = (PLACE / "portal.log").open("a")
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "tools.scan.door:application", "--bind", f"127.0.0.1:{port}"),
            *("--certfile", str(CERTIFICATE), "--keyfile", str(KEY), "--workers", "2", "--threads", "4"),
            "--no-control-socket",
        ],
        cwd=ROOT,
        env=env,
        stdout=log,
        stderr=log,
    )
    try:
        until = time.monotonic() + 300
        while not answers(port):
            if server.poll() is not None or time.monotonic() > until:
                sys.exit(f"The portal did not start: see {PLACE / 'portal.log'}.")
            time.sleep(0.5)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        log.close()
