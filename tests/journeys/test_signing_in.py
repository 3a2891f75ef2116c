"""From an invitation to a signed-in person, by keyboard alone; and by passkey."""

import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from partnership.access import Role
from partnership.models import Person
from partnership.operations.letters import post_letters
from partnership.operations.people import appoint, invite
from tests.partnership.codes import BY_HAND, code_now

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long walk in Bradgate Park"


@pytest.fixture
def newcomer(cast, sink, live_server):
    """Somebody whose invitation has just come by letter: the person, and the link in it."""
    settings.SITE_URL = live_server.url
    cache.clear()
    person = Person.objects.create_user("new.lead@portal.test", name="New lead")
    appoint(person, Role.PARTNER_LEAD, by=cast.manager, organisation=cast.health)
    invite(person, by=cast.manager)
    post_letters()
    (letter,) = sink.messages
    (link,) = re.findall(r"http\S+/invitation/\S+", letter.get_body(("plain",)).get_content())
    return person, link


class Keyboard:
    """Nothing but keys."""

    def __init__(self, page):
        self.page = page

    def tab_to(self, selector):
        """Press Tab until that element has the focus; it fails where the keyboard cannot get to it."""
        target = self.page.locator(selector).first
        for _ in range(80):
            if target.evaluate("element => element === document.activeElement"):
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard does not reach {selector} on {self.page.url}")

    def type(self, selector, text):
        self.tab_to(selector)
        self.page.keyboard.type(text)
        return self

    def enter(self):
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def heading(self):
        return self.page.locator("h1").first.inner_text()


def test_by_keyboard_from_an_invitation_to_the_home_page(newcomer, walk_as):
    person, link = newcomer
    page = walk_as().page
    keys = Keyboard(page)

    page.goto(link)
    keys.type("[name=password]", PASSWORD).type("[name=again]", PASSWORD).enter()
    assert keys.heading() == "Add a second way to prove it is you"
    page.goto(walk_as().address + reverse("home"))
    assert keys.heading() == "Add a second way to prove it is you"  # nothing opens before it is there
    keys.tab_to(f"a[href='{reverse('mfa_activate_totp')}']").enter()
    secret = page.locator(".portal-secret").inner_text()
    keys.type("[name=code]", code_now(secret, sent_within=BY_HAND)).enter()
    page.goto(walk_as().address + reverse("home"))
    assert keys.heading().endswith("Your work")

    # The link has been used up, and a second sign-in asks for password and code.
    assert page.goto(link).status == 404
    page.goto(walk_as().address + reverse("home"))
    keys.tab_to("form[action*=logout] button").enter()
    page.goto(walk_as().address + reverse("home"))
    cache.clear()  # a code works once: forget that this one was used, rather than wait half a minute
    keys.type("[name=login]", person.email).type("[name=password]", PASSWORD).enter()
    assert keys.heading() == "Enter your code"
    page.goto(walk_as().address + reverse("home"))
    assert keys.heading() == "Enter your code"  # a password alone opens nothing
    keys.type("[name=code]", code_now(secret, sent_within=BY_HAND)).enter()
    assert keys.heading().endswith("Your work")


def test_by_passkey(newcomer, walk_as):
    _, link = newcomer
    page = walk_as().page
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    page.goto(link)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    page.get_by_role("button", name="Set my password").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.fill("[name=name]", "Work laptop")
    page.locator("[name=passwordless]").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Add this device").click()
    page.goto(walk_as().address + reverse("home"))
    assert page.locator("h1").inner_text().endswith("Your work")

    page.get_by_role("button", name="Sign out").click()
    page.goto(walk_as().address + reverse("account_login"))
    with page.expect_navigation(url=re.compile("/home/")):
        page.get_by_role("button", name="Sign in with a passkey").click()
    assert page.locator("h1").inner_text().endswith("Your work")

    # Before the session ends by itself the page says so, and one button keeps it going.
    page.clock.install()
    page.goto(walk_as().address + reverse("my_post"))
    notice = page.get_by_role("region", name="How long you stay signed in")
    assert notice.is_hidden()
    page.clock.fast_forward("26:00")
    notice.get_by_text("You will be signed out at").wait_for()
    with page.expect_response("**/stay/"):
        notice.get_by_role("button", name="Stay signed in").click()
    notice.wait_for(state="hidden")
    page.clock.fast_forward("31:00")
    notice.get_by_text("You have been signed out. What you typed is still on this page").wait_for()
