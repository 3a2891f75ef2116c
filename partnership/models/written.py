"""A question that every request asks of the database, put into SQL once."""

from contextlib import contextmanager, nullcontext
from functools import cached_property

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Value
from django.db.models.query import get_related_populators

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
    With `plan_once` the database plans it once, too: for what takes longer to plan than to answer.
    """

    def __init__(self, build, *stand_ins, plan_once=False):
        self.build = build
        self.stand_ins = stand_ins
        self.plan_once = plan_once

    @cached_property
    def text(self):
        """The compiler that knows what its columns are, the SQL, and its parameters with the stand-ins in them.

        None for what finds nothing, whatever the values are.
        """
        compiler = self.build(*self.stand_ins).query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            return compiler, *compiler.as_sql()
        except EmptyResultSet:
            return None

    @cached_property
    def converters(self):
        compiler, _, _ = self.text
        return compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])

    @cached_property
    def made(self):
        """What makes an instance of a row."""
        return Made(self.text[0])

    def statement(self, values):
        """The SQL, and its parameters with these values in the place of the stand-ins."""
        _, sql, params = self.text
        meant = dict(zip(self.stand_ins, values, strict=True))
        return sql, [meant.get(param, param) for param in params]

    def asked(self, values):
        """What the database answers for these values, as fields have it in Python."""
        if self.text is None:
            return []
        with self.planning(), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(*self.statement(values))
            rows = cursor.fetchall()
        compiler, _, _ = self.text
        return compiler.apply_converters(rows, self.converters) if self.converters else rows

    def __call__(self, *values):
        return [self.made(row) for row in self.asked(values)]

    def rows(self, *values):
        """The same of a queryset of `values_list`: tuples of what it names, in that order."""
        width = self.text and self.text[0].col_count
        return [tuple(row[:width]) for row in self.asked(values)]

    def planning(self):
        return planned_once() if self.plan_once else nullcontext()


class Made:
    """Makes instances of rows as Django does, but finds out once, and not for each question, which column is whose."""

    def __init__(self, compiler):
        fields = compiler.klass_info["select_fields"]
        self.model = compiler.klass_info["model"]
        self.own = slice(fields[0], fields[-1] + 1)
        self.names = [column.target.attname for column, *_ in compiler.select[self.own]]
        self.related = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)
        self.annotations = compiler.annotation_col_map.items()

    def __call__(self, row):
        found = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.own])
        for one in self.related:
            one.populate(row, found)
        for name, place in self.annotations:
            setattr(found, name, row[place])
        return found


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
