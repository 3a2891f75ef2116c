"""Letters: promised once, sent once, and saying nothing that is not for an inbox."""

import re
from datetime import date, timedelta
from email.policy import compat32

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.models import Letter, Person
from partnership.operations.composing import Mail, kinds
from partnership.operations.deadlines import open_fixed
from partnership.operations.letters import post_digests, post_letters, promise, promise_reminders
from partnership.rules import letter_words
from partnership.rules.letters import GIVE_UP_AFTER, rest_after
from tests.sink import Sink, posting_to


@pytest.fixture
def sink():
    with Sink() as sink, posting_to(sink):
        yield sink


def letter(cast, key="a:1", to=None, **more):
    return promise(
        "asked", key, to=to or cast.police_lead, subject="Asked of you: R-1", reference="R-1",
        label="Agency report", due_on=date(2026, 4, 7), path="/returns/1/", **more,
    )  # fmt: skip


def state(letter):
    letter.refresh_from_db()
    return (letter.state, letter.attempts, letter.state_reason)


def test_the_same_key_promises_once(cast):
    assert letter(cast) == letter(cast)
    assert Letter.objects.count() == 1


def test_a_letter_goes_somewhere(cast):
    with pytest.raises(IntegrityError, match="letter_goes_somewhere"), transaction.atomic():
        Letter.objects.create(key="x", kind="asked", subject="Nowhere")


def test_a_sent_letter_has_its_instant(cast):
    with pytest.raises(IntegrityError, match="letter_sent_has_its_instant"), transaction.atomic():
        Letter.objects.filter(pk=letter(cast).pk).update(state="sent")


def test_it_is_sent_once_with_reference_date_and_link(cast, mailoutbox):
    letter(cast)

    assert [post_letters(), post_letters()] == [1, 0]
    (sent,) = mailoutbox
    assert sent.to == ["police.lead@portal.test"]
    assert sent.subject == "LRSCP: Asked of you: R-1"
    assert "Agency report" in sent.body
    assert "Due: 7 April 2026" in sent.body
    assert "http://localhost:8000/returns/1/" in sent.body
    assert "http://localhost:8000/my-letters/" in sent.body
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


KINDS = ["reminder", "asked", "invitation", "password_reset", "account_changed", "something_of_another_app"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_fits_a_phone_and_is_plain(cast, mailoutbox, kind):
    promise(
        kind, f"{kind}:1", to=cast.police_lead, subject="A subject & more", reference="R-1",
        label="A label with an ‘apostrophe’ & sign", due_on=date(2026, 4, 7), path="/returns/1/",
    )  # fmt: skip
    post_letters()

    body = mailoutbox[0].body
    assert re.findall(r"&\w+;|<[a-z/]|\{[{%]", body) == []
    assert "\n\n\n" not in body
    assert body.strip() == body.strip("\n ")
    assert "http://localhost:8000/returns/1/" in body


@pytest.mark.parametrize(
    ("stage", "words"),
    [("soon", "Due: 7 April 2026"), ("late", "Was due: 7 April 2026"), ("late_manager", "board manager")],
)
def test_a_reminder_says_how_late_it_is(cast, mailoutbox, stage, words):
    one = letter(cast)
    Letter.objects.filter(pk=one.pk).update(kind="reminder", stage=stage)
    post_letters()

    assert words in mailoutbox[0].body


def sheet_of(sent):
    (sheet,) = [one.content for one in sent.alternatives if one.mimetype == "text/html"]
    return sheet


def test_the_sheet_says_what_the_text_says_and_fetches_nothing(cast, mailoutbox):
    letter(cast)
    entry = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n"
    Letter.objects.filter(pk=letter(cast, key="a:2", to="panel@portal.test").pk).update(calendar=entry)
    post_letters()

    for sent in mailoutbox:
        sheet = sheet_of(sent)
        words = " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", sheet, flags=re.S).split())
        for line in filter(None, sent.body.splitlines()):
            assert " ".join(line.split()) in words
        assert "<title>Asked of you: R-1</title>" in sheet
        assert re.findall(r'(?:href|src|url|@import)[=(]?\s*"?([^"> )]*)', sheet)[:1] == [
            "http://localhost:8000/returns/1/"
        ]
        assert not re.search(r"<(img|link|script|iframe|object)|src=|url\(|@import", sheet)
    kinds = [part.get_content_type() for part in mailoutbox[1].message().walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]


