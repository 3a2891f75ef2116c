"""Whether the portal is up, and whether all of it works: told to machines, about nobody."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from partnership.models import Heartbeat, Letter
from partnership.operations import pulse
from partnership.views import health


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


ALL = {"database": True, "broker": True, "worker": True, "beat": True, "letters": True, "disk": True}


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
