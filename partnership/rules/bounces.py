"""What a mail server's report says of letters that did not arrive (RFC 3464), and what people then do.

Nothing in a message is believed: it comes from outside. Here it is only read; operations.bounces asks whether we wrote
such a letter to such an address.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import compat32

MOST_BYTES = 512 * 1024  # of a report; a longer one is cut: what counts stands at its beginning
MOST_PARTS = 60  # of one message, the parts within parts included
MOST_ADDRESSES = 20  # of one report: a letter of ours goes to one
GIVEN_UP_SOFT = 3  # temporary failures of one letter, after which its address counts as lost
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
# reports are nested a few deep, hostile ones a thousand times, which would cost the parser its stack
OPENS_PARTS = re.compile(rb"^content-type:\s*(?:multipart/|message/)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Returned:
    """One recipient whom a server could not reach. `addresses` are in small letters."""

    message_id: str
    addresses: frozenset
    status: str


def returned(raw):
    """Every failure that a message reports: none where it is no report, or none that can be read."""
    raw = raw[:MOST_BYTES]
    if len(OPENS_PARTS.findall(raw)) > MOST_PARTS:
        return []
    message = message_from_bytes(raw, policy=compat32)  # keeps headers as they are: nothing to trip over
    if message.get_content_type() != "multipart/report" or not message.is_multipart():
        return []
    parts = message.get_payload()
    report = next((one for one in parts if one.get_content_type() == "message/delivery-status"), None)
    if report is None or not report.is_multipart():
        return []
    letter = original_id(parts)
    found = [failure(block, letter) for block in report.get_payload()[: MOST_ADDRESSES + 1]]
    return [one for one in found if one]


def original_id(parts):
    """The Message-ID of what came back: the report holds the letter, or its head."""
    for one in parts:
        if one.get_content_type() in ("message/rfc822", "message/global") and one.is_multipart():
            return str(one.get_payload()[0].get("Message-ID", ""))[:200]
        if one.get_content_type() in ("text/rfc822-headers", "message/global-headers"):
            head = one.get_payload(decode=True) or b""
            return str(message_from_bytes(head, policy=compat32).get("Message-ID", ""))[:200]
    return ""


def failure(block, letter):
    """What a block of the report says of one recipient; nothing where it is late only, or has arrived."""
    status = STATUS.search(str(block.get("Status", "")))
    action = str(block.get("Action", "")).strip().lower()
    if not letter or action != "failed" or status is None or status[1] == "2":
        return None
    said = (block.get("Final-Recipient"), block.get("Original-Recipient"))
    addresses = frozenset(filter(None, (address_of(one) for one in said)))
    return Returned(letter, addresses, status[0]) if addresses else None


def address_of(field):
    """“rfc822; Somebody@Example.org” → somebody@example.org; empty where there is none."""
    kind, _, address = str(field or "").partition(";")
    address = address.strip().strip("<>").lower()
    return address if kind.strip().lower() in ("rfc822", "utf-8") and len(address) <= 254 else ""


# subject of the status (RFC 3463): what it means, what to do
MEANINGS = {
    "1": ("There is no such address.", "Ask for the right one and put it in."),
    "2": ("The mailbox is full or closed.", "Ring, and ask which address is in use."),
    "3": ("Their mail system does not take letters.", "Try again in a day; then ring."),
    "4": ("Their mail system could not be reached.", "Try again in a day; then ring."),
    "6": ("Their mail system could not read the letter.", "Tell whoever runs this portal."),
    "7": (
        "Their mail system turned the letter away.",
        "Ask their IT service to let letters of this portal in, then say that it works again.",
    ),
}
UNKNOWN = ("Letters do not arrive there.", "Ring, and ask which address is in use.")


def meaning(status):
    """(what a status means, what to do about it), each a sentence."""
    return MEANINGS.get(status.split(".")[1], UNKNOWN) if STATUS.fullmatch(status) else UNKNOWN
