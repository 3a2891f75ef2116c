"""From the first release's tables and rows to today's: nothing is lost, and what comes out is what a new portal has."""

import lzma
import re
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection

from partnership.operations.record import verify
from partnership.site.backups import count_rows, list_migrations
from tools.baseline import BASELINE

pytestmark = [pytest.mark.fault, pytest.mark.long, pytest.mark.django_db(transaction=True)]

SHAPE = {
    "columns": """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
               pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v') AND a.attnum > 0
          AND NOT a.attisdropped""",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": """
        SELECT proname, pg_get_functiondef(p.oid) FROM pg_proc p
        WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
          AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')""",
}
OURS = (
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "partnership_cache",
)  # migrating fills them


def plain(value):
    """Without casts between texts, and brackets: a condition that came out of a dump is written with others."""
    if not isinstance(value, str):
        return value
    return re.sub(r"::(character varying(\(\d+\))?|text)(\[\])?|[()\s]", "", value)


def shape():
    """Everything that the database was made to be, part by part."""
    with connection.cursor() as cursor:
        found = {}
        for part, query in SHAPE.items():
            cursor.execute(query)
            found[part] = {tuple(plain(value) for value in row) for row in cursor.fetchall()}
        return found


@contextmanager
def first_release():
    """The default connection on a database as the first release left it."""
    made, was = f"{connection.settings_dict['NAME']}_first", connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{made}"')
        cursor.execute(f'CREATE DATABASE "{made}" TEMPLATE template0')
    connection.close()
    connection.settings_dict["NAME"] = made
    try:
        with connection.cursor() as cursor:
            cursor.connection.execute(lzma.decompress(BASELINE.read_bytes()).decode())
        connection.close()  # the dump leaves the connection without a search path
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = was
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{made}"')


def test_the_first_releases_data_migrates_to_what_a_new_portal_has():
    today, migrations = shape(), list_migrations()
    with first_release():
        before, chain = count_rows(), verify()
        call_command("migrate", verbosity=0, interactive=False)

        assert list_migrations() == migrations
        differ = {
            part: sorted(today[part] ^ found) for part, found in shape().items() if found != today[part]
        }
        assert differ == {}
        after = count_rows()
        assert {
            table for table, rows in before.items() if table not in OURS and after.get(table) != rows
        } == set()
        assert before["partnership_event"] > 50
        assert (chain.whole, verify()) == (True, chain)
