"""Every bell that is rung has somebody who answers it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from partnership.site.celery import app

RUNG = re.compile(r"""(?:ring\(\s*|TASK = )["']([a-z_.]+)["']""")


@pytest.fixture(scope="module")
def tasks():
    app.loader.import_default_modules()
    return set(app.tasks)


def test_every_line_of_the_timetable_is_a_task(tasks):
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} - tasks == set()


def test_every_doorbell_in_the_code_is_a_task(tasks):
    rung = set()
    for folder in ("partnership", "reviews", "assurance", "training", "schools"):
        for path in Path(settings.BASE_DIR / folder).rglob("*.py"):
            rung |= set(RUNG.findall(path.read_text()))

    assert rung - tasks == set()
    assert "partnership.tasks.post_letters" in rung


@pytest.mark.django_db
def test_a_sweep_does_the_rest_when_one_task_fails_and_says_so(monkeypatch, capsys):
    app.loader.import_default_modules()

    def fail():
        raise OSError("The mail server is away")

    monkeypatch.setattr(app.tasks["partnership.tasks.post_letters"], "run", fail)
    with pytest.raises(CommandError) as told:
        call_command("sweep")

    done = [line.removeprefix("Done: ") for line in capsys.readouterr().out.splitlines()]
    assert str(told.value).startswith("Not done: post letters. ")
    assert {"post letters", *done, "worker shows that it works"} == set(app.conf.beat_schedule)
