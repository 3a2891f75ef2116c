"""What may be written down of what people said, and what may follow what."""

import re

from partnership.access import Refused

TELL_BACK_DAYS = 84
TELL_BACK_SOURCE = "Published arrangements 2019, section 4: letting them know what we have done as a result"
TELL_BACK_RULE = "The day promised when it was noted"  # twelve weeks are proposed: our choice

CASE_REFERENCE = re.compile(r"\b(?:CR|RR|SCR|LCSPR)[ /-]?\d{4}[ /-]\d{1,4}\b", re.IGNORECASE)
NHS_NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
TELLING = (
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE), "a postcode"),
    (re.compile(r"[\w.+-]+@[\w-]+\.\w+"), "an email address"),
    (re.compile(r"(?<!\d)0\d{3,4}[ -]?\d{3}[ -]?\d{3,4}(?!\d)"), "a telephone number"),
    (re.compile(r"\b(?:my name is|i am called|i’m called|i'm called)\b", re.IGNORECASE), "a name"),
    (re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z]\w+"), "a name"),
    (re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][a-z]+ [A-Z][a-z]+\b"), "a name or a place"),
)
AT_RISK = re.compile(
    r"\b(?:hits?|hitting|hurts?|hurting|kill|suicid\w*|self.?harm\w*|rape\w*|touch(?:es|ed|ing) me|abus\w*|not safe|"
    r"unsafe|scared|run(?:ning)? away|knife|afraid)\b",
    re.IGNORECASE,
)


def check_apart(*texts):
    """What people said is kept apart from cases, and from what says who somebody is."""
    for text in texts:
        if CASE_REFERENCE.search(text or ""):
            raise Refused(
                "It includes what looks like a case reference. What people said is kept separate from"
                " cases, so leave out the reference."
            )
        if NHS_NUMBER.search(text or ""):
            raise Refused("It includes what looks like an NHS number. Leave it out.")


def telling(text):
    """What in a text might say who somebody is, as words for whoever looks at it. It warns and decides nothing."""
    found = [what for pattern, what in TELLING if pattern.search(text)]
    if NHS_NUMBER.search(text):
        found.append("an NHS number")
    return list(dict.fromkeys(found))


def may_be_at_risk(text):
    """Whether it holds a word that makes somebody look at once. It finds some of them, and never proves safety."""
    return bool(AT_RISK.search(text))


def check_answer(*, outcome, done, why_not):
    """An answer says what was done, or why it was not."""
    if outcome == "not_done" and not why_not.strip():
        raise Refused("Say why it was not done. We tell people that too.")
    if outcome != "not_done" and not done.strip():
        raise Refused("Say what was done.")


def check_not_public(thing, what="it"):
    """What the public reads, or is about to, does not change beneath it."""
    if thing.put_forward_at:
        raise Refused(f"{what} is published or about to be. Take it off the public site first.")


def check_put_forward(thing, *, ready, sentence):
    if thing.put_forward_at:
        raise Refused("It has been put forward already.")
    if not ready:
        raise Refused(sentence)


def check_let_out(thing, *, by):
    """The public reads what a second person has looked at."""
    if thing.put_forward_at is None:
        raise Refused("Nobody has put it forward for publication yet.")
    if thing.let_out_at:
        raise Refused("It is already published.")
    if thing.put_forward_by_id == by.pk:
        raise Refused("The person who put it forward cannot publish it. Someone else must check it.")


def check_take_back(thing, reason):
    if thing.put_forward_at is None:
        raise Refused("It is not published.")
    if not reason.strip():
        raise Refused("Say why it should not be published.")
