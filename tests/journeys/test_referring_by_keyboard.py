"""A whole referral by somebody who uses no mouse: Tab, arrows, Space and Enter."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import Case, ReferralDraft
from tests.journeys.keyboard import Keyboard

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_referral_from_start_to_end_without_a_mouse(cast, walk_as):
    lead = walk_as(cast.police_lead)
    keys = Keyboard(lead.page)
    day = timezone.localdate() - timedelta(1)
    lead.go(reverse("home"))
    keys.enter("Refer an incident")
    keys.tick("not_a_live_concern", "on").enter("Start a referral")

    keys.enter(
        "Continue"
    )  # with nothing typed: the summary has the focus, and its link leads to the question
    keys.page.keyboard.press("Tab")
    keys.page.keyboard.press("Enter")
    keys.page.keyboard.type("Head of public protection")
    assert lead.page.input_value("[name=agreed_by_office]") == "Head of public protection"
    keys.enter("Continue")
    keys.type("incident_on_day", str(day.day)).type("incident_on_month", str(day.month))
    keys.type("incident_on_year", str(day.year)).choose("incident_precision", "month").enter("Continue")
    keys.type("responsible_authority", "Rutland").enter("Continue")

    flags = {
        "outcome": "seriously_harmed",
        "sex": "female",
        "ethnicity": "white",
        "disabled": "no",
        "looked_after": "yes",
        "placement": "home",  # asked only of a child who was looked after, and reached where it appears
        "child_in_need_plan": "unknown",
        "child_protection_plan": "no",
        "care_leaver": "no",
        "known_to_agencies": "yes",
    }
    keys.type("age", "15")
    for name, value in flags.items():
        keys.choose(name, value)
    keys.enter("Continue").choose("another", "no").enter("Continue")
    keys.type("account", "A girl of fifteen was injured in a children's home.").enter("Continue")
    keys.choose("abuse_or_neglect", "yes").enter("Continue")
    keys.tick("known", "police").type("note_police", "An arrest was made.").enter("Continue")

    # Called away; back a day later, on the page where it stopped.
    assert not Case.objects.exists()
    lead.go(reverse("reviews:refer"))
    keys.enter("Continue")
    assert lead.heading() == "Have the media shown interest, or are they likely to?"
    keys.choose("media_interest", "no").enter("Continue")
    lead.sees("Rutland County Council", "Children’s home", "An arrest was made.")
    keys.enter("Change the answer to ‘Which safeguarding lead of your agency has agreed it?’")
    keys.to("agreed_by_office")
    keys.page.keyboard.press("Control+A")
    keys.page.keyboard.type("Superintendent")
    keys.enter("Continue").enter("Refer this incident")

    case = Case.objects.get()
    lead.sees("Incident referred", case.reference)
    child = case.children.get()
    assert (case.agreed_by_office, case.responsible_authority, case.incident_precision) == (
        "Superintendent",
        cast.rutland,
        "month",
    )
    assert {name: getattr(child, name) for name in ("age", "outcome", "placement", "child_in_need_plan")} == {
        "age": 15,
        "outcome": "seriously_harmed",
        "placement": "home",
        "child_in_need_plan": None,
    }
    assert case.proceedings.get().note == "An arrest was made."
    assert not ReferralDraft.objects.exists()
