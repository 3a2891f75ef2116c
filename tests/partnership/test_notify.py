"""Letters by GOV.UK Notify: against a stand-in for its service on this machine."""

import json
import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

import jwt
import pytest
from django.test import override_settings
from django.utils import timezone

from partnership.models import Letter, LostAddress
from partnership.operations.letters import post_letters, promise
from partnership.tasks import read_bounces

KEY = "portal-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222"


class Notify(BaseHTTPRequestHandler):
    """As much of Notify as sends an email and lists what failed."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.refuses:
            return self.answer(self.server.refuses, {"errors": [{"error": "E", "message": "No."}]})
        token = self.headers["Authorization"].removeprefix("Bearer ")
        whose = jwt.decode(token, KEY[-36:], algorithms=["HS256"], options={"require": ["iat"]})["iss"]
        self.server.sent.append((self.path, whose, asked))
        return self.answer(201, {"id": "1"})

    def do_GET(self):
        asked = dict(parse_qsl(urlsplit(self.path).query))
        found = [one for one in self.server.failures if one["status"] == asked["status"]]
        first = [one["id"] for one in found].index(asked["older_than"]) + 1 if "older_than" in asked else 0
        more = {"next": "…"} if found[first + self.server.a_page :] else {}
        self.answer(200, {"notifications": found[first : first + self.server.a_page], "links": more})

    def answer(self, code, content):
        self.send_response(code)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *args):
        pass


@contextmanager
def running():
    with HTTPServer(("127.0.0.1", 0), Notify) as server:
        server.sent, server.failures, server.refuses, server.a_page = [], [], 0, 250
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def service():
    with (
        running() as server,
        override_settings(
            EMAIL_BACKEND="partnership.operations.notify.NotifyBackend",
            NOTIFY_API_KEY=KEY,
            NOTIFY_TEMPLATE_ID="33333333-3333-4333-8333-333333333333",
            NOTIFY_URL=f"http://127.0.0.1:{server.server_address[1]}",
        ),
    ):
        yield server


def sent(cast):
    letter = promise("asked", "n:1", to=cast.police_lead, subject="Asked of you: R-1", path="/home/")
    post_letters()
    letter.refresh_from_db()
    return letter


def failure(letter, status, **more):
    return {
        "id": letter.message_id,
        "status": status,
        "reference": letter.message_id,
        "email_address": "Police.Lead@portal.test",
        "completed_at": (timezone.now() + timedelta(minutes=1)).isoformat(),
    } | more


def test_a_letter_goes_by_the_template_under_our_reference(cast, service):
    letter = sent(cast)
    ((path, whose, asked),) = service.sent
    assert (letter.state, path, whose) == (
        "sent",
        "/v2/notifications/email",
        "11111111-1111-4111-8111-111111111111",
    )
    assert (asked["email_address"], asked["reference"]) == ("police.lead@portal.test", letter.message_id)
    assert asked["template_id"] == "33333333-3333-4333-8333-333333333333"
    assert asked["personalisation"]["subject"] == "LRSCP: Asked of you: R-1"
    assert "http://localhost:8000/home/" in asked["personalisation"]["body"]


@pytest.mark.parametrize(
    ("answer", "state"), [(400, "failed"), (403, "promised"), (429, "promised"), (503, "promised")]
)
def test_what_it_refuses_is_given_up_or_tried_again(cast, service, answer, state):
    service.refuses = answer
    letter = sent(cast)
    assert (letter.state, letter.attempts) == (state, 1)


def test_what_it_could_not_deliver_for_good_is_handled_as_a_bounce(cast, service):
    letter = sent(cast)
    service.failures = [failure(letter, "permanent-failure")]
    for _ in range(2):
        read_bounces()
    letter.refresh_from_db()
    assert (letter.state, letter.came_back) == ("returned", 1)
    assert LostAddress.objects.get().address == "police.lead@portal.test"


def test_failures_are_read_a_page_at_a_time(cast, service):
    letter = sent(cast)
    service.a_page = 2
    others = [{"id": f"x:{n}", "status": "permanent-failure", "reference": None} for n in range(4)]
    service.failures = [*others, failure(letter, "permanent-failure")]
    read_bounces()
    letter.refresh_from_db()
    assert letter.state == "returned"


def test_a_temporary_failure_is_sent_again_and_counted_once(cast, service):
    letter = sent(cast)
    service.failures = [failure(letter, "temporary-failure", completed_at=timezone.now().isoformat())]
    read_bounces()
    Letter.objects.update(try_at=timezone.now())
    post_letters()
    read_bounces()  # which lists the earlier failure still
    letter.refresh_from_db()
    assert (letter.state, letter.came_back, len(service.sent)) == ("sent", 1, 2)
    assert not LostAddress.objects.exists()


def test_what_is_no_letter_of_ours_is_passed_over(cast, service):
    letter = sent(cast)
    service.failures = [
        failure(letter, "permanent-failure", email_address="elsewhere@portal.test"),
        failure(letter, "permanent-failure", reference=None),
        failure(letter, "permanent-failure", reference=f"letter-{letter.pk}@localhost"),
        failure(letter, "permanent-failure", completed_at=None),
    ]
    read_bounces()
    letter.refresh_from_db()
    assert letter.state == "sent"
