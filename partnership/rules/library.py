"""What an item of the learning library has to say before anybody reads it."""

from partnership.access import Refused
from partnership.rules.voice import check_apart

NOTHING_TO_READ = "There is nothing to read yet. Write its text or choose its file first."


def check_item(*, title, summary, audiences, text):
    """It says what it is and for whom, and nothing that leads to a case or a child."""
    if not title.strip() or not summary.strip():
        raise Refused("Say what it is called and what it is for.")
    if not audiences:
        raise Refused("Choose who it is for.")
    check_apart(title, summary, text)
