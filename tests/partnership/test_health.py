"""Whether the portal is up, and whether all of it works: told to machines, about nobody."""

import time
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from partnership.models import Heartbeat, Letter
from partnership.operations import health, pulse
from partnership.rules.watch import APART, LASTS
from partnership.site.watch import Watch


@pytest.fixture
def broker_answers(monkeypatch):
    """As if Redis were there: the broker is the world outside."""
    monkeypatch.setitem(health.CHECKS, "broker", lambda: {"ok": True})


@pytest.fixture
def beating(db):
    for name in ("worker", "beat"):
        pulse.beat(name)


def ready():
    answer = Client().get("/readyz")
    return answer.status_code, {name: check["ok"] for name, check in answer.json()["checks"].items()}


ALL = dict.fromkeys(("database", "cache", "broker", "worker", "beat", "letters", "disk", "backup"), True)


def test_healthz_asks_nothing_of_the_database(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get("/healthz").json() == {"ok": True}


def test_readyz_is_well_when_every_part_is(broker_answers, beating):
    assert ready() == (200, ALL)


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_readyz_tells_a_worker_from_a_beat_that_has_stopped(broker_answers, beating, name):
    Heartbeat.objects.filter(pk=name).update(beat_at=timezone.now() - timedelta(seconds=61))

    assert ready() == (503, ALL | {name: False})


def test_readyz_says_that_nothing_ever_beat(broker_answers, db):
    assert ready() == (503, ALL | {"worker": False, "beat": False})


def test_readyz_notices_letters_that_do_not_go(broker_answers, beating, cast):
    Letter.objects.create(
        key="x",
        kind="asked",
        recipient=cast.police_lead,
        subject="x",
        try_at=timezone.now() - timedelta(minutes=16),
    )

    assert ready() == (503, ALL | {"letters": False})
    assert "police" not in Client().get("/readyz").text.lower()


def test_readyz_without_a_broker_says_what_still_works(beating, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    health.current_app.conf.broker_url = settings.CELERY_BROKER_URL
    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["broker"]["note"].startswith("Pages work")


def test_readyz_survives_a_database_that_fails(broker_answers, beating, monkeypatch):
    def fail():
        raise DatabaseError

    monkeypatch.setitem(health.CHECKS, "database", fail)

    assert ready() == (503, ALL | {"database": False})


def test_readyz_notices_a_cache_that_keeps_nothing(broker_answers, beating, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert ready() == (503, ALL | {"cache": False})


def test_readyz_notices_daily_letters_that_do_not_go(broker_answers, beating, cast):
    cast.police_lead.post = "daily"
    cast.police_lead.save(update_fields=["post"])
    Letter.objects.create(
        key="x", kind="asked", recipient=cast.police_lead, subject="x",
        try_at=timezone.now() - timedelta(hours=37),
    )  # fmt: skip

    assert ready() == (503, ALL | {"letters": False})


def test_a_backup_is_missed_where_one_is_to_be_made(broker_answers, beating, settings):
    settings.BACKUP_WITHIN_HOURS = 26
    assert ready() == (503, ALL | {"backup": False})
    pulse.beat("backup")
    assert ready() == (200, ALL)
    Heartbeat.objects.filter(pk="backup").update(beat_at=timezone.now() - timedelta(hours=27))
    assert ready() == (503, ALL | {"backup": False})


def test_the_command_for_a_monitor_names_what_is_unwell(broker_answers, beating):
    call_command("alive", "portal", verbosity=0)
    Heartbeat.objects.filter(pk="worker").delete()

    with pytest.raises(CommandError, match=r"^Unwell: worker$"):
        call_command("alive", "portal")


# Letters to whoever runs the portal ---------------------------------------------------------------------------


@pytest.fixture
def look(tmp_path, settings, monkeypatch, broker_answers, beating):
    """Look with these parts unwell, so many seconds later; a new Watch each time, as after a restart of beat."""
    settings.OPERATOR_EMAIL = ["operator@portal.test"]
    began = time.time()

    def look(after, *unwell):
        for name in ALL:
            monkeypatch.setitem(health.CHECKS, name, lambda name=name: {"ok": name not in unwell})
        before = len(mail.outbox)
        Watch(tmp_path / "watch").look(began + after)
        return [message.subject.partition(": ")[2] for message in mail.outbox[before:]]

    return look


def test_the_operator_is_told_once_that_a_part_is_unwell_and_once_that_it_is_well(look):
    assert look(0, "worker") == []
    assert look(LASTS - 1, "worker") == []
    assert look(LASTS, "worker") == ["unwell: worker"]
    assert look(LASTS + 60, "worker") == []
    assert look(20 * APART, "worker") == []
    assert look(20 * APART + 60) == []
    assert look(20 * APART + 60 + LASTS) == ["well again: worker"]
    assert look(20 * APART + 120 + LASTS) == []
    assert mail.outbox[0].to == ["operator@portal.test"]
    assert "worker: unwell since" in mail.outbox[0].body


def test_what_fails_together_is_one_letter_and_what_comes_and_goes_no_flood(look):
    look(0, "database", "cache", "letters")
    assert look(LASTS, "database", "cache", "letters") == ["unwell: database, cache, letters"]

    told = []
    for minute in range(6, 6 + 24 * 60):
        told += look(minute * 60, *(["disk"] if minute % 12 < 6 else []))
    assert told[0] == "well again: database, cache, letters"
    assert 24 <= len(told) <= 49
    told = [look(10**6 + minute * 60, *(["disk"] if minute % 2 else [])) for minute in range(60)]
    assert [one for one in told if one] in ([], [["well again: disk"]])


def test_a_letter_that_the_mail_server_did_not_take_goes_at_the_next_look(look, monkeypatch):
    look(0, "disk")
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(OSError))
        assert look(LASTS, "disk") == []
    assert look(LASTS + 60, "disk") == ["unwell: disk"]


def test_without_an_operator_nobody_is_written_to(tmp_path, settings):
    settings.OPERATOR_EMAIL = []
    watch = Watch(tmp_path / "watch")
    watch.tick()
    assert watch.thread is None
