"""A real OpenID provider on this machine, in a process of its own."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import pytest


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *given):
        return None


class Provider:
    """What an organisation's directory says of its people, and the way through its sign-in."""

    def __init__(self, issuer):
        self.issuer = issuer

    def knows(self, sub, **claims):
        body = json.dumps(claims).encode()
        request = Request(  # noqa: S310
            f"{self.issuer}/users/{sub}", body, {"Content-Type": "application/json"}, method="PUT"
        )
        urlopen(request).close()  # noqa: S310

    def sign_in(self, authorize, sub):
        """The address with which the provider sends that person back."""
        with pytest.raises(HTTPError) as answer:
            build_opener(Stay).open(Request(authorize, urlencode({"sub": sub}).encode()))  # noqa: S310
        with answer.value as sent_back:
            assert sent_back.code == 302
            return sent_back.headers["Location"]


@contextmanager
def running():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--host", "127.0.0.1"],
        env=os.environ | {"AUTHLIB_INSECURE_TRANSPORT": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        provider = Provider(f"http://127.0.0.1:{port}")
        for _ in range(600):
            try:
                urlopen(f"{provider.issuer}/jwks").close()  # noqa: S310
                break
            except URLError:
                assert process.poll() is None, "The provider did not start"
                time.sleep(0.05)
        yield provider
    finally:
        process.terminate()
        process.wait(10)
