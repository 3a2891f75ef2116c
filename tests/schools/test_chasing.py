"""Chasing schools: each rung once, the most urgent only after lost days, and nobody who need not be chased."""

import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pikepdf
import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Document, Letter
from partnership.operations.questionnaires import extend
from partnership.printing.pdf import CannotPrint
from schools.models import (
    AskedSchool,
    ChaseContact,
    ChaseReply,
    ChaseStep,
    PrintedLetters,
    School,
    SchoolLink,
)
from schools.operations import chasing
from schools.operations.chasing.letters import print_one
from schools.operations.response import response
from schools.operations.returns import excuse
from schools.rules.chasing import Taken, due_rung, read_ladder
from tests.factories import school_returns as returns
from tests.factories import schools as made
from tests.factories.reviews import pdf

LONDON = ZoneInfo("Europe/London")
OPENS, DUE = returns.DATES["opens_on"], returns.DATES["due_on"]
HALF = date(2026, 10, 22)


def at(day):
    return time_machine.travel(datetime(day.year, day.month, day.day, 8, tzinfo=LONDON), tick=False)


@pytest.fixture(autouse=True)
def the_opening():
    with at(OPENS):
        yield


def contacts_of(school, *offices):
    for office in offices:
        made.contact(school.organisation, office)
    return school


@pytest.fixture
def round_of_three(cast):
    """A maintained primary with all contacts, an academy of a trust, and an independent school without any contact."""
    cast.oak = contacts_of(made.school(cast, name="Oak School"), "lead", "head", "chair")
    cast.elm = contacts_of(
        made.school(cast, name="Elm Academy", run="academy", trust=made.trust()), "lead", "head", "chair"
    )
    cast.yew = made.school(cast, name="Yew House", run="independent", kind="independent")
    return returns.open_round(cast)


def rungs(asked_round):
    return [
        (step.asked.name, step.rung, step.taken_on)
        for step in ChaseStep.objects.filter(asked__round=asked_round)
        .select_related("asked")
        .order_by("taken_on", "asked__name", "position")
    ]


def sweep_on(*days):
    for day in days:
        with at(day):
            chasing.sweep()


def test_each_rung_is_taken_once_on_its_day_and_never_again(round_of_three):
    day = OPENS
    while day <= DUE + timedelta(60):
        sweep_on(day, day)
        day += timedelta(1)

    assert [(rung, on) for name, rung, on in rungs(round_of_three) if name == "Yew House"] == [
        ("opened", OPENS),
        ("halfway", HALF),
        ("week_before", date(2026, 11, 23)),
        ("day_after", date(2026, 12, 1)),
        ("formal", date(2026, 12, 14)),
        ("authority", date(2026, 12, 29)),
        ("named", date(2027, 1, 12)),
    ]
    assert ChaseStep.objects.count() == 21
    assert ChaseContact.objects.values("key").distinct().count() == ChaseContact.objects.count()


def test_after_lost_days_only_the_most_urgent_rung_is_taken_and_the_formal_letter_is_never_passed_by(
    round_of_three,
):
    sweep_on(
        OPENS, date(2026, 11, 28), date(2027, 3, 20), date(2027, 4, 3), date(2027, 4, 4), date(2027, 5, 1)
    )

    assert [(rung, on) for name, rung, on in rungs(round_of_three) if name == "Oak School"] == [
        ("opened", OPENS),
        ("week_before", date(2026, 11, 28)),
        ("formal", date(2027, 3, 20)),
        ("authority", date(2027, 4, 4)),  # the day after that by which the letter asked for an answer
        ("named", date(2027, 5, 1)),
    ]


def test_the_nudge_goes_only_to_who_has_not_begun(cast, round_of_three):
    one = returns.asked(round_of_three, cast.oak)
    returns.save(one, cast.school_lead, voice={"text": "In a council."})
    sweep_on(OPENS, HALF)

    assert [name for name, rung, _ in rungs(round_of_three) if rung == "halfway"] == [
        "Elm Academy",
        "Yew House",
    ]


