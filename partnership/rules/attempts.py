"""When work that takes a while counts as stopped, and how it is said where it stands."""

from datetime import timedelta
from enum import StrEnum

STALE_AFTER = timedelta(seconds=120)  # a worker shows life every few seconds
BEGUN_WITHIN = timedelta(minutes=5)  # the timetable rings each minute: later, no worker runs


class Standing(StrEnum):
    """Where the work stands, for whoever asked for it."""

    WAITING = "Waiting"
    NOT_BEGUN = "Not begun"
    RUNNING = "Being made"
    STOPPED = "Stopped"
    DONE = "Done"
    FAILED = "Failed"


COLOURS = {
    Standing.WAITING: "grey",
    Standing.NOT_BEGUN: "orange",
    Standing.RUNNING: "blue",
    Standing.STOPPED: "orange",
    Standing.DONE: "green",
    Standing.FAILED: "red",
}
WORDS = {
    Standing.NOT_BEGUN: (
        "It waits, and no worker has begun it. It begins by itself once one runs: tell whoever runs this portal."
    ),
    Standing.STOPPED: "The worker stopped in the middle. It is begun again by itself within a few minutes.",
}


def standing(state, *, asked_at, alive_at, now):
    """Where an attempt stands, from its state and when anybody last showed life. It never runs for ever."""
    if state == "waiting":
        return Standing.NOT_BEGUN if now - asked_at > BEGUN_WITHIN else Standing.WAITING
    if state == "running":
        return Standing.STOPPED if now - alive_at > STALE_AFTER else Standing.RUNNING
    return Standing.DONE if state == "done" else Standing.FAILED
