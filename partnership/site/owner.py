"""Two accounts of the database: one owns the tables and migrates, the other does the portal's work and owns nothing."""

from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

# Atomic, so that no other session ever sees the record open to change. The application may add to the record and
# read it; its triggers it can neither alter nor disable, for that takes the owner.
GRANTS = """
    GRANT USAGE ON SCHEMA public TO {role};
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
    REVOKE UPDATE, DELETE, TRUNCATE ON partnership_event FROM {role};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {role};
"""


@contextmanager
def as_owner():
    """The default connection as the account that owns the tables, where MIGRATION_DATABASE_URL names one.

    Gives the name of the application's account, to which things are granted, or None where there is but one account.
    """
    if not settings.OWNER_OF_TABLES:
        yield None
        return
    application = {name: connection.settings_dict[name] for name in settings.OWNER_OF_TABLES}
    connection.close()
    connection.settings_dict.update(settings.OWNER_OF_TABLES)
    try:
        yield application["USER"]
    finally:
        connection.close()
        connection.settings_dict.update(application)


def grant(role):
    """Give the application's account what it works with, as the owner of the tables. Safe to repeat."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.SQL(GRANTS).format(role=sql.Identifier(role)).as_string(cursor.cursor))