def test_nothing_in_a_letter_becomes_markup(cast, mailoutbox):
    promise("asked", "a:3", to=cast.police_lead, subject="<b>R-1</b>", label="<img src=x> & more", path="/x/")
    post_letters()
    sheet = sheet_of(mailoutbox[0])

    assert "&lt;img src=x&gt; &amp; more" in sheet
    assert "<h1>&lt;b&gt;R-1&lt;/b&gt;</h1>" in sheet
    assert "<img src=x> & more" in mailoutbox[0].body


def test_a_secret_link_is_wiped_once_sent(cast, mailoutbox):
    one = letter(cast, secret=True)
    post_letters()

    one.refresh_from_db()
    assert (one.state, one.path) == ("sent", "")
    assert "/returns/1/" in mailoutbox[0].body


def test_who_may_not_sign_in_any_more_gets_nothing(cast, mailoutbox):
    one = letter(cast)
    Person.objects.filter(pk=cast.police_lead.pk).update(is_active=False)
    post_letters()

    assert mailoutbox == []
    assert state(one) == ("cancelled", 0, "The person may no longer sign in")


@pytest.mark.parametrize(
    "subject",
    ["Late: R-1", "Späte Antwort", "  two  blanks ", "a" * 80, "many words " * 12, "a\ttab", "", "–"],
)
@pytest.mark.parametrize("linesep", ["\n", "\r\n"])
def test_an_email_is_written_as_the_library_writes_it(subject, linesep):
    message = Mail(subject, "Text", "From <from@portal.test>", ["Jörg <to@portal.test>"])
    message.attach_alternative("<p>Text</p>", "text/html")
    message.attach("meeting.ics", "BEGIN:VCALENDAR", "text/calendar; method=REQUEST")
    ours = message.message()
    written = ours.as_bytes(linesep=linesep)
    for part in ours.walk():
        part.policy = compat32

    assert written == ours.as_bytes(linesep=linesep)


def test_no_two_emails_have_their_parts_between_the_same_lines():
    def lines():
        message = Mail("A", "Text")
        message.attach_alternative("<p>Text</p>", "text/html")
        message.attach("meeting.ics", "BEGIN:VCALENDAR", "text/calendar")
        return [part.get_boundary() for part in message.message().walk() if part.is_multipart()]

    assert len({*lines(), *lines()}) == 4


def test_what_cannot_be_an_email_stops_no_letter_behind_it(cast, mailoutbox):
    bad = letter(cast, "a:bad", urgent=True)
    Letter.objects.filter(pk=bad.pk).update(subject="Two\nlines")
    good = letter(cast, "a:good")
    post_letters()

    assert state(bad) == ("failed", 1, "It cannot be written as an email")
    assert state(good)[0] == "sent"


def test_urgent_letters_go_first(cast, mailoutbox):
    letter(cast, "a:1")
    letter(cast, "a:2", to="panel@portal.test", urgent=True)
    post_letters()

    assert [m.to for m in mailoutbox] == [["panel@portal.test"], ["police.lead@portal.test"]]


def test_a_permanent_refusal_is_kept_for_somebody_to_see(cast, sink):
    one = letter(cast, secret=True)
    sink.answer("550 no such box", times=1)
    post_letters()

    assert state(one) == ("failed", 1, "The mail server answered 550")
    assert one.path == ""
    assert post_letters() == 0


def test_a_temporary_refusal_rests_and_is_tried_again(cast, sink):
    one = letter(cast)
    sink.answer("451 later", times=1)
    with time_machine.travel("2026-04-01 09:00Z", tick=False) as clock:
        Letter.objects.update(try_at=timezone.now())
        post_letters()
        assert state(one) == ("promised", 1, "The mail server answered 451")
        assert post_letters() == 0
        clock.shift(timedelta(seconds=11))
        assert post_letters() == 1
    assert state(one) == ("sent", 2, "")
    assert len(sink.messages) == 1


