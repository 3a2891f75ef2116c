"""Small numbers that are not shown beyond the business unit."""

LEAST = 5  # smaller numbers could tell of a family; the threshold that public bodies commonly use


def suppressed(counts, least=LEAST):
    """label → number, with None where it is not shown. Nought is shown.

    Whoever knows the total could work out one hidden number, or that several are small together: so the next
    smallest goes too, until at least two are hidden that come to at least `least`, or nothing is left to hide.
    """
    hidden = {label for label, number in counts.items() if 0 < number < least}
    while hidden and (len(hidden) == 1 or sum(counts[label] for label in hidden) < least):
        others = [(number, label) for label, number in counts.items() if label not in hidden and number]
        if not others:
            break
        hidden.add(min(others)[1])
    return {label: None if label in hidden else number for label, number in counts.items()}


def in_words(number, least=LEAST):
    """A number as a table shows it."""
    return "not shown" if number is None else str(number)
