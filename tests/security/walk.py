"""The portal as an attacker walks it: every page once, by somebody whom it opens for, with the forms that it shows."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import reverse

from tests.doors.table import COLUMNS, all_doors
from tests.doors.world import undone
from tests.factories.browser import in_mid_session, signed_in

CHOSEN = ("radio", "checkbox")


@dataclass
class Form:
    """One form of a page: where it goes, and (name, kind, value, chosen) of each thing that it sends."""

    action: str
    method: str
    fields: list = field(default_factory=list)

    @property
    def names(self):
        return {name for name, *_ in self.fields}

    @property
    def as_it_comes(self):
        """What a browser sends when nothing is typed, a list for each name."""
        sent = {}
        for name, kind, value, chosen in self.fields:
            if chosen and kind not in ("file", "button"):
                sent.setdefault(name, []).append(value)
        return sent


class Forms(HTMLParser):
    """The forms of a page; `elements` are all of its (name, attributes), `text` what stands between them."""

    def __init__(self, page, address):
        super().__init__()
        self.address, self.found, self.elements, self.words = address, [], [], []
        self.form = self.select = self.area = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.elements.append((tag, given))
        if tag == "form":
            action = urlsplit(urljoin(self.address, given.get("action") or self.address))
            self.form = Form(action.path, (given.get("method") or "get").lower())
            self.found.append(self.form)
        name = given.get("name")
        if self.form is None:
            return
        if tag == "option" and self.select:
            self.form.fields.append((self.select, "select", given.get("value", ""), "selected" in given))
        elif tag == "select" and name:
            self.select = name
        elif tag == "textarea" and name:
            self.area = [name, ""]
        elif tag == "button" and name:
            self.form.fields.append((name, "button", given.get("value", ""), False))
        elif tag == "input" and name:
            kind = given.get("type", "text")
            chosen = "checked" in given if kind in CHOSEN else True
            self.form.fields.append(
                (name, kind, given.get("value") or ("on" if kind in CHOSEN else ""), chosen)
            )

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.area and self.form:
            self.form.fields.append((self.area[0], "textarea", self.area[1].removeprefix("\n"), True))
            self.area = None

    def handle_data(self, data):
        self.words.append(data)
        if self.area:
            self.area[1] += data


@dataclass
class Seen:
    """One page that somebody was shown: its door, by whom, and what it was."""

    door: object
    who: str
    address: str
    text: str

    @cached_property
    def forms(self):
        return Forms(self.text, self.address)

    def __str__(self):
        return f"{self.door} by {self.who}"


class Intruder:
    """Everybody's browser at once: `who` is "anonymous" or a role. What they send is undone when it is answered."""

    def __init__(self, world):
        self.world, self.cookies, self.portals = world, {}, {}

    def client(self, who, **more):
        client = Client(raise_request_exception=False, **more)
        client.handler = self.portals.setdefault(tuple(more.items()), client.handler)
        if who != "anonymous":
            if who not in self.cookies:
                self.cookies[who] = session_of(self.world.cast.who(who))
            client.cookies["session"] = self.cookies[who]
        return client

    def arguments(self, door):
        return {key: self.world.value(value) for key, value in door.arguments}

    def address(self, door):
        return reverse(door.name, kwargs=self.arguments(door))

    def get(self, who, address, data=None, **more):
        client = self.client(who)
        with undone():
            return read(client.get(address, data, **more))

    def post(self, who, address, data=None, **more):
        client = self.client(who)
        with undone():
            return read(client.post(address, data, **more))

    @cached_property
    def pages(self):
        """Every address that shows a page, once, as the first column sees it for whom the table says 200."""
        seen, known = [], set()
        for door in all_doors():
            if door.method != "GET" or 200 not in door.answers:
                continue
            address = self.address(door)
            if (door.name, address) in known:
                continue
            known.add((door.name, address))
            who = COLUMNS[door.answers.index(200)]
            response = self.get(who, address)
            if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                seen.append(Seen(door, who, address, response.content.decode()))
        return seen


def session_of(person):
    return in_mid_session(signed_in(person)).cookies["session"].value


def read(response):
    """The answer with its body whole, also that of a file."""
    if response.streaming:
        response.body = b"".join(response.streaming_content)
    else:
        response.body = response.content
    return response


@contextmanager
def writes_of(execute_wrapper):
    """What is written to the database in here, as (statement, parameters)."""
    seen = []

    def listen(execute, sql, params, many, context):
        if str(sql).startswith(("INSERT", "UPDATE", "DELETE")):
            seen.append((str(sql), params))
        return execute(sql, params, many, context)

    with execute_wrapper(listen):
        yield seen
