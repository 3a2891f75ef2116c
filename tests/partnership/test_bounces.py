"""Letters that come back: what a mail server reports, whom it concerns, and what goes out again."""

import io
import socketserver
import threading
from contextlib import contextmanager

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from partnership.models import Event, Letter, LostAddress
from partnership.operations.bounce_mailbox import read_mailbox
from partnership.operations.bounces import clear_address, take_report
from partnership.operations.letters import post_digests, post_letters, promise
from partnership.operations.people import put_address_right
from partnership.rules.bounces import MOST_BYTES, returned
from partnership.tasks import read_bounces
from tests.sink import Sink, posting_to

ADDRESS = "police.lead@portal.test"


def report(message_id, address=ADDRESS, status="5.1.1", action="failed", original="", headers_only=False):
    """What a mail server sends of one letter that it could not deliver."""
    kind = "text/rfc822-headers" if headers_only else "message/rfc822"
    also = f"Original-Recipient: rfc822;{original}\r\n" if original else ""
    return (
        "From: MAILER-DAEMON@mail.example\r\nTo: portal@portal.test\r\nSubject: Undelivered\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nI could not deliver it.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mail.example\r\n\r\n"
        f"Final-Recipient: rfc822; {address}\r\n{also}Action: {action}\r\nStatus: {status}\r\n\r\n"
        f"--b\r\nContent-Type: {kind}\r\n\r\nMessage-ID: {message_id}\r\nSubject: Asked of you\r\n\r\n"
        "--b--\r\n"
    ).encode()


def sent(cast, key="a:1", to=None, **more):
    letter = promise(
        "asked", key, to=to or cast.police_lead, subject="Asked of you: R-1", path="/home/", **more
    )
    post_letters()
    letter.refresh_from_db()
    return letter


def states(*letters):
    return [Letter.objects.get(pk=one.pk).state for one in letters]


@pytest.mark.parametrize("headers_only", [False, True])
def test_what_came_back_for_good_marks_letter_and_address(cast, mailoutbox, headers_only):
    letter = sent(cast)

    assert take_report(report(letter.message_id, headers_only=headers_only)) == 1

    letter.refresh_from_db()
    assert (letter.state, letter.state_reason) == ("returned", "There is no such address. (5.1.1)")
    assert [one.address for one in LostAddress.objects.all()] == [ADDRESS]
    assert Event.objects.filter(verb="came back", noun_id=str(letter.pk)).count() == 1
    assert take_report(report(letter.message_id)) == 0  # the same report again


def test_nothing_more_goes_there_until_somebody_says_that_it_works(cast, mailoutbox):
    first = sent(cast)
    take_report(report(first.message_id))
    second = sent(cast, "a:2")
    other = sent(cast, "a:3", to=cast.health_lead)

    assert states(first, second, other) == ["returned", "held", "sent"]
    assert len(mailoutbox) == 2

    clear_address(LostAddress.objects.get(), by=cast.manager)
    post_letters()
    assert states(first, second, other) == ["sent", "sent", "sent"]
    assert [one.to for one in mailoutbox[2:]] == [[ADDRESS], [ADDRESS]]


def test_another_address_of_the_person_lets_what_waits_go(cast, mailoutbox):
    first = sent(cast)
    take_report(report(first.message_id))
    sent(cast, "a:2")
    assert len(mailoutbox) == 1

    put_address_right(cast.police_lead, by=cast.manager, email="Right@Portal.test", why="Rang their office.")
    post_letters()

    gone = [(one.to[0], one.subject) for one in mailoutbox[1:]]
    assert sorted(gone) == [
        ("right@portal.test", "LRSCP: Asked of you: R-1"),
        ("right@portal.test", "LRSCP: Asked of you: R-1"),
        ("right@portal.test", "LRSCP: Your sign-in was changed"),
    ]
    waits = Letter.objects.get(state="held")
    assert (waits.address, waits.subject) == (ADDRESS, "Your sign-in was changed")


