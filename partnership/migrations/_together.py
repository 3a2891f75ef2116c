"""Making an app's tables in one step."""

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel


class Together(Operation):
    """What a first migration does to the state one after the other, and to the database at once.

    Model by model, Django draws every related model anew for each: some two hundred that all know a person took half
    a minute of processor for every test database. Here they are drawn once, as they are in the end.
    """

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return self.__class__.__qualname__, [self.operations], {}

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # drawn anew when it is next asked for
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def models(self, app_label, state):
        names = [operation.name for operation in self.operations if isinstance(operation, CreateModel)]
        return [state.apps.get_model(app_label, name) for name in names]

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self.models(app_label, to_state):
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in reversed(self.models(app_label, from_state)):
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self):
        return "Make the first tables together"
