"""What stands behind the ? of an address: whatever is put there, nothing of others is shown, changed, or falls over.

Which names a page reads is not typed here but seen: the page is asked once, and what it looks up is noted.
"""

import random

import pytest
from django.apps import apps
from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.utils.functional import cached_property

from tests.doors.table import COLUMNS, all_doors
from tests.doors.world import Ground
from tests.security.knowing import Known, strange_in
from tests.security.planted import OURS
from tests.security.walk import read

pytestmark = pytest.mark.shows("S-AC2", "S-DOS")

SEED = 8
THEIRS = 12  # of what somebody may not know of, tried for each name
# How a list is shown: the same few lines everywhere, of tests/doors/test_listings.py and test_hostile.py.
OF_LISTS = {"page", "sort", "file", "q", "csrfmiddlewaretoken"}
HOSTILE = [
    "",
    "-1",
    "0",
    "9" * 30,
    "abc",
    "1.5",
    "\x00",
    "\u0663",
    "1;2",
    "__all__",
    "1 OR 1=1",
    ["1", "2", ""],
]


class Noting(QueryDict):
    """What was asked, and which names anybody looked up in it."""

    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        self.looked_up = set()

    def note(self, name):
        if "looked_up" in vars(self) and isinstance(name, str):
            self.looked_up.add(name)

    def __getitem__(self, name):
        self.note(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.note(name)
        return super().__contains__(name)

    def getlist(self, name, default=None):
        self.note(name)
        return super().getlist(name, default)


@pytest.fixture
def noted(monkeypatch):
    """Every request's query notes what is looked up in it."""
    query = cached_property(
        lambda request: Noting(request.META.get("QUERY_STRING", ""), encoding=request._encoding)
    )
    query.__set_name__(WSGIRequest, "GET")
    monkeypatch.setattr(WSGIRequest, "GET", query)


def who_look(door):
    """The first column that sees it, and the last, who sees least."""
    seeing = [who for who, answer in zip(COLUMNS, door.answers, strict=True) if answer == 200]
    return dict.fromkeys([seeing[0], seeing[-1]]) if seeing else ()


class Others:
    """What some person may not know of, by the kind of thing."""

    def __init__(self, person):
        self.known = Known(person)

    @cached_property
    def ids(self):
        """One thing of each kind that they may not know of, by its number, and by its code where it has one."""
        found = set()
        for label in OURS:
            for model in apps.get_app_config(label).get_models():
                known = self.known.of(model._meta.label)
                if known is None:
                    continue
                one = model._base_manager.exclude(pk__in=known).order_by("-pk").first()
                if one is not None:
                    found |= {str(one.pk)} | {
                        str(value)
                        for name in ("code", "slug", "reference")
                        if (value := getattr(one, name, ""))
                    }
        return sorted(found)


@pytest.mark.parametrize("share", [16, pytest.param(1, marks=pytest.mark.long)])
def test_no_parameter_shows_or_changes_anything_of_others(planted, noted, share):
    chance = random.Random(SEED)
    first = {
        door.name: door for door in reversed(all_doors()) if door.method == "GET" and 200 in door.answers
    }
    chosen = chance.sample(sorted(first.values(), key=str), len(first) // share)
    wrong, tried, others = [], set(), {}
    for door in chosen:
        for who in who_look(door):
            client, address = planted.client(who), planted.address(door)
            with Ground() as ground:
                plain = read(client.get(address, {"unknown": "1"}))
                ground.undo()
                query = vars(plain.wsgi_request).get("GET")
                names = (query.looked_up if query is not None else set()) - OF_LISTS
                if not names or plain.status_code != 200:
                    continue
                if who not in others and who != "anonymous":
                    others[who] = Others(planted.world.cast.who(who))
                theirs = others.get(who)
                hidden = theirs.ids if theirs else []
                shown = strange_in(plain, door, theirs.known) if theirs else set()
                for name in sorted(names):
                    tried.add((door.name, name))
                    for value in HOSTILE + chance.sample(hidden, min(THEIRS, len(hidden))):
                        answer = read(client.get(address, {name: value}))
                        written = [
                            sql
                            for sql in ground.undo()
                            if "django_session" not in sql and "_event" not in sql
                        ]
                        leaked = strange_in(answer, door, theirs.known) - shown if theirs else ()
                        if answer.status_code >= 500 or written or leaked:
                            told = f"{name}={value!r:.40}: {answer.status_code} {written[:1]} {sorted(leaked)[:2]}"
                            wrong.append(f"{door} as {who} with {told}")

    assert not wrong, "\n".join(wrong)
    assert len(tried) > 40 / share  # names that pages read, or nothing was tried
