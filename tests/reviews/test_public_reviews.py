"""What the public sees: what is live, whole and checkable, and not a byte of anything else."""

import hashlib
import io

import pikepdf
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from reviews.models import Artefact
from tests.factories import reviews as made

S = Artefact.State
HIDDEN = [S.DRAFT, S.CHECKING, S.SIGNING, S.READY, S.WITHDRAWN, S.SCHEDULED]
assert {*HIDDEN, S.LIVE, S.ARCHIVED} == set(
    S.values
)  # the scheduled one last: making a live one lets its hour pass


def written(text):
    """A PDF that says this on its page."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode())
        out = io.BytesIO()
        pdf.save(out, compress_streams=False)
    return out.getvalue()


def whole(response):
    """Every byte that a browser gets: headers, and body."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return b"\n".join(f"{k}: {v}".encode() for k, v in response.headers.items()) + b"\n\n" + body


def published():
    return reverse("public:reviews")


# Nothing before its time ----------------------------------------------------------------------------------


@pytest.mark.shows("S-DR")
def test_mistake_18_no_public_page_holds_a_word_of_what_is_not_live(cast, live, sign_in):
    beside = made.artefact(cast, S.CHECKING, case=made.again(live.review.case), kind="summary")
    Artefact.objects.filter(pk=beside.pk).update(title="Canarytitle beside")
    hidden = [
        made.artefact(
            cast, state, case=made.in_review_as(cast, f"Canaryname {state}", f"Canarysummary {state}"),
            content=written(f"Canarypage {state}"),
        )
        for state in HIDDEN
    ]  # fmt: skip
    assert [made.fresh(one).state for one in hidden] == HIDDEN
    for reader in (Client(), sign_in(cast.practitioner), sign_in(cast.police_lead)):
        pages = [published(), f"{published()}?page=2", live.review.get_absolute_url(), live.public_address()]
        for page in pages:
            assert b"canary" not in whole(reader.get(page)).lower(), page
        for one in [*hidden, beside]:
            file = reader.get(one.public_address())
            assert file.status_code == (410 if one.state == S.WITHDRAWN else 404)
            assert b"canarypage" not in whole(file).lower()
        for one in hidden:
            page = reader.get(one.review.get_absolute_url())
            assert page.status_code == (410 if one.state == S.WITHDRAWN else 404)
            assert b"canarysummary" not in whole(page).lower()


@pytest.mark.shows("S-DR")
def test_mistake_18_search_finds_nothing_of_what_is_not_live(cast):
    for state in HIDDEN:
        made.artefact(cast, state, case=made.in_review_as(cast, f"Canaryname {state}", f"Canarysummary {state}"),
                      content=written(f"Canarypage {state}"))  # fmt: skip
        Artefact.objects.filter(state=state).exclude(state=S.WITHDRAWN).update(title=f"Canarytitle {state}")

    for words in ("Canaryname", "Canarysummary", "Canarytitle", "Canarypage", "What we learnt"):
        page = Client().get(published(), {"q": words})

        assert page.context["page"].paginator.count == 0, words
        assert "No published review contains" in page.content.decode()
        assert "/reviews/canaryname" not in page.content.decode()


@pytest.mark.shows("S-DR")
def test_the_title_of_a_draft_does_not_find_the_published_review_beside_it(cast, live):
    beside = made.artefact(cast, S.CHECKING, case=made.again(live.review.case), kind="summary")
    Artefact.objects.filter(pk=beside.pk).update(title="Canarytitle")

    assert Client().get(published(), {"q": "Canarytitle"}).context["page"].paginator.count == 0
    assert Client().get(published(), {"q": "learnt"}).context["page"].paginator.count == 1


@pytest.mark.shows("S-DR")
def test_a_scheduled_review_appears_at_its_hour_and_not_before(cast):
    artefact = made.artefact(cast, S.SCHEDULED, case=made.in_review_as(cast, "Child Rowan", "About bruises."))
    paths = [artefact.review.get_absolute_url(), artefact.public_address()]
    with time_machine.travel(artefact.publish_at, tick=False):
        assert [Client().get(path).status_code for path in paths] == [404, 404]  # its hour, but no worker yet
        made.publish_due()

        assert "Child Rowan" in Client().get(published()).content.decode()
        assert Client().get(paths[0]).status_code == 200
        assert whole(Client().get(paths[1])).endswith(b"%%EOF\n")


@pytest.mark.shows("S-DR")
def test_files_lie_at_no_address_of_their_own(live):
    """Mistake 18: no media folder; where a file lies is not an address, and says nothing."""
    name = live.document.file.name

    for path in (f"/{name}", f"/media/{name}", f"/documents/{name}", f"/static/{name}"):
        assert Client().get(path).status_code in (302, 404)
    assert "learnt" not in name
    assert Client().get(f"/{live.document.file.url.lstrip('/')}").status_code in (302, 404)


def test_mistake_17_the_cases_reference_is_in_no_public_byte(live):
    reference = live.review.case.reference
    assert reference == str(live.review.case)

    for path in (published(), live.review.get_absolute_url(), live.public_address()):
        said = whole(Client().get(path))
        assert reference.encode() not in said
        assert reference.lower().encode() not in said.lower()
        assert f"{live.review.case.children.get().age} years".encode() not in said
    assert reference.lower() not in live.public_address() + live.review.get_absolute_url()


def test_a_public_address_holds_no_number_of_ours(live):
    assert live.public_address() == (f"/reviews/{live.review.slug}/report-{live.document.checksum[:12]}/")


