"""Whatever stands in an address, the portal answers it: it never falls over."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.doors.table import all_doors
from tests.doors.test_doors import OPEN_TO_ALL
from tests.doors.world import Ground
from tests.factories.browser import in_mid_session

ASKED = [
    *(
        "q",
        "page",
        "show",
        "whose",
        "force",
        "on",
        "on_day",
        "on_month",
        "on_year",
        "noun",
        "actor_id",
        "verb",
    ),
    *("reference", "since_day", "since_month", "since_year", "state", "role", "edition", "change", "next"),
    *("aware_day", "aware_month", "aware_year"),
]
HOSTILE = ["\x00", "9" * 5000, "²", "organisation:99999999999999999999999"]
FAR = "9" * 30


def with_far(name, arguments, key, address):
    """That address with a number far beyond any; typed into it by hand where the portal itself writes none such."""
    try:
        return reverse(name, kwargs={**arguments, key: FAR})
    except NoReverseMatch:
        return address.replace(str(arguments[key]), FAR)


def was_read(response):
    """Whether anybody looked at what stood after the ? of that request."""
    return "GET" in vars(response.wsgi_request)


@pytest.mark.parametrize("who", ["anonymous", "board_manager"])
@pytest.mark.shows("S-DOS")
def test_no_address_makes_the_portal_fall_over(who, world, sign_in, unlogged):
    """What nobody reads is asked once: the other values would be the same request again."""
    client = Client() if who == "anonymous" else in_mid_session(sign_in(who))
    client.raise_request_exception = False
    once = {door.name: door for door in all_doors() if door.method == "GET"}
    fell = []

    def ask(address, data=None):
        response = client.get(address, data)
        if response.streaming:
            b"".join(response.streaming_content)
        ground.undo()
        if response.status_code >= 500:
            fell.append(f"{address} {data}"[:100])
        return response

    with Ground() as ground:
        for door in once.values():
            if door.name == "account_logout" or (who == "anonymous" and door.name not in OPEN_TO_ALL):
                continue
            arguments = {key: world.value(value) for key, value in door.arguments}
            address = reverse(door.name, kwargs=arguments)
            first, *others = [dict.fromkeys(ASKED, value) for value in HOSTILE]
            if was_read(ask(address, first)):
                for data in others:
                    ask(address, data)
            for key, value in arguments.items():
                ask(with_far(door.name, arguments, key, address))
                ask(address.replace(str(value), "%00"))

    assert fell == []


@pytest.mark.parametrize("day", ["9" * 10, "9" * 30, "9" * 5000])
def test_no_day_is_too_long_for_a_public_page(client, cast, day):
    asked = {"on_day": day, "on_month": "1", "on_year": "2026"}

    assert client.get(reverse("public:structure"), asked).status_code == 200
    assert "must be a real date" in client.get(reverse("public:structure"), asked).text
