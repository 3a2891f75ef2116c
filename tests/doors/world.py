"""One of everything, so that every address has something behind it."""

from contextlib import contextmanager

from django.db import transaction

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
