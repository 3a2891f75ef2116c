"""By what the public may choose among published reviews, without any choice leaving so few that they stand out."""

from itertools import product


def matching(items, chosen):
    """The items that have every chosen value. An item is a dict of facet → set of values."""
    return [item for item in items if all(value in item[facet] for facet, value in chosen.items())]


def offered(items, facets, minimum):
    """Facet → the values that may be offered, so that no choice of one value each in any facets leaves too few.

    Too few is fewer than `minimum`, none included: that nothing matches tells something as well. Facets are tried in
    the order given and their values by how many items have them; a value is left out when it would be too few, alone
    or together with any of those offered before it. One that every item has is of no use and left out too.
    """
    found = {}
    for facet in facets:
        values = sorted({value for item in items for value in item[facet]})
        values.sort(key=lambda value: -len(matching(items, {facet: value})))
        for value in values:
            having = matching(items, {facet: value})
            if len(having) < len(items) and all(
                len(matching(having, chosen)) >= minimum for chosen in choices(found, without=facet)
            ):
                found.setdefault(facet, []).append(value)
    return found


def choices(offered, without=None):
    """Every choice that could be made: one of the values or none, in each facet but `without`."""
    facets = [facet for facet in offered if facet != without]
    for values in product(*[[None, *offered[facet]] for facet in facets]):
        yield {facet: value for facet, value in zip(facets, values, strict=True) if value is not None}