@pytest.mark.parametrize(
    "file",
    ["report-", "report", "-", "report-0", "summary-{mark}", "report-{half}", "report-{mark}0", "{pk}"],
)
def test_a_public_address_is_right_or_nothing(live, file):
    mark = live.document.checksum[:12]
    path = f"/reviews/{live.review.slug}/{file.format(mark=mark, half=mark[:6], pk=live.pk)}/"

    assert Client().get(path).status_code == 404


def test_nobody_is_told_who_worked_on_it(cast, live):
    page = Client().get(live.review.get_absolute_url()).content.decode()

    for person in (cast.manager, cast.officer, cast.second_officer, cast.reviewer, cast.advisor):
        assert person.name not in page
        assert person.email not in page


# What is live ---------------------------------------------------------------------------------------------


def test_the_list_is_newest_first_with_kind_date_and_summary(cast):
    for day, title in (("2026-02-02", "Child Rowan"), ("2026-03-02", "Child Hazel")):
        with time_machine.travel(f"{day} 10:00Z", tick=False):
            made.artefact(cast, S.LIVE, case=made.in_review_as(cast, title, f"About {title.lower()}."))

    page = Client().get(published())

    assert [review.public_title for review in page.context["page"]] == ["Child Hazel", "Child Rowan"]
    html = page.content.decode()
    assert "Full report, 11 March 2026" in html
    assert "Full report, 11 February 2026" in html
    assert "About child rowan." in html


def test_the_date_of_publication_is_londons(cast):
    """Half past midnight in summer is still the day before elsewhere."""
    with time_machine.travel("2026-06-01 10:00Z", tick=False):
        artefact = made.artefact(cast, S.READY)
        for recipient in ("panel", "secretary_of_state"):
            made.send_copy(artefact, by=cast.officer, recipient=recipient, sent_on=artefact.added_at.date())
        hour = made.datetime(2026, 6, 30, 23, 30, tzinfo=made.UTC)
        made.schedule(artefact, by=cast.manager, publish_at=hour)
    with time_machine.travel(hour, tick=False):
        made.publish_due()

    for path in (published(), artefact.review.get_absolute_url()):
        assert "1 July 2026" in Client().get(path).content.decode()


@pytest.mark.django_db
def test_an_empty_list_says_so_and_asks_for_no_search():
    page = Client().get(published())

    assert "No review is published at the moment." in page.content.decode()
    assert 'name="q"' not in page.content.decode().partition("<main")[2]


@pytest.mark.parametrize(
    "words", ["rowan", "ROWAN", "bruise", "bruises in babies", "learnt", '"in babies"', "Row", "child rowan"]
)
def test_search_finds_words_of_name_summary_and_title_whatever_their_form(live, words):
    page = Client().get(published(), {"q": words})

    assert [review.public_title for review in page.context["page"]] == ["Child Rowan"]


@pytest.mark.parametrize(
    "words", ["\x00", "'; DROP TABLE", "%", "\\", "(((", "a" * 5000, "<script>alert(1)</script>", "&"]
)
def test_search_takes_whatever_is_typed(live, words):
    page = Client().get(published(), {"q": words})

    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_mistake_21_there_is_no_filter_that_narrows_to_one_case(live):
    page = Client().get(published()).content.decode()

    main = page[page.index("<main") : page.index("</main>")]
    assert main.count("<input") == 1  # the search
    assert "<select" not in main


def test_a_review_shows_each_file_with_date_size_and_checksum(live):
    page = Client().get(live.review.get_absolute_url()).content.decode()

    assert live.public_address() in page
    assert live.document.checksum in page
    assert f"{live.live_at:%-d %B %Y}" in page
    assert "bytes)" in page


def test_the_file_is_the_one_that_was_checked_to_the_last_bit(live):
    answer = Client().get(live.public_address())

    content = b"".join(answer.streaming_content)
    assert hashlib.sha256(content).hexdigest() == live.document.checksum
    assert b"Somebody's Name" not in content
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{live.review.slug}-report.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_browser_that_has_the_file_is_told_so_and_every_cache_asks_each_time(live):
    first = Client().get(live.public_address())
    assert whole(first)

    by_mark = Client().get(live.public_address(), headers={"if-none-match": first["ETag"]})
    by_date = Client().get(live.public_address(), headers={"if-modified-since": first["Last-Modified"]})
    other = Client().get(live.public_address(), headers={"if-none-match": '"another"'})

    assert first["ETag"] == f'"{live.document.checksum}"'
    assert first["Cache-Control"] == "no-cache"
    assert [by_mark.status_code, by_date.status_code, other.status_code] == [304, 304, 200]
    assert by_mark.content == b""
    assert whole(other)
    assert Client().get(published())["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_public_can_be_changed(live, method):
    for path in (published(), live.review.get_absolute_url(), live.public_address()):
        assert getattr(Client(), method)(path).status_code == 405


def test_the_list_asks_the_database_the_same_for_one_review_and_three(
    cast, live, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20) as one:
        Client().get(published())
    made.artefact(cast, S.LIVE)
    made.artefact(cast, S.LIVE)

    with django_assert_max_num_queries(len(one)):
        page = Client().get(published())

    assert len(page.context["page"]) == 3


def test_a_review_asks_the_database_the_same_for_one_file_and_three(
    cast, live, django_assert_max_num_queries
):
    path = live.review.get_absolute_url()
    with django_assert_max_num_queries(20) as one:
        Client().get(path)
    for kind in ("summary", "improvements"):
        made.artefact(cast, S.LIVE, case=made.again(live.review.case), kind=kind)

    with django_assert_max_num_queries(len(one)):
        page = Client().get(path)

    assert len(page.context["review"].live) == 3
