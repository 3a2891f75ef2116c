"""When the operator is told that a part of the portal is unwell, or well again: soon, once, and never in a flood."""

from dataclasses import dataclass

LASTS = 5 * 60  # seconds that something has been so before it is told
APART = 60 * 60  # seconds between two tellings that the same part is unwell


@dataclass
class Part:
    """One part: how it is, since when (seconds of the epoch), and what the operator was told last."""

    well: bool = True
    since: float = 0
    told_well: bool = True
    told_at: float = 0


def look(parts, results, now):
    """Note how the parts are now; answers the names of those that there is something to tell of.

    A part that goes up and down all day is told of twice an hour at most.
    """
    news = []
    for name, well in results.items():
        part = parts.setdefault(name, Part(since=now))
        if part.well != well:
            part.well, part.since = well, now
        lasts = now - part.since >= LASTS
        if part.told_well != well and lasts and (well or now - part.told_at >= APART or not part.told_at):
            news.append(name)
    return news


def tell(parts, names, now):
    """Note that the operator has been told."""
    for name in names:
        parts[name].told_well, parts[name].told_at = parts[name].well, now
