"""What the overview may say of small numbers, and to which year a day belongs."""

FEWEST = 10  # cases that a percentage is made of
TOO_SMALL = "count too small for a percentage"


def share(part, whole):
    """`part` of `whole` in per cent, or in words that the count is too small: two cases a year have no percentage."""
    return TOO_SMALL if whole < FEWEST else f"{round(100 * part / whole)}%"
