"""The register on paper: a sheet to sign, for the room."""

from partnership.operations.paper import print_paper
from training.operations.registers import day_of, is_closed, lines_of

SECONDS = 45
BLANK_ROWS = 4  # for whoever comes without a booking


def print_sheet(session):
    """Everybody who is expected, with room to sign; empty rows for those who come without a booking."""
    return print_paper(
        "print/register_sheet.html",
        {
            "session": session,
            "day": day_of(session),
            "lines": lines_of(session),
            "trainers": list(session.trainers.all()),
            "blank": range(BLANK_ROWS),
            "closed": is_closed(session),
        },
        called="The register",
        seconds=SECONDS,
    )[0]
