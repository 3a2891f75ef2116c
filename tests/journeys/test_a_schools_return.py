"""A school's yearly return, from its lead's invitation until the authority sees it received, in a real browser."""

from datetime import date

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from partnership.models import Question, Return, Round
from schools.models import AskedSchool
from tests.factories import school_returns as stage
from tests.factories import schools as made
from tests.journeys.letters import link_in, newest
from tests.journeys.test_signing_in import PASSWORD
from tests.partnership.codes import BY_HAND, code_now

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LEAD, HEAD, GOVERNOR = "rowan.lead@school.example", "head@school.example", "governor@school.example"
VOICE = "A council of pupils met four times and chose what staff are trained in."
COMMENT = "I visited in May, spoke with pupils, and read how referrals were followed up."


def accept(walker, link):
    """A password and a second factor, as whoever was invited sets them."""
    page = walker.page
    page.goto(link)
    walker.fill(password=PASSWORD, again=PASSWORD).press("Set my password")
    page.locator(f"a[href='{reverse('mfa_activate_totp')}']").click()
    secret = page.locator(".portal-secret").inner_text()
    page.fill("[name=code]", code_now(secret, sent_within=BY_HAND))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return walker


def test_a_schools_return_from_its_leads_invitation_until_it_is_received(cast, walk_as, sink):
    cache.clear()
    asks = stage.four_questions()
    school = made.school(cast, cast.organisation("larch", "Larch Lane School", "school"))
    with time_machine.travel(stage.TODAY):
        authority = walk_as(cast.education_lead)
        lead = invite(authority, walk_as, school, sink)
        one = ask_the_schools(cast, authority, asks, school)
        answer_it(lead, one, sink)
        sign_it(lead, one, sink)
        see_it_received(authority, one, sink)


def invite(authority, walk_as, school, sink):
    """The authority invites the safeguarding lead, who signs in and says who is head and who is governor."""
    authority.go(reverse("schools:invite_lead", args=[school.urn]))
    authority.fill(name="Rowan Lead", email=LEAD).press("Send the invitation")
    lead = accept(walk_as(), link_in(newest(sink, LEAD), "invitation/"))
    lead.go(reverse("home"))
    assert lead.heading().endswith("Your work")
    lead.go(reverse("schools:keep_contacts", args=[school.urn])).fill(
        head_name="Ash Head", head_email=HEAD, governor_name="Elm Governor", governor_email=GOVERNOR
    )
    return lead.press("Save and confirm all")


def ask_the_schools(cast, authority, asks, school):
    """A round, looked at before it is opened."""
    authority.go(reverse("schools:open_round")).fill(
        authority=cast.county.pk, questionnaire=asks.pk, title="Safeguarding through Education 2025/26", **stage.DATES
    )  # fmt: skip
    authority.press("Show the schools it will ask").sees("1 school of Leicestershire County Council")
    authority.press("Open the round and write to schools")
    authority.go(Round.objects.get().get_absolute_url()).sees("Larch Lane School", "Not started")
    return AskedSchool.objects.select_related("school_return", "round").get(school=school)


def answer_it(lead, one, sink):
    """The lead is written to, answers section by section, and submits."""
    assert one.round.reference in newest(sink, LEAD, "Asked of you")["Subject"]
    lead.go(reverse("home")).sees(one.round.title)
    lead.go(one.get_absolute_url()).follow("Start the return")
    given = {"standard": 3, "referrals": 4, "voice": VOICE, "trained-on": date(2025, 9, 2), "at-home": "yes"}
    for section in one.round.questionnaire.sections.order_by("position"):
        lead.go(reverse("assurance:section", args=[one.school_return_id, section.pk]))
        lead.sees("Do not name any child or family, or give initials or dates of birth")
        asked = Question.objects.filter(section=section)
        lead.fill(**{f"q{question.pk}": given[question.code] for question in asked}).press(
            "Save and continue"
        )
    lead.go(reverse("assurance:check_answers", args=[one.school_return_id])).sees(VOICE)
    lead.go(reverse("assurance:submit", args=[one.school_return_id]))
    lead.fill(declared_office=stage.OFFICE, declaration=True)
    lead.press("Submit the return", one.get_absolute_url()).sees("Waiting for the head", "Not yet")


def sign_it(lead, one, sink):
    """Head and governor come by their own links, without an account; each link opens once."""
    with lead.page.expect_navigation():
        lead.page.locator("form[action*=logout] button").first.click()
    nobody = lead
    letters = {to: newest(sink, to) for to in (HEAD, GOVERNOR)}
    assert VOICE not in "".join(str(letter) for letter in letters.values())
    links = {to: link_in(letter, "sign-a-return/") for to, letter in letters.items()}

    nobody.page.goto(links[HEAD])
    nobody.sees("Sign your school’s return", VOICE, "Rowan Lead").fill(agreed=True).press("Sign the return")
    assert nobody.page.goto(links[HEAD]).status == 410
    nobody.page.goto(links[GOVERNOR])
    nobody.sees("Comment on your school’s return", VOICE).fill(comment=COMMENT).press("Send the comment")
    assert nobody.page.goto(links[GOVERNOR]).status == 410
    assert Return.objects.get(pk=one.school_return_id).state == Return.State.SUBMITTED


def see_it_received(authority, one, sink):
    """Lead and head have a receipt, and the authority sees the return with its signatures."""
    for to in (LEAD, HEAD):
        receipt = newest(sink, to, "Received")
        assert one.round.reference in receipt["Subject"]
        assert VOICE not in str(receipt)
    authority.go(one.round.get_absolute_url()).sees("100% of the 1 school asked has sent", "Received")
    authority.follow("Larch Lane School").sees(
        "Signed", "Ash Head", "Commented", "Elm Governor", COMMENT, VOICE
    )
