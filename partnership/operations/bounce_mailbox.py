"""The mailbox into which undelivered letters come back, read by IMAP where no mail server can pipe them."""

import imaplib
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from partnership.operations.bounces import take_report
from partnership.rules.bounces import MOST_BYTES

AT_ONCE = 200  # messages; the next round takes the rest
PATIENCE = 20  # seconds for each answer
LOOPBACK = ("127.0.0.1", "localhost")


def read_mailbox(address):
    """Take every message that nobody has read, as imaps://user:password@host/INBOX; how many letters came back.

    A message is marked as read once it is taken, and left where it is.
    """
    with opened(address) as mailbox:
        _, found = mailbox.search(None, "UNSEEN")
        returned = 0
        for number in (found[0] or b"").split()[:AT_ONCE]:
            _, answer = mailbox.fetch(number, f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
            raw = next((one[1] for one in answer if isinstance(one, tuple)), b"")
            returned += take_report(raw)
            mailbox.store(number, "+FLAGS", r"(\Seen)")
        with suppress(imaplib.IMAP4.error):
            mailbox.close()
    return returned


def opened(address):
    """Signed in, with the mailbox chosen. Only this machine is spoken to without TLS."""
    parts = urlsplit(address)
    if parts.scheme == "imaps":
        mailbox = imaplib.IMAP4_SSL(parts.hostname, parts.port or 993, timeout=PATIENCE)
    elif parts.scheme == "imap" and parts.hostname in LOOPBACK:
        mailbox = imaplib.IMAP4(parts.hostname, parts.port or 143, timeout=PATIENCE)
    else:
        raise ValueError("BOUNCE_MAILBOX is not like imaps://user:password@host/INBOX")
    mailbox.login(unquote(parts.username or ""), unquote(parts.password or ""))
    mailbox.select(unquote(parts.path.strip("/")) or "INBOX")
    return mailbox
