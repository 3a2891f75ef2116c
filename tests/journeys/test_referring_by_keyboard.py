"""A whole referral by somebody who uses no mouse: Tab, arrows, Space and Enter."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import Case, ReferralDraft

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FAR = 60  # more stops than any page of the referral has
HERE = "() => { const one = document.activeElement; return [one.name || '', one.value || '', one.textContent.trim()] }"


class Keyboard:
    """Hands on the keys of one page: what cannot be reached by Tab does not exist."""

    def __init__(self, page):
        self.page = page

    def reach(self, what, wanted):
        """Tab on to what is called so: by its name, or by its words if it is a link or a button."""
        for _ in range(FAR):
            self.page.keyboard.press("Tab")
            name, value, words = self.page.evaluate(HERE)
            if wanted(name, value, words):
                return self
        raise AssertionError(f"Nobody gets to {what} on “{self.page.title()}” by keyboard.")

    def to(self, name):
        return self.reach(name, lambda found, value, words: found == name)

    def type(self, name, text):
        self.to(name)
        self.page.keyboard.type(text)
        return self

    def choose(self, name, value):
        """The arrows go round a group of radios; Space chooses the one that Tab came to."""
        self.to(name)
        self.page.keyboard.press("Space")
        for _ in range(FAR):
            if self.page.evaluate(HERE)[1] == value:
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not among the answers to {name}.")

    def tick(self, name, value):
        self.reach(f"{name} {value}", lambda found, at, words: (found, at) == (name, value))
        self.page.keyboard.press("Space")
        return self

    def enter(self, words):
        """Go to the button or link of those words and press Enter."""
        self.reach(words, lambda name, value, found: found.startswith(words))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self


def test_a_referral_from_start_to_end_without_a_mouse(cast, walk_as):
    lead = walk_as(cast.police_lead)
    keys = Keyboard(lead.page)
    day = timezone.localdate() - timedelta(1)
    lead.go(reverse("home"))
    keys.enter("Refer an incident")
    keys.tick("not_a_live_concern", "on").enter("Begin a referral")

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
