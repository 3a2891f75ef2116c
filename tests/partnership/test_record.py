"""The record is whole, or says where it is not."""

import threading

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


@pytest.mark.shows("S-AUD")
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
@pytest.mark.shows("S-AUD")
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
@pytest.mark.shows("S-AUD")
def test_verify_finds_what_got_past_the_triggers(three_entries, tampering, broken):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE partnership_event DISABLE TRIGGER keep")
        cursor.execute(tampering)

    assert verify().broken == broken
    with pytest.raises(CommandError, match=f"entry {broken[0]}"):
        call_command("verify_record")


def test_an_entry_that_never_took_its_place_is_found(three_entries):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE partnership_event DISABLE TRIGGER chain")
    record("noted", three_entries[0], by=None, number=4)

    assert verify().broken == [0]


@pytest.mark.shows("S-AUD")
def test_nobody_gives_an_entry_its_place_but_the_database(three_entries):
    Event.objects.bulk_create([Event(at=three_entries[0].at, verb="forged", position=99, hash="f" * 64)])

    assert Event.objects.get(verb="forged").position == 4
    assert verify().whole


@pytest.mark.django_db(transaction=True)
def test_two_who_record_and_then_want_the_same_row_both_get_through(cast):
    """The chain is locked only as each commits, so whoever records first waits for nobody with it in hand."""
    both_ready = threading.Barrier(2, timeout=20)
    failed = []

    def deed(first, second):
        try:
            with transaction.atomic():
                record("began", first, by=cast.officer)
                both_ready.wait()
                type(second).objects.filter(pk=cast.crg.pk).update(position=second.pk)
                record("ended", second, by=cast.officer)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=deed, args=pair) for pair in ((cast.crg, cast.audit), (cast.audit, cast.crg))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert [e.position for e in Event.objects.order_by("position")] == [1, 2, 3, 4]
    assert verify().whole
