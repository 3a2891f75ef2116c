"""Nothing typed is lost: what is sent too late is kept for its person, and for nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.models import KeptForm
from partnership.operations import sign_ins as operations
from partnership.rules.sign_ins import readable
from tests.factories.browser import signed_in
from tests.partnership.codes import code_now, who_signs_in

PASSWORD = "three words together"
LATE = {"post": "daily", "remark": "One letter a day,\r\nplease."}
LETTERS = "/my-letters/"


@pytest.fixture
def clock():
    with time_machine.travel("2026-03-10 16:50Z", tick=False) as clock:
        yield clock


@pytest.fixture
def lead(cast):
    return who_signs_in(cast.police_lead, PASSWORD)


@pytest.fixture
def client(lead, clock):
    client = signed_in(lead)
    client.get("/home/")
    return client


def sign_in_at(client, address, person):
    """Go where the portal leads, with password and code, and answer where that ends."""
    answer = client.post(address, {"login": person.email, "password": PASSWORD})
    answer = client.post(answer["Location"], {"code": code_now()})
    return answer["Location"]


@pytest.mark.parametrize("hours", [1, 16])
def test_what_was_sent_too_late_waits_behind_the_sign_in_and_can_be_sent(client, clock, lead, hours):
    clock.shift(timedelta(hours=hours))
    answer = client.post(LETTERS, LATE)
    kept = KeptForm.objects.get()
    lead.refresh_from_db()
    assert (lead.post, kept.path, dict(kept.fields)) == ("each", LETTERS, LATE)

    where = sign_in_at(client, answer["Location"], lead)
    assert where == reverse("kept_form", args=[kept.pk])
    page = client.get(where)
    assert "One letter a day,<br>please." in page.text
    assert "Besides these words, 1 choice, date or number is kept." in page.text
    sent = client.post(reverse("send_kept_form", args=[kept.pk]), LATE, follow=True)

    assert sent.redirect_chain[0] == (LETTERS, 307)
    lead.refresh_from_db()
    assert lead.post == "daily"
    assert "You have sent this already." in client.get(where).text


def test_the_hidden_fields_are_what_was_typed(client, clock, lead):
    clock.shift(timedelta(hours=1))
    client.post(LETTERS, {"a": ["1", "2"], "words": '<b>"quoted"</b> & more', "csrfmiddlewaretoken": "x"})
    page = signed_in(lead).get(reverse("kept_form", args=[KeptForm.objects.get().pk])).text

    assert KeptForm.objects.get().fields == [["a", "1"], ["a", "2"], ["words", '<b>"quoted"</b> & more']]
    for name, value in [
        ("a", "1"),
        ("a", "2"),
        ("words", "&lt;b&gt;&quot;quoted&quot;&lt;/b&gt; &amp; more"),
    ]:
        assert f'<input type="hidden" name="{name}" value="{value}">' in page


def test_what_a_second_tab_sends_after_the_first_was_signed_out_is_kept_as_well(client, clock, lead):
    clock.shift(timedelta(hours=1))
    client.get("/home/")
    answer = client.post(LETTERS, LATE)

    assert KeptForm.objects.get().person == lead
    assert "kept" in answer["Location"]


def test_who_signs_in_by_another_way_finds_it_first(client, clock, lead):
    clock.shift(timedelta(hours=1))
    client.post(LETTERS, LATE)

    where = sign_in_at(Client(), reverse("account_login"), lead)
    assert where == reverse("kept_form", args=[KeptForm.objects.get().pk])


def test_a_page_from_before_another_tab_signed_in_again_loses_nothing(lead, clock):
    """Its token is of the session before; that it is ours says the browser."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(lead).cookies
    client.get("/my-letters/")
    answer = client.post(
        LETTERS, LATE | {"csrfmiddlewaretoken": "x" * 64}, headers={"Origin": "http://testserver"}
    )

    assert answer["Location"] == reverse("kept_form", args=[KeptForm.objects.get().pk])
    lead.refresh_from_db()
    assert lead.post == "each"
    for origin in ({"Origin": "https://evil.example"}, {}):
        assert client.post(LETTERS, LATE, headers=origin).status_code == 403
    assert KeptForm.objects.count() == 1


