"""A trainer's home page: the registers of their sessions, until each is closed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from time_machine import travel

from tests.factories import training as made
from training.operations import attendance as operations

DAY = datetime(2027, 3, 9, 9, 30, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def room(cast):
    """A session on 9 March 2027 that the trainer teaches and one person has booked, at noon of its day."""
    held = made.session(made.course(), starts_at=DAY)
    held.trainers.add(cast.trainer)
    made.booking(held, cast.practitioner, cast.hospital)
    with travel(DAY + timedelta(hours=3), tick=False):
        yield held


@pytest.mark.parametrize("number", [1, 3])
def test_home_leads_a_trainer_to_the_registers_of_their_sessions(
    cast, room, sign_in, number, django_assert_num_queries
):
    for day in (1, 20, 30)[:number]:
        made.session(room.course, starts_at=DAY + timedelta(day)).trainers.add(cast.trainer)
    made.session(room.course, starts_at=DAY + timedelta(2))  # somebody else teaches it
    called_off = made.session(
        room.course, starts_at=DAY, state="cancelled", cancelled_because="Snow.", reference="TR-CALLED-OFF"
    )
    called_off.trainers.add(cast.trainer)
    trainer = sign_in("trainer")
    trainer.get("/home/")
    with django_assert_num_queries(9):
        page = trainer.get(reverse("home")).text
    assert page.count('portal-panel__link" href="/training/registers/') == number + 1
    assert f'href="{reverse("training:register", args=[room.pk])}"' in page
    assert ("TR-CALLED-OFF" in page, ">Today<" in page) == (False, True)


def test_home_keeps_a_register_in_sight_until_it_is_closed(cast, room, sign_in):
    with travel(DAY + timedelta(1), tick=False):
        assert "To be closed" in sign_in("trainer").get(reverse("home")).text
        operations.mark_rest(room, by=cast.trainer)
        operations.close_register(room, by=cast.trainer)
        page = sign_in("trainer").get(reverse("home")).text
        assert "You have no session to teach, and every register is closed." in page
        assert "Your registers" not in sign_in("board_officer").get(reverse("home")).text
