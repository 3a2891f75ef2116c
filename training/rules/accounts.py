"""Which addresses say where somebody works."""

import re

from partnership.access import Refused
from training.rules.terms import is_free_mail

DOMAIN = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")


def domain_of(email):
    return email.strip().lower().rpartition("@")[2]


def tidy_domain(text):
    """What somebody typed or pasted as a domain: an address, a web address or the bare domain."""
    text = text.strip().lower().removeprefix("https://").removeprefix("http://").partition("/")[0]
    return text.rpartition("@")[2].removeprefix("www.").strip(".")


def check_domain(domain):
    if not DOMAIN.match(domain):
        raise Refused("Enter what comes after the @ in their email addresses, like example.gov.uk.")
    if is_free_mail(domain):
        raise Refused(f"Anyone can have an address at {domain}, so it does not show where someone works.")


def check_waiting(state):
    if state != "waiting":
        raise Refused("Someone has already answered this request.")