def test_a_temporary_failure_is_tried_again_and_counted(cast, mailoutbox):
    letter = sent(cast)
    for times in (1, 2):
        assert take_report(report(letter.message_id, status="4.2.2")) == 1
        letter.refresh_from_db()
        assert (letter.state, letter.came_back, letter.sent_at) == ("promised", times, None)
        assert not LostAddress.objects.exists()
        Letter.objects.update(try_at=letter.promised_at)
        post_letters()

    take_report(report(letter.message_id, status="4.2.2"))
    letter.refresh_from_db()
    assert (letter.state, letter.came_back) == ("returned", 3)
    assert LostAddress.objects.get().status == "4.2.2"


def test_a_way_in_that_was_wiped_is_not_sent_again_without_it(cast, mailoutbox):
    letter = sent(cast, secret=True)
    take_report(report(letter.message_id, status="4.4.1"))
    assert states(letter) == ["returned"]
    post_letters()
    assert states(letter) == ["returned"]


def test_a_daily_letter_comes_back_as_all_that_it_held(cast, mailoutbox):
    cast.police_lead.post = "daily"
    cast.police_lead.save()
    both = [promise("asked", f"d:{n}", to=cast.police_lead, subject=f"Thing {n}") for n in (1, 2)]
    with time_machine.travel("2026-11-24T09:00:00+00:00", tick=False):
        post_digests()
    assert states(*both) == ["sent", "sent"]

    assert take_report(report(mailoutbox[0].extra_headers["Message-ID"])) == 2
    assert states(*both) == ["returned", "returned"]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"address": "health.lead@portal.test"}, "it did not go to that address"),
        ({"message_id": "<letter-{pk}@localhost>"}, "no signature"),
        ({"message_id": "<letter-{pk}.0123456789abcdef0123@localhost>"}, "another's signature"),
        ({"message_id": "<letter-999999999999999999999.0123456789abcdef0123@localhost>"}, "no letter"),
        ({"action": "delayed", "status": "4.4.7"}, "it is still being tried"),
        ({"action": "delivered", "status": "2.0.0"}, "it arrived"),
        ({"status": "five"}, "no status"),
    ],
)
def test_only_a_letter_of_ours_to_that_address_can_be_marked(cast, mailoutbox, told, why):
    letter = sent(cast)
    told = {"message_id": letter.message_id} | told
    told["message_id"] = told["message_id"].replace("{pk}", str(letter.pk))

    assert take_report(report(**told)) == 0, why
    assert states(letter) == ["sent"]
    assert not LostAddress.objects.exists()
    assert take_report(report(letter.message_id, address="elsewhere@x.test", original=ADDRESS.upper())) == 1


HOSTILE = {
    "nothing": b"",
    "noise": bytes(range(256)) * 400,
    "huge": report("<x@y>") + b"A" * (MOST_BYTES * 8),
    "nested parts": b"".join(
        b'Content-Type: multipart/report; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(20_000)
    ),
    "nested letters": b"Content-Type: message/rfc822\r\n\r\n" * 20_000,
    "no parts": b"Content-Type: multipart/report; boundary=b\r\n\r\nnothing",
    "many recipients": report("<x@y>").replace(
        b"\r\n\r\n--b\r\nContent-Type: message/rfc822",
        b"\r\n\r\nFinal-Recipient: rfc822; a@b.c\r\nAction: failed\r\nStatus: 5.0.0" * 5000
        + b"\r\n\r\n--b\r\nContent-Type: message/rfc822",
    ),
    "odd letters": report("<x@y>").replace(b"text/plain", b"text/plain; charset=\xff\xfe=?x?Q?=00?="),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_messages_change_nothing_and_end_soon(db, name):
    assert take_report(HOSTILE[name]) == 0
    assert len(returned(HOSTILE[name])) <= 21


def test_an_answer_from_a_holiday_is_no_report(cast, mailoutbox):
    letter = sent(cast)
    away = (
        f"From: {ADDRESS}\r\nIn-Reply-To: {letter.message_id}\r\nSubject: Away\r\n\r\nStatus: 5.1.1".encode()
    )
    assert take_report(away) == 0
    assert states(letter) == ["sent"]


def test_a_mail_server_pipes_a_message_to_the_command(cast, mailoutbox, monkeypatch, capsys):
    letter = sent(cast)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(report(letter.message_id))))
    call_command("take_bounce", stdout=(out := io.StringIO()))
    assert out.getvalue() == "Letters that came back: 1\n"
    assert states(letter) == ["returned"]


