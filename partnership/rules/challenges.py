"""What a challenge needs to be logged, answered and closed."""

from partnership.access import Refused


def check_logged(*, subject, about, office, raised_on, due_on, today):
    if not subject.strip() or not about.strip():
        raise Refused("Say what the challenge is about.")
    if not office.strip():
        raise Refused("Say who challenges, by office or group.")
    if raised_on > today:
        raise Refused("The day of the challenge is in the future. Check it.")
    if due_on < raised_on:
        raise Refused("The answer cannot be due before the challenge was made.")


def check_stands(withdrawn_because):
    if withdrawn_because:
        raise Refused("This challenge was withdrawn. Nothing more is asked about it.")


def check_withdrawn(*, withdrawn_because, responded_on, reason):
    check_stands(withdrawn_because)
    if responded_on:
        raise Refused(
            "It has been answered, so it cannot be withdrawn. Close it, and say what the outcome was."
        )
    if not reason.strip():
        raise Refused("Say why it is withdrawn. The agency that was challenged can read this.")


def check_answered(*, responded_on, closed_on, response, answered, raised_on, today):
    if closed_on or responded_on:
        raise Refused("It has been answered already. The answer stays as it was given.")
    if not response.strip():
        raise Refused("Write the answer.")
    if answered > today or answered < raised_on:
        raise Refused("The day of the answer must lie between the day of the challenge and today. Check it.")


def check_closed(*, closed_on, responded_on, outcome_text):
    if closed_on:
        raise Refused("It is closed already.")
    if responded_on is None:
        raise Refused("It has not been answered yet. Record the answer, or that none came, first.")
    if not outcome_text.strip():
        raise Refused("Say what the outcome was.")
