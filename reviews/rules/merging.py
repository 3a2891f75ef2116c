"""Looking through a merged chronology: which rows match, where the gaps are, and each agency's colour."""

import calendar
from datetime import date

COLOURS = ("blue", "green", "purple", "orange", "teal", "magenta", "yellow", "red", "grey")


def colours_of(rows):
    """Agency id → {name, colour}, by name: the same agency has the same colour on the whole page.

    After nine agencies colours come again, so nothing is ever said by colour alone.
    """
    agencies = {row.answer.request.organisation_id: row.answer.request.organisation.name for row in rows}
    by_name = sorted(agencies.items(), key=lambda one: (one[1], one[0]))
    return {
        pk: {"name": name, "colour": COLOURS[place % len(COLOURS)]}
        for place, (pk, name) in enumerate(by_name)
    }


def span(row):
    """The first and last day on which it may have been."""
    if row.precision == "year":
        return row.on, date(row.on.year, 12, 31)
    if row.precision == "month":
        return row.on, row.on.replace(day=calendar.monthrange(row.on.year, row.on.month)[1])
    return row.on, row.on


def matching(rows, chosen):
    """The rows that answer every choice. One that may lie within the dates does; one without a date does not."""
    since, until = chosen.get("since"), chosen.get("until")
    words = (chosen.get("words") or "").casefold().split()

    def fits(row):
        if chosen.get("agency") and str(row.answer.request.organisation_id) != chosen["agency"]:
            return False
        if chosen.get("seen") and row.child_seen != chosen["seen"]:
            return False
        if since or until:
            if row.on is None:
                return False
            first, last = span(row)
            if (since and last < since) or (until and first > until):
                return False
        text = f"{row.event} {row.response} {row.comment} {row.source}".casefold()
        return all(word in text for word in words)

    return [row for row in rows if fits(row)]


def with_gaps(rows, longest, colours):
    """What a page draws in turn: {"row", "agency"}, and {"gap": days} where longer passed than `longest` days."""
    drawn, before = [], None
    for row in rows:
        if row.on:
            first, last = span(row)
            if longest and before and (first - before).days > longest:
                drawn.append({"gap": (first - before).days})
            before = max(before or last, last)
        drawn.append({"row": row, "agency": colours[row.answer.request.organisation_id]})
    return drawn
