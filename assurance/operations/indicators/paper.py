"""Indicators on paper: a quarter for a group, as a tagged PDF with small numbers kept back."""

from assurance.printing.run_chart import as_image, described_chart, run_chart
from partnership.operations.paper import print_paper

SECONDS = 60


def print_quarter(rows, *, title, about):
    """The PDF of one quarter's dashboard, and its pages. `rows` are as the page has them, without raw numbers."""
    for row in rows:
        board = row["board"]
        if board.raw:
            raise ValueError("Paper copies leave the business unit, so they only show what anyone may read.")
        points = [point for point in board.points(board.drawn) if point.period <= row["period"]]
        if sum(point.value is not None for point in points) > 1:
            name = f"{board.indicator.name}, {board.drawn.label}"
            target = board.indicator.target
            drawing = run_chart(points, name, target=target, breaks=board.breaks, width="640")
            row["chart"] = {
                "address": as_image(drawing),
                "alt": described_chart(points, name, board.breaks, target),
            }
    return print_paper(
        "print/indicators.html",
        {
            "title": title,
            "about": about,
            "rows": rows,
        },
        called="The indicators",
        seconds=SECONDS,
    )
