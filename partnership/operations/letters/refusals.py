"""What becomes of letters that did not go, by what the mail server said."""

import re
import smtplib

from django.utils import timezone

from partnership.models import Letter
from partnership.rules.letters import GIVE_UP_AFTER, rest_after


def mark_refused(letters, reason, *, answered, for_good):
    """It did not go. Only an answer to the letter counts as an attempt: while nobody answers, nobody gives up."""
    now = timezone.now()
    for letter in letters:
        letter.attempts += answered
        letter.state_reason = reason[:200]
        letter.try_at = now + rest_after(letter.attempts)
        if for_good or letter.attempts >= GIVE_UP_AFTER:
            letter.state = Letter.State.FAILED
            if letter.secret:
                letter.path = ""
        letter.save(update_fields=["state", "attempts", "state_reason", "try_at", "path"])


def refusal_code(error):
    """The SMTP answer of a refusal, or None where there was no answer at all."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max(code for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code
    return None


CLOSING = 421  # "service not available" (RFC 5321, 3.8): an answer about the server, and about no letter
NO_SUCH_ADDRESS = re.compile(r"\b5\.1\.\d{1,3}\b")


def refused_address(error):
    """What a server that knows no such address answers (RFC 3463); empty where it refuses for other reasons."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = error.recipients.values()
    elif isinstance(error, smtplib.SMTPDataError):  # some say so only once they have the letter
        answers = [(error.smtp_code, error.smtp_error)]
    else:
        answers = []
    for code, words in answers:
        said = words.decode("ascii", "replace") if isinstance(words, bytes) else str(words)
        if 500 <= code < 600 and (found := NO_SUCH_ADDRESS.search(said)):
            return found[0]
    return ""
