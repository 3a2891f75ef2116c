"""Letters to somebody who left stop the day after; and what one does not have to read may be declined."""

from datetime import date

import pytest
import time_machine

from partnership.models import Letter, Person
from partnership.operations.deadlines import open_fixed
from partnership.operations.letters import post_letters, promise, promise_reminders
from partnership.operations.people import choose_post, end_appointment


@pytest.fixture
def last_day():
    with time_machine.travel("2026-03-31 12:00Z", tick=False) as clock:
        yield clock


def test_letters_to_a_leaver_stop_the_day_after(cast, last_day, mailoutbox):
    end_appointment(cast.police_lead.appointments.get(), by=cast.manager, on=date(2026, 3, 31))
    open_fixed(
        "x", "Answer", date(2026, 4, 1), by=cast.officer, rule="x", source="x", reference="R-1", path="/",
        owner=cast.police_lead,
    )  # fmt: skip
    promise("case_step", "before", to=cast.police_lead, subject="Today")
    post_letters()
    assert [letter.to for letter in mailoutbox] == [[cast.police_lead.email]]

    promise("case_step", "after", to=cast.police_lead, subject="Tomorrow")
    last_day.move_to("2026-04-01 07:00Z")
    promise_reminders()
    post_letters()

    assert len(mailoutbox) == 1
    assert set(Letter.objects.exclude(state="sent").values_list("state", "state_reason")) == {
        ("cancelled", "The person holds no role any more")
    }


# Which letters one gets -------------------------------------------------------------------------------------


def test_what_may_be_declined_is_not_sent_and_everything_else_is(cast, mailoutbox):
    """Even if kinds that nobody may decline had found their way into the row."""
    kinds = [
        "published",
        "policy_published",
        "received",
        "reminder",
        "meeting",
        "asked",
        "case_step",
        "invitation",
    ]
    Person.objects.filter(pk=cast.police_lead.pk).update(post_declined=kinds)
    for kind in kinds:
        promise(kind, kind, to=cast.police_lead, subject=kind)
        promise(kind, f"{kind}-2", to=cast.health_lead, subject=kind)
    post_letters()

    assert sorted(letter.kind for letter in Letter.objects.filter(recipient=cast.police_lead, state="sent")) == [
        "asked", "case_step", "invitation", "meeting", "reminder",
    ]  # fmt: skip
    assert Letter.objects.filter(recipient=cast.health_lead, state="sent").count() == len(kinds)
    assert set(Letter.objects.filter(state="cancelled").values_list("state_reason", flat=True)) == {
        "The person wants no letters of this kind"
    }


def test_my_post_keeps_which_letters_are_wanted(cast, sign_in):
    client = sign_in("partner_lead")
    assert client.get("/my-letters/").context["form"]["wanted"].value() == [
        "published", "policy_published", "received",
    ]  # fmt: skip
    client.post("/my-letters/", {"post": "daily", "wanted": ["received"]})

    person = Person.objects.get(pk=cast.police_lead.pk)
    assert (person.post, person.post_declined) == ("daily", ["policy_published", "published"])
    assert client.get("/my-letters/").context["form"]["wanted"].value() == ["received"]


def test_my_post_declines_nothing_else(cast, sign_in):
    page = sign_in("partner_lead").post("/my-letters/", {"post": "each", "wanted": ["reminder"]})

    assert "Select a valid choice" in page.text
    choose_post(cast.police_lead, by=cast.police_lead, post="each", declined=["reminder", "published"])
    assert Person.objects.get(pk=cast.police_lead.pk).post_declined == ["published"]