def test_a_server_that_knows_no_such_address_loses_it_at_once(cast):
    with Sink() as sink, posting_to(sink):
        sink.answer("550 5.1.1 no such box", times=1)
        first, second = sent(cast), sent(cast, "a:2")
        assert states(first, second) == ["held", "held"]
        assert len(sink.messages) == 0
    assert LostAddress.objects.get().status == "5.1.1"


class Mailbox(socketserver.StreamRequestHandler):
    """As much of IMAP as a reader of one mailbox needs (RFC 3501)."""

    def handle(self):
        self.wfile.write(b"* OK ready\r\n")
        while line := self.rfile.readline():
            tag, verb, *rest = line.decode().split()
            answer = getattr(self, verb.lower(), lambda *_: b"")(*rest)
            self.wfile.write(answer + f"{tag} OK done\r\n".encode())
            self.server.heard.append(" ".join([verb, *rest]))
            if verb == "LOGOUT":
                return

    def capability(self):
        return b"* CAPABILITY IMAP4rev1\r\n"

    def select(self, name):
        return b"* %d EXISTS\r\n" % len(self.server.unread)

    def search(self, *what):
        return b"* SEARCH " + b" ".join(b"%d" % n for n in self.server.unread) + b"\r\n"

    def fetch(self, number, *what):
        raw = self.server.unread[int(number)]
        return b"* %s FETCH (BODY[]<0> {%d}\r\n" % (number.encode(), len(raw)) + raw + b")\r\n"

    def store(self, number, *what):
        del self.server.unread[int(number)]
        return b""

    def logout(self):
        return b"* BYE\r\n"


@contextmanager
def mailbox(*messages):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mailbox) as server:
        server.unread, server.heard = dict(enumerate(messages, 1)), []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server, f"imap://portal:a%20secret@127.0.0.1:{server.server_address[1]}/Bounces"
        server.shutdown()
        thread.join()


def test_a_mailbox_is_read_once_and_left_as_it_is(cast, mailoutbox):
    letter = sent(cast)
    with mailbox(b"Subject: Hello\r\n\r\nHello", report(letter.message_id)) as (server, address):
        with override_settings(BOUNCE_MAILBOX=address):
            read_bounces()
        assert server.heard[1] == 'LOGIN portal "a secret"'
        assert server.unread == {}
        assert "STORE 2 +FLAGS (\\Seen)" in server.heard
    assert states(letter) == ["returned"]


def test_a_mailbox_elsewhere_is_read_by_tls_alone():
    with pytest.raises(ValueError, match="BOUNCE_MAILBOX is not like imaps://"):
        read_mailbox("imap://portal:secret@mail.example.org/INBOX")


def test_staff_see_who_cannot_be_reached_and_what_to_do(cast, sign_in, mailoutbox):
    letter = sent(cast)
    take_report(report(letter.message_id))
    sent(cast, "a:2")

    page = sign_in(cast.manager).get("/letters/lost-addresses/").text
    assert cast.police_lead.name in page
    assert f"/people/{cast.police_lead.pk}/address/" in page
    assert "There is no such address." in page
    assert "Ask for the right one and put it in." in page
    assert ": came back" in page
    assert ": waits for an address that works" in page
    assert "Letters do not arrive at 1 address" in sign_in(cast.manager).get("/letters/").text


def test_the_envelope_names_where_letters_come_back_to(cast, mailoutbox):
    with override_settings(BOUNCES_TO="bounces@portal.test"):
        sent(cast)
    assert mailoutbox[0].from_email == "bounces@portal.test"
    assert mailoutbox[0].message()["From"] == settings.DEFAULT_FROM_EMAIL


def test_whoever_looks_after_letters_sees_at_home_that_some_do_not_arrive(cast, sign_in):
    for number in range(2):
        LostAddress.objects.create(address=f"gone{number}@portal.test", status="5.1.1")
    cleared = LostAddress.objects.create(address="back@portal.test", status="5.1.1")
    clear_address(cleared, by=cast.manager)

    assert "Letters do not arrive at 2 addresses" in sign_in("board_manager").get("/home/").text
    assert "Letters do not arrive" not in sign_in("partner_lead").get("/home/").text
