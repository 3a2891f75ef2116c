"""How what somebody typed finds rows: what is named so first, then what speaks of it."""

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Case, Q, Value, When

CONFIG = "english"


def words_of(*fields):
    """The words of these fields, as the index of their model has them too."""
    return SearchVector(*fields, config=CONFIG)


def find(rows, typed, *, names, words=(), plain=False):
    """Rows that have what was typed in a name, or every word of it somewhere; the best first.

    Best is what is named just so, then what begins so, then what holds it as it was typed, then what the words find
    by how often and how near. `names` and `words` are fields of the rows. `plain` takes all that was typed for words,
    so that a quotation mark, a minus or an “or” means nothing. Where `words` is None the names are references: they
    hold no words, and are looked through as they stand.
    """

    def named(lookup):
        return Q(*[(f"{name}__{lookup}", typed) for name in names], _connector=Q.OR)

    nearness = Case(
        When(named("iexact"), then=Value(0)),
        When(named("istartswith"), then=Value(1)),
        When(named("icontains"), then=Value(2)),
        default=Value(3),
    )
    if words is None:
        return rows.annotate(nearness=nearness).filter(named("icontains")).order_by("nearness", "-pk")
    vector = words_of(*names, *words)
    query = SearchQuery(typed, config=CONFIG, search_type="plain" if plain else "websearch")
    return (
        rows.annotate(spoken=vector, nearness=nearness, rank=SearchRank(vector, query))
        .filter(named("icontains") | Q(spoken=query))
        .order_by("nearness", "-rank", "-pk")
    )