def test_while_nobody_answers_nobody_gives_up(cast, sink):
    one, other = letter(cast, "a:1"), letter(cast, "a:2")
    sink.refuse_connections()
    with time_machine.travel("2026-04-01 09:00Z", tick=False) as clock:
        Letter.objects.update(try_at=timezone.now())
        for _ in range(40):
            post_letters()
            clock.shift(timedelta(minutes=15))
        assert state(one) == ("promised", 0, "The mail server did not answer")
        sink.accept()
        post_letters()
    assert (state(one)[0], state(other)[0]) == ("sent", "sent")
    assert len(sink.messages) == 2


def test_a_server_that_is_closing_has_said_nothing_of_the_letter(cast, sink):
    one, other = letter(cast, "a:1"), letter(cast, "a:2")
    sink.answer_everything("421 4.3.2 closing")
    with time_machine.travel("2026-04-01 09:00Z", tick=False) as clock:
        Letter.objects.update(try_at=timezone.now())
        assert post_letters() == 0
        assert state(one) == ("promised", 0, "The mail server answered 421")
        assert state(other) == ("promised", 0, "")  # nobody goes on asking a server that closes
        sink.accept()
        clock.shift(timedelta(seconds=11))
        assert post_letters() == 2


def test_a_letter_is_given_up_after_four_days_of_temporary_refusals():
    assert timedelta(4) < sum(map(rest_after, range(1, GIVE_UP_AFTER)), timedelta(0)) < timedelta(5)


@pytest.mark.parametrize(("due_in", "gone"), [(0, 1), (1, 1), (2, 0), (-1, 0)])
def test_what_is_due_by_tomorrow_waits_for_no_daily_letter(cast, mailoutbox, due_in, gone):
    cast.police_lead.post = "daily"
    cast.police_lead.save()
    promise(
        "asked", "p:1", to=cast.police_lead, subject="Asked of you",
        due_on=timezone.localdate() + timedelta(due_in),
    )  # fmt: skip
    assert post_letters() == gone


def test_a_letter_tried_twice_can_be_told_for_one(cast, sink):
    letter(cast)
    sink.drop_after_data(keep=True, times=1)
    with time_machine.travel("2026-04-01 09:00Z", tick=False) as clock:
        Letter.objects.update(try_at=timezone.now())
        post_letters()
        clock.shift(timedelta(hours=1))
        post_letters()

    first, second = sink.messages
    assert first["Message-ID"] == second["Message-ID"]


# One a day ------------------------------------------------------------------------------------------------


@pytest.fixture
def daily(cast):
    Person.objects.filter(pk=cast.police_lead.pk).update(post="daily")


@pytest.fixture
def morning():
    with time_machine.travel("2026-04-01 07:00Z", tick=False) as clock:  # eight o'clock in London
        yield clock


def test_a_daily_letter_holds_what_waits(cast, daily, morning, mailoutbox):
    letter(cast, "a:1")
    letter(cast, "a:2")
    letter(cast, "a:3", urgent=True)

    assert post_letters() == 1  # the urgent one
    assert post_digests() == 1
    assert [m.subject for m in mailoutbox] == ["LRSCP: Asked of you: R-1", "LRSCP: 2 things to look at"]
    assert mailoutbox[1].body.count("http://localhost:8000/returns/1/") == 2
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}


def test_a_daily_letter_comes_once_a_day(cast, daily, morning, mailoutbox):
    letter(cast, "a:1")
    post_digests()
    letter(cast, "a:2")
    post_digests()
    morning.shift(timedelta(days=1))
    post_digests()

    assert len(mailoutbox) == 2


def test_a_daily_letter_of_one_thing_is_that_letter(cast, daily, morning, mailoutbox):
    letter(cast)
    post_digests()

    assert [m.subject for m in mailoutbox] == ["LRSCP: Asked of you: R-1"]


def test_a_daily_letter_leaves_out_what_was_done_meanwhile(cast, daily, morning, mailoutbox):
    for number in (1, 2):
        open_fixed(
            "return", f"Report {number}", date(2026, 4, 1), by=cast.officer, rule="As agreed", source="Round",
            reference=f"R-{number}", path=f"/returns/{number}/", organisation=cast.police,
        )  # fmt: skip
    promise_reminders(date(2026, 4, 1))
    done = Letter.objects.get(reference="R-1").deadline
    done.done_on, done.late = date(2026, 4, 1), False
    done.save()
    post_digests()

    assert [m.subject for m in mail.outbox] == ["LRSCP: Due soon: R-2"]


