"""Whoever leaves is out the day after, whatever page they try."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from partnership.operations.people import end_appointment
from tests.doors.table import all_doors
from tests.doors.test_doors import OPEN_TO_ALL
from tests.doors.world import undone

LAST_DAY = date(2026, 12, 31)


@pytest.mark.parametrize("role", ["group_chair", "administrator"])
@pytest.mark.shows("S-AC4", "S-AC1")
def test_every_page_of_a_leaver_is_closed_the_day_after(world, sign_in, role):
    """Not by signing out: with the very session that opened them ten minutes before."""
    person = world.cast.who(role)
    own = [
        reverse(door.name, kwargs={key: world.value(value) for key, value in door.arguments})
        for door in all_doors()
        if door.method == "GET" and door.answer(role) == 200 and door.name not in OPEN_TO_ALL
    ]
    assert len(own) > 20

    with time_machine.travel("2026-12-31 23:55Z", tick=False):
        end_appointment(person.appointments.get(), by=world.cast.manager, on=LAST_DAY)
        cookie = sign_in(role).cookies["session"].value

        def answer(address):
            client = Client()
            client.cookies["session"] = cookie
            with undone():
                return client.get(address)

        assert answer("/home/").status_code == 200
    with time_machine.travel("2027-01-01 00:05Z", tick=False):
        open_still = [address for address in own if not is_shown_out(answer(address))]

    assert open_still == []


def is_shown_out(answer):
    return answer.status_code == 302 and answer.url.startswith(reverse(settings.LOGIN_URL))
