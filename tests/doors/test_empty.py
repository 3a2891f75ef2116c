"""A portal in which nothing has happened yet: every page without anything in its address, as first seen.

The portal answers here in the test's own transaction, and the browser is handed what it said.
"""

import mimetypes
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.doors.looking import AGAIN, Look
from tests.doors.sent import Pages
from tests.doors.table import COLUMNS, all_doors
from tests.doors.test_accessibility import BESIDE_THE_TABLE, NO_PAGE
from tests.factories.browser import signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

ADDRESS = "http://localhost"
# Pages that say they cannot be used yet: no policy tells the stages of a dispute.
NOT_YET = {"raise_escalation": 409, "raise_partner_dispute": 409}


def doors():
    """Each address without arguments once, with the first role that is answered 200."""
    found = {}
    for door in all_doors():
        wanted = door.method == "GET" and not door.arguments and 200 in door.answers
        if wanted and door.name not in NO_PAGE and door.name not in BESIDE_THE_TABLE:
            found.setdefault(door.name, COLUMNS[door.answers.index(200)])
    return found


def hand_over(page, answers):
    """Give that page the answers that are known already, and static files from where they lie."""

    def fulfil(route):
        path = route.request.url.removeprefix(ADDRESS)
        if path.startswith(settings.STATIC_URL):
            file = finders.find(path.removeprefix(settings.STATIC_URL))
            kind = mimetypes.guess_type(file)[0]
            return route.fulfill(body=Path(file).read_bytes(), content_type=kind)
        answer = answers[path]
        return route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.content)

    page.route(f"{ADDRESS}/**", fulfil)


def test_everybody_can_use_every_page_on_the_first_day(cast, client, chromium, tmp_path_factory):
    look, answers = Look(chromium, ADDRESS, None, Pages(tmp_path_factory.mktemp("pages"))), {}
    page = look.page_with()
    hand_over(page, answers)
    browsers, not_yet = {"anonymous": client}, {}
    for name, who in doors().items():
        if who not in browsers:
            browsers[who] = signed_in(cast.who(who))
        path = reverse(name)
        answers[path] = browsers[who].get(path)
        if answers[path].status_code != 200:
            not_yet[name] = answers[path].status_code
            continue
        look.visit(page, path, name, options=AGAIN)
    look.close()

    assert look.found == [], "\n" + "\n".join(look.found)
    assert look.pages.amiss() == []
    assert not_yet == NOT_YET
    assert len(look.pages.known) > 150
