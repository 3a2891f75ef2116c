"""The record is whole, or says where it is not."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from partnership.models import Event
from partnership.operations.record import record, verify


@pytest.fixture
def three_entries(cast):
    for n in (1, 2, 3):
        record("noted", cast.crg, by=cast.officer, why="a reason", number=n)
    return Event.objects.order_by("position")


def test_each_entry_is_chained_to_the_one_before(three_entries):
    first, second, third = three_entries

    assert [e.position for e in three_entries] == [1, 2, 3]
    assert [second.previous_hash, third.previous_hash] == [first.hash, second.hash]
    assert verify().whole
    assert verify().head == third.hash


def test_it_keeps_who_by_name_and_role(three_entries, cast):
    assert three_entries[0].actor == "Board officer (Board officer)"
    assert three_entries[0].facts == {"number": 1}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE partnership_event SET why = 'another'",
        "DELETE FROM partnership_event",
        "SET LOCAL portal.flush_allowed = 'no'; TRUNCATE partnership_event",
    ],
)
def test_the_database_refuses_change(three_entries, statement):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("UPDATE partnership_event SET facts = '{\"number\": 9}' WHERE position = 2", [2]),
        ("DELETE FROM partnership_event WHERE position = 2", [3]),
        ("DELETE FROM partnership_event WHERE position = 1", [2]),
    ],
)
def test_verify_finds_what_got_past_the_triggers(three_entries, tampering, broken):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE partnership_event DISABLE TRIGGER keep")
        cursor.execute(tampering)

    assert verify().broken == broken
    with pytest.raises(CommandError, match=f"entry {broken[0]}"):
        call_command("verify_record")
