"""Who has found a weakness finds whom to tell."""

import datetime as dt

import time_machine


def test_it_names_whom_to_write_to_for_a_while(client, db, settings):
    settings.SECURITY_CONTACT = "mailto:security@portal.example"
    settings.SITE_URL = "https://portal.example"

    with time_machine.travel(dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC), tick=False):
        told = client.get("/.well-known/security.txt")

    assert told["Content-Type"] == "text/plain; charset=utf-8"
    assert [line for line in told.text.splitlines() if not line.startswith("#")] == [
        "Contact: mailto:security@portal.example",
        "Expires: 2027-01-23T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: https://portal.example/.well-known/security.txt",
    ]


def test_there_is_none_where_nobody_is_named(client, db):
    assert client.get("/.well-known/security.txt").status_code == 404