def test_who_has_answered_closed_converted_or_is_excused_is_not_chased_and_the_rate_is_as_counted(cast):
    names = ("Answered", "Closed", "Converted", "Excused", "Silent")
    schools = {name: contacts_of(made.school(cast, name=f"{name} School"), "lead", "head") for name in names}
    opened = returns.open_round(cast)
    sweep_on(OPENS)
    with at(date(2026, 11, 2)):
        returns.received(returns.asked(opened, schools["Answered"]), cast.school_lead)
        excuse(returns.asked(opened, schools["Excused"]), by=cast.officer, reason="It moves house.")
        School.objects.filter(name__in=["Closed School", "Converted School"]).update(
            status_code="2", status_name="Closed", closed_on=date(2026, 10, 31)
        )
        SchoolLink.objects.create(school=schools["Converted"], other_urn=150100, kind="Successor")
    sweep_on(date(2026, 12, 1), date(2026, 12, 20))

    late = [(name, rung) for name, rung, _ in rungs(opened) if rung != "opened"]
    assert late == [("Silent School", "day_after"), ("Silent School", "formal")]
    stopped = AskedSchool.objects.exclude(stopped_on=None).order_by("name")
    assert [(one.name, one.stopped_because, one.stopped_on) for one in stopped] == [
        ("Closed School", "closed", date(2026, 10, 31)),
        ("Converted School", "converted", date(2026, 10, 31)),
        ("Excused School", "excused", date(2026, 11, 2)),
    ]
    whole = response(opened, date(2026, 12, 20))
    assert (whole.asked, whole.received, whole.stopped, whole.overdue) == (5, 1, 3, 1)
    assert (whole.of_asked, whole.of_open) == (20.0, 50.0)  # 1 of 5, and 1 of the 2 still asked


def test_a_later_date_is_respected_and_begins_its_own_reminders(cast, round_of_three):
    sweep_on(OPENS, date(2026, 11, 23))
    one = returns.asked(round_of_three, cast.oak)
    with at(date(2026, 11, 27)):
        extend(one.school_return, by=cast.officer, due_on=date(2026, 12, 18), reason="A flood.")
    sweep_on(date(2026, 12, 1), date(2026, 12, 11), date(2026, 12, 14), date(2026, 12, 19))

    assert [(rung, on) for name, rung, on in rungs(round_of_three) if name == "Oak School"] == [
        ("opened", OPENS),
        ("week_before", date(2026, 11, 23)),
        ("week_before", date(2026, 12, 11)),
        ("day_after", date(2026, 12, 19)),
    ]


def test_a_held_school_is_passed_by_until_its_day_is_over_or_somebody_resumes(cast, round_of_three):
    oak, elm = (returns.asked(round_of_three, school) for school in (cast.oak, cast.elm))
    with at(date(2026, 11, 30)):
        for one in (oak, elm):
            chasing.hold_chasing(one, by=cast.education_lead, until_on=date(2026, 12, 10), reason="Illness.")
    sweep_on(date(2026, 12, 2))
    with at(date(2026, 12, 3)):
        chasing.resume_chasing(elm, by=cast.education_lead, reason="The head is back.")
    sweep_on(date(2026, 12, 3), date(2026, 12, 10), date(2026, 12, 11))

    assert [(name, on) for name, rung, on in rungs(round_of_three) if rung == "day_after"] == [
        ("Yew House", date(2026, 12, 2)),
        ("Elm Academy", date(2026, 12, 3)),
        ("Oak School", date(2026, 12, 11)),
    ]


def test_letters_go_to_the_offices_of_the_rung_and_by_post_where_no_address_is_known(cast, round_of_three):
    sweep_on(date(2026, 12, 1))
    emails = Letter.objects.filter(key__startswith="chase:")
    assert sorted(emails.values_list("address", flat=True)) == sorted(
        f"{office}.{school.organisation.code}@school.example"
        for school in (cast.oak, cast.elm)
        for office in ("lead", "head")
    )
    by_post = ChaseContact.objects.by_post()
    assert [(one.asked.name, one.office) for one in by_post] == [("Yew House", "lead"), ("Yew House", "head")]
    assert by_post.last().addressee.splitlines() == [
        "The Headteacher or Principal", "Yew House", "Market Larch", "LE99 1AA",
    ]  # fmt: skip


def test_the_formal_letter_goes_to_head_chair_and_whom_the_school_answers_to(cast, round_of_three):
    sweep_on(date(2026, 12, 14))
    by_post = ChaseContact.objects.by_post().order_by("asked__name", "pk")
    assert [(one.asked.name, one.office) for one in by_post] == [
        ("Elm Academy", "head"), ("Elm Academy", "chair"), ("Elm Academy", "trust"),
        ("Oak School", "head"), ("Oak School", "chair"),
        ("Yew House", "head"), ("Yew House", "chair"), ("Yew House", "proprietor"),
    ]  # fmt: skip
    trust = by_post.get(office="trust")
    assert trust.addressee.startswith("The Chair of Trustees\nCopper Beech Trust\nc/o Elm Academy")
    assert trust.step.reply_by == date(2026, 12, 28)
    said = " ".join(trust.step.words["paragraphs"])
    assert "section 16H of the Children Act 2004" in said
    assert "Working Together to Safeguard Children 2018, paragraphs 28 and 29" in said
    assert "by 28 December 2026" in said
    formal = Letter.objects.filter(kind="school_formal")
    assert formal.count() == 4
    assert "head" not in formal.first().subject.lower()


