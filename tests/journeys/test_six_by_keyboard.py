"""What each main role comes for, by somebody who uses no mouse and sees where they are at every stop."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.models import Return
from partnership.site.demo.time import at
from partnership.working_days import add_working_days
from reviews.models import Decision
from tests.factories import assurance, reviews, school_returns
from tests.factories import programme as courses
from tests.factories import schools as register
from tests.journeys.keyboard import Keyboard
from training.models import Booking

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def keys_of(walk_as):
    """The keyboard of that person, or of nobody, at a page."""

    def at(person, path):
        walker = walk_as(person)
        return Keyboard(walker.page).go(walker.address + path)

    return at


def dates():
    """Of a round that takes answers today and is about years long ago."""
    today = timezone.localdate()
    return {
        "about_from": date(today.year - 4, 9, 1), "about_until": date(today.year - 3, 8, 31),
        "opens_on": today - timedelta(10), "due_on": today + timedelta(20), "closes_on": today + timedelta(40),
    }  # fmt: skip


def test_six_journeys_without_a_mouse(cast, keys_of):
    an_officer_opens_a_case(cast, keys_of)
    the_public_finds_a_review_and_leaves(cast, keys_of)
    the_advisor_decides(cast, keys_of)
    a_partner_answers(cast, keys_of)
    a_learner_asks_for_a_place(cast, keys_of)
    a_school_submits(cast, keys_of)


def an_officer_opens_a_case(cast, keys_of):
    case = reviews.notified(cast)
    keys = keys_of(cast.officer, reverse("home")).goes_round()
    keys.enter("Cases").enter(case.reference)
    assert keys.page.url.endswith(case.get_absolute_url())
    keys.goes_round()


def the_public_finds_a_review_and_leaves(cast, keys_of):
    review = reviews.live(cast).review
    keys = keys_of(None, "/").goes_round()
    keys.enter("Published reviews").enter(review.public_title)
    assert keys.page.url.endswith(review.get_absolute_url())
    keys.page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<title>Weather</title>"))
    keys.reach("the way out", lambda name, value, words: words == "Emergency: Exit this page")
    with keys.page.expect_navigation(url="https://www.bbc.co.uk/**"):
        keys.page.keyboard.press("Enter")
    assert keys.page.title() == "Weather"


def the_advisor_decides(cast, keys_of):
    case = reviews.for_decision(cast, recommendation="lcspr")
    keys = keys_of(cast.advisor, reverse("reviews:decide", args=[case.pk])).enter("Record the decision")
    keys.is_sent_back().choose("outcome", "lcspr").type("grounds", "Criteria (a) and (c) are met.")
    keys.tick("no_conflict", "on").enter("Record the decision")
    decision = Decision.objects.get(case=case)
    assert (decision.outcome, decision.grounds) == ("lcspr", "Criteria (a) and (c) are met.")


def a_partner_answers(cast, keys_of):
    mine = assurance.return_of(assurance.open_round(cast, **dates()), cast.police)
    section = mine.round.questionnaire.sections.get(title="In words")
    keys = keys_of(cast.police_lead, reverse("assurance:section", args=[mine.pk, section.pk])).goes_round()
    voice, rating = (f"q{assurance.question(mine.round, code).pk}" for code in ("voice", "rating"))
    keys.type(voice, "In a youth forum, every month.").choose(rating, "2").enter("Save and continue")
    assert set(mine.answers.values_list("text", "value")) == {
        ("In a youth forum, every month.", None),
        ("", 2),
    }


def a_learner_asks_for_a_place(cast, keys_of):
    day = at(add_working_days(timezone.localdate(), 40))
    session = courses.opened(cast, courses.offered(cast), starts_at=day, venue=courses.hall(cast))
    keys = keys_of(cast.practitioner, reverse("training:book", args=[session.pk])).enter("Ask for a place")
    keys.is_sent_back().type("job", "Nurse").type("manager_name", "Ward manager")
    keys.type("manager_email", "ward.manager@hospital.example").enter("Ask for a place")
    assert Booking.objects.get(session=session).job == "Nurse"


def a_school_submits(cast, keys_of):
    school = register.school(cast, cast.school)
    school_returns.with_signers(school)
    opened = school_returns.open_round(cast, **dates())
    one = school_returns.answered(school_returns.asked(opened, school), cast.school_lead)
    keys = keys_of(cast.school_lead, reverse("assurance:submit", args=[one.school_return_id]))
    keys.enter("Submit the return").is_sent_back().type("declared_office", school_returns.OFFICE)
    keys.tick("declaration", "on").enter("Submit the return")
    assert Return.objects.get(pk=one.school_return_id).declared_office == school_returns.OFFICE
