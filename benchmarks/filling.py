"""Many rows in few statements: a few are made as the portal makes them, and the database writes the others."""

from django.db import connection

APART = 1_000_000  # from this number on rows are ours


def in_bulk(rows):
    """Keep rows of one kind, each of which differs, in few statements."""
    rows = list(rows)
    return type(rows[0])._default_manager.bulk_create(rows, batch_size=2000) if rows else []


def multiply(row, number, joined="", **other):
    """That row again so many times, numbered from APART, in one statement.

    `other` columns are SQL of n, which counts from 1, and of whatever `joined` brings in.
    """
    table = row._meta.db_table
    columns = [field.column for field in row._meta.concrete_fields]
    values = [{"id": f"{APART} + n", **other}.get(name, f"t.{name}") for name in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} "  # noqa: S608 -- our names
            f"FROM {table} t CROSS JOIN generate_series(1, %s) n {joined} WHERE t.id = %s",
            [number, row.pk],
        )
