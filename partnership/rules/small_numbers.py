"""What may be shown of small counts of children, beyond those who work with them."""

FEWEST = 10  # local rule, unconfirmed: no published figure is below ten. Nought is kept back too, for it tells as well
FEWER = f"fewer than {FEWEST}"


def shown(count):
    """The count, or in words that it is too small to be shown; nothing where nothing was counted."""
    if count is None:
        return "not given"
    return FEWER if count < FEWEST else f"{count:,}"


def all_shown(counts):
    """name → what is shown of each of some counts that lie within one another, from the widest.

    Two counts that differ by little would give the difference away, so the smaller one is then kept back as well.
    """
    told, last = {}, None
    for name, count in counts.items():
        told[name] = shown(count)
        if count is not None and last is not None and 0 < last - count < FEWEST and count >= FEWEST:
            told[name] = "kept back, as it would give a small count away"
        last = count if count is not None else last
    return told
