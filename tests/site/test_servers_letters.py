"""The sink itself: the fault tests of the letters stand on it."""

import smtplib
import time

import pytest
from django.core.mail import EmailMessage as Letter

from tests.sink import Sink, posting_to


@pytest.fixture
def sink():
    with Sink() as running:
        yield running


def send(sink, subject="Hello"):
    with smtplib.SMTP("127.0.0.1", sink.port, timeout=2) as connection:
        connection.sendmail("a@example.org", ["b@example.org"], f"Subject: {subject}\r\n\r\nÄ text".encode())


def test_it_keeps_what_it_accepts(sink):
    send(sink)
    (message,) = sink.wait_for(1)
    assert message["Subject"] == "Hello"
    assert sink.addressed_to("b@example.org") == [message]


def test_django_posts_to_it(sink):
    with posting_to(sink):
        Letter("Grüße", "A text", "a@example.org", ["c@example.org"]).send()
    assert sink.wait_for(1)[0]["Subject"] == "Grüße"


def test_refused_connections_end_with_accept(sink):
    sink.refuse_connections()
    with pytest.raises(ConnectionRefusedError):
        send(sink)
    sink.accept()
    send(sink)
    assert len(sink.messages) == 1


@pytest.mark.parametrize("line", ["421 closing", "451 try later", "550 no such box"])
def test_a_letter_is_answered_as_told_so_many_times(sink, line):
    sink.answer(line, times=2)
    for _ in range(2):
        with pytest.raises(smtplib.SMTPDataError) as refused:
            send(sink)
        assert refused.value.smtp_code == int(line[:3])
    send(sink)
    assert sink.attempts == 3
    assert len(sink.messages) == 1


def test_everything_is_answered_before_the_text(sink):
    sink.answer_everything("421 closing")
    with pytest.raises(smtplib.SMTPSenderRefused):
        send(sink)
    sink.accept()
    send(sink)
    assert len(sink.messages) == 1


@pytest.mark.parametrize("keep", [True, False])
def test_it_hangs_up_after_the_text(sink, keep):
    sink.drop_after_data(keep=keep, times=1)
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(sink, "first")
    send(sink, "second")
    kept = [message["Subject"] for message in sink.wait_for(1 + keep)]
    assert kept == (["first", "second"] if keep else ["second"])


def test_it_takes_its_time(sink):
    sink.delay = 0.3
    began = time.monotonic()
    send(sink)
    assert time.monotonic() - began >= 0.3


def test_waiting_in_vain_is_an_assertion(sink):
    with pytest.raises(AssertionError, match="0 of 1 letters"):
        sink.wait_for(1, seconds=0.1)
