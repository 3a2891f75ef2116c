"""What may be recorded of what passes between the partnership and the national Panel."""

from partnership.access import Refused


def check_sent(*, sent_on, today, decided_on):
    """Sent once decided, and recorded once sent."""
    if sent_on > today:
        raise Refused("It cannot be recorded before it is sent. Check the date.")
    if decided_on and sent_on < decided_on:
        raise Refused("It was sent before the decision was made. Check the date.")


def check_sent_before_reply(*, sent_on, replied_on):
    """What the Panel has replied to had been sent by then."""
    if replied_on and sent_on > replied_on:
        raise Refused(f"The Panel replied on {replied_on:%-d %B %Y}, so it was sent by then. Check the date.")


def check_told(*, known, sent_on, today, summary):
    if not known:
        raise Refused("Choose what the Panel was told.")
    if sent_on > today:
        raise Refused("It cannot be recorded before it is sent. Check the date.")
    if not summary.strip():
        raise Refused("Say what the Panel was told.")


def check_received(*, known, received_on, today, sent_on, says_more, summary):
    """One of the things a Panel says, on a possible day, in its words unless it simply agrees or acknowledges."""
    if not known:
        raise Refused("Choose what the Panel said.")
    if received_on > today:
        raise Refused("The reply is in the future. Check its date.")
    if sent_on is None:
        raise Refused("Nothing has gone to the Panel yet. Record what was sent first.")
    if received_on < sent_on:
        raise Refused(f"That was sent to the Panel on {sent_on:%-d %B %Y}. Check the reply's date.")
    if says_more and not summary.strip():
        raise Refused("Say what the Panel wrote.")


def check_asked(*, due_on, received_on):
    """A question has a date for its answer, after it came."""
    if due_on is None:
        raise Refused("Say by when the Panel wants the answer. If it named no day, agree one with it.")
    if due_on < received_on:
        raise Refused("The answer would be due before the question came. Check both dates.")