# The pages ------------------------------------------------------------------------------------------------


def test_letters_shows_each_with_its_state_and_counts_them(cast, sign_in, sink):
    letter(cast, "a:1")
    sink.answer("550 no such box", times=1)
    post_letters()
    letter(cast, "a:2")
    page = sign_in("board_manager").get("/letters/")

    assert {count["label"]: count["value"] for count in page.context["counts"]} == {
        "To be sent": 1,
        "Sent": 0,
        "No longer needed": 0,
        "Could not be sent": 1,
        "Came back": 0,
        "Waits for an address that works": 0,
    }
    assert "The mail server answered 550" in page.text
    assert "Police lead" in page.text


def test_letters_never_shows_where_a_secret_link_leads(cast, sign_in):
    letter(cast, secret=True)
    page = sign_in("board_manager").get("/letters/")

    assert "Asked of you: R-1" in page.text
    assert "/returns/1/" not in page.text


def test_letters_can_be_narrowed(cast, sign_in):
    letter(cast, "a:1")
    letter(cast, "a:2", to=cast.health_lead)
    client = sign_in("board_manager")

    assert [x.recipient for x in client.get("/letters/?q=health").context["page"]] == [cast.health_lead]
    assert list(client.get("/letters/?state=sent").context["page"]) == []
    assert "No letters match" in client.get("/letters/?state=sent").text


@pytest.mark.parametrize("number", [1, 3])
def test_letters_asks_the_same_of_the_database_for_one_and_three(
    cast, sign_in, number, django_assert_num_queries
):
    for n in range(number):
        letter(cast, f"a:{n}")
    client = sign_in("board_manager")
    client.get("/letters/")
    with django_assert_num_queries(
        7
    ):  # session, person with roles; how many of each; views, how many, which; lost addresses
        client.get("/letters/")


def test_my_post_is_ones_own_choice(cast, sign_in):
    client = sign_in("partner_lead")
    answer = client.post("/my-letters/", {"post": "daily"}, follow=True)

    cast.police_lead.refresh_from_db()
    assert cast.police_lead.post == "daily"
    assert "It is kept how letters reach you" in answer.text
    assert "checked" in re.search(r'<input[^>]*value="daily"[^>]*>', answer.text)[0]


def test_my_post_refuses_what_is_not_offered(cast, sign_in):
    answer = sign_in("partner_lead").post("/my-letters/", {"post": "never"})

    cast.police_lead.refresh_from_db()
    assert (answer.status_code, cast.police_lead.post) == (200, "each")
    assert "There is a problem" in answer.text


def test_letter_kinds_shows_each_kind_with_invented_facts_and_sends_none(cast, sign_in, mailoutbox):
    client = sign_in("board_manager")
    kinds = [one["kind"] for one in client.get("/letters/kinds/").context["kinds"]]

    assert {"asked", "invitation", "letter", "meeting", "reminder"} <= set(kinds)
    assert {"base", "digest"} & set(kinds) == set()
    for kind in kinds:
        page = client.get(f"/letters/kinds/{kind}/")
        assert "Nobody receives it." in page.text
        assert page.context["message"].body.strip()
    assert (len(mailoutbox), Letter.objects.count()) == (0, 0)


def test_each_kind_of_letter_has_a_name_and_says_when_it_is_sent(cast, sign_in):
    assert list(letter_words.KINDS) == kinds()
    assert len({name for name, _ in letter_words.KINDS.values()}) == len(letter_words.KINDS)

    page = sign_in("board_manager").get("/letters/kinds/").text

    assert "Late return: to the senior officer" in page
    assert "The lead was chased and the return is still late." in page
    assert "Something that is asked of an agency" not in page


def test_letter_sheet_alone_may_bring_its_own_style(cast, sign_in):
    client = sign_in("board_manager")

    def policy(path):
        said = client.get(path).headers["Content-Security-Policy"].split(";")
        return {name: set(values.split()) for name, _, values in (one.strip().partition(" ") for one in said)}

    sheet, page = policy("/letters/kinds/asked/sheet/"), policy("/letters/kinds/asked/")
    assert sheet["style-src"] - page["style-src"] == {"'unsafe-inline'"}
    assert {name: values for name, values in sheet.items() if page[name] != values}.keys() == {"style-src"}
