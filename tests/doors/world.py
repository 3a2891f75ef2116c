"""One of everything, so that every address has something behind it."""

from contextlib import contextmanager

from django.db import connection, transaction

from tests.doors.table import apps


class World:
    """The cast, and what each app's `furnish` adds by name."""

    def __init__(self, cast):
        self.cast = cast
        for app in apps():
            if hasattr(app, "furnish"):
                app.furnish(self)

    def __setattr__(self, name, value):
        """Each name once: what one app's rows mean by it, another's furnishing must not change."""
        if getattr(self, name, value) != value:
            raise AttributeError(f"Two things behind the doors are called {name}.")
        super().__setattr__(name, value)

    def value(self, path):
        """What a row means by `action.pk`; a word that names nothing here means itself."""
        first, *rest = path.split(".")
        if not hasattr(self, first):
            return path
        thing = getattr(self, first)
        for name in rest:
            thing = getattr(thing, name)
        return thing


@contextmanager
def undone():
    """Whatever happens in here did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Ground:
    """What many requests stand on: after each it is as before, and it need not be where only looking was done.

    Taking a savepoint for each request and going back to it would be half of what most ask of the database.
    """

    def __init__(self):
        self.written = []

    def __enter__(self):
        self.outer, self.listening = transaction.atomic(), connection.execute_wrapper(self.listen)
        self.outer.__enter__()
        self.point = transaction.savepoint()
        self.listening.__enter__()
        return self

    def listen(self, execute, sql, params, many, context):
        """Keeps whatever is no plain question, and what the database refused."""
        sql = str(sql)
        if not sql.startswith("SELECT"):
            self.written.append(sql[:80])
            return execute(sql, params, many, context)
        try:
            return execute(sql, params, many, context)
        except Exception:
            self.written.append(sql[:80])
            raise

    def undo(self):
        """Go back, and say which statements went beyond looking."""
        written, self.written = self.written, []
        if written or connection.needs_rollback:
            transaction.set_rollback(False)
            transaction.savepoint_rollback(self.point)
            self.written.clear()
        return written

    def __exit__(self, *raised):
        self.listening.__exit__(*raised)
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)
