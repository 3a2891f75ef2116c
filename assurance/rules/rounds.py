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
