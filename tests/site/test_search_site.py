"""The public finds what the public reads, and nothing of what it does not read yet or any more."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import library, policies, reviews, voice

pytestmark = pytest.mark.django_db

WORD = "hedgehog"


def found(client, typed):
    """The titles of what a search finds, in order."""
    main = client.get("/find/", {"q": typed}).text.partition("<main")[2]
    return re.findall(r'<li><a class="govuk-link" href="[^"]+">([^<]+)</a>', main)


@pytest.fixture
def hidden(cast):
    """The word in everything that the public does not read."""
    library.item(cast, title=f"Draft {WORD}")
    library.forward(cast, title=f"Forward {WORD}")
    library.taken_back(cast, title=f"Gone {WORD}")
    policies.version(cast, policies.policy(cast, title=f"Unseen {WORD}"), text=WORD)
    stands = policies.published(cast, policies.policy(cast, title="Bruises"), text="Call at once.").policy
    policies.version(cast, stands, text=f"Call the {WORD}.")
    policies.withdrawn(cast, policies.published(cast, policies.policy(cast, title=f"Old {WORD}")).policy)
    voice.forward(cast, words=f"A {WORD} in the lamp.")
    reviews.artefact(cast, "signing", case=reviews.in_review_as(cast, f"Child {WORD}", f"About a {WORD}."))


@pytest.mark.shows("S-DR")
def test_nothing_that_is_not_public_is_found(hidden, client):
    assert found(client, WORD) == []
    assert found(client, "bruises") == ["Bruises"]


def test_everything_public_is_found_by_title_and_by_text(cast, client):
    library.public(cast, title=f"Leaflet {WORD}", text="Of porcupines.")
    policies.published(cast, policies.policy(cast, title=f"Policy {WORD}"), text="Of porcupines.")
    voice.public(cast, words=f"Porcupines and a {WORD}.")
    titles = [f"Leaflet {WORD}", f"Policy {WORD}", f"Porcupines and a {WORD}."]

    assert found(client, WORD) == titles
    assert found(client, "porcupine") == titles


def test_a_live_review_is_found_by_its_public_words(live, client):
    assert found(client, "bruises babies")[:1] == ["Child Rowan"]


def test_pages_are_found_by_what_they_are_about(cast, client):
    assert found(client, "easy read") == ["Contact us", "Accessibility statement"]


@pytest.mark.parametrize(
    "typed",
    [
        "my mum hits me",
        "I am scared",
        "Childline",
        "how do I report abuse?",
        "is there a helpline",
        "worried. about kid",
    ],
)
def test_who_asks_in_words_of_their_own_is_told_whom_to_tell(cast, client, typed):
    assert found(client, typed)[0] == "Worried about a child?"


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("Who are the members?", "Members by office"),
        ("how do I book a course", "Training"),
        ("FOI", "Contact us"),
    ],
)
def test_small_words_of_a_question_hide_no_page(cast, client, typed, page):
    assert page in found(client, typed)


def test_a_search_for_what_is_published_is_no_worry(cast, client):
    for typed in ("yearly report", "white paper", "who we are"):
        assert "Worried about a child?" not in found(client, typed)
    assert found(client, "who we are") == ["Who we are"]


@pytest.mark.parametrize("typed", ["LADO", "lado?", "Local authority designated officer"])
def test_an_abbreviation_is_explained(cast, client, typed):
    page = client.get("/find/", {"q": typed}).text

    assert '/glossary/#local-authority-designated-officer"' in page


def test_where_nothing_is_found_it_says_whom_to_tell(cast, client):
    main = client.get("/find/", {"q": "porcupine"}).text.partition("<main")[2].partition("</main>")[0]
    nothing = main.index("Nothing on this site has")

    assert 'href="/raise-a-concern/"' in main[nothing:]
    assert 'href="tel:999"' in main[nothing:]


@pytest.mark.parametrize(
    "typed", ["a & b | !c:*", "' OR 1=1 --", "<b>x</b>", "%%", "\\", "“early” -help", "x" * 500]
)
def test_whatever_is_typed_is_taken_for_words(cast, client, typed):
    page = client.get("/find/", {"q": typed})

    assert page.status_code == 200
    assert "<b>x" not in page.text


def test_a_minus_leaves_nothing_out_and_an_or_adds_nothing(cast, client):
    library.public(cast, title="Sleep and smoke", text="x")
    library.public(cast, title="Sleep", text="y")

    assert found(client, "sleep -smoke") == ["Sleep and smoke"]
    assert found(client, "smoke or nothing") == []


def test_a_search_is_kept_nowhere(cast, client, caplog):
    page = client.get("/find/", {"q": WORD})

    assert page["Cache-Control"] == "no-store"
    assert not page.cookies
    assert WORD not in caplog.text


def test_the_box_in_the_header_searches_the_site_for_nobody_and_the_portal_for_staff(cast, client, sign_in):
    assert 'method="get" action="/find/"' in client.get("/").text
    assert 'method="get" action="/search/"' in sign_in(cast.officer).get("/").text


def test_a_search_asks_as_often_for_three_as_for_one(cast, client, django_assert_num_queries):
    library.public(cast, title=f"Leaflet {WORD}")
    with CaptureQueriesContext(connection) as few:
        client.get("/find/", {"q": WORD})
    for number in (2, 3):
        library.public(cast, title=f"Leaflet {WORD} {number}")
        policies.published(cast, policies.policy(cast, title=f"Policy {WORD} {number}"))
    with django_assert_num_queries(len(few)):
        client.get("/find/", {"q": WORD})
