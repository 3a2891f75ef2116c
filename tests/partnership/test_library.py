"""The learning library: two people let an item out, the public reads it, its address stays."""

import io
import re
from datetime import UTC, datetime

import pikepdf
import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Event, LibraryItem
from partnership.operations import library
from reviews.models import Artefact, Review
from tests.factories import library as made
from tests.factories import reviews
from tests.factories.policies import pdf, upload

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "Safer sleep",
    "kind": "leaflet",
    "audiences": ["parents", "practitioners"],
    "themes": ["sleep"],
    "language": "en",
    "summary": "How to put a baby down to sleep.",
    "text": "On the back, in a clear cot.",
}


def titles(page):
    return re.findall(r'<h2 class="govuk-heading-m[^>]*><a[^>]*>([^<]+)</a>', page.text)


# Keeping it -----------------------------------------------------------------------------------------------


def test_an_item_goes_from_its_form_to_the_public_through_two_people(cast, sign_in, client):
    officer, second = sign_in(cast.officer), sign_in(cast.second_officer)

    officer.post(reverse("add_library_item"), TYPED | {"file": upload()})
    item = LibraryItem.objects.get()
    assert client.get(item.public_address).status_code == 404
    officer.post(reverse("put_library_item_forward", args=[item.pk]))
    assert client.get(item.public_address).status_code == 404
    assert officer.post(reverse("let_library_item_out", args=[item.pk])).status_code == 409
    second.post(reverse("let_library_item_out", args=[item.pk]))

    page = client.get("/learning/safer-sleep/")
    assert "On the back, in a clear cot." in page.text
    assert titles(client.get("/learning/")) == ["Safer sleep"]
    assert [event.verb for event in Event.objects.about(item)] == [
        "published", "put forward for the public", "added to the library",
    ]  # fmt: skip


def test_its_file_is_cleaned_and_named_after_its_address(cast, client):
    item = made.with_file(cast)

    answer = client.get(item.public_file)
    content = b"".join(answer.streaming_content)

    assert answer["Content-Disposition"] == 'attachment; filename="who-sees-a-bruise.pdf"'
    assert answer["Cache-Control"] == "no-cache"
    with pikepdf.open(io.BytesIO(content)) as told:
        assert "/Title" not in told.docinfo
    assert client.get(item.public_file, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_what_is_no_pdf_inside_is_refused_and_nothing_typed_is_lost(cast, sign_in):
    picture = upload()
    picture.file.seek(0)
    picture.file.write(b"not a PDF")
    picture.file.seek(0)

    page = sign_in(cast.officer).post(reverse("add_library_item"), TYPED | {"file": picture})

    assert "is called .pdf but is something else inside" in page.text
    assert "How to put a baby down to sleep." in page.text
    assert not LibraryItem.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Say what it is called"),
        ({"audiences": []}, "Choose who it is for"),
        ({"summary": ""}, "Say what it is for"),
        ({"text": "As in CR-2026-0007."}, "looks like a case reference"),
    ],
)
def test_an_item_says_what_it_is_and_leads_to_no_case(cast, sign_in, wrong, sentence):
    page = sign_in(cast.officer).post(reverse("add_library_item"), TYPED | wrong)

    assert sentence in page.text
    assert not LibraryItem.objects.exists()


def test_a_button_pressed_twice_adds_one_item_and_another_language_is_another_one(cast, sign_in):
    officer = sign_in(cast.officer)
    officer.post(reverse("add_library_item"), TYPED)
    again = officer.post(reverse("add_library_item"), TYPED)
    officer.post(reverse("add_library_item"), TYPED | {"language": "pl"})

    assert "in the library already" in again.text
    assert set(LibraryItem.objects.values_list("slug", "language")) == {
        ("safer-sleep", "en"), ("safer-sleep-2", "pl"),
    }  # fmt: skip


def test_nothing_without_text_or_file_is_put_forward(cast):
    with pytest.raises(Refused, match="nothing to read yet"):
        made.forward(cast, text="")


def test_what_the_public_reads_is_taken_back_before_it_changes(cast, sign_in, client):
    item, officer = made.public(cast), sign_in(cast.officer)
    change, typed = reverse("change_library_item", args=[item.pk]), TYPED | {"seen": "1"}
    assert officer.post(change, typed).status_code == 409

    officer.post(reverse("take_library_item_back", args=[item.pk]), {"reason": "A number has changed"})
    assert client.get(item.public_address).status_code == 410
    assert "Who sees a bruise" not in client.get("/learning/").text
    officer.post(change, typed)

    item.refresh_from_db()
    assert (item.title, item.slug, item.revision) == ("Safer sleep", "who-sees-a-bruise", 2)
    library.let_library_item_out(
        library.put_library_item_forward(item, by=cast.officer), by=cast.second_officer
    )
    assert "clear cot" in client.get(item.public_address).text


def test_a_title_that_was_changed_before_anybody_read_it_leaves_nothing_in_the_address(cast, client):
    item = made.item(cast, title="Bruises on the baby of Mill Lane")
    library.change_library_item(item, by=cast.officer, **TYPED, seen=1)
    item.refresh_from_db()

    assert item.slug == "safer-sleep"
    assert client.get("/learning/bruises-on-the-baby-of-mill-lane/").status_code == 404


