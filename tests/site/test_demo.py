"""The invented year is told once, in an empty portal, and only in a demo."""

import pytest
from django.core.management import CommandError, call_command

from assurance.models import YearlyReport
from partnership.models import Event, Letter, Person, Return
from partnership.operations.record import verify
from reviews.models import Artefact, Case, Stage


def test_it_is_never_told_in_a_real_portal(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO is off"):
        call_command("demo")


def test_it_is_never_told_among_real_people(db, settings):
    settings.DEMO = True
    Person.objects.create_user("real@portal.test", name="Board officer")
    with pytest.raises(CommandError, match="real people"):
        call_command("demo")


def test_the_year_fills_every_page(db, settings, capsys):
    settings.DEMO = True
    call_command("load_arrangements")
    call_command("load_questionnaires")

    call_command("demo")

    assert set(Case.objects.values_list("stage", flat=True)) >= {
        Stage.REFERRED,
        Stage.SCREENING,
        Stage.NOT_NOTIFIED,
        Stage.RR_GATHERING,
        Stage.RR_DECISION,
        Stage.LCSPR_SIGNOFF,
        Stage.LEARNING,
        Stage.PUBLISHED,
    }
    assert Artefact.objects.live().count() == 1
    assert {YearlyReport.State.PUBLISHED, YearlyReport.State.DRAFTING} == set(
        YearlyReport.objects.values_list("state", flat=True)
    )
    assert set(Return.objects.values_list("state", flat=True)) == {"draft", "submitted"}
    assert Letter.objects.filter(state="sent").exists()
    assert verify().whole

    entries = Event.objects.count()
    call_command("demo")
    assert Event.objects.count() == entries
    assert "there already" in capsys.readouterr().out
