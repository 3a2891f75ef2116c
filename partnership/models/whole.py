"""One row with all that hangs on it, by statements written once, and only of what there is."""

from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.db.models.constants import LOOKUP_SEP

from partnership.models.written import Written


def laid_on(row):
    """What hangs on a row, by the name of its lookup: where Django looks before it asks the database."""
    return row.__dict__.setdefault("_prefetched_objects_cache", {})


class Part:
    """The rows that one lookup of `prefetch_related` finds for a row of `model`, such as requests__chasers.

    It ends in a foreign key that is followed backwards. What is followed forwards belongs into its `select_related`.
    """

    def __init__(self, model, lookup):
        if not isinstance(lookup, Prefetch):
            lookup = Prefetch(lookup)
        *names, self.name = lookup.prefetch_to.split(LOOKUP_SEP)
        self.way = []
        back = []
        for name in (*names, self.name):
            relation = model._meta.get_field(name)
            back.append(relation.remote_field.name)
            model = relation.related_model
            self.way.append((name, relation.one_to_many))
        self.way.pop()
        if not relation.one_to_many:
            raise ValueError(f"{lookup.prefetch_to} has no rows of its own: select_related reads it.")
        self.to_root = LOOKUP_SEP.join(reversed(back))
        self.field = relation.field
        self.model = model
        self.rows = model._default_manager.all() if lookup.queryset is None else lookup.queryset
        if self.rows._prefetch_related_lookups:
            raise ValueError(f"Name what {lookup.prefetch_to} prefetches as a lookup beside it.")
        self.written = Written(lambda root: self.rows.filter(**{self.to_root: root}), -1)

    def exists(self):
        """Whether there is any, as a column of the root."""
        return Exists(self.rows.filter(**{self.to_root: OuterRef("pk")}))

    def holders(self, root):
        """The rows on which these hang: the root itself, or what the parts before have laid there."""
        found = [root]
        for name, one_to_many in self.way:
            if one_to_many:
                found = [row for one in found for row in laid_on(one)[name]]
            else:
                found = [row for one in found if (row := getattr(one, name, None)) is not None]
        return found

    def lay(self, root, there):
        """Hang these rows where `prefetch_related` would have; nothing is asked where there are none."""
        rows_of, by = {}, self.field.attname
        for row in self.written(root.pk) if there else ():
            rows_of.setdefault(getattr(row, by), []).append(row)
        for holder in self.holders(root) if self.way else (root,):
            rows = rows_of.get(holder.pk)
            for row in rows or ():
                self.field.set_cached_value(row, holder)
            laid_on(holder)[self.name] = self.having(rows) if rows else self.empty

    @cached_property
    def empty(self):
        """Most parts have nothing, and nothing is the same for everybody."""
        return self.having(())

    def having(self, rows):
        """A queryset that has found these rows already."""
        laid = QuerySet(self.model)
        laid._result_cache = rows
        laid._prefetch_done = True
        return laid


class Whole:
    """What a queryset with `select_related` and `prefetch_related` finds for one key, for pages that show all of it.

    Django would write a statement for each lookup at each request, and ask each although most find nothing. Here the
    first statement reads the row and of which parts it has any; then those parts are asked for, one statement each.
    So the number of questions follows from the kinds of thing that there are, and never from how many.

    `build()` gives the queryset. Nothing of it is read before it is first called.
    """

    def __init__(self, build):
        self.build = build

    @cached_property
    def parts(self):
        """Those nearer to the root first, since the others hang on them."""
        queryset = self.build()
        found = [Part(queryset.model, lookup) for lookup in queryset._prefetch_related_lookups]
        return sorted(found, key=lambda part: len(part.way))

    @cached_property
    def root(self):
        there = {f"part_{number}": part.exists() for number, part in enumerate(self.parts)}
        return Written(
            lambda pk: self.build().prefetch_related(None).filter(pk=pk).annotate(**there), -1, plan_once=True
        )

    def among(self, visible, pk):
        """The row of that key if it is among these of its kind, otherwise None."""
        if visible.query.where and not visible.filter(pk=pk).exists():
            return None
        return next(iter(self(pk)), None)

    def __call__(self, pk):
        """A list of that row, or an empty one, as of a question that is written once."""
        found = self.root(pk)
        for row in found:
            there = [row.__dict__.pop(f"part_{number}") for number in range(len(self.parts))]
            for part, any_there in zip(self.parts, there, strict=True):
                part.lay(row, any_there)
        return found