def test_where_only_the_heads_signature_is_missing_letters_say_that_and_nothing_else(cast, round_of_three):
    with at(date(2026, 11, 20)):
        returns.submitted(returns.asked(round_of_three, cast.oak), cast.school_lead)
    sweep_on(date(2026, 12, 1), date(2026, 12, 14))
    late, formal = ChaseStep.objects.filter(asked__school=cast.oak).order_by("taken_on")
    for step in (late, formal):
        said = " ".join(step.words["paragraphs"])
        assert "submitted" in said
        assert "on 20 November 2026" in said
        assert "have not received it" not in said.replace("The signature have not received it", "")
        assert "Waiting for the head to sign by the link in our email" in said
    assert "section 16H" in " ".join(formal.words["paragraphs"])
    head = Letter.objects.get(key=f"chase:{late.pk}:head:head.{cast.oak.organisation.code}@school.example")
    assert (head.kind, head.subject) == (
        "school_unsigned", f"Waiting for the head’s signature: {late.reference}",
    )  # fmt: skip
    other = ChaseStep.objects.get(asked__school=cast.elm, rung="day_after")
    assert "have not received it" in " ".join(other.words["paragraphs"])


def test_paper_that_was_not_printed_is_overtaken_by_the_next_letter_and_a_formal_one_never(
    cast, round_of_three
):
    sweep_on(OPENS, HALF)
    waiting = ChaseContact.objects.to_print().filter(asked__school=cast.yew).order_by("pk")
    assert [(one.office, one.step.rung) for one in waiting] == [("lead", "halfway")]
    sweep_on(date(2026, 12, 14), date(2026, 12, 29))
    assert [(one.office, one.step.rung) for one in waiting.all()] == [
        ("head", "formal"), ("chair", "formal"), ("proprietor", "formal"),
    ]  # fmt: skip


def test_only_a_letter_on_paper_says_that_no_address_is_known(cast, round_of_three, monkeypatch):
    sweep_on(date(2026, 12, 1))
    printed = []
    monkeypatch.setattr(
        "partnership.operations.paper.print_pdf", lambda html, **more: (printed.append(html), 1)
    )
    print_one(ChaseContact.objects.by_post().select_related("asked__round", "asked__school", "step").first())
    assert "We are writing by post" in printed[0]
    assert f"How to reach us: {settings.SITE_URL}/contact/" in printed[0]
    letter = Letter.objects.get(address__startswith=f"head.{cast.oak.organisation.code}")
    with at(date(2026, 12, 1)):
        page = Client().get(letter.path).text
    assert "have not received it" in page
    assert "We are writing by post" not in page


def test_a_letter_that_cannot_be_printed_just_now_is_said_in_a_sentence(
    cast, round_of_three, sign_in, monkeypatch
):
    def busy(*args, **more):
        raise CannotPrint("The letter could not be printed. Try again in a minute.")

    sweep_on(date(2026, 12, 1))
    monkeypatch.setattr("partnership.operations.paper.print_pdf", busy)
    address = reverse("schools:chase_letter", args=[ChaseContact.objects.by_post().first().pk])
    with at(date(2026, 12, 1)):
        answer = sign_in(cast.officer).get(address)
    assert (answer.status_code, "Try again in a minute" in answer.text) == (409, True)


def test_the_education_lead_gets_one_letter_for_all_schools(cast, round_of_three):
    sweep_on(date(2026, 12, 14), date(2026, 12, 29))
    [letter] = Letter.objects.filter(kind="school_not_answered")
    assert (letter.recipient, letter.path) == (
        cast.education_lead, reverse("schools:chasing", args=[round_of_three.pk]),
    )  # fmt: skip
    assert ChaseContact.objects.filter(office="education_lead", letter=letter).count() == 3


def test_what_was_written_as_the_round_opened_is_the_first_rung_and_is_not_sent_again(cast, round_of_three):
    before = Letter.objects.count()
    sweep_on(OPENS)
    assert Letter.objects.count() == before
    told = ChaseContact.objects.filter(step__rung="opened")
    assert sorted((one.asked.name, one.channel) for one in told) == [
        ("Elm Academy", "email"), ("Oak School", "email"), ("Yew House", "post"),
    ]  # fmt: skip