def test_two_who_change_it_at_once_lose_nothing(cast, sign_in):
    item, officer = made.item(cast), sign_in(cast.officer)
    library.change_library_item(item, by=cast.second_officer, **TYPED, seen=1)

    page = officer.post(
        reverse("change_library_item", args=[item.pk]), TYPED | {"text": "Feet to the foot.", "seen": "1"}
    )

    assert "Somebody has changed this since you opened it" in page.text
    assert "On the back, in a clear cot." in page.text
    assert "Feet to the foot." in page.text
    assert 'name="seen" value="2"' in page.text


def test_the_file_may_be_taken_out_or_replaced(cast):
    item = made.item(cast, content=pdf())
    first = item.document
    item = library.change_library_item(
        item, by=cast.officer, **TYPED, seen=1, content=pdf("B"), filename="b.pdf"
    )
    assert item.document.replaces == first
    item = library.change_library_item(item, by=cast.officer, **TYPED, seen=2, without_file=True)
    assert item.document is None


def test_the_database_holds_to_two_people(cast):
    item = made.public(cast)
    with transaction.atomic(), pytest.raises(IntegrityError, match="let_out_by_somebody_else"):
        LibraryItem.objects.filter(pk=item.pk).update(let_out_by=cast.officer)


# Reading it -----------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(cast):
    made.item(cast, title="Draft")
    made.forward(cast, title="Forward")
    made.taken_back(cast, title="Gone")
    made.public(cast, title="Sleep", kind="leaflet", audiences=["parents"], themes=["sleep"])
    made.public(cast, title="Neglect", kind="bulletin", audiences=["practitioners"], themes=["neglect"])
    made.public(cast, title="Anything", kind="poster", audiences=["children", "parents"], themes=[])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Anything", "Neglect", "Sleep"]),
        ("?kind=bulletin", ["Neglect"]),
        ("?theme=sleep", ["Anything", "Sleep"]),  # what is about all of them is about sleep too
        ("?audience=parents", ["Anything", "Sleep"]),
        ("?audience=parents&theme=neglect", ["Anything"]),
        ("?kind=nonsense", ["Anything", "Neglect", "Sleep"]),
        ("?kind=advice", []),
    ],
)
def test_the_public_chooses_by_kind_theme_and_audience(shelf, client, asked, found):
    assert titles(client.get(f"/learning/{asked}")) == found


def test_a_live_briefing_is_in_the_library_but_never_found_by_theme(cast, client):
    briefing = reviews.artefact(cast, Artefact.State.LIVE, kind=Artefact.Kind.BRIEFING)
    Review.objects.filter(pk=briefing.review_id).update(themes=["neglect"])
    name = f"{briefing.review.public_title}: seven-minute briefing"

    assert titles(client.get("/learning/")) == [name]
    assert titles(client.get("/learning/?kind=seven_minute&audience=practitioners")) == [name]
    assert titles(client.get("/learning/?theme=neglect")) == []
    assert titles(client.get("/learning/?theme=sleep")) == []
    assert titles(client.get("/learning/?kind=leaflet")) == []


def test_a_report_alone_is_not_in_the_library(live, client):
    assert titles(client.get("/learning/")) == []


def test_a_text_in_another_language_says_so_to_a_screen_reader(cast, client):
    item = made.public(cast, title="نوم آمن", language="ar", text="على الظهر")

    page = client.get(item.public_address).text

    assert item.slug == "item"
    assert '<div lang="ar" dir="rtl">' in page
    assert "In Arabic" in client.get("/learning/").text


def test_the_feed_holds_what_is_let_out_under_ids_that_stay(cast, client, settings):
    settings.SITE_URL = "https://portal.example.org"
    with time_machine.travel(datetime(2026, 3, 9, 10, tzinfo=UTC), tick=False):
        made.item(cast, title="Draft")
        item = made.public(cast)
    with time_machine.travel(datetime(2026, 5, 4, 10, tzinfo=UTC), tick=False):
        library.take_library_item_back(item, by=cast.officer, reason="A number")
        assert "<entry>" not in client.get("/learning/feed.atom").text
        library.put_library_item_forward(item, by=cast.officer)
        library.let_library_item_out(item, by=cast.second_officer)

    feed = client.get("/learning/feed.atom").text

    assert "Draft" not in feed
    assert "<id>tag:portal.example.org,2026-03-09:/learning/who-sees-a-bruise/</id>" in feed
    assert "<published>2026-05-04T10:00:00+00:00</published>" in feed


def test_nobody_is_named_to_the_public(cast, client):
    item = made.public(cast)

    for address in ("/learning/", item.public_address, "/learning/feed.atom"):
        text = client.get(address).text
        assert cast.officer.name not in text
        assert cast.second_officer.name not in text


def test_lists_ask_the_database_as_often_for_three_as_for_one(cast, sign_in, django_assert_num_queries):
    officer = sign_in(cast.officer)
    made.public(cast)
    made.forward(cast, title="Forward")
    officer.get("/partnership/library/")
    counts = {}
    for page in ("/learning/", "/learning/feed.atom", "/partnership/library/"):
        with CaptureQueriesContext(connection) as few:
            officer.get(page)
        counts[page] = len(few)
    for number in (2, 3):
        made.public(cast, title=f"Public {number}")
        made.forward(cast, title=f"Forward {number}")
    for page, count in counts.items():
        with django_assert_num_queries(count):
            officer.get(page)
