"""A question that every request asks of the database, put into SQL once."""

from contextlib import contextmanager, nullcontext
from copy import copy
from functools import cached_property
from types import SimpleNamespace

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Value
from django.db.models.query import ModelIterable

# What somebody typed, as it may stand in a statement: itself, and what begins with it or holds it.
TYPED = ("what-was-typed", "what-was-typed%", "%what-was-typed%")


def as_typed(words):
    """The values for the stand-ins TYPED. A % or _ that somebody typed is looked for as it is."""
    like = connections[DEFAULT_DB_ALIAS].ops.prep_for_like_query(words)
    return words, f"{like}%", f"%{like}%"


def counted(rows, **numbers):
    """A queryset of one row of these aggregates, in this order; of none where there are no rows to count."""
    every = rows.order_by().annotate(every=Value(1)).values("every")
    return every.annotate(**numbers).values_list(*numbers)


class Written:
    """What a queryset finds for other values, without writing its SQL anew, which costs more than asking it.

    `build(*stand_ins)` gives the queryset; each stand-in is a value that stands nowhere else in it. Called with as
    many values in their place it gives the list of instances. Nothing of it is read before it is first called.
    What is asked `at_every_request` is planned once, too: the database takes longer to plan it than to answer it.
    """

    def __init__(self, build, *stand_ins, at_every_request=False):
        self.build = build
        self.stand_ins = stand_ins
        self.at_every_request = at_every_request

    @cached_property
    def text(self):
        """The compiler that knows what to make of the rows, the SQL, and its parameters with the stand-ins in them.

        None for what finds nothing, whatever the values are.
        """
        compiler = self.build(*self.stand_ins).query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            written = compiler.as_sql()
        except EmptyResultSet:
            return None
        # Sought for every column, which takes as long as asking: once, and not whenever it is asked.
        converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda columns: converters
        return compiler, *written

    def asking(self, values):
        """A compiler of this thread that asks for these values."""
        known, sql, params = self.text
        meant = dict(zip(self.stand_ins, values, strict=True))
        compiler = copy(known)  # another thread may be asking with its own connection
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        asked = sql, tuple(meant.get(param, param) for param in params)
        compiler.as_sql = lambda *args, **kwargs: asked
        return compiler

    def __call__(self, *values):
        if self.text is None:
            return []
        compiler = self.asking(values)
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        with self.planning():
            return list(
                ModelIterable(SimpleNamespace(db=DEFAULT_DB_ALIAS, query=query, _known_related_objects={}))
            )

    def rows(self, *values):
        """The same of a queryset of `values_list`: tuples of what it names, in that order."""
        if self.text is None:
            return []
        with self.planning():
            return list(self.asking(values).results_iter(tuple_expected=True))

    def planning(self):
        return planned_once() if self.at_every_request else nullcontext()


@contextmanager
def planned_once():
    """Statements of this block are planned by the database once each, however often they are asked with other values.

    For what asks a few questions hundreds of times, such as posting letters, or requests who it is that sends them:
    reading and planning these costs more than answering. Should the connection be lost, the next one plans each time
    as everywhere else.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    session = connection.connection
    before = session.cursor_factory, session.prepare_threshold
    session.cursor_factory, session.prepare_threshold = ServerBindingCursor, 0
    try:
        yield
    finally:
        session.cursor_factory, session.prepare_threshold = before