def test_a_letter_that_waits_is_taken_back_when_the_return_comes(cast, round_of_three):
    sweep_on(date(2026, 12, 14))
    with at(date(2026, 12, 15)):
        one = returns.asked(round_of_three, cast.oak)
        returns.answered(one, cast.school_lead)
        returns.signing.submit(
            one.school_return, by=cast.school_lead, declared_office="Lead", late_reason="Ill."
        )
        returns.signing.sign(returns.head_of(one), name="The head")
        chasing.sweep()
    assert not ChaseContact.objects.by_post().filter(asked=one).exists()
    mine = one.chase_contacts.exclude(letter=None).values("letter")
    letters = Letter.objects.filter(pk__in=mine, kind="school_formal")
    assert {letter.state for letter in letters} == {"cancelled"}


def test_an_email_that_cannot_be_delivered_becomes_a_letter_on_paper(cast, round_of_three):
    sweep_on(date(2026, 12, 1))
    Letter.objects.filter(address__startswith=f"head.{cast.oak.organisation.code}").update(state="failed")
    sweep_on(date(2026, 12, 2), date(2026, 12, 3))
    [one] = ChaseContact.objects.by_post().filter(asked__school=cast.oak)
    assert (one.office, one.on, one.step.rung) == ("head", date(2026, 12, 2), "day_after")


def test_a_school_missing_from_the_register_is_not_chased_but_told(cast, round_of_three):
    School.objects.filter(pk=cast.oak.pk).update(missing_since=date(2026, 11, 1))
    sweep_on(date(2026, 12, 1))
    assert "Oak School" not in [name for name, rung, _ in rungs(round_of_three)]
    row = next(
        one
        for one in chasing.rows_of_round(round_of_three, date(2026, 12, 1))
        if one.asked.name == "Oak School"
    )
    assert row.why_not == "No longer in the national register: check why"


def test_a_reply_is_recorded_once_and_can_hold_the_chasing(cast, round_of_three):
    one = returns.asked(round_of_three, cast.oak)
    given = {
        "by": cast.education_lead, "office": "head", "kind": "will_send", "received_on": date(2026, 12, 2),
        "expected_on": date(2026, 12, 9), "text": "By Wednesday.", "hold": True,
    }  # fmt: skip
    with at(date(2026, 12, 2)):
        assert chasing.record_reply(one, **given) == chasing.record_reply(one, **given)
        with pytest.raises(Refused, match="Enter the date they will send it by"):
            chasing.record_reply(one, **given | {"expected_on": None})
        with pytest.raises(Refused, match="looks like an NHS number"):
            chasing.record_reply(one, **given | {"text": "About 943 476 5919."})
        chasing.record_reply(
            one, **given | {"text": "See letter", "content": pdf(), "filename": "letter.pdf"}
        )
    assert one.chase_replies.count() == 2
    assert one.chase_replies.last().document.download_name.startswith("reply-")
    assert [hold.until_on for hold in one.chase_holds.filter(ended_on=None)] == [date(2026, 12, 9)]


def test_written_assurance_ends_the_ladder_and_is_told(cast, round_of_three):
    one = returns.asked(round_of_three, cast.oak)
    sweep_on(date(2026, 12, 14))
    with at(date(2026, 12, 20)):
        chasing.record_reply(
            one,
            by=cast.officer,
            office="chair",
            kind="assured",
            received_on=date(2026, 12, 19),
            text="All is in place.",
        )
    sweep_on(date(2027, 1, 5), date(2027, 1, 20))
    named = {name for name, rung, _ in rungs(round_of_three) if rung in ("authority", "named")}
    assert named == {"Elm Academy", "Yew House"}
    found = chasing.non_responders(cast.county, date(2026, 9, 1), date(2027, 8, 31), date(2027, 1, 20))
    assert [(who.asked.name, who.asked.run, who.formal_on, who.named_on, who.assured) for who in found] == [
        ("Elm Academy", "academy", date(2026, 12, 14), date(2027, 1, 20), False),
        ("Oak School", "maintained", date(2026, 12, 14), None, True),
        ("Yew House", "independent", date(2026, 12, 14), date(2027, 1, 20), False),
    ]
    assert chasing.non_responders(cast.rutland, date(2026, 9, 1), date(2027, 8, 31)) == []