def test_nothing_is_kept_that_another_site_made_the_browser_send(lead, clock):
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(lead).cookies
    client.get("/home/")
    clock.shift(timedelta(hours=1))

    assert client.post(LETTERS, LATE)["Location"] == "/account/login/"
    assert client.post(LETTERS, LATE)["Location"] == "/account/login/"
    assert KeptForm.objects.count() == 0


@pytest.mark.parametrize("left", ["by sign out", "by nobody"])
def test_nothing_is_kept_for_who_signed_out_or_was_never_there(client, left):
    if left == "by sign out":
        client.post(reverse("account_logout"))
    (client if left == "by sign out" else Client()).post(LETTERS, LATE)

    assert KeptForm.objects.count() == 0


def test_passwords_buttons_and_drafts_that_save_themselves_are_not_kept(client, clock, lead):
    clock.shift(timedelta(hours=1))
    draft = client.post(LETTERS, LATE, headers={"X-Requested-With": "fetch"})
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "new words here"})
    client.post(reverse("make_feed"))
    client.post(LETTERS, {"password": PASSWORD, "remark": "  "})

    assert (draft.status_code, "You were signed out" in draft.json()["message"]) == (401, True)
    assert KeptForm.objects.count() == 0


def test_files_are_named_and_not_kept(client, clock, lead):
    clock.shift(timedelta(hours=1))
    client.post(LETTERS, LATE | {"file": SimpleUploadedFile("Minutes of May.docx", b"x")})
    kept = KeptForm.objects.get()

    assert kept.files == ["Minutes of May.docx"]
    assert "Files are not kept." in signed_in(lead).get(reverse("kept_form", args=[kept.pk])).text


def test_nobody_else_reads_sends_or_throws_it_away(client, clock, sign_in):
    clock.shift(timedelta(hours=1))
    client.post(LETTERS, LATE)
    kept = KeptForm.objects.get()
    manager = sign_in("board_manager")

    assert manager.get(reverse("kept_form", args=[kept.pk])).status_code == 404
    for deed in ("send_kept_form", "throw_kept_form_away"):
        assert manager.post(reverse(deed, args=[kept.pk])).status_code == 404
    assert KeptForm.objects.filter(sent_at=None).count() == 1


def test_its_person_throws_it_away(client, clock, lead):
    clock.shift(timedelta(hours=1))
    client.post(LETTERS, LATE)
    signed_in(lead).post(reverse("throw_kept_form_away", args=[KeptForm.objects.get().pk]))

    assert KeptForm.objects.count() == 0


def test_five_at_most_are_kept_for_three_days(lead, clock):
    for number in range(6):
        operations.keep_form(lead, path=LETTERS, pairs=[("words", f"Number {number}")])
        clock.shift(timedelta(hours=1))
    assert [dict(one.fields)["words"] for one in lead.kept_forms.all()] == [
        f"Number {number}" for number in (5, 4, 3, 2, 1)
    ]
    clock.shift(timedelta(days=3))
    operations.drop_old_forms()

    assert KeptForm.objects.count() == 0
    assert operations.keep_form(lead, path="/" + "x" * 2000, pairs=[("words", "Long")]) is None


def test_a_page_shows_words_and_counts_the_rest():
    texts, others = readable(
        [
            ["why", "As agreed."],
            ["seen", "3f"],
            ["on_day", "12"],
            ["rows-0-what_next", "Ring the school"],
            ["x", " "],
        ]
    )

    assert texts == [("Why", "As agreed."), ("What next", "Ring the school")]
    assert others == 1


def test_the_times_are_said_in_local_time(client, clock, lead):
    clock.move_to("2026-06-10 10:00Z")
    kept = operations.keep_form(lead, path=LETTERS, pairs=[("words", "In summer")])

    assert "10 June 2026 at 11am" in signed_in(lead).get(reverse("kept_form", args=[kept.pk])).text
    assert kept.kept_at == timezone.now()
