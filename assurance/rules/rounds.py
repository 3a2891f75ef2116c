"""How a round and each return in it stand, in words."""


def standing(*, submitted, late, begun, due_on, closes_on, today):
    """How one return stands: (words, colour). A late one is named late whether or not it has come."""
    if submitted:
        return ("Submitted late", "orange") if late else ("Submitted on time", "green")
    if today > closes_on:
        return ("Not submitted", "red")
    if today > due_on:
        return ("Late", "red")
    return ("In progress", "blue") if begun else ("Not started", "grey")


def stage(*, opens_on, due_on, closes_on, today):
    """How a round stands: (words, colour)."""
    if today < opens_on:
        return ("Not open yet", "grey")
    if today > closes_on:
        return ("Closed", "grey")
    return ("Open, past its due date", "yellow") if today > due_on else ("Open", "green")


# How a return is drawn among others: its letter, its shade from 4, come in time, to 0, never came, and the words.
DRAWN = {
    "time": {"letter": "T", "shade": 4, "words": "Submitted in time"},
    "late": {"letter": "L", "shade": 3, "words": "Submitted late"},
    "open": {"letter": "O", "shade": 2, "words": "Submitted, and open again"},
    "waits": {"letter": "W", "shade": 1, "words": "Waited for, not due yet"},
    "missing": {"letter": "X", "shade": 0, "words": "Not submitted, and past its due date"},
    "unasked": {"letter": "–", "shade": "none", "words": "Not asked"},
}


def state_drawn(given, today):
    """How one return stands in the picture of rounds; None is an organisation that was not asked."""
    if given is None:
        return "unasked"
    if given.state == "reopened":
        return "open"
    if given.state == "submitted":
        return "late" if given.deadline.late else "time"
    return "missing" if given.deadline.due_on < today else "waits"