def test_all_letters_of_a_round_are_one_tagged_file_with_a_bookmark_each(cast, round_of_three):
    with at(date(2026, 12, 14)):
        chasing.sweep()
        chasing.ask_for_letters(round_of_three, by=cast.officer)
        with pytest.raises(Refused, match="Letters for this round are already being prepared"):
            chasing.ask_for_letters(round_of_three, by=cast.officer)
        assert chasing.print_waiting() == 1
        with pytest.raises(Refused, match="no letters to print"):
            chasing.ask_for_letters(round_of_three, by=cast.officer)
    batch = PrintedLetters.objects.get()
    document = Document.objects.get(pk=batch.document_id)
    with document.file.open() as kept, pikepdf.open(io.BytesIO(kept.read())) as paper:
        with paper.open_outline() as outline:
            marks = [one.title for one in outline.root]
        assert len(paper.pages) == batch.pages == len(marks) == 8
        assert paper.Root.MarkInfo.Marked
        assert "pdfuaid:part" in bytes(paper.Root.Metadata.read_bytes()).decode()
    urn = {name: School.objects.get(name=name).urn for name in ("Elm Academy", "Yew House")}
    assert marks[0] == f"Elm Academy ({urn['Elm Academy']}): Headteacher or principal"
    assert marks[-1] == f"Yew House ({urn['Yew House']}): Proprietor"

    letters = list(ChaseContact.objects.by_post())
    with at(date(2026, 12, 15)):
        with pytest.raises(Refused, match="today or in the past"):
            chasing.mark_posted(
                round_of_three, by=cast.officer, contacts=letters, posted_on=date(2026, 12, 16)
            )
        assert (
            chasing.mark_posted(
                round_of_three, by=cast.officer, contacts=letters, posted_on=date(2026, 12, 15)
            )
            == 8
        )
        assert (
            chasing.mark_posted(
                round_of_three, by=cast.officer, contacts=letters, posted_on=date(2026, 12, 15)
            )
            == 0
        )
    assert not ChaseContact.objects.by_post().exists()


def test_an_office_answers_by_the_link_in_its_letter(cast, round_of_three):
    with at(date(2026, 12, 14)):
        chasing.sweep()
        letter = Letter.objects.get(address__startswith=f"chair.{cast.oak.organisation.code}")
        browser = Client()
        page = browser.get(letter.path)
        assert b"section 16H" in page.content
        assert "no-store" in page["Cache-Control"]
        assert ChaseReply.objects.count() == 0  # a scanner that opens links changes nothing
        sent = {
            "kind": "will_send",
            "expected_on_day": "20",
            "expected_on_month": "12",
            "expected_on_year": "2026",
        }
        for _ in range(2):
            assert b"We have your answer" in browser.post(letter.path, sent).content
        [reply] = ChaseReply.objects.all()
        assert (reply.office, reply.expected_on, reply.recorded_by) == ("chair", date(2026, 12, 20), None)
        assert b"date they will send it by" in browser.post(letter.path, {"kind": "will_send"}).content

        held = cast.oak.organisation.school_contacts.get(office="chair")
        held.ends_on = date(2026, 12, 13)
        held.save(update_fields=["ends_on"])
        assert browser.get(letter.path).status_code == 410
        assert browser.get(reverse("answer_chase", args=["nothing"])).status_code == 410


def test_pages_run_as_many_queries_for_one_school_as_for_three(cast, sign_in):
    contacts_of(made.school(cast, name="First School"), "lead", "head", "chair")
    browser, counts, asks = sign_in(cast.officer), [], returns.four_questions()
    for title, more in (("One", 0), ("Three", 2)):
        for number in range(more):
            contacts_of(made.school(cast, name=f"Further {number}", authority=cast.rutland), "lead", "head")
        if more:
            contacts_of(made.school(cast, name="Third", authority=cast.rutland), "lead", "head", "chair")
        opened = returns.open_round(
            cast, title=title, authority=cast.rutland if more else cast.county,
            questionnaire=asks,
        )  # fmt: skip
        sweep_on(date(2026, 12, 14))
        for name in ("schools:chasing", "schools:letters_to_print"):
            browser.get(reverse(name, args=[opened.pk]))
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(reverse(name, args=[opened.pk])).status_code == 200
            counts.append(len(asked))
    assert counts[:2] == counts[2:]


def test_the_ladder_refuses_data_that_count_from_nothing():
    with pytest.raises(ValueError, match="comes before nothing"):
        read_ladder({"rung": [
            {"code": "a", "label": "A", "subject": "", "counted_from": "b", "days": 0, "to": [], "source": ""}
        ]})  # fmt: skip


def test_nothing_is_due_before_the_round_opens():
    dates = {"opens_on": OPENS, "due_on": DUE, "started": False}
    assert due_rung(taken=[], today=OPENS - timedelta(1), **dates) is None
    found, day = due_rung(taken=[Taken("opened", DUE, OPENS)], today=DUE, **dates)
    assert (found.code, day) == ("week_before", date(2026, 11, 23))
